// Lays a line of constant width around what is marked, outside of it and nowhere else.
//
// Model: the coverage of a pixel says how far the edge is from the pixel's middle, so the distance
// to the edge is known to a fraction of a pixel.
uniform sampler2D share;  // of each pixel that is marked
uniform vec3 outlineColour;
uniform float lineWidth;  // pixels, at most 2.5
layout(location = 0) out vec4 outColour;

float covered(ivec2 pixel) {
  return texelFetch(share, clamp(pixel, ivec2(0), textureSize(share, 0) - 1), 0).r;
}

void main() {
  ivec2 pixel = ivec2(gl_FragCoord.xy);
  float nearest = 9.0;
  for (int y = -3; y <= 3; ++y)
    for (int x = -3; x <= 3; ++x) {
      float there = covered(pixel + ivec2(x, y));
      float away = length(vec2(x, y)) + 0.5 - there;
      nearest = min(nearest, there > 0.1 ? away : 9.0);
    }
  float line = clamp(lineWidth + 0.5 - nearest, 0.0, 1.0) * (1.0 - covered(pixel));
  outColour = vec4(outlineColour, 0.9 * line);
}
