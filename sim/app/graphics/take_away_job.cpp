// The case in a file, the program beside it, and its progress line.
#include "app/graphics/take_away_job.hpp"

#include "app/folders.hpp"
#include "config/error.hpp"

#include <cstdio>
#include <unistd.h>

namespace unkink::app {

namespace fs = std::filesystem;

double shareSaid(const std::string& text) {
  constexpr const char* kLine = "film, frame ";
  const std::size_t at = text.rfind(kLine);
  long done = 0, all = 0;
  if (at == std::string::npos ||
      std::sscanf(text.c_str() + at, "film, frame %ld of %ld", &done, &all) != 2 || all <= 0)
    return -1.0;
  return static_cast<double>(done) / static_cast<double>(all);
}

TakeAwayJob::~TakeAwayJob() {
  program_.reset();
  tidy();
}

void TakeAwayJob::tidy() {
  std::error_code gone;
  if (!caseFile_.empty()) fs::remove(caseFile_, gone);
  caseFile_.clear();
}

void TakeAwayJob::wrote(ui::TakeAway what, fs::path file) {
  status_ = ui::TakingAway{what, false, 1.0, std::move(file), {}};
}

void TakeAwayJob::refused(ui::TakeAway what, std::string sentence) {
  status_ = ui::TakingAway{what, false, 0.0, {}, std::move(sentence)};
}

void TakeAwayJob::begin(const TakeAwayWish& wish, const operation::CaseParameters& parameters,
                        const std::string& ownBones) {
  if (busy()) return;
  if (parameters.own) return refused(wish.what, ownBones);
  const bool film = wish.what == ui::TakeAway::kFilm;
  try {
    const std::string stage = std::to_string(wish.stage + 1);
    out_ = film ? freeFile(exportFolder(), "stage_" + stage, ".mp4")
                : freeFile(exportFolder(), "handout", ".pdf");
    caseFile_ = exportFolder() / (".case-" + std::to_string(getpid()) + ".toml");
    operation::writeCase(caseFile_, parameters);
    std::vector<std::string> words{fs::read_symlink("/proc/self/exe").string(),
                                   film ? "film" : "handout",
                                   "--case",
                                   caseFile_.string(),
                                   "--language",
                                   wish.language,
                                   "--voice",
                                   wish.clinical ? "clinical" : "plain",
                                   "--out",
                                   out_.string()};
    if (film) words.insert(words.end(), {"--stage", stage});
    heard_.clear();
    program_ = std::make_unique<ChildProcess>(words);
    program_->closeInput();
    status_ = ui::TakingAway{wish.what, true, -1.0, {}, {}};
  } catch (const config::Error& problem) {
    tidy();
    refused(wish.what, problem.what());
  }
}

void TakeAwayJob::cancel() {
  if (program_) program_->stop();
}

void TakeAwayJob::listen() {
  heard_ += program_->said();
  if (const double share = shareSaid(heard_); share >= 0.0) status_->share = share;
}

bool TakeAwayJob::turn() {
  if (!program_) return false;
  const double before = status_->share;
  listen();
  const std::optional<int> code = program_->ended();
  if (!code) return status_->share != before;
  listen();
  program_.reset();
  tidy();
  if (*code == 0) {
    wrote(status_->what, out_);
  } else {
    // the last line says why
    while (!heard_.empty() && heard_.back() == '\n') heard_.pop_back();
    const std::size_t line = heard_.rfind('\n');
    refused(status_->what, heard_.substr(line == std::string::npos ? 0 : line + 1));
  }
  return true;
}

}  // namespace unkink::app
