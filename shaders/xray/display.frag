// The monitor's picture: blur, logarithm, evening, edges, film curve, polarity and shutters.
uniform sampler2D detected;
uniform sampler2D surroundings;  // the signal without noise, a quarter as large
uniform sampler2D region;        // its logarithm over mid-grey, over centimetres
uniform vec2 pixelSize;
uniform float kernel[REACH + 1];  // of the detector's blur: weights along one axis
uniform float brightness;  // the signal that shows mid-grey
uniform float contrast;    // slope of the film curve in the logarithm
uniform float edgeBoost;
uniform vec2 evening;  // how much of the region's level is taken away; and more of it beyond 1
uniform vec2 polarity;  // scale and offset: (1, 0) bone dark, (-1, 1) bone bright

layout(location = 0) out vec4 outGrey;

float blurred(ivec2 pixel) {
  ivec2 last = textureSize(detected, 0) - 1;
  float sum = 0.0;
  for (int y = -REACH; y <= REACH; ++y)
    for (int x = -REACH; x <= REACH; ++x) {
      ivec2 at = clamp(pixel + ivec2(x, y), ivec2(0), last);
      sum += kernel[abs(x)] * kernel[abs(y)] * texelFetch(detected, at, 0).r;
    }
  return sum;
}

// 1 in the open field, 0 under the shutters: a square with round corners
float openField(vec2 p) {
  vec2 q = max(abs(p) - vec2(0.79), vec2(0.0));
  return 1.0 - smoothstep(0.180, 0.192, length(q));
}

void main() {
  vec2 uv = gl_FragCoord.xy * pixelSize;
  float level = log(max(blurred(ivec2(gl_FragCoord.xy)), 1e-6));
  float around = log(max(texture(surroundings, uv).r, 1e-6));
  float wide = texture(region, uv).r;
  float shown = level - log(brightness) + edgeBoost * clamp(level - around, -0.4, 0.4);
  float beyond = wide - clamp(wide, -1.0, 1.0);
  shown -= evening.x * wide + evening.y * beyond;
  float grey = 1.0 / (1.0 + exp(-contrast * shown));
  grey = (polarity.x * grey + polarity.y) * openField(2.0 * uv - 1.0);
  outGrey = vec4(vec3(grey), 1.0);
}
