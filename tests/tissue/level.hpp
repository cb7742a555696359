// A treated level for the tests of tissue: the default disease at L4-L5, and jaws to cut it with.
#pragma once

#include "config/error.hpp"
#include "config/files.hpp"
#include "tissue/body.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace unkink::test {

inline constexpr anatomy::Level kTreated = anatomy::Level::kL4L5;

inline const anatomy::Spine& spine() {
  static const anatomy::Spine made = [] {
    anatomy::SpineParameters p;
    anatomy::LevelDisease& d = p.disease[static_cast<std::size_t>(kTreated)];
    d.ligamentThickening_mm = {1.75, 1.75};
    d.facetHypertrophy_mm = {1.15, 1.15};
    d.discBulge_mm = 3.35;
    d.discHeightLoss = 0.15;
    return anatomy::Spine(p);
  }();
  return made;
}

/// The level as the program samples it; read from what the build baked where there is such.
inline const tissue::Base& base() {
  static const tissue::Base made = [] {
    constexpr double kSpacing_mm = 0.5;
    std::filesystem::path baked;
    try {
      baked = config::bakedPath("default.field");
    } catch (const config::Error&) {
    }
    return tissue::Base(spine(), kTreated, kSpacing_mm, baked);
  }();
  return made;
}

/// Tissue that can be cut, bent and diseased; body() is a view of it as it now is.
struct Subject {
  tissue::Live live{{}, tissue::makeRelief(base())};
  double severity = 1.0;
  anatomy::Bend bend = spine().bend(0.0, false);

  tissue::Body body() const { return {spine(), base(), live, bend, severity}; }
  void posture(double p, bool loaded = false) { bend = spine().bend(p, loaded); }
};

/// Calls f on every sample of a box.
template <class F>
void overSamples(const math::SampleBox& box, const F& f) {
  for (int k = box.lo.z; k < box.hi.z; ++k)
    for (int j = box.lo.y; j < box.hi.y; ++j)
      for (int i = box.lo.x; i < box.hi.x; ++i) f(math::IVec3(i, j, k));
}

/// The sample that lies deepest inside a channel, well off the window's border.
inline math::IVec3 deepest(tissue::Channel c, double severity = 1.0) {
  constexpr int kOff = 12;
  const math::SampleBox inner = base().window().grown(-kOff);
  math::IVec3 at = inner.lo;
  float least = std::numeric_limits<float>::infinity();
  overSamples(inner, [&](const math::IVec3& s) {
    const float v = base().value(c, s, static_cast<float>(severity));
    if (v < least) least = v, at = s;
  });
  return at;
}

inline math::Vec3 materialAt(const math::IVec3& s) { return math::Vec3(s) * base().spacing_mm(); }

/// A ball that cuts everything.
inline tissue::Jaw ball(double radius_mm) {
  tissue::Jaw jaw;
  jaw.shape = {math::Vec3(0.0), math::Vec3(radius_mm), radius_mm};
  jaw.cutsBone = jaw.cutsSoft = true;
  return jaw;
}

inline double ballVolume_mm3(double radius_mm) {
  return 4.0 / 3.0 * std::numbers::pi * radius_mm * radius_mm * radius_mm;
}

/// Like a tissue sculptor: soft tissue only.
inline tissue::Jaw softOnly(tissue::Jaw jaw) {
  jaw.cutsBone = false;
  return jaw;
}

/// A jaw's place: no turn, its origin at p.
inline math::Rigid<math::Patient, math::Tool> placedAt(const math::Vec3& p) {
  return {math::Mat3(1.0), p};
}

}  // namespace unkink::test
