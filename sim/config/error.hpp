// The one exception for bad input: a file, a --set or a missing asset that the user can put right.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace unkink::config {

/// Bad input. what() is one clear sentence with its address: where, key, found, expected.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws Error "where: key: message"; the key is left out where there is none.
/// \param where   "file:line" or "--set"
[[noreturn]] inline void fail(std::string_view where, std::string_view key,
                              std::string_view message) {
  std::string sentence(where);
  sentence += ": ";
  if (!key.empty()) sentence.append(key).append(": ");
  throw Error(sentence.append(message));
}

}  // namespace unkink::config
