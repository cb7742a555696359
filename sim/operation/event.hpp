// What happened: the facts that rules, scores and debriefs are folded from.
#pragma once

#include "math/vec.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace unkink::operation {

enum class EventKind : std::uint8_t {
  kSkinOpened,
  kNeedleOnBone,
  kNeedleInEpiduralSpace,
  kContrastGiven,      // values: volume mL, fluoro::ContrastPlace
  kContrastMisplaced,  // the needle was not in the epidural space; values as above
  kPortalOnBone,
  kToolOnBone,
  kBite,  // values: bone mm3, ligament mm3
  kNothingTaken,
  kDuraTouched,  // and pressed on: again at every deeper push; values: depth mm, force N
  kDuralTear,    // the jaw included dura; values: depth mm
  kUndone,
  kRefused,  // a command that could not be carried out; values: verb
};
inline constexpr int kEventKindCount = 13;
inline constexpr std::array<std::string_view, kEventKindCount> kEventNames{
    "skin opened",
    "needle on bone",
    "needle in the epidural space",
    "contrast given",
    "contrast misplaced",
    "portal on bone",
    "tool on bone",
    "bite",
    "nothing taken",
    "dura touched",
    "dural tear",
    "undone",
    "refused"};

struct Event {
  std::uint64_t tick = 0;
  EventKind kind = EventKind::kBite;
  math::Vec3 place{0.0};  // Patient, mm
  std::array<double, 2> values{};
};

}  // namespace unkink::operation
