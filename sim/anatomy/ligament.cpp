// The ligament as a quilt of given thickness on the canal's roof, free where there is no bone
// behind it.
#include "anatomy/ligament.hpp"

#include "math/sdf.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace unkink::anatomy {
namespace {

using math::Vec3;
using math::sdf::smoothMax;
using math::sdf::smoothStep;

constexpr int kRoofSmoothing = 3, kFaceSmoothing = 2;  // passes
constexpr double kRayReach_mm = 26.0, kHit_mm = 0.05;
constexpr int kEdgePlace_mm = 6;         // where the laminar edges are measured, from the mid-line
constexpr double kCleft_mm = 0.8;        // between the halves
constexpr double kBoneOverlap_mm = 1.0;  // into the bone; taken away again by the bone's distance
constexpr double kThinLateral = 1.0;     // share of the healthy thickness left at the facet capsule
// of the thickening: beside the mid-line it is +1.77 mm, at the facets +0.88 mm [jang2023]
constexpr double kLateralShare = 0.5;
constexpr double kCentralTo_mm = 3.0, kLateralFrom_mm = 9.0;
constexpr double kRounding_mm = 1.5;  // of the ligament's borders
constexpr double kFrontGained = 0.5;  // share of the thickening by which it creeps towards the disc

/// First bone behind a point of the canal, by sphere tracing.
struct Hit {
  double y = std::numeric_limits<double>::quiet_NaN();
  bool upper = false;
};

Hit firstBone(const CanalRoof::Distance& upper, const CanalRoof::Distance& lower, Vec3 p) {
  const double last = p.y + kRayReach_mm;
  while (p.y < last) {
    const double u = upper(p), l = lower(p), d = std::min(u, l);
    if (d < kHit_mm) return {p.y, u < l};
    p.y += std::max(0.8 * d, kHit_mm);
  }
  return {};
}

/// Replaces what is not a number by a membrane between what is.
void spanGaps(HeightField& field) {
  constexpr int kSweeps = 80;
  constexpr double kOverRelaxation = 1.75;
  struct Place {
    int i, k;
  };
  std::array<std::vector<Place>, 2> gaps;  // chequered, so that both sides are treated alike
  double sum = 0.0;
  int count = 0;
  for (int k = 0; k < HeightField::kAlong; ++k)
    for (int i = -HeightField::kSide; i <= HeightField::kSide; ++i)
      if (std::isnan(field(i, k)))
        gaps[static_cast<std::size_t>((std::abs(i) + k) % 2)].push_back({i, k});
      else
        sum += field(i, k), ++count;
  for (const auto& colour : gaps)
    for (const auto& [i, k] : colour) field(i, k) = sum / std::max(count, 1);
  for (int n = 0; n < kSweeps; ++n)
    for (const auto& colour : gaps)
      for (const auto& [i, k] : colour) {
        const double sides = field.node(i - 1, k) + field.node(i + 1, k);
        const double mean = 0.25 * (sides + (field.node(i, k - 1) + field.node(i, k + 1)));
        field(i, k) += kOverRelaxation * (mean - field(i, k));
      }
}

/// Keeps the two halves to a V: the roots of the spinous processes are deeper than the ligament
/// goes.
void foldAtMidline(HeightField& field) {
  constexpr int kBeside = 5;      // mm from the mid-line, where the laminae themselves lie
  constexpr double kSlope = 1.2;  // about 50 degrees to the coronal plane
  for (int k = 0; k < HeightField::kAlong; ++k)
    for (int i = -kBeside; i <= kBeside; ++i) {
      const double beside = field.node(i < 0 ? -kBeside : kBeside, k);
      field(i, k) = std::min(field(i, k), beside + kSlope * (kBeside - std::abs(i)));
    }
}

/// A value of each side, even across the mid-line.
double bySide(const LigamentShape::Sides& sides, double x) {
  constexpr double kMidline_mm = 1.5;
  return sides[1] + (sides[0] - sides[1]) * smoothStep(-kMidline_mm, kMidline_mm, x);
}

}  // namespace

double HeightField::node(int i, int k) const {
  return depth_[cell(std::clamp(i, -kSide, kSide), std::clamp(k, 0, kAlong - 1))];
}

void HeightField::smooth() {
  HeightField next;
  for (int k = 0; k < kAlong; ++k)
    for (int i = -kSide; i <= kSide; ++i) {
      double sum = 0.0;
      for (int b = -1; b <= 1; ++b)
        for (int a = -1; a <= 1; ++a)
          sum += (2 - std::abs(a)) * (2 - std::abs(b)) * node(i + a, k + b);
      next(i, k) = sum / 16.0;
    }
  *this = next;
}

