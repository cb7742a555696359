// Marks where a highlighted surface is.
#include "common/cut.glsl"

layout(location = 0) out vec4 outMask;

void main() {
  cutAway();
  outMask = vec4(1.0);
}
