// Where a vertex lies in the Patient frame: by the posture (the twin of anatomy::Bend), or rigidly.
layout(location = 0) in vec3 inPosition;  // mm
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec2 inTie;  // place along the chain of vertebrae, share of the bulge

#ifdef BENDS
uniform vec4 bendRows[18];  // six vertebrae, three rows each of patientFromMaterial
uniform vec3 bendBulge[5];  // per level, Patient, mm

vec3 movedBy(int vertebra, vec4 p) {
  int row = 3 * vertebra;
  return vec3(dot(bendRows[row], p), dot(bendRows[row + 1], p), dot(bendRows[row + 2], p));
}

vec3 moved(vec4 p, out int upper) {
  float chain = clamp(inTie.x, 0.0, 5.0);
  upper = int(min(floor(chain), 4.0));
  return mix(movedBy(upper, p), movedBy(upper + 1, p), chain - float(upper));
}

vec3 patientPosition() {
  int upper;
  vec3 p = moved(vec4(inPosition, 1.0), upper);
  return p + inTie.y * bendBulge[upper];
}

vec3 patientNormal() {
  int upper;
  return moved(vec4(inNormal, 0.0), upper);
}
#else
uniform mat4 patientFromMesh;

vec3 patientPosition() { return (patientFromMesh * vec4(inPosition, 1.0)).xyz; }
vec3 patientNormal() { return mat3(patientFromMesh) * inNormal; }
#endif
