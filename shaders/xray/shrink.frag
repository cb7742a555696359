// Mean of 4 x 4 pixels.
uniform sampler2D source;
layout(location = 0) out vec4 outMean;

void main() {
  ivec2 last = textureSize(source, 0) - 1;
  ivec2 first = 4 * ivec2(gl_FragCoord.xy);
  float sum = 0.0;
  for (int y = 0; y < 4; ++y)
    for (int x = 0; x < 4; ++x)
      sum += texelFetch(source, min(first + ivec2(x, y), last), 0).r;
  outMean = vec4(sum / 16.0, 0.0, 0.0, 1.0);
}
