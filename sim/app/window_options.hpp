// What the command line says of the window: for this run, over what the settings say.
#pragma once

#include "ui/preferences.hpp"

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace unkink::app {

struct WindowOptions {
  // empty: as the settings have it
  std::optional<std::string> language;
  std::optional<ui::Theme> theme;
  std::optional<double> textScale;
  std::optional<bool> reducedMotion, clinical;
  std::optional<bool> resume;  // a session that was left; empty: asks
  bool fullscreen = false;
};

/// What CLI11 fills before it is looked at.
struct WindowWords {
  std::string theme, voice, motion;
  bool resume = false, anew = false;
};

void addWindowOptions(CLI::App& app, WindowOptions& options, WindowWords& words);

/// Throws: config::Error, one sentence, for what it does not understand
void interpret(const WindowWords& words, WindowOptions& options);

}  // namespace unkink::app
