// Large words, few things.
#include "ui/big_type.hpp"

#include "thecal_sac/straw.hpp"
#include "ui/compare.hpp"
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/spoken.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace unkink::ui {
namespace {

void beginFlat(const char* id, const Rect& rect) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0f);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0f, 0.0f));
  beginPanel(id, rect, ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar(2);
}

/// A text broken at a width and drawn in the largest type with which it keeps a height. \return how
/// high it is
float drawAsLargeAsFits(const std::string& text, const Rect& room, const Colour& colour) {
  constexpr std::array<Type, 3> kTypes{Type::kTitle, Type::kBody, Type::kSmall};
  float high = 0.0f;
  for (const Type type : kTypes) {
    ImGui::PushFont(fontOf(type));
    high = ImGui::CalcTextSize(text.c_str(), nullptr, false, room.width).y;
    const bool fits = high <= room.height || type == kTypes.back();
    if (fits)
      ImGui::GetWindowDrawList()->AddText(ImGui::GetFont(), ImGui::GetFontSize(),
                                          ImVec2(room.x, room.y), pack(colour), text.c_str(),
                                          nullptr, room.width);
    ImGui::PopFont();
    if (fits) break;
  }
  return high;
}

void line(const std::string& text, Type type, const Colour& colour, const ImVec2& at) {
  ImGui::PushFont(fontOf(type));
  ImGui::GetWindowDrawList()->AddText(ImGui::GetFont(), ImGui::GetFontSize(), at, pack(colour),
                                      text.c_str());
  ImGui::PopFont();
}

/// How far the stage is, as a thin line along the band's upper edge.
void progressLine(const Shown& shown, const Rect& band, float s) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float share = static_cast<float>(shown.story.stageProgress());
  list.AddRectFilled(ImVec2(band.x, band.y), ImVec2(band.right(), band.y + 2.0f * s), pack(kWell));
  list.AddRectFilled(ImVec2(band.x, band.y), ImVec2(band.x + share * band.width, band.y + 2.0f * s),
                     pack(kAccent));
}

enum class Sign { kBack, kPlay, kPause, kOn };

void drawSign(Sign sign, const ImVec2& c, float r, ImU32 colour) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto triangle = [&](float x, float way) {
    list.AddTriangleFilled(ImVec2(x + way * 0.8f * r, c.y),
                           ImVec2(x - way * 0.5f * r, c.y - 0.8f * r),
                           ImVec2(x - way * 0.5f * r, c.y + 0.8f * r), colour);
  };
  const auto bar = [&](float x) {
    list.AddRectFilled(ImVec2(x - 0.16f * r, c.y - 0.8f * r), ImVec2(x + 0.16f * r, c.y + 0.8f * r),
                       colour);
  };
  if (sign == Sign::kPlay) triangle(c.x, 1.0f);
  if (sign == Sign::kPause) bar(c.x - 0.4f * r), bar(c.x + 0.4f * r);
  if (sign == Sign::kOn) triangle(c.x - 0.2f * r, 1.0f), bar(c.x + 0.75f * r);
  if (sign == Sign::kBack) triangle(c.x + 0.2f * r, -1.0f), bar(c.x - 0.75f * r);
}

bool signButton(const char* id, Sign sign, bool chosen, const ImVec2& size, const char* meaning) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::PushID(id);
  if (chosen) ImGui::PushStyleColor(ImGuiCol_Button, vec4(kAccentDeep));
  const bool pressed = ImGui::Button("##sign", size);
  if (chosen) ImGui::PopStyleColor();
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", meaning);
  ImGui::PopID();
  drawSign(sign, ImVec2(at.x + 0.5f * size.x, at.y + 0.5f * size.y),
           0.34f * std::min(size.x, size.y), pack(kText));
  return pressed;
}

}  // namespace

void storyButtons(const Shown& shown, float width, float height, UiOutput& output) {
  const float gap = ImGui::GetStyle().ItemInnerSpacing.x;
  const ImVec2 size(width, height);
  if (signButton("back", Sign::kBack, false, size, word(shown, "previous"))) output.step = -1;
  ImGui::SameLine(0.0f, gap);
  const bool playing = shown.story.playing;
  if (signButton("play", playing ? Sign::kPause : Sign::kPlay, true, size,
                 word(shown, playing ? "pause" : "play")))
    output.play = !playing;
  ImGui::SameLine(0.0f, gap);
  if (signButton("on", Sign::kOn, false, size, word(shown, "next"))) output.step = 1;
}

