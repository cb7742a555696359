// Cutting a surface away at a plane, for programs made with CLIPPED; discarding works everywhere.
#ifdef CLIPPED
in float vCut;
uniform vec3 cutNormal;  // view frame, towards what is cut away

void cutAway() {
  if (vCut >= 0.0) discard;
}
// an inner side stands for the cut face
vec3 cutFacing(vec3 n) { return gl_FrontFacing ? n : cutNormal; }
float cutOr(float outside, float onCut) { return gl_FrontFacing ? outside : onCut; }
#else
void cutAway() {}
vec3 cutFacing(vec3 n) { return n; }
float cutOr(float outside, float onCut) { return outside; }
#endif
