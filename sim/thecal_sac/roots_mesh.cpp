// The end of the cord and the strands of the cauda equina, as tubes that follow the sac.
#include "thecal_sac/roots_mesh.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace unkink::thecal_sac {
namespace {

using math::Vec2;
using math::Vec3;

constexpr double kIntoSleeve_mm = 3.0;  // a strand ends this far inside its sleeve
constexpr double kBendsOut_mm = 9.0;    // over which it leaves its place for the sleeve

/// Fewer sides for what is thin.
int sidesOf(double radius_mm) { return radius_mm > 0.4 ? 6 : 4; }

Vec3 inSpace(const SectionFrame& frame, const Vec2& p) {
  return frame.centre + p.x * frame.left + p.y * frame.dorsal;
}

const Nerve* sleeveOf(const std::vector<Nerve>& nerves, const Strand& strand) {
  for (const Nerve& n : nerves)
    if (n.pair == strand.pair && n.side == strand.side) return &n;
  return nullptr;
}

/// The sleeve's axis a little way in, where posture has taken it; ventral and dorsal beside it.
std::array<Vec3, 2> sleeveMouth(const Nerve& nerve, const Strand& strand,
                                const anatomy::Bend& bend) {
  const Tube& course = nerve.course;
  std::size_t inside = 1;
  double gone = 0.0;
  while (inside + 1 < course.size() && gone < kIntoSleeve_mm) {
    gone += glm::length(course[inside].centre - course[inside - 1].centre);
    ++inside;
  }
  const auto at = [&](std::size_t i) { return bend.apply(course[i].centre, course[i].tie); };
  const Vec3 beside(0.0, (strand.ventral ? -0.4 : 0.4) * course.front().radius_mm, 0.0);
  return {at(0) + beside, at(inside) + 0.5 * beside};
}

Tube strandTube(const CaudaEquina& cauda, std::size_t i, const Frames& frames,
                const std::vector<Nerve>& nerves, const anatomy::Bend& bend) {
  const auto& [cord, strands, layout] = cauda;
  const Strand& strand = strands[i];
  const Nerve* nerve = sleeveOf(nerves, strand);
  std::array<Vec3, 2> mouth{};
  if (nerve) mouth = sleeveMouth(*nerve, strand, bend);
  Tube tube;
  for (std::size_t n = 0; n < layout.stations.size(); ++n) {
    const SectionFrame& frame = frames[static_cast<std::size_t>(layout.stations[n])];
    if (!strand.passes(frame.arc_mm)) continue;
    Vec3 p = inSpace(frame, layout.place[n * strands.size() + i]);
    const double left = strand.exitArc_mm - frame.arc_mm;
    if (nerve && left < 1.0) continue;
    if (nerve && left < kBendsOut_mm) {
      const double t = 1.0 - left / kBendsOut_mm;
      const Vec3 towards = mouth[0] + glm::dot(p - mouth[0], frame.up) * frame.up;
      p = glm::mix(p, towards, t * t * (3.0 - 2.0 * t) * 0.9);
    }
    tube.push_back({p, layout.squeeze[n] * strand.radius_mm});
  }
  if (!nerve || tube.size() < 2) return tube;
  for (const Vec3& p : mouth)
    tube.push_back({p, std::min(strand.radius_mm, 0.42 * nerve->course.front().radius_mm)});
  return tube;
}

/// Cord and filum: flat in front and behind, so not a round tube.
void addCord(const CaudaEquina& cauda, const Frames& frames, math::Mesh& mesh) {
  const StrandLayout& layout = cauda.layout;
  constexpr std::uint32_t kAround = 14;
  const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
  std::uint32_t rings = 0;
  for (std::size_t n = 0; n < layout.stations.size(); ++n, ++rings) {
    const SectionFrame& f = frames[static_cast<std::size_t>(layout.stations[n])];
    const Vec2 half = cauda.cord.halfSize_mm(f.arc_mm);
    for (std::uint32_t j = 0; j < kAround; ++j) {
      const double a = 2.0 * std::numbers::pi * j / kAround;
      const Vec2 out(std::cos(a), std::sin(a));
      const Vec3 normal = glm::normalize(out.x / half.x * f.left + out.y / half.y * f.dorsal);
      const Vec3 p = inSpace(f, Vec2(0.0, layout.filumDorsal_mm[n]) + half * out);
      mesh.vertices.push_back({math::Vec3f(p), math::Vec3f(normal), 0.0f, 0.0f});
    }
  }
  const auto at = [&](std::uint32_t i, std::uint32_t j) {
    return first + i * kAround + j % kAround;
  };
  const auto add = [&](std::initializer_list<std::uint32_t> t) {
    mesh.indices.insert(mesh.indices.end(), t);
  };
  for (std::uint32_t i = 0; i + 1 < rings; ++i)
    for (std::uint32_t j = 0; j < kAround; ++j)
      add({at(i, j), at(i + 1, j), at(i, j + 1), at(i, j + 1), at(i + 1, j), at(i + 1, j + 1)});
  for (std::uint32_t j = 1; j + 1 < kAround; ++j) {
    add({at(0, 0), at(0, j), at(0, j + 1)});
    add({at(rings - 1, 0), at(rings - 1, j + 1), at(rings - 1, j)});
  }
}

}  // namespace

CaudaEquina caudaEquina(const anatomy::Spine& spine, const Frames& frames, const Sac& sac,
                        const std::vector<Nerve>& nerves, double sinking) {
  CaudaEquina cauda;
  cauda.cord = cordOf(spine, frames);
  cauda.strands = strandsOf(nerves, cauda.cord, frames);
  cauda.layout = layOut(frames, sac, cauda.cord, cauda.strands, sinking);
  return cauda;
}

std::vector<RootCourse> rootCourses(const CaudaEquina& cauda, const Frames& frames,
                                    const std::vector<Nerve>& nerves, const anatomy::Bend& bend) {
  std::vector<RootCourse> courses;
  for (std::size_t i = 0; i < cauda.strands.size(); ++i)
    courses.push_back({strandTube(cauda, i, frames, nerves, bend), cauda.strands[i].radius_mm});
  return courses;
}

math::Mesh cordMesh(const CaudaEquina& cauda, const Frames& frames) {
  math::Mesh mesh;
  addCord(cauda, frames, mesh);
  return mesh;
}

math::Mesh rootsMesh(const CaudaEquina& cauda, const Frames& frames,
                     const std::vector<Nerve>& nerves, const anatomy::Bend& bend) {
  math::Mesh mesh = cordMesh(cauda, frames);
  for (std::size_t i = 0; i < cauda.strands.size(); ++i)
    addTube(strandTube(cauda, i, frames, nerves, bend), sidesOf(cauda.strands[i].radius_mm), mesh);
  return mesh;
}

}  // namespace unkink::thecal_sac
