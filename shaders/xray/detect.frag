// What the detector counts: primary, what is astray, and quantum noise of this exposure.
uniform sampler2D primary;
uniform sampler2D scatter;  // what is astray, a weighed sum and its weights: scatter and glare
uniform vec2 pixelSize;
uniform float direct;  // share of the primary in what the detector counts
uniform float quantaPerSignal;  // quanta in a pixel for signal 1; 0: no noise
uniform float electronic;   // variance of the electronics, quanta squared
uniform float slopeOfEdge;  // of the ray to the middle of the field's edge
uniform int seedLow, seedHigh;  // of the exposure

layout(location = 0) out vec4 outSignal;

uint scramble(uint v) {
  v = v * 747796405u + 2891336453u;
  v = ((v >> ((v >> 28u) + 4u)) ^ v) * 277803737u;
  return (v >> 22u) ^ v;
}

// nearly normal, variance 1: the sum of four bytes of one hash
float normalNoise(uvec2 pixel) {
  uint h = scramble(scramble(scramble(pixel.x ^ uint(seedLow)) + pixel.y) ^ uint(seedHigh));
  float sum = float(h & 255u) + float((h >> 8u) & 255u);
  sum += float((h >> 16u) & 255u) + float(h >> 24u);
  return (sum / 255.0 - 2.0) * 1.7253;
}

void main() {
  vec2 astray = texture(scatter, gl_FragCoord.xy * pixelSize).rg;
  float signal =
      direct * texelFetch(primary, ivec2(gl_FragCoord.xy), 0).r + astray.r / max(astray.g, 1e-3);
  // farther from the source, and aslant
  vec2 slope = (2.0 * gl_FragCoord.xy * pixelSize - 1.0) * slopeOfEdge;
  signal *= pow(1.0 + dot(slope, slope), -1.5);
#ifdef NOISE
  float quanta = signal * quantaPerSignal;
  float g = normalNoise(uvec2(gl_FragCoord.xy));
  // Poisson to second order: mean, spread and skew
  signal = max(quanta + sqrt(quanta + electronic) * g + (g * g - 1.0) / 6.0, 0.2) / quantaPerSignal;
#endif
  outSignal = vec4(signal, 0.0, 0.0, 1.0);
}
