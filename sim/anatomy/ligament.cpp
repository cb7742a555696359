// The ligament as a quilt of given thickness on the canal's roof, free where there is no bone behind it.
#include "anatomy/ligament.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/sdf.hpp"

namespace unkink::anatomy {
namespace {

using math::Vec3;
using math::sdf::smoothMax;
using math::sdf::smoothStep;

constexpr double kRayReach_mm = 26.0;
constexpr double kEdgePlace_mm = 6.0;        // where the laminar edges are measured, from the mid-line
constexpr double kCleft_mm = 0.8;            // between the halves
constexpr double kBoneOverlap_mm = 1.0;      // into the bone; taken away again by the bone's distance
constexpr double kSteepest = 1.6;            // largest slope that still thickens the quilt along y
constexpr double kThinLateral = 0.55;        // share of the thickness left at the facet capsule

std::size_t cell(int i, int k) {
  return static_cast<std::size_t>(k) * CanalRoof::kAcross + static_cast<std::size_t>(i);
}

struct Hit {
  double y = std::numeric_limits<double>::quiet_NaN();
  bool upper = false;
};

/// First bone behind a point of the canal, by sphere tracing.
Hit firstBone(const CanalRoof::Distance& upper, const CanalRoof::Distance& lower, Vec3 p) {
  const double last = p.y + kRayReach_mm;
  while (p.y < last) {
    const double u = upper(p), l = lower(p), d = std::min(u, l);
    if (d < 0.02) return {p.y, u < l};
    p.y += std::max(0.8 * d, 0.02);
  }
  return {};
}

}  // namespace

CanalRoof::CanalRoof(const Distance& upper, const Distance& lower, double start_mm) {
  double upperEdge = std::numeric_limits<double>::infinity(), lowerEdge = -upperEdge;
  for (int k = 0; k < kAlong; ++k)
    for (int i = 0; i < kAcross; ++i) {
      const double z = kLowest_mm + k;
      const Hit hit = firstBone(upper, lower, {static_cast<double>(i), start_mm, z});
      depth_[cell(i, k)] = hit.y;
      if (i != static_cast<int>(kEdgePlace_mm) || std::isnan(hit.y)) continue;
      if (hit.upper) upperEdge = std::min(upperEdge, z);
      else lowerEdge = std::max(lowerEdge, z);
    }
  upperEdge_ = upperEdge;
  lowerEdge_ = lowerEdge;
  spanGaps();
  smooth();
}

double CanalRoof::node(int i, int k) const {
  return depth_[cell(std::min(std::abs(i), kAcross - 1), std::clamp(k, 0, kAlong - 1))];
}

void CanalRoof::spanGaps() {
  const auto gaps = depth_;
  double sum = 0.0;
  int count = 0;
  for (double y : depth_)
    if (!std::isnan(y)) sum += y, ++count;
  for (double& y : depth_)
    if (std::isnan(y)) y = sum / std::max(count, 1);
  constexpr int kSweeps = 300;
  for (int n = 0; n < kSweeps; ++n)
    for (int k = 0; k < kAlong; ++k)
      for (int i = 0; i < kAcross; ++i)
        if (std::isnan(gaps[cell(i, k)]))
          depth_[cell(i, k)] =
              0.25 * (node(i - 1, k) + node(i + 1, k) + node(i, k - 1) + node(i, k + 1));
}

void CanalRoof::smooth() {
  constexpr int kPasses = 2;
  for (int n = 0; n < kPasses; ++n) {
    auto next = depth_;
    for (int k = 0; k < kAlong; ++k)
      for (int i = 0; i < kAcross; ++i) {
        double sum = 0.0;
        for (int b = -1; b <= 1; ++b)
          for (int a = -1; a <= 1; ++a) sum += (2 - std::abs(a)) * (2 - std::abs(b)) * node(i + a, k + b);
        next[cell(i, k)] = sum / 16.0;
      }
    depth_ = next;
  }
}

CanalRoof::Value CanalRoof::at(double x, double z) const {
  // uniform quadratic B-spline: smooth slopes from nine nodes
  const double u = std::clamp(std::abs(x), 0.0, kAcross - 1.0), w = std::clamp(z - kLowest_mm, 0.0, kAlong - 1.0);
  const int i = static_cast<int>(std::floor(u + 0.5)), k = static_cast<int>(std::floor(w + 0.5));
  const auto weights = [](double t) {
    return std::array<double, 3>{0.5 * (0.5 - t) * (0.5 - t), 0.75 - t * t, 0.5 * (0.5 + t) * (0.5 + t)};
  };
  const auto slopes = [](double t) { return std::array<double, 3>{t - 0.5, -2.0 * t, t + 0.5}; };
  const auto wx = weights(u - i), wz = weights(w - k), sx = slopes(u - i), sz = slopes(w - k);
  Value v{0.0, 0.0, 0.0};
  for (int b = 0; b < 3; ++b)
    for (int a = 0; a < 3; ++a) {
      const auto ia = static_cast<std::size_t>(a), ib = static_cast<std::size_t>(b);
      const double y = node(i + a - 1, k + b - 1);
      v.y += wx[ia] * wz[ib] * y;
      v.dx += sx[ia] * wz[ib] * y;
      v.dz += wx[ia] * sz[ib] * y;
    }
  return v;
}

double LigamentShape::distance(const Vec3& q, bool endPoint) const {
  const double x = std::abs(q.x), z = q.z, top = top_mm(), bottom = bottom_mm();
  // far away the edges alone are a good enough answer
  const double rim = std::max({x - kHalfWidth_mm, z - top, bottom - z, 0.5 * kCleft_mm - x});
  if (rim > 4.0) return rim;
  const CanalRoof::Value r = roof.at(x, z);
  const double steep = std::sqrt(1.0 + std::min(r.dx * r.dx + r.dz * r.dz, kSteepest * kSteepest));
  const double gapTop = roof.upperEdge_mm(), gapBottom = roof.lowerEdge_mm();
  // thickness towards the canal: none at the upper end, flush with the lower lamina at the lower end
  const double lateral = 1.0 - (1.0 - kThinLateral) * smoothStep(7.0, kHalfWidth_mm, x);
  const double along = smoothStep(top, top - 6.0, z) * smoothStep(gapBottom - 2.0, gapBottom + 3.0, z);
  double ventral = thickness_mm * lateral * along;
  if (endPoint)
    ventral += thickening_mm * smoothStep(top, top - 5.0, z) * smoothStep(bottom, bottom + 5.0, z);
  // behind, it leaves the upper lamina's face and passes on to the lower lamina's edge
  const double g = std::clamp((gapTop - z) / std::max(gapTop - gapBottom, 1.0), 0.0, 1.2);
  const double dorsal = kBoneOverlap_mm + (thickness_mm - kBoneOverlap_mm) * g;
  const double slab = std::max(q.y - r.y - dorsal * steep, r.y - ventral * steep - q.y) / steep;
  return smoothMax(slab, rim, 1.2);
}

}  // namespace unkink::anatomy
