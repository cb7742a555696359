// Two sheets, one on the sac and one under the roof, sewn together at their edge.
#include "thecal_sac/fat_mesh.hpp"

#include "math/sdf.hpp"
#include "thecal_sac/polygon.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <tbb/parallel_for.h>
#include <vector>

namespace unkink::thecal_sac {
namespace {

using math::Vec3;

constexpr int kAside = 7;  // spokes to either side of the mid-line that it reaches
constexpr int kColumns = 2 * kAside + 1;
constexpr double kFilm_mm = 0.06;     // kept to sac and wall
constexpr double kDeepest_mm = 7.5;   // where no wall is met
constexpr double kSteepest_mm = 2.2;  // its back rises from one spoke to the next: a triangle
constexpr double kRunOut_mm = 5.0;    // over which it ends towards head and foot
constexpr double kUnderUpper_mm = 8.0, kOverLower_mm = 2.5;  // beyond the laminar edges

/// Where sac and wall are along the dorsal spokes of some stations, mm from the station.
struct Gap {
  struct Row {
    std::array<double, kColumns> sac, back;
  };
  std::vector<Row> rows;

  int count() const { return static_cast<int>(rows.size()); }
};

int spokeOf(int column) { return kSpokes / 4 + column - kAside; }

/// Shapes the fat's back from the walls it may reach.
void shapeBack(Gap::Row& row, double share) {
  auto& back = row.back;
  for (std::size_t c = 0; c < kColumns; ++c)
    back[c] = std::min(back[c] - kFilm_mm, row.sac[c] + kDeepest_mm);
  for (std::size_t c = 1; c < kColumns; ++c)
    back[c] = std::min(back[c], back[c - 1] + kSteepest_mm);
  for (std::size_t c = kColumns - 1; c > 0; --c)
    back[c - 1] = std::min(back[c - 1], back[c] + kSteepest_mm);
  for (std::size_t c = 0; c < kColumns; ++c) {
    const double aside = std::abs(static_cast<double>(c) - kAside) / kAside;
    const double here = share * (1.0 - math::sdf::smoothStep(0.55, 1.0, aside));
    const double front = std::min(row.sac[c] + kFilm_mm, std::max(back[c], 0.0));
    back[c] = front + here * std::max(back[c] - front, 0.0);
    row.sac[c] = front;
  }
}

/// 1 in the pad's middle, 0 at its ends.
double shareAt(const Frames& frames, StationRange span, int station) {
  const auto arc = [&](int s) { return frames[static_cast<std::size_t>(s)].arc_mm; };
  const double in = std::min(arc(station) - arc(span.first), arc(span.last - 1) - arc(station));
  return std::sqrt(math::sdf::smoothStep(0.0, kRunOut_mm, in));
}

Gap gapOf(const FreeSpace& space, const Sac& sac, StationRange span) {
  Gap gap;
  for (int s = span.first; s < span.last; ++s) {
    Gap::Row row;
    const Radii radii = spokeRadii(outline(sac.section(s)));
    for (int c = 0; c < kColumns; ++c) {
      const auto i = static_cast<std::size_t>(c);
      row.sac[i] = radii[static_cast<std::size_t>(spokeOf(c))];
      row.back[i] = static_cast<double>(space.wall(s, spokeOf(c)));
    }
    shapeBack(row, shareAt(space.frames, span, s));
    gap.rows.push_back(row);
  }
  return gap;
}

/// Smooth normals from the triangles around each vertex.
void addNormals(math::Mesh& mesh) {
  for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
    math::Vertex& a = mesh.vertices[mesh.indices[i]];
    math::Vertex& b = mesh.vertices[mesh.indices[i + 1]];
    math::Vertex& c = mesh.vertices[mesh.indices[i + 2]];
    const math::Vec3f n = glm::cross(b.position - a.position, c.position - a.position);
    for (math::Vertex* v : {&a, &b, &c}) v->normal += n;
  }
  for (math::Vertex& v : mesh.vertices) {
    const float length = glm::length(v.normal);
    v.normal = length > 1e-9f ? v.normal / length : math::Vec3f(0.0f, 1.0f, 0.0f);
  }
}

/// Both sheets; the vertices of the edge belong to both.
math::Mesh sewn(const Gap& gap, const Frames& frames, StationRange span) {
  math::Mesh mesh;
  if (gap.count() < 3) return mesh;
  const auto edge = [&](int r, int c) {
    return r == 0 || r == gap.count() - 1 || c == 0 || c == kColumns - 1;
  };
  std::vector<std::uint32_t> front, back;
  for (int r = 0; r < gap.count(); ++r)
    for (int c = 0; c < kColumns; ++c) {
      const SectionFrame& frame = frames[static_cast<std::size_t>(span.first + r)];
      const Gap::Row& row = gap.rows[static_cast<std::size_t>(r)];
      const auto add = [&](double radius) {
        mesh.vertices.push_back({math::Vec3f(frame.point(spokeOf(c), radius)), math::Vec3f(0.0f),
                                 static_cast<float>(frame.chain), 0.0f});
        return static_cast<std::uint32_t>(mesh.vertices.size() - 1);
      };
      front.push_back(add(row.sac[static_cast<std::size_t>(c)]));
      back.push_back(edge(r, c) ? front.back() : add(row.back[static_cast<std::size_t>(c)]));
    }
  for (int r = 0; r + 1 < gap.count(); ++r)
    for (int c = 0; c + 1 < kColumns; ++c) {
      const auto at = [&](const std::vector<std::uint32_t>& sheet, int dr, int dc) {
        return sheet[static_cast<std::size_t>((r + dr) * kColumns + c + dc)];
      };
      // columns run towards the right, rows towards the feet
      const auto quad = [&](std::uint32_t a, std::uint32_t b, std::uint32_t d, std::uint32_t e) {
        for (const std::uint32_t i : {a, b, d, d, b, e}) mesh.indices.push_back(i);
      };
      quad(at(back, 0, 0), at(back, 1, 0), at(back, 0, 1), at(back, 1, 1));
      quad(at(front, 0, 0), at(front, 0, 1), at(front, 1, 0), at(front, 1, 1));
    }
  addNormals(mesh);
  return mesh;
}

/// From the axis along a dorsal spoke to the first bone or ligament of a level.
double wallAlong(const anatomy::Spine& spine, anatomy::Level level, const SectionFrame& frame,
                 int spoke) {
  const double from = frame.healthyRadius_mm(spoke), most = from + kDeepest_mm + 1.0;
  double r = from;
  while (r < most) {
    const Vec3 p = frame.point(spoke, r);
    const double d = std::min({spine.bone(anatomy::upperVertebra(level), p, false),
                               spine.bone(anatomy::lowerVertebra(level), p, false),
                               spine.ligamentumFlavum(level, p, false)});
    if (d < 0.03) break;
    r += std::max(0.75 * d, 0.03);
  }
  return r;
}

}  // namespace

