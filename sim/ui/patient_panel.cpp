// The patient's posture, load and how far the disease has come: sliders that speak commands.
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/words.hpp"

namespace unkink::ui {
namespace {

using operation::command;
using operation::Verb;

void posture(const Shown& shown, UiOutput& output) {
  ImGui::TextUnformatted(word(shown, "posture"));
  auto value = static_cast<float>(shown.state.patient.postureGoal);
  ImGui::SetNextItemWidth(-1.0f);
  if (ImGui::SliderFloat("##posture", &value, -1.0f, 1.0f, "%.2f", ImGuiSliderFlags_AlwaysClamp))
    output.commands.push_back(command(Verb::kPatientPosture, value));
  muted((std::string("\u2190 ") + word(shown, "posture_extended") + ", " +
         word(shown, "posture_bent") + " \u2192")
            .c_str());
}

void load(const Shown& shown, UiOutput& output) {
  ImGui::TextUnformatted(word(shown, "load"));
  const char* names[] = {word(shown, "load_lying"), word(shown, "load_standing")};
  const int pressed = choiceRow(names, 2, shown.state.patient.standing ? 1 : 0);
  if (pressed >= 0) output.commands.push_back(command(Verb::kPatientLoad, pressed));
}

void severity(const Shown& shown, UiOutput& output) {
  ImGui::TextUnformatted(word(shown, "severity"));
  auto value = static_cast<float>(100.0 * shown.state.patient.severityGoal);
  ImGui::SetNextItemWidth(-1.0f);
  if (ImGui::SliderFloat("##severity", &value, 0.0f, 100.0f, "%.0f %%",
                         ImGuiSliderFlags_AlwaysClamp))
    output.commands.push_back(command(Verb::kPatientSeverity, value / 100.0));
  muted((std::string("\u2190 ") + word(shown, "severity_none") + ", " +
         word(shown, "severity_full") + " \u2192")
            .c_str());
}

}  // namespace

void patientPage(const Shown& shown, float scale, UiOutput& output) {
  const auto level = static_cast<std::size_t>(shown.theCase.level());
  const bool left = shown.theCase.side() == anatomy::Side::kLeft;
  wrapped((std::string(word(shown, "level")) + " " + std::string(anatomy::kLevelNames[level]) +
           ", " + word(shown, "side") + ": " + word(shown, left ? "side_left" : "side_right"))
              .c_str(),
          Type::kSmall, kAccent);
  posture(shown, output);
  load(shown, output);
  ImGui::Dummy(ImVec2(0.0f, 2.0f * scale));
  severity(shown, output);
  if (ImGui::Button(word(shown, "this_patient"))) output.openSetup = true;
  ImGui::SameLine();
  if (ImGui::Button(word(shown, "undo"))) output.commands.push_back(command(Verb::kEditUndo));
}

}  // namespace unkink::ui
