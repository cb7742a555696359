// posix_spawn, two pipes and a wait.
#include "app/child_process.hpp"

#include "config/error.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace unkink::app {
namespace {

struct Pipe {
  int read = -1, write = -1;
};

Pipe makePipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    throw config::Error(std::string("no pipe to another program: ") + std::strerror(errno));
  return {ends[0], ends[1]};
}

int exitCodeOf(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

std::optional<std::filesystem::path> programOnPath(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (const auto file = std::filesystem::path(folder) / name; access(file.c_str(), X_OK) == 0)
      return file;
  return std::nullopt;
}

ChildProcess::ChildProcess(const std::vector<std::string>& arguments) {
  const Pipe in = makePipe(), err = makePipe();
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, in.read, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, err.write, STDERR_FILENO);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t how;
  posix_spawnattr_init(&how);
  sigset_t usual;
  sigemptyset(&usual);
  for (const int signal : {SIGPIPE, SIGINT, SIGTERM}) sigaddset(&usual, signal);
  posix_spawnattr_setsigdefault(&how, &usual);
  posix_spawnattr_setpgroup(&how, 0);
  posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
  std::vector<char*> words;
  for (const std::string& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const int problem = posix_spawnp(&pid_, words[0], &files, &how, words.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&how);
  close(in.read);
  close(err.write);
  input_ = in.write;
  errors_ = err.read;
  fcntl(errors_, F_SETFL, O_NONBLOCK);
  if (problem == 0) return;
  close(input_);
  close(errors_);
  throw config::Error(arguments.front() + ": could not be started: " + std::strerror(problem));
}

ChildProcess::~ChildProcess() {
  closeInput();
  if (!ended()) {
    stop(true);
    wait();
  }
  close(errors_);
}

bool ChildProcess::feed(const void* bytes, std::size_t count) {
  const auto* at = static_cast<const char*>(bytes);
  while (count > 0) {
    const ssize_t wrote = write(input_, at, count);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    at += wrote;
    count -= static_cast<std::size_t>(wrote);
  }
  return true;
}

void ChildProcess::closeInput() {
  if (input_ >= 0) close(input_);
  input_ = -1;
}

std::string ChildProcess::said() {
  std::string text;
  std::array<char, 4096> some{};
  for (ssize_t n = 0; (n = read(errors_, some.data(), some.size())) > 0;)
    text.append(some.data(), static_cast<std::size_t>(n));
  return text;
}

std::optional<int> ChildProcess::ended() {
  int status = 0;
  if (!exitCode_ && waitpid(pid_, &status, WNOHANG) == pid_) exitCode_ = exitCodeOf(status);
  return exitCode_;
}

int ChildProcess::wait() {
  int status = 0;
  while (!exitCode_) {
    if (waitpid(pid_, &status, 0) == pid_)
      exitCode_ = exitCodeOf(status);
    else if (errno != EINTR)
      exitCode_ = 127;
  }
  return *exitCode_;
}

void ChildProcess::stop(bool byForce) {
  if (!exitCode_) kill(pid_, byForce ? SIGKILL : SIGINT);
}

}  // namespace unkink::app
