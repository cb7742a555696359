// The canal's axis as stations, and the healthy thecal sac that hangs on them.
#include "anatomy/curve.hpp"
#include "anatomy/sacrum.hpp"
#include "anatomy/spine.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

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
// nodes: above L1, then L1, L1-L2, L2 ... L5, L5-S1, S1, S1-S2, end. Areas at the discs: 196, 188,
// 173, 156 (control 152, Medicine 2017;96(49)), 121 mm2; the room in the bony canal limits the
// upper ones; end at mid S2 (hindawi ari 2014: the mode)
constexpr std::array<SacSize, 14> kSac{{{8.6, 6.4},
                                        {8.6, 6.4},
                                        {9.2, 6.8},
                                        {8.8, 6.3},
                                        {9.2, 6.5},
                                        {8.8, 6.2},
                                        {8.9, 6.2},
                                        {8.3, 6.3},
                                        {7.8, 6.35},
                                        {7.8, 5.9},
                                        {7.4, 5.2},
                                        {6.2, 4.4},
                                        {4.6, 3.4},
                                        {1.8, 1.6}}};
constexpr std::array<double, 3> kSacralNode_mm{-13.0, -27.0, -41.0};  // z in the sacrum's frame
constexpr double kLumbosacralFat_mm = 3.0;  // the ventral fat is thick at L5-S1

constexpr double kSacClearance_mm = 0.95;  // between the healthy sac and bone or disc
constexpr double kFarthestShift_mm = 3.0;  // of the axis from its first place
constexpr int kAxisSmoothing = 24;         // passes over neighbouring stations
constexpr int kSizeSmoothing = 6;

struct Node {
  Vec3 centre;
  SacSize sac;
};

enum class Smoothing { kMean, kNeverMore };

/// Passes of a 1-2-1 mean along the stations; `kNeverMore` never raises a value above what it was.
void smoothen(std::vector<double>& v, int passes, Smoothing how) {
  for (int pass = 0; pass < passes; ++pass) {
    const std::vector<double> old = v;
    for (std::size_t i = 1; i + 1 < v.size(); ++i) {
      const double mean = 0.25 * (old[i - 1] + 2.0 * old[i] + old[i + 1]);
      v[i] = how == Smoothing::kMean ? mean : std::min(old[i], mean);
    }
  }
}

/// Half width of the widest ellipse of a depth and place that lies inside an outline.
double widestInside(const std::vector<math::Vec2>& outline, double halfDepth, double shift) {
  constexpr int kBetween = 4;
  double width = 1e3;
  for (std::size_t i = 0; i + 1 < outline.size(); ++i)
    for (int k = 0; k < kBetween; ++k) {
      const math::Vec2 p = glm::mix(outline[i], outline[i + 1], static_cast<double>(k) / kBetween);
      const double v = (p.y - shift) / halfDepth;
      if (v * v < 0.999) width = std::min(width, p.x / std::sqrt(1.0 - v * v));
    }
  return width;
}

Vec3 spline(const std::vector<Node>& n, std::size_t i, double t) {
  const Vec3 b = n[i].centre, c = n[i + 1].centre;
  const Vec3 a = i > 0 ? n[i - 1].centre : 2.0 * b - c;
  const Vec3 d = i + 2 < n.size() ? n[i + 2].centre : 2.0 * c - b;
  return b +
         0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)));
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

