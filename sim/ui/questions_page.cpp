// The 17 questions of the leaflets: a press opens the answer, and another goes where it is shown.
#include "lesson/guide.hpp"
#include "ui/pages.hpp"

namespace unkink::ui {
namespace {

void answer(const PageFrame& page, const lesson::AskedQuestion& q, float width) {
  gap(page, 4.0f);
  const Card card(page, q.claim.id.c_str(), width, {.edge = kAccent});
  paragraph(page.text("question." + q.claim.id + ".answer"), card.inner());
  gap(page, 8.0f);
  stageButton(page, "show", q.stage, card.inner());
  gap(page, 6.0f);
  sourcesLine(page, q.claim.sources, card.inner());
}

}  // namespace

void questionsPage(const PageFrame& page) {
  const float width = pageWidth(page);
  int& open = page.state.pages.question;
  beginPage(page, Page::kQuestions);
  paragraph(page.text("question.intro"), width, Type::kBody, kMuted);
  gap(page);
  int index = 0;
  for (const lesson::AskedQuestion& q : page.shown.procedure.guide->questions) {
    const bool on = index == open;
    if (bigButton(page, (q.claim.id + "?").c_str(), page.text("question." + q.claim.id), width,
                  {.glyph = on ? Glyph::kFold : Glyph::kUnfold, .primary = on}))
      open = on ? -1 : index;
    if (on) answer(page, q, width);
    gap(page, 6.0f);
    ++index;
  }
  endPage(page);
}

}  // namespace unkink::ui
