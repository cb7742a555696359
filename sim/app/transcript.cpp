// Stages in words.
#include "app/transcript.hpp"

#include "app/actions.hpp"
#include "app/case_words.hpp"
#include "app/citation.hpp"
#include "app/material.hpp"
#include "app/transcript_pages.hpp"
#include "config/error.hpp"
#include "config/utf8.hpp"
#include "thecal_sac/straw.hpp"
#include "view/labels.hpp"
#include "view/presentation.hpp"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <sstream>

namespace unkink::app {
namespace {

using lesson::decimal;
using lesson::Spoken;

constexpr std::size_t kIndent = 2;

std::string paragraph(const std::string& words) {
  return wrapped(words, kTranscriptColumns) + "\n";
}

std::string rule(char with) { return std::string(kTranscriptColumns, with) + "\n"; }

std::string listed(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

/// Where the camera stands, in words.
std::string seenFrom(const lesson::Staging& staging, const Spoken& say) {
  const double azimuth = staging.azimuth_deg;
  constexpr double kAskew_deg = 22.5, kSquare_deg = 67.5;
  const char* side = azimuth > 0.0 ? "left" : "right";
  if (std::abs(azimuth) <= kAskew_deg) return say("transcript.from_behind");
  return say((std::abs(azimuth) > kSquare_deg ? "transcript.from_" : "transcript.from_behind_") +
             std::string(side));
}

/// The layers that a stage shows and that there is something of.
std::vector<std::string> layersShown(const view::Presentation& look, const operation::State& state,
                                     const Spoken& say) {
  constexpr float kSeen = 0.1f;
  std::vector<std::string> names;
  for (std::size_t n = 0; n < look.opacity.size(); ++n) {
    const auto layer = static_cast<view::Layer>(n);
    const bool tools = state.needle.placed || state.portal.placed;
    if (look.opacity[n] < kSeen || (layer == view::Layer::kInstruments && !tools) ||
        (layer == view::Layer::kContrast && state.contrast.volume_mL() <= 0.0))
      continue;
    names.push_back(say(std::string(say.clinical() ? "ui.layer_" : "ui.layer_plain_") +
                        std::string(lesson::kLayerNames[n])));
  }
  return names;
}

/// What there is to see at a stage's end: the view, what it shows and names, and what stands
/// beside.
std::string seen(const lesson::Session& session, const lesson::Stage& stage, const Spoken& say) {
  const operation::Case& theCase = session.theCase();
  const operation::State& state = session.state();
  const view::Presentation look = view::staged(theCase, state, stage.staging);
  const char* view = stage.staging.roll_deg != 0.0 ? "transcript.view_lying"
                     : stage.staging.cutaway > 0.0 ? "transcript.view_cut"
                                                   : "transcript.view_whole";
  std::string words = say(view, {{"from", seenFrom(stage.staging, say)}});
  words += " " + say("transcript.shown", {{"list", listed(layersShown(look, state, say))}});
  std::vector<std::string> names;
  for (const view::Label& label : view::labelsOf(theCase, state, look)) {
    if (label.beside) continue;
    const std::string& name = say(label.text);
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  if (!names.empty()) words += " " + say("transcript.named", {{"list", listed(names)}});
  const bool slice = stage.staging.slice;
  if (slice || state.cArm.exposure.number > 0)
    words += " " + say(slice ? "transcript.beside_slice" : "transcript.beside_xray");
  if (stage.staging.compare != lesson::Comparing::kOff) words += " " + say("transcript.compared");
  if (stage.staging.compareXRay != lesson::Comparing::kOff)
    words += " " + say("transcript.compared_xray");
  return words;
}

std::string measured(const lesson::Session& session, const Spoken& say) {
  const operation::Case& theCase = session.theCase();
  const operation::State& state = session.state();
  const Room room = roomOf(theCase, state);
  const thecal_sac::Straw straw =
      thecal_sac::levelStraw(theCase.spine(), state.freeSpace.frames, state.sac, theCase.level());
  const std::vector<std::pair<std::string, std::string>> numbers{
      {"level", std::string(anatomy::kLevelNames[static_cast<std::size_t>(theCase.level())])},
      {"area", decimal(room.area_mm2, 1)},
      {"room", decimal(room.percent(), 0)},
      {"flow", decimal(100.0 * std::min(straw.flow, 1.0), 0)},
      {"ligament", decimal(state.removed.ligament_mm3, 0)},
      {"bone", decimal(state.removed.bone_mm3, 0)}};
  std::string words = say("transcript.room", numbers) + " " + say("transcript.straw", numbers);
  if (state.removed.bites == 0) return words;
  const Room was = roomOf(theCase, operation::untouched(theCase, state));
  words += " " + say("transcript.untouched",
                     {{"room", decimal(was.percent(), 0)}, {"area", decimal(was.area_mm2, 1)}});
  return say.clinical() ? words + " " + say("transcript.removed", numbers) : words;
}

std::string section(const std::string& name, const std::string& words) {
  return name + "\n" + wrapped(words, kTranscriptColumns, kIndent) + "\n";
}

}  // namespace

std::string wrapped(const std::string& words, std::size_t columns, std::size_t indent) {
  std::istringstream in(words);
  const std::string margin(indent, ' ');
  std::string text, line;
  for (std::string word; in >> word;) {
    const std::size_t longer = config::displayWidth(line) + 1 + config::displayWidth(word);
    if (!line.empty() && indent + longer > columns) {
      text += margin + line + "\n";
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  return line.empty() ? text : text + margin + line + "\n";
}

std::string transcriptHead(const operation::Case& theCase, const Spoken& say) {
  const int grade = gradeOf(theCase);
  std::string text = paragraph(say("transcript.title"));
  text += paragraph(
      say("transcript.case",
          {{"level", std::string(anatomy::kLevelNames[static_cast<std::size_t>(theCase.level())])},
           {"side", say(theCase.side() == anatomy::Side::kLeft ? "ui.side_left" : "ui.side_right")},
           {"grade", gradeInWords(say, grade)}}));
  if (surgeryFirst(theCase, grade))
    text += paragraph(say("ui.severe_first") + ". " +
                      say(slipsFar(theCase) ? "setup.why_slip" : "setup.why_severe"));
  return text + paragraph(say("ui.not_a_device")) + paragraph(say("ui.not_a_device_line"));
}

std::string transcriptOf(const lesson::Session& session, int stage, const Spoken& say) {
  const lesson::Stage& told = session.procedure().stages[static_cast<std::size_t>(stage)];
  const std::string key = "stage." + told.id;
  const lesson::Catalogue& catalogue = say.catalogue();
  const std::string voice = say.clinical() ? ".clinical" : ".plain";
  std::string text = rule('=');
  text += wrapped(say("transcript.stage", {{"n", std::to_string(stage + 1)},
                                           {"count", std::to_string(session.stageCount())},
                                           {"title", catalogue.text(key + voice + "_title")}}),
                  kTranscriptColumns);
  text += rule('=');
  text += paragraph(say("transcript.posture",
                        {{"posture", lesson::postureInWords(catalogue, session.state().patient)}}));
  text += paragraph(say(key));
  text += section(say("transcript.seen"), seen(session, told, say));
  text += section(say("transcript.measured"), measured(session, say));
  if (catalogue.has(key + ".honesty")) text += paragraph(catalogue.text(key + ".honesty"));
  if (catalogue.text(key + ".typical") == "true") text += paragraph(say("ui.typical") + ".");
  static const Citations citations = Citations::read();
  std::vector<std::string> sources;
  for (const std::string& source : catalogue.list(key + ".sources"))
    sources.push_back(citations.of(source));
  std::string all;
  for (const std::string& source : sources) all += (all.empty() ? "" : "; ") + source;
  return text + section(say("ui.sources"), all + ".");
}

int transcript(const Options& options) {
  const lesson::Catalogue catalogue = lesson::Catalogue::read(options.language);
  const Spoken say(catalogue, options.clinical);
  const int count = static_cast<int>(readStory().stages.size());
  const bool all = options.stage == "all";
  const int only = all ? 0 : stageNumber(options.stage, count);
  if (!all && only == 0)
    config::fail("--stage", {},
                 "found 0, expected a stage from 1 to " + std::to_string(count) + ", or all");
  const auto session = startSession(options);
  std::cout << transcriptHead(session->theCase(), say);
  for (int stage = 1; stage <= count; ++stage) {
    if (!all && stage != only) continue;
    session->seekEndOf(stage - 1);
    std::cout << transcriptOf(*session, stage - 1, say);
  }
  if (all) std::cout << transcriptOfPages(say);
  return 0;
}

}  // namespace unkink::app
