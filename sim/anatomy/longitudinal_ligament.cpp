// A thin layer between the wall of bodies and discs and the healthy sac, station by station.
#include "anatomy/longitudinal_ligament.hpp"

#include "anatomy/profile.hpp"
#include "anatomy/soft_tissue.hpp"
#include "anatomy/spine.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace unkink::anatomy {
namespace {

using math::Vec3;
using math::sdf::smoothMax;

constexpr double kSpacing_mm = 0.35;  // thin: opposite faces must not share a cell
constexpr DecimationLimits kLimits{2400, 0.08};
constexpr int kAcross = 7;  // places from the mid-line to the left
constexpr double kAcrossStep_mm = 2.0;
constexpr double kThinnest_mm = 0.7;   // where the sac lies close
constexpr double kFanReach_mm = 13.0;  // from the disc's middle up and down
constexpr double kAboveL1_mm = 3.0;    // where it begins, over the body's middle
constexpr double kBelowS1_mm = 7.0;    // where it ends, under the lowest disc
constexpr double kRounding_mm = 0.3;
constexpr double kFarAside_mm = 16.0;

/// The layer in one station's plane; v runs dorsally from the station's centre.
struct Slice {
  Vec3 centre, dorsal, up;
  double halfWidth = 4.0;
  std::array<double, kAcross> front{}, back{};  // v of its faces, mm
};

double across(const std::array<double, kAcross>& face, double x) {
  const double u = std::min(std::abs(x) / kAcrossStep_mm, kAcross - 1.001);
  const auto i = static_cast<std::size_t>(u);
  return std::lerp(face[i], face[i + 1], u - static_cast<double>(i));
}

class Strap {
 public:
  explicit Strap(const Spine& spine) {
    const double begin = spine.materialFromBone(Vertebra::kL1).translation.z + kAboveL1_mm;
    const double end = spine.landmarks(Level::kL5S1).canalCentre.z - kBelowS1_mm;
    for (const CanalStation& s : spine.canal()) {
      if (s.centre.z > begin || s.centre.z < end) continue;
      slices_.push_back(sliceAt(spine, s));
    }
    tighten();
    for (Slice& s : slices_) keepClear(spine, s);
  }

  double distance(const Vec3& p) const {
    if (std::abs(p.x) > kFarAside_mm) return std::abs(p.x) - kFarAside_mm + 4.0;
    const std::size_t last = slices_.size() - 1;
    std::size_t i = std::min(guess(p.z), last - 1);
    while (i > 0 && glm::dot(p - slices_[i].centre, slices_[i].up) > 0.0) --i;
    while (i + 1 < last && glm::dot(p - slices_[i + 1].centre, slices_[i + 1].up) < 0.0) ++i;
    const Slice &a = slices_[i], &b = slices_[i + 1];
    const double below = -glm::dot(p - a.centre, a.up), over = glm::dot(p - b.centre, b.up);
    const double t = std::clamp(below / std::max(below + over, 1e-9), 0.0, 1.0);
    const double v =
        std::lerp(glm::dot(p - a.centre, a.dorsal), glm::dot(p - b.centre, b.dorsal), t);
    const double front = std::lerp(across(a.front, p.x), across(b.front, p.x), t);
    const double back = std::lerp(across(a.back, p.x), across(b.back, p.x), t);
    const double side = std::abs(p.x) - std::lerp(a.halfWidth, b.halfWidth, t);
    const double layer = std::max(front - v, v - back);
    double d = smoothMax(layer, side, kRounding_mm);
    if (i == 0) d = smoothMax(d, -below, kRounding_mm);
    if (i + 1 == last) d = smoothMax(d, -over, kRounding_mm);
    return 0.8 * d;
  }

  math::Box bounds() const {
    math::Box box;
    for (const Slice& s : slices_)
      for (std::size_t i = 0; i < kAcross; ++i) {
        const double x = kAcrossStep_mm * static_cast<double>(i);
        if (x > s.halfWidth + kAcrossStep_mm) break;
        for (const double v : {s.front[i], s.back[i]})
          box.include(s.centre + v * s.dorsal + Vec3(x, 0.0, 0.0))
              .include(s.centre + v * s.dorsal - Vec3(x, 0.0, 0.0));
      }
    return box.grown(0.5);
  }

