// Adds the depth of a face: exits count up, entries down, so that their sum is the path inside.
//
// DISPLACED: only the part of the path inside up to four convex instruments, per pixel.
in float vDepth;

uniform vec4 channelsLow;   // fat, muscle, bone, cortical: +1 where it counts, -1 for its host
uniform vec4 channelsHigh;  // disc, fluid, contrast, steel
uniform float frontSign;    // what a front face counts: the detector's view may be mirrored

layout(location = 0) out vec4 outLow;
layout(location = 1) out vec4 outHigh;

#ifdef DISPLACED
uniform sampler2D intervalsLow;  // -entry, exit of instruments 0 and 1
uniform sampler2D intervalsHigh;

float within(vec2 interval) {
  float entry = -interval.x, leave = interval.y;
  return leave > entry ? clamp(vDepth, entry, leave) : 0.0;
}

float counted() {
  ivec2 pixel = ivec2(gl_FragCoord.xy);
  vec4 low = texelFetch(intervalsLow, pixel, 0);
  vec4 high = texelFetch(intervalsHigh, pixel, 0);
  return within(low.xy) + within(low.zw) + within(high.xy) + within(high.zw);
}
#else
float counted() { return vDepth; }
#endif

void main() {
  float signedDepth = (gl_FrontFacing ? frontSign : -frontSign) * counted();
  outLow = signedDepth * channelsLow;
  outHigh = signedDepth * channelsHigh;
}
