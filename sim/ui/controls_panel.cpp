// Measures, patient and layers: three pages in one place.
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/words.hpp"

namespace unkink::ui {

void controlsPanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  if (!layout.stagesOpen) return;
  beginPanel("controls", layout.controls);
  const char* names[] = {word(shown, "measures"), word(shown, "patient"), word(shown, "layers")};
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(3.0f * layout.scale, 5.0f * layout.scale));
  const int pressed = choiceRow(names, 3, static_cast<int>(state.tab));
  ImGui::PopStyleVar();
  if (pressed >= 0) state.tab = static_cast<ControlsTab>(pressed);
  ImGui::BeginChild("page");
  switch (state.tab) {
    case ControlsTab::kMeasures:
      measuresPage(shown, layout.scale);
      break;
    case ControlsTab::kPatient:
      patientPage(shown, layout.scale, output);
      break;
    case ControlsTab::kLayers:
      layersPage(shown, output);
      break;
  }
  moreBelow();
  ImGui::EndChild();
  endPanel();
}

}  // namespace unkink::ui
