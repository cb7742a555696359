// Prepass: the view-space normal in eight bits a component.
#include "common/cut.glsl"

in vec3 vNormal;
layout(location = 0) out vec4 outNormal;

void main() {
  cutAway();
  outNormal = vec4(0.5 * cutFacing(normalize(vNormal)) + 0.5, 1.0);
}
