// Sections of the sac's surface, rays to the canal's wall, and a raster over the ligament.
#include "thecal_sac/slice_measures.hpp"

#include "thecal_sac/sac_mesh.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <oneapi/tbb/parallel_for.h>
#include <optional>

namespace unkink::thecal_sac {
namespace {

using math::Vec2;
using math::Vec3;

constexpr int kRays = 72;
constexpr double kReach_mm = 22.0;   // of a ray from the sac's middle
constexpr double kCleft = 0.99;      // cosine of a ray's angle to the mid-line, within the cleft
constexpr double kRecess_mm = 11.5;  // the canal ends there towards the foramina

/// How far a distance stays positive from a place on. \return nothing where it does all the way
template <class Distance>
std::optional<double> wayTo(const Distance& distance, const Vec3& from, const Vec3& way,
                            double reach_mm) {
  constexpr double kNear_mm = 0.02, kShare = 0.75;  // fields are a little steeper than one
  for (double gone = 0.0; gone < reach_mm;) {
    const double d = distance(from + gone * way);
    if (d <= kNear_mm) return gone;
    gone += std::max(kShare * d, kNear_mm);
  }
  return std::nullopt;
}

/// Where a ray leaves the ligament that it has entered; nothing where it meets none.
std::optional<double> behindFlavum(const tissue::Body& body, const Vec3& from, const Vec3& way) {
  constexpr double kStep_mm = 0.3;
  const auto ligament = [&](const Vec3& p) { return body.ligament(p); };
  const std::optional<double> entry = wayTo(ligament, from, way, kReach_mm);
  if (!entry) return std::nullopt;
  double gone = *entry + kStep_mm;
  while (gone < kReach_mm && body.ligament(from + gone * way) < 0.0) gone += kStep_mm;
  return gone;
}

/// Rays that met nothing take the mean of their neighbours that did, weighted by nearness.
void bridge(std::array<std::optional<double>, kRays>& radius) {
  const auto found = radius;
  const auto neighbour = [&](int from, int step) {
    for (int n = 1; n < kRays; ++n) {
      const auto i = static_cast<std::size_t>(((from + n * step) % kRays + kRays) % kRays);
      if (found[i]) return std::pair{*found[i], n};
    }
    return std::pair{kReach_mm, 1};
  };
  for (int k = 0; k < kRays; ++k) {
    if (found[static_cast<std::size_t>(k)]) continue;
    const auto [a, before] = neighbour(k, -1);
    const auto [b, after] = neighbour(k, 1);
    radius[static_cast<std::size_t>(k)] =
        std::lerp(a, b, static_cast<double>(before) / static_cast<double>(before + after));
  }
}

double area_mm2(const std::vector<Vec2>& corners) {
  double twice = 0.0;
  for (std::size_t n = 0; n < corners.size(); ++n) {
    const Vec2 &a = corners[n], &b = corners[(n + 1) % corners.size()];
    twice += a.x * b.y - a.y * b.x;
  }
  return 0.5 * twice;
}

/// The canal between bone and disc, seen from a place in it.
/// \param uncut  whose ligament closes it between the laminae
std::vector<Vec2> canalAround(const tissue::Body& body, const tissue::Body& uncut,
                              const math::PlaneFrame& plane, const Vec2& middle) {
  std::array<std::optional<double>, kRays> radius;
  const auto wall = [&](const Vec3& p) { return std::min(body.bone(p), body.disc(p)); };
  const auto wayOf = [](int k) {
    const double a = 2.0 * std::numbers::pi * k / kRays;
    return Vec2(std::cos(a), std::sin(a));
  };
  oneapi::tbb::parallel_for(0, kRays, [&](int k) {
    const Vec2 way = wayOf(k);
    const Vec3 direction = way.x * plane.right + way.y * plane.down, from = plane.at(middle);
    auto& r = radius[static_cast<std::size_t>(k)];
    r = wayTo(wall, from, direction, kReach_mm);
    // between the laminae the canal ends at the ligament's back
    if (way.y > 0.0)
      if (const auto back = behindFlavum(uncut, from, direction); back && (!r || *back < *r))
        r = back;
    if (way.y > kCleft) r = std::nullopt;  // through the cleft between its halves
    const double aside = std::abs(way.x) > 1e-9 ? kRecess_mm / std::abs(way.x) : kReach_mm;
    if (aside < kReach_mm && (r ? *r > aside : std::abs(way.y) < 0.5)) r = aside;
  });
  bridge(radius);
  std::vector<Vec2> corners;
  for (int k = 0; k < kRays; ++k)
    corners.push_back(middle + *radius[static_cast<std::size_t>(k)] * wayOf(k));
  return corners;
}

/// Area of the ligament's halves in a plane, by a raster, as far aside as the canal goes.
std::array<double, 2> flavumArea_mm2(const tissue::Body& body, const math::PlaneFrame& plane) {
  constexpr double kStep_mm = 0.4, kBefore_mm = 12.0, kBehind_mm = 30.0;
  constexpr int kRows = static_cast<int>((kBefore_mm + kBehind_mm) / kStep_mm);
  constexpr int kColumns = static_cast<int>(kRecess_mm / kStep_mm + 0.5);  // of a side
  std::array<std::array<double, 2>, kRows> rows{};
  oneapi::tbb::parallel_for(0, kRows, [&](int row) {
    for (const std::size_t side : {0u, 1u})
      for (int column = 0; column < kColumns;) {
        const double aside = kStep_mm * (column + 0.5);
        const Vec2 q(side == 0 ? aside : -aside, kStep_mm * (row + 0.5) - kBefore_mm);
        const double d = body.ligament(plane.at(q));
        rows[static_cast<std::size_t>(row)][side] +=
            kStep_mm * kStep_mm * std::clamp(0.5 - d / kStep_mm, 0.0, 1.0);
        // far outside the next places are, too
        column += std::max(1, static_cast<int>(0.25 * d / kStep_mm));
      }
  });
  std::array<double, 2> sum{};
  for (const auto& row : rows)
    for (std::size_t side = 0; side < 2; ++side) sum[side] += row[side];
  return sum;
}

/// Where a caliper is set on the ligament that nothing was taken from.
struct Caliper {
  Vec3 from{0.0};    // on the face towards the canal
  Vec3 across{0.0};  // unit, the shortest way through
  double span_mm = 0.0;
};

/// How far the ligament goes on from a place on its face.
double through_mm(const tissue::Body& uncut, const Vec3& from, const Vec3& way) {
  constexpr double kStep_mm = 0.15, kMost_mm = 12.0, kShare = 0.75;
  double gone = kStep_mm;
  while (gone < kMost_mm) {
    const double d = uncut.ligament(from + gone * way);
    if (d >= 0.0) return gone - std::min(d, kStep_mm);
    gone += std::max(-kShare * d, kStep_mm);
  }
  return kMost_mm;
}

/// Looks from the plane's origin, which no bite moves; nothing where the face is not seen.
std::optional<Caliper> caliperAt(const tissue::Body& uncut, const math::PlaneFrame& plane,
                                 double aside_deg) {
  constexpr double kSlope_mm = 0.7, kOnIt_mm = 0.3, kLean_deg = 12.0;
  constexpr int kLeans = 2;  // to either side
  const auto wall = [&](const Vec3& p) { return std::min(uncut.bone(p), uncut.ligament(p)); };
  const double a = units::Rad(units::Deg(aside_deg)).value;
  const Vec3 ray = std::sin(a) * plane.right + std::cos(a) * plane.down;
  const auto met = wayTo(wall, plane.origin, ray, kReach_mm);
  if (!met) return std::nullopt;
  const Vec3 face = plane.origin + *met * ray;
  if (std::abs(plane.project(face).x) > kRecess_mm || uncut.ligament(face) > kOnIt_mm)
    return std::nullopt;
  Vec3 inward(0.0);
  for (const Vec3& axis : {plane.right, plane.down, plane.normal()}) {
    const Vec3 step = kSlope_mm * axis;
    inward += (uncut.ligament(face - step) - uncut.ligament(face + step)) * axis;
  }
  inward = glm::normalize(inward);
  const Vec3 aside = glm::normalize(glm::cross(plane.normal(), inward));
  Caliper best{face, {}, kReach_mm};
  for (int n = -kLeans; n <= kLeans; ++n) {
    const double lean = units::Rad(units::Deg(n * kLean_deg)).value;
    const Vec3 way = std::cos(lean) * inward + std::sin(lean) * aside;
    if (const double span = through_mm(uncut, face, way); span < best.span_mm)
      best = {face, way, span};
  }
  return best;
}

/// What is left of the ligament between a caliper's ends, and of what has drifted out of them.
double left_mm(const tissue::Body& body, const Caliper& c) {
  constexpr double kStep_mm = 0.2, kDrift_mm = 2.0;
  double left = 0.0;
  for (double at = 0.5 * kStep_mm; at < c.span_mm + kDrift_mm; at += kStep_mm) {
    const double d = body.ligament(c.from + at * c.across);
    if (at > c.span_mm && d >= 0.0) break;
    const double inside = std::clamp(0.5 - d / kStep_mm, 0.0, 1.0);
    left += kStep_mm * inside;
  }
  return left;
}

/// One half of the ligament under its calipers.
struct Thickness {
  double thickest_mm = 0.0, mean_mm = 0.0, middle_mm = 0.0;
};

/// \param side  0 = left, 1 = right
Thickness thicknessOf(const tissue::Body& body, const tissue::Body& uncut,
                      const math::PlaneFrame& plane, std::size_t side) {
  constexpr int kCalipers = 24;
  constexpr double kFirst_deg = 6.0, kLast_deg = 110.0;
  constexpr double kMiddleFrom = 0.25, kMiddleTo = 0.75;  // of the face's length
  struct Read {
    std::optional<Caliper> caliper;
    double left_mm = 0.0;
  };
  std::array<Read, kCalipers> reads;
  oneapi::tbb::parallel_for(0, kCalipers, [&](int n) {
    const double aside = std::lerp(kFirst_deg, kLast_deg, n / (kCalipers - 1.0));
    Read& r = reads[static_cast<std::size_t>(n)];
    r.caliper = caliperAt(uncut, plane, side == 0 ? aside : -aside);
    if (r.caliper) r.left_mm = left_mm(body, *r.caliper);
  });
  // along the face, each reading for the stretch to the one before it
  struct Stretch {
    double at_mm, length_mm, thickness_mm;
  };
  std::vector<Stretch> stretches;
  Thickness t;
  const Read* before = nullptr;
  double along = 0.0;
  for (const Read& r : reads) {
    if (!r.caliper) continue;
    t.thickest_mm = std::max(t.thickest_mm, r.left_mm);
    if (before) {
      const double length = glm::length(r.caliper->from - before->caliper->from);
      stretches.push_back({along + 0.5 * length, length, 0.5 * (before->left_mm + r.left_mm)});
      along += length;
    }
    before = &r;
  }
  double middleLength = 0.0;
  for (const Stretch& s : stretches) {
    t.mean_mm += s.length_mm * s.thickness_mm / along;
    if (s.at_mm < kMiddleFrom * along || s.at_mm > kMiddleTo * along) continue;
    t.middle_mm += s.length_mm * s.thickness_mm;
    middleLength += s.length_mm;
  }
  if (middleLength > 0.0) t.middle_mm /= middleLength;
  return t;
}

/// The same patient with nothing taken.
struct Uncut {
  tissue::Bases bases;
  tissue::LiveLevels whole;
  tissue::Body body;

