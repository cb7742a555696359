// The result of the inner picture: edges smoothed by FXAA, or SUPERSAMPLED, the mean of four; a little
// darker towards the corners, so that the eye goes to the middle.
uniform sampler2D picture;
uniform vec2 pixelSize;  // of the result
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

void main() {
  float fromMiddle = length(gl_FragCoord.xy * pixelSize - 0.5);
  float light = 1.0 - 0.26 * smoothstep(0.3, 0.72, fromMiddle);
  outColour = vec4(light * smoothed(ivec2(gl_FragCoord.xy)), 1.0);
}
