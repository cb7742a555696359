// The table of verbs, and commands as text.
#include "operation/command.hpp"

#include "config/error.hpp"
#include "config/nearest.hpp"
#include "fluoro/exposure.hpp"

#include <charconv>
#include <cmath>
#include <vector>

namespace unkink::operation {
namespace {

constexpr ValueInfo kX{"x", "mm", -200.0, 200.0};
constexpr ValueInfo kY{"y", "mm", -300.0, 300.0};
constexpr ValueInfo kZ{"z", "mm", -250.0, 350.0};
constexpr ValueInfo kCranial{"cranial", "deg", -70.0, 70.0};
constexpr ValueInfo kLateral{"left", "deg", -60.0, 60.0};
constexpr ValueInfo kRate{"rate", "mm/s", -20.0, 20.0};

constexpr std::array<VerbInfo, kVerbCount> kVerbs{{
    {Verb::kPatientPosture,
     "patient.posture",
     "bend towards: -1 extended, 0 neutral, 1 flexed",
     1,
     {{{"posture", "", -1.0, 1.0}}}},
    {Verb::kPatientLoad, "patient.load", "0 lying, 1 standing", 1, {{{"load", "", 0.0, 1.0}}}},
    {Verb::kPatientSeverity,
     "patient.severity",
     "how far the disease has come",
     1,
     {{{"severity", "", 0.0, 1.0}}}},
    {Verb::kCArmPrimary,
     "carm.primary",
     "swing the C-arm towards this primary angle",
     1,
     {{{"angle", "deg", -180.0, 180.0}}}},
    {Verb::kCArmSecondary,
     "carm.secondary",
     "tilt the C-arm towards this secondary angle",
     1,
     {{{"angle", "deg", -45.0, 45.0}}}},
    {Verb::kCArmCentre, "carm.centre", "move the isocentre", 3, {{kX, kY, kZ}}},
    {Verb::kCArmPedal, "carm.pedal", "1 X-rays on, 0 off", 1, {{{"pressed", "", 0.0, 1.0}}}},
    {Verb::kNeedlePlace,
     "needle.place",
     "rest the needle on the skin, aimed",
     4,
     {{kX, kZ, kCranial, kLateral}}},
    {Verb::kNeedleAdvance,
     "needle.advance",
     "push (or draw back) until told otherwise",
     1,
     {{kRate}}},
    {Verb::kNeedleInject, "needle.inject", "give contrast", 1, {{{"volume", "mL", 0.0, 5.0}}}},
    {Verb::kNeedleRemove, "needle.remove", "take the needle out", 0, {}},
    {Verb::kSkinOpen, "skin.open", "make the 1-cm opening", 2, {{kX, kZ}}},
    {Verb::kSkinClose, "skin.close", "put on the dressing", 0, {}},
    {Verb::kPortalPlace,
     "portal.place",
     "rest the portal on the skin, aimed",
     4,
     {{kX, kZ, kCranial, kLateral}}},
    {Verb::kPortalAim,
     "portal.aim",
     "turn the portal about its skin opening",
     2,
     {{kCranial, kLateral}}},
    {Verb::kPortalAdvance,
     "portal.advance",
     "push (or draw back) until told otherwise",
     1,
     {{kRate}}},
    {Verb::kPortalRemove, "portal.remove", "take the portal out", 0, {}},
    {Verb::kToolInsert,
     "tool.insert",
     "put a tool into the portal: 1 trocar, 2 bone rongeur, 3 tissue sculptor",
     1,
     {{{"tool", "", 1.0, 3.0}}}},
    {Verb::kToolAdvance,
     "tool.advance",
     "push (or draw back) until told otherwise",
     1,
     {{{"rate", "mm/s", -80.0, 80.0}}}},
    {Verb::kToolTurn,
     "tool.turn",
     "turn the tool's window until told otherwise; 0 faces dorsally",
     1,
     {{{"rate", "deg/s", -180.0, 180.0}}}},
    {Verb::kToolBite, "tool.bite", "close the jaw", 0, {}},
    {Verb::kToolRemove, "tool.remove", "take the tool out of the portal", 0, {}},
    {Verb::kClockWait, "clock.wait", "let procedure time pass", 1, {{{"time", "s", 0.0, 7200.0}}}},
    {Verb::kEditUndo, "edit.undo", "take back the last bite", 0, {}},
    {Verb::kCArmField,
     "carm.field",
     "magnification: the edge of the detector's field, 230, 150 or 110",
     1,
     {{{"edge", "mm", fluoro::kFields_mm.back(), fluoro::kFields_mm.front()}}}},
    {Verb::kCArmIris,
     "carm.iris",
     "close or open the iris, as it shows on the detector",
     1,
     {{{"radius", "mm", fluoro::kNarrowestIris_mm, fluoro::kWidestIris_mm}}}},
    {Verb::kCArmLeaves,
     "carm.leaves",
     "close or open the pair of leaves, and turn it",
     2,
     {{{"gap", "mm", fluoro::kNarrowestGap_mm, fluoro::kWidestGap_mm},
       {"turn", "deg", -90.0, 90.0}}}},
    {Verb::kCArmSwivel,
     "carm.swivel",
     "swivel the C-arm about the vertical (wig-wag)",
     1,
     {{{"angle", "deg", -fluoro::kMostSwivel_deg, fluoro::kMostSwivel_deg}}}},
    {Verb::kCArmDistances,
     "carm.distances",
     "from the source to isocentre and detector",
     2,
     {{{"isocentre", "mm", fluoro::kLeastToIsocentre_mm, fluoro::kMostToIsocentre_mm},
       {"detector", "mm", fluoro::kLeastToDetector_mm, fluoro::kMostToDetector_mm}}}},
    {Verb::kCArmDose,
     "carm.dose",
     "what a pulse gives the detector behind the patient",
     1,
     {{{"kerma", "nGy", fluoro::kLeastDetectorDose_nGy, fluoro::kMostDetectorDose_nGy}}}},
    {Verb::kCArmPulses,
     "carm.pulses",
     "pulses per second of the pressed pedal",
     1,
     {{{"rate", "1/s", fluoro::kLeastPulsesPerSecond, fluoro::kMostPulsesPerSecond}}}},
    {Verb::kCArmMode,
     "carm.mode",
     "what the pedal gives: 0 pulses, 1 a single shot, 2 continuous (tutor)",
     1,
     {{{"mode", "", 0.0, 2.0}}}},
    {Verb::kMonitorTurn,
     "monitor.turn",
     "turn the picture clockwise; 1 flips it left for right",
     2,
     {{{"turn", "deg", -180.0, 180.0}, {"flipped", "", 0.0, 1.0}}}},
    {Verb::kNeedleRate, "needle.rate", "how fast to give", 1, {{{"rate", "mL/s", 0.05, 2.0}}}},
}};

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(" \t\r", at)) != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(" \t\r", at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end;
  }
  return out;
}

