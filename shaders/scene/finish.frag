// The last touch: smooths edges (FXAA, or the mean of a finer picture), outlines the highlighted.
//
// Permutations: SUPERSAMPLED (the source is twice as large; else FXAA), OUTLINE.
uniform sampler2D picture;
uniform vec2 pixelSize;  // of the result
#ifdef OUTLINE
uniform sampler2D mask;
uniform vec3 outlineColour;
#endif
layout(location = 0) out vec4 outColour;

#ifdef SUPERSAMPLED
vec3 smoothed(ivec2 pixel) {  // at the corner of four: their mean
  return texture(picture, gl_FragCoord.xy * pixelSize).rgb;
}
#else
// green stands for brightness where only its steps matter
float step4(ivec2 at) { return texelFetch(picture, at, 0).g; }

// FXAA after Lottes: blend along the edge that the brightness of the four diagonal neighbours shows
vec3 smoothed(ivec2 pixel) {
  ivec2 last = textureSize(picture, 0) - 1;
  ivec2 below = max(pixel - 1, ivec2(0)), above = min(pixel + 1, last);
  vec3 middle = texelFetch(picture, pixel, 0).rgb;
  float sw = step4(below), se = step4(ivec2(above.x, below.y));
  float nw = step4(ivec2(below.x, above.y)), ne = step4(above);
  float lowest = min(middle.g, min(min(sw, se), min(nw, ne)));
  float highest = max(middle.g, max(max(sw, se), max(nw, ne)));
  vec2 along = vec2((sw + se) - (nw + ne), (ne + se) - (nw + sw));
  float damp = max((sw + se + nw + ne) * 0.03125, 0.0078);
  along = clamp(along / (min(abs(along.x), abs(along.y)) + damp), -4.0, 4.0) * pixelSize;
  vec2 uv = gl_FragCoord.xy * pixelSize;
  vec3 ends = texture(picture, uv - along / 4.0).rgb + texture(picture, uv + along / 4.0).rgb;
  return highest - lowest < max(0.03, 0.08 * highest) ? middle : 0.5 * ends;
}
#endif

#ifdef OUTLINE
float marked(ivec2 pixel) {
  return texelFetch(mask, clamp(pixel, ivec2(0), textureSize(mask, 0) - 1), 0).r;
}

// a soft line of about two pixels just outside, and a breath of colour inside
float outline(ivec2 pixel) {
  float inside = marked(pixel), around = 0.0;
  for (int y = -1; y <= 1; ++y)
    for (int x = -1; x <= 1; ++x)
      around += marked(pixel + 2 * ivec2(x, y)) + marked(pixel + ivec2(x, y));
  return mix(min(0.3 * around, 0.9), 0.07, inside);
}
#endif

void main() {
  ivec2 pixel = ivec2(gl_FragCoord.xy);
  vec3 shown = smoothed(pixel);
#ifdef OUTLINE
  shown = mix(shown, outlineColour, outline(pixel));
#endif
  outColour = vec4(shown, 1.0);
}
