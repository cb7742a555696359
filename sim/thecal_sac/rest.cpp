// The shape in which the sac comes to rest: section by section, then along the canal.
#include "thecal_sac/polygon.hpp"
#include "thecal_sac/sac.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::thecal_sac {
namespace {

using Values = std::array<double, kSpokes>;

constexpr double kSteepestDent =
    0.8;  // round a section, mm per mm: the membrane spans sharper ones
constexpr double kLeastRadius_mm = 0.6;

/// One section with what its rest depends on; mm.
struct Section {
  Values free;             // where it would lie with the hoop tension of health
  Values bulge;            // how much further out without any
  Values wall;             // spanned walls
  double perimeter = 0.0;  // of the membrane
};

/// Curvature of the healthy ellipse along each spoke, against its greatest.
Values relativeCurvature(const SectionFrame& frame) {
  const double a = frame.halfWidth_mm, b = frame.halfDepth_mm;
  Values curvature;
  double most = 0.0;
  for (int k = 0; k < kSpokes; ++k) {
    const math::Vec2 p = frame.healthyRadius_mm(k) * spokeDirections()[static_cast<std::size_t>(k)];
    const double x = p.x * b / a, y = p.y * a / b;
    curvature[static_cast<std::size_t>(k)] = 1.0 / std::pow(x * x + y * y, 1.5);
    most = std::max(most, curvature[static_cast<std::size_t>(k)]);
  }
  for (double& c : curvature) c /= most;
  return curvature;
}

/// Fills the walls' dents up to what the membrane can follow.
void spanWalls(const Values& free, Values& wall) {
  constexpr double kStep_rad = 6.283185307179586 / kSpokes;
  const auto limit = [&](std::size_t k, std::size_t from) {
    const double step = kSteepestDent * kStep_rad * free[k];
    wall[k] = std::min(wall[k], free[k] + (wall[from] - free[from]) + step);
  };
  for (std::size_t i = 0; i < 2 * kSpokes; ++i) limit((i + 1) % kSpokes, i % kSpokes);
  for (std::size_t i = 2 * kSpokes; i > 0; --i) limit((i - 1) % kSpokes, i % kSpokes);
}

/// How far the fat before a wall holds back a sac that would lie at `free`, mm.
///
/// Model: x (g - b) = s (a - g) with g = wall - free + x left of the fat.
double heldBack(double free, double wall, double stiffness, const Membrane& m) {
  const double gap = wall - free;
  if (gap >= m.fatAtRest_mm) return 0.0;
  const double b = gap - m.fatCompressed_mm + stiffness;
  return 0.5 * (std::sqrt(b * b + 4.0 * stiffness * (m.fatAtRest_mm - gap)) - b);
}

/// The section's radii when its tension is so slack (0: as in health, 1: none).
Radii shapeAt(const Section& section, double slack, double stiffness, const Membrane& membrane) {
  Radii radii;
  for (std::size_t k = 0; k < kSpokes; ++k) {
    const double free = section.free[k] + slack * section.bulge[k];
    const double radius = free - heldBack(free, section.wall[k], stiffness, membrane);
    radii[k] = static_cast<float>(std::max(radius, kLeastRadius_mm));
  }
  return radii;
}

/// Slackens the tension until the membrane is used up or no tension is left.
Radii restOf(const Section& section, double stiffness, const Membrane& membrane) {
  const Radii taut = shapeAt(section, 0.0, stiffness, membrane);
  if (perimeter_mm(taut.data()) >= section.perimeter) return taut;
  Radii slackest = shapeAt(section, 1.0, stiffness, membrane);
  if (perimeter_mm(slackest.data()) <= section.perimeter) return slackest;
  double lo = 0.0, hi = 1.0;
  for (int i = 0; i < 14; ++i) {
    const double mid = 0.5 * (lo + hi);
    const Radii radii = shapeAt(section, mid, stiffness, membrane);
    (perimeter_mm(radii.data()) > section.perimeter ? hi : lo) = mid;
  }
  return shapeAt(section, lo, stiffness, membrane);
}

Section sectionOf(const SectionFrame& frame, const float* walls, double stretch,
                  const Membrane& membrane) {
  Section section;
  const Values curvature = relativeCurvature(frame);
  Radii free;
  for (std::size_t k = 0; k < kSpokes; ++k) {
    section.free[k] = (1.0 + stretch) * frame.healthyRadius_mm(static_cast<int>(k));
    section.bulge[k] = membrane.slackBulge_mm * curvature[k];
    section.wall[k] = static_cast<double>(walls[k]);
    free[k] = static_cast<float>(section.free[k]);
  }
  section.perimeter = perimeter_mm(free.data());
  spanWalls(section.free, section.wall);
  return section;
}

bool nothingNear(const float* walls) {
  return std::all_of(walls, walls + kSpokes, [](float w) { return w >= kNoWall_mm; });
}

/// Depth of the dent at each place, and what its neighbours along the canal pull in.
///
/// Model: a dent spreads as a parabola: the greatest of depth(t) - (s - t)^2 / (2 spread). So more
/// room at one place never narrows another.
std::vector<double> spreadAlong(const Frames& frames, const std::vector<double>& depth,
                                double spread_mm) {
  constexpr double kDeepest_mm = 4.0;
  const double reach = std::sqrt(2.0 * spread_mm * kDeepest_mm);
  const int n = static_cast<int>(frames.size());
  std::vector<double> out = depth;
  for (int s = 0; s < n; ++s)
    for (int t = 0; t < n; ++t) {
      const double d =
          frames[static_cast<std::size_t>(t)].arc_mm - frames[static_cast<std::size_t>(s)].arc_mm;
      if (t == s || std::abs(d) > reach) continue;
      const double less = d * d / (2.0 * spread_mm);
      const double* from = depth.data() + static_cast<std::size_t>(t) * kSpokes;
      double* to = out.data() + static_cast<std::size_t>(s) * kSpokes;
      for (std::size_t k = 0; k < kSpokes; ++k) to[k] = std::max(to[k], from[k] - less);
    }
  return out;
}

/// Rounds the ridges between two dents.
std::vector<double> smoothAlong(const std::vector<double>& depth) {
  std::vector<double> out = depth;
  for (std::size_t i = kSpokes; i + kSpokes < depth.size(); ++i)
    out[i] = 0.25 * depth[i - kSpokes] + 0.5 * depth[i] + 0.25 * depth[i + kSpokes];
  return out;
}

}  // namespace

