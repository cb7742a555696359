// The stage's lights, fixed to the viewer: key, sky and floor, rim, and a studio to reflect.
const vec3 kKeyDirection = vec3(-0.4060, 0.6767, 0.6142);
const vec3 kKeyColour = vec3(1.72, 1.62, 1.48);
const vec3 kSky = vec3(0.50, 0.55, 0.63);
const vec3 kFloor = vec3(0.17, 0.15, 0.145);
const vec3 kRimColour = vec3(0.62, 0.74, 0.88);

// what a mirror would see in direction r
vec3 studio(vec3 r) {
  vec3 room = mix(vec3(0.06, 0.06, 0.065), vec3(0.62, 0.66, 0.71), smoothstep(-0.55, 0.75, r.y));
  float wall = 1.0 - smoothstep(0.0, 0.45, abs(r.y + 0.12));
  room += vec3(0.30, 0.29, 0.27) * wall;
  float key = max(dot(r, kKeyDirection), 0.0);
  key *= key;
  key *= key;
  float softbox = smoothstep(0.52, 0.86, key);
  float strip = smoothstep(0.55, 0.72, r.x) * (1.0 - smoothstep(0.80, 0.98, r.x));
  strip *= smoothstep(-0.5, 0.1, r.y);
  return room + vec3(1.9, 1.85, 1.75) * softbox + vec3(0.34, 0.42, 0.52) * strip;
}
