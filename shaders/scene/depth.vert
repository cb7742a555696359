// Position and view-space normal only: shadow map, prepass for occlusion, mask of the highlighted.
#include "common/bend.glsl"

uniform mat4 clipFromPatient;
uniform mat3 viewTurn;  // rotation of viewFromPatient

out vec3 vNormal;

void main() {
  vNormal = viewTurn * patientNormal();
  gl_Position = clipFromPatient * vec4(patientPosition(), 1.0);
}
