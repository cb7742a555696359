// Veins laid beside the sac as it now is.
#include "thecal_sac/epidural_veins.hpp"

#include "math/hash.hpp"
#include "thecal_sac/polygon.hpp"
#include "units/angle.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace unkink::thecal_sac {
namespace {

using math::Vec3;

constexpr units::Deg kFromDorsal{75.0}, kWander{9.0};
constexpr double kWaveLength_mm = 38.0;            // about a segment's height
constexpr double kFromDura_mm = 1.3;               // where there is room
constexpr double kLeast_mm = 0.4, kWall_mm = 0.3;  // of the middle from dura and wall

/// Angle from dorsal at a station, positive.
double angle_rad(const SectionFrame& frame, anatomy::Side side, std::uint64_t seed) {
  math::Hash hash;
  hash.add(seed);
  hash.add(side);
  constexpr double kTurn = 2.0 * std::numbers::pi;
  const double phase = kTurn * static_cast<double>(hash.value() % 1024) / 1024.0;
  const double wave = std::sin(kTurn * frame.arc_mm / kWaveLength_mm + phase);
  return units::Rad(units::Deg(kFromDorsal.value + kWander.value * wave)).value;
}

Vec3 placeAt(const FreeSpace& space, const Sac& sac, int station, anatomy::Side side,
             std::uint64_t seed) {
  const SectionFrame& frame = space.frames[static_cast<std::size_t>(station)];
  const double a = angle_rad(frame, side, seed);
  const math::Vec2 out(anatomy::sign(side) * std::sin(a), std::cos(a));
  // at the nearest spoke, which is within four degrees
  const double spokes = std::atan2(out.y, out.x) / (2.0 * std::numbers::pi) * kSpokes;
  const int k = (static_cast<int>(std::lround(spokes)) + kSpokes) % kSpokes;
  const double dura = spokeRadii(outline(sac.section(station)))[static_cast<std::size_t>(k)];
  const double room = static_cast<double>(space.wall(station, k)) - dura - kWall_mm;
  const double beyond = std::clamp(room, kLeast_mm, kFromDura_mm);
  return frame.point((dura + beyond) * out);
}

}  // namespace

std::vector<Vec3> epiduralVein(const FreeSpace& space, const Sac& sac, anatomy::Side side,
                               std::uint64_t seed, StationRange range) {
  std::vector<Vec3> places;
  for (int s = range.first; s < range.last; ++s)
    places.push_back(placeAt(space, sac, s, side, seed));
  return places;
}

double distanceToVein_mm(const FreeSpace& space, const Sac& sac, std::uint64_t seed,
                         const Vec3& patient) {
  constexpr double kNear_mm = 6.0;
  double least = std::numeric_limits<double>::infinity();
  for (const anatomy::Side side : {anatomy::Side::kLeft, anatomy::Side::kRight}) {
    std::vector<Vec3> course;
    for (int s = 0; s < sac.stations; ++s) {
      const SectionFrame& frame = space.frames[static_cast<std::size_t>(s)];
      if (std::abs(glm::dot(patient - frame.centre, frame.up)) > kNear_mm) continue;
      course.push_back(placeAt(space, sac, s, side, seed));
    }
    for (std::size_t n = 1; n < course.size(); ++n) {
      const Vec3 along = course[n] - course[n - 1], from = patient - course[n - 1];
      const double t = std::clamp(glm::dot(from, along) / glm::dot(along, along), 0.0, 1.0);
      least = std::min(least, glm::length(from - t * along));
    }
  }
  return least;
}

}  // namespace unkink::thecal_sac
