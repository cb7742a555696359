// A surface of the stage: place and normal in the view frame, grain coordinates in its material.
#include "common/bend.glsl"

uniform mat4 viewFromPatient;
uniform mat4 clipFromView;
uniform vec3 grainScale;  // tiles of the grain per mm, along the material's axes
#ifdef SHADOW
uniform mat4 lightFromView;
uniform float shadowLift;  // mm along the normal: coarse triangles shall not shade themselves
out vec3 vShadow;
#endif
#ifdef CLIPPED
uniform vec4 cutPlane;  // Patient
out float vCut;
#endif
#ifdef STRIPES
out vec2 vWall;
#endif

out vec3 vPosition;
out vec3 vNormal;
out vec3 vGrain;

void main() {
  vec4 patient = vec4(patientPosition(), 1.0);
#ifdef CLIPPED
  vCut = dot(cutPlane, patient);
#endif
  vec4 p = viewFromPatient * patient;
  vPosition = p.xyz;
  vNormal = mat3(viewFromPatient) * patientNormal();
  vGrain = inPosition * grainScale;
#ifdef SHADOW
  vec3 lifted = p.xyz + shadowLift * normalize(vNormal);
  vShadow = (lightFromView * vec4(lifted, 1.0)).xyz;
#endif
#ifdef STRIPES
  vWall = inTie;
#endif
  gl_Position = clipFromView * p;
}
