// A plain canal for the sac's tests: straight, bony walls, a ligament behind and a disc in front.
#pragma once

#include "math/sdf.hpp"
#include "thecal_sac/polygon.hpp"
#include "thecal_sac/sac.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace unkink::thecal_sac::stand_in {

inline constexpr int kStations = 121;
inline constexpr double kSpacing_mm = 1.5;
inline constexpr int kMiddle = 60;  // the station at z = 0
inline constexpr double kHalfWidth_mm = 8.2, kHalfDepth_mm = 5.9;
inline constexpr StationRange kRange{40, 81};

inline Frames frames() {
  Frames all;
  for (int s = 0; s < kStations; ++s) {
    SectionFrame f;
    f.centre = {0.0, 0.0, (kMiddle - s) * kSpacing_mm};
    f.arc_mm = s * kSpacing_mm;
    f.healthy = {kHalfWidth_mm, kHalfDepth_mm, 0.0};
    all.push_back(f);
  }
  return all;
}

/// How far walls come in at z = 0; mm.
struct Disease {
  double ligament_mm = 0.0;  // both halves
  double disc_mm = 0.0;
  double leftOnly_mm = 0.0;  // more ligament on the left
};

inline Clearance canal(const Disease& d) {
  return [d](const math::Vec3& p) {
    using namespace math::sdf;
    const double bone = -roundedBox({p.x, p.y, 0.0}, {11.5, 8.0, 1e3}, 4.0);
    const double half[] = {d.ligament_mm + d.leftOnly_mm, d.ligament_mm};
    double tissue = 1e3;
    for (const int i : {0, 1}) {
      const math::Vec3 at((i == 0 ? 1.0 : -1.0) * 4.5, 8.7, 0.0);
      tissue = std::min(tissue, ellipsoid(p - at, {7.5, 1.4 + 1.5 * half[i], 11.0}));
    }
    const double disc = ellipsoid(p - math::Vec3(0, -12.7, 0), {18.0, 5.7 + 1.5 * d.disc_mm, 7.0});
    return std::min({bone, tissue, disc});
  };
}

inline FreeSpace space(const Disease& d, bool standing = false) {
  FreeSpace space;
  space.key = 1;
  space.standing = standing;
  space.frames = frames();
  space.wall_mm = freeRadii(space.frames, std::array{kRange}, std::array{canal(d)});
  space.rest_mm = restingPlaces(space.frames, space.wall_mm, standing);
  return space;
}

inline Sac resting(const FreeSpace& space) { return sacAt(space.rest_mm); }
inline double area(const Sac& sac, int station) { return area_mm2(outline(sac.section(station))); }

inline double restingArea_mm2(const Disease& d, int station = kMiddle, bool standing = false) {
  return area(resting(space(d, standing)), station);
}

}  // namespace unkink::thecal_sac::stand_in
