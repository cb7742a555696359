// Position and view-space normal only: shadow map, prepass for occlusion, mask of the highlighted.
#include "common/bend.glsl"

uniform mat4 clipFromPatient;
uniform mat3 viewTurn;  // rotation of viewFromPatient

out vec3 vNormal;
#ifdef CLIPPED
uniform vec4 cutPlane;  // Patient
out float vCut;
#endif

void main() {
  vNormal = viewTurn * patientNormal();
  vec4 p = vec4(patientPosition(), 1.0);
#ifdef CLIPPED
  vCut = dot(cutPlane, p);
#endif
  gl_Position = clipFromPatient * p;
}
