// What the pages remember while they are used. Never stored, never recorded.
#pragma once

#include "operation/first_talk.hpp"

#include <array>
#include <optional>
#include <vector>

namespace unkink::ui {

struct PageMemory {
  bool openByThemselves = true;  // pages open with their stages; false: only when asked for
  int stage = -1;                // that was arrived at last
  bool held = false;             // the story has waited at that stage's end once
  std::vector<int> answers;      // of the candidacy walk
  int step = -1;                 // of the care plan, looked at; -1: the one the story is at
  int region = -1;               // of the body map
  std::array<bool, 16> checked{};  // of the time-out
  int tab = 0;                     // of the evidence
  int question = -1;               // whose answer is open
  std::array<bool, 8> uncovered{};  // hints, of each prompt
  bool surgeryTalked = false;  // "talk about open surgery first" has been on screen
  operation::FirstTalk talk = operation::FirstTalk::kNone;
  std::optional<operation::CaseParameters> talkOf;  // whose case that is about
};

}  // namespace unkink::ui
