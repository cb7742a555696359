// Frames and rigid motions between them, named destination-from-source so that products read right.
#pragma once

#include "math/vec.hpp"
#include "units/angle.hpp"

#include <cmath>

namespace unkink::math {

// The frames (tags only). Lengths in mm, right-handed.
struct Patient {
};  // DICOM LPS: +x patient left, +y posterior, +z head; origin: centre of the S1 endplate
struct Material {};  // Patient in the neutral posture: where tissue and bites are kept
struct Bone {};      // one vertebra: origin its body's centroid, +x left, +y posterior, +z cranial
struct Detector {};  // C-arm image: +x image right, +y image up, +z from detector towards source
struct Tool {};      // an instrument: +z along its shaft towards the tip, origin at the tip

/// A rotation and a translation that take a point of frame From to frame To.
template <class To, class From>
struct Rigid {
  Mat3 rotation{1.0};
  Vec3 translation{0.0};

  Vec3 operator*(const Vec3& p) const { return rotation * p + translation; }
  Vec3 rotate(const Vec3& direction) const { return rotation * direction; }
  Rigid<From, To> inverse() const {
    const Mat3 r = glm::transpose(rotation);
    return {r, -(r * translation)};
  }
  bool operator==(const Rigid&) const = default;
};

template <class A, class B, class C>
Rigid<A, C> operator*(const Rigid<A, B>& aFromB, const Rigid<B, C>& bFromC) {
  return {aFromB.rotation * bFromC.rotation, aFromB * bFromC.translation};
}

/// Rotation about the patient's left-right axis; positive takes +y (posterior) towards +z (head).
inline Mat3 rotationX(units::Rad a) {
  const double c = std::cos(a.value), s = std::sin(a.value);
  return Mat3(1, 0, 0, 0, c, s, 0, -s, c);  // columns
}
/// Rotation about +y; positive takes +z towards +x.
inline Mat3 rotationY(units::Rad a) {
  const double c = std::cos(a.value), s = std::sin(a.value);
  return Mat3(c, 0, -s, 0, 1, 0, s, 0, c);
}
/// Rotation about +z; positive takes +x towards +y.
inline Mat3 rotationZ(units::Rad a) {
  const double c = std::cos(a.value), s = std::sin(a.value);
  return Mat3(c, s, 0, -s, c, 0, 0, 0, 1);
}

}  // namespace unkink::math
