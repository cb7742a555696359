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
  // in the order of anatomy::Structure
  static const std::array<StructureView, anatomy::kStructureCount> table{{
      {Look::kBone, Layer::kBone, Material::kCortical, kMuscle},        // vertebra
      {Look::kDisc, Layer::kDiscs, Material::kDisc, kMuscle},           // disc
      {Look::kLigament, Layer::kLigamentumFlavum, {}, -1},              // ligamentum flavum
      {Look::kSkin, Layer::kSkin, Material::kFat, -1},                  // trunk
      {Look::kMuscle, {}, Material::kMuscle, kFat},                     // muscle
      {Look::kCancellous, {}, Material::kBone, kCortical},              // cancellous
      {Look::kNucleus, Layer::kDiscs, {}, -1},                          // nucleus
      {Look::kFibrous, Layer::kLigaments, {}, -1},                      // interspinous
      {Look::kFibrous, Layer::kLigaments, {}, -1},                      // supraspinous
      {Look::kFibrous, Layer::kLigaments, {}, -1},                      // post. longitudinal
      {Look::kFibrous, Layer::kLigaments, {}, -1},                      // ant. longitudinal
      {Look::kBone, Layer::kNeighbours, Material::kCortical, kMuscle},  // T11, T12
      {Look::kDisc, Layer::kNeighbours, Material::kDisc, kMuscle},      // T11-T12, T12-L1
      {Look::kBone, Layer::kNeighbours, Material::kBone, kMuscle},      // rib
      {Look::kBone, Layer::kNeighbours, Material::kCortical, kMuscle},  // hip bone
      {Look::kMuscle, Layer::kMuscle, {}, -1},                          // multifidus
      {Look::kMuscle, Layer::kMuscle, {}, -1},                          // erector spinae
      {Look::kMuscle, Layer::kMuscle, {}, -1},                          // psoas
      {Look::kBone, {}, {}, kMuscle},                                   // bowel gas
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
