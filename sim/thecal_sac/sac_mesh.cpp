// The dura's surface and the gap behind it.
#include "thecal_sac/sac_mesh.hpp"

#include "math/sdf.hpp"
#include "thecal_sac/polygon.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>

namespace unkink::thecal_sac {
namespace {

constexpr double kOpenTo_deg = 45.0;  // the dorsal epidural space is fully open to this angle

using math::Vec3;

/// The dura as a grid of points, stations by spokes.
struct Grid {
  int stations = 0;
  std::vector<Vec3> points;

  const Vec3& at(int s, int k) const {
    return points[static_cast<std::size_t>(s * kSpokes + (k + kSpokes) % kSpokes)];
  }
  /// Outward unit normal by central differences.
  Vec3 normal(int s, int k) const {
    const Vec3 around = at(s, k + 1) - at(s, k - 1);
    const Vec3 down = at(std::min(s + 1, stations - 1), k) - at(std::max(s - 1, 0), k);
    return glm::normalize(glm::cross(down, around));
  }
};

Grid gridOf(const Frames& frames, const Sac& sac) {
  Grid grid{sac.stations, {}};
  grid.points.reserve(sac.place_mm.size());
  for (int s = 0; s < sac.stations; ++s)
    for (int k = 0; k < kSpokes; ++k)
      grid.points.push_back(
          frames[static_cast<std::size_t>(s)].point(math::Vec2(sac.section(s)[k])));
  return grid;
}

math::Vertex vertex(const Vec3& position, const Vec3& normal) {
  return {math::Vec3f(position), math::Vec3f(normal), 0.0f, 0.0f};
}

void addWall(const Grid& grid, math::Mesh& mesh) {
  for (int s = 0; s < grid.stations; ++s)
    for (int k = 0; k < kSpokes; ++k)
      mesh.vertices.push_back(vertex(grid.at(s, k), grid.normal(s, k)));
  const auto index = [](int s, int k) {
    return static_cast<std::uint32_t>(s * kSpokes + k % kSpokes);
  };
  for (int s = 0; s + 1 < grid.stations; ++s)
    for (int k = 0; k < kSpokes; ++k)
      for (const std::uint32_t i : {index(s, k), index(s + 1, k), index(s, k + 1), index(s, k + 1),
                                    index(s + 1, k), index(s + 1, k + 1)})
        mesh.indices.push_back(i);
}

/// Closes one end with a fan about the station's centre.
void addCap(const Grid& grid, const SectionFrame& frame, int station, bool top, math::Mesh& mesh) {
  const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
  const Vec3 normal = top ? frame.up : -frame.up;
  mesh.vertices.push_back(vertex(frame.centre, normal));
  for (int k = 0; k < kSpokes; ++k) mesh.vertices.push_back(vertex(grid.at(station, k), normal));
  for (std::uint32_t k = 0; k < kSpokes; ++k) {
    const std::uint32_t a = first + 1 + k, b = first + 1 + (k + 1) % kSpokes;
    for (const std::uint32_t i : {first, top ? a : b, top ? b : a}) mesh.indices.push_back(i);
  }
}

/// A place between two neighbours around a ring.
struct Angle {
  int from = 0;
  double t = 0.0;
};

/// \param fromDorsal_deg  positive towards the left
/// \param first  0 between spokes, 0.5 between a healthy ring's vertices
Angle angleAt(double fromDorsal_deg, double first) {
  const double at = (90.0 - fromDorsal_deg) / (360.0 / kSpokes) + kSpokes - first;
  const double whole = std::floor(at);
  return {static_cast<int>(whole) % kSpokes, at - whole};
}

double cornerAngle_deg(int corner) {
  return kGapHalfSpan_deg * (2.0 * corner / static_cast<double>(kGapCells) - 1.0);
}

/// The wall behind the sac where it truly is: without its step back, and healthy where none was
/// looked for.
float trueWall_mm(const FreeSpace& space, int station, int spoke) {
  const float wall = space.wall(station, spoke);
  if (wall < kNoWall_mm)
    return space.setBack_mm.empty() ? wall
                                    : wall - space.setBack_mm[static_cast<std::size_t>(station)];
  return space.healthyWall_mm
             ? (*space.healthyWall_mm)[static_cast<std::size_t>(station * kSpokes + spoke)]
             : kNoWall_mm;
}

/// Room between dura and wall at a station; a healthy width where no wall is known.
double gapAt(const FreeSpace& space, const Radii& sac, int station, const Angle& angle) {
  constexpr double kUnseen_mm = 2.0, kMost_mm = 6.0;
  const int next = (angle.from + 1) % kSpokes;
  const auto gap = [&](int k) {
    const float wall = trueWall_mm(space, station, k);
    if (wall >= kNoWall_mm) return kUnseen_mm;
    return std::clamp(static_cast<double>(wall) - sac[static_cast<std::size_t>(k)], 0.0, kMost_mm);
  };
  return std::lerp(gap(angle.from), gap(next), angle.t);
}

/// A cell of the gap: where its middle is, and how far it is open.
struct GapCell {
  Angle middle;
  double open = 0.0;
};

const std::array<GapCell, kGapCells>& gapCells() {
  static const auto made = [] {
    std::array<GapCell, kGapCells> cells;
    for (int c = 0; c < kGapCells; ++c) {
      const double angle_deg = 0.5 * (cornerAngle_deg(c) + cornerAngle_deg(c + 1));
      // towards the sides the roots and their sleeves bound the dorsal space
      cells[static_cast<std::size_t>(c)] = {
          angleAt(angle_deg, 0.0),
          1.0 - math::sdf::smoothStep(kOpenTo_deg, kGapHalfSpan_deg, std::abs(angle_deg))};
    }
    return cells;
  }();
  return made;
}

/// What the row of cells holds at an angle, between the cells' middles; nothing beyond the span.
float valueAt(std::span<const float> cells, int row, double angle_deg) {
  const double at = 0.5 * (angle_deg / kGapHalfSpan_deg + 1.0) * kGapCells - 0.5;
  const double whole = std::floor(at);
  const auto cell = [&](int c) {
    return c < 0 || c >= kGapCells ? 0.0f : cells[static_cast<std::size_t>(row * kGapCells + c)];
  };
  const auto c = static_cast<int>(whole);
  return std::lerp(cell(c), cell(c + 1), static_cast<float>(at - whole));
}

void addCorners(const Grid& grid, DorsalGap& gap) {
  for (int s = 0; s < grid.stations; ++s)
    for (int c = 0; c <= kGapCells; ++c) {
      const Angle a = angleAt(cornerAngle_deg(c), 0.5);
      const Vec3 position = glm::mix(grid.at(s, a.from), grid.at(s, a.from + 1), a.t);
      const Vec3 normal = glm::mix(grid.normal(s, a.from), grid.normal(s, a.from + 1), a.t);
      gap.corners.push_back(vertex(position, glm::normalize(normal)));
    }
}

}  // namespace

math::Mesh sacMesh(const Frames& frames, const Sac& sac) {
  const Grid grid = gridOf(frames, sac);
  math::Mesh mesh;
  mesh.vertices.reserve(grid.points.size() + 2 * (kSpokes + 1));
  mesh.indices.reserve(6 * grid.points.size());
  addWall(grid, mesh);
  addCap(grid, frames.front(), 0, true, mesh);
  addCap(grid, frames.back(), grid.stations - 1, false, mesh);
  return mesh;
}

std::vector<float> dorsalGapWidths_mm(const FreeSpace& space, const Sac& sac) {
  std::vector<float> gap_mm;
  gap_mm.reserve(static_cast<std::size_t>((sac.stations - 1) * kGapCells));
  Radii above{}, below = spokeRadii(outline(sac.section(0)));
  for (int s = 0; s + 1 < sac.stations; ++s) {
    above = below;
    below = spokeRadii(outline(sac.section(s + 1)));
    for (const GapCell& cell : gapCells())
      gap_mm.push_back(static_cast<float>(
          cell.open * 0.5 *
          (gapAt(space, above, s, cell.middle) + gapAt(space, below, s + 1, cell.middle))));
  }
  return gap_mm;
}

DorsalGap dorsalGap(const FreeSpace& space, const Sac& sac) {
  DorsalGap gap;
  gap.rows = sac.stations - 1;
  gap.gap_mm = dorsalGapWidths_mm(space, sac);
  addCorners(gridOf(space.frames, sac), gap);
  return gap;
}

void fill(FreeSpace& space, std::span<const float> room_mm, std::uint64_t filling) {
  if (space.filling == filling) return;
  space.filling = filling;
  space.rest_mm.clear();
  space.filled_mm.clear();
  if (filling == 0) return;
  const auto stations = static_cast<int>(space.frames.size());
  assert(room_mm.size() == static_cast<std::size_t>((stations - 1) * kGapCells));
  space.filled_mm.assign(static_cast<std::size_t>(stations * kSpokes), 0.0f);
  for (int s = 1; s + 1 < stations; ++s)
    for (int k = 0; k < kSpokes; ++k) {
      const double angle_deg = std::remainder(90.0 - 360.0 / kSpokes * k, 360.0);
      space.filled_mm[static_cast<std::size_t>(s * kSpokes + k)] =
          0.5f * (valueAt(room_mm, s - 1, angle_deg) + valueAt(room_mm, s, angle_deg));
    }
}

std::vector<double> gapCellWidths_mm(const Frames& frames) {
  const auto arc = [](const SectionFrame& frame) {
    double sum = 0.0;
    const auto corner = [&](int c) {
      const double a = cornerAngle_deg(c) * std::numbers::pi / 180.0;
      const math::Vec2 direction(std::sin(a), std::cos(a));
      return frame.healthy.radius_mm(direction) * direction;
    };
    for (int c = 0; c < kGapCells; ++c) sum += glm::length(corner(c + 1) - corner(c));
    return sum / kGapCells;
  };
  std::vector<double> widths;
  for (std::size_t s = 0; s + 1 < frames.size(); ++s)
    widths.push_back(0.5 * (arc(frames[s]) + arc(frames[s + 1])));
  return widths;
}

}  // namespace unkink::thecal_sac
