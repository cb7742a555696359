// Lays a line of constant width around what the mask marks, outside of it and nowhere else.
//
// Model: the mask's coverage of a pixel says how far its edge is from the pixel's middle, so the
// distance to the edge is known to a fraction of a pixel.
uniform sampler2D mask;
uniform vec2 pixelSize;
uniform vec3 outlineColour;
uniform float lineWidth;  // pixels, at most 2.5
layout(location = 0) out vec4 outColour;

// the mask is twice as fine: at a pixel's middle the filter gives the mean of its four
float covered(vec2 pixel) { return texture(mask, pixel * pixelSize).r; }

void main() {
  float nearest = 9.0;
  for (int y = -3; y <= 3; ++y)
    for (int x = -3; x <= 3; ++x) {
      float share = covered(gl_FragCoord.xy + vec2(x, y));
      float away = length(vec2(x, y)) + 0.5 - share;
      nearest = min(nearest, share > 0.1 ? away : 9.0);
    }
  float line = clamp(lineWidth + 0.5 - nearest, 0.0, 1.0) * (1.0 - covered(gl_FragCoord.xy));
  outColour = vec4(outlineColour, 0.9 * line);
}
