// Looking words up, and putting numbers into them.
#include "ui/words.hpp"

#include "lesson/spoken.hpp"
#include "ui/ui_state.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace unkink::ui {
namespace {

const std::string& stageKey(const Shown& shown, int stage, std::string_view ending) {
  const auto& id = shown.procedure.stages[static_cast<std::size_t>(stage)].id;
  const bool plain = shown.presentation.voice == view::Voice::kPlain;
  return shown.catalogue.text("stage." + id + (plain ? ".plain" : ".clinical") +
                              std::string(ending));
}

}  // namespace

const char* word(const Shown& shown, std::string_view key) {
  const std::string full = "ui." + std::string(key);
  return shown.catalogue.text(full).c_str();
}

const char* voiced(const Shown& shown, std::string_view key) {
  const bool plain = shown.presentation.voice == view::Voice::kPlain;
  return shown.catalogue.text(std::string(key) + (plain ? ".plain" : ".clinical")).c_str();
}

const std::string& stageText(const Shown& shown, int stage) { return stageKey(shown, stage, ""); }
const std::string& stageTitle(const Shown& shown, int stage) {
  return stageKey(shown, stage, "_title");
}

std::string needleKey(const operation::State& state) {
  using operation::EventKind;
  constexpr std::array<const char*, fluoro::kContrastPlaceCount> kPlaces{
      "outside", "epidural", "intrathecal", "subdural", "vascular", "soft_tissue"};
  const auto last =
      std::find_if(state.events.rbegin(), state.events.rend(), [](const operation::Event& e) {
        return e.kind == EventKind::kContrastGiven || e.kind == EventKind::kContrastMisplaced ||
               e.kind == EventKind::kNeedleInEpiduralSpace || e.kind == EventKind::kNeedleOnBone;
      });
  constexpr std::uint64_t kSaid_ticks = 1800;
  if (!state.needle.placed || last == state.events.rend() || state.tick > last->tick + kSaid_ticks)
    return "";
  if (last->kind == EventKind::kNeedleOnBone) return "needle.on_bone";
  if (last->kind == EventKind::kNeedleInEpiduralSpace) return "needle.loss";
  return std::string("needle.") + kPlaces[static_cast<std::size_t>(last->values[1])];
}

std::string structureName(const Shown& shown, std::string_view key) {
  const bool plain = shown.presentation.voice == view::Voice::kPlain;
  std::string full(key);
  if (!full.starts_with("structure.")) full = "structure." + full;
  full += plain ? ".plain" : ".clinical";
  return shown.catalogue.has(full) ? shown.catalogue.text(full) : std::string(key);
}

std::string partName(const Shown& shown, const view::PartName& part) {
  const std::string name = structureName(shown, part.structure);
  if (part.place.empty()) return name;
  const bool side = part.place == "left" || part.place == "right";
  return side ? name + ", " + word(shown, "part_" + part.place) : name + " " + part.place;
}

std::string caseTitle(const Shown& shown, std::string_view title) {
  constexpr std::string_view kBetween = ", ";
  std::string said;
  for (std::size_t begin = 0; begin <= title.size();) {
    const std::size_t end = std::min(title.find(kBetween, begin), title.size());
    const std::string part(title.substr(begin, end - begin));
    const std::string key = "case_title." + part;
    said += (begin > 0 ? std::string(kBetween) : "") +
            (shown.catalogue.has(key) ? shown.catalogue.text(key) : part);
    begin = end + kBetween.size();
  }
  return said;
}

std::string filled(std::string text, std::string_view open, std::string_view with) {
  const std::size_t at = text.find(open);
  return at == std::string::npos ? text : text.replace(at, open.size(), with);
}

std::string decimal(double value, int decimals) { return lesson::decimal(value, decimals); }

std::string minutes(double seconds) {
  const int whole = static_cast<int>(seconds);
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%d:%02d", whole / 60, whole % 60);
  return buffer;
}

std::string postureInWords(const Shown& shown) {
  return lesson::postureInWords(shown.catalogue, shown.state.patient);
}

}  // namespace unkink::ui
