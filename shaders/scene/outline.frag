// Lays a line of constant width around the highlighted: clear where it is seen, faint where not.
uniform sampler2D mask;
uniform vec3 outlineColour;
layout(location = 0) out vec4 outColour;

vec2 marked(ivec2 pixel) {
  return texelFetch(mask, clamp(pixel, ivec2(0), textureSize(mask, 0) - 1), 0).rg;
}

void main() {
  const float kWidth = 1.9;  // pixels
  ivec2 pixel = ivec2(gl_FragCoord.xy);
  vec2 here = marked(pixel), nearest = vec2(9.0);
  for (int y = -2; y <= 2; ++y)
    for (int x = -2; x <= 2; ++x) {
      vec2 there = marked(pixel + ivec2(x, y));
      float away = length(vec2(x, y));
      nearest = min(nearest, mix(vec2(9.0), vec2(away), step(0.5, there)));
    }
  vec2 line = clamp(kWidth + 0.5 - nearest, 0.0, 1.0) * (1.0 - here.r);
  outColour = vec4(outlineColour, max(0.75 * line.g, 0.34 * line.r) + 0.04 * here.g);
}
