// The one vocabulary: what a hand can do, for panels, keys, autopilot, recordings and tests alike.
#pragma once

#include "anatomy/levels.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace unkink::operation {

enum class Verb : std::uint8_t {
  kPatientPosture,
  kPatientLoad,
  kPatientSeverity,
  kCArmPrimary,
  kCArmSecondary,
  kCArmCentre,
  kCArmPedal,
  kNeedlePlace,
  kNeedleAdvance,
  kNeedleInject,
  kNeedleRemove,
  kSkinOpen,
  kSkinClose,
  kPortalPlace,
  kPortalAim,
  kPortalAdvance,
  kPortalRemove,
  kToolInsert,
  kToolAdvance,
  kToolTurn,
  kToolBite,
  kToolRemove,
  kClockWait,
  kEditUndo,
  kCArmField,
  kCArmIris,
  kCArmLeaves,
  kCArmSwivel,
  kCArmDistances,
  kCArmDose,
  kCArmPulses,
  kCArmMode,
  kMonitorTurn,
  kNeedleRate,
};
inline constexpr int kVerbCount = 34;

inline constexpr int kMaxValues = 4;

/// One value of a verb: its meaning, unit and allowed range.
struct ValueInfo {
  std::string_view name, unit;
  double min = 0.0, max = 0.0;
};

/// A verb as people, files and help texts see it.
struct VerbInfo {
  Verb verb;
  std::string_view name;  // e.g. "portal.advance"
  std::string_view help;
  int valueCount;
  std::array<ValueInfo, kMaxValues> values;
};

/// Every verb, in the order of the enum.
std::span<const VerbInfo, kVerbCount> verbs();
const VerbInfo& info(Verb verb);

/// Who spoke; within a tick commands are carried out in this order.
enum class Source : std::uint8_t { kAutopilot, kUser };

struct Command {
  Verb verb = Verb::kClockWait;
  std::array<double, kMaxValues> values{};
  Source source = Source::kUser;
  std::uint32_t sequence = 0;

  bool operator==(const Command&) const = default;
};

inline Command command(Verb verb, double a = 0.0, double b = 0.0, double c = 0.0, double d = 0.0) {
  return {verb, {a, b, c, d}, Source::kUser, 0};
}

/// Whether every value lies in its verb's range.
bool isInRange(const Command& command);

/// "verb value value ...": shortest text that reads back to the same bits.
std::string toText(const Command& command);

/// Reads what toText writes. \param where  "file:line" for the message
/// Throws: config::Error for an unknown verb, a missing, extra, malformed or out-of-range value
Command fromText(std::string_view text, std::string_view where);

}  // namespace unkink::operation
