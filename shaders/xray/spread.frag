// One direction of the wide blur by scatter and veiling glare, on a small image.
uniform sampler2D source;
uniform ivec2 direction;
uniform float sigma;  // pixels of this image
layout(location = 0) out vec4 outSpread;

void main() {
  ivec2 pixel = ivec2(gl_FragCoord.xy);
  ivec2 size = textureSize(source, 0);
  float sum = 0.0, weights = 0.0;
  for (int i = -REACH; i <= REACH; ++i) {
    ivec2 at = pixel + i * direction;
    float inside = float(all(greaterThanEqual(at, ivec2(0))) && all(lessThan(at, size)));
    float weight = inside * exp(-0.5 * float(i * i) / (sigma * sigma));
    sum += weight * texelFetch(source, clamp(at, ivec2(0), size - 1), 0).r;
    weights += weight;
  }
  outSpread = vec4(sum / weights, 0.0, 0.0, 1.0);
}
