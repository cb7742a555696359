// Beer-Lambert: what reaches the detector of a beam in BINS energies after the summed paths.
uniform sampler2D stillLow, stillHigh, movingLow, movingHigh;  // mm along the central ray
uniform vec4 attenuationLow[BINS];   // per mm: fat, muscle, bone, cortical
uniform vec4 attenuationHigh[BINS];  // disc, fluid, contrast, steel
uniform float weight[BINS];
uniform float halfEdgeOverDistance;  // half the detector's edge over the source-detector distance
uniform vec2 pixelSize;              // of the image, in 0..1

layout(location = 0) out vec4 outSignal;

void main() {
  ivec2 pixel = ivec2(gl_FragCoord.xy);
  vec2 slope = (2.0 * gl_FragCoord.xy * pixelSize - 1.0) * halfEdgeOverDistance;
  float obliquity = sqrt(1.0 + dot(slope, slope));  // an oblique ray is longer than its depth
  vec4 low = obliquity * (texelFetch(stillLow, pixel, 0) + texelFetch(movingLow, pixel, 0));
  vec4 high = obliquity * (texelFetch(stillHigh, pixel, 0) + texelFetch(movingHigh, pixel, 0));
  float signal = 0.0;
  for (int i = 0; i < BINS; ++i)
    signal += weight[i] * exp(-dot(attenuationLow[i], low) - dot(attenuationHigh[i], high));
  outSignal = vec4(signal, 0.0, 0.0, 1.0);
}
