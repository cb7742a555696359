// Getting ready: at home, on arrival, and the time-out filled from the case.
#include "lesson/guide.hpp"
#include "ui/pages.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace unkink::ui {
namespace {

Glyph glyphOf(std::string_view id) {
  constexpr std::array<std::pair<std::string_view, Glyph>, 8> kGlyphs{
      {{"fasting", Glyph::kCup},
       {"driver", Glyph::kCar},
       {"clothes", Glyph::kShirt},
       {"medicines", Glyph::kPill},
       {"allergy", Glyph::kAlarm},
       {"face_down", Glyph::kBed},
       {"clean", Glyph::kDrop},
       {"relax", Glyph::kPill}}};
  for (const auto& [name, glyph] : kGlyphs)
    if (name == id) return glyph;
  return Glyph::kNone;
}

void claims(const PageFrame& page, const char* id, const char* title,
            const std::vector<lesson::Claim>& items, float width) {
  const Card card(page, id, width);
  cardTitle(page, title, card.inner());
  gap(page, 2.0f);
  std::vector<std::string> sources;
  for (const lesson::Claim& item : items) {
    bullet(page, glyphOf(item.id), page.text("ready." + item.id), card.inner());
    gap(page, 3.0f);
    for (const std::string& key : item.sources)
      if (std::ranges::find(sources, key) == sources.end()) sources.push_back(key);
  }
  sourcesLine(page, sources, card.inner());
}

void thinners(const PageFrame& page, const lesson::Claim& claim, float width) {
  const Card card(page, "thinners", width, {.edge = kCare, .outlined = true});
  cardTitle(page, page.text("ready.thinners"), card.inner(), Glyph::kAlarm, kCare);
  paragraph(page.text("ready.thinners.text"), card.inner());
  gap(page, 6.0f);
  sourcesLine(page, claim.sources, card.inner());
}

/// What is checked, with what the case says about it.
std::string checkText(const PageFrame& page, const lesson::Check& check) {
  std::string text = page.text("time_out." + check.id);
  const operation::Case& theCase = page.shown.theCase;
  if (check.shows == lesson::CheckShows::kLevel)
    text += ": " + std::string(anatomy::kLevelNames[static_cast<std::size_t>(theCase.level())]);
  if (check.shows == lesson::CheckShows::kSide)
    text += std::string(": ") + page.text(theCase.side() == anatomy::Side::kLeft
                                              ? "time_out.left"
                                              : "time_out.right");
  return text;
}

void timeOut(const PageFrame& page, const std::vector<lesson::Check>& checks, float width) {
  auto& checked = page.state.pages.checked;
  const auto all = std::min(checks.size(), checked.size());
  const auto done = static_cast<std::size_t>(
      std::count(checked.begin(), checked.begin() + static_cast<long>(all), true));
  const Card card(page, "time_out", width, {.edge = done == all ? kGood : kAccent});
  cardTitle(page, page.text("time_out"), card.inner(), Glyph::kClock);
  paragraph(page.text("time_out.intro"), card.inner(), Type::kBody, kMuted);
  gap(page, 10.0f);
  for (std::size_t n = 0; n < all; ++n) {
    const std::string text = checkText(page, checks[n]);
    if (bigButton(page, checks[n].id.c_str(), text.c_str(), card.inner(),
                  {.glyph = checked[n] ? Glyph::kCheck : Glyph::kBox, .primary = checked[n]}))
      checked[n] = !checked[n];
    gap(page, 6.0f);
  }
  const std::string count = filled(page.text("time_out.count", "{now}", std::to_string(done)),
                                   "{all}", std::to_string(all));
  paragraph(done == all ? page.text("time_out.done") : count.c_str(), card.inner(), Type::kBody,
            done == all ? kGood : kMuted);
  gap(page, 2.0f);
  paragraph(page.text("page.nothing_kept"), card.inner(), Type::kSmall, kMuted);
}

}  // namespace

void gettingReadyPage(const PageFrame& page) {
  const lesson::GettingReady& ready = page.shown.procedure.guide->ready;
  const float width = pageWidth(page);
  beginPage(page, Page::kGettingReady);
  surgeryFirstCard(page, width);
  careStrip(page, "preparing");
  thinners(page, ready.thinners, width);
  gap(page);
  claims(page, "home", page.text("ready.home"), ready.home, width);
  gap(page);
  claims(page, "arrive", page.text("ready.arrive"), ready.arrive, width);
  gap(page);
  timeOut(page, ready.checks, width);
  endPage(page);
}

}  // namespace unkink::ui
