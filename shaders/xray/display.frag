// The monitor's picture: blur, logarithm, evening, edges, film curve, polarity and shutters.
// TURNED: as the monitor turns or flips it.
#include "xray/opening.glsl"
uniform sampler2D detected;
uniform sampler2D surroundings;  // the signal without noise, a quarter as large
// its logarithm over mid-grey, over centimetres and over millimetres: weighed sums and weights
uniform sampler2D region, nearby;
uniform vec2 pixelSize;
#ifdef TURNED
uniform float sigma;          // of the detector's blur, pixels
uniform vec2 toRight, toUp;   // the monitor's axes on the detector
#else
uniform float kernel[REACH + 1];  // of the detector's blur: weights along one axis
#endif
uniform float brightness;  // the signal that shows mid-grey
uniform float contrast;    // slope of the film curve in the logarithm
uniform float edgeBoost;
uniform vec2 evening;  // how much of the region's level is taken away; and more of it beyond 1
uniform vec2 tooBright;  // from where on, and how much of it is taken away nearby
uniform vec2 polarity;  // scale and offset: (1, 0) bone dark, (-1, 1) bone bright

layout(location = 0) out vec4 outGrey;

#ifdef TURNED
// about a place between pixels
float blurred(vec2 place) {
  ivec2 last = textureSize(detected, 0) - 1;
  ivec2 pixel = ivec2(floor(place));
  float across[2 * REACH + 1], along[2 * REACH + 1];
  for (int i = -REACH; i <= REACH; ++i) {
    vec2 off = vec2(pixel + i) + 0.5 - place;
    across[i + REACH] = exp(-0.5 * off.x * off.x / (sigma * sigma));
    along[i + REACH] = exp(-0.5 * off.y * off.y / (sigma * sigma));
  }
  float sum = 0.0, weights = 0.0;
  for (int y = -REACH; y <= REACH; ++y)
    for (int x = -REACH; x <= REACH; ++x) {
      ivec2 at = clamp(pixel + ivec2(x, y), ivec2(0), last);
      float weight = across[x + REACH] * along[y + REACH];
      sum += weight * texelFetch(detected, at, 0).r;
      weights += weight;
    }
  return sum / weights;
}
#else
float blurred(vec2 place) {
  ivec2 pixel = ivec2(place);
  ivec2 last = textureSize(detected, 0) - 1;
  float sum = 0.0;
  for (int y = -REACH; y <= REACH; ++y)
    for (int x = -REACH; x <= REACH; ++x) {
      ivec2 at = clamp(pixel + ivec2(x, y), ivec2(0), last);
      sum += kernel[abs(x)] * kernel[abs(y)] * texelFetch(detected, at, 0).r;
    }
  return sum;
}
#endif

float mean(sampler2D weighed, vec2 at) {
  vec2 sum = texture(weighed, at).rg;
  return sum.x / max(sum.y, 1e-3);
}

// 1 in the open field, 0 under the monitor's shutters: a square with round corners
float openField(vec2 p) {
  vec2 q = max(abs(p) - vec2(0.79), vec2(0.0));
  return 1.0 - smoothstep(0.180, 0.192, length(q));
}

void main() {
  vec2 place = gl_FragCoord.xy;
#ifdef TURNED
  vec2 shownAt = 2.0 * place * pixelSize - 1.0;
  place = 0.5 * (shownAt.x * toRight + shownAt.y * toUp + 1.0) / pixelSize;
#endif
  vec2 uv = place * pixelSize;
  float level = log(max(blurred(place), 1e-6));
  float around = log(max(texture(surroundings, uv).r, 1e-6));
  float wide = mean(region, uv);
  float shown = level - log(brightness) + edgeBoost * clamp(level - around, -0.4, 0.4);
  float beyond = wide - clamp(wide, -1.0, 1.0);
  float evened = evening.x * wide + evening.y * beyond;
  float left = mean(nearby, uv) - evened - tooBright.x;
  shown -= evened + tooBright.y * max(left, 0.0);
  float grey = 1.0 / (1.0 + exp(-contrast * shown));
  vec2 p = 2.0 * uv - 1.0;
  grey = (polarity.x * grey + polarity.y) * openField(p) * collimated(p);
  outGrey = vec4(vec3(grey), 1.0);
}
