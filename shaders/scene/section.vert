// The face of a cut and the band along its edge, which grows inwards to its width.
layout(location = 0) in vec3 inPosition;  // Patient, mm
layout(location = 1) in vec3 inMaterial;  // the same point in its tissue
layout(location = 2) in vec3 inInward;    // mm per mm of the band's width

uniform mat4 viewFromPatient;
uniform mat4 clipFromView;
uniform vec3 lift;  // mm: inner solids' faces lie over outer ones'
uniform vec2 band;  // width at least, mm; and per mm of distance
#ifdef SHADOW
uniform mat4 lightFromView;
out vec3 vShadow;
#endif

out vec3 vPosition;
out vec3 vMaterial;

void main() {
  vec4 p = viewFromPatient * vec4(inPosition + lift, 1.0);
  p.xyz += mat3(viewFromPatient) * inInward * max(band.x, -band.y * p.z);
  vPosition = p.xyz;
  vMaterial = inMaterial;
#ifdef SHADOW
  vShadow = (lightFromView * p).xyz;
#endif
  gl_Position = clipFromView * p;
}
