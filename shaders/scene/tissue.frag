// The look of a surface: grain, relief, wrapped key light, sky, sheen, rim, depth cue.
//
// Permutations: REFLECTS, STRIPES, TWO_SIDED, CLIPPED, FULL (finer grain), OCCLUSION, SHADOW;
// TRANSPARENT gives the surface's share of the weighted sums instead of a colour.
#include "common/light.glsl"
#include "common/tone.glsl"
#include "common/backdrop.glsl"
#include "common/cut.glsl"
#include "common/shadow.glsl"

in vec3 vPosition;
in vec3 vNormal;
in vec3 vGrain;

uniform sampler3D grain;  // rgb: slope, a: height
uniform mat3 viewFromMaterial;
uniform vec3 grainScale;
uniform vec3 colour;
uniform vec3 accent;
uniform vec3 glow;  // light that wanders under the surface and comes out past the terminator
uniform vec4 grainShape;  // mottling, relief (mm), fine mottling, fine relief
uniform vec4 sheen;       // exponent, strength, reflectance face on, share of the studio
uniform vec2 softness;    // wrap of the key light, rim strength
uniform vec2 pixelSize;
uniform vec4 depthCue;    // start (mm), 1 / length, most, target distance
#ifdef OCCLUSION
uniform sampler2D occlusion;
#endif
#ifdef STRIPES
in vec2 vWall;  // the place round the straw, in turns, and how sharply it is creased

// 1 on the three stripes
float stripeHere() {
  float from = abs(fract(3.0 * vWall.x) - 0.5);
  float soft = max(fwidth(3.0 * vWall.x), 0.01);
  if (soft > 0.5) soft = 0.01;  // where the turns begin anew
  return 1.0 - smoothstep(0.11 - soft, 0.11 + soft, from);
}
#endif
#ifdef TRANSPARENT
uniform vec3 glass;  // opacity, its factor face on, its factor at the edge
layout(location = 0) out vec4 outSum;
layout(location = 1) out vec4 outWeight;
#else
layout(location = 0) out vec4 outColour;
#endif

struct Facet {
  vec3 normal;
  vec3 albedo;
};

Facet facetHere(vec3 n) {
  vec4 coarse = texture(grain, vGrain);
  vec3 slope = (2.0 * coarse.rgb - 1.0) * grainShape.y;
  float mottle = (coarse.a - 0.5) * grainShape.x;
#ifdef FULL
  vec4 fine = texture(grain, 3.83 * vGrain.yzx + vec3(0.37, 0.11, 0.73));
  slope += (2.0 * fine.rgb - 1.0).zxy * grainShape.w;
  mottle += (fine.a - 0.5) * grainShape.z;
#endif
  vec3 tilt = viewFromMaterial * (slope * grainScale);
  Facet facet;
  facet.normal = normalize(n - (tilt - n * dot(tilt, n)));
  facet.albedo = mix(colour, accent, clamp(0.5 + mottle, 0.0, 1.0));
#ifdef STRIPES
  facet.albedo = mix(colour, accent, stripeHere() * (1.0 - 0.35 * vWall.y));  // folds whiten
#endif
  return facet;
}

float openness(vec3 n) {
#ifdef OCCLUSION
  return texture(occlusion, gl_FragCoord.xy * pixelSize).r;
#else
  return mix(0.58, 0.94, max(n.z, 0.0));  // what turns away is mostly in a hollow
#endif
}

vec3 lit(Facet facet, vec3 towardsEye, float fresnel) {
  vec3 n = facet.normal;
  float open = cutOr(openness(n), 0.95);
  float toKey = dot(n, kKeyDirection);
  float wrap = softness.x;
  float share = cutOr(litShare(), 1.0) * mix(0.55, 1.0, open);
  float key = max((toKey + wrap) / (1.0 + wrap), 0.0);
  vec3 light = kKeyColour * (key * share);
  light += glow * (max(1.0 - abs(toKey + 0.1) * 1.8, 0.0) * share);
  // light between tissues takes their warm colour
  vec3 warm = mix(vec3(0.82, 0.46, 0.36) * facet.albedo + 0.18, vec3(1.0), open);
  light += mix(kFloor, kSky, 0.5 + 0.5 * n.y) * (open * warm);
  // the viewer's own faint lamp keeps depths readable
  light += vec3(0.20) * (max(dot(n, towardsEye), 0.0) * open);
  vec3 result = facet.albedo * light;

  vec3 h = normalize(kKeyDirection + towardsEye);
  float glint = exp2(sheen.x * (dot(n, h) - 1.0) * 1.4427) * sheen.y * max(toKey, 0.0);
  result += kKeyColour * (glint * share);
#ifdef REFLECTS
  float grazing = sheen.z + (1.0 - sheen.z) * fresnel * fresnel;
  vec3 mirrored = studio(reflect(-towardsEye, n)) * mix(0.35, 1.0, open);
  result = mix(result, mirrored * mix(vec3(1.0), facet.albedo, sheen.z), grazing * sheen.w);
#endif
  result += kRimColour * (fresnel * softness.y * (0.35 + 0.65 * max(n.y, 0.0)) * open);
  return result;
}

void main() {
  cutAway();
  vec3 towardsEye = -normalize(vPosition);
  vec3 n = normalize(vNormal);
#ifdef TWO_SIDED
  n = gl_FrontFacing ? n : -n;
#endif
  n = cutFacing(n);
  Facet facet = facetHere(n);
  float facing = clamp(dot(facet.normal, towardsEye), 0.0, 1.0);
  float edge = 1.0 - facing;
  float fresnel = edge * edge * edge;
  vec3 shown = encoded(filmic(lit(facet, towardsEye, fresnel)));
  float away = clamp((-vPosition.z - depthCue.x) * depthCue.y, 0.0, 1.0);
  shown = mix(shown, backdrop(gl_FragCoord.xy * pixelSize), away * depthCue.z);
#ifdef TRANSPARENT
  float alpha = clamp(glass.x * mix(glass.y, glass.z, edge * edge), 0.0, 0.97);
#ifdef STRIPES
  alpha = max(alpha, 0.86 * stripeHere());
  alpha = max(alpha, 0.8 * smoothstep(0.2, 0.9, vWall.y));
  // long lights in the studio that a tube mirrors all along itself
  vec2 across = normalize(facet.normal.xz + vec2(0.0, 1e-4));
  float streak = exp2(110.0 * (dot(across, vec2(-0.454, 0.891)) - 1.0));
  streak = max(streak, 0.35 * exp2(60.0 * (dot(across, vec2(0.743, 0.669)) - 1.0)));
  shown = mix(shown, vec3(1.0), 0.8 * streak);
  alpha = max(alpha, 0.75 * streak);
  // what glints hides what is behind it
  alpha = max(alpha, 0.85 * smoothstep(0.90, 1.0, min(shown.r, min(shown.g, shown.b))));
#endif
  // what hangs between the eye and the subject fades away, so that no edge of it floats in the picture
  alpha *= smoothstep(0.62, 0.86, -vPosition.z / max(depthCue.w, 1.0));
  float relative = depthCue.w / max(-vPosition.z, 1.0);
  relative *= relative;
  relative *= relative;
  float weight = alpha * clamp(relative * relative, 0.02, 50.0);
  outSum = vec4(shown * weight, alpha);
  outWeight = vec4(weight);
#else
  outColour = vec4(shown, 1.0);
#endif
}
