// Entry and exit of a convex instrument, both kept by taking the maximum: -entry and exit.
in float vDepth;
layout(location = 0) out vec4 outInterval;

void main() { outInterval = vec4(-vDepth, vDepth, -vDepth, vDepth); }
