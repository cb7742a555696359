// The set-up page's widgets: a case's parameters as labelled sliders and choices with unit and
// range.
#pragma once

#include "config/field.hpp"
#include "ui/ui_state.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace unkink::ui {

/// The text of setup.<key> in the voice that is spoken.
const char* spoken(const Shown& shown, std::string_view key);

/// Draws fields of one draft; remembers whether one of its sliders is being dragged.
class SetupFields {
 public:
  SetupFields(const Shown& shown, SetupPage& page);

  /// How a number is shown: times this, in this unit.
  struct Manner {
    double times = 1.0;
    double plus = 0.0;  // in the shown unit, after that
    std::string_view unit;
    int decimals = 1;
    std::optional<double> most = {};  // of the parameter, where less than declared is possible
  };
  /// A slider over a parameter of the case, by its key there. \param text   setup.<text> names it
  void slider(std::string_view key, std::string_view text, const Manner& manner, float width);
  /// A row of buttons. \return the one pressed, or -1
  int choice(std::string_view text, std::span<const char* const> names, int chosen, float width);

 private:
  const config::Field& field(std::string_view key) const;
  void label(std::string_view text, const std::string& range, float width);

  const Shown& shown_;
  SetupPage& page_;
  config::FieldTable fields_;
};

}  // namespace unkink::ui
