// Mesh questions: volume, closedness, bounds.
#include "math/mesh.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>

namespace unkink::math {

void append(Mesh& a, const Mesh& b) {
  const auto offset = static_cast<std::uint32_t>(a.vertices.size());
  a.vertices.insert(a.vertices.end(), b.vertices.begin(), b.vertices.end());
  a.indices.reserve(a.indices.size() + b.indices.size());
  for (const std::uint32_t i : b.indices) a.indices.push_back(i + offset);
}

double volume(const Mesh& mesh) {
  double six = 0.0;
  for (std::size_t t = 0; t + 2 < mesh.indices.size(); t += 3) {
    const Vec3 a(mesh.vertices[mesh.indices[t]].position),
        b(mesh.vertices[mesh.indices[t + 1]].position),
        c(mesh.vertices[mesh.indices[t + 2]].position);
    six += glm::dot(a, glm::cross(b, c));
  }
  return six / 6.0;
}

std::size_t openEdgeCount(const Mesh& mesh) {
  // weld by position
  using Key = std::array<float, 3>;
  std::map<Key, std::uint32_t> first;
  std::vector<std::uint32_t> weld(mesh.vertices.size());
  for (std::size_t i = 0; i < mesh.vertices.size(); ++i) {
    const Vec3f& p = mesh.vertices[i].position;
    weld[i] = first.try_emplace(Key{p.x, p.y, p.z}, static_cast<std::uint32_t>(i)).first->second;
  }
  // count each directed edge up, its opposite down
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> balance;
  for (std::size_t t = 0; t + 2 < mesh.indices.size(); t += 3)
    for (std::size_t e = 0; e < 3; ++e) {
      const std::uint32_t a = weld[mesh.indices[t + e]], b = weld[mesh.indices[t + (e + 1) % 3]];
      if (a == b) continue;
      if (a < b)
        ++balance[{a, b}];
      else
        --balance[{b, a}];
    }
  return static_cast<std::size_t>(
      std::count_if(balance.begin(), balance.end(), [](const auto& e) { return e.second != 0; }));
}

Box bounds(const Mesh& mesh) {
  Box box;
  for (const Vertex& v : mesh.vertices) box.include(Vec3(v.position));
  return box;
}

}  // namespace unkink::math
