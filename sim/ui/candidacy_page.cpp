// "Is this right for me?": a walk of one question at a time, and what to know before anything is
// cut.
#include "lesson/guide.hpp"
#include "ui/pages.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <array>

namespace unkink::ui {
namespace {

using lesson::Candidacy;
using lesson::Given;
using lesson::Outcome;

struct OutcomeLook {
  Glyph glyph;
  Colour colour;
};

OutcomeLook lookOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kTalk:
      return {Glyph::kTalk, kGood};
    case Outcome::kOptions:
      return {Glyph::kSigns, kCare};
    default:
      return {Glyph::kAlarm, kBad};
  }
}

/// How far the walk has come.
void progress(const PageFrame& page, std::size_t done, std::size_t all, float width) {
  const float s = page.s(), space = 4.0f * s, high = 5.0f * s;
  const float each = (width - space * static_cast<float>(all - 1)) / static_cast<float>(all);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (std::size_t n = 0; n < all; ++n) {
    const float x = at.x + (each + space) * static_cast<float>(n);
    list.AddRectFilled(ImVec2(x, at.y), ImVec2(x + each, at.y + high),
                       pack(n < done ? kAccent : kRaised), 0.5f * high);
  }
  ImGui::Dummy(ImVec2(width, high));
}

/// Back, and start again; as wide as the card.
void wayBack(const PageFrame& page, float width) {
  std::vector<int>& answers = page.state.pages.answers;
  if (answers.empty()) return;
  const float space = 8.0f * page.s(), each = 0.5f * (width - space);
  gap(page, 6.0f);
  if (bigButton(page, "back", page.text("page.back"), each, {.glyph = Glyph::kBack}))
    answers.pop_back();
  ImGui::SameLine(0.0f, space);
  if (bigButton(page, "again", page.text("page.again"), each)) answers.clear();
}

void question(const PageFrame& page, const Candidacy& candidacy) {
  std::vector<int>& answers = page.state.pages.answers;
  const lesson::WalkQuestion& asked = candidacy.questions[answers.size()];
  const std::string key = "walk." + asked.id;
  const Card card(page, "walk", pageWidth(page), {.edge = kAccent});
  const std::string count =
      filled(page.text("page.of_steps", "{now}", std::to_string(answers.size() + 1)), "{all}",
             std::to_string(candidacy.questions.size()));
  paragraph((std::string(page.text("walk.title")) + "  " + count).c_str(), card.inner(),
            Type::kSmall, kMuted);
  gap(page, 6.0f);
  progress(page, answers.size(), candidacy.questions.size(), card.inner());
  gap(page, 10.0f);
  cardTitle(page, page.text(key), card.inner());
  gap(page, 4.0f);
  int pressed = -1;
  for (std::size_t n = 0; n < asked.answers.size(); ++n) {
    const std::string& id = asked.answers[n].id;
    if (bigButton(page, id.c_str(), page.text(key + "." + id), card.inner()))
      pressed = static_cast<int>(n);
    gap(page, 8.0f);
  }
  sourcesLine(page, asked.sources, card.inner());
  wayBack(page, card.inner());
  if (pressed >= 0) answers.push_back(pressed);
}

void reasons(const PageFrame& page, const Candidacy& candidacy, const std::vector<Given>& given,
             float width, const Colour& colour) {
  for (const Given& g : given) {
    const lesson::WalkQuestion& asked = candidacy.questions[static_cast<std::size_t>(g.question)];
    const std::string key =
        "walk." + asked.id + "." + asked.answers[static_cast<std::size_t>(g.answer)].id + ".why";
    bullet(page, Glyph::kNone, page.text(key), width, kText, colour);
  }
}

