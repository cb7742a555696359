// Marks where a highlighted surface is what one sees; the faces of its cuts are drawn by themselves.
#include "common/cut.glsl"

uniform sampler2D depth;  // of the opaque picture
uniform vec2 pixelSize;
layout(location = 0) out vec4 outMask;

void main() {
  float slack = 2e-5 + fwidth(gl_FragCoord.z);
  cutAway();
  if (!gl_FrontFacing) discard;
  if (gl_FragCoord.z > texture(depth, gl_FragCoord.xy * pixelSize).r + slack) discard;
  outMask = vec4(1.0);
}
