// The background, encoded for the screen: a quiet gradient, a little lighter behind the middle; or
// the even ground of a printed page.
uniform vec4 ground;  // its colour, and how far it takes the gradient's place

vec3 backdrop(vec2 uv) {
  vec3 low = vec3(0.086, 0.092, 0.102), high = vec3(0.152, 0.162, 0.178);
  vec3 colour = mix(low, high, smoothstep(0.0, 1.0, uv.y));
  vec2 fromMiddle = uv - vec2(0.5, 0.55);
  return mix(colour * (1.12 - 0.55 * dot(fromMiddle, fromMiddle)), ground.rgb, ground.a);
}
