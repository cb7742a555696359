// The shadow map needs nothing but depth.
#include "common/cut.glsl"

void main() { cutAway(); }
