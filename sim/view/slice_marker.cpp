// A thin box, and four more around it.
#include "view/slice_marker.hpp"

#include <array>

namespace unkink::view {
namespace {

using math::Vec3f;

void addBox(const Vec3f& centre, const Vec3f& half, math::Mesh& mesh) {
  for (int axis = 0; axis < 3; ++axis)
    for (const float side : {-1.0f, 1.0f}) {
      Vec3f normal(0.0f), u(0.0f), v(0.0f);
      normal[axis] = side;
      u[(axis + 1) % 3] = 1.0f;
      v[(axis + 2) % 3] = side;  // u, v and the normal are right-handed
      const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
      for (const auto& [a, b] : {std::array{-1.0f, -1.0f}, std::array{1.0f, -1.0f},
                                 std::array{1.0f, 1.0f}, std::array{-1.0f, 1.0f}})
        mesh.vertices.push_back({centre + half * (normal + a * u + b * v), normal, 0.0f, 0.0f});
      for (const std::uint32_t i : {0u, 1u, 2u, 0u, 2u, 3u}) mesh.indices.push_back(first + i);
    }
}

}  // namespace

SliceMarker makeSliceMarker(double field_mm) {
  constexpr float kPane_mm = 0.1f, kBar_mm = 0.4f;  // half thicknesses
  const auto half = static_cast<float>(0.5 * field_mm);
  SliceMarker marker;
  addBox(Vec3f(0.0f), Vec3f(half - kBar_mm, half - kBar_mm, kPane_mm), marker.pane);
  for (const float side : {-1.0f, 1.0f}) {
    addBox(Vec3f(side * half, 0.0f, 0.0f), Vec3f(kBar_mm, half + kBar_mm, kBar_mm), marker.frame);
    addBox(Vec3f(0.0f, side * half, 0.0f), Vec3f(half - kBar_mm, kBar_mm, kBar_mm), marker.frame);
  }
  return marker;
}

}  // namespace unkink::view
