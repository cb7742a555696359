// What to expect: the evidence on both sides in people of 100, harms, and the choices side by side.
#include "lesson/guide.hpp"
#include "ui/pages.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace unkink::ui {
namespace {

using lesson::EvidenceTab;
using lesson::Exhibit;

constexpr std::array<const char*, lesson::kEvidenceTabCount> kTabs{"for", "against", "harms",
                                                                   "options"};

Colour colourOf(EvidenceTab tab) {
  return tab == EvidenceTab::kFor ? kGood : tab == EvidenceTab::kAgainst ? kCare : kBad;
}

void tabs(const PageFrame& page, float width) {
  constexpr float kReadable = 90.0f;  // at scale 1
  const float space = 6.0f * page.s();
  const std::size_t inRow = width < kReadable * page.s() * kTabs.size() ? 2 : kTabs.size();
  const auto columns = static_cast<float>(inRow);
  const float each = std::floor((width - space * (columns - 1.0f)) / columns);
  for (std::size_t n = 0; n < kTabs.size(); ++n) {
    if (n % inRow != 0)
      ImGui::SameLine(0.0f, space);
    else if (n > 0)
      gap(page, 6.0f);
    const bool on = page.state.pages.tab == static_cast<int>(n);
    if (bigButton(page, kTabs[n], page.text(std::string("evidence.tab_") + kTabs[n]), each,
                  {.primary = on}))
      page.state.pages.tab = static_cast<int>(n);
  }
}

std::string ofPeople(const PageFrame& page, double value, int of) {
  const double number[] = {value};
  return told(page, of == 10 ? "evidence.of_10" : "evidence.of_100", number);
}

/// One group: its number, what it had, and its people.
void arm(const PageFrame& page, const lesson::Arm& arm, const Exhibit& e, float width) {
  constexpr float kWidest = 230.0f;
  ImGui::BeginGroup();
  paragraph(ofPeople(page, arm.value, e.of).c_str(), width, Type::kTitle, colourOf(e.tab));
  paragraph(page.text("option." + arm.option), width);
  gap(page, 6.0f);
  const float wide = std::min(width, kWidest * page.s());
  const float high = drawPeople(*ImGui::GetWindowDrawList(), ImGui::GetCursorScreenPos(), wide,
                                e.of, arm.value, pack(colourOf(e.tab)), pack(kMuted, 0.32f));
  ImGui::Dummy(ImVec2(width, high));
  ImGui::EndGroup();
}

/// What stands where a second group would.
void noComparator(const PageFrame& page, const Exhibit& e, float width) {
  ImGui::BeginGroup();
  const char* key = e.unreported ? "evidence.no_figure" : "evidence.no_group";
  paragraph(page.text(key), width, Type::kBody, kMuted);
  ImGui::EndGroup();
}

void figure(const PageFrame& page, const Exhibit& e, float width) {
  const float space = 18.0f * page.s();
  const Pair pair = pairIn(page, width, space);
  arm(page, e.arms.front(), e, pair.each);
  betweenPair(pair, space);
  if (e.arms.size() > 1)
    arm(page, e.arms[1], e, pair.each);
  else
    noComparator(page, e, pair.each);
  gap(page, 8.0f);
  const std::string key = "evidence." + e.claim.id + ".text";
  paragraph(page.text(key), width);
  if (e.arms.size() == 1) return;
  gap(page, 4.0f);
  paragraph(page.text("evidence.not_by_lot"), width, Type::kBody, kMuted);
}

void bars(const PageFrame& page, const Exhibit& e, float width) {
  const float s = page.s(), high = 16.0f * s;
  const double most = std::max(e.claim.numbers[0], e.claim.numbers[1]);
  for (std::size_t n = 0; n < 2; ++n) {
    const double number[] = {e.claim.numbers[n]};
    const std::string key = "evidence." + e.claim.id + (n == 0 ? ".before" : ".after");
    paragraph(told(page, key, number).c_str(), width);
    gap(page, 3.0f);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, ImVec2(at.x + width, at.y + high), pack(kRaised), 0.3f * high);
    list.AddRectFilled(at, ImVec2(at.x + width * static_cast<float>(number[0] / most), at.y + high),
                       pack(n == 0 ? kMuted : colourOf(e.tab)), 0.3f * high);
    ImGui::Dummy(ImVec2(width, high + 8.0f * s));
  }
  paragraph(page.text("evidence." + e.claim.id + ".text"), width);
  gap(page, 4.0f);
  paragraph(page.text("evidence.no_group"), width, Type::kBody, kMuted);
}

void exhibit(const PageFrame& page, const Exhibit& e, float width) {
  const Card card(page, e.claim.id.c_str(), width, {.edge = colourOf(e.tab)});
  const std::string words = told(page, "evidence." + e.claim.id, e.claim.numbers);
  if (e.kind == Exhibit::Kind::kClaim) {
    paragraph(words.c_str(), card.inner());
  } else {
    cardTitle(page, words.c_str(), card.inner());
    gap(page, 2.0f);
    (e.kind == Exhibit::Kind::kFigure ? figure : bars)(page, e, card.inner());
  }
  gap(page, 6.0f);
  sourcesLine(page, e.claim.sources, card.inner());
}

