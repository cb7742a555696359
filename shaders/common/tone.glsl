// From light to the screen: a filmic shoulder (after Narkowicz's fit of ACES) and the sRGB curve.
vec3 filmic(vec3 x) {
  x *= 0.72;
  return clamp((x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14), 0.0, 1.0);
}

// sRGB by square roots: within 0.003 of the exact curve, and no powers
vec3 encoded(vec3 c) {
  vec3 s1 = sqrt(c);
  vec3 s2 = sqrt(s1);
  vec3 s3 = sqrt(s2);
  return clamp(0.662002687 * s1 + 0.684122060 * s2 - 0.323583601 * s3 - 0.0225411470 * c, 0.0, 1.0);
}
