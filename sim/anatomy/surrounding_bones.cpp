// Bones around the lumbar spine: what there is to count levels from, and to X-ray through.
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

constexpr double kHipSpacing_mm = 1.8, kVertebraSpacing_mm = 1.2, kRibSpacing_mm = 1.0;
constexpr double kInsideSpacing_mm = 2.4;
constexpr DecimationLimits kHipLimits{6500, 0.25}, kVertebraLimits{4500, 0.2},
    kRibLimits{1200, 0.2};
constexpr DecimationLimits kInsideHipLimits{2000, 0.6}, kInsideVertebraLimits{1500, 0.5};

constexpr double kFacetGap_mm = 1.7;   // between articular processes, as in the lumbar joints
constexpr double kCostalGap_mm = 1.2;  // cartilage between a rib's head and its vertebra
constexpr double kClear_mm = 2.0;      // to bones that make no joint with this one
constexpr double kMeanStature_cm = 170.0;
constexpr double kChainOfL1 = 0.0, kChainOfSacrum = 5.0;

Vec3 mirrored(const Vec3& p) { return {-p.x, p.y, p.z}; }

math::Box mirrored(const math::Box& b) {
  return {{-b.hi.x, b.lo.y, b.lo.z}, {-b.lo.x, b.hi.y, b.hi.z}};
}

template <class From>
math::Box transformed(const math::Rigid<math::Material, From>& pose, const math::Box& box) {
  math::Box out;
  for (int c = 0; c < 8; ++c)
    out.include(pose * Vec3(c & 1 ? box.lo.x : box.hi.x, c & 2 ? box.lo.y : box.hi.y,
                            c & 4 ? box.lo.z : box.hi.z));
  return out;
}

double boxDistance(const math::Box& box, const Vec3& p) {
  return glm::length(glm::max(glm::max(box.lo - p, p - box.hi), Vec3(0.0)));
}

/// A lumbar bone or the sacrum that others give way to.
class Firm {
 public:
  Firm(const Spine& spine, Vertebra v) : spine_(spine), v_(v), bounds_(spine.boneBounds(v)) {}

  /// `d` less what lies nearer than `gap` to this bone, which is only asked where that can matter.
  double clearOf(double d, double gap, const Vec3& p) const {
    if (d > gap || boxDistance(bounds_, p) > gap) return d;
    return std::max(d, gap - spine_.bone(v_, p, false));
  }

 private:
  const Spine& spine_;
  Vertebra v_;
  math::Box bounds_;
};

/// Read once: it is the same for every patient.
const HipBone& hipBone() {
  static const HipBone bone;
  return bone;
}

/// The two hip bones, placed at the sacrum.
class Hips {
 public:
  explicit Hips(const Spine& spine)
      : sacrum_(spine, Vertebra::kS1), l5_(spine, Vertebra::kL5), l4_(spine, Vertebra::kL4) {
    pose_ = spine.materialFromBone(Vertebra::kS1) * bone_.sacrumFromPelvis();
    back_ = pose_.inverse();
  }

  double left(const Vec3& p) const {
    double d = bone_.distance(back_ * p);
    d = sacrum_.clearOf(d, bone_.sacroiliacGap_mm(), p);
    return l4_.clearOf(l5_.clearOf(d, kClear_mm, p), kClear_mm, p);
  }
  double at(int side, const Vec3& p) const { return left(side == 0 ? p : mirrored(p)); }
  math::Box bounds(int side) const {
    const math::Box box = transformed(pose_, bone_.bounds());
    return side == 0 ? box : mirrored(box);
  }

 private:
  Firm sacrum_, l5_, l4_;
  const HipBone& bone_ = hipBone();
  math::Rigid<math::Material, Pelvis> pose_;
  math::Rigid<Pelvis, math::Material> back_;
};

/// T11 and T12 with their ribs, stacked on L1.
class Thorax {
 public:
  explicit Thorax(const Spine& spine)
      : l1_(spine, Vertebra::kL1),
        segment_(thoracicSegments(spine.parameters().stature_cm / kMeanStature_cm)) {
    pose_[1] = spine.materialFromBone(Vertebra::kL1) * segment_[1].belowFromThis;
    pose_[0] = pose_[1] * segment_[0].belowFromThis;
    for (std::size_t t = 0; t < pose_.size(); ++t) {
      back_[t] = pose_[t].inverse();
      bounds_[t] = transformed(pose_[t], segment_[t].bounds());
    }
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

  double clearOf(int t, double d, double gap, const Vec3& p) const {
    if (d > gap || boxDistance(vertebraBounds(t), p) > gap) return d;
    return std::max(d, gap - vertebra(t, p));
  }

  Firm l1_;
  std::array<ThoracicSegment, kThoracicCount> segment_;
  std::array<math::Rigid<math::Material, math::Bone>, kThoracicCount> pose_;
  std::array<math::Rigid<math::Bone, math::Material>, kThoracicCount> back_;
  std::array<math::Box, kThoracicCount> bounds_;
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