std::vector<float> restingRadii(const Frames& frames, const std::vector<float>& wall_mm,
                                bool standing, const Membrane& membrane) {
  const double stretch = standing ? membrane.uprightStretch : 0.0;
  std::vector<double> free(wall_mm.size()), depth(wall_mm.size(), 0.0);
  for (std::size_t s = 0; s < frames.size(); ++s) {
    const float* walls = wall_mm.data() + s * kSpokes;
    const Section section = sectionOf(frames[s], walls, stretch, membrane);
    std::copy(section.free.begin(), section.free.end(), free.begin() + s * kSpokes);
    if (nothingNear(walls)) continue;
    const Radii rest = restOf(section, membrane.fatStiffness_mm, membrane);
    for (std::size_t k = 0; k < kSpokes; ++k)
      depth[s * kSpokes + k] = section.free[k] - static_cast<double>(rest[k]);
  }
  depth = smoothAlong(spreadAlong(frames, depth, membrane.spread_mm));
  std::vector<float> radii(wall_mm.size());
  for (std::size_t i = 0; i < radii.size(); ++i) {
    const double least = static_cast<double>(wall_mm[i]) - membrane.fatCompressed_mm;
    radii[i] = static_cast<float>(std::max(std::min(free[i] - depth[i], least), kLeastRadius_mm));
  }
  return radii;
}

}  // namespace unkink::thecal_sac
