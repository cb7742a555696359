// Adds the depth of a face times its body's weight: the sum is a line integral.
in float vDepth;

uniform float weight;     // per mm: own attenuation less the host's
uniform float frontSign;  // what a front face counts: the detector's view may be mirrored

layout(location = 0) out vec4 outSum;

void main() {
  outSum = vec4((gl_FrontFacing ? frontSign : -frontSign) * weight * vDepth, 0.0, 0.0, 1.0);
}
