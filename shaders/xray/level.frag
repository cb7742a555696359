// Mean of 4 x 4 pixels in the logarithm, about mid-grey, open field capped: what the eye adapts to;
// weighed by how far the collimator is open there.
#include "xray/opening.glsl"
uniform sampler2D source;
uniform sampler2D scatter;  // as in detect.frag, like direct
uniform float direct;
uniform float brightness;  // the signal that shows mid-grey
uniform float brightest;   // over mid-grey that still counts, logarithm
layout(location = 0) out vec4 outMean;  // weighed sum and sum of weights

void main() {
  ivec2 size = textureSize(source, 0);
  ivec2 first = 4 * ivec2(gl_FragCoord.xy);
  vec2 sum = vec2(0.0);
  for (int y = 0; y < 4; ++y)
    for (int x = 0; x < 4; ++x) {
      ivec2 at = min(first + ivec2(x, y), size - 1);
      vec2 place = (vec2(at) + 0.5) / vec2(size);
      vec2 astray = texture(scatter, place).rg;
      float signal = direct * texelFetch(source, at, 0).r + astray.r / max(astray.g, 1e-3);
      float open = collimated(2.0 * place - 1.0);
      sum += open * vec2(min(log(max(signal, 1e-6) / brightness), brightest), 1.0);
    }
  outMean = vec4(sum / 16.0, 0.0, 1.0);
}
