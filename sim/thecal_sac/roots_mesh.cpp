// The end of the cord and the roots of the cauda equina, as tubes that follow the sac.
#include "thecal_sac/polygon.hpp"
#include "thecal_sac/sac_mesh.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace unkink::thecal_sac {
namespace {

using anatomy::Level;
using math::Vec3;

constexpr int kSides = 6;
constexpr int kSacral = anatomy::kLevelCount + 1;  // runs to the end of the sac

/// A place within a section: direction (0 = at the side, 90 = dorsal mid-line) and share of the way
/// from its middle to the dura.
struct Place {
  double fromLateral_deg, share;
};

/// One pair of roots (or of their halves): where it leaves and where it lies.
struct RootPair {
  int leavesBelow;  // vertebra; kSacral: goes on to the sac's end
  double radius_mm;
  Place roomy;    // in a U: the next to leave outermost at the sides, the sacral ones behind
  Place crowded;  // all over the section
};
constexpr std::array<RootPair, 12> kPairs{{{1, 0.55, {-6, 0.88}, {-15, 0.90}},
                                           {2, 0.65, {4, 0.84}, {-33, 0.88}},
                                           {2, 0.55, {-14, 0.76}, {-48, 0.55}},
                                           {3, 0.70, {16, 0.86}, {-75, 0.45}},
                                           {3, 0.60, {6, 0.62}, {-5, 0.60}},
                                           {4, 0.80, {30, 0.86}, {12, 0.86}},
                                           {4, 0.70, {24, 0.58}, {-18, 0.84}},
                                           {5, 0.80, {46, 0.86}, {42, 0.84}},
                                           {5, 0.70, {47, 0.55}, {-48, 0.74}},
                                           {kSacral, 0.65, {64, 0.84}, {68, 0.72}},
                                           {kSacral, 0.55, {72, 0.58}, {20, 0.42}},
                                           {kSacral, 0.45, {80, 0.86}, {-45, 0.34}}}};
constexpr double kRoomyArea_mm2 = 130.0, kCrowdedArea_mm2 = 75.0;
constexpr double kFanOut_mm = 30.0;  // below the conus until a root has found its place
constexpr double kDura_mm = 0.3;
constexpr double kConusRadius_mm = 3.2, kConusTaper_mm = 28.0;

struct TubePoint {
  Vec3 centre;
  double radius_mm;
};
using Tube = std::vector<TubePoint>;

/// A closed tube around a line, rings carried along without twist.
void addTube(const Tube& tube, math::Mesh& mesh) {
  if (tube.size() < 2) return;
  const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
  const auto rings = static_cast<std::uint32_t>(tube.size());
  Vec3 side(1, 0, 0);
  const auto push = [&](const Vec3& p, const Vec3& n) {
    mesh.vertices.push_back({math::Vec3f(p), math::Vec3f(n), 0.0f, 0.0f});
  };
  for (std::size_t i = 0; i < tube.size(); ++i) {
    const Vec3 along = glm::normalize(tube[std::min(i + 1, tube.size() - 1)].centre -
                                      tube[i > 0 ? i - 1 : 0].centre);
    side = glm::normalize(side - glm::dot(side, along) * along);
    const Vec3 other = glm::cross(along, side);
    for (int j = 0; j < kSides; ++j) {
      const double a = 2.0 * std::numbers::pi * j / kSides;
      const Vec3 n = std::cos(a) * side + std::sin(a) * other;
      push(tube[i].centre + tube[i].radius_mm * n, n);
    }
  }
  const auto ring = [&](std::uint32_t i, std::uint32_t j) {
    return first + i * kSides + j % kSides;
  };
  const auto add = [&](std::initializer_list<std::uint32_t> t) {
    mesh.indices.insert(mesh.indices.end(), t);
  };
  for (std::uint32_t i = 0; i + 1 < rings; ++i)
    for (std::uint32_t j = 0; j < kSides; ++j)
      add({ring(i, j), ring(i, j + 1), ring(i + 1, j), ring(i, j + 1), ring(i + 1, j + 1),
           ring(i + 1, j)});
  for (std::uint32_t j = 1; j + 1 < kSides; ++j) {
    add({ring(0, 0), ring(0, j + 1), ring(0, j)});
    add({ring(rings - 1, 0), ring(rings - 1, j), ring(rings - 1, j + 1)});
  }
}

/// One section as the roots see it.
struct Room {
  Outline outline;
  math::Vec2 middle;
  double crowding;  // 0 .. 1
};

/// What the roots are laid out by.
struct Canal {
  const tissue::Body& body;
  const Frames& frames;
  std::vector<Room> rooms;
  double conus_mm;  // arc of the cord's end

