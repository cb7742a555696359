// The pages that stand beside the 3D view, one function each, and when they open.
#pragma once

#include "ui/page_kit.hpp"

#include <string_view>

namespace unkink::ui {

/// The page of that name in a procedure file.
constexpr Page pageOf(lesson::StagePage page) {
  return static_cast<Page>(static_cast<int>(page) + 1);
}
static_assert(pageOf(lesson::StagePage::kTeachBack) == Page::kTeachBack);

/// Opens the page of a stage that the story has just come to, closes that of the one before, and
/// waits with an open page at its stage's end. Where open surgery is to be talked about first, the
/// card that says so comes before the procedure.
void followStage(const Shown& shown, UiState& state, UiOutput& output);

/// Opens a page as if somebody had chosen what is on it.
///
/// \param parts   from 1: a part of the body, a tab of the evidence, a question, a hint, or an
/// answer to each question of the candidacy walk \return false where the page has no such part
bool openPage(const lesson::Guide& guide, Page page, std::span<const int> parts, UiState& state);

/// Buttons of the pages that belong to the stage and are not open; nothing where there are none.
void pageButtons(const Shown& shown, float scale, UiState& state);
/// The height that they take.
/// Whether there are pages to go to from a stage, beside the one that is open.
bool offersPages(const lesson::Procedure& procedure, const Story& story, Page open);

float pageButtonsHeight(const Shown& shown, float scale, const UiState& state);

void bodyMapPage(const PageFrame& page);
void candidacyPage(const PageFrame& page);
void gettingReadyPage(const PageFrame& page);
void recoveryPage(const PageFrame& page);
void evidencePage(const PageFrame& page);
void questionsPage(const PageFrame& page);
void teachBackPage(const PageFrame& page);

/// The seven steps of the care plan; the one of that id is where the story is.
void careStrip(const PageFrame& page, std::string_view here);
/// A button that goes to a stage and closes the page.
void stageButton(const PageFrame& page, const char* id, int stage, float width);
/// "Talk about open surgery first", where the case asks for it.
void surgeryFirstCard(const PageFrame& page, float width);
/// Two lists of harms side by side: what soon passes, and what is rare. \param prefix  of their
/// titles' keys
void harmCards(const PageFrame& page, float width, std::string_view prefix);

}  // namespace unkink::ui
