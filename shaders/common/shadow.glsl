// How much of the key light arrives: nine looks into the shadow map, for programs with SHADOW.
#ifdef SHADOW
in vec3 vShadow;
uniform sampler2DShadow shadowMap;
uniform float shadowTexel;

float litShare() {
  float sum = 0.0;
  for (int y = -1; y <= 1; ++y)
    for (int x = -1; x <= 1; ++x)
      sum += texture(shadowMap, vShadow + vec3(vec2(x, y) * 1.7 * shadowTexel, 0.0));
  return sum / 9.0;
}
#else
float litShare() { return 1.0; }
#endif
