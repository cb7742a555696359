// Caption, large buttons, and what lies over them.
#include "ui/kiosk_panels.hpp"

#include "ui/compare.hpp"
#include "ui/icon_button.hpp"
#include "ui/key_words.hpp"
#include "ui/kiosk_layout.hpp"
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/stand_bend_slider.hpp"
#include "ui/words.hpp"

#include <algorithm>

namespace unkink::ui {
namespace {

/// The stage's title, and its text as large as there is room for.
void saying(const Shown& shown, const Layout& layout) {
  const int stage = shown.story.shownStage();
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding,
                      ImVec2(18.0f * layout.scale, 8.0f * layout.scale));
  beginPanel("kiosk_text", layout.narration);
  ImGui::PopStyleVar();
  ImGui::PushStyleColor(ImGuiCol_Text, vec4(kAccent));
  heading(stageTitle(shown, stage).c_str());
  ImGui::PopStyleColor();
  const std::string& text = stageText(shown, stage);
  const char* honesty = comparisonHonesty(shown);
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const auto height = [&](Type type, const char* of) {
    ImGui::PushFont(fontOf(type));
    const float h = ImGui::CalcTextSize(of, nullptr, false, room.x).y;
    ImGui::PopFont();
    return h;
  };
  const float spacing = ImGui::GetStyle().ItemSpacing.y;
  const float rest = height(Type::kSmall, word(shown, "not_a_device")) + spacing +
                     (*honesty ? height(Type::kBody, honesty) + spacing : 0.0f);
  const bool large = height(Type::kTitle, text.c_str()) + rest < room.y;
  wrapped(text.c_str(), large ? Type::kTitle : Type::kBody);
  if (*honesty) wrapped(honesty, Type::kBody, kCare);
  muted(word(shown, "not_a_device"));
  endPanel();
}

/// Steps, play, from the start, the voice and the other languages; each at least as large as a
/// finger needs.
void buttons(const Shown& shown, const Layout& layout, const KeyMap& keys, UiOutput& output) {
  const float s = layout.scale, high = std::max(kTouch, 52.0f) * s, gap = 12.0f * s;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding,
                      ImVec2(18.0f * s, 0.5f * (layout.transport.height - high)));
  beginPanel("kiosk_bar", layout.transport, ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar();
  ImGui::PushFont(fontOf(Type::kTitle));
  const auto hint = [&](Action action) { return hintOf(shown, keys, action); };
  if (iconButton(Icon::kPrevious, hint(Action::kPreviousStage).c_str(), false, high))
    output.step = -1;
  ImGui::SameLine(0.0f, gap);
  const bool playing = shown.story.playing;
  if (iconButton(playing ? Icon::kPause : Icon::kPlay, hint(Action::kPlay).c_str(), true, high))
    output.play = !playing;
  ImGui::SameLine(0.0f, gap);
  if (iconButton(Icon::kNext, hint(Action::kNextStage).c_str(), false, high)) output.step = 1;
  ImGui::SameLine(0.0f, gap);
  const auto button = [&](const char* text) {
    return ImGui::Button(text, ImVec2(ImGui::CalcTextSize(text).x + 32.0f * s, high));
  };
  if (button(shown.catalogue.text("show.booth_begin").c_str())) output.show.beginAnew = true;
  ImGui::SameLine(0.0f, gap);
  const bool plain = shown.presentation.voice == view::Voice::kPlain;
  if (button(word(shown, plain ? "voice_clinical" : "voice_plain")))
    output.change(shown).voice = plain ? view::Voice::kClinical : view::Voice::kPlain;
  for (const lesson::Language& l : shown.catalogue.languages()) {
    if (l.code == shown.catalogue.language()) continue;
    ImGui::SameLine(0.0f, gap);
    if (!button(l.name.c_str())) continue;
    output.preferences = shown.preferences;
    output.preferences->language = l.code;
  }
  ImGui::PopFont();
  if (shown.story.waiting) {
    ImGui::SameLine(0.0f, gap);
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + 0.5f * (high - ImGui::GetTextLineHeight()));
    ImGui::TextColored(vec4(kCare), "%s", word(shown, "preparing_stage"));
  }
  endPanel();
}

/// One line in a pill.
void pill(ImDrawList& list, const ImVec2& middle, const char* text, float s) {
  ImFont* font = fontOf(Type::kTitle);
  const float size = font->FontSize * ImGui::GetIO().FontGlobalScale;
  const ImVec2 room = font->CalcTextSizeA(size, 1e4f, 0.0f, text);
  const ImVec2 half(0.5f * room.x + 26.0f * s, 0.5f * room.y + 12.0f * s);
  list.AddRectFilled(ImVec2(middle.x - half.x, middle.y - half.y),
                     ImVec2(middle.x + half.x, middle.y + half.y), pack(kAccentDeep, 0.95f),
                     half.y);
  list.AddText(font, size, ImVec2(middle.x - 0.5f * room.x, middle.y - 0.5f * room.y), pack(kText),
               text);
}

/// The question, with the seconds that are left.
void stillThere(const Shown& shown, const Layout& layout, int left_s) {
  const float s = layout.scale, right = layout.notice.width, bottom = layout.notice.bottom();
  const auto& words = shown.catalogue;
  ImGui::SetNextWindowFocus();
  ImGui::SetNextWindowPos(ImVec2(0.5f * right, 0.5f * bottom), ImGuiCond_Always,
                          ImVec2(0.5f, 0.5f));
  ImGui::SetNextWindowSize(ImVec2(std::min(460.0f * s, right - 16.0f), 0.0f));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(28.0f * s, 24.0f * s));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 2.0f * s);
  ImGui::PushStyleColor(ImGuiCol_Border, vec4(kAccent));
  ImGui::Begin("still_there", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize);
  heading(words.text("show.booth_still").c_str());
  wrapped(filled(words.text("show.booth_again"), "{n}", std::to_string(left_s)).c_str());
  ImGui::ProgressBar(static_cast<float>(left_s / kBoothCountdown_s), ImVec2(-1.0f, 6.0f * s), "");
  ImGui::PushFont(fontOf(Type::kTitle));
  ImGui::Button(words.text("show.booth_stay").c_str(), ImVec2(-1.0f, 56.0f * s));
  ImGui::PopFont();
  ImGui::End();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
}

}  // namespace

void kioskPanels(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  scenePanel(shown, layout, state, output);
  if (layout.bigStraw.width > 0.0f) bigStrawPanel(shown, layout);
  saying(shown, layout);
  buttons(shown, layout, state.show.keys, output);
}

void kioskOverlay(const Shown& shown, const Layout& layout, const UiState& state) {
  if (!state.show.kiosk || state.show.black) return;
  if (state.show.countdown_s) return stillThere(shown, layout, *state.show.countdown_s);
  if (state.show.attract != Attract::Phase::kPlaying) return;
  const Rect& scene = layout.scene;
  const float s = layout.scale;
  const float low =
      standBendWanted(shown, layout, state.show) ? standBendPlace(scene, s).y : scene.bottom();
  pill(*ImGui::GetForegroundDrawList(), ImVec2(scene.x + 0.5f * scene.width, low - 40.0f * s),
       shown.catalogue.text("show.booth_touch").c_str(), s);
}

}  // namespace unkink::ui
