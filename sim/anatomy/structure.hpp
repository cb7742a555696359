// Every structure that has a surface: what it is called, and what its number counts.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace unkink::anatomy {

enum class Structure : std::uint8_t {
  kVertebra,  // L1..L5 and the sacrum with the coccyx
  kDisc,      // annulus fibrosus and nucleus together
  kLigamentumFlavum,
  kTrunk,       // the skin, closed around everything
  kMuscle,      // everything under the subcutaneous fat, closed; for the X-ray
  kCancellous,  // inside of a bone's cortex; for the X-ray
  kNucleus,     // inside of its disc
  kInterspinousLigament,
  kSupraspinousLigament,
  kPosteriorLongitudinalLigament,
  kAnteriorLongitudinalLigament,
  kThoracicVertebra,  // T11, T12
  kThoracicDisc,      // below each of them
  kRib,
  kHipBone,
  kMultifidus,
  kErectorSpinae,
  kPsoas,
  kBowelGas,
};
inline constexpr int kStructureCount = 19;

/// What the number beside a structure counts.
enum class Counted : std::uint8_t {
  kOne,            // nothing: there is one
  kVertebra,       // Vertebra
  kLevel,          // Level
  kSide,           // Side
  kThoracic,       // 0 = T11, 1 = T12
  kThoracicLevel,  // 0 = T11-T12, 1 = T12-L1
  kRib,            // 2 * thoracic + side
  kBone,           // kVertebra's 6, then T11, T12, then the hip bones by side
  kPocket,         // pockets of gas
};

struct StructureKind {
  Structure structure;
  std::string_view name;  // stem of its meshes' names
  Counted counted;
};

/// In the order of the enum.
inline constexpr std::array<StructureKind, kStructureCount> kStructures{{
    {Structure::kVertebra, "vertebrae", Counted::kVertebra},
    {Structure::kDisc, "disc", Counted::kLevel},
    {Structure::kLigamentumFlavum, "ligamentum_flavum", Counted::kLevel},
    {Structure::kTrunk, "trunk", Counted::kOne},
    {Structure::kMuscle, "muscle", Counted::kOne},
    {Structure::kCancellous, "cancellous", Counted::kBone},
    {Structure::kNucleus, "nucleus_pulposus", Counted::kLevel},
    {Structure::kInterspinousLigament, "interspinous_ligament", Counted::kLevel},
    {Structure::kSupraspinousLigament, "supraspinous_ligament", Counted::kOne},
    {Structure::kPosteriorLongitudinalLigament, "posterior_longitudinal_ligament", Counted::kOne},
    {Structure::kAnteriorLongitudinalLigament, "anterior_longitudinal_ligament", Counted::kOne},
    {Structure::kThoracicVertebra, "vertebrae", Counted::kThoracic},
    {Structure::kThoracicDisc, "disc", Counted::kThoracicLevel},
    {Structure::kRib, "rib", Counted::kRib},
    {Structure::kHipBone, "hip", Counted::kSide},
    {Structure::kMultifidus, "multifidus", Counted::kSide},
    {Structure::kErectorSpinae, "erector_spinae", Counted::kSide},
    {Structure::kPsoas, "psoas_major", Counted::kSide},
    {Structure::kBowelGas, "bowel_gas", Counted::kPocket},
}};

inline constexpr int kBowelGasPockets = 6;

constexpr const StructureKind& kindOf(Structure s) {
  return kStructures[static_cast<std::size_t>(s)];
}

inline constexpr std::array<std::string_view, 2> kThoracicLevelNames{"T11-T12", "T12-L1"};

/// How many of a structure there are.
int countOf(Structure s);

/// The left one of a pair of which this is the right one; nothing for every other.
std::optional<int> leftOf(Structure s, int index);

/// A structure's name in files: TotalSegmentator's where it has one ("vertebrae_L4", "sacrum",
/// "rib_left_12", "hip_left"), else plain snake_case ("disc_L4L5", "multifidus_left").
std::string structureName(Structure s, int index);

}  // namespace unkink::anatomy