  const SectionFrame& frame(int s) const { return frames[static_cast<std::size_t>(s)]; }
};

std::vector<Room> roomsOf(const Sac& sac) {
  std::vector<Room> rooms;
  for (int s = 0; s < sac.stations; ++s) {
    const Outline points = outline(sac.section(s));
    const double crowding =
        (kRoomyArea_mm2 - area_mm2(sac.section(s))) / (kRoomyArea_mm2 - kCrowdedArea_mm2);
    rooms.push_back({points, centroid(points), std::clamp(crowding, 0.0, 1.0)});
  }
  return rooms;
}

int stationAtHeight(const anatomy::Spine& spine, double z_mm) {
  const auto& canal = spine.canal();
  for (std::size_t s = 0; s < canal.size(); ++s)
    if (canal[s].centre.z <= z_mm) return static_cast<int>(s);
  return static_cast<int>(canal.size()) - 1;
}

/// Where a place lies in the section's plane. \param side  +1 left, -1 right
math::Vec2 inPlane(const Room& room, const Place& place, double side, double radius_mm) {
  const double angle = side > 0.0 ? place.fromLateral_deg : 180.0 - place.fromLateral_deg;
  const double spoke = angle / (360.0 / kSpokes) + kSpokes, whole = std::floor(spoke);
  const auto k = static_cast<std::size_t>(whole);
  const math::Vec2 dura =
      glm::mix(room.outline[k % kSpokes], room.outline[(k + 1) % kSpokes], spoke - whole);
  const math::Vec2 out = dura - room.middle;
  const double length = glm::length(out);
  const double free = std::max(0.0, length - radius_mm - kDura_mm) / std::max(length, 1e-6);
  return room.middle + place.share * free * out;
}

Vec3 placeInSection(const Canal& canal, int station, const RootPair& pair, double side) {
  const SectionFrame& frame = canal.frame(station);
  const Room& room = canal.rooms[static_cast<std::size_t>(station)];
  const math::Vec2 place =
      glm::mix(inPlane(room, pair.roomy, side, pair.radius_mm),
               inPlane(room, pair.crowded, side, pair.radius_mm), room.crowding);
  // roots come from the cord's end and spread out to their place
  const double t = std::clamp((frame.arc_mm - canal.conus_mm) / kFanOut_mm, 0.0, 1.0);
  const math::Vec2 p = glm::mix(room.middle, place, 0.15 + 0.85 * t * (2.0 - t));
  return frame.centre + p.x * frame.left + p.y * frame.dorsal;
}

Vec3 bent(const tissue::Body& body, const Vec3& material) {
  return body.bend().apply(material, body.spine().tieByHeight(material));
}

/// Material centre of a vertebra's pedicle.
Vec3 pedicle(const anatomy::Spine& spine, int vertebra, std::size_t side) {
  if (vertebra < anatomy::kLevelCount)
    return spine.landmarks(static_cast<Level>(vertebra)).upperPedicle[side];
  return spine.landmarks(Level::kL5S1).lowerPedicle[side];
}

/// From the sac's side round below the pedicle and out.
void addExit(const Canal& canal, const RootPair& pair, std::size_t side, Tube& tube) {
  const double s = side == 0 ? 1.0 : -1.0;
  const Vec3 p = pedicle(canal.body.spine(), pair.leavesBelow, side);
  const double r = 1.5 * pair.radius_mm;
  tube.push_back({bent(canal.body, p + Vec3(-s * 6.0, 0.0, -4.0)), r});
  tube.push_back({bent(canal.body, p + Vec3(-s * 2.0, -0.5, -8.5)), 1.3 * r});
  tube.push_back({bent(canal.body, p + Vec3(s * 3.0, -2.5, -12.5)), 1.6 * r});
  tube.push_back({bent(canal.body, p + Vec3(s * 9.0, -5.5, -17.0)), 1.2 * r});
}

Tube rootOf(const Canal& canal, const RootPair& pair, std::size_t side) {
  const double s = side == 0 ? 1.0 : -1.0;
  const int last = static_cast<int>(canal.frames.size()) - 1;
  const bool leaves = pair.leavesBelow < kSacral;
  const int end = leaves
                      ? stationAtHeight(canal.body.spine(),
                                        pedicle(canal.body.spine(), pair.leavesBelow, side).z + 5.0)
                      : last - 1;
  Tube tube;
  for (int i = 0; i <= end; i += 2)
    if (canal.frame(i).arc_mm >= canal.conus_mm - 4.0)
      tube.push_back({placeInSection(canal, i, pair, s), pair.radius_mm});
  if (leaves && !tube.empty()) addExit(canal, pair, side, tube);
  return tube;
}

Tube cordEnd(const Canal& canal) {
  Tube tube;
  for (std::size_t i = 0; i < canal.frames.size(); ++i) {
    const double left = canal.conus_mm - canal.frames[i].arc_mm;
    if (left < 0.0) break;
    tube.push_back({canal.frames[i].centre,
                    kConusRadius_mm * std::min(1.0, std::sqrt(0.02 + left / kConusTaper_mm))});
  }
  return tube;
}

}  // namespace

math::Mesh rootsMesh(const tissue::Body& body, const Frames& frames, const Sac& sac) {
  const double z = body.spine().landmarks(Level::kL1L2).canalCentre.z;
  const int conus = stationAtHeight(body.spine(), z);
  const Canal canal{body, frames, roomsOf(sac), frames[static_cast<std::size_t>(conus)].arc_mm};
  math::Mesh mesh;
  addTube(cordEnd(canal), mesh);
  for (const RootPair& pair : kPairs)
    for (const std::size_t side : {0u, 1u}) addTube(rootOf(canal, pair, side), mesh);
  return mesh;
}

}  // namespace unkink::thecal_sac