void outcome(const PageFrame& page, const Candidacy& candidacy, const lesson::Verdict& verdict) {
  using operation::FirstTalk;
  const OutcomeLook look = lookOf(verdict.outcome);
  const std::string key = std::string("walk.") +
                          lesson::kOutcomeNames[static_cast<std::size_t>(verdict.outcome)];
  const Card card(page, "walk", pageWidth(page), {.edge = look.colour, .outlined = true});
  cardTitle(page, page.text(key), card.inner(), look.glyph, look.colour);
  paragraph(page.text(key + ".text"), card.inner());
  gap(page, 12.0f);
  paragraph(page.text("walk.why"), card.inner(), Type::kSmall, kMuted);
  gap(page, 6.0f);
  const FirstTalk talk = page.state.pages.talk;
  if (talk != FirstTalk::kNone && verdict.outcome == Outcome::kOptions)
    bullet(page, Glyph::kNone,
           page.text(talk == FirstTalk::kSlip ? "setup.why_slip" : "setup.why_severe"),
           card.inner(), kText, look.colour);
  reasons(page, candidacy, verdict.why, card.inner(), look.colour);
  if (!verdict.ask.empty()) {
    gap(page, 6.0f);
    paragraph(page.text("walk.ask"), card.inner(), Type::kSmall, kMuted);
    gap(page, 6.0f);
    reasons(page, candidacy, verdict.ask, card.inner(), kAccent);
  }
  gap(page, 4.0f);
  paragraph(page.text("walk.no_diagnosis"), card.inner(), Type::kBody, kMuted);
  gap(page, 4.0f);
  wayBack(page, card.inner());
}

/// Short words in boxes, one after another, broken into rows.
void chips(const PageFrame& page, float width) {
  const float s = page.s(), pad = 10.0f * s, space = 6.0f * s, high = 28.0f * s;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float x = at.x, y = at.y;
  for (const lesson::Option& option : page.shown.procedure.guide->evidence.options) {
    const char* text = page.text("option." + option.id);
    const ImVec2 size = ImGui::CalcTextSize(text);
    if (x > at.x && x + size.x + 2.0f * pad > at.x + width) {
      x = at.x;
      y += high + space;
    }
    list.AddRectFilled(ImVec2(x, y), ImVec2(x + size.x + 2.0f * pad, y + high),
                       pack(option.own ? kAccentDeep : kRaised), 0.5f * high);
    list.AddText(ImVec2(x + pad, y + 0.5f * (high - size.y)), pack(kText), text);
    x += size.x + 2.0f * pad + space;
  }
  ImGui::Dummy(ImVec2(width, y + high - at.y));
}

/// The options, and a way to see them side by side.
void optionsCard(const PageFrame& page, float width) {
  const Card card(page, "options", width);
  cardTitle(page, page.text("short_card.title"), card.inner());
  paragraph(page.text("short_card.options"), card.inner(), Type::kSmall, kMuted);
  gap(page, 6.0f);
  chips(page, card.inner());
  gap(page, 10.0f);
  if (!bigButton(page, "compare", page.text("short_card.more"), card.inner(),
                 {.glyph = Glyph::kUnfold}))
    return;
  page.state.page = Page::kEvidence;
  page.state.pages.tab = static_cast<int>(lesson::EvidenceTab::kOptions);
}

void exclusions(const PageFrame& page, const Candidacy& candidacy, float width) {
  const Card card(page, "who_not", width);
  cardTitle(page, page.text("who_not.title"), card.inner());
  std::vector<std::string> sources;
  for (const lesson::Exclusion& e : candidacy.exclusions) {
    bullet(page, Glyph::kNone, page.text("who_not." + e.id), card.inner(), kText, kBad);
    for (const std::string& key : e.sources)
      if (std::ranges::find(sources, key) == sources.end()) sources.push_back(key);
  }
  sourcesLine(page, sources, card.inner());
}

}  // namespace

void candidacyPage(const PageFrame& page) {
  const Candidacy& candidacy = page.shown.procedure.guide->candidacy;
  const float width = pageWidth(page);
  const bool surgeryFirst = page.state.pages.talk != operation::FirstTalk::kNone;
  beginPage(page, Page::kCandidacy);
  surgeryFirstCard(page, width);
  careStrip(page, "candidacy");
  if (const auto verdict = lesson::verdictOf(candidacy, page.state.pages.answers, surgeryFirst))
    outcome(page, candidacy, *verdict);
  else
    question(page, candidacy);
  gap(page, 4.0f);
  paragraph(page.text("page.nothing_kept"), width, Type::kSmall, kMuted);
  gap(page);
  optionsCard(page, width);
  gap(page);
  harmCards(page, width, "short_card");
  gap(page);
  exclusions(page, candidacy, width);
  endPage(page);
}

}  // namespace unkink::ui
