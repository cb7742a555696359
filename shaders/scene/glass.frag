// Lays the weighted mean of all transparent surfaces over the opaque picture.
uniform sampler2D sum;
uniform sampler2D weight;
layout(location = 0) out vec4 outColour;

void main() {
  ivec2 pixel = ivec2(gl_FragCoord.xy);
  vec4 s = texelFetch(sum, pixel, 0);
  if (s.a > 0.999) discard;
  outColour = vec4(s.rgb / max(texelFetch(weight, pixel, 0).r, 1e-4), 1.0 - s.a);
}
