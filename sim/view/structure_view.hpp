// How each structure of the anatomy is shown: its look, its layer, and what it is to an X-ray.
#pragma once

#include "anatomy/structure.hpp"
#include "fluoro/beam.hpp"
#include "view/presentation.hpp"
#include "view/scene.hpp"

#include <optional>

namespace unkink::view {

struct StructureView {
  Look look = Look::kBone;
  std::optional<Layer> layer;                // nothing: never seen by the eye
  std::optional<fluoro::Material> material;  // nothing: attenuates as what is around it
  int host = -1;                             // fluoro::Material that it displaces; -1: air
};

const StructureView& viewOf(anatomy::Structure s);

}  // namespace unkink::view
