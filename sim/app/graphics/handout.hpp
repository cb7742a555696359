// The take-home sheet of a case, written at once or beside a window that goes on.
#pragma once

#include "app/graphics/handout_page.hpp"
#include "lesson/procedure.hpp"

#include <filesystem>
#include <future>
#include <memory>

namespace unkink::app {

struct HandoutWish {
  std::shared_ptr<const operation::Case> theCase;
  std::string language = "en";
  bool clinical = false;
  std::string paper = "a4";
  std::string date;  // as it is printed, ISO 8601; empty: today
  std::filesystem::path out;
};

/// Plays the story to its end, draws the views, and writes the PDF whole or not at all.
///
/// \return what was drawn where
/// Throws: config::Error, one sentence, before anything dear is done where the paper, the language
/// or the file is wrong. Cost: about 20 s on two cores without a GPU
HandoutLayout writeHandout(const HandoutWish& wish);

/// A sheet that is written on a thread of its own, with a context of its own.
class HandoutJob {
 public:
  struct Outcome {
    std::filesystem::path file;
    std::string problem;  // one sentence; empty: it is written
  };

  /// Requires: no other one is running
  void start(HandoutWish wish);
  bool running() const { return outcome_.valid(); }
  /// What became of it, once; nothing while it runs or where none was started.
  std::optional<Outcome> take();

 private:
  std::future<Outcome> outcome_;
};

/// Today by the clock on the wall, "2026-12-01".
std::string today();

}  // namespace unkink::app
