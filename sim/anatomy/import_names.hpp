// The names that others give to structures, as TotalSegmentator and 3D Slicer write them.
#pragma once

#include "anatomy/structure.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace unkink::anatomy {

struct StructureId {
  Structure structure = Structure::kVertebra;
  int index = 0;

  bool operator==(const StructureId&) const = default;
};

/// The structure that a name means; case, spaces and underscores do not matter.
///
/// Model: our own names first; else the level is looked for as a word of its own ("Segment_1
/// vertebrae_L4", "L4 vertebra", "S1", "Sacrum", "left hip"), in names that speak of nothing but
/// bone.
std::optional<StructureId> structureNamed(std::string_view name);

/// Whether a name without a structure speaks of something that is known to lie beside the bones,
/// such as "ligamentum_flavum_L4L5_left" or "thecal_sac".
bool namesNeighbour(std::string_view name);

/// What names must look like, for messages.
std::string_view expectedNames();

}  // namespace unkink::anatomy
