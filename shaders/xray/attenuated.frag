// What is left of a beam of one energy behind its line integrals; written upside down, so that what
// is read back begins with the top row.
uniform sampler2D integrals;  // along the central ray
uniform float halfEdgeOverDistance;  // half the detector's edge over the source-detector distance
uniform vec2 pixelSize;              // of the image, in 0..1

layout(location = 0) out vec4 outSignal;

void main() {
  ivec2 pixel = ivec2(gl_FragCoord.xy);
  int top = textureSize(integrals, 0).y - 1;
  vec2 slope = (2.0 * gl_FragCoord.xy * pixelSize - 1.0) * halfEdgeOverDistance;
  float obliquity = sqrt(1.0 + dot(slope, slope));  // an oblique ray is longer than its depth
  float integral = obliquity * texelFetch(integrals, ivec2(pixel.x, top - pixel.y), 0).r;
  outSignal = vec4(exp(-integral), 0.0, 0.0, 1.0);
}