HeightField::Value HeightField::at(double x, double z) const {
  const double u = std::clamp(x, -1.0 * kSide, 1.0 * kSide);
  const double w = std::clamp(z - kLowest_mm, 0.0, kAlong - 1.0);
  const int i = static_cast<int>(std::floor(u + 0.5)), k = static_cast<int>(std::floor(w + 0.5));
  const auto weights = [](double t) {
    return std::array<double, 3>{0.5 * (0.5 - t) * (0.5 - t), 0.75 - t * t,
                                 0.5 * (0.5 + t) * (0.5 + t)};
  };
  const auto slopes = [](double t) { return std::array<double, 3>{t - 0.5, -2.0 * t, t + 0.5}; };
  const auto wx = weights(u - i), wz = weights(w - k), sx = slopes(u - i), sz = slopes(w - k);
  Value v{0.0, 0.0, 0.0};
  for (std::size_t b = 0; b < 3; ++b)
    for (std::size_t a = 0; a < 3; ++a) {
      const double y = node(i + static_cast<int>(a) - 1, k + static_cast<int>(b) - 1);
      v.y += wx[a] * wz[b] * y;
      v.dx += sx[a] * wz[b] * y;
      v.dz += wx[a] * sz[b] * y;
    }
  return v;
}

CanalRoof probeRoof(const CanalRoof::Distance& upper, const CanalRoof::Distance& lower,
                    const std::function<double(double)>& start_mm, bool mirrored) {
  constexpr int kEvery = 2;  // rows and columns with rays; those between are means
  CanalRoof roof;
  const auto hitAt = [&](int i, double z) {
    return firstBone(upper, lower, {static_cast<double>(i), start_mm(z), z});
  };
  // rows of the upper lamina's lowest hit and of the lower one's highest, by side
  std::array<double, 2> upperRow, lowerRow;
  upperRow.fill(HeightField::kLowest_mm + HeightField::kAlong);
  lowerRow.fill(HeightField::kLowest_mm);
  for (int k = 0; k < HeightField::kAlong; k += kEvery)
    for (int i = HeightField::kSide; i >= -HeightField::kSide; i -= kEvery) {
      const double z = HeightField::kLowest_mm + k;
      if (mirrored && i < 0) {
        roof.depth(i, k) = roof.depth(-i, k);
        continue;
      }
      const Hit hit = hitAt(i, z);
      roof.depth(i, k) = hit.y;
      if (std::abs(i) != kEdgePlace_mm || std::isnan(hit.y)) continue;
      const std::size_t side = i > 0 ? 0 : 1;
      if (hit.upper)
        upperRow[side] = std::min(upperRow[side], z);
      else
        lowerRow[side] = std::max(lowerRow[side], z);
    }
  for (int k = 0; k < HeightField::kAlong; k += kEvery)
    for (int i = 1 - HeightField::kSide; i < HeightField::kSide; i += kEvery)
      roof.depth(i, k) = 0.5 * (roof.depth(i - 1, k) + roof.depth(i + 1, k));
  for (int k = 1; k < HeightField::kAlong - 1; k += kEvery)
    for (int i = -HeightField::kSide; i <= HeightField::kSide; ++i)
      roof.depth(i, k) = 0.5 * (roof.depth(i, k - 1) + roof.depth(i, k + 1));
  // an edge lies within a row's distance of the last hit
  const auto edge = [&](double inside, double step, std::size_t side, bool ofUpper) {
    const int i = side == 0 ? kEdgePlace_mm : -kEdgePlace_mm;
    double outside = inside + step;
    for (int pass = 0; pass < 4; ++pass) {
      const double middle = 0.5 * (inside + outside);
      const Hit hit = hitAt(i, middle);
      (!std::isnan(hit.y) && hit.upper == ofUpper ? inside : outside) = middle;
    }
    return inside;
  };
  const auto both = [&](const std::array<double, 2>& row, double step, bool ofUpper) {
    const double left = edge(row[0], step, 0, ofUpper);
    return mirrored ? left : 0.5 * (left + edge(row[1], step, 1, ofUpper));
  };
  roof.upperEdge_mm = both(upperRow, -kEvery, true);
  roof.lowerEdge_mm = both(lowerRow, kEvery, false);
  spanGaps(roof.depth);
  foldAtMidline(roof.depth);
  for (int pass = 0; pass < kRoofSmoothing; ++pass) roof.depth.smooth();
  return roof;
}

