// The large slider under the 3D view: how thick the band is, or how the patient stands.
#include "ui/big_slider.hpp"
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/words.hpp"

namespace unkink::ui {
namespace {

using operation::command;
using operation::Verb;

void severity(const Shown& shown, const Rect& rect, float s, UiOutput& output) {
  const double now = 100.0 * shown.state.patient.severityGoal;
  const std::string value = decimal(now, 0) + " %";
  const auto moved = bigSlider("##severity", rect, static_cast<float>(now),
                               {voiced(shown, "big_slider.severity"),
                                voiced(shown, "big_slider.severity.low"), nullptr,
                                voiced(shown, "big_slider.severity.high"), 0.0f, 100.0f, true,
                                value.c_str()},
                               s);
  if (moved)
    output.commands.push_back(command(Verb::kPatientSeverity, static_cast<double>(*moved) / 100.0));
}

void posture(const Shown& shown, const Rect& rect, float s, UiOutput& output) {
  const auto now = static_cast<float>(shown.state.patient.postureGoal);
  const auto moved = bigSlider("##posture", rect, now,
                               {voiced(shown, "big_slider.posture"),
                                voiced(shown, "big_slider.posture.low"),
                                voiced(shown, "big_slider.posture.middle"),
                                voiced(shown, "big_slider.posture.high"), -1.0f, 1.0f, false, ""},
                               s);
  if (moved) output.commands.push_back(command(Verb::kPatientPosture, static_cast<double>(*moved)));
}

}  // namespace

void sliderPanel(const Shown& shown, const Layout& layout, UiOutput& output) {
  if (layout.slider.width <= 0.0f) return;
  const auto stage = static_cast<std::size_t>(shown.story.shownStage());
  const lesson::StageSlider which = shown.procedure.stages[stage].staging.slider;
  const float s = layout.scale, pad = 12.0f * s;
  const Rect& r = layout.slider;
  beginPanel("slider", r, ImGuiWindowFlags_NoScrollWithMouse);
  const Rect inside{r.x + pad, r.y, r.width - 2.0f * pad, r.height};
  (which == lesson::StageSlider::kPosture ? posture : severity)(shown, inside, s, output);
  endPanel();
}

}  // namespace unkink::ui