void captionBand(const Shown& shown, const Layout& layout) {
  const float s = layout.scale, pad = 16.0f * s;
  const Rect& band = layout.narration;
  const int stage = shown.story.shownStage();
  beginFlat("narration", band);
  progressLine(shown, band, s);
  const float inner = band.width - 2.0f * pad;
  ImGui::PushFont(fontOf(Type::kTitle));
  const float titleHigh = ImGui::GetTextLineHeight();
  const std::string title =
      fitted(std::to_string(stage + 1) + "  " + stageTitle(shown, stage), inner);
  ImGui::PopFont();
  float y = band.y + 8.0f * s;
  line(title, Type::kTitle, kAccent, ImVec2(band.x + pad, y));
  y += titleHigh + 4.0f * s;
  float bottom = band.bottom() - 6.0f * s;
  if (const std::string honesty = comparisonHonesty(shown); !honesty.empty()) {
    ImGui::PushFont(fontOf(Type::kSmall));
    const float high = ImGui::CalcTextSize(honesty.c_str(), nullptr, false, inner).y;
    ImGui::GetWindowDrawList()->AddText(ImGui::GetFont(), ImGui::GetFontSize(),
                                        ImVec2(band.x + pad, bottom - high), pack(kCare),
                                        honesty.c_str(), nullptr, inner);
    ImGui::PopFont();
    bottom -= high + 3.0f * s;
  }
  const Spoken spoken = spokenOf(shown, stage);
  if (!spoken.sentences.empty())
    drawAsLargeAsFits(spoken.sentences[spoken.last], {band.x + pad, y, inner, bottom - y}, kText);
  endPanel();
}

void bigButtons(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  const float s = layout.scale, pad = 8.0f * s, gap = ImGui::GetStyle().ItemInnerSpacing.x;
  const Rect& r = layout.bar;
  beginFlat("transport", r);
  const bool upright = r.height > 90.0f * s;  // a second row for the way out
  const char* out = word(shown, "big_type_close");
  const float way = upright ? 0.0f : ImGui::CalcTextSize(out).x + 24.0f * s;
  const float width = (r.width - 2.0f * pad - 2.0f * gap - (way > 0.0f ? way + gap : 0.0f)) / 3.0f;
  const float outHigh = 30.0f * s;
  ImGui::SetCursorScreenPos(ImVec2(r.x + pad, r.y + pad));
  storyButtons(shown, width, r.height - 2.0f * pad - (upright ? outHigh + gap : 0.0f), output);
  if (upright)
    ImGui::SetCursorScreenPos(ImVec2(r.x + pad, r.bottom() - pad - outHigh));
  else
    ImGui::SameLine(0.0f, gap);
  if (ImGui::Button(out, ImVec2(r.right() - pad - ImGui::GetCursorScreenPos().x,
                                upright ? outHigh : r.height - 2.0f * pad)))
    state.bigType = false;
  endPanel();
}

void strawInset(const Shown& shown, const Layout& layout) {
  const operation::State& state = shown.state;
  const thecal_sac::Straw straw = thecal_sac::levelStraw(
      shown.theCase.spine(), state.freeSpace.frames, state.sac, shown.theCase.level());
  const float s = layout.scale;
  const Rect picture = strawPicture(layout);
  beginFlat("straw", layout.straw);
  drawPicture(shown.pictures.straw, picture, 0.0f);
  ImGui::SetCursorScreenPos(ImVec2(picture.right() + 10.0f * s, picture.y));
  ImGui::BeginChild("words", ImVec2(0.0f, picture.height), false, ImGuiWindowFlags_NoScrollbar);
  muted(word(shown, "view_straw"));
  heading((decimal(100.0 * thecal_sac::narrowestRoom(straw), 0) + " %").c_str());
  muted(word(shown, "of_healthy_room"));
  wrapped(postureInWords(shown).c_str(), Type::kSmall, kAccent);
  ImGui::EndChild();
  if (shown.presentation.compare != lesson::Comparing::kOff && hasBefore(shown))
    drawComparison(shown, lesson::Comparing::kSideBySide, picture, picture.bottom() - 26.0f * s, s,
                   Handle::kNone);
  endPanel();
}

void titleCard(const Shown& shown, int first, int last, float width, float height, float scale) {
  const float s = scale, x = 0.09f * width, room = width - 2.0f * x;
  ImGui::PushStyleColor(ImGuiCol_WindowBg, vec4(kBackground));
  beginFlat("card", {0.0f, 0.0f, width, height});
  ImGui::PopStyleColor();
  float y = 0.2f * height;
  const auto say = [&](const std::string& text, Type type, const Colour& colour, float after) {
    ImGui::PushFont(fontOf(type));
    ImGui::GetWindowDrawList()->AddText(ImGui::GetFont(), ImGui::GetFontSize(), ImVec2(x, y),
                                        pack(colour), text.c_str(), nullptr, room);
    y += ImGui::CalcTextSize(text.c_str(), nullptr, false, room).y + after * s;
    ImGui::PopFont();
  };
  ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(x - 16.0f * s, y),
                                            ImVec2(x - 11.0f * s, 0.8f * height), pack(kAccent));
  say(voiced(shown, "film.title"), Type::kTitle, kText, 4.0f);
  say(shown.theCase.parameters().title, Type::kBody, kAccent, 16.0f);
  constexpr int kMostListed = 8;
  for (int n = first; n <= last && n < first + kMostListed; ++n) {
    const bool more = n == first + kMostListed - 1 && n < last;
    say(more ? "\u2026" : std::to_string(n + 1) + "  " + stageTitle(shown, n), Type::kBody, kText,
        2.0f);
  }
  y = std::max(y + 14.0f * s, 0.64f * height);
  say(word(shown, "not_a_device"), Type::kBody, kCare, 6.0f);
  say(word(shown, "not_a_device_line"), Type::kSmall, kMuted, 0.0f);
  endPanel();
}

}  // namespace unkink::ui
