// Sheets fitted between the borders of two spinous processes, and a cord laid over the tips.
#include "anatomy/interspinous.hpp"

#include "anatomy/curve.hpp"
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
using math::sdf::smoothStep;

constexpr double kGap_mm = 0.15;  // to bone and to other ligaments
constexpr double kFar_mm = 1.5;   // beyond this its own shape alone answers
constexpr double kSheetSpacing_mm = 0.8, kCordSpacing_mm = 0.8;
constexpr DecimationLimits kSheetLimits{700, 0.1}, kCordLimits{900, 0.1};

/// The cord over the tips, before bones are taken from it.
class Cord {
 public:
  explicit Cord(const Spine& spine)
      : trunk_(spine.trunkShape()),
        top_(spine.landmarks(Level::kL1L2).upperSpinousTip.z + kAbove_mm),
        bottom_(spine.landmarks(Level::kL4L5).upperSpinousTip.z - kBelow_mm),
        halfWidth_(0.5 * softTissueSizes().supraspinousWidth_mm),
        halfThickness_(0.5 * softTissueSizes().supraspinousThickness_mm),
        lastTip_(spine.landmarks(Level::kL4L5).upperSpinousTip) {
    for (double z = -kTipHalfHeight_mm; z <= kTipHalfHeight_mm; z += 1.0)
      lastTip_.y = std::max(lastTip_.y, dorsalOfTip(spine, lastTip_.z + z));
  }

  /// y of its ventral face: the line over the tips, which at the last one is the tip's own.
  double ventral_mm(double z) const {
    const double line = trunk_.tips_mm(z);
    const double share = smoothStep(lastTip_.z + kSettle_mm, lastTip_.z, z);
    return std::min(line, std::lerp(line, lastTip_.y, share));
  }

  double distance(const Vec3& p) const {
    const double end = std::max(p.z - top_, bottom_ - p.z);
    const double size = 0.45 + 0.55 * smoothStep(0.0, kTaper_mm, -end);
    const double y = p.y - ventral_mm(p.z) - halfThickness_ - kGap_mm;
    const double side = ellipseDistance(p.x, y, size * halfWidth_, size * halfThickness_);
    return smoothMax(0.95 * side, end, 2.0);  // the line of the tips slopes
  }
  math::Box bounds() const {
    math::Box box;
    constexpr int kPlaces = 40;
    for (int n = 0; n <= kPlaces; ++n) {
      const double z = std::lerp(bottom_, top_, static_cast<double>(n) / kPlaces);
      const double y = ventral_mm(z);
      box.include({halfWidth_, y, z}).include({-halfWidth_, y + 2.0 * halfThickness_, z});
    }
    return box.grown(2.0);
  }

 private:
  static constexpr double kAbove_mm = 7.0, kBelow_mm = 5.0;  // over L1's and under L4's tip
  static constexpr double kTaper_mm = 16.0;
  static constexpr double kSettle_mm = 26.0;  // over the last tip, where it leaves the line
  static constexpr double kTipHalfHeight_mm = 6.0;

  static double dorsalOfTip(const Spine& spine, double z) {
    constexpr double kBehind_mm = 12.0, kReach_mm = 30.0;
    Vec3 p = spine.landmarks(Level::kL4L5).upperSpinousTip;
    const double behind = p.y + kBehind_mm;
    for (p = {0.0, behind, z}; p.y > behind - kReach_mm;) {
      const double d = spine.bone(Vertebra::kL4, p, false);
      if (d < 0.05) return p.y;
      p.y -= std::max(0.7 * d, 0.1);
    }
    return p.y;
  }

  const TrunkShape& trunk_;
  double top_, bottom_, halfWidth_, halfThickness_;
  Vec3 lastTip_;  // L4's
};

/// One sheet; segment frame: y dorsally, z up.
class Sheet {
 public:
  Sheet(const Spine& spine, Level l) : spine_(spine), level_(l), cord_(spine) {
    const LevelLandmarks& m = spine.landmarks(l);
    const auto& local = spine.segment(l).segmentFromMaterial;
    const Vec3 front = local * m.interlaminarMidline;
    upperTip_ = local * m.upperSpinousTip;
    lowerTip_ = local * m.lowerSpinousTip;
    front_ = front.y + kBehindFlavum_mm;
    halfThickness_ = 0.5 * softTissueSizes().interspinous_mm[static_cast<std::size_t>(l)];
    const double back = std::max(upperTip_.y, lowerTip_.y);
    const Vec3 tips = 0.5 * (upperTip_ + lowerTip_);
    top_ = bottom_ = {front_, 1.0, {}};
    double lastTop = front.z, lastBottom = front.z;
    for (double y = front_; y <= back + kBehindTips_mm; y += 1.0) {
      const double t = std::clamp((y - front.y) / (tips.y - front.y), 0.0, 1.0);
      const double middle = std::lerp(front.z, tips.z, t);
      lastTop = border(upperVertebra(l), y, middle, std::lerp(kFrontReach_mm, kReach_mm, t), 1.0,
                       lastTop);
      lastBottom = border(lowerVertebra(l), y, middle, std::lerp(kFrontReach_mm, kReach_mm, t),
                          -1.0, lastBottom);
      top_.value.push_back(lastTop);
      bottom_.value.push_back(lastBottom);
    }
    top_.smoothen(2);
    bottom_.smoothen(2);
  }

  double distance(const Vec3& p) const {
    const double d = ownDistance(spine_.segment(level_).segmentFromMaterial * p, p);
    if (d > kFar_mm) return d;
    const double bone = std::min(spine_.bone(upperVertebra(level_), p, false),
                                 spine_.bone(lowerVertebra(level_), p, false));
    return std::max({d, kGap_mm - bone, kGap_mm - cord_.distance(p),
                     kGap_mm - spine_.ligamentumFlavum(level_, p, false)});
  }

