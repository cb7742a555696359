// Entry and exit of a convex instrument, both kept by taking the maximum: -entry and exit.
in float vDepth;
layout(location = 0) out vec4 outLow;  // the attachment and the components are chosen outside
layout(location = 1) out vec4 outHigh;

void main() {
  outLow = vec4(-vDepth, vDepth, -vDepth, vDepth);
  outHigh = outLow;
}
