// Axis-aligned boxes: of points in mm, and of samples on the one lattice that all tissue shares.
#pragma once

#include "math/vec.hpp"

#include <algorithm>
#include <limits>

namespace unkink::math {

/// A closed box of points; empty until something is included.
struct Box {
  Vec3 lo{std::numeric_limits<double>::infinity()};
  Vec3 hi{-std::numeric_limits<double>::infinity()};

  bool empty() const { return !(lo.x <= hi.x && lo.y <= hi.y && lo.z <= hi.z); }
  Vec3 centre() const { return 0.5 * (lo + hi); }
  Vec3 size() const { return hi - lo; }
  bool contains(const Vec3& p) const {
    return p.x >= lo.x && p.y >= lo.y && p.z >= lo.z && p.x <= hi.x && p.y <= hi.y && p.z <= hi.z;
  }
  Box& include(const Vec3& p) {
    lo = glm::min(lo, p);
    hi = glm::max(hi, p);
    return *this;
  }
  Box grown(double by) const { return {lo - Vec3(by), hi + Vec3(by)}; }
};

/// A half-open box of lattice samples: lo included, hi excluded.
struct SampleBox {
  IVec3 lo{0};
  IVec3 hi{0};

  IVec3 size() const { return hi - lo; }
  bool contains(const IVec3& s) const {
    return s.x >= lo.x && s.y >= lo.y && s.z >= lo.z && s.x < hi.x && s.y < hi.y && s.z < hi.z;
  }
  bool empty() const { return hi.x <= lo.x || hi.y <= lo.y || hi.z <= lo.z; }
  SampleBox grown(int by) const { return {lo - IVec3(by), hi + IVec3(by)}; }
  SampleBox clipped(const SampleBox& to) const {
    return {glm::max(lo, to.lo), glm::min(hi, to.hi)};
  }
  bool operator==(const SampleBox&) const = default;
};

}  // namespace unkink::math
