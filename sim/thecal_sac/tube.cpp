// Rings around a line, joined and capped.
#include "thecal_sac/tube.hpp"

#include <cmath>
#include <numbers>

namespace unkink::thecal_sac {
namespace {

using math::Vec3;

void addRings(const Tube& tube, int sides, math::Mesh& mesh) {
  Vec3 side(1, 0, 0);
  for (std::size_t i = 0; i < tube.size(); ++i) {
    const Vec3 along = glm::normalize(tube[std::min(i + 1, tube.size() - 1)].centre -
                                      tube[i > 0 ? i - 1 : 0].centre);
    side = glm::normalize(side - glm::dot(side, along) * along);
    const Vec3 other = glm::cross(along, side);
    for (int j = 0; j < sides; ++j) {
      const double a = 2.0 * std::numbers::pi * j / sides;
      const Vec3 n = std::cos(a) * side + std::sin(a) * other;
      mesh.vertices.push_back({math::Vec3f(tube[i].centre + tube[i].radius_mm * n), math::Vec3f(n),
                               static_cast<float>(tube[i].tie.chain),
                               static_cast<float>(tube[i].tie.bulge)});
    }
  }
}

}  // namespace

void addTube(const Tube& tube, int sides, math::Mesh& mesh) {
  if (tube.size() < 2) return;
  const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
  const auto rings = static_cast<std::uint32_t>(tube.size());
  const auto around = static_cast<std::uint32_t>(sides);
  addRings(tube, sides, mesh);
  const auto at = [&](std::uint32_t i, std::uint32_t j) { return first + i * around + j % around; };
  const auto add = [&](std::initializer_list<std::uint32_t> t) {
    mesh.indices.insert(mesh.indices.end(), t);
  };
  for (std::uint32_t i = 0; i + 1 < rings; ++i)
    for (std::uint32_t j = 0; j < around; ++j)
      add({at(i, j), at(i, j + 1), at(i + 1, j), at(i, j + 1), at(i + 1, j + 1), at(i + 1, j)});
  for (std::uint32_t j = 1; j + 1 < around; ++j) {
    add({at(0, 0), at(0, j + 1), at(0, j)});
    add({at(rings - 1, 0), at(rings - 1, j), at(rings - 1, j + 1)});
  }
}

}  // namespace unkink::thecal_sac