/// Where a body's rim ends behind: the sac's bed passes over the hollow between two rims.
Vec3 rimWall(const Rim& r) {
  return r.centre + math::rotationX(r.tilt) * Vec3(0.0, r.halfDepth_mm, 0.0);
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
  const auto rim = [&](std::size_t v, bool upper) {
    return rimOf(shape_[v], pose_[v], tilt_[v], upper);
  };
  const auto add = [&](const Vec3& wall, const Vec3& dorsal, double fat) {
    const SacSize& sac = kSac[nodes.size()];
    nodes.push_back({wall + (fat + sac.halfDepth_mm) * dorsal, sac});
  };
  for (std::size_t v = 0; v < shape_.size(); ++v) {
    const VertebralBody& b = shape_[v].body;
    const Vec3 dorsal = pose_[v].rotate({0.0, 1.0, 0.0});
    const double wall = 0.5 * (boneFromMaterial_[v] * rimWall(rim(v, true)) +
                               boneFromMaterial_[v] * rimWall(rim(v, false)))
                                  .y;
    if (v == 0)
      add(pose_[v] * Vec3(0.0, wall, b.upperRim_mm + kAboveL1_mm), dorsal, kVentralFat_mm);
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

void Spine::fitSac() {
  // first the axis: towards the hollow of the posterior walls, where laminae come close behind
  std::vector<double> shift, width, depth;
  for (const CanalStation& s : canal_) shift.push_back(fitAround(s, kFarthestShift_mm).shift);
  smoothen(shift, kAxisSmoothing, Smoothing::kMean);
  for (std::size_t i = 0; i < canal_.size(); ++i) canal_[i].centre += shift[i] * canal_[i].dorsal;
  for (std::size_t i = 1; i + 1 < canal_.size(); ++i) {
    CanalStation& s = canal_[i];
    s.up = glm::normalize(canal_[i - 1].centre - canal_[i + 1].centre);
    s.dorsal = glm::normalize(glm::cross(s.up, s.left));
  }
  // then the sac around it
  for (const CanalStation& s : canal_) {
    const Ellipse e = fitAround(s, 0.0);
    width.push_back(e.halfWidth);
    depth.push_back(e.halfDepth);
  }
  for (auto* size : {&width, &depth}) {
    smoothen(*size, kSizeSmoothing, Smoothing::kNeverMore);
    smoothen(*size, kSizeSmoothing, Smoothing::kMean);
  }
  for (std::size_t i = 0; i < canal_.size(); ++i) {
    canal_[i].sacHalfWidth_mm = width[i];
    canal_[i].sacHalfDepth_mm = depth[i];
  }
}

Spine::Ellipse Spine::fitAround(const CanalStation& s, double farthestShift_mm) const {
  constexpr double kStep_mm = 0.1, kLeastShare = 0.6, kShiftCost = 0.5;
  const std::vector<math::Vec2> room = roomAround(s);
  Ellipse best;
  double most = -1.0;
  for (double depth = s.sacHalfDepth_mm; depth > kLeastShare * s.sacHalfDepth_mm; depth -= kStep_mm)
    for (double shift = -farthestShift_mm; shift <= farthestShift_mm; shift += kStep_mm) {
      if (shift - depth < room.front().y || shift + depth > room.back().y) continue;
      const double width = std::min(widestInside(room, depth, shift), s.sacHalfWidth_mm);
      const double value = width * depth - kShiftCost * std::abs(shift);
      if (value > most) most = value, best = {width, depth, shift};
    }
  return best;
}

/// Outline of the room that bone and disc leave around a station's axis: x to the left, y dorsally,
/// mm.
std::vector<math::Vec2> Spine::roomAround(const CanalStation& s) const {
  constexpr int kDirections = 19;  // over the left half
  constexpr double kFar_mm = 14.0;
  // a place beside a body has a disc above and one below
  const int first = std::max(static_cast<int>(std::ceil(s.chain)) - 1, 0);
  const int last = std::min(static_cast<int>(std::floor(s.chain)) + 1, kVertebraCount - 1);
  const auto wall = [&](const Vec3& p) {
    double d = bone(static_cast<Vertebra>(last), p, false);
    for (int v = first; v < last; ++v)
      d = std::min(
          {d, bone(static_cast<Vertebra>(v), p, false), disc(static_cast<Level>(v), p, false)});
    return d;
  };
  std::vector<math::Vec2> out;
  for (int k = 0; k < kDirections; ++k) {
    const double a = (k / (kDirections - 1.0) - 0.5) * std::numbers::pi;
    const math::Vec2 direction(std::cos(a), std::sin(a));
    double r = 0.0;
    while (r < kFar_mm) {
      const double d = wall(s.centre + r * (direction.x * s.left + direction.y * s.dorsal));
      if (d < kSacClearance_mm + 0.05) break;
      r += std::max(0.8 * (d - kSacClearance_mm), 0.05);
    }
    out.push_back(r * direction);
  }
  return out;
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
  const bool above = glm::dot(p - canal_[best].centre, canal_[best].up) > 0.0;
  const std::size_t last = canal_.size() - 1;
  const std::size_t i = std::min(above ? best - std::min<std::size_t>(best, 1) : best, last - 1);
  const CanalStation &s = canal_[i], &o = canal_[i + 1];
  // between the planes of two stations; the ends are flat
  const double below = -glm::dot(p - s.centre, s.up), over = glm::dot(p - o.centre, o.up);
  const double t = std::clamp(below / std::max(below + over, 1e-9), 0.0, 1.0);
  const double dorsal =
      std::lerp(glm::dot(p - s.centre, s.dorsal), glm::dot(p - o.centre, o.dorsal), t);
  const double side =
      ellipseDistance(p.x, dorsal, std::lerp(s.sacHalfWidth_mm, o.sacHalfWidth_mm, t),
                      std::lerp(s.sacHalfDepth_mm, o.sacHalfDepth_mm, t));
  if (i == 0 && below < 0.0) return std::max(side, -below);
  if (i + 1 == last && over < 0.0) return std::max(side, -over);
  return side;
}

}  // namespace unkink::anatomy
