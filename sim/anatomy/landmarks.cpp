// Landmarks, found by probing the fields, so that they stay right when shapes change.
#include "anatomy/canal_area.hpp"
#include "anatomy/sacrum.hpp"
#include "anatomy/spine.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <oneapi/tbb/parallel_for.h>
#include <vector>

namespace unkink::anatomy {
namespace {

using math::Vec3;
using Field = std::function<double(const Vec3&)>;  // segment frame

constexpr double kEdgePlace_mm = 6.0;     // where the laminar edges are read, from the mid-line
constexpr double kDockingPlace_mm = 8.0;  // where an instrument first meets the lower lamina
constexpr double kBelowEdge_mm = 4.0;     // below that lamina's upper edge
constexpr double kMidlineSide_mm = 2.5;   // the laminae's margins beside the mid-line
constexpr double kLaminaDepth_mm = 14.0;  // laminae are looked for this far behind the canal's roof
constexpr double kBehindFloor_mm = 1.2;   // rays out of the canal start behind the sac's front
constexpr double kEdgeReach_mm = 25.0;
constexpr double kLook_mm = 0.6;
constexpr double kMidLamina_mm = 8.0;  // above its lower edge
constexpr double kFine_mm = 0.02;

/// Walks from p along a unit direction until the field's surface; gives up after `reach`.
Vec3 march(const Field& field, Vec3 p, const Vec3& direction, double reach_mm) {
  double gone = 0.0;
  while (gone < reach_mm) {
    const double d = field(p);
    if (d < kFine_mm) break;
    const double step = std::max(0.7 * d, kFine_mm);
    p += step * direction;
    gone += step;
  }
  return p;
}

/// The deepest place of a field on a line along y.
Vec3 deepest(const Field& field, double x, double z, double front, double back) {
  Vec3 best(x, front, z);
  double value = field(best);
  for (double y = front; y <= back; y += kLook_mm) {
    const double d = field({x, y, z});
    if (d < value) value = d, best.y = y;
  }
  return best;
}

/// The edge of a lamina in the plane x, coming from z towards the bone.
/// \param towards  +1 upwards, -1 downwards
Vec3 edge(const Field& lamina, const CanalRoof& roof, double x, double z, double towards) {
  constexpr double kCoarse_mm = 0.5;
  Vec3 p;
  for (double gone = 0.0; gone < kEdgeReach_mm; gone += kCoarse_mm, z += towards * kCoarse_mm) {
    const double front = roof.depth.at(x, z).y - 1.5;
    p = deepest(lamina, x, z, front, front + kLaminaDepth_mm);
    if (lamina(p) < 0.0) break;
  }
  for (int i = 0; i < 150 && lamina(p) < 0.0; ++i) p.z -= kFine_mm * towards;
  return p;
}

/// A point half way between two bones, from a guess near their joint space.
Vec3 between(const Field& a, const Field& b, const Vec3& guess) {
  Vec3 best = guess;
  double least = 1e9;
  for (double x = -6.0; x <= 6.0; x += 1.0)
    for (double y = -6.0; y <= 6.0; y += 1.0)
      for (double z = -1.0; z <= 1.0; z += 1.0) {
        const Vec3 p = guess + Vec3(x, y, z);
        const double da = a(p), db = b(p);
        if (da < 0.0 || db < 0.0) continue;
        const double cost = da + db + std::abs(da - db) + 0.3 * glm::length(p - guess);
        if (cost < least) least = cost, best = p;
      }
  return best;
}

/// Slope of a lamina's ventral face to the coronal plane: of its steepest stretch beside the
/// mid-line, for it is flat towards the facet.
units::Deg steepest(const Field& lamina, const std::function<Vec3(double x)>& start) {
  constexpr double kFrom_mm = 2.0, kTo_mm = 12.0;
  constexpr int kStretch_mm = 6;
  std::vector<double> depth;
  for (double x = kFrom_mm; x <= kTo_mm; x += 1.0)
    depth.push_back(march(lamina, start(x), {0.0, 1.0, 0.0}, 40.0).y);
  double most = 0.0;
  for (std::size_t i = 0; i + kStretch_mm < depth.size(); ++i)
    most = std::max(most, depth[i] - depth[i + kStretch_mm]);
  return units::Rad(std::atan2(most, kStretch_mm));
}

Vec3 mirrored(const Vec3& p) { return {-p.x, p.y, p.z}; }

}  // namespace

LevelLandmarks Spine::landmarksOf(Level l) const {
  const DiscShape& s = segment(l);
  const CanalRoof& roof = ligament_[static_cast<std::size_t>(l)].roof();
  const auto& frame = s.materialFromSegment;
  const Field upper = [&](const Vec3& q) { return bone(upperVertebra(l), frame * q, false); };
  const Field lower = [&](const Vec3& q) { return bone(lowerVertebra(l), frame * q, false); };
  const Field skin = [&](const Vec3& q) { return -trunk(frame * q); };
  const Vec3 dorsal(0, 1, 0);
  const auto start = [&](double x, double z) {  // of a ray out of the canal
    return Vec3(x, canalFloor_mm(l, z) + kBehindFloor_mm, z);
  };
  const auto bothSides = [&](const auto& find) {  // Vec3(double sign), segment frame
    const Vec3 left = find(1.0);
    return std::array<Vec3, 2>{left, parameters_.own ? find(-1.0) : mirrored(left)};
  };
  const auto placed = [&](const std::array<Vec3, 2>& q) {
    return std::array<Vec3, 2>{frame * q[0], frame * q[1]};
  };

  LevelLandmarks m;
  m.discCentre = frame * Vec3(0.0);
  m.canalCentre = stationAtDisc(*this, l).centre;

  // the interlaminar space and its edges
  const double middle = 0.5 * (roof.upperEdge_mm + roof.lowerEdge_mm);
  const auto upperEdge =
      bothSides([&](double side) { return edge(upper, roof, side * kEdgePlace_mm, middle, 1.0); });
  const auto lowerEdge =
      bothSides([&](double side) { return edge(lower, roof, side * kEdgePlace_mm, middle, -1.0); });
  m.upperLaminaInferiorEdge = placed(upperEdge);
  m.lowerLaminaSuperiorEdge = placed(lowerEdge);
  const double gapMiddle =
      0.25 * (upperEdge[0].z + upperEdge[1].z + lowerEdge[0].z + lowerEdge[1].z);
  m.interlaminarMidline = frame * Vec3(0.0, roof.depth.at(0.0, gapMiddle).y, gapMiddle);
  m.skinMidline =
      frame * march(skin, {0.0, roof.depth.at(0.0, gapMiddle).y, gapMiddle}, dorsal, 200.0);

  // the instrument comes from behind
  m.dockingPoint = placed(bothSides([&](double side) {
    const double x = side * kDockingPlace_mm, z = lowerEdge[side > 0.0 ? 0 : 1].z - kBelowEdge_mm;
    return march(lower, {x, roof.depth.at(x, z).y + 30.0, z}, -dorsal, 40.0);
  }));

  // ventral margins of both laminae beside the mid-line
  const auto ventralMargin = [&](const Field& f, double towards) {
    const Vec3 e = edge(f, roof, kMidlineSide_mm, gapMiddle, towards);
    const Vec3 p = march(f, start(kMidlineSide_mm, e.z + towards), dorsal, 40.0);
    return frame * Vec3(0.0, p.y, p.z);
  };
  m.ventralInterlaminar = {ventralMargin(upper, 1.0), ventralMargin(lower, -1.0)};

  const Joint& joint = joint_[static_cast<std::size_t>(l)];
  m.facetJoint = placed(bothSides([&](double side) {
    return between(upper, lower, s.segmentFromMaterial * joint.centre[side > 0.0 ? 0 : 1]);
  }));

  m.laminarSlope =
      steepest(upper, [&](double x) { return start(x, upperEdge[0].z + kMidLamina_mm); });
  return m;
}

void Spine::findLandmarks() {
  oneapi::tbb::parallel_for(0, kLevelCount, [&](int l) {
    landmarks_[static_cast<std::size_t>(l)] = landmarksOf(static_cast<Level>(l));
  });

  const auto isthmus = [&](std::size_t v) {
    const auto both = [&](const Vec3& q) {
      return std::array<Vec3, 2>{pose_[v] * q, pose_[v] * mirrored(q)};
    };
    constexpr double kSacral[3] = {24.0, 17.0, -14.0};  // between body, ala and articular process
    if (v == 5) return both({kSacral[0], kSacral[1], kSacral[2]});
    const Pedicle& k = shape_[v].pedicle;
    return both(0.25 *
                (k.bodyUpper.at_mm + k.bodyLower.at_mm + k.neckUpper.at_mm + k.neckLower.at_mm));
  };
  const auto spinousTip = [&](std::size_t v) {
    const Field local = [&](const Vec3& q) {
      return bone(static_cast<Vertebra>(v), pose_[v] * q, false);
    };
    constexpr double kSacralCrest_mm = -24.0;  // z of the first tubercle of the median crest
    const double z =
        v == 5 ? kSacralCrest_mm
               : 0.5 * (shape_[v].spinous.tipUpper.at_mm.z + shape_[v].spinous.tipLower.at_mm.z);
    return pose_[v] * march(local, {0.0, 110.0, z}, {0.0, -1.0, 0.0}, 120.0);
  };
  for (std::size_t l = 0; l < kLevelCount; ++l) {
    landmarks_[l].upperPedicle = isthmus(l);
    landmarks_[l].lowerPedicle = isthmus(l + 1);
    landmarks_[l].upperSpinousTip = spinousTip(l);
    landmarks_[l].lowerSpinousTip = spinousTip(l + 1);
  }
}

}  // namespace unkink::anatomy
