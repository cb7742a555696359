// The care plan of leaflet C as a way with seven stations: where the patient is, and what each is.
#include "lesson/guide.hpp"
#include "ui/pages.hpp"

#include <algorithm>

namespace unkink::ui {
namespace {

struct Station {
  float left, width, middle, radius;
};

/// A station's circle with its number, and the way to the next.
void draw(const PageFrame& page, const Station& at, std::size_t n, bool last, bool here,
          bool chosen) {
  const float s = page.s();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 centre(at.left + 0.5f * at.width, at.middle);
  if (!last)
    list.AddLine(ImVec2(centre.x + at.radius, at.middle),
                 ImVec2(centre.x + at.width - at.radius, at.middle), pack(kMuted, 0.6f), 2.0f * s);
  list.AddCircleFilled(centre, at.radius, pack(here ? kAccentDeep : kRaised), 32);
  if (here || chosen)
    list.AddCircle(centre, at.radius + 2.0f * s, pack(here ? kAccent : kText), 32, 2.0f * s);
  const std::string number = std::to_string(n + 1);
  const ImVec2 size = ImGui::CalcTextSize(number.c_str());
  list.AddText(ImVec2(centre.x - 0.5f * size.x, centre.y - 0.5f * size.y), pack(kText),
               number.c_str());
}

void name(const PageFrame& page, const Station& at, const char* text, bool strong, float top) {
  ImGui::PushFont(fontOf(Type::kSmall));
  const std::string label = fitted(text, at.width - 4.0f * page.s());
  const float width = ImGui::CalcTextSize(label.c_str()).x;
  ImGui::GetWindowDrawList()->AddText(ImVec2(at.left + 0.5f * (at.width - width), top),
                                      pack(strong ? kText : kMuted), label.c_str());
  ImGui::PopFont();
}

/// The row of stations; a press looks at one.
void stations(const PageFrame& page, const std::vector<lesson::CareStep>& steps, std::size_t here,
              std::size_t chosen, float width) {
  constexpr float kNamed = 58.0f;  // the least width with a name under it
  const float s = page.s(), each = width / static_cast<float>(steps.size());
  const bool named = each >= kNamed * s;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float radius = std::min(14.0f * s, 0.4f * each), high = (named ? 56.0f : kTouch) * s;
  for (std::size_t n = 0; n < steps.size(); ++n) {
    const Station station{at.x + each * static_cast<float>(n), each,
                          at.y + radius + 4.0f * s, radius};
    ImGui::SetCursorScreenPos(ImVec2(station.left, at.y));
    ImGui::PushID(static_cast<int>(n));
    ImGui::PushStyleColor(ImGuiCol_Button, vec4(kWell, 0.0f));
    if (ImGui::Button("##station", ImVec2(each, high))) page.state.pages.step = static_cast<int>(n);
    ImGui::PopStyleColor();
    ImGui::PopID();
    draw(page, station, n, n + 1 == steps.size(), n == here, n == chosen);
    if (named)
      name(page, station, page.text("care." + steps[n].id), n == here || n == chosen,
           at.y + 2.0f * radius + 12.0f * s);
  }
  ImGui::SetCursorScreenPos(ImVec2(at.x, at.y + high));
}

}  // namespace

void careStrip(const PageFrame& page, std::string_view hereId) {
  const auto& steps = page.shown.procedure.guide->candidacy.steps;
  const auto found = std::ranges::find(steps, hereId, &lesson::CareStep::id);
  const auto here = static_cast<std::size_t>(found - steps.begin());
  const int looked = page.state.pages.step;
  const std::size_t chosen = looked < 0 ? here : static_cast<std::size_t>(looked);
  {
    const Card card(page, "care", pageWidth(page));
    paragraph(page.text("care.title"), card.inner(), Type::kSmall, kMuted);
    gap(page, 8.0f);
    stations(page, steps, here, chosen, card.inner());
    gap(page, 6.0f);
    const std::string head = std::to_string(chosen + 1) + "  " +
                             page.text("care." + steps[chosen].id) +
                             (chosen == here ? std::string(" \u2013 ") + page.text("care.here") : "");
    paragraph(head.c_str(), card.inner(), Type::kBody, chosen == here ? kAccent : kText);
    gap(page, 3.0f);
    paragraph(page.text("care." + steps[chosen].id + ".what"), card.inner());
    if (chosen != here && steps[chosen].stage != page.shown.story.shownStage()) {
      gap(page, 8.0f);
      stageButton(page, "go", steps[chosen].stage, card.inner());
    }
  }
  gap(page);
}

}  // namespace unkink::ui
