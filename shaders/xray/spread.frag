// One direction of a wide blur of a weighed sum and its weights, on a small image.
uniform sampler2D source;
uniform ivec2 direction;
uniform float sigma;  // pixels of this image
layout(location = 0) out vec4 outSpread;

void main() {
  ivec2 pixel = ivec2(gl_FragCoord.xy);
  ivec2 size = textureSize(source, 0);
  vec2 sum = vec2(0.0);
  float weights = 0.0;
  for (int i = -REACH; i <= REACH; ++i) {
    ivec2 at = pixel + i * direction;
    float weight = exp(-0.5 * float(i * i) / (sigma * sigma));
    if (all(greaterThanEqual(at, ivec2(0))) && all(lessThan(at, size)))
      sum += weight * texelFetch(source, at, 0).rg;
    weights += weight;
  }
  outSpread = vec4(sum / weights, 0.0, 1.0);
}
