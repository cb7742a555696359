// Marks where a highlighted surface is.
layout(location = 0) out vec4 outMask;

void main() { outMask = vec4(1.0); }
