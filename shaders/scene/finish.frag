// The last touch: smooths edges (FXAA or the mean of a finer picture) and outlines the highlighted structure.
//
// Permutations: FXAA, or SUPERSAMPLED (the source is twice as large); OUTLINE.
uniform sampler2D picture;
uniform vec2 pixelSize;  // of the result
#ifdef OUTLINE
uniform sampler2D mask;
uniform vec3 outlineColour;
#endif
layout(location = 0) out vec4 outColour;

#ifdef SUPERSAMPLED
vec3 smoothed(vec2 uv) { return texture(picture, uv).rgb; }  // the corner of four pixels: their mean
#else
float brightness(vec3 c) { return dot(c, vec3(0.299, 0.587, 0.114)); }

vec3 smoothed(vec2 uv) {
  ivec2 pixel = ivec2(gl_FragCoord.xy), last = textureSize(picture, 0) - 1;
  ivec2 below = max(pixel - 1, ivec2(0)), above = min(pixel + 1, last);
  vec3 middle = texelFetch(picture, pixel, 0).rgb;
  float m = brightness(middle);
  float sw = brightness(texelFetch(picture, below, 0).rgb);
  float se = brightness(texelFetch(picture, ivec2(above.x, below.y), 0).rgb);
  float nw = brightness(texelFetch(picture, ivec2(below.x, above.y), 0).rgb);
  float ne = brightness(texelFetch(picture, above, 0).rgb);
  float lowest = min(m, min(min(sw, se), min(nw, ne)));
  float highest = max(m, max(max(sw, se), max(nw, ne)));
  vec2 along = vec2((sw + se) - (nw + ne), (ne + se) - (nw + sw));
  float damp = max((sw + se + nw + ne) * 0.03125, 0.0078);
  along = clamp(along / (min(abs(along.x), abs(along.y)) + damp), -6.0, 6.0) * pixelSize;
  vec3 inner = 0.5 * (texture(picture, uv - along / 6.0).rgb + texture(picture, uv + along / 6.0).rgb);
  vec3 outer = 0.5 * inner + 0.25 * (texture(picture, uv - 0.5 * along).rgb +
                                     texture(picture, uv + 0.5 * along).rgb);
  float o = brightness(outer);
  vec3 chosen = (o < lowest || o > highest) ? inner : outer;
  return highest - lowest < max(0.03, 0.08 * highest) ? middle : chosen;
}
#endif

void main() {
  vec2 uv = gl_FragCoord.xy * pixelSize;
  vec3 shown = smoothed(uv);
#ifdef OUTLINE
  float inside = texture(mask, uv).r, around = inside;
  for (int i = 0; i < 8; ++i) {
    float angle = 0.785398 * float(i);
    around = max(around, texture(mask, uv + 1.6 * pixelSize * vec2(cos(angle), sin(angle))).r);
  }
  shown = mix(shown, outlineColour, 0.9 * max(around - inside, 0.0) + 0.07 * inside);
#endif
  outColour = vec4(shown, 1.0);
}
