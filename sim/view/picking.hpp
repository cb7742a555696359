// A structure that was picked in the 3D view: the point that was hit, and where it is by now.
#pragma once

#include "view/presentation.hpp"
#include "view/scene.hpp"

#include <optional>

namespace unkink::view {

struct Pick {
  PartName part;
  std::uint64_t mesh = 0, version = 0;  // of the surface that was hit
  std::uint32_t vertex = 0;             // of it, the nearest one
  math::Vec3f at{0.0f};                 // Patient, mm, when last seen
};

/// The point of a surface that a place of the picture shows.
///
/// \param aspect  of the picture, width over height
/// \param at      from its upper left corner, 0..1
/// \return nothing where the surface is not there, or cannot be pointed at
/// Cost: a triangle's test for each of the surface's, 2 ms for 100,000
std::optional<Pick> pickAt(const Scene& scene, std::size_t surface, float aspect,
                           const math::Vec2f& at);

/// Where the point that was picked is in this scene: it goes along with its bone, and where the
/// surface has changed, to what is nearest of the same part. Nothing while the part is not seen.
std::optional<math::Vec3f> placeOf(const Scene& scene, Pick& pick);

/// The layer that a part belongs to. Nothing for what is in none.
std::optional<Layer> layerOf(const PartName& part);

}  // namespace unkink::view