/// What was drawn by lot stands first on the side that speaks for it, people first elsewhere.
void exhibits(const PageFrame& page, EvidenceTab tab, float width) {
  const bool sentencesFirst = tab == EvidenceTab::kFor;
  for (const bool sentences : {sentencesFirst, !sentencesFirst})
    for (const Exhibit& e : page.shown.procedure.guide->evidence.exhibits) {
      if (e.tab != tab || (e.kind == Exhibit::Kind::kClaim) != sentences) continue;
      exhibit(page, e, width);
      gap(page);
    }
}

/// A row of an option in words; muted where nothing fair is known.
struct Cell {
  std::string text;
  bool known = true;
};

Cell cellOf(const PageFrame& page, const lesson::Option& option, std::size_t row) {
  const auto& claim = option.rows[row];
  if (!claim) return {page.text("evidence.no_figure"), false};
  return {told(page, "option." + option.id + "." + std::string(lesson::kOptionRows[row]),
               claim->numbers)};
}

/// A line of the table: cards that stand side by side, every row as high in each.
class OptionRow {
 public:
  OptionRow(const PageFrame& page, std::span<const lesson::Option> options, float width)
      : page_(page), options_(options), width_(width), inner_(width - 2.0f * kCardPad * page.s()) {
    title_ = highest([&](const lesson::Option& o) {
      return paragraphHeight(page_.text("option." + o.id), inner(o), Type::kTitle);
    });
    for (std::size_t r = 0; r < heights_.size(); ++r)
      heights_[r] = highest([&](const lesson::Option& o) {
        return paragraphHeight(cellOf(page_, o, r).text.c_str(), inner(o));
      });
    label_ = paragraphHeight("X", inner_, Type::kSmall);
  }

  void draw() const {
    for (const lesson::Option& o : options_) {
      if (&o != &options_.front()) ImGui::SameLine(0.0f, kCardGap * page_.s());
      card(o);
    }
  }

 private:
  /// The own card has a bar at its side.
  float inner(const lesson::Option& o) const { return inner_ - (o.own ? 4.0f * page_.s() : 0.0f); }

  template <class Height>
  float highest(const Height& height) const {
    float most = 0.0f;
    for (const lesson::Option& o : options_) most = std::max(most, height(o));
    return most;
  }

  void padTo(float top, float height) const {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy(ImVec2(0.0f, std::max(0.0f, top + height - at.y)));
  }

  void card(const lesson::Option& o) const {
    CardLook look;
    if (o.own) {
      look.edge = kAccent;
      look.outlined = true;
    }
    const Card card(page_, o.id.c_str(), width_, look);
    float top = ImGui::GetCursorScreenPos().y;
    paragraph(page_.text("option." + o.id), card.inner(), Type::kTitle, o.own ? kAccent : kText);
    padTo(top, title_ + 8.0f * page_.s());
    for (std::size_t r = 0; r < heights_.size(); ++r) {
      const Cell cell = cellOf(page_, o, r);
      top = ImGui::GetCursorScreenPos().y;
      paragraph(page_.text("option_row." + std::string(lesson::kOptionRows[r])), card.inner(),
                Type::kSmall, kMuted);
      padTo(top, label_ + 2.0f * page_.s());
      paragraph(cell.text.c_str(), card.inner(), Type::kBody, cell.known ? kText : kMuted);
      const bool last = r + 1 == heights_.size();
      padTo(top, label_ + heights_[r] + (last ? 2.0f : 12.0f) * page_.s());
    }
  }

  const PageFrame& page_;
  std::span<const lesson::Option> options_;
  float width_, inner_, title_ = 0.0f, label_ = 0.0f;
  std::array<float, lesson::kOptionRowCount> heights_{};
};

void options(const PageFrame& page, float width) {
  constexpr float kThreeFrom = 640.0f;  // width from which three stand side by side
  const lesson::Evidence& evidence = page.shown.procedure.guide->evidence;
  const std::size_t columns = width >= kThreeFrom * page.s() ? 3 : 2;
  const float each = std::floor((width - kCardGap * page.s() * static_cast<float>(columns - 1)) /
                                static_cast<float>(columns));
  std::vector<std::string> sources;
  for (std::size_t n = 0; n < evidence.options.size(); n += columns) {
    const auto count = std::min(columns, evidence.options.size() - n);
    OptionRow(page, std::span(evidence.options).subspan(n, count), each).draw();
    gap(page);
  }
  for (const lesson::Option& o : evidence.options)
    for (const auto& row : o.rows)
      if (row)
        for (const std::string& key : row->sources)
          if (std::ranges::find(sources, key) == sources.end()) sources.push_back(key);
  sourcesLine(page, sources, width);
  gap(page);
  const Card card(page, "pay", width, {.edge = kCare});
  cardTitle(page, page.text("evidence.pay"), card.inner());
  paragraph(page.text("evidence.pay.text"), card.inner());
  gap(page, 6.0f);
  sourcesLine(page, evidence.pay.sources, card.inner());
}

}  // namespace

void evidencePage(const PageFrame& page) {
  const float width = pageWidth(page);
  const auto tab = static_cast<EvidenceTab>(page.state.pages.tab);
  beginPage(page, Page::kEvidence);
  tabs(page, width);
  gap(page);
  paragraph(page.text(std::string("evidence.intro_") + kTabs[static_cast<std::size_t>(tab)]), width,
            Type::kBody, kMuted);
  gap(page);
  if (tab == EvidenceTab::kOptions)
    options(page, width);
  else
    exhibits(page, tab, width);
  endPage(page);
}

}  // namespace unkink::ui
