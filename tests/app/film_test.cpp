// Films from the command line: refusals, what a film's times are, and a short film as ffprobe sees
// it.
#ifdef UNKINK_GRAPHICS
#include "app/child_process.hpp"
#include "app/graphics/reel.hpp"
#include "app/graphics/take_away_job.hpp"
#include "app/material.hpp"
#include "app/program.hpp"
#include "lesson/captions.hpp"

#include <filesystem>

using namespace unkink;
using test::contentOf;
using test::Outcome;
using test::runProgram;

namespace {

bool has(const char* program) { return app::programOnPath(program).has_value(); }

/// What is in a folder, dot files too.
std::size_t filesIn(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

}  // namespace

TEST_CASE("a film that cannot be made is refused with one sentence, and leaves nothing behind") {
  const test::TempDirectory folder;
  const std::string out = " --out '" + folder.path().string() + "/x.mp4'";
  for (const std::string& arguments : std::initializer_list<std::string>{
           "film --stage 3", "film --stage 0" + out, "film --stage 16" + out,
           "film --stage 9..7" + out, "film --stage 7.." + out, "film --stage 7-9" + out,
           "film --stage 3 --size 161x96" + out, "film --stage 3 --fps 0" + out,
           "film --stage 3 --speed 9" + out, "film --stage 3 --view window" + out,
           "film --stage 3 --layout big" + out, "film --stage 3 --layout window --view 3d" + out,
           "film --stage 3 --stills 0" + out, "film --stage 3 --voice loud" + out,
           "film --stage 3 --out x.avi", "film --stage 3 --out /nowhere/x.mp4"}) {
    INFO("unkink " << arguments);
    test::isOneSentence(runProgram(arguments));
  }
  CHECK(filesIn(folder.path()) == 0);
}

TEST_CASE("without ffmpeg the refusal names the package") {
  const test::TempDirectory folder;
  const std::string err = folder.path().string() + "/err";
  const int status = std::system(("PATH=/nowhere '" UNKINK_EXECUTABLE "' film --stage 1 --out '" +
                                  folder.path().string() + "/x.mp4' 2>'" + err + "'")
                                     .c_str());
  CHECK(WEXITSTATUS(status) == 2);
  CHECK_THAT(contentOf(err), ContainsSubstring("package ffmpeg"));
  CHECK(filesIn(folder.path()) == 1);  // what it said
}

TEST_CASE("a film's stages are as long as they take and take to read, at any speed") {
  const auto session = app::startSession(app::Options{});
  const auto words = lesson::Catalogue::read("en");
  app::Options options;
  options.framesPerSecond = 10;
  for (const double speed : {1.0, 4.0}) {
    options.speed = speed;
    const app::Reel reel(*session, words, {1, 2}, options);
    CHECK(reel.at(0).card);
    bool begun = false;
    double second_s = 0.0, elapsed_s = 0.0;
    app::Moment last = reel.at(0);
    for (long n = 1; n < reel.frames(); ++n) {
      const app::Moment m = reel.at(n);
      CHECK(m.time_s == Approx(0.1 * static_cast<double>(n)));
      CHECK(m.tick >= last.tick);
      CHECK((m.stage == last.stage || m.elapsed < 10));
      if (m.stage == 1 && last.stage == 0) second_s = m.time_s;
      begun = begun || !m.card;
      CHECK(m.card == !begun);
      elapsed_s = std::max(elapsed_s, static_cast<double>(m.elapsed) / 60.0);
      last = m;
    }
    CHECK(last.tick == session->span(1)->last);
    // nobody reads four times as fast
    const double reading_s =
        static_cast<double>(lesson::readingTicks(words.text("stage.narrowing.plain"))) / 60.0;
    CHECK(elapsed_s >= 0.95 * reading_s);
    // a subtitle for each sentence, the second stage's from where it begins
    const std::string subtitles = reel.subtitles();
    const std::size_t count = lesson::sentences(words.text("stage.healthy.plain")).size() +
                              lesson::sentences(words.text("stage.narrowing.plain")).size();
    std::size_t arrows = 0;
    for (std::size_t at = 0; (at = subtitles.find(" --> ", at)) != std::string::npos; ++at)
      ++arrows;
    CHECK(arrows == count);
    CHECK(subtitles.starts_with("1\n00:00:03,500 --> "));
    CHECK(second_s > 3.5);
  }
}

TEST_CASE("the window hears how far its film is") {
  CHECK(app::shareSaid("") < 0.0);
  CHECK(app::shareSaid("unkink: no film, frame of mind") < 0.0);
  CHECK(app::shareSaid("unkink: film, frame 5 of 20, about 3 s left\n"
                       "unkink: film, frame 10 of 20, about 2 s left\n") == Approx(0.5));
}

TEST_CASE("a short film has the frames and the length that were asked for, and its subtitles") {
  if (!has("ffmpeg")) return;
  const test::TempDirectory folder;
  const std::string file = folder.path().string() + "/a film.mp4";
  const Outcome o =
      runProgram("film --stage 1 --size 160x96 --fps 1 --speed 8 --out '" + file + "'");
  INFO(o.err);
  REQUIRE(o.exitCode == 0);
  CHECK(filesIn(folder.path()) == 1);
  CHECK_THAT(o.err, ContainsSubstring("unkink: film, frame "));
  if (!has("ffprobe")) return;
  const std::string said = folder.path().string() + "/said";
  REQUIRE(std::system(("ffprobe -v error -count_frames -show_entries "
                       "stream=codec_name,pix_fmt,width,height,nb_read_frames,r_frame_rate -of "
                       "compact '" +
                       file + "' >'" + said + "'")
                          .c_str()) == 0);
  const auto session = app::startSession(app::Options{});
  app::Options options;
  options.framesPerSecond = 1;
  options.speed = 8.0;
  const app::Reel reel(*session, lesson::Catalogue::read("en"), {1, 1}, options);
  const std::string streams = contentOf(said);
  for (const std::string& what :
       {std::string("codec_name=h264"), std::string("pix_fmt=yuv420p"), std::string("width=160"),
        std::string("height=96"), std::string("r_frame_rate=1/1"),
        std::string("codec_name=mov_text"), "nb_read_frames=" + std::to_string(reel.frames())})
    CHECK_THAT(streams, ContainsSubstring(what));
}
#endif
