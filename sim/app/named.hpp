// Words of the command line that stand for something.
#pragma once

#include "config/error.hpp"

#include <map>
#include <string>

namespace unkink::app {

/// What a word stands for. Throws: config::Error that lists what there is
template <class T>
T named(const std::map<std::string, T>& names, const std::string& option,
        const std::string& found) {
  const auto it = names.find(found);
  if (it != names.end()) return it->second;
  std::string all;
  for (const auto& [name, value] : names) all += (all.empty() ? "" : ", ") + name;
  config::fail(option, {}, "found \"" + found + "\", expected one of " + all);
}

}  // namespace unkink::app
