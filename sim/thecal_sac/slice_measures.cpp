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

struct Flavum {
  std::array<double, 2> area_mm2{}, depth_mm{};
};

/// The ligament's halves in a plane, by a raster.
Flavum flavumIn(const tissue::Body& body, const math::PlaneFrame& plane, const Vec2& middle) {
  constexpr double kStep_mm = 0.4, kAside_mm = 16.0, kBefore_mm = 12.0, kBehind_mm = 24.0;
  constexpr int kRows = static_cast<int>((kBefore_mm + kBehind_mm) / kStep_mm);
  std::array<Flavum, kRows> rows;
  oneapi::tbb::parallel_for(0, kRows, [&](int row) {
    Flavum& f = rows[static_cast<std::size_t>(row)];
    for (double x = -kAside_mm; x <= kAside_mm;) {
      const Vec2 q = middle + Vec2(x, kStep_mm * (row + 0.5) - kBefore_mm);
      const double d = body.ligament(plane.at(q));
      // far outside the next places are, too
      const double steps = std::max(1.0, std::floor(0.25 * d / kStep_mm));
      const std::size_t side = q.x > 0.0 ? 0 : 1;
      f.area_mm2[side] += kStep_mm * kStep_mm * std::clamp(0.5 - d / kStep_mm, 0.0, 1.0);
      f.depth_mm[side] = std::max(f.depth_mm[side], -d);
      x += steps * kStep_mm;
    }
  });
  Flavum sum;
  for (const Flavum& f : rows)
    for (std::size_t side = 0; side < 2; ++side) {
      sum.area_mm2[side] += f.area_mm2[side];
      sum.depth_mm[side] = std::max(sum.depth_mm[side], f.depth_mm[side]);
    }
  return sum;
}

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
  const tissue::Bases bases = body.bases();
  const tissue::LiveLevels whole = tissue::wholeLevels(bases);
  const tissue::Body uncut(body.spine(), bases, whole, body.base().level(), body.bend(),
                           body.severity());
  const std::vector<Vec2> canal = canalAround(body, uncut, plane, middle);
  m.canalArea_mm2 = area_mm2(canal);
  const Flavum flavum = flavumIn(body, plane, middle);
  m.flavumArea_mm2 = flavum.area_mm2;
  for (std::size_t side = 0; side < 2; ++side)
    m.flavumThickness_mm[side] = 2.0 * flavum.depth_mm[side];
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
  // as in the tables of the anatomy: between the disc's height and the joint's, seven sections
  constexpr int kSections = 7;
  const anatomy::Spine& spine = body.spine();
  const anatomy::Level level = body.base().level();
  const double joint =
      (spine.segment(level).segmentFromMaterial * spine.landmarks(level).facetJoint[0]).z;
  std::array<double, 2> sum{};
  for (int n = 0; n < kSections; ++n) {
    const Flavum f = flavumIn(
        body, axialPlane(spine, body.bend(), level, joint * n / (kSections - 1)), Vec2(0.0, 6.0));
    for (std::size_t side = 0; side < 2; ++side) sum[side] += 2.0 * f.depth_mm[side] / kSections;
  }
  return sum;
}

}  // namespace unkink::thecal_sac
