// The number of the surface that one sees, in two bytes.
#include "common/cut.glsl"

uniform float number;    // 1..65535
layout(location = 0) out vec4 outNumber;

void main() {
  cutAway();
  float high = floor(number / 256.0);
  outNumber = vec4(number - 256.0 * high, high, 0.0, 255.0) / 255.0;
}
