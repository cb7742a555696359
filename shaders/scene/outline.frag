// Lays a soft line just outside the highlighted over the result, a breath of colour inside.
uniform sampler2D mask;
uniform vec3 outlineColour;
layout(location = 0) out vec4 outColour;

float marked(ivec2 pixel) {
  return texelFetch(mask, clamp(pixel, ivec2(0), textureSize(mask, 0) - 1), 0).r;
}

void main() {
  ivec2 pixel = ivec2(gl_FragCoord.xy);
  float across = marked(pixel + ivec2(2, 0)) + marked(pixel - ivec2(2, 0)) +
                 marked(pixel + ivec2(0, 2)) + marked(pixel - ivec2(0, 2));
  float diagonal = marked(pixel + ivec2(1, 1)) + marked(pixel - ivec2(1, 1)) +
                   marked(pixel + ivec2(1, -1)) + marked(pixel - ivec2(1, -1));
  float outside = min(0.35 * across + 0.35 * diagonal, 0.9);
  outColour = vec4(outlineColour, mix(outside, 0.07, marked(pixel)));
}
