// What the tests of bad input share: the sentence with which something was refused.
#pragma once

#include "config/error.hpp"

#include <string>

namespace unkink::test {

/// The message of the config::Error that the action throws; says so when it throws none.
template <class Action>
std::string refusal(Action&& action) {
  try {
    action();
  } catch (const config::Error& error) {
    return error.what();
  }
  return "nothing was refused";
}

}  // namespace unkink::test
