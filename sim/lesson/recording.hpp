// A run as a small text: the case, and every command with its tick. It replays to the same bits.
#pragma once

#include "operation/state.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace unkink::lesson {

struct TimedCommand {
  std::uint64_t tick = 0;  // the tick that the command is carried out in: the first is 1
  operation::Command command;
};

/// Format: "unkink recording 1", then "case key=value" lines, an "import fingerprint" line where
/// the bones are a patient's own, then "tick source verb values..." lines, "stage number tick"
/// lines for the stages that have ended, then "end tick hash". Lines that begin with # are remarks.
struct Recording {
  operation::CaseParameters parameters;
  std::uint64_t import = 0;            // fingerprint of the bones that were imported; 0: none were
  std::vector<TimedCommand> commands;  // by tick
  std::vector<std::uint64_t> stageEnds;  // ticks at which stages ended, from the first on
  std::uint64_t lastTick = 0;
  std::optional<std::uint64_t> finalHash;  // what the run ended on
};

std::string toText(const Recording& recording);
void write(const std::filesystem::path& file, const Recording& recording);
/// Throws: config::Error with file:line for anything that is not a whole recording.
Recording readRecording(const std::filesystem::path& file);

/// Runs a recording from the start. \return the final state
/// \param afterTick   is shown every state on the way
operation::State replay(
    const operation::Case& theCase, const Recording& recording,
    const std::function<void(const operation::State&)>& afterTick = [](const auto&) {});

}  // namespace unkink::lesson
