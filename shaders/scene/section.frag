// What tissue looks like where it is cut: a flat wet face with the pattern of its inside.
//
// Permutations: PATTERN n as render::SectionPattern, FULL (finer grain), SHADOW, TRANSPARENT as in
// tissue.frag; PREPASS gives the normal alone.
#include "common/light.glsl"
#include "common/tone.glsl"
#include "common/backdrop.glsl"
#include "common/shadow.glsl"

in vec3 vPosition;
in vec3 vMaterial;

uniform vec3 cutNormal;  // view frame, towards what is cut away
uniform sampler3D grain;
uniform vec3 colour;
uniform vec3 accent;
uniform float wet;       // strength of the sheen
uniform vec3 grainScale;
uniform vec3 centre;     // of this face in its tissue
uniform vec3 longAxis;
uniform vec3 shortAxis;
uniform vec2 halfExtent;  // mm
uniform vec2 pixelSize;
uniform vec4 depthCue;
#ifdef TRANSPARENT
uniform float opacity;
layout(location = 0) out vec4 outSum;
layout(location = 1) out vec4 outWeight;
#else
layout(location = 0) out vec4 outColour;
#endif

#ifndef PREPASS
// How well a pattern with that period can be seen here: 0 where it is finer than the pixels.
float visible(float period_mm) {
  float pixel_mm = length(fwidth(vMaterial));
  return 1.0 - smoothstep(0.22 * period_mm, 0.55 * period_mm, pixel_mm);
}

// 1 on the walls between the cells of the grain, 0 in them
float walls(vec3 p, float width) {
  return 1.0 - smoothstep(0.35 * width, width, abs(texture(grain, p).a - 0.5));
}

// the grain's height about its mean, where only full quality shows it
#ifdef FULL
float fine(vec3 p) { return texture(grain, p).a - 0.5; }
#else
float fine(vec3 p) { return 0.0; }
#endif

#if PATTERN == 1  // cancellous: pale trabeculae around red marrow, denser here and there
float share() {
  float strut = 0.3 + 0.5 * walls(vMaterial * grainScale, 0.10);
#ifdef FULL
  strut = max(walls(vMaterial * grainScale, 0.10),
              0.8 * walls(vMaterial.yzx * grainScale.yzx * 1.73 + 0.31, 0.07));
#endif
  float cloud = fine(vMaterial * 0.023) + 0.5 * fine(vMaterial * 0.07);
  return mix(0.50, 0.12 + 0.72 * strut, visible(0.9)) + 0.34 * cloud;
}
#elif PATTERN == 2  // annulus: lamellae around the middle, bowed outwards where the disc is thin
float share() {
  vec3 p = vMaterial - centre;
  vec2 q = vec2(dot(p, longAxis), dot(p, shortAxis)) / halfExtent;
  float bow = mix(0.10, 1.0, smoothstep(0.35, 0.6, halfExtent.y / halfExtent.x));
  float out_ = sqrt(q.x * q.x + bow * q.y * q.y);
  float ring = out_ * halfExtent.x + 1.6 * fine(vMaterial * 0.05);
  // sheets of unequal thickness, lost towards the middle
  float sheet = texture(grain, vec3(0.37, 0.61, ring * 0.16)).a - 0.5;
  float streak = fine(vMaterial * vec3(0.16, 0.16, 0.05));
  return 0.40 + (3.2 * sheet * visible(0.8) + 0.12) * smoothstep(0.25, 0.7, out_) + 0.45 * streak;
}
#elif PATTERN == 3  // fibres: streaks along the tissue, from bone to bone
float share() {
  float coarse = texture(grain, vMaterial * grainScale).a - 0.5;
  return 0.5 + 1.6 * coarse + 1.3 * fine(vMaterial.yxz * grainScale * 2.7) * visible(0.5);
}
#elif PATTERN == 4  // lobules: rounded cells with pale walls
float share() {
  float wall = walls(vMaterial * grainScale, 0.05);
#ifdef FULL
  wall = max(wall, 0.6 * walls(vMaterial.zxy * grainScale * 1.61 + 0.2, 0.05));
#endif
  return mix(0.25, wall, visible(2.2)) * 0.9;
}
#elif PATTERN == 5  // bundles: dark flesh in pale sheaths, drawn out along the fibres
float share() {
  float sheath = walls(vMaterial * grainScale, 0.035);
  return mix(0.2, 0.85 * sheath, visible(2.5)) + 0.5 * fine(vMaterial * grainScale * 3.3);
}
#elif PATTERN == 6  // one colour
float share() { return 0.0; }
#else  // plain, a little cloudy
float share() { return 0.5 + 0.7 * (texture(grain, vMaterial * grainScale).a - 0.5); }
#endif

vec3 lit(vec3 albedo, vec3 n, vec3 towardsEye) {
  float share = litShare();
  float key = max(0.25 + 0.75 * dot(n, kKeyDirection), 0.0) * share;
  vec3 light = 0.80 * kKeyColour * key + 0.95 * mix(kFloor, kSky, 0.5 + 0.5 * n.y);
  light += vec3(0.30) * max(dot(n, towardsEye), 0.0);
  vec3 h = normalize(kKeyDirection + towardsEye);
  float glint = exp2(60.0 * (dot(n, h) - 1.0)) * wet * share;
  return albedo * light + kKeyColour * glint;
}
#endif

void main() {
#ifdef PREPASS
  outColour = vec4(0.5 * cutNormal + 0.5, 1.0);
#else
  vec3 towardsEye = -normalize(vPosition);
  vec3 n = cutNormal;
#if defined(FULL) && PATTERN != 6
  n = normalize(n + 0.12 * visible(1.0) * (2.0 * texture(grain, vMaterial * 0.35).rgb - 1.0));
#endif
  vec3 albedo = mix(colour, accent, clamp(share(), 0.0, 1.0));
  vec3 shown = encoded(filmic(lit(albedo, n, towardsEye)));
  float away = clamp((-vPosition.z - depthCue.x) * depthCue.y, 0.0, 1.0);
  shown = mix(shown, backdrop(gl_FragCoord.xy * pixelSize), away * depthCue.z);
#ifdef TRANSPARENT
  float relative = depthCue.w / max(-vPosition.z, 1.0);
  relative *= relative;
  relative *= relative;
  float weight = opacity * clamp(relative * relative, 0.02, 50.0);
  outSum = vec4(shown * weight, opacity);
  outWeight = vec4(weight);
#else
  outColour = vec4(shown, 1.0);
#endif
#endif
}
