// Mean of 4 x 4 pixels: the steps towards the wide blurs. SCATTERED: of what scatters on its way,
// which is nothing beside the patient.
uniform sampler2D source;
#ifdef SCATTERED
uniform float fullDepth;  // attenuation, as a logarithm, from which on scatter keeps its share
#endif
layout(location = 0) out vec4 outMean;

float contribution(ivec2 pixel) {
  float through = texelFetch(source, pixel, 0).r;
#ifdef SCATTERED
  return through * clamp(-log(max(through, 1e-9)) / fullDepth, 0.0, 1.0);
#else
  return through;
#endif
}

void main() {
  ivec2 last = textureSize(source, 0) - 1;
  ivec2 first = 4 * ivec2(gl_FragCoord.xy);
  float sum = 0.0;
  for (int y = 0; y < 4; ++y)
    for (int x = 0; x < 4; ++x) sum += contribution(min(first + ivec2(x, y), last));
  outMean = vec4(sum / 16.0, 0.0, 0.0, 1.0);
}
