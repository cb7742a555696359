// The shape in which the sac comes to rest: section by section, then along the canal.
#include "thecal_sac/polygon.hpp"
#include "thecal_sac/sac.hpp"

#include <algorithm>
#include <cmath>
#include <tbb/parallel_for.h>

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
  Values held;             // how far the wall here holds it back from `free`
  Values dent;             // the same with what the neighbours pull in
  double perimeter = 0.0;  // of the membrane
};

/// Curvature of the healthy outline along each spoke, against its greatest; hollows count as flat.
Values relativeCurvature(const Values& radius) {
  constexpr double kStep_rad = 6.283185307179586 / kSpokes;
  Values curvature;
  double most = 0.0;
  for (std::size_t k = 0; k < kSpokes; ++k) {
    const double r = radius[k], ahead = radius[(k + 1) % kSpokes],
                 behind = radius[(k + kSpokes - 1) % kSpokes];
    const double slope = (ahead - behind) / (2.0 * kStep_rad);
    const double bend = (ahead - 2.0 * r + behind) / (kStep_rad * kStep_rad);
    const double square = r * r + slope * slope;
    curvature[k] =
        std::max(0.0, (r * r + 2.0 * slope * slope - r * bend) / (square * std::sqrt(square)));
    most = std::max(most, curvature[k]);
  }
  for (double& c : curvature) c /= most;
  return curvature;
}

/// Brings walls in to where the membrane, which cannot turn sharply, still spans them.
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
double heldBack(double free, double wall, const Membrane& m) {
  const double stiffness = m.fatStiffness_mm;
  const double gap = wall - free;
  if (gap >= m.fatAtRest_mm) return 0.0;
  const double b = gap - m.fatCompressed_mm + stiffness;
  return 0.5 * (std::sqrt(b * b + 4.0 * stiffness * (m.fatAtRest_mm - gap)) - b);
}

/// The section's radii when its tension is so slack (0: as in health, 1: none).
Radii shapeAt(const Section& section, double slack, const Membrane& m) {
  Radii radii;
  for (std::size_t k = 0; k < kSpokes; ++k) {
    const double bulged = section.free[k] + slack * section.bulge[k];
    // the dent holds the slack membrane too, and bulging meets more of the wall
    const double met = heldBack(bulged, section.wall[k], m) - section.held[k];
    radii[k] = static_cast<float>(std::max(bulged - section.dent[k] - met, kLeastRadius_mm));
  }
  return radii;
}

/// Slackens the tension until the membrane is used up or no tension is left.
Radii restOf(const Section& section, const Membrane& membrane) {
  const Radii taut = shapeAt(section, 0.0, membrane);
  if (perimeter_mm(taut.data()) >= section.perimeter) return taut;
  Radii slackest = shapeAt(section, 1.0, membrane);
  if (perimeter_mm(slackest.data()) <= section.perimeter) return slackest;
  double lo = 0.0, hi = 1.0;
  for (int i = 0; i < 12; ++i) {
    const double mid = 0.5 * (lo + hi);
    const Radii radii = shapeAt(section, mid, membrane);
    (perimeter_mm(radii.data()) > section.perimeter ? hi : lo) = mid;
  }
  return shapeAt(section, lo, membrane);
}

bool wallNear(const float* walls) {
  return std::any_of(walls, walls + kSpokes, [](float w) { return w < kNoWall_mm; });
}

Section sectionOf(const SectionFrame& frame, const float* walls, double stretch,
                  const Membrane& membrane) {
  Section section;
  Radii free;
  for (std::size_t k = 0; k < kSpokes; ++k)
    section.free[k] = (1.0 + stretch) * frame.healthyRadius_mm(static_cast<int>(k));
  const Values curvature = relativeCurvature(section.free);
  for (std::size_t k = 0; k < kSpokes; ++k) {
    section.bulge[k] = membrane.slackBulge_mm * curvature[k];
    section.wall[k] = static_cast<double>(walls[k]);
    free[k] = static_cast<float>(section.free[k]);
  }
  section.perimeter = perimeter_mm(free.data());
  if (wallNear(walls)) spanWalls(section.free, section.wall);
  for (std::size_t k = 0; k < kSpokes; ++k)
    section.dent[k] = section.held[k] = heldBack(section.free[k], section.wall[k], membrane);
  return section;
}

/// What the dents of all sections pull in along the canal.
///
/// Model: a dent spreads as a parabola: the greatest of depth(t) - (s - t)^2 / (2 spread). So more
/// room at one place never narrows another.
std::vector<Values> spreadAlong(const Frames& frames, const std::vector<Section>& sections,
                                double spread_mm) {
  std::vector<Values> out(sections.size());
  for (std::size_t s = 0; s < sections.size(); ++s) out[s] = sections[s].dent;
  for (std::size_t t = 0; t < sections.size(); ++t) {
    const Values& dent = sections[t].dent;
    const double deepest = *std::max_element(dent.begin(), dent.end());
    if (deepest <= 0.0) continue;
    for (std::size_t s = 0; s < sections.size(); ++s) {
      const double d = frames[t].arc_mm - frames[s].arc_mm, less = d * d / (2.0 * spread_mm);
      if (less >= deepest) continue;
      for (std::size_t k = 0; k < kSpokes; ++k) out[s][k] = std::max(out[s][k], dent[k] - less);
    }
  }
  return out;
}

/// Takes over the spread dents, their ridges rounded, nowhere shallower than the wall demands.
void deepenDents(const std::vector<Values>& spread, std::vector<Section>& sections) {
  for (std::size_t s = 0; s < sections.size(); ++s) {
    const Values& above = spread[s > 0 ? s - 1 : s];
    const Values& below = spread[s + 1 < sections.size() ? s + 1 : s];
    for (std::size_t k = 0; k < kSpokes; ++k)
      sections[s].dent[k] =
          std::max(sections[s].dent[k], 0.25 * above[k] + 0.5 * spread[s][k] + 0.25 * below[k]);
  }
}

}  // namespace

std::vector<float> restingRadii(const Frames& frames, const std::vector<float>& wall_mm,
                                bool standing, const Membrane& membrane) {
  const double stretch = standing ? membrane.uprightStretch : 0.0;
  std::vector<Section> sections;
  sections.reserve(frames.size());
  for (std::size_t s = 0; s < frames.size(); ++s)
    sections.push_back(sectionOf(frames[s], wall_mm.data() + s * kSpokes, stretch, membrane));
  deepenDents(spreadAlong(frames, sections, membrane.spread_mm), sections);
  std::vector<float> radii(wall_mm.size());
  tbb::parallel_for(std::size_t{0}, sections.size(), [&](std::size_t s) {
    const Radii rest = restOf(sections[s], membrane);
    std::copy(rest.begin(), rest.end(), radii.data() + s * kSpokes);
  });
  return radii;
}

}  // namespace unkink::thecal_sac
