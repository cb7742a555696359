// How far structures of a spine run into one another: fields sampled where two of them are
// negative.
#pragma once

#include "anatomy/spine.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>

namespace unkink::anatomy {

struct Overlap {
  double depth_mm = 0.0;  // of the deepest point in both structures, below the nearer surface
  std::string pair;       // "L4 and ligament L4-L5"
  math::Vec3 at{0.0};
};

namespace overlap_detail {

using Field = std::function<double(const math::Vec3&)>;

struct Body {
  std::string name;
  math::Box box;
  Field distance;
};

/// Deepens `worst` by what two bodies share, on a lattice of `step_mm` that skips what is far.
inline void deepen(Overlap& worst, const Body& a, const Body& b, double step_mm) {
  constexpr double kLipschitz = 1.5;
  const math::Vec3 lo = glm::max(a.box.lo, b.box.lo), hi = glm::min(a.box.hi, b.box.hi);
  for (double z = lo.z; z <= hi.z; z += step_mm)
    for (double y = lo.y; y <= hi.y; y += step_mm)
      for (double x = lo.x; x <= hi.x;) {
        const math::Vec3 p(x, y, z);
        double least = a.distance(p);
        if (least < step_mm) least = std::max(least, b.distance(p));
        if (-least > worst.depth_mm) worst = {-least, a.name + " and " + b.name, p};
        x += std::max(step_mm, least / kLipschitz);
      }
}

}  // namespace overlap_detail

/// The deepest overlap of bones, discs and ligaments that may touch, in the neutral posture.
///
/// \param step_mm  of the lattice: 1 mm finds what is deeper than about half a millimetre
inline Overlap worstOverlap(const Spine& spine, bool endPoint, double step_mm = 1.0) {
  using overlap_detail::Body;
  const auto bone = [&](int v) {
    const auto id = static_cast<Vertebra>(v);
    return Body{
        std::string(kVertebraNames[static_cast<std::size_t>(v)]), spine.boneBounds(id),
        [&spine, id, endPoint](const math::Vec3& p) { return spine.bone(id, p, endPoint); }};
  };
  const auto disc = [&](int l) {
    const auto id = static_cast<Level>(l);
    return Body{
        "disc " + std::string(kLevelNames[static_cast<std::size_t>(l)]), spine.discBounds(id),
        [&spine, id, endPoint](const math::Vec3& p) { return spine.disc(id, p, endPoint); }};
  };
  const auto ligament = [&](int l) {
    const auto id = static_cast<Level>(l);
    return Body{"ligament " + std::string(kLevelNames[static_cast<std::size_t>(l)]),
                spine.ligamentBounds(id), [&spine, id, endPoint](const math::Vec3& p) {
                  return spine.ligamentumFlavum(id, p, endPoint);
                }};
  };
  Overlap worst;
  const auto pair = [&](const Body& a, const Body& b) {
    overlap_detail::deepen(worst, a, b, step_mm);
  };
  for (int l = 0; l < kLevelCount; ++l) {
    pair(bone(l), bone(l + 1));
    pair(disc(l), ligament(l));
    for (int v = std::max(l - 1, 0); v <= std::min(l + 2, kVertebraCount - 1); ++v) {
      if (v == l || v == l + 1) pair(disc(l), bone(v));
      pair(ligament(l), bone(v));
    }
    if (l + 1 < kLevelCount) pair(ligament(l), ligament(l + 1));
    if (l + 2 < kVertebraCount) pair(bone(l), bone(l + 2));
  }
  return worst;
}

}  // namespace unkink::anatomy