LigamentShape::LigamentShape(const CanalRoof& roof, double thickness_mm, const Sides& thickening_mm,
                             const Sides& facetGrowth_mm, const LigamentFront& front)
    : roof_(roof),
      thickness_(thickness_mm),
      front_(front),
      thickening_(thickening_mm),
      facetGrowth_(facetGrowth_mm) {
  ventral_ = ventralFace(false);
  const bool grows =
      std::max({thickening_[0], thickening_[1], facetGrowth_[0], facetGrowth_[1]}) > 0.0;
  ventralEnd_ = grows ? ventralFace(true) : ventral_;
}

double LigamentShape::thicknessAt(double x, double z, bool endPoint) const {
  const double top = top_mm(), bottom = bottom_mm(), edge = roof_.lowerEdge_mm;
  // towards the canal: none at the upper end, flush with the lower lamina at the lower end
  const double lateral = 1.0 - (1.0 - kThinLateral) * smoothStep(7.0, kHalfWidth_mm, std::abs(x));
  const double along = smoothStep(top, top - 6.0, z) * smoothStep(edge - 2.0, edge + 3.0, z);
  const double healthy = thickness_ * lateral * along;
  if (!endPoint) return healthy;
  const double more = smoothStep(top, top - 5.0, z) * smoothStep(bottom, bottom + 5.0, z);
  const double share =
      1.0 - (1.0 - kLateralShare) * smoothStep(kCentralTo_mm, kLateralFrom_mm, std::abs(x));
  return healthy + more * (share * bySide(thickening_, x) +
                           bySide(facetGrowth_, x) * smoothStep(3.0, 9.0, std::abs(x)));
}

HeightField LigamentShape::ventralFace(bool endPoint) const {
  // the envelope of balls on the roof, each as large as the ligament is thick there
  constexpr int kReach = 8;  // nodes
  HeightField thick;
  for (int k = 0; k < HeightField::kAlong; ++k)
    for (int i = -HeightField::kSide; i <= HeightField::kSide; ++i)
      thick(i, k) = thicknessAt(i, HeightField::kLowest_mm + k, endPoint);
  HeightField face = roof_.depth;
  for (int k = 0; k < HeightField::kAlong; ++k)
    for (int i = -HeightField::kSide; i <= HeightField::kSide; ++i) {
      // across the mid-line it is as thick as the other side says
      const double own = thick(i, k), other = thick(-i, k), roof = roof_.depth.node(i, k);
      const int reach = std::min(static_cast<int>(std::max(own, other)), kReach);
      for (int b = std::max(-reach, -k); b <= std::min(reach, HeightField::kAlong - 1 - k); ++b)
        for (int a = std::max(-reach, -HeightField::kSide - i);
             a <= std::min(reach, HeightField::kSide - i); ++a) {
          const double t = i * (i + a) < 0 ? other : own;
          const double rest = t * t - a * a - b * b;
          if (rest > 0.0) face(i + a, k + b) = std::min(face(i + a, k + b), roof - std::sqrt(rest));
        }
    }
  for (int pass = 0; pass < kFaceSmoothing; ++pass) face.smooth();
  return face;
}

double LigamentShape::distance(const Vec3& q, bool endPoint) const {
  const double x = q.x, z = q.z;
  // far away the borders alone are a good enough answer
  const double border = std::max(
      {std::abs(x) - kHalfWidth_mm, z - top_mm(), bottom_mm() - z, 0.5 * kCleft_mm - std::abs(x)});
  if (border > 4.0) return border;
  const auto slope = [](const HeightField::Value& v) {
    return std::sqrt(1.0 + v.dx * v.dx + v.dz * v.dz);
  };
  const HeightField::Value roof = roof_.depth.at(x, z);
  const HeightField::Value face = (endPoint ? ventralEnd_ : ventral_).at(x, z);
  // behind, it leaves the upper lamina's face and passes on to the lower lamina's edge
  const double gap = std::max(roof_.upperEdge_mm - roof_.lowerEdge_mm, 1.0);
  const double g = std::clamp((roof_.upperEdge_mm - z) / gap, 0.0, 1.2);
  const double behind = kBoneOverlap_mm + (thickness_ - kBoneOverlap_mm) * g;
  const double slab = std::max((q.y - roof.y) / slope(roof) - behind, (face.y - q.y) / slope(face));
  const double front =
      front_.at(z) - (endPoint ? kFrontGained * bySide(thickening_, x) : 0.0) - q.y;
  return smoothMax(smoothMax(slab, front, kRounding_mm), border, kRounding_mm);
}

}  // namespace unkink::anatomy
