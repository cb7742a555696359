// Stories for the tests of lesson: the shipped one, and a brief one that costs next to nothing.
#pragma once

#include "config/files.hpp"
#include "lesson/session.hpp"
#include "operation/default_case.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <vector>

namespace unkink::test {

inline const lesson::Procedure& shipped() {
  static const lesson::Procedure read =
      lesson::readProcedure(config::assetPath("procedures/mild.toml"));
  return read;
}

/// The keys of every entry of a BibTeX file.
inline std::set<std::string> bibliography() {
  std::ifstream in(config::assetPath("references/references.bib"));
  std::set<std::string> keys;
  for (std::string line; std::getline(in, line);) {
    const auto open = line.find('{'), comma = line.find(',');
    if (line.starts_with('@') && open != std::string::npos && comma != std::string::npos)
      keys.insert(line.substr(open + 1, comma - open - 1));
  }
  return keys;
}

/// Four short stages with something of everything that moves without being cut.
inline lesson::Procedure brief() {
  using lesson::GoalKind;
  lesson::Procedure p;
  p.name = "brief";
  const auto stage = [&](const char* id, std::vector<lesson::Goal> goals) {
    p.stages.push_back({id, std::move(goals), {}});
  };
  stage("ill", {{GoalKind::kSeverity, 0.3}, {GoalKind::kWait, 0.5}});
  stage("lying", {{GoalKind::kLoad, 0.0}, {GoalKind::kPosture, 0.2}});
  stage("seen", {{GoalKind::kImage, 0.5}, {GoalKind::kTimePasses, 1.0}, {GoalKind::kWait, 0.3}});
  stage("opened", {{GoalKind::kOpenSkin}, {GoalKind::kWait, 0.4}});
  return p;
}

inline int stageNamed(const lesson::Procedure& p, std::string_view id) {
  const auto at = std::find_if(p.stages.begin(), p.stages.end(),
                               [&](const lesson::Stage& s) { return s.id == id; });
  return static_cast<int>(at - p.stages.begin());
}

/// The hash at the end of each of the first stages, gone to in the story's order.
inline std::vector<std::uint64_t> endHashes(lesson::Session& session, int stages) {
  std::vector<std::uint64_t> hashes;
  for (int n = 0; n < stages; ++n) {
    session.seekEndOf(n);
    hashes.push_back(operation::hash(session.state()));
  }
  return hashes;
}

}  // namespace unkink::test
