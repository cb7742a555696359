// Reading the routes, and going along them.
#include "lesson/route.hpp"

#include "config/error.hpp"
#include "config/nearest.hpp"
#include "config/node.hpp"

#include <algorithm>
#include <iterator>
#include <sstream>

namespace unkink::lesson {
namespace {

using config::Node;

int wordCount(const std::string& text) {
  std::istringstream in(text);
  return static_cast<int>(std::distance(std::istream_iterator<std::string>(in), {}));
}

int stageNamed(const Node& node, const std::string& id, const Procedure& procedure) {
  std::vector<std::string_view> ids;
  for (const Stage& stage : procedure.stages) ids.push_back(stage.id);
  const auto found = std::ranges::find(ids, id);
  if (found == ids.end())
    node.fail("id", "found \"" + id + "\", expected a stage of the procedure" +
                        config::nearestHint("stage", id, ids));
  return static_cast<int>(found - ids.begin());
}

std::vector<Stop> readStops(const Node& node, const Procedure& procedure) {
  std::vector<Stop> stops;
  for (const Node& at : node.list("stop")) {
    at.onlyKeys({"id", "pace", "straw", "slider"});
    Stop stop;
    stop.stage = stageNamed(at, at.text("id"), procedure);
    stop.pace = at.numberOr("pace", 0.25, 8.0, 1.0);
    stop.straw = at.flagOr("straw", false);
    stop.slider = at.flagOr("slider", false);
    for (const Stop& other : stops)
      if (other.stage == stop.stage)
        at.fail("id", "found \"" + at.text("id") + "\" twice, expected a stage once in a route");
    stops.push_back(stop);
  }
  return stops;
}

Route readRoute(const Node& node, const Procedure& procedure) {
  node.onlyKeys({"id", "voice", "waits", "words_per_second", "pause_s", "stop"});
  Route route;
  route.id = node.text("id");
  constexpr std::string_view kVoices[] = {"plain", "clinical"};
  if (node.has("voice")) route.clinical = node.choice("voice", kVoices) == 1;
  route.waits = node.flagOr("waits", false);
  route.wordsPerSecond = node.numberOr("words_per_second", 0.5, 10.0, route.wordsPerSecond);
  route.pause_s = node.numberOr("pause_s", 0.0, 120.0, 0.0);
  route.stops = readStops(node, procedure);
  if (route.stops.empty())
    for (int n = 0; n < static_cast<int>(procedure.stages.size()); ++n) route.stops.push_back({n});
  route.directsStraw = std::ranges::any_of(route.stops, &Stop::straw);
  return route;
}

}  // namespace

std::optional<std::size_t> Route::stopAt(int stage) const {
  const auto found = std::ranges::find(stops, stage, &Stop::stage);
  if (found == stops.end()) return std::nullopt;
  return static_cast<std::size_t>(found - stops.begin());
}

const Stop* Route::stop(int stage) const {
  const auto at = stopAt(stage);
  return at ? &stops[*at] : nullptr;
}

int Route::stageAfter(int stage, int by) const {
  const auto last = static_cast<int>(stops.size()) - 1;
  if (const auto at = stopAt(stage))
    return stops[static_cast<std::size_t>(std::clamp(static_cast<int>(*at) + by, 0, last))].stage;
  // the first stop that the story has after it
  int next = 0;
  while (next <= last && stops[static_cast<std::size_t>(next)].stage < stage) ++next;
  const int to = by > 0 ? next + by - 1 : next + by;
  return stops[static_cast<std::size_t>(std::clamp(to, 0, last))].stage;
}

std::vector<StageWords> wordsOf(const Procedure& procedure, const Catalogue& catalogue) {
  std::vector<StageWords> words;
  for (const Stage& stage : procedure.stages)
    words.push_back({wordCount(catalogue.text("stage." + stage.id + ".plain")),
                     wordCount(catalogue.text("stage." + stage.id + ".clinical"))});
  return words;
}

double reading_s(const Route& route, const StageWords& words) {
  const int count = route.clinical.value_or(false) ? words.clinical : words.plain;
  return count / route.wordsPerSecond + route.pause_s;
}

std::optional<double> lasts_s(const Route& route, std::span<const std::optional<double>> stage_s,
                              std::span<const StageWords> words) {
  double sum_s = 0.0;
  for (const Stop& stop : route.stops) {
    const auto n = static_cast<std::size_t>(stop.stage);
    if (n >= stage_s.size() || n >= words.size() || !stage_s[n]) return std::nullopt;
    sum_s += std::max(*stage_s[n] / stop.pace, reading_s(route, words[n]));
  }
  return sum_s;
}

std::vector<Route> readRoutes(const std::filesystem::path& file, const Procedure& procedure) {
  const config::Document document = config::Document::read(file);
  const Node root = document.root();
  root.onlyKeys({"route"});
  std::vector<Route> routes;
  for (const Node& node : root.list("route")) {
    routes.push_back(readRoute(node, procedure));
    const std::string& id = routes.back().id;
    if (std::ranges::count(routes, id, &Route::id) > 1)
      node.fail("id", "found \"" + id + "\" twice, expected an id of its own");
  }
  if (routes.empty()) root.fail("route", "found none, expected at least one route");
  return routes;
}

std::size_t routeNamed(const std::vector<Route>& routes, std::string_view id) {
  const auto found = std::ranges::find(routes, id, &Route::id);
  if (found != routes.end()) return static_cast<std::size_t>(found - routes.begin());
  std::string all;
  for (const Route& route : routes) all += (all.empty() ? "" : ", ") + route.id;
  config::fail("--route", {}, "found \"" + std::string(id) + "\", expected one of " + all);
}

}  // namespace unkink::lesson
