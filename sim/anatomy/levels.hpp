// The words for places in the spine: vertebrae, motion segments, sides, structures, tissues.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace unkink::anatomy {

enum class Vertebra : std::uint8_t { kL1, kL2, kL3, kL4, kL5, kS1 };  // kS1 = the sacrum as a whole
inline constexpr int kVertebraCount = 6;
inline constexpr std::array<std::string_view, kVertebraCount> kVertebraNames{"L1", "L2", "L3",
                                                                             "L4", "L5", "S1"};

/// A motion segment; Level n lies between Vertebra n and Vertebra n + 1.
enum class Level : std::uint8_t { kL1L2, kL2L3, kL3L4, kL4L5, kL5S1 };
inline constexpr int kLevelCount = 5;
inline constexpr std::array<std::string_view, kLevelCount> kLevelNames{"L1-L2", "L2-L3", "L3-L4",
                                                                       "L4-L5", "L5-S1"};

constexpr Vertebra upperVertebra(Level l) { return static_cast<Vertebra>(l); }
constexpr Vertebra lowerVertebra(Level l) { return static_cast<Vertebra>(static_cast<int>(l) + 1); }

enum class Side : std::uint8_t { kLeft, kRight };  // the patient's
/// +1 for the patient's left (+x), -1 for the right.
constexpr double sign(Side s) { return s == Side::kLeft ? 1.0 : -1.0; }
constexpr Side opposite(Side s) { return s == Side::kLeft ? Side::kRight : Side::kLeft; }

enum class Sex : std::uint8_t { kMean, kFemale, kMale };
inline constexpr std::array<std::string_view, 3> kSexNames{"mean", "female", "male"};

enum class Tissue : std::uint8_t {
  kAir,
  kSubcutaneousFat,  // skin included
  kMuscle,
  kBone,
  kDisc,
  kLigamentumFlavum,
  kEpiduralFat,
  kThecalSac,  // dura, CSF and nerves
};
inline constexpr int kTissueCount = 8;
inline constexpr std::array<std::string_view, kTissueCount> kTissueNames{
    "air",  "subcutaneous fat",  "muscle",       "bone",
    "disc", "ligamentum flavum", "epidural fat", "thecal sac"};

}  // namespace unkink::anatomy