  explicit Uncut(const tissue::Body& cut)
      : bases(cut.bases()),
        whole(tissue::wholeLevels(bases)),
        body(cut.spine(), bases, whole, cut.base().level(), cut.bend(), cut.severity()) {}
};

}  // namespace

SliceMeasure measureSlice(const tissue::Body& body, const Frames& frames, const Sac& sac,
                          const math::PlaneFrame& plane, SliceOutlines* outlines) {
  const math::SectionEdges edges = math::sectionOf(sacMesh(frames, sac), plane);
  SliceMeasure m;
  if (edges.empty()) return m;
  const Vec2 middle = math::centroid(edges);
  double left = middle.x, right = middle.x, back = middle.y;
  for (const math::SectionEdge& e : edges) {
    left = std::max(left, static_cast<double>(e[0].x));
    right = std::min(right, static_cast<double>(e[0].x));
    if (std::abs(static_cast<double>(e[0].x) - middle.x) < 1.0)
      back = std::max(back, static_cast<double>(e[0].y));
  }
  m.sacArea_mm2 = math::area_mm2(edges);
  m.sacAp_mm = math::chordDown_mm(edges, middle.x);
  m.sacWidth_mm = left - right;
  m.sacPerimeter_mm = math::perimeter_mm(edges);
  m.sacConvexPerimeter_mm = math::convexPerimeter_mm(edges);
  const Uncut uncut(body);
  const std::vector<Vec2> canal = canalAround(body, uncut.body, plane, middle);
  m.canalArea_mm2 = area_mm2(canal);
  m.flavumArea_mm2 = flavumArea_mm2(body, plane);
  for (std::size_t side = 0; side < 2; ++side) {
    const Thickness t = thicknessOf(body, uncut.body, plane, side);
    m.flavumThickness_mm[side] = t.thickest_mm;
    m.flavumMean_mm[side] = t.mean_mm;
  }
  // behind the sac, just beside the cleft between the ligament's halves
  constexpr double kDeepest_mm = 12.0, kBesideCleft_mm = 0.6;
  const auto behind = [&](const Vec3& p) { return std::min(body.bone(p), body.ligament(p)); };
  const Vec3 from = plane.at({middle.x + kBesideCleft_mm, back});
  m.fatDepth_mm = wayTo(behind, from, plane.down, kDeepest_mm).value_or(kDeepest_mm);
  if (outlines) *outlines = {edges, canal};
  return m;
}

math::PlaneFrame axialPlane(const anatomy::Spine& spine, const anatomy::Bend& bend,
                            anatomy::Level level, double offset_mm) {
  const anatomy::LevelLandmarks& at = spine.landmarks(level);
  const double between = static_cast<double>(level) + 0.5;
  const math::Mat3& segment = spine.segment(level).materialFromSegment.rotation;
  const Vec3 up = glm::normalize(bend.rotate(segment[2], between));
  const Vec3 aside = bend.rotate(segment[0], between);
  const Vec3 left = glm::normalize(aside - glm::dot(aside, up) * up);
  const Vec3 disc = bend.apply(at.discCentre, {between, 0.0});
  const Vec3 canal = bend.apply(at.canalCentre, {between, 0.0});
  return {canal + (glm::dot(disc - canal, up) + offset_mm) * up, left, glm::cross(up, left)};
}

std::array<double, 2> midFlavumThickness_mm(const tissue::Body& body) {
  // between the disc's height and the joint's
  constexpr int kSections = 3;
  const anatomy::Spine& spine = body.spine();
  const anatomy::Level level = body.base().level();
  const double joint =
      (spine.segment(level).segmentFromMaterial * spine.landmarks(level).facetJoint[0]).z;
  const Uncut uncut(body);
  std::array<double, 2> sum{};
  for (int n = 0; n < kSections; ++n) {
    const math::PlaneFrame plane =
        axialPlane(spine, body.bend(), level, joint * n / (kSections - 1));
    for (std::size_t side = 0; side < 2; ++side)
      sum[side] += thicknessOf(body, uncut.body, plane, side).middle_mm / kSections;
  }
  return sum;
}

}  // namespace unkink::thecal_sac
