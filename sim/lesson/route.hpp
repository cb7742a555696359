// Ways through the story: which stages, in which order, how fast, and how long that takes.
#pragma once

#include "lesson/catalogue.hpp"
#include "lesson/procedure.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace unkink::lesson {

/// One stage of a route.
struct Stop {
  int stage = 0;        // 0-based, of the procedure
  double pace = 1.0;    // of the story there, times the usual one
  bool straw = false;   // the big straw stands beside the spine
  bool slider = false;  // over the 3D view: stand and bend the patient
};

struct Route {
  std::string id;  // ui texts: route.<id>
  std::vector<Stop> stops;
  std::optional<bool> clinical;  // the voice it speaks; nothing: as it is
  bool waits = false;            // each stage waits at its end for Next
  double wordsPerSecond = 3.0;   // of who reads or is told the text
  double pause_s = 0.0;          // for questions, after each stage's text
  bool directsStraw = false;     // the straw comes and goes as its stops say

  /// The stop at a stage; nothing where the route leaves that stage out.
  std::optional<std::size_t> stopAt(int stage) const;
  const Stop* stop(int stage) const;
  /// The stage so many stops on from one, or back; one that is no stop counts as between those that
  /// the story has before and after it. Stays at the ends.
  int stageAfter(int stage, int by) const;
  bool endsWith(int stage) const { return stage == stops.back().stage; }
};

/// Words of a stage's texts.
struct StageWords {
  int plain = 0, clinical = 0;
};
std::vector<StageWords> wordsOf(const Procedure& procedure, const Catalogue& catalogue);

/// How long a stage is shown at least, so that its text can be read and asked about; seconds.
double reading_s(const Route& route, const StageWords& words);

/// How long a route takes that plays by itself; seconds.
/// \param stage_s   how long each stage of the story plays; nothing: not written yet
/// \return nothing while a stage of it is not written
std::optional<double> lasts_s(const Route& route, std::span<const std::optional<double>> stage_s,
                              std::span<const StageWords> words);

/// Reads a file of routes for a procedure. Throws: config::Error with its address
std::vector<Route> readRoutes(const std::filesystem::path& file, const Procedure& procedure);

/// The one of that id. Throws: config::Error that names them all
std::size_t routeNamed(const std::vector<Route>& routes, std::string_view id);

}  // namespace unkink::lesson
