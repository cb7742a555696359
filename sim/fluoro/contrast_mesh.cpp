// The contrast layer as a closed shell.
#include "fluoro/contrast.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace unkink::fluoro {

namespace {

constexpr int kCells = ContrastLayer::kAngleCells;
constexpr std::uint32_t kNone = 0xffffffffu;

class ShellBuilder {
 public:
  ShellBuilder(std::span<const float> thickness_mm, std::span<const math::Vertex> corners,
               double minThickness_mm)
      : thickness_(thickness_mm),
        rows_(static_cast<int>(thickness_mm.size()) / kCells),
        corners_(corners),
        least_(minThickness_mm),
        inner_(corners.size(), kNone),
        outer_(corners.size(), kNone) {}

  math::Mesh build() {
    for (int s = 0; s < rows_; ++s)
      for (int c = 0; c < kCells; ++c)
        if (filled(s, c)) addCell(s, c);
    return std::move(mesh_);
  }

 private:
  bool filled(int s, int c) const {
    return s >= 0 && c >= 0 && s < rows_ && c < kCells && thickness(s, c) > least_;
  }
  double thickness(int s, int c) const { return thickness_[ContrastLayer::index(s, c)]; }

  static std::size_t cornerIndex(int s, int c) {
    return static_cast<std::size_t>(s) * (kCells + 1) + static_cast<std::size_t>(c);
  }

  /// Mean of the filled cells around a corner; 0 where two slabs touch at that corner alone.
  double thicknessAt(int s, int c) const {
    double sum = 0.0;
    int count = 0;
    for (const int ds : {-1, 0})
      for (const int dc : {-1, 0})
        if (filled(s + ds, c + dc)) {
          sum += thickness(s + ds, c + dc);
          ++count;
        }
    const bool diagonal =
        count == 2 && filled(s - 1, c - 1) == filled(s, c) && filled(s - 1, c) == filled(s, c - 1);
    return diagonal ? 0.0 : sum / count;
  }

  std::uint32_t addVertex(const math::Vertex& corner, double offset_mm, float facing) {
    math::Vertex v = corner;
    v.position += static_cast<float>(offset_mm) * corner.normal;
    v.normal = facing * corner.normal;
    mesh_.vertices.push_back(v);
    return static_cast<std::uint32_t>(mesh_.vertices.size() - 1);
  }

  /// Makes sure that a corner has its vertices; one where it has no thickness.
  std::size_t corner(int s, int c) {
    const std::size_t i = cornerIndex(s, c);
    if (outer_[i] != kNone) return i;
    const double thickness = thicknessAt(s, c);
    outer_[i] = addVertex(corners_[i], thickness, 1.0f);
    inner_[i] = thickness > 0.0 ? addVertex(corners_[i], 0.0, -1.0f) : outer_[i];
    return i;
  }

  void addTriangle(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    if (a == b || b == c || c == a) return;
    mesh_.indices.insert(mesh_.indices.end(), {a, b, c});
  }
  void addQuad(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
    addTriangle(a, b, c);
    addTriangle(a, c, d);
  }

  /// Whether (station, angle, outward) is a right-handed order at a cell.
  bool rightHanded(const std::array<std::size_t, 4>& at) const {
    const auto position = [&](int k) { return corners_[at[static_cast<std::size_t>(k)]].position; };
    return glm::dot(glm::cross(position(2) - position(0), position(3) - position(1)),
                    corners_[at[0]].normal) > 0.0f;
  }

  void addCell(int s, int c) {
    // corners in turn, and beyond which side the neighbour lies: at k -> k + 1
    std::array<std::size_t, 4> at{corner(s, c), corner(s + 1, c), corner(s + 1, c + 1),
                                  corner(s, c + 1)};
    std::array<bool, 4> open{!filled(s, c - 1), !filled(s + 1, c), !filled(s, c + 1),
                             !filled(s - 1, c)};
    if (!rightHanded(at)) {
      std::swap(at[1], at[3]);
      std::reverse(open.begin(), open.end());
    }
    addQuad(outer_[at[0]], outer_[at[1]], outer_[at[2]], outer_[at[3]]);
    addQuad(inner_[at[0]], inner_[at[3]], inner_[at[2]], inner_[at[1]]);
    for (std::size_t k = 0; k < 4; ++k) {
      const std::size_t a = at[k], b = at[(k + 1) % 4];
      if (open[k]) addQuad(outer_[b], outer_[a], inner_[a], inner_[b]);
    }
  }

  std::span<const float> thickness_;
  int rows_;
  std::span<const math::Vertex> corners_;
  double least_;
  std::vector<std::uint32_t> inner_, outer_;
  math::Mesh mesh_;
};

}  // namespace

math::Mesh filmMesh(std::span<const float> thickness_mm, std::span<const math::Vertex> corners,
                    double minThickness_mm) {
  assert(corners.size() == (thickness_mm.size() / kCells + 1) * (kCells + 1));
  return ShellBuilder(thickness_mm, corners, minThickness_mm).build();
}

math::Mesh contrastMesh(const ContrastLayer& layer, std::span<const math::Vertex> corners,
                        double minThickness_mm) {
  std::vector<float> thickness_mm;
  thickness_mm.reserve(layer.cellCount());
  for (int s = 0; s < layer.stationCount(); ++s)
    for (int c = 0; c < kCells; ++c)
      thickness_mm.push_back(static_cast<float>(layer.thickness_mm(s, c)));
  return filmMesh(thickness_mm, corners, minThickness_mm);
}

}  // namespace unkink::fluoro
