// Bones around the lumbar spine, with the discs between them: what there is to count levels from,
// and to X-ray through.
#include "anatomy/clearance.hpp"
#include "anatomy/meshes.hpp"
#include "anatomy/part.hpp"
#include "anatomy/pelvis.hpp"
#include "anatomy/spine.hpp"
#include "anatomy/thorax.hpp"

#include <algorithm>
#include <memory>

namespace unkink::anatomy {
namespace {

using math::Vec3;

constexpr double kHipSpacing_mm = 1.8, kVertebraSpacing_mm = 1.2, kRibSpacing_mm = 1.0,
                 kDiscSpacing_mm = 0.5;
constexpr double kInsideSpacing_mm = 2.4;
constexpr DecimationLimits kHipLimits{6500, 0.25}, kVertebraLimits{4500, 0.2},
    kRibLimits{1400, 0.15}, kDiscLimits{1100, 0.1};
constexpr DecimationLimits kInsideHipLimits{2000, 0.6}, kInsideVertebraLimits{1500, 0.5};

constexpr double kFacetGap_mm = 1.7;   // between articular processes, as in the lumbar joints
constexpr double kCostalGap_mm = 1.2;  // cartilage between a rib's head and its vertebra
constexpr double kDiscGap_mm = 0.75;   // between a disc and its endplates
constexpr double kClear_mm = 2.0;      // to bones that make no joint with this one
constexpr double kChainOfL1 = 0.0, kChainOfSacrum = 5.0;

Vec3 mirrored(const Vec3& p) { return {-p.x, p.y, p.z}; }

math::Box mirrored(const math::Box& b) {
  return {{-b.hi.x, b.lo.y, b.lo.z}, {-b.lo.x, b.hi.y, b.hi.z}};
}

/// A lumbar bone or the sacrum that others give way to.
class Firm {
 public:
  Firm(const Spine& spine, Vertebra v) : spine_(spine), v_(v), bounds_(spine.boneBounds(v)) {}

  double clearOf(double d, double gap, const Vec3& p) const {
    return givenWay(d, gap, bounds_, p, [&](const Vec3& at) { return spine_.bone(v_, at, false); });
  }

 private:
  const Spine& spine_;
  Vertebra v_;
  math::Box bounds_;
};

/// The two hip bones, placed at the sacrum.
class Hips {
 public:
  explicit Hips(const Spine& spine)
      : sacrum_(spine, Vertebra::kS1),
        l5_(spine, Vertebra::kL5),
        l4_(spine, Vertebra::kL4),
        stretch_(spine.pelvisSize().breadth, spine.pelvisSize().length, spine.pelvisSize().length),
        least_(std::min(stretch_.x, stretch_.y)) {
    pose_ = spine.materialFromBone(Vertebra::kS1) * bone_.sacrumFromPelvis();
    back_ = pose_.inverse();
  }

  double left(const Vec3& p) const {
    double d = least_ * bone_.distance((back_ * p) / stretch_);
    d = sacrum_.clearOf(d, bone_.sacroiliacGap_mm(), p);
    return l4_.clearOf(l5_.clearOf(d, kClear_mm, p), kClear_mm, p);
  }
  double at(int side, const Vec3& p) const { return left(side == 0 ? p : mirrored(p)); }
  math::Box bounds(int side) const {
    const math::Box mean = bone_.bounds();
    const math::Box box = transformed(pose_, {stretch_ * mean.lo, stretch_ * mean.hi});
    return side == 0 ? box : mirrored(box);
  }

 private:
  Firm sacrum_, l5_, l4_;
  Vec3 stretch_;  // against the mean's: sideways, and in the mid-plane
  double least_;
  const HipBone& bone_ = meanHipBone();
  math::Rigid<math::Material, Pelvis> pose_;
  math::Rigid<Pelvis, math::Material> back_;
};

/// T11 and T12 with their ribs and discs, stacked on L1.
class Thorax {
 public:
  explicit Thorax(const Spine& spine)
      : l1_(spine, Vertebra::kL1), segment_(thoracicSegments(spine.trunkSize())) {
    pose_[1] = spine.materialFromBone(Vertebra::kL1) * segment_[1].belowFromThis;
    pose_[0] = pose_[1] * segment_[0].belowFromThis;
    for (std::size_t t = 0; t < pose_.size(); ++t) {
      back_[t] = pose_[t].inverse();
      bounds_[t] = transformed(pose_[t], segment_[t].bounds());
    }
    const PlacedRim l1 = spine.upperEndplate(Vertebra::kL1), t12 = placed(1, true);
    disc_ = {discBetween(placed(0, false), t12, 0.0, 0.0),
             discBetween(placed(1, false), l1, 0.0, 0.0)};
  }

