// A carving workload with a known answer: two ligament-like slabs and two hundred capsule bites.
//
// The slabs are 20 x 6 x 30 mm, curved, hinged at the mid-line and blended over 1 mm; the bites are
// capsules 2.5 mm wide and 5.5 mm long on four sheets of a 10 x 5 grid, each turned a little.
// Samples are cell centres of a 48 x 32 x 40 mm box, 0.25 mm apart. Exact volumes were found by
// supersampling the formulas at 0.05 mm (0.1 mm agrees to 0.1 mm3).
#pragma once

#include "math/box.hpp"
#include "math/sdf.hpp"
#include "math/vec.hpp"
#include "tissue/brick.hpp"
#include "tissue/carving.hpp"
#include "tissue/cut.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <vector>

namespace unkink::workload {

inline constexpr double kSpacing_mm = 0.25;
inline constexpr math::SampleBox kSamples{{0, 0, 0}, {192, 128, 160}};
inline constexpr double kBand_mm = 0.5;  // more than a cell's diagonal
inline constexpr int kBites = 200;
inline constexpr double kExactInitial_mm3 = 6767.74, kExactRemoved_mm3 = 2281.76;

/// Of sample (0, 0, 0).
inline const math::Vec3 kFirst_mm = math::Vec3(-24, -16, -20) + 0.5 * kSpacing_mm;

inline math::Vec3 position_mm(const math::IVec3& sample) {
  return kFirst_mm + math::Vec3(sample) * kSpacing_mm;
}

namespace detail {
inline const double kCos = std::cos(std::numbers::pi / 12), kSin = std::sin(std::numbers::pi / 12);
inline constexpr double kHinge_mm = -4.0;
}  // namespace detail

/// Distance to the slab on one side, +1 or -1.
inline double slab(double side, const math::Vec3& p) {
  using namespace detail;
  const double x = side * p.x, y = p.y - kHinge_mm;
  const double u = kCos * x + kSin * y, du = u - 9.5;
  const double v = -kSin * x + kCos * y - (du * du / 120.0 + p.z * p.z / 160.0);
  return math::sdf::roundedBox({du, v, p.z}, {10.0, 3.0, 15.0}, 1.5);
}

inline double ligament(const math::Vec3& p) {
  return math::sdf::smoothMin(slab(1.0, p), slab(-1.0, p), 1.0);
}

struct Bite {
  math::Vec3 centre, direction;

  math::Vec3 end(double side) const { return centre + 1.5 * side * direction; }
};
inline constexpr double kBiteRadius_mm = 1.25;

inline Bite bite(int n) {
  using namespace detail;
  const int layer = n / 50, r = n % 50 / 10, k = n % 10;
  const int row = layer % 2 == 1 ? 4 - r : r, column = r % 2 == 1 ? 9 - k : k;
  const double x = -9.0 + 2.0 * column, z = -10.0 + 5.0 * row;
  const double side = x > 0.0 ? 1.0 : -1.0, u = std::abs(x);
  const double v = -3.0 + 1.2 * layer + (u - 9.5) * (u - 9.5) / 120.0 + z * z / 160.0;
  const double theta = 0.35 * std::sin(0.7 * n);
  return {{side * (kCos * u - kSin * v), kHinge_mm + kSin * u + kCos * v, z},
          {side * kCos * std::sin(theta), kSin * std::sin(theta), std::cos(theta)}};
}

/// The bite as a jaw in a frame whose z axis is the capsule's.
inline tissue::JawShape jaw() {
  return {{0, 0, 0}, {kBiteRadius_mm, kBiteRadius_mm, 1.5 + kBiteRadius_mm}, kBiteRadius_mm};
}
/// \return Tool frame from samples times spacing
inline math::Rigid<math::Tool, math::Material> toolFromMaterial(const Bite& b) {
  const math::Vec3 x = glm::normalize(glm::cross({0.0, 1.0, 0.0}, b.direction));
  const math::Mat3 rotation =
      glm::transpose(math::Mat3(x, glm::cross(b.direction, x), b.direction));
  return {rotation, rotation * (kFirst_mm - b.centre)};
}

/// The uncut slabs in bricks: right and left half are two tissues.
class Slabs {
 public:
  Slabs() {
    const math::IVec3 n = bricks();
    values_.resize(static_cast<std::size_t>(n.x * n.y * n.z));
    labels_.resize(values_.size());
    for (int z = 0; z < kSamples.hi.z; ++z)
      for (int y = 0; y < kSamples.hi.y; ++y)
        for (int x = 0; x < kSamples.hi.x; ++x) {
          const math::IVec3 s(x, y, z);
          const math::Vec3 p = position_mm(s);
          values_[at(tissue::brickOf(s))].mm[tissue::indexInBrick(s)] =
              static_cast<float>(ligament(p));
          labels_[at(tissue::brickOf(s))][tissue::indexInBrick(s)] = p.x < 0.0 ? 1 : 0;
        }
  }
  static math::IVec3 bricks() { return kSamples.size() / tissue::kBrickEdge; }
  static bool inside(const math::IVec3& brick) {
    return math::SampleBox{{0, 0, 0}, bricks()}.contains(brick);
  }
  const tissue::BrickValues& values(const math::IVec3& brick) const { return values_[at(brick)]; }
  const tissue::BrickLabels& labels(const math::IVec3& brick) const { return labels_[at(brick)]; }

 private:
  static std::size_t at(const math::IVec3& b) {
    const math::IVec3 n = bricks();
    return static_cast<std::size_t>(b.x + n.x * (b.y + n.y * b.z));
  }
  std::vector<tissue::BrickValues> values_;
  std::vector<tissue::BrickLabels> labels_;
};

inline const Slabs& slabs() {
  static const Slabs made;
  return made;
}

/// Takes one bite. \return the bricks that changed; adds what it takes to `taken`
inline std::vector<math::IVec3> take(const Slabs& slabs, int n, tissue::Carving& carving,
                                     tissue::Taken& taken) {
  const tissue::JawOnLattice held(jaw(), toolFromMaterial(bite(n)), kSpacing_mm, kBand_mm);
  const auto uncut = [&](const math::IVec3& brick) {
    return tissue::Uncut{&slabs.values(brick), &slabs.labels(brick)};
  };
  return tissue::cut(held, tissue::Channel::kLigament, kSamples, uncut, carving, &carving, taken);
}

/// The slabs less what was carved; nothing outside the box.
inline void leftOf(const Slabs& slabs, const tissue::Carving& carving, const math::IVec3& brick,
                   tissue::BrickValues& out) {
  if (!Slabs::inside(brick)) {
    out.mm.fill(tissue::kNothingRemoved_mm);
    return;
  }
  out = slabs.values(brick);
  if (const tissue::Brick* gone = carving.find(tissue::Channel::kLigament, brick))
    tissue::takeAway(gone->removed, out);
}
inline const tissue::BrickLabels* labelsOf(const Slabs& slabs, const math::IVec3& brick) {
  static const tissue::BrickLabels kNone{};
  return Slabs::inside(brick) ? &slabs.labels(brick) : &kNone;
}

}  // namespace unkink::workload
