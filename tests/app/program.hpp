// Runs the program itself, without a screen, and keeps what it said.
#pragma once

#include "support/catch.hpp"
#include "support/temp_file.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <sys/wait.h>

namespace unkink::test {

struct Outcome {
  int exitCode = -1;
  std::string out, err;
};

inline std::string contentOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// \param arguments   as for a shell
inline Outcome runProgram(const std::string& arguments) {
  const TempDirectory folder;
  const std::string out = folder.path() / "out", err = folder.path() / "err";
  const std::string line = "env -u DISPLAY -u WAYLAND_DISPLAY '" UNKINK_EXECUTABLE "' " +
                           arguments + " >'" + out + "' 2>'" + err + "'";
  const int status = std::system(line.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, contentOf(out), contentOf(err)};
}

/// Claims that the program refused what it was given, with one sentence.
inline void isOneSentence(const Outcome& o) {
  INFO(o.err);
  CHECK(o.exitCode == 2);
  CHECK(o.err.starts_with("unkink: "));
  CHECK(std::count(o.err.begin(), o.err.end(), '\n') == 1);
}

}  // namespace unkink::test
