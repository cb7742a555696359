// Projects a surface onto the detector and hands down its depth along the central ray.
#include "common/bend.glsl"

uniform vec3 reference;  // Patient, mm: a point on the central ray near the middle of the anatomy
uniform vec3 axisRight;
uniform vec3 axisUp;
uniform vec3 axisForward;      // from source to detector
uniform float referenceDepth;  // mm from the source
uniform float focal;           // source-detector distance over half the detector's edge

out float vDepth;  // mm beyond the reference plane; small numbers keep the sum exact

void main() {
  vec3 p = patientPosition() - reference;
  vDepth = dot(axisForward, p);
  float w = vDepth + referenceDepth;
  // a true w makes the interpolation perspective-correct; depth 0 keeps clear of near and far
  gl_Position = vec4(focal * dot(axisRight, p), focal * dot(axisUp, p), 0.0, w);
}