  math::Box bounds() const {
    const DiscShape& segment = spine_.segment(level_);
    const auto [lowest, l0] = std::minmax_element(bottom_.value.begin(), bottom_.value.end());
    const auto [t0, highest] = std::minmax_element(top_.value.begin(), top_.value.end());
    math::Box box;
    const auto include = [&](double y) {
      for (const double z : {*lowest - kIntoBone_mm, *highest + kIntoBone_mm})
        box.include(segment.materialFromSegment * Vec3(0.0, y, z));
    };
    include(front_);
    double back = std::max(upperTip_.y, lowerTip_.y) + kBehindTips_mm;
    include(back);
    // the line over the tips, which it follows, lies farther behind where a bone has slipped
    for (double z = box.lo.z; z <= box.hi.z; z += 4.0)
      back = std::max(
          back, (segment.segmentFromMaterial * Vec3(0.0, spine_.trunkShape().tips_mm(z), z)).y);
    include(back);
    box.lo.x = -halfThickness_;
    box.hi.x = halfThickness_;
    return box.grown(0.5);
  }

 private:
  static constexpr double kBehindFlavum_mm = 0.4;  // where it begins
  static constexpr double kIntoBone_mm = 1.5;      // taken away again
  static constexpr double kBehindTips_mm = 4.0;    // the line over the tips is bridged
  static constexpr double kWedge = 0.45;
  static constexpr double kFrontReach_mm = 8.0;
  static constexpr double kReach_mm = 28.0;  // to the next spinous process

  /// z of a spinous process's border at a depth, from the sheet's middle outwards.
  double border(Vertebra v, double y, double middle, double reach, double direction,
                double otherwise) const {
    const auto& frame = spine_.segment(level_).materialFromSegment;
    double gone = 0.0;
    while (gone < reach) {
      const double d = spine_.bone(v, frame * Vec3(0.0, y, middle + direction * gone), false);
      if (d < 0.05) return middle + direction * gone;
      gone += std::max(0.7 * d, 0.1);
    }
    return otherwise;
  }

  /// q: p in the segment's frame.
  double ownDistance(const Vec3& q, const Vec3& p) const {
    const double beyond = std::max(q.z - top_(q.y), bottom_(q.y) - q.z);
    const double vertical = beyond - kIntoBone_mm;
    // it ends as a wedge in the bone, so that nothing of it lies beside the processes
    const double half = halfThickness_ - kWedge * std::max(beyond + kIntoBone_mm, 0.0);
    const double t = std::clamp((q.z - lowerTip_.z) / (upperTip_.z - lowerTip_.z), 0.0, 1.0);
    const double hollow = 2.0 * t * (1.0 - t);  // the dorsal edge is drawn in a little
    const double free = q.y - std::lerp(lowerTip_.y, upperTip_.y, t) + 0.5 + hollow;
    // under the cord it reaches up to that
    const double behind =
        level_ < Level::kL4L5 ? 0.95 * (p.y - cord_.ventral_mm(p.z) - kGap_mm) : free;
    const double depth = std::max(behind, front_ - q.y);
    const double d = smoothMax(std::abs(q.x) - half, vertical, 1.0);
    return 0.85 * smoothMax(d, depth, 1.5);
  }

  const Spine& spine_;
  Level level_;
  Cord cord_;
  Vec3 upperTip_, lowerTip_;
  double front_ = 0.0, halfThickness_ = 2.0;
  Profile top_, bottom_;  // z of the borders above and below, over y
};

}  // namespace

Part interspinousLigament(const Spine& spine, Level l) {
  const auto sheet = std::make_shared<const Sheet>(spine, l);
  return {Structure::kInterspinousLigament,
          static_cast<int>(l),
          sheet->bounds(),
          kSheetSpacing_mm,
          kSheetLimits,
          [sheet](const Vec3& p) { return sheet->distance(p); },
          [&spine, l](const Vec3& p) {
            const Tie tie = Spine::tieBetween(l, spine.bone(upperVertebra(l), p, false),
                                              spine.bone(lowerVertebra(l), p, false));
            return Tie{tie.chain, 0.0};
          }};
}

Part supraspinousLigament(const Spine& spine) {
  const auto cord = std::make_shared<const Cord>(spine);
  std::array<double, kVertebraCount - 1> tip{};
  for (std::size_t v = 0; v + 1 < tip.size(); ++v)
    tip[v] = spine.landmarks(static_cast<Level>(v)).upperSpinousTip.z;
  tip.back() = spine.landmarks(Level::kL4L5).lowerSpinousTip.z;
  const auto distance = [cord, &spine](const Vec3& p) {
    double d = cord->distance(p);
    if (d > kFar_mm) return d;
    for (int v = 0; v < kVertebraCount - 1; ++v)
      d = std::max(d, kGap_mm - spine.bone(static_cast<Vertebra>(v), p, false));
    return d;
  };
  const auto tie = [tip](const Vec3& p) {
    double chain = 0.0;
    for (std::size_t v = 0; v + 1 < tip.size(); ++v)
      chain += std::clamp((tip[v] - p.z) / (tip[v] - tip[v + 1]), 0.0, 1.0);
    return Tie{chain, 0.0};
  };
  return {Structure::kSupraspinousLigament,
          0,
          cord->bounds(),
          kCordSpacing_mm,
          kCordLimits,
          distance,
          tie};
}

}  // namespace unkink::anatomy
