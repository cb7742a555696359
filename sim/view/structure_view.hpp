// How each structure of the anatomy is shown: its look, its layer, and what it is to an X-ray
// and to an MRI-like slice.
#pragma once

#include "anatomy/structure.hpp"
#include "fluoro/beam.hpp"
#include "view/presentation.hpp"
#include "view/scene.hpp"

#include <optional>

namespace unkink::view {

struct StructureView {
  Look look = Look::kBone;
  std::optional<Layer> layer;  // nothing: never seen by the eye
  // to an X-ray; neither a material nor a host: as what is around it; a host only: gas
  std::optional<fluoro::Material> material;
  int host = -1;  // fluoro::Material that it displaces; -1: air
  SliceTissue slice = SliceTissue::kMuscle;
};

const StructureView& viewOf(anatomy::Structure s);

/// What a structure is called where it is pointed at; place is a level, "left", "right" or nothing.
PartName partOf(anatomy::Structure s, int index);

}  // namespace unkink::view
