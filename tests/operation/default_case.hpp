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

}  // namespace unkink::test
