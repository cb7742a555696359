// When pages open and close, and the parts that several of them share.
#include "ui/pages.hpp"

#include "lesson/guide.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <array>

namespace unkink::ui {
namespace {

using operation::FirstTalk;

const lesson::Staging& stagingOf(const Shown& shown) {
  return shown.procedure.stages[static_cast<std::size_t>(shown.story.shownStage())].staging;
}

/// Whether the case asks for a talk about open surgery first; judged once a case.
void judge(const Shown& shown, PageMemory& memory) {
  if (memory.talkOf && *memory.talkOf == shown.theCase.parameters()) return;
  memory = {.openByThemselves = memory.openByThemselves,
            .stage = memory.stage,
            .held = memory.held,
            .talk = operation::firstTalk(shown.theCase),
            .talkOf = shown.theCase.parameters()};
}

/// Whether a stage belongs to the procedure itself.
bool operates(const lesson::Guide& guide, int stage) {
  const auto first = [&](std::string_view id) {
    const auto step = std::ranges::find(guide.candidacy.steps, id, &lesson::CareStep::id);
    return step != guide.candidacy.steps.end() ? step->stage : 0;
  };
  return stage >= first("procedure") && stage < first("recovery");
}

void arrive(const Shown& shown, UiState& state, UiOutput& output) {
  PageMemory& memory = state.pages;
  const bool first = memory.stage < 0;
  memory.stage = shown.story.shownStage();
  memory.held = false;
  memory.step = -1;
  judge(shown, memory);
  // what was asked for before the story began stays, and so do settings
  if (state.page == Page::kSettings || (first && state.page != Page::kNone)) return;
  const auto& own = stagingOf(shown).page;
  state.page = own && memory.openByThemselves ? pageOf(*own) : Page::kNone;
  const bool talk = memory.talk != FirstTalk::kNone && !memory.surgeryTalked;
  if (!talk || !memory.openByThemselves || !operates(*shown.procedure.guide, memory.stage)) return;
  state.page = Page::kCandidacy;
  output.play = false;
}

std::vector<Page> pagesOf(const Shown& shown) {
  std::vector<Page> pages;
  if (!shown.procedure.guide || shown.story.stageCount() == 0) return pages;
  const lesson::Staging& staging = stagingOf(shown);
  if (staging.page) pages.push_back(pageOf(*staging.page));
  for (const lesson::StagePage offered : staging.offers) pages.push_back(pageOf(offered));
  return pages;
}

const char* titleOf(const Shown& shown, Page page) {
  const auto name = lesson::kPageNames[static_cast<std::size_t>(page) - 1];
  return voiced(shown, "page." + std::string(name));
}

}  // namespace

void followStage(const Shown& shown, UiState& state, UiOutput& output) {
  if (!shown.procedure.guide || shown.story.stageCount() == 0 || shown.workshop) return;
  if (shown.story.shownStage() != state.pages.stage) arrive(shown, state, output);
  constexpr double kEnd = 0.995;
  const bool waits = state.page != Page::kNone && shown.story.playing && !state.pages.held &&
                     state.pages.openByThemselves && shown.story.stageProgress() >= kEnd;
  if (!waits) return;
  state.pages.held = true;
  output.play = false;
}

float pageButtonsHeight(const Shown& shown, float scale) {
  return pagesOf(shown).empty() ? 0.0f : (kTouch + 8.0f) * scale;
}

bool pageButtons(const Shown& shown, float scale, UiState& state) {
  const std::vector<Page> pages = pagesOf(shown);
  const auto count = static_cast<float>(pages.size());
  const float space = 8.0f * scale;
  const float width = (ImGui::GetContentRegionAvail().x - space * (count - 1.0f)) / count;
  for (std::size_t n = 0; n < pages.size(); ++n) {
    if (n > 0) ImGui::SameLine(0.0f, space);
    const bool open = state.page == pages[n];
    ImGui::PushID(static_cast<int>(pages[n]));
    if (open || pages.size() == 1) ImGui::PushStyleColor(ImGuiCol_Button, vec4(kAccentDeep));
    const std::string label = fitted(titleOf(shown, pages[n]), width - 16.0f * scale);
    if (ImGui::Button(label.c_str(), ImVec2(width, kTouch * scale)))
      state.page = open ? Page::kNone : pages[n];
    if (open || pages.size() == 1) ImGui::PopStyleColor();
    ImGui::PopID();
  }
  return !pages.empty();
}

void stageButton(const PageFrame& page, const char* id, int stage, float width) {
  const std::string label = page.text("page.show_stage", "{stage}",
                                      std::to_string(stage + 1) + "  " +
                                          stageTitle(page.shown, stage));
  if (!bigButton(page, id, label.c_str(), width, {.glyph = Glyph::kUnfold})) return;
  page.output.jump = stage;
  page.state.page = Page::kNone;
}

void surgeryFirstCard(const PageFrame& page, float width) {
  const FirstTalk talk = page.state.pages.talk;
  if (talk == FirstTalk::kNone) return;
  page.state.pages.surgeryTalked = true;
  {
    const Card card(page, "surgery_first", width, {.edge = kCare, .outlined = true});
    cardTitle(page, word(page.shown, "severe_first"), card.inner(), Glyph::kSigns, kCare);
    paragraph(page.text(talk == FirstTalk::kSlip ? "setup.why_slip" : "setup.why_severe"),
              card.inner());
  }
  gap(page);
}

void harmCards(const PageFrame& page, float width, std::string_view prefix) {
  constexpr std::array<const char*, 2> kIds{"harms_common", "harms_rare"};
  const float each = std::floor(0.5f * (width - kCardGap * page.s()));
  const float height = tallest(kIds);
  for (const bool rare : {false, true}) {
    if (rare) ImGui::SameLine(0.0f, kCardGap * page.s());
    const Card card(page, kIds[rare ? 1 : 0], each,
                    {.edge = rare ? kCare : kMuted, .minHeight = height});
    paragraph(page.text(std::string(prefix) + (rare ? ".rare" : ".common")), card.inner(),
              Type::kBody, rare ? kCare : kText);
    gap(page, 8.0f);
    for (const lesson::Harm& harm : page.shown.procedure.guide->candidacy.harms)
      if (harm.rare == rare)
        bullet(page, Glyph::kNone, page.text("harm." + harm.id), card.inner(), kText,
               rare ? kCare : kMuted);
  }
}

}  // namespace unkink::ui
