// The popup over the window's lower right.
#include "ui/take_away.hpp"

#include "ui/panel.hpp"
#include "ui/ui_state.hpp"
#include "ui/words.hpp"

#include <algorithm>

namespace unkink::ui {
namespace {

constexpr float kWide = 330.0f, kHigh = 250.0f, kButton = 44.0f;

/// How far it is, or what became of it.
void progress(const Shown& shown, float s, UiOutput& output) {
  const TakingAway& t = *shown.takingAway;
  if (t.busy) {
    const std::string text =
        t.share < 0.0 ? word(shown, "take_preparing") : decimal(100.0 * t.share, 0) + " %";
    ImGui::ProgressBar(std::clamp(static_cast<float>(t.share), 0.0f, 1.0f), ImVec2(-1.0f, 0.0f),
                       text.c_str());
    if (ImGui::Button(word(shown, "take_cancel"), ImVec2(-1.0f, kButton * s)))
      output.takeAway = TakeAway::kCancel;
  } else if (!t.refusal.empty()) {
    wrapped(t.refusal.c_str(), Type::kSmall, kCare);
  } else if (!t.file.empty()) {
    wrapped(word(shown, "take_done"), Type::kSmall, kGood);
    muted(t.file.c_str());
  }
}

}  // namespace

void takeAwayPopup(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  if (!state.takeAwayOpen || state.setup.open) return;
  const float s = layout.scale;
  const float width = std::min(kWide * s, layout.notice.width),
              height = std::min(kHigh * s, layout.notice.y - 8.0f * s);
  const Rect rect{layout.notice.right() - width - 8.0f * s, layout.notice.y - height - 4.0f * s,
                  width, height};
  ImGui::PushStyleColor(ImGuiCol_WindowBg, vec4(kWell));
  beginPanel("take_away", rect);
  ImGui::PopStyleColor();
  ImGui::SetWindowFocus();
  heading(word(shown, "take_away"));
  const char* close = word(shown, "take_close");
  ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - ImGui::CalcTextSize(close).x -
                  2.0f * ImGui::GetStyle().FramePadding.x);
  if (ImGui::Button(close)) state.takeAwayOpen = false;
  const bool busy = shown.takingAway && shown.takingAway->busy;
  const auto offer = [&](const char* key, TakeAway what) {
    ImGui::PushStyleColor(ImGuiCol_Button, vec4(kPanel));
    if (ImGui::Button(word(shown, key), ImVec2(-1.0f, kButton * s))) output.takeAway = what;
    ImGui::PopStyleColor();
  };
  if (!busy) {
    offer("take_film", TakeAway::kFilm);
    offer("take_still", TakeAway::kStill);
    offer("take_handout", TakeAway::kHandout);
  }
  if (shown.takingAway) progress(shown, s, output);
  endPanel();
}

}  // namespace unkink::ui
