// Films and handouts made from the window: by this same program, beside it.
#pragma once

#include "app/child_process.hpp"
#include "operation/case.hpp"
#include "ui/take_away.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace unkink::app {

/// What is asked for, of whom, in which words.
struct TakeAwayWish {
  ui::TakeAway what = ui::TakeAway::kFilm;
  int stage = 0;  // 0-based, of a film
  bool clinical = false;
  std::string language;
};

class TakeAwayJob {
 public:
  ~TakeAwayJob();
  /// Begins to make it; a refusal is in the status, as everything else is.
  ///
  /// \param ownBones  what is said of imported bones, which no case file holds
  void begin(const TakeAwayWish& wish, const operation::CaseParameters& parameters,
             const std::string& ownBones);
  void cancel();
  /// Listens to what is being made. \return whether there is news
  bool turn();
  bool busy() const { return status_ && status_->busy; }
  /// Says what became of something that was made elsewhere.
  void wrote(ui::TakeAway what, std::filesystem::path file);
  void refused(ui::TakeAway what, std::string sentence);
  /// Null while nothing was asked for yet.
  const ui::TakingAway* status() const { return status_ ? &*status_ : nullptr; }

 private:
  void listen();
  void tidy();

  std::optional<ui::TakingAway> status_;
  std::filesystem::path out_, caseFile_;
  std::unique_ptr<ChildProcess> program_;
  std::string heard_;  // of its error stream, all of it
};

/// How far a film is by the last line of its progress; below 0 where there is none.
double shareSaid(const std::string& text);

}  // namespace unkink::app
