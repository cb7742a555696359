// Mean of 4 x 4 pixels of what each ray sends astray, by scatter on its way, which is nothing beside
// the patient, and as glare in the detector; weighed by how far the collimator is open there.
#include "xray/opening.glsl"
uniform sampler2D source;
uniform float brightness;  // the signal whose rays scatter as much as scatterFraction says
uniform float scatterFraction, glareFraction;
uniform float most;  // signal that the detector can tell from more
layout(location = 0) out vec4 outMean;  // weighed sum and sum of weights

float astray(float through) {
  // see fluoro::scatterToPrimary, fluoro::softTissueFor_mm
  const float kSurface = 0.26, kExponent = 1.5;
  float depth = max(-log(max(through, 1e-9)) - kSurface, 0.0);
  float scattered = through * pow(depth / max(-log(brightness) - kSurface, 1e-3), kExponent);
  return scatterFraction * scattered + glareFraction * min(through, most);
}

void main() {
  ivec2 size = textureSize(source, 0);
  ivec2 first = 4 * ivec2(gl_FragCoord.xy);
  vec2 sum = vec2(0.0);
  for (int y = 0; y < 4; ++y)
    for (int x = 0; x < 4; ++x) {
      ivec2 at = min(first + ivec2(x, y), size - 1);
      float open = collimated(2.0 * (vec2(at) + 0.5) / vec2(size) - 1.0);
      sum += open * vec2(astray(texelFetch(source, at, 0).r), 1.0);
    }
  outMean = vec4(sum / 16.0, 0.0, 1.0);
}
