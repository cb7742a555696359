// The body map: where it is felt and how, and for how long one can stand and walk.
#include "lesson/guide.hpp"
#include "ui/human_figure.hpp"
#include "ui/pages.hpp"

#include <algorithm>
#include <array>

namespace unkink::ui {
namespace {

Glyph glyphOf(std::string_view feel) {
  constexpr std::array<std::string_view, 6> kFeels{"pain",   "burning",  "tingling",
                                                   "cramps", "numbness", "weakness"};
  const auto at = std::ranges::find(kFeels, feel);
  if (at == kFeels.end()) return Glyph::kNone;
  return static_cast<Glyph>(static_cast<int>(Glyph::kPain) +
                            static_cast<int>(at - kFeels.begin()));
}

/// The figure, whose parts a finger chooses.
void figure(const PageFrame& page, float width, float height) {
  int& chosen = page.state.pages.region;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float pad = 10.0f * page.s();
  const Rect rect{at.x + pad, at.y + pad, width - 2.0f * pad, height - 2.0f * pad};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, ImVec2(at.x + width, at.y + height), pack(kBackground), 8.0f * page.s());
  const bool pressed = ImGui::InvisibleButton("figure", ImVec2(width, height));
  const int hovered = ImGui::IsItemHovered() ? bodyPartAt(rect, ImGui::GetIO().MousePos) : -1;
  if (pressed) chosen = hovered == chosen ? -1 : hovered;
  drawHuman(list, rect, chosen, hovered);
}

/// What is felt, sign and word in two columns.
void feelings(const PageFrame& page, const std::vector<std::string>& feels, float width) {
  const float s = page.s(), each = 0.5f * width;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  float y = at.y;
  for (std::size_t n = 0; n < feels.size(); ++n) {
    if (n % 2 == 0 && n > 0) y = ImGui::GetCursorScreenPos().y;
    ImGui::SetCursorScreenPos(ImVec2(at.x + (n % 2 == 1 ? each : 0.0f), y));
    bullet(page, glyphOf(feels[n]), page.text("body.feel." + feels[n]), each - 6.0f * s, kText,
           kCare);
  }
  ImGui::SetCursorScreenPos(ImVec2(at.x, ImGui::GetCursorScreenPos().y));
}

/// The parts as buttons; the chosen one unfolds what is felt there.
void parts(const PageFrame& page, const lesson::BodyMap& body, float width) {
  int& chosen = page.state.pages.region;
  for (std::size_t n = 0; n < body.regions.size(); ++n) {
    const lesson::BodyRegion& region = body.regions[n];
    const bool on = chosen == static_cast<int>(n);
    if (bigButton(page, region.claim.id.c_str(), page.text("body.region." + region.claim.id), width,
                  {.glyph = on ? Glyph::kFold : Glyph::kUnfold, .primary = on}))
      chosen = on ? -1 : static_cast<int>(n);
    if (on) {
      gap(page, 4.0f);
      const Card card(page, region.claim.id.c_str(), width, {.edge = kCare});
      feelings(page, region.feels, card.inner());
      sourcesLine(page, region.claim.sources, card.inner());
    }
    gap(page, 6.0f);
  }
}

void times(const PageFrame& page, const lesson::BodyMap& body, float width) {
  const Card card(page, "time", width, {.edge = kAccent});
  cardTitle(page, page.text("body.time"), card.inner(), Glyph::kSteps);
  paragraph(told(page, "body.time_text", body.time.numbers).c_str(), card.inner());
  gap(page, 8.0f);
  bullet(page, Glyph::kClock, told(page, "body.standing", body.time.numbers).c_str(), card.inner());
  bullet(page, Glyph::kSteps, told(page, "body.walking", body.time.numbers).c_str(), card.inner());
  paragraph(page.text("body.relief"), card.inner());
  gap(page, 6.0f);
  sourcesLine(page, body.time.sources, card.inner());
}

void alarm(const PageFrame& page, const lesson::BodyMap& body, float width) {
  const Card card(page, "alarm", width, {.edge = kBad, .outlined = true});
  bullet(page, Glyph::kAlarm, page.text("body.alarm"), card.inner(), kText, kBad);
  sourcesLine(page, body.alarm.sources, card.inner());
}

}  // namespace

void bodyMapPage(const PageFrame& page) {
  const lesson::BodyMap& body = page.shown.procedure.guide->body;
  const float width = pageWidth(page), space = kCardGap * page.s();
  beginPage(page, Page::kBodyMap);
  paragraph(page.text("body.intro"), width, Type::kBody, kMuted);
  gap(page);
  const float left = std::floor(0.42f * width);
  const float height = std::floor(std::clamp(0.72f * page.layout.page.height, 300.0f * page.s(),
                                             2.6f * left));
  figure(page, left, height);
  ImGui::SameLine(0.0f, space);
  ImGui::BeginGroup();
  parts(page, body, width - left - space);
  ImGui::EndGroup();
  gap(page);
  times(page, body, width);
  gap(page);
  alarm(page, body, width);
  endPage(page);
}

}  // namespace unkink::ui
