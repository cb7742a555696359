// The default patient, made once per executable: from what the build baked where there is such.
#pragma once

#include "config/error.hpp"
#include "config/files.hpp"
#include "operation/state.hpp"

#include <memory>

namespace unkink::test {

inline std::shared_ptr<const operation::Case> sharedDefaultCase() {
  static const auto made = [] {
    std::filesystem::path baked;
    try {
      baked = config::bakedPath("default.field");
    } catch (const config::Error&) {
      // sampled anew: slower, the same bits
    }
    return std::make_shared<const operation::Case>(operation::CaseParameters{}, baked);
  }();
  return made;
}

inline const operation::Case& defaultCase() { return *sharedDefaultCase(); }

/// What was removed at the level that the default case plans.
template <class State>
auto& treatedLevel(State& s) {
  return s.tissue[static_cast<std::size_t>(defaultCase().level())];
}

}  // namespace unkink::test
