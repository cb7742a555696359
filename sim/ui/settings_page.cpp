// Settings: language, voice, look, size of text, motion, every key, and where the files are.
#include "ui/desk_panels.hpp"
#include "ui/key_words.hpp"
#include "ui/page_kit.hpp"
#include "ui/words.hpp"

#include <algorithm>

namespace unkink::ui {
namespace {

Preferences& preferences(const PageFrame& page) {
  if (!page.output.preferences) page.output.preferences = page.shown.preferences;
  return *page.output.preferences;
}

/// Large buttons in rows, of which one is chosen. \return which was pressed; -1: none
int choices(const PageFrame& page, const char* id, std::span<const std::string> names, int chosen,
            float width) {
  const float s = page.s(), space = 6.0f * s;
  float widest = 0.0f;
  for (const std::string& name : names)
    widest = std::max(widest, ImGui::CalcTextSize(name.c_str()).x + 32.0f * s);
  const auto fitting = static_cast<std::size_t>(std::max(1.0f, (width + space) / (widest + space)));
  const std::size_t inRow = std::min(names.size(), fitting);
  const auto columns = static_cast<float>(inRow);
  const float each = std::floor((width - space * (columns - 1.0f)) / columns);
  int pressed = -1;
  ImGui::PushID(id);
  for (std::size_t n = 0; n < names.size(); ++n) {
    const int index = static_cast<int>(n);
    if (n % inRow != 0)
      ImGui::SameLine(0.0f, space);
    else if (n > 0)
      gap(page, 6.0f);
    if (bigButton(page, std::to_string(n).c_str(), names[n].c_str(), each,
                  {.primary = index == chosen}))
      pressed = index;
  }
  ImGui::PopID();
  return pressed;
}

/// A card with a question and its answers. \return which was pressed; -1: none
int question(const PageFrame& page, const char* key, std::span<const std::string> names, int chosen,
             float width) {
  int pressed = -1;
  {
    const Card card(page, key, width);
    paragraph(word(page.shown, std::string("settings.") + key), card.inner());
    gap(page, 8.0f);
    pressed = choices(page, key, names, chosen, card.inner());
  }
  gap(page);
  return pressed;
}

void language(const PageFrame& page, float width) {
  const auto& all = page.shown.catalogue.languages();
  std::vector<std::string> names;
  int chosen = -1;
  for (const lesson::Language& l : all) {
    if (l.code == page.shown.catalogue.language()) chosen = static_cast<int>(names.size());
    names.push_back(l.name);
  }
  const int pressed = question(page, "language", names, chosen, width);
  if (pressed >= 0) preferences(page).language = all[static_cast<std::size_t>(pressed)].code;
}

void looks(const PageFrame& page, float width) {
  const Shown& shown = page.shown;
  const Preferences& now = shown.preferences;
  const auto said = [&](const char* key) { return std::string(word(shown, key)); };
  const std::string voices[] = {said("voice_plain"), said("voice_clinical")};
  const bool clinical = shown.presentation.voice == view::Voice::kClinical;
  if (const int n = question(page, "voice", voices, clinical ? 1 : 0, width); n >= 0)
    page.output.change(shown).voice = n == 1 ? view::Voice::kClinical : view::Voice::kPlain;
  const std::string themes[] = {said("settings.theme_dark"), said("settings.theme_light")};
  if (const int n = question(page, "theme", themes, now.theme == Theme::kLight ? 1 : 0, width);
      n >= 0)
    preferences(page).theme = n == 1 ? Theme::kLight : Theme::kDark;
  std::vector<std::string> sizes;
  int size = -1;
  for (const double scale : kTextScales) {
    if (scale == now.textScale) size = static_cast<int>(sizes.size());
    sizes.push_back(std::to_string(static_cast<int>(100.0 * scale + 0.5)) + " %");
  }
  if (const int n = question(page, "text_size", sizes, size, width); n >= 0)
    preferences(page).textScale = kTextScales[static_cast<std::size_t>(n)];
  const std::string motions[] = {said("settings.motion_full"), said("settings.motion_reduced")};
  if (const int n = question(page, "motion", motions, now.reducedMotion ? 1 : 0, width); n >= 0)
    preferences(page).reducedMotion = n == 1;
}

/// What an action does, and its keys on a button that waits for another one.
void keyRow(const PageFrame& page, Action action, float width) {
  const float s = page.s(), space = 8.0f * s;
  const Pair pair = pairIn(page, width, space);
  const std::string name(nameOf(action));
  const bool waits = page.state.rebinding == name;
  const std::string keys = waits ? word(page.shown, "settings.press_key")
                                 : keysInWords(page.shown, page.state.show.keys, action);
  const ImVec2 at = ImGui::GetCursorPos();
  const std::string& does = actionInWords(page.shown, action);
  const float high = paragraphHeight(does.c_str(), pair.each);
  if (pair.beside) ImGui::SetCursorPosY(at.y + std::max(0.0f, 0.5f * (kTouch * s - high)));
  paragraph(does.c_str(), pair.each);
  if (pair.beside) ImGui::SetCursorPos(ImVec2(at.x + pair.each + space, at.y));
  if (bigButton(page, name.c_str(), keys.c_str(), pair.each, {.primary = waits}))
    page.state.rebinding = waits ? "" : name;
  if (pair.beside)
    ImGui::SetCursorPosY(std::max(ImGui::GetCursorPosY(), at.y + std::max(high, kTouch * s)));
  if (page.state.rebound == name && !page.state.rebindRefused.empty())
    paragraph(page.state.rebindRefused.c_str(), width, Type::kBody, kCare);
  gap(page, 4.0f);
}

void keys(const PageFrame& page, float width) {
  const Card card(page, "keys", width);
  cardTitle(page, word(page.shown, "settings.keys"), card.inner());
  paragraph(word(page.shown, "settings.keys_how"), card.inner(), Type::kBody, kMuted);
  gap(page, 8.0f);
  for (int n = 0; n < kActionCount; ++n) keyRow(page, static_cast<Action>(n), card.inner());
  if (bigButton(page, "all_keys", word(page.shown, "settings.keys_reset"), card.inner()))
    page.output.rebind = Rebinding{};
}

void folders(const PageFrame& page, float width) {
  if (!page.shown.desktop || page.shown.desktop->folders.empty()) return;
  const Card card(page, "folders", width);
  cardTitle(page, word(page.shown, "settings.folders"), card.inner());
  for (const NamedFolder& f : page.shown.desktop->folders) {
    if (f.folder.empty()) continue;
    gap(page, 6.0f);
    paragraph(word(page.shown, "settings.folder_" + f.key), card.inner());
    paragraph(f.folder.string().c_str(), card.inner(), Type::kSmall, kMuted);
  }
}

}  // namespace

void settingsPage(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  const PageFrame page{shown, layout, state, output};
  const float width = pageWidth(page);
  beginPage(page, Page::kSettings);
  if (shown.desktop && !shown.desktop->said.empty()) {
    paragraph(shown.desktop->said.c_str(), width, Type::kBody, kCare);
    gap(page);
  }
  language(page, width);
  looks(page, width);
  keys(page, width);
  gap(page);
  folders(page, width);
  endPage(page);
}

}  // namespace unkink::ui
