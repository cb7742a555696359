// Teach-back: the patient says it in own words; hints can be uncovered.
#include "lesson/guide.hpp"
#include "ui/pages.hpp"

namespace unkink::ui {
namespace {

void prompt(const PageFrame& page, const lesson::Prompt& asked, std::size_t index, float width) {
  bool& uncovered = page.state.pages.uncovered.at(index);
  const std::string key = "teach." + asked.id;
  const Card card(page, asked.id.c_str(), width, {.edge = kAccent});
  cardTitle(page, page.text(key), card.inner(), Glyph::kTalk, kAccent);
  gap(page, 4.0f);
  if (bigButton(page, "hint", page.text(uncovered ? "teach.hide" : "teach.hint"), card.inner(),
                {.glyph = uncovered ? Glyph::kFold : Glyph::kUnfold}))
    uncovered = !uncovered;
  if (!uncovered) return;
  gap(page, 10.0f);
  for (int n = 1; n <= asked.hints; ++n)
    bullet(page, Glyph::kCheck, page.text(key + ".hint_" + std::to_string(n)), card.inner());
  stageButton(page, "show", asked.stage, card.inner());
}

}  // namespace

void teachBackPage(const PageFrame& page) {
  const float width = pageWidth(page);
  beginPage(page, Page::kTeachBack);
  paragraph(page.text("teach.intro"), width);
  gap(page, 12.0f);
  std::size_t index = 0;
  for (const lesson::Prompt& asked : page.shown.procedure.guide->teachBack) {
    prompt(page, asked, index++, width);
    gap(page);
  }
  paragraph(page.text("teach.done"), width, Type::kTitle, kAccent);
  endPage(page);
}

}  // namespace unkink::ui
