// The stage's lights, fixed to the viewer: one key, a sky and a floor, a rim from behind, a studio to reflect.
const vec3 kKeyDirection = vec3(-0.4060, 0.6767, 0.6142);
const vec3 kKeyColour = vec3(1.72, 1.62, 1.48);
const vec3 kSky = vec3(0.50, 0.55, 0.63);
const vec3 kFloor = vec3(0.17, 0.15, 0.145);
const vec3 kRimColour = vec3(0.62, 0.74, 0.88);

// what a mirror would see in direction r
vec3 studio(vec3 r) {
  vec3 room = mix(vec3(0.03, 0.03, 0.035), vec3(0.34, 0.37, 0.42), smoothstep(-0.35, 0.9, r.y));
  float key = max(dot(r, kKeyDirection), 0.0);
  key *= key;
  key *= key;
  float softbox = smoothstep(0.52, 0.86, key);
  float strip = smoothstep(0.55, 0.72, r.x) * smoothstep(0.98, 0.80, r.x) * smoothstep(-0.5, 0.1, r.y);
  return room + vec3(1.9, 1.85, 1.75) * softbox + vec3(0.34, 0.42, 0.52) * strip;
}
