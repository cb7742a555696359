// The weeks after: a timeline, two alarm tiers, side effects apart from rare harm, and what if not.
#include "lesson/guide.hpp"
#include "ui/pages.hpp"

#include <algorithm>
#include <array>

namespace unkink::ui {
namespace {

constexpr float kRail = 30.0f;  // the timeline's own column

/// A visit, marked beside the text of its time.
void visit(const PageFrame& page, int which, float width) {
  const float s = page.s(), pad = 10.0f * s, sign = 24.0f * s;
  const char* text = page.text("after.visit_" + std::to_string(which));
  const float high = paragraphHeight(text, width - 2.0f * pad - sign) + 12.0f * s;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, ImVec2(at.x + width, at.y + high), pack(kAccentDeep), 6.0f * s);
  drawGlyph(list, Glyph::kVisit, ImVec2(at.x + pad + 8.0f * s, at.y + 0.5f * high), 17.0f * s,
            pack(kText));
  ImGui::SetCursorScreenPos(ImVec2(at.x + pad + sign, at.y + 6.0f * s));
  paragraph(text, width - 2.0f * pad - sign);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(ImVec2(width, high));
}

/// One time, its dot on the rail and its words beside it.
void stop(const PageFrame& page, const lesson::TimelineStop& stop, bool last, float width) {
  const float s = page.s(), rail = kRail * s, line = ImGui::GetTextLineHeight();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImGui::SetCursorScreenPos(ImVec2(at.x + rail, at.y));
  ImGui::BeginGroup();
  const float inner = width - rail;
  paragraph(page.text("after." + stop.claim.id), inner, Type::kBody, kAccent);
  gap(page, 2.0f);
  paragraph(page.text("after." + stop.claim.id + ".text"), inner);
  if (stop.visit > 0) {
    gap(page, 6.0f);
    visit(page, stop.visit, inner);
  }
  gap(page, last ? 2.0f : 14.0f);
  ImGui::EndGroup();
  const float end = ImGui::GetItemRectMax().y, y = at.y + 0.5f * line, x = at.x + 10.0f * s;
  if (!last)
    list.AddLine(ImVec2(x, y + 7.0f * s), ImVec2(x, end + 0.5f * line - 7.0f * s),
                 pack(kAccent, 0.55f), 3.0f * s);
  list.AddCircleFilled(ImVec2(x, y), 7.0f * s, pack(stop.visit > 0 ? kAccent : kAccentDeep), 24);
  list.AddCircle(ImVec2(x, y), 7.0f * s, pack(kAccent), 24, 2.0f * s);
  ImGui::SetCursorScreenPos(ImVec2(at.x, end));
}

void timeline(const PageFrame& page, const std::vector<lesson::TimelineStop>& stops, float width) {
  const Card card(page, "timeline", width);
  cardTitle(page, page.text("after.timeline"), card.inner(), Glyph::kClock);
  gap(page, 4.0f);
  std::vector<std::string> sources;
  for (const lesson::TimelineStop& at : stops) {
    stop(page, at, &at == &stops.back(), card.inner());
    for (const std::string& key : at.claim.sources)
      if (std::ranges::find(sources, key) == sources.end()) sources.push_back(key);
  }
  gap(page, 8.0f);
  sourcesLine(page, sources, card.inner());
}

/// One tier of alarm: what it is, what to do, and its signs.
void alarmCard(const PageFrame& page, bool emergency, float width, float height) {
  const std::string key = emergency ? "after.emergency" : "after.call";
  const Colour& colour = emergency ? kBad : kCare;
  const Card card(page, key.c_str(), width,
                  {.edge = colour, .outlined = true, .minHeight = height});
  cardTitle(page, page.text(key), card.inner(), emergency ? Glyph::kAlarm : Glyph::kPhone, colour);
  paragraph(page.text(key + ".text"), card.inner());
  gap(page, 10.0f);
  for (const lesson::Alarm& alarm : page.shown.procedure.guide->recovery.alarms)
    if (alarm.emergency == emergency)
      bullet(page, Glyph::kNone, page.text("after." + alarm.id), card.inner(), kText, colour);
}

void alarms(const PageFrame& page, float width) {
  constexpr std::array<const char*, 2> kIds{"after.emergency", "after.call"};
  const float space = kCardGap * page.s();
  const Pair pair = pairIn(page, width, space);
  const float height = pair.beside ? tallest(kIds) : 0.0f;
  alarmCard(page, true, pair.each, height);
  betweenPair(pair, space);
  alarmCard(page, false, pair.each, height);
}

void advice(const PageFrame& page, const char* id, const lesson::Claim& claim, Glyph glyph,
            float width) {
  const std::string key = std::string("after.") + id;
  const Card card(page, id, width);
  cardTitle(page, page.text(key), card.inner(), glyph);
  paragraph(page.text(key + ".text"), card.inner());
  gap(page, 6.0f);
  sourcesLine(page, claim.sources, card.inner());
}

}  // namespace

void recoveryPage(const PageFrame& page) {
  const lesson::Recovery& recovery = page.shown.procedure.guide->recovery;
  const float width = pageWidth(page);
  beginPage(page, Page::kRecovery);
  alarms(page, width);
  gap(page);
  timeline(page, recovery.stops, width);
  gap(page);
  harmCards(page, width, "after");
  gap(page);
  advice(page, "exercise", recovery.exercise, Glyph::kSteps, width);
  gap(page);
  advice(page, "no_help", recovery.noHelp, Glyph::kSigns, width);
  gap(page);
  careStrip(page, "recovery");
  endPage(page);
}

}  // namespace unkink::ui
