// Unkink: reads the command line, does what it asks for, and turns bad input into one sentence.
#include "app/actions.hpp"
#include "config/error.hpp"

#include <iostream>

namespace {

using namespace unkink::app;

int carryOut(const Options& options) {
  switch (options.action) {
    case Action::kWindow:
      return openWindow(options);
    case Action::kRender:
      return render(options);
    case Action::kMeasure:
      return measure(options);
    case Action::kReplay:
      return replay(options);
    case Action::kSimulate:
      return simulate(options);
    case Action::kExport:
      return exportMeshes(options);
    case Action::kFluoro:
      return fluoroscope(options);
    case Action::kFilm:
      return film(options);
    case Action::kHandout:
      return handout(options);
    case Action::kTranscript:
      return transcript(options);
    case Action::kListParameters:
      return listParameters();
    case Action::kNothing:
      break;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const int exitCode = carryOut(readCommandLine(argc, argv));
    if (!std::cout.flush())
      throw unkink::config::Error("what was to be printed could not be written");
    return exitCode;
  } catch (const unkink::config::Error& problem) {
    std::cerr << "unkink: " << problem.what() << "\n";
    return 2;
  }
}
