// Fills what no tissue covers; a breath of noise keeps the gradient from banding.
#include "common/backdrop.glsl"

uniform vec2 pixelSize;
layout(location = 0) out vec4 outColour;

void main() {
  vec2 p = gl_FragCoord.xy;
  float dither = fract(52.9829189 * fract(dot(p, vec2(0.06711056, 0.00583715)))) - 0.5;
  outColour = vec4(backdrop(p * pixelSize) + dither / 255.0, 1.0);
}