  double disc(int t, const Vec3& p) const {
    const DiscShape& shape = disc_[static_cast<std::size_t>(t)];
    const double d =
        clearOf(t, shape.distance(shape.segmentFromMaterial * p, false), kDiscGap_mm, p);
    return t + 1 < kThoracicCount ? clearOf(t + 1, d, kDiscGap_mm, p)
                                  : l1_.clearOf(d, kDiscGap_mm, p);
  }
  math::Box discBounds(int t) const {
    constexpr double kBulge_mm = 4.0, kHollow_mm = 5.0;
    const DiscShape& shape = disc_[static_cast<std::size_t>(t)];
    const double side = shape.halfWidth_mm + kBulge_mm, deep = shape.halfDepth_mm + kBulge_mm;
    const double tall =
        shape.halfHeight_mm + std::abs(shape.wedge) * shape.halfDepth_mm + kHollow_mm;
    return transformed(shape.materialFromSegment,
                       math::Box{{-side, -deep, -tall}, {side, deep, tall}});
  }

  double vertebra(int t, const Vec3& p) const {
    const double d = of(t).vertebra(back(t) * p);
    return t + 1 < kThoracicCount ? clearOf(t + 1, d, kFacetGap_mm, p)
                                  : l1_.clearOf(d, kFacetGap_mm, p);
  }
  double rib(int t, int side, const Vec3& at) const {
    const Vec3 p = side == 0 ? at : mirrored(at);
    double d = of(t).rib.distance(back(t) * p);
    for (int v = 0; v < kThoracicCount; ++v) d = clearOf(v, d, kCostalGap_mm, p);
    return l1_.clearOf(d, kClear_mm, p);
  }
  const math::Box& vertebraBounds(int t) const { return bounds_[static_cast<std::size_t>(t)]; }
  math::Box ribBounds(int t, int side) const {
    const math::Box box = transformed(pose(t), of(t).rib.bounds());
    return side == 0 ? box : mirrored(box);
  }

 private:
  const ThoracicSegment& of(int t) const { return segment_[static_cast<std::size_t>(t)]; }
  const math::Rigid<math::Material, math::Bone>& pose(int t) const {
    return pose_[static_cast<std::size_t>(t)];
  }
  const math::Rigid<math::Bone, math::Material>& back(int t) const {
    return back_[static_cast<std::size_t>(t)];
  }

  PlacedRim placed(int t, bool upper) const {
    const Rim rim = rimOf(of(t).shape.body, upper);
    return {pose(t) * rim.boneFromRim, rim.halfWidth_mm, rim.halfDepth_mm};
  }
  double clearOf(int t, double d, double gap, const Vec3& p) const {
    return givenWay(d, gap, vertebraBounds(t), p, [&](const Vec3& at) { return vertebra(t, at); });
  }

  Firm l1_;
  std::array<ThoracicSegment, kThoracicCount> segment_;
  std::array<math::Rigid<math::Material, math::Bone>, kThoracicCount> pose_;
  std::array<math::Rigid<math::Bone, math::Material>, kThoracicCount> back_;
  std::array<math::Box, kThoracicCount> bounds_;
  std::array<DiscShape, kThoracicCount> disc_;  // below each
};

/// Gathers parts; a bone with a marrow adds the inside of its cortex.
class Parts {
 public:
  void add(Structure structure, int index, const math::Box& bounds, double spacing_mm,
           const DecimationLimits& limits, std::function<double(const Vec3&)> distance,
           double chain) {
    parts_.push_back(
        {structure, index, bounds, spacing_mm, limits, std::move(distance), [chain](const Vec3&) {
           return Tie{chain, 0.0};
         }});
  }
  void addInside(int bone, const DecimationLimits& limits) {
    const Part outer = parts_.back();
    const auto inside = [of = outer.distance](const Vec3& p) { return of(p) + kCortex_mm; };
    parts_.push_back(
        {Structure::kCancellous, bone, outer.bounds, kInsideSpacing_mm, limits, inside, outer.tie});
  }
  std::vector<Part> take() { return std::move(parts_); }

 private:
  std::vector<Part> parts_;
};

}  // namespace

std::vector<Part> surroundingBones(const Spine& spine) {
  const auto thorax = std::make_shared<const Thorax>(spine);
  const auto hips = std::make_shared<const Hips>(spine);
  Parts parts;
  for (int t = 0; t < kThoracicCount; ++t) {
    parts.add(
        Structure::kThoracicVertebra, t, thorax->vertebraBounds(t), kVertebraSpacing_mm,
        kVertebraLimits, [thorax, t](const Vec3& p) { return thorax->vertebra(t, p); }, kChainOfL1);
    parts.addInside(kVertebraCount + t, kInsideVertebraLimits);
    parts.add(
        Structure::kThoracicDisc, t, thorax->discBounds(t), kDiscSpacing_mm, kDiscLimits,
        [thorax, t](const Vec3& p) { return thorax->disc(t, p); }, kChainOfL1);
    for (int side = 0; side < 2; ++side)
      parts.add(
          Structure::kRib, 2 * t + side, thorax->ribBounds(t, side), kRibSpacing_mm, kRibLimits,
          [thorax, t, side](const Vec3& p) { return thorax->rib(t, side, p); }, kChainOfL1);
  }
  for (int side = 0; side < 2; ++side) {
    parts.add(
        Structure::kHipBone, side, hips->bounds(side), kHipSpacing_mm, kHipLimits,
        [hips, side](const Vec3& p) { return hips->at(side, p); }, kChainOfSacrum);
    parts.addInside(kVertebraCount + kThoracicCount + side, kInsideHipLimits);
  }
  return parts.take();
}

}  // namespace unkink::anatomy
