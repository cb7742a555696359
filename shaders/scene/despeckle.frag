// The mask at the result's size: each pixel's coverage, but for specks that stand alone.
uniform sampler2D mask;  // twice as fine
uniform vec2 pixelSize;
layout(location = 0) out vec4 outShare;

// at a pixel's middle the filter gives the mean of its four
float covered(vec2 pixel) { return texture(mask, pixel * pixelSize).r; }

void main() {
  float sum = 0.0;
  for (int y = -1; y <= 1; ++y)
    for (int x = -1; x <= 1; ++x) sum += covered(gl_FragCoord.xy + vec2(x, y));
  outShare = vec4(sum < 1.8 ? 0.0 : covered(gl_FragCoord.xy));
}
