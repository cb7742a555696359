// Filling in a case's words and numbers.
#include "app/graphics/handout_content.hpp"

#include "app/citation.hpp"
#include "app/version.hpp"

#include <array>

namespace unkink::app {
namespace {

/// What the sheet's words rest on, in the order in which they are met.
constexpr std::array kSources{"leaflet_a",
                              "leaflet_b",
                              "leaflet_c",
                              "leaflet_d",
                              "wilkinson2012",
                              "motion2021",
                              "brown2012",
                              "encore2018",
                              "cleveland2021",
                              "medicare_spacer2023",
                              "medicare_laminectomy",
                              "nordsten",
                              "lingreen2010",
                              "asra2019"};

std::string caption(const lesson::Spoken& say, const std::string& key, const Room& room) {
  return say(key, {{"room", lesson::decimal(room.percent(), 0)},
                   {"area", lesson::decimal(room.area_mm2, 1)}});
}

}  // namespace

HandoutContent handoutContent(const operation::Case& theCase, const operation::State& before,
                              const operation::State& after, const lesson::Spoken& say,
                              const std::string& language, const std::string& date) {
  HandoutContent c(say, language);
  const int grade = gradeOf(theCase);
  const bool own = theCase.parameters().own != nullptr;
  c.posture = lesson::postureInWords(say.catalogue(), after.patient);
  c.facts = {{say("handout.level"),
              std::string(anatomy::kLevelNames[static_cast<std::size_t>(theCase.level())])},
             {say("handout.side_first"),
              say(theCase.side() == anatomy::Side::kLeft ? "ui.side_left" : "ui.side_right")},
             {say("handout.how_tight"), gradeInWords(say, grade)},
             {say("handout.shown"), c.posture}};
  if (surgeryFirst(theCase, grade))
    c.surgeryFirst = say("ui.severe_first") + ". " +
                     say(slipsFar(theCase) ? "setup.why_slip" : "setup.why_severe");
  const Room was = roomOf(theCase, before), is = roomOf(theCase, after);
  c.percentBefore = was.percent();
  c.percentAfter = is.percent();
  c.percentsShown = !own || say.clinical();
  c.captionBefore = caption(say, "handout.caption_before", was);
  c.captionAfter = caption(say, own ? "handout.caption_after_own" : "handout.caption_after", is);
  c.about = say("handout.about", {{"date", date}, {"version", version()}});
  const Citations citations = Citations::read();
  for (const char* key : kSources) c.citations.push_back(citations.of(key));
  return c;
}

}  // namespace unkink::app