 private:
  /// The wall in front of a station, and how wide the strap is there.
  static Slice sliceAt(const Spine& spine, const CanalStation& s) {
    const PosteriorLongitudinalSizes& sizes = softTissueSizes().posteriorLongitudinal;
    Slice slice{s.centre, s.dorsal, s.up, 0.0, {}, {}};
    const auto wall = [&](const Vec3& p) { return spine.canalWall(s, p); };
    constexpr double kDeepest_mm = -16.0, kFine_mm = 0.02;
    for (std::size_t i = 0; i < kAcross; ++i) {
      double v = 0.0;
      while (v > kDeepest_mm) {
        const Vec3 p =
            s.centre + v * s.dorsal + Vec3(kAcrossStep_mm * static_cast<double>(i), 0.0, 0.0);
        const double d = wall(p);
        if (d < kFine_mm) break;
        v -= std::max(0.7 * d, kFine_mm);
      }
      slice.front[i] = v;
    }
    const auto body = static_cast<std::size_t>(
        std::clamp(std::lround(s.chain), 0L, static_cast<long>(kVertebraCount) - 2L));
    const double strap = 0.5 * sizes.width_mm[body];
    double width = strap;
    for (std::size_t l = 0; l < kLevelCount; ++l) {
      const Vec3 disc = spine.landmarks(static_cast<Level>(l)).canalCentre;
      const double away = std::min(glm::length(s.centre - disc) / kFanReach_mm, 1.0);
      const double fan =
          1.0 - away * away * (2.0 - away * away);  // flat over the disc, hollow sides
      width = std::max(width, std::lerp(strap, 0.5 * sizes.fan_mm[l], fan));
    }
    // it ends where the wall turns dorsally, at a pedicle
    constexpr double kTurn_mm = 0.6, kLeastHalfWidth_mm = 2.0;
    std::size_t flat = 1;
    while (flat + 1 < kAcross && slice.front[flat + 1] - slice.front[flat] < kTurn_mm) ++flat;
    for (std::size_t i = flat + 1; i < kAcross; ++i) slice.front[i] = slice.front[flat];
    const double room = kAcrossStep_mm * static_cast<double>(flat) - 0.5;
    slice.halfWidth = std::max(std::min(width, room), kLeastHalfWidth_mm);
    return slice;
  }

  /// Spans the hollows of the bodies and evens out what is left.
  void tighten() {
    constexpr int kBridge = 5, kRounding = 3;
    const auto n = static_cast<int>(slices_.size());
    for (std::size_t i = 0; i < kAcross; ++i) {
      Profile wall{0.0, 1.0, {}};
      for (const Slice& s : slices_) wall.value.push_back(s.front[i]);
      Profile taut = wall;
      for (int pass = 0; pass < kBridge; ++pass)  // the most dorsal of itself and a chord's middle
        for (int k = 1; k + 1 < n; ++k) {
          const auto at = static_cast<std::size_t>(k);
          const auto before = static_cast<std::size_t>(std::max(k - kBridge, 0)),
                     after = static_cast<std::size_t>(std::min(k + kBridge, n - 1));
          taut.value[at] = std::max(taut.value[at], 0.5 * (wall.value[before] + wall.value[after]));
        }
      taut.smoothen(kRounding);
      for (std::size_t k = 0; k < slices_.size(); ++k)
        slices_[k].front[i] = std::max(taut.value[k], wall.value[k]);
    }
    Profile width{0.0, 1.0, {}};
    for (const Slice& s : slices_) width.value.push_back(s.halfWidth);
    width.smoothen(kRounding);
    for (std::size_t k = 0; k < slices_.size(); ++k) slices_[k].halfWidth = width.value[k];
  }

  /// Lays the faces: a gap from the wall, and a gap from the sac.
  static void keepClear(const Spine& spine, Slice& s) {
    const PosteriorLongitudinalSizes& sizes = softTissueSizes().posteriorLongitudinal;
    for (std::size_t i = 0; i < kAcross; ++i) {
      const double x = kAcrossStep_mm * static_cast<double>(i);
      const auto toSac = [&](double v) {
        return spine.healthySac(s.centre + v * s.dorsal + Vec3(x, 0.0, 0.0));
      };
      double front = s.front[i] + sizes.gap_mm, back = front + sizes.thickness_mm;
      while (back > front + kThinnest_mm && toSac(back) < sizes.gap_mm) back -= 0.05;
      s.front[i] = front;
      s.back[i] = back;
    }
  }

  std::size_t guess(double z) const {
    const double top = slices_.front().centre.z, bottom = slices_.back().centre.z;
    const double t = std::clamp((top - z) / (top - bottom), 0.0, 1.0);
    return static_cast<std::size_t>(t * static_cast<double>(slices_.size() - 1));
  }

  std::vector<Slice> slices_;  // downwards
};

}  // namespace

Part posteriorLongitudinalLigament(const Spine& spine) {
  const auto strap = std::make_shared<const Strap>(spine);
  Part part;
  part.structure = Structure::kPosteriorLongitudinalLigament;
  part.bounds = strap->bounds();
  part.spacing_mm = kSpacing_mm;
  part.limits = kLimits;
  part.distance = [strap](const Vec3& p) { return strap->distance(p); };
  part.tie = [&spine](const Vec3& p) { return spine.tieByHeight(p); };
  return part;
}

}  // namespace unkink::anatomy
