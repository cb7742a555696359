// What is said about the stage, in the voice that is spoken, with what honesty asks beside it.
#include "lesson/glossary.hpp"
#include "ui/compare.hpp"
#include "ui/language_switch.hpp"
#include "ui/pages.hpp"
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/sources_overlay.hpp"
#include "ui/spoken.hpp"
#include "ui/words.hpp"

namespace unkink::ui {
namespace {

const std::string& stageId(const Shown& shown, int stage) {
  return shown.procedure.stages[static_cast<std::size_t>(stage)].id;
}

/// What the two voices, the language and what is taken away need beside the title.
float switchesWidth(const Shown& shown) {
  const ImGuiStyle& style = ImGui::GetStyle();
  float width = languageSwitchWidth(shown) + 4.0f * style.ItemInnerSpacing.x;
  for (const char* name : {"voice_plain", "voice_clinical", "take_away"})
    width += ImGui::CalcTextSize(word(shown, name)).x + 2 * style.FramePadding.x;
  return width;
}

/// At the end of the title's line where they have room there, else in lines of their own.
void switches(const Shown& shown, UiState& state, UiOutput& output) {
  const bool plain = shown.presentation.voice == view::Voice::kPlain;
  const float gap = ImGui::GetStyle().ItemInnerSpacing.x, width = switchesWidth(shown);
  const float end = ImGui::GetWindowContentRegionMax().x;
  const float left = end - width - (ImGui::GetItemRectMax().x - ImGui::GetWindowPos().x);
  if (left > ImGui::GetStyle().ItemSpacing.x) ImGui::SameLine(end - width);
  if (choiceButton(word(shown, "voice_plain"), plain))
    output.change(shown).voice = view::Voice::kPlain;
  ImGui::SameLine(0.0f, gap);
  if (choiceButton(word(shown, "voice_clinical"), !plain))
    output.change(shown).voice = view::Voice::kClinical;
  ImGui::SameLine(0.0f, gap);
  languageSwitch(shown, output);
  if (width < end - ImGui::GetCursorStartPos().x) ImGui::SameLine(0.0f, 2.0f * gap);
  if (choiceButton(word(shown, "take_away"), state.takeAwayOpen))
    state.takeAwayOpen = !state.takeAwayOpen;
}

void title(const Shown& shown, int stage) {
  wrapped((std::to_string(stage + 1) + "  " + stageTitle(shown, stage)).c_str(), Type::kTitle);
}

/// Whether the steps are recalled ones, and where the facts come from.
void sources(const Shown& shown, const std::string& id, UiState& state) {
  const bool typical = shown.catalogue.text("stage." + id + ".typical") == "true";
  std::string line = typical ? std::string(word(shown, "typical")) + ". " : "";
  const auto& keys = shown.catalogue.list("stage." + id + ".sources");
  line += filled(voiced(shown, "source_window.line"), "{n}", std::to_string(keys.size()));
  muted(line.c_str());
  sourcesOnClick(state);
}

/// Hard words of what is said in the plain voice, by the stage and by the page that is open.
void hardWords(const Shown& shown, int stage, Page page) {
  if (shown.presentation.voice != view::Voice::kPlain) return;
  std::string said = stageText(shown, stage);
  for (const std::string_view key : saidOn(page)) said += lesson::plainTexts(shown.catalogue, key);
  for (const lesson::GlossaryLine& line : lesson::glossaryOf(shown.catalogue, said))
    muted((line.word + ": " + line.means).c_str());
}

/// What the needle has just met, or where its contrast went.
void atTheNeedle(const Shown& shown, float scale) {
  const std::string key = needleKey(shown.state);
  if (key.empty()) return;
  ImGui::Dummy(ImVec2(0.0f, 6.0f * scale));
  wrapped(voiced(shown, key), Type::kBody, kAccent);
}

/// Before anything plays: whose spine this is, and the way to another.
void offerPatient(const Shown& shown, float scale, UiOutput& output) {
  if (shown.story.tick > 0 || shown.story.playing) return;
  ImGui::Dummy(ImVec2(0.0f, 6.0f * scale));
  ImGui::AlignTextToFramePadding();
  const std::string patient = std::string(word(shown, "shown_patient")) + ": " +
                              caseTitle(shown, shown.theCase.parameters().title);
  const float button = 190.0f * scale;
  ImGui::PushStyleColor(ImGuiCol_Text, vec4(kAccent));
  ImGui::TextUnformatted(fitted(patient, ImGui::GetContentRegionAvail().x - button).c_str());
  ImGui::PopStyleColor();
  ImGui::SameLine();
  if (ImGui::Button(word(shown, "set_up_patient"))) output.openSetup = true;
}

}  // namespace

void narrationPanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  const int stage = shown.story.shownStage();
  beginPanel("narration", layout.narration);
  title(shown, stage);
  switches(shown, state, output);
  // what honesty asks stays in sight however long the text is
  const char* honesty = comparisonHonesty(shown);
  const float width = ImGui::GetContentRegionAvail().x;
  const float wanted =
      (*honesty ? ImGui::CalcTextSize(honesty, nullptr, false, width).y + 6.0f * layout.scale
                : 0.0f) +
      pageButtonsHeight(shown, layout.scale, state);
  // where there is little room all of it scrolls
  const bool tight = wanted > 0.55f * ImGui::GetContentRegionAvail().y;
  ImGui::BeginChild("text", ImVec2(0.0f, tight ? 0.0f : -wanted));
  drawSpoken(spokenOf(shown, stage));
  hardWords(shown, stage, state.page);
  if (shown.presentation.voice == view::Voice::kPlain) muted(word(shown, "not_a_device"));
  sources(shown, stageId(shown, stage), state);
  atTheNeedle(shown, layout.scale);
  offerPatient(shown, layout.scale, output);
  const auto always = [&] {
    pageButtons(shown, layout.scale, state);
    if (*honesty) wrapped(honesty, Type::kBody, kCare);
  };
  if (tight) always();
  moreBelow();
  ImGui::EndChild();
  if (!tight) always();
  endPanel();
}

}  // namespace unkink::ui
