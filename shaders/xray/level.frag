// Mean of 4 x 4 pixels in the logarithm, about mid-grey, open field capped: what the eye adapts to.
uniform sampler2D source;
uniform float brightness;  // the signal that shows mid-grey
uniform float brightest;   // over mid-grey that still counts, logarithm
layout(location = 0) out vec4 outMean;

void main() {
  ivec2 last = textureSize(source, 0) - 1;
  ivec2 first = 4 * ivec2(gl_FragCoord.xy);
  float sum = 0.0;
  for (int y = 0; y < 4; ++y)
    for (int x = 0; x < 4; ++x) {
      float signal = texelFetch(source, min(first + ivec2(x, y), last), 0).r;
      sum += min(log(max(signal, 1e-6) / brightness), brightest);
    }
  outMean = vec4(sum / 16.0, 0.0, 0.0, 1.0);
}