const VerbInfo& verbNamed(std::string_view name, std::string_view where) {
  std::vector<std::string_view> names;
  for (const VerbInfo& v : kVerbs) {
    if (v.name == name) return v;
    names.push_back(v.name);
  }
  config::fail(where, "",
               "found \"" + std::string(name) + "\", expected a verb" +
                   config::nearestHint("verb", name, names));
}

double valueFrom(std::string_view word, const VerbInfo& verb, const ValueInfo& value,
                 std::string_view where) {
  double v = 0.0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), v);
  const bool number = error == std::errc() && end == word.data() + word.size() && std::isfinite(v);
  if (number && v >= value.min && v <= value.max) return v;
  config::fail(where, std::string(verb.name) + " " + std::string(value.name),
               "found \"" + std::string(word) + "\", expected a number from " +
                   std::to_string(value.min) + " to " + std::to_string(value.max) + " " +
                   std::string(value.unit));
}

}  // namespace

std::span<const VerbInfo, kVerbCount> verbs() { return kVerbs; }

bool isInRange(const Command& command) {
  const VerbInfo& verb = info(command.verb);
  for (std::size_t n = 0; n < static_cast<std::size_t>(verb.valueCount); ++n)
    if (!(command.values[n] >= verb.values[n].min && command.values[n] <= verb.values[n].max))
      return false;
  return true;
}

const VerbInfo& info(Verb verb) { return kVerbs[static_cast<std::size_t>(verb)]; }

std::string toText(const Command& command) {
  const VerbInfo& verb = info(command.verb);
  std::string text(verb.name);
  for (int n = 0; n < verb.valueCount; ++n) {
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                   command.values[static_cast<std::size_t>(n)])
                         .ptr;
    text += ' ';
    text.append(buffer.data(), end);
  }
  return text;
}

Command fromText(std::string_view text, std::string_view where) {
  const std::vector<std::string_view> w = words(text);
  if (w.empty()) config::fail(where, "", "found nothing, expected a verb and its values");
  const VerbInfo& verb = verbNamed(w[0], where);
  if (static_cast<int>(w.size()) != verb.valueCount + 1)
    config::fail(where, verb.name,
                 "found " + std::to_string(w.size() - 1) + " values, expected " +
                     std::to_string(verb.valueCount));
  Command command;
  command.verb = verb.verb;
  for (std::size_t n = 1; n < w.size(); ++n)
    command.values[n - 1] = valueFrom(w[n], verb, verb.values[n - 1], where);
  return command;
}

}  // namespace unkink::operation
