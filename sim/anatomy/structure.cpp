// The names of structures in files.
#include "anatomy/structure.hpp"

#include "anatomy/levels.hpp"

namespace unkink::anatomy {
namespace {

constexpr int kSides = 2, kThoracicVertebrae = 2;
constexpr std::string_view kSide[] = {"left", "right"};
constexpr std::string_view kThoracic[] = {"T11", "T12"};
constexpr std::string_view kRibNumber[] = {"11", "12"};

constexpr bool tableInOrder() {
  for (int n = 0; n < kStructureCount; ++n)
    if (static_cast<int>(kStructures[static_cast<std::size_t>(n)].structure) != n) return false;
  return true;
}
static_assert(tableInOrder());

std::string vertebraName(int index) {
  return static_cast<Vertebra>(index) == Vertebra::kS1
             ? "sacrum"
             : "vertebrae_" + std::string(kVertebraNames[static_cast<std::size_t>(index)]);
}

/// "L4L5" of "L4-L5".
std::string joined(std::string_view level) {
  const std::size_t dash = level.find('-');
  return std::string(level.substr(0, dash)) + std::string(level.substr(dash + 1));
}

std::string boneName(int index) {
  if (index < kVertebraCount) return vertebraName(index);
  if (index < kVertebraCount + kThoracicVertebrae)
    return structureName(Structure::kThoracicVertebra, index - kVertebraCount);
  return structureName(Structure::kHipBone, index - kVertebraCount - kThoracicVertebrae);
}

}  // namespace

int countOf(Structure s) {
  switch (kindOf(s).counted) {
    case Counted::kOne:
      return 1;
    case Counted::kVertebra:
      return kVertebraCount;
    case Counted::kLevel:
      return kLevelCount;
    case Counted::kSide:
      return kSides;
    case Counted::kThoracic:
    case Counted::kThoracicLevel:
      return kThoracicVertebrae;
    case Counted::kRib:
      return kThoracicVertebrae * kSides;
    case Counted::kBone:
      return kVertebraCount + kThoracicVertebrae + kSides;
    case Counted::kPocket:
      return kBowelGasPockets;
  }
  return 0;
}

std::optional<int> leftOf(Structure s, int index) {
  const Counted counted = kindOf(s).counted;
  const bool paired = counted == Counted::kSide || counted == Counted::kRib ||
                      (counted == Counted::kBone && index >= kVertebraCount + kThoracicVertebrae);
  if (!paired || index % kSides == 0) return std::nullopt;
  return index - 1;
}

std::string structureName(Structure s, int index) {
  const auto n = static_cast<std::size_t>(index);
  const std::string stem(kindOf(s).name);
  switch (kindOf(s).counted) {
    case Counted::kOne:
      return stem;
    case Counted::kVertebra:
      return vertebraName(index);
    case Counted::kLevel:
      return stem + "_" + joined(kLevelNames[n]);
    case Counted::kThoracicLevel:
      return stem + "_" + joined(kThoracicLevelNames[n]);
    case Counted::kSide:
      return stem + "_" + std::string(kSide[n]);
    case Counted::kThoracic:
      return stem + "_" + std::string(kThoracic[n]);
    case Counted::kRib:
      return stem + "_" + std::string(kSide[n % kSides]) + "_" +
             std::string(kRibNumber[n / kSides]);
    case Counted::kBone:
      return stem + "_" + boneName(index);
    case Counted::kPocket:
      return stem + "_" + std::to_string(index + 1);
  }
  return {};
}

}  // namespace unkink::anatomy
