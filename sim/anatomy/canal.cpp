// The canal's axis as stations, and the healthy thecal sac that hangs on them.
#include <algorithm>
#include <array>
#include <cmath>

#include "anatomy/curve.hpp"
#include "anatomy/sacrum.hpp"
#include "anatomy/spine.hpp"

namespace unkink::anatomy {
namespace {

using math::Vec3;

constexpr double kSpacing_mm = 1.5;
constexpr double kAboveL1_mm = 15.0;
constexpr double kVentralFat_mm = 1.3;  // between the posterior wall and the sac

/// The sac's half sizes at one node of the axis.
struct SacSize {
  double halfWidth_mm, halfDepth_mm;
};
// nodes: above L1, then L1, L1-L2, L2 ... L5, L5-S1, S1, S1-S2, end. Areas at the discs: 220, 200, 180,
// 152 (Medicine 2017;96(49), L4-L5 control), 125 mm2; end at mid S2 (hindawi ari 2014: the mode)
constexpr std::array<SacSize, 14> kSac{{{9.0, 7.6},
                                        {9.0, 7.6},
                                        {9.3, 7.4},
                                        {9.0, 7.2},
                                        {9.0, 7.0},
                                        {8.8, 6.7},
                                        {8.8, 6.4},
                                        {8.7, 6.0},
                                        {8.6, 5.63},
                                        {8.3, 5.6},
                                        {7.4, 5.2},
                                        {6.2, 4.4},
                                        {4.6, 3.4},
                                        {1.8, 1.6}}};
constexpr std::array<double, 3> kSacralNode_mm{-13.0, -27.0, -41.0};  // z in the sacrum's frame
constexpr double kLumbosacralFat_mm = 3.0;  // the ventral fat is thick at L5-S1

struct Node {
  Vec3 centre;
  SacSize sac;
};

Vec3 spline(const std::vector<Node>& n, std::size_t i, double t) {
  const Vec3 b = n[i].centre, c = n[i + 1].centre;
  const Vec3 a = i > 0 ? n[i - 1].centre : 2.0 * b - c;
  const Vec3 d = i + 2 < n.size() ? n[i + 2].centre : 2.0 * c - b;
  return b + 0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)));
}

/// Where the sac's bed lies behind a body's widest line: along its rims, over the hollow between them.
double posteriorWall_mm(const VertebralBody& b) {
  constexpr double kRimRounding_mm = 1.6;
  return b.widest_mm + 0.5 * (b.upper.posteriorDepth_mm + b.lower.posteriorDepth_mm) - b.canalNotch_mm - kRimRounding_mm;
}

CanalStation stationAt(const Vec3& centre, const Vec3& down, const SacSize& sac) {
  CanalStation s;
  s.centre = centre;
  s.left = {1.0, 0.0, 0.0};
  s.up = -glm::normalize(down);
  s.dorsal = glm::normalize(glm::cross(s.up, s.left));
  s.sacHalfWidth_mm = sac.halfWidth_mm;
  s.sacHalfDepth_mm = sac.halfDepth_mm;
  return s;
}

/// Stations every 1.5 mm along the spline through the nodes.
std::vector<CanalStation> stationsAlong(const std::vector<Node>& nodes) {
  constexpr int kFine = 64;
  std::vector<CanalStation> out;
  double due = 0.0;
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i)
    for (int k = 0; k < kFine; ++k) {
      const double t = static_cast<double>(k) / kFine;
      const Vec3 p = spline(nodes, i, t), next = spline(nodes, i, t + 1.0 / kFine);
      const double length = glm::length(next - p);
      for (; due < length; due += kSpacing_mm) {
        const double s = t + due / length / kFine;
        const SacSize &a = nodes[i].sac, &b = nodes[i + 1].sac;
        const double u = s * s * (3.0 - 2.0 * s);
        out.push_back(stationAt(glm::mix(p, next, due / length), next - p,
                                {std::lerp(a.halfWidth_mm, b.halfWidth_mm, u),
                                 std::lerp(a.halfDepth_mm, b.halfDepth_mm, u)}));
      }
      due -= length;
    }
  return out;
}

}  // namespace

void Spine::placeCanal() {
  std::vector<Node> nodes;
  const auto add = [&](const Vec3& wall, const Vec3& dorsal, double fat) {
    const SacSize& sac = kSac[nodes.size()];
    nodes.push_back({wall + (fat + sac.halfDepth_mm) * dorsal, sac});
  };
  for (std::size_t v = 0; v < shape_.size(); ++v) {
    const VertebralBody& b = shape_[v].body;
    const Vec3 dorsal = pose_[v].rotate({0.0, 1.0, 0.0});
    const double wall = posteriorWall_mm(b);
    if (v == 0) add(pose_[v] * Vec3(0.0, wall, b.upperRim_mm + kAboveL1_mm), dorsal, kVentralFat_mm);
    add(pose_[v] * Vec3(0.0, wall, 0.5 * (b.upperRim_mm + b.lowerRim_mm)), dorsal, kVentralFat_mm);
    const DiscShape& s = disc_[v];
    add(s.materialFromSegment * Vec3(0.0, s.dorsalWall_mm(false), 0.0),
        s.materialFromSegment.rotate({0.0, 1.0, 0.0}),
        v + 1 == shape_.size() ? kLumbosacralFat_mm : kVentralFat_mm);
  }
  for (const double z : kSacralNode_mm)
    add(pose_[5] * Vec3(0.0, sacralCanalFloor_mm(z), z), pose_[5].rotate({0.0, 1.0, 0.0}),
        kVentralFat_mm);
  canal_ = stationsAlong(nodes);
  for (CanalStation& s : canal_) s.chain = tieByHeight(s.centre).chain;
}

double Spine::healthySac(const Vec3& p) const {
  // the nearest stretch between two stations
  std::size_t best = 0;
  double nearest = 1e30;
  for (std::size_t i = 0; i < canal_.size(); ++i) {
    const Vec3 off = p - canal_[i].centre;
    const double d = glm::dot(off, off);
    if (d < nearest) nearest = d, best = i;
  }
  const CanalStation& s = canal_[best];
  const Vec3 off = p - s.centre;
  const double along = glm::dot(off, s.up);
  const std::size_t other = along > 0.0 ? (best > 0 ? best - 1 : best)
                                        : std::min(best + 1, canal_.size() - 1);
  const double t = std::min(std::abs(along) / kSpacing_mm, 1.0);
  const CanalStation& o = canal_[other];
  const double dorsal = std::lerp(glm::dot(off, s.dorsal), glm::dot(p - o.centre, o.dorsal), t);
  const double side = ellipseDistance(off.x, dorsal, std::lerp(s.sacHalfWidth_mm, o.sacHalfWidth_mm, t),
                                      std::lerp(s.sacHalfDepth_mm, o.sacHalfDepth_mm, t));
  // flat ends
  if (other != best) return side;
  const double beyond = std::abs(along);
  return std::max(side, beyond);
}

}  // namespace unkink::anatomy
