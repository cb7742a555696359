// Reading the procedure file, with an address for every mistake in it.
#include "lesson/procedure.hpp"

#include "config/nearest.hpp"
#include "config/node.hpp"

#include <algorithm>
#include <array>

namespace unkink::lesson {
namespace {

using config::Node;

struct GoalInfo {
  std::string_view name;
  double min, max;  // of the amount; equal: the goal takes none
};

constexpr std::array<GoalInfo, kGoalKindCount> kGoals{
    {{"posture", -1, 1},         {"load", 0, 1},
     {"severity", 0, 1},         {"wait", 0, 120},
     {"time_passes", 0, 600},    {"view", 0, 0},
     {"image", 0, 60},           {"needle_in", 0, 0},
     {"contrast", 0, 1},         {"needle_out", 0, 0},
     {"open_skin", 0, 0},        {"portal_dock", 0, 0},
     {"portal_to_edge", 0, 0},   {"bite_upper_bone", 0, 30},
     {"bite_lower_bone", 0, 30}, {"debulk", 0, 40},
     {"tool_out", 0, 0},         {"portal_out", 0, 0},
     {"close_skin", 0, 0},       {"collimate", fluoro::kNarrowestIris_mm, fluoro::kWidestIris_mm}}};

constexpr std::string_view kViewNames[] = {"ap", "lateral", "clo-left", "clo-right",
                                           "contralateral"};
constexpr std::size_t kContralateralName = 4;

constexpr std::string_view kComparingNames[] = {"off", "divider", "side_by_side"};

std::vector<std::string_view> goalNames() {
  std::vector<std::string_view> names;
  for (const GoalInfo& g : kGoals) names.push_back(g.name);
  return names;
}

/// A goal is a table with one key, its name: { wait = 3 }, { view = "ap" }, { needle_in = true }.
Goal readGoal(const Node& node) {
  const std::vector<std::string> keys = node.keys();
  if (keys.size() != 1)
    node.fail("", "found " + std::to_string(keys.size()) + " keys, expected one: the goal's name");
  const std::string& key = keys.front();
  const auto names = goalNames();
  const auto at = std::find(names.begin(), names.end(), key);
  if (at == names.end())
    node.fail(key, "found an unknown goal, expected one of the goals" +
                       config::nearestHint("goal", key, names));
  Goal goal;
  goal.kind = static_cast<GoalKind>(at - names.begin());
  const GoalInfo& info = kGoals[static_cast<std::size_t>(at - names.begin())];
  if (goal.kind == GoalKind::kView) {
    const std::size_t view = node.choice(key, kViewNames);
    goal.contralateral = view == kContralateralName;
    if (!goal.contralateral) goal.view = static_cast<fluoro::View>(view);
  } else if (info.min != info.max) {
    goal.amount = node.number(key, info.min, info.max);
  } else if (!node.flag(key)) {
    node.fail(key, "found false, expected true or no such goal");
  }
  return goal;
}

void readPages(const Node& node, Staging& s) {
  constexpr std::string_view kSliders[] = {"none", "severity", "posture"};
  if (node.has("slider")) s.slider = static_cast<StageSlider>(node.choice("slider", kSliders));
  if (node.has("page")) s.page = static_cast<StagePage>(node.choice("page", kPageNames));
  if (!node.has("offers")) return;
  for (const std::string& name : node.strings("offers")) {
    const auto at = std::find(std::begin(kPageNames), std::end(kPageNames), name);
    if (at == std::end(kPageNames))
      node.fail("offers", "found \"" + name + "\", expected a page" +
                              config::nearestHint("page", name, kPageNames));
    s.offers.push_back(static_cast<StagePage>(at - std::begin(kPageNames)));
  }
}

Staging readStaging(const Node& node) {
  node.onlyKeys({"azimuth_deg", "elevation_deg", "distance_mm", "roll_deg", "height_offset_mm",
                 "depth_offset_mm", "layers", "cutaway", "cutaway_offset_mm", "subject",
                 "labels", "level_tags", "panel", "compare", "compare_xray", "page", "offers",
                 "slider"});
  Staging s;
  s.azimuth_deg = node.number("azimuth_deg", -180, 180);
  s.elevation_deg = node.number("elevation_deg", -85, 85);
  s.distance_mm = node.number("distance_mm", 60, 1500);
  s.roll_deg = node.numberOr("roll_deg", -180, 180, 0.0);
  s.heightOffset_mm = node.numberOr("height_offset_mm", -200, 200, 0.0);
  s.depthOffset_mm = node.numberOr("depth_offset_mm", -100, 150, 0.0);
  s.cutaway = node.numberOr("cutaway", 0, 1, 0.0);
  s.cutawayOffset_mm = node.numberOr("cutaway_offset_mm", -30, 30, 0.0);
  s.levelTags = node.has("level_tags") && node.flag("level_tags");
  constexpr std::string_view kPanels[] = {"xray", "slice"};
  s.slice = node.has("panel") && node.choice("panel", kPanels) == 1;
  const auto comparing = [&](const char* key) {
    return node.has(key) ? static_cast<Comparing>(node.choice(key, kComparingNames))
                         : Comparing::kOff;
  };
  s.compare = comparing("compare");
  s.compareXRay = comparing("compare_xray");
  readPages(node, s);
  const Node layers = node.child("layers");
  for (const std::string& key : layers.keys())
    if (std::find(std::begin(kLayerNames), std::end(kLayerNames), key) == std::end(kLayerNames))
      layers.fail(key, "found an unknown layer, expected a layer" +
                           config::nearestHint("layer", key, kLayerNames));
  for (const std::string_view name : kLayerNames)
    s.layers.push_back(layers.numberOr(name, 0, 1, 0.0));
  s.subject = node.strings("subject");
  if (node.has("labels")) s.labels = node.strings("labels");
  for (const std::string& label : s.labels)
    if (std::find(std::begin(kLabelNames), std::end(kLabelNames), label) == std::end(kLabelNames))
      node.fail("labels", "found \"" + label + "\", expected a structure" +
                              config::nearestHint("structure", label, kLabelNames));
  return s;
}

Stage readStage(const Node& node) {
  node.onlyKeys({"id", "goals", "staging"});
  Stage stage;
  stage.id = node.text("id");
  for (const Node& goal : node.list("goals")) stage.goals.push_back(readGoal(goal));
  if (stage.goals.empty()) node.fail("goals", "found none, expected at least one goal");
  stage.staging = readStaging(node.child("staging"));
  return stage;
}

}  // namespace

Procedure readProcedure(const std::filesystem::path& file) {
  const config::Document document = config::Document::read(file);
  const Node root = document.root();
  root.onlyKeys({"name", "stage"});
  Procedure procedure;
  procedure.name = root.text("name");
  for (const Node& stage : root.list("stage")) procedure.stages.push_back(readStage(stage));
  if (procedure.stages.empty()) root.fail("stage", "found none, expected at least one stage");
  return procedure;
}

}  // namespace unkink::lesson