StationRange fatSpan(const anatomy::Spine& spine, anatomy::Level level) {
  const anatomy::LevelLandmarks& at = spine.landmarks(level);
  const Vec3 upper = 0.5 * (at.upperLaminaInferiorEdge[0] + at.upperLaminaInferiorEdge[1]);
  const Vec3 lower = 0.5 * (at.lowerLaminaSuperiorEdge[0] + at.lowerLaminaSuperiorEdge[1]);
  const std::vector<anatomy::CanalStation>& canal = spine.canal();
  StationRange span{static_cast<int>(canal.size()), 0};
  for (int s = 0; s < static_cast<int>(canal.size()); ++s) {
    const anatomy::CanalStation& c = canal[static_cast<std::size_t>(s)];
    if (glm::dot(c.centre - upper, c.up) > kUnderUpper_mm) continue;
    if (glm::dot(c.centre - lower, c.up) < -kOverLower_mm) continue;
    span.first = std::min(span.first, s);
    span.last = std::max(span.last, s + 1);
  }
  return span;
}

math::Mesh fatMesh(const FreeSpace& space, const Sac& sac, StationRange span) {
  return sewn(gapOf(space, sac, span), space.frames, span);
}

math::Mesh healthyFatMesh(const anatomy::Spine& spine, anatomy::Level level) {
  const StationRange span = fatSpan(spine, level);
  const Frames frames = sectionFrames(spine, spine.bend(0.0, false));
  Gap gap;
  for (int s = span.first; s < span.last; ++s) {
    const SectionFrame& frame = frames[static_cast<std::size_t>(s)];
    Gap::Row row;
    for (int c = 0; c < kColumns; ++c) {
      row.sac[static_cast<std::size_t>(c)] = frame.healthyRadius_mm(spokeOf(c));
      row.back[static_cast<std::size_t>(c)] = wallAlong(spine, level, frame, spokeOf(c));
    }
    shapeBack(row, shareAt(frames, span, s));
    gap.rows.push_back(row);
  }
  return sewn(gap, frames, span);
}

std::vector<float> healthyWalls_mm(const anatomy::Spine& spine) {
  constexpr int kQuarter = kSpokes / 4, kBeyond = 2;  // spokes that lie before the sac's middle
  const Frames frames = sectionFrames(spine, spine.bend(0.0, false));
  std::vector<float> walls(frames.size() * kSpokes, kNoWall_mm);
  tbb::parallel_for(std::size_t{0}, frames.size(), [&](std::size_t s) {
    const double between = std::floor(frames[s].chain);
    const auto level = static_cast<anatomy::Level>(
        std::clamp(between, 0.0, static_cast<double>(anatomy::kLevelCount - 1)));
    for (int k = -kBeyond; k <= 2 * kQuarter + kBeyond; ++k) {
      const int spoke = (k + kSpokes) % kSpokes;
      const double wall = wallAlong(spine, level, frames[s], spoke);
      if (wall < frames[s].healthyRadius_mm(spoke) + kDeepest_mm)
        walls[s * kSpokes + static_cast<std::size_t>(spoke)] = static_cast<float>(wall);
    }
  });
  return walls;
}

double fatDepth_mm(const FreeSpace& space, const Sac& sac, StationRange span) {
  double most = 0.0;
  for (const Gap::Row& row : gapOf(space, sac, span).rows)
    most = std::max(most, row.back[kAside] - row.sac[kAside]);
  return most;
}

}  // namespace unkink::thecal_sac
