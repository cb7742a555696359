// When pages open and close, and the parts that several of them share.
#include "ui/pages.hpp"

#include "lesson/guide.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace unkink::ui {
namespace {

using operation::FirstTalk;

const lesson::Staging& stagingOf(const Shown& shown) {
  return shown.procedure.stages[static_cast<std::size_t>(shown.story.shownStage())].staging;
}

/// Whether the case asks for a talk about open surgery first; judged once a case.
void judge(const Shown& shown, PageMemory& memory) {
  if (memory.talkOf && *memory.talkOf == shown.theCase.parameters()) return;
  if (memory.talkOf) {  // what was answered was about another patient
    const PageMemory kept = std::exchange(memory, {});
    memory.openByThemselves = kept.openByThemselves;
    memory.stage = kept.stage;
  }
  memory.talk = operation::firstTalk(shown.theCase);
  memory.talkOf = shown.theCase.parameters();
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

/// The pages that belong to the stage, without the one that is open.
std::vector<Page> pagesOf(const lesson::Procedure& procedure, const Story& story, Page open) {
  std::vector<Page> pages;
  if (!procedure.guide || story.stageCount() == 0) return pages;
  const lesson::Staging& staging =
      procedure.stages[static_cast<std::size_t>(story.shownStage())].staging;
  if (staging.page) pages.push_back(pageOf(*staging.page));
  for (const lesson::StagePage offered : staging.offers) pages.push_back(pageOf(offered));
  std::erase(pages, open);
  return pages;
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

namespace {

bool answerWalk(const lesson::Candidacy& candidacy, std::span<const int> parts,
                PageMemory& memory) {
  if (parts.size() > candidacy.questions.size()) return false;
  for (std::size_t n = 0; n < parts.size(); ++n) {
    if (parts[n] > static_cast<int>(candidacy.questions[n].answers.size())) return false;
    memory.answers.push_back(parts[n] - 1);
  }
  return true;
}

}  // namespace

bool openPage(const lesson::Guide& guide, Page page, std::span<const int> parts, UiState& state) {
  PageMemory& memory = state.pages;
  state.page = page;
  if (page == Page::kCandidacy) return answerWalk(guide.candidacy, parts, memory);
  if (parts.empty()) return true;
  const int part = parts.front() - 1;
  const auto choose = [&](int& chosen, std::size_t count) {
    chosen = part;
    return parts.size() == 1 && part < static_cast<int>(count);
  };
  switch (page) {
    case Page::kBodyMap:
      return choose(memory.region, guide.body.regions.size());
    case Page::kEvidence:
      return choose(memory.tab, lesson::kEvidenceTabCount);
    case Page::kQuestions:
      return choose(memory.question, guide.questions.size());
    case Page::kTeachBack:
      if (part >= static_cast<int>(guide.teachBack.size())) return false;
      return memory.uncovered.at(static_cast<std::size_t>(part)) = true;
    default:
      return false;
  }
}

bool offersPages(const lesson::Procedure& procedure, const Story& story, Page open) {
  return !pagesOf(procedure, story, open).empty();
}

namespace {

constexpr float kSpace = 8.0f;  // between buttons, at scale 1

/// Beside each other where their words fit, else below each other.
int buttonRows(const Shown& shown, float scale, const UiState& state) {
  const std::vector<Page> pages = pagesOf(shown.procedure, shown.story, state.page);
  const auto count = static_cast<float>(pages.size());
  const float space = kSpace * scale;
  const float width = (ImGui::GetContentRegionAvail().x - space * (count - 1.0f)) / count;
  const bool fit = std::ranges::all_of(pages, [&](Page page) {
    return ImGui::CalcTextSize(pageTitle(shown, page)).x <= width - 16.0f * scale;
  });
  return fit ? std::min(static_cast<int>(pages.size()), 1) : static_cast<int>(pages.size());
}

}  // namespace

float pageButtonsHeight(const Shown& shown, float scale, const UiState& state) {
  const auto rows = static_cast<float>(buttonRows(shown, scale, state));
  return rows == 0.0f ? 0.0f
                      : rows * kTouch * scale + 8.0f * scale + (rows - 1.0f) * kSpace * scale;
}

void pageButtons(const Shown& shown, float scale, UiState& state) {
  const std::vector<Page> pages = pagesOf(shown.procedure, shown.story, state.page);
  const bool stacked = buttonRows(shown, scale, state) > 1;
  const auto count = stacked ? 1.0f : static_cast<float>(pages.size());
  const float space = kSpace * scale;
  const float width = (ImGui::GetContentRegionAvail().x - space * (count - 1.0f)) / count;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(space, space));
  for (std::size_t n = 0; n < pages.size(); ++n) {
    if (n > 0 && !stacked) ImGui::SameLine(0.0f, space);
    ImGui::PushID(static_cast<int>(pages[n]));
    ImGui::PushStyleColor(ImGuiCol_Button, vec4(kAccentDeep));
    const std::string label = fitted(pageTitle(shown, pages[n]), width - 16.0f * scale);
    if (ImGui::Button(label.c_str(), ImVec2(width, kTouch * scale))) state.page = pages[n];
    ImGui::PopStyleColor();
    ImGui::PopID();
  }
  ImGui::PopStyleVar();
}

void stageButton(const PageFrame& page, const char* id, int stage, float width) {
  const std::string label =
      page.text("page.show_stage", "{stage}",
                std::to_string(stage + 1) + "  " + stageTitle(page.shown, stage));
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
  const float space = kCardGap * page.s();
  const Pair pair = pairIn(page, width, space);
  const float height = pair.beside ? tallest(kIds) : 0.0f;
  for (const bool rare : {false, true}) {
    if (rare) betweenPair(pair, space);
    const Card card(page, kIds[rare ? 1 : 0], pair.each,
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
