// From a case to a file; `unkink handout`.
#include "app/graphics/handout.hpp"

#include "app/actions.hpp"
#include "app/graphics/handout_pictures.hpp"
#include "app/graphics/pdf.hpp"
#include "app/material.hpp"
#include "app/version.hpp"
#include "config/error.hpp"

#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>

namespace unkink::app {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannotWrite(const fs::path& file) {
  throw config::Error(file.string() + ": could not be written, expected a place for a PDF file");
}

/// A file beside the one that is wanted, which it becomes once it is whole.
class Draft {
 public:
  explicit Draft(fs::path wanted) : wanted_(std::move(wanted)), draft_(wanted_.string() + ".part") {
    if (wanted_.empty() || fs::is_directory(wanted_)) cannotWrite(wanted_);
    stream_.open(draft_, std::ios::binary | std::ios::trunc);
    if (!stream_) cannotWrite(wanted_);
  }
  ~Draft() {
    stream_.close();
    std::error_code nothing;
    if (!done_) fs::remove(draft_, nothing);
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  void become(const std::string& bytes) {
    stream_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream_.close();
    std::error_code problem;
    if (stream_) fs::rename(draft_, wanted_, problem);
    if (!stream_ || problem) cannotWrite(wanted_);
    done_ = true;
  }

 private:
  fs::path wanted_, draft_;
  std::ofstream stream_;
  bool done_ = false;
};

/// The treated patient as the story leaves them.
operation::State endOfStory(const HandoutWish& wish, const lesson::Procedure& procedure) {
  lesson::Session session(wish.theCase, procedure, false);
  session.seekEndOf(session.stageCount() - 1);
  return session.state();
}

PdfFacts factsOf(const HandoutContent& content, const Paper& paper, const std::string& date) {
  const lesson::Spoken& say = content.say;
  return {paper.width_pt,
          paper.height_pt,
          say("handout.title"),
          say("handout.device"),
          "Unkink " + version(),
          content.language,
          date,
          {say("handout.picture_before"), say("handout.picture_straw_before"),
           say("handout.picture_after"), say("handout.picture_straw_after")}};
}

void checkDate(const std::string& date) {
  int year = 0, month = 0, day = 0, end = 0;
  const bool read =
      std::sscanf(date.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 && end == 10;
  const std::chrono::year_month_day found{std::chrono::year(year),
                                          std::chrono::month(static_cast<unsigned>(month)),
                                          std::chrono::day(static_cast<unsigned>(day))};
  if (!read || date.size() != 10 || !found.ok())
    config::fail("--date", {}, "found \"" + date + "\", expected a day as in 2026-12-01");
}

}  // namespace

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", &local);
  return text;
}

HandoutLayout writeHandout(const HandoutWish& wish) {
  const Paper paper = paperNamed(wish.paper);
  const lesson::Catalogue catalogue = lesson::Catalogue::read(wish.language);
  const lesson::Spoken say(catalogue, wish.clinical);
  const std::string date = wish.date.empty() ? today() : wish.date;
  checkDate(date);
  Draft draft(wish.out);
  const lesson::Procedure procedure = readStory();
  const operation::State after = endOfStory(wish, procedure);
  const operation::State before = operation::untouched(*wish.theCase, after);
  const HandoutPictures pictures =
      takeHandoutPictures(*wish.theCase, procedure, before, after, say);
  const HandoutContent content =
      handoutContent(*wish.theCase, before, after, say, wish.language, date);
  HandoutLayout layout;
  draft.become(makePdf(factsOf(content, paper, date), [&](cairo_t* cairo) {
    layout = drawHandout(cairo, paper, content, pictures);
  }));
  return layout;
}

void HandoutJob::start(HandoutWish wish) {
  outcome_ = std::async(std::launch::async, [wish = std::move(wish)]() -> Outcome {
    try {
      writeHandout(wish);
      return {wish.out, {}};
    } catch (const config::Error& problem) {
      return {wish.out, problem.what()};
    }
  });
}

std::optional<HandoutJob::Outcome> HandoutJob::take() {
  if (!outcome_.valid() || outcome_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
    return std::nullopt;
  return outcome_.get();
}

int handout(const Options& options) {
  paperNamed(options.paper);  // before the case is made
  HandoutWish wish{nullptr,       options.language, options.clinical,
                   options.paper, options.date,     options.out};
  wish.theCase = makeCase(readParameters(options));
  writeHandout(wish);
  return 0;
}

}  // namespace unkink::app
