// Another program that is run beside this one: fed, listened to, waited for, ended.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace unkink::app {

/// Where a program is on the PATH; nothing where it is not.
std::optional<std::filesystem::path> programOnPath(const std::string& name);

class ChildProcess {
 public:
  /// Starts it, in a process group of its own, so that Ctrl-C is this program's alone to answer.
  ///
  /// \param arguments   the first is the program, found on the PATH where it has no slash
  /// Throws: config::Error when it cannot be started
  explicit ChildProcess(const std::vector<std::string>& arguments);
  /// Ends it where it still runs.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// Gives it more to read. \return false: it reads no more
  bool feed(const void* bytes, std::size_t count);
  void closeInput();
  /// What it has written to its error stream since the last call; does not wait.
  std::string said();
  /// Its exit code once it has ended (128 and more: by a signal); does not wait.
  std::optional<int> ended();
  int wait();
  /// Asks it to stop, as Ctrl-C does; by force where that is wanted.
  void stop(bool byForce = false);

 private:
  int pid_ = -1, input_ = -1, errors_ = -1;
  std::optional<int> exitCode_;
};

}  // namespace unkink::app
