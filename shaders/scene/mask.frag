// Marks where a highlighted surface is (red), and where it can be seen (green).
#include "common/cut.glsl"

uniform sampler2D depth;  // of the opaque picture
uniform vec2 pixelSize;
layout(location = 0) out vec4 outMask;

void main() {
  cutAway();
  float seen = step(gl_FragCoord.z, texture(depth, gl_FragCoord.xy * pixelSize).r + 2e-4);
  outMask = vec4(1.0, seen, 0.0, 1.0);
}
