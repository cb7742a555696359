// The table of structures for eye and X-ray.
#include "view/structure_view.hpp"

#include <array>

namespace unkink::view {

using anatomy::Structure;
using fluoro::Material;

const StructureView& viewOf(Structure s) {
  constexpr int kMuscle = static_cast<int>(Material::kMuscle),
                kFat = static_cast<int>(Material::kFat),
                kCortical = static_cast<int>(Material::kCortical);
  using Grey = SliceTissue;
  // in the order of anatomy::Structure
  static const std::array<StructureView, anatomy::kStructureCount> table{{
      {Look::kBone, Layer::kBone, Material::kCortical, kMuscle, Grey::kCortex},      // vertebra
      {Look::kDisc, Layer::kDiscs, Material::kDisc, kMuscle, Grey::kDisc},           // disc
      {Look::kLigament, Layer::kLigamentumFlavum, {}, -1, Grey::kLigamentumFlavum},  // flavum
      {Look::kSkin, Layer::kSkin, Material::kSkin, -1, Grey::kTrunk},                // trunk
      {Look::kMuscle, {}, Material::kMuscle, kFat, Grey::kUnderFat},                 // muscle
      {Look::kCancellous, {}, Material::kBone, kCortical, Grey::kMarrow},            // cancellous
      {Look::kNucleus, Layer::kDiscs, {}, -1, Grey::kNucleus},                       // nucleus
      {Look::kFibrous, Layer::kLigaments, {}, -1, Grey::kInterspinous},              // interspinous
      {Look::kFibrous, Layer::kLigaments, {}, -1, Grey::kFibrous},                   // supraspinous
      {Look::kFibrous, Layer::kLigaments, {}, -1, Grey::kFibrous},  // post. longitudinal
      {Look::kFibrous, Layer::kLigaments, {}, -1, Grey::kFibrous},  // ant. longitudinal
      {Look::kBone, Layer::kNeighbours, Material::kCortical, kMuscle, Grey::kCortex},  // T11, T12
      {Look::kDisc, Layer::kNeighbours, Material::kDisc, kMuscle, Grey::kDisc},  // T11-T12, T12-L1
      {Look::kBone, Layer::kNeighbours, Material::kBone, kMuscle, Grey::kCortex},      // rib
      {Look::kBone, Layer::kNeighbours, Material::kCortical, kMuscle, Grey::kCortex},  // hip bone
      {Look::kMuscle, Layer::kMuscle, {}, -1, Grey::kMuscle},                          // multifidus
      {Look::kMuscle, Layer::kMuscle, {}, -1, Grey::kMuscle},  // erector spinae
      {Look::kMuscle, Layer::kMuscle, {}, -1, Grey::kMuscle},  // psoas
      {Look::kBone, {}, {}, kMuscle, Grey::kGas},              // bowel gas
  }};
  return table[static_cast<std::size_t>(s)];
}

PartName partOf(Structure s, int index) {
  constexpr const char* kThoracic[] = {"vertebra_T11", "vertebra_T12"};
  constexpr const char* kSides[] = {"left", "right"};
  const auto n = static_cast<std::size_t>(index);
  const anatomy::StructureKind& kind = anatomy::kindOf(s);
  if (s == Structure::kTrunk) return {"skin", ""};
  switch (kind.counted) {
    case anatomy::Counted::kVertebra:
      return {"vertebra_" + std::string(anatomy::kVertebraNames[n]), ""};
    case anatomy::Counted::kThoracic:
      return {kThoracic[n], ""};
    case anatomy::Counted::kLevel:
      return {std::string(kind.name), std::string(anatomy::kLevelNames[n])};
    case anatomy::Counted::kThoracicLevel:
      return {std::string(kind.name), std::string(anatomy::kThoracicLevelNames[n])};
    case anatomy::Counted::kSide:
    case anatomy::Counted::kRib:
      return {std::string(kind.name), kSides[n % 2]};
    default:
      return {std::string(kind.name), ""};
  }
}

}  // namespace unkink::view
