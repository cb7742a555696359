// The actions that touch no graphics library.
#include "app/actions.hpp"

#include "app/import_action.hpp"
#include "app/material.hpp"
#include "app/measure.hpp"
#include "app/sweep.hpp"
#include "config/error.hpp"
#include "lesson/recording.hpp"

#include <iostream>

namespace unkink::app {

int listParameters() {
  std::cout << config::formatTable(config::list(operation::CaseParameters{}));
  return 0;
}

int measure(const Options& options) {
  if (options.sweep) {
    const auto session = startSession(options);
    std::cout << asCsv(sweep(*session));
    return 0;
  }
  const int stage = stageNumber(options.stage, static_cast<int>(readStory().stages.size()));
  const auto session = startSession(options);
  seekMoment(*session, stage, options.through);
  const operation::State state = heldAsAsked(options, session->theCase(), session->state());
  std::cout << measuresAsJson(session->theCase(), state, stage) << "\n";
  return 0;
}

int simulate(const Options& options) {
  const int stage = stageNumber(options.stage, static_cast<int>(readStory().stages.size()));
  const auto session = startSession(options);
  session->seekEndOf(stage - 1);
  const lesson::Recording recording = session->recording();
  lesson::write(options.out, recording);
  std::cout << "stage " << stage << ", tick " << recording.lastTick << ", hash "
            << hexadecimal(recording.finalHash.value_or(0)) << "\n";
  return 0;
}

int replay(const Options& options) {
  lesson::Recording recording = lesson::readRecording(options.recording);
  recording.parameters.own = importFor(options, recording);
  const auto theCase = makeCase(recording.parameters);
  const std::uint64_t hash = operation::hash(lesson::replay(*theCase, recording));
  const bool same = recording.finalHash == hash;
  std::cout << "tick " << recording.lastTick << ", hash " << hexadecimal(hash)
            << (same ? ", as recorded" : ", recorded " + hexadecimal(*recording.finalHash)) << "\n";
  return same ? 0 : 1;
}

#ifndef UNKINK_GRAPHICS
int render(const Options&) {
  throw config::Error("rendering is not built in: this build has no graphics (UNKINK_GRAPHICS)");
}

int film(const Options&) {
  throw config::Error("films are not built in: this build has no graphics (UNKINK_GRAPHICS)");
}

int handout(const Options&) {
  throw config::Error("the sheet is not built in: this build has no graphics (UNKINK_GRAPHICS)");
}

int openWindow(const Options&) {
  throw config::Error(
      "the window is not built in: this build has no graphics (UNKINK_GRAPHICS); measure, "
      "simulate, replay and --list-params are there");
}
#endif

}  // namespace unkink::app
