// The window's options and their words.
#include "app/window_options.hpp"

#include "app/named.hpp"

#include <CLI/CLI.hpp>

namespace unkink::app {

void addWindowOptions(CLI::App& app, WindowOptions& o, WindowWords& w) {
  app.add_option("--language", o.language, "Language of the words, such as en")->type_name("CODE");
  app.add_option("--voice", w.voice, "Who is spoken to: plain or clinical")->type_name("VOICE");
  app.add_option("--theme", w.theme, "dark or light")->type_name("THEME");
  app.add_option("--text-scale", o.textScale, "Size of text, 1 to 2 times the usual one")
      ->type_name("FACTOR")
      ->check(CLI::Range(ui::kTextScales.front(), ui::kTextScales.back()));
  app.add_option("--motion", w.motion, "full, or reduced: cuts instead of flights, nothing drifts")
      ->type_name("HOW");
  app.add_flag("--fullscreen", o.fullscreen, "Fill the screen");
  CLI::Option* resume =
      app.add_flag("--resume", w.resume, "Take up the session that a crash has left, unasked");
  app.add_flag("--no-resume", w.anew, "Begin anew, and do not ask")->excludes(resume);
}

void interpret(const WindowWords& w, WindowOptions& o) {
  if (!w.theme.empty())
    o.theme = named<ui::Theme>({{"dark", ui::Theme::kDark}, {"light", ui::Theme::kLight}},
                               "--theme", w.theme);
  if (!w.voice.empty())
    o.clinical = named<bool>({{"plain", false}, {"clinical", true}}, "--voice", w.voice);
  if (!w.motion.empty())
    o.reducedMotion = named<bool>({{"full", false}, {"reduced", true}}, "--motion", w.motion);
  if (w.resume || w.anew) o.resume = w.resume;
}

}  // namespace unkink::app
