// Two runs of ffmpeg: one that encodes what it is fed, one that adds the words.
#include "app/graphics/encoder.hpp"

#include "config/error.hpp"

#include <array>
#include <fstream>
#include <map>
#include <unistd.h>

namespace unkink::app {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 3> kParts{".video.mp4", ".srt", ".whole.mp4"};

std::string inOneLine(std::string text) {
  for (char& c : text)
    if (c == '\n') c = ' ';
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

/// ISO 639-2 as MP4 has it.
std::string threeLetters(const std::string& language) {
  static const std::map<std::string, std::string> kCodes{
      {"en", "eng"}, {"es", "spa"}, {"de", "deu"}, {"fr", "fra"}, {"it", "ita"}, {"pt", "por"}};
  const auto at = kCodes.find(language);
  return at == kCodes.end() ? "und" : at->second;
}

}  // namespace

fs::path Encoder::beside(const char* ending) const {
  return out_.parent_path() /
         ("." + out_.stem().string() + "-" + std::to_string(getpid()) + ending);
}

Encoder::Encoder(fs::path out, render::Size size, int framesPerSecond)
    : out_(std::move(out)), size_(size) {
  if (out_.extension() != ".mp4")
    throw config::Error("--out: found \"" + out_.string() +
                        "\", expected a name that ends in .mp4");
  if (!programOnPath("ffmpeg"))
    throw config::Error(
        "found no program ffmpeg, which makes the film, expected the package ffmpeg to be "
        "installed");
  if (!std::ofstream(beside(kParts[0])))
    throw config::Error(out_.string() + ": could not be written, expected a place for an MP4 file");
  const std::string pixels = std::to_string(size.width) + "x" + std::to_string(size.height);
  program_ = std::make_unique<ChildProcess>(
      std::vector<std::string>{"ffmpeg",
                               "-hide_banner",
                               "-loglevel",
                               "error",
                               "-y",
                               "-f",
                               "rawvideo",
                               "-pix_fmt",
                               "rgba",
                               "-s",
                               pixels,
                               "-r",
                               std::to_string(framesPerSecond),
                               "-i",
                               "pipe:0",
                               "-an",
                               "-vf",
                               "scale=out_color_matrix=bt709:out_range=tv",
                               "-c:v",
                               "libx264",
                               "-preset",
                               "veryfast",
                               "-crf",
                               "18",
                               "-pix_fmt",
                               "yuv420p",
                               "-colorspace",
                               "bt709",
                               "-color_primaries",
                               "bt709",
                               "-color_trc",
                               "bt709",
                               beside(kParts[0]).string()});
}

Encoder::~Encoder() {
  program_.reset();
  std::error_code gone;
  for (const char* part : kParts) fs::remove(beside(part), gone);
}

void Encoder::refuse(ChildProcess& program) const {
  program.closeInput();
  const int code = program.wait();
  throw config::Error(out_.string() + ": ffmpeg ended with " + std::to_string(code) + ": " +
                      inOneLine(program.said()));
}

void Encoder::add(const render::Image& frame) {
  if (!program_->feed(frame.rgba.data(), frame.rgba.size())) refuse(*program_);
}

void Encoder::finish(const FilmWords& words) {
  program_->closeInput();
  if (program_->wait() != 0) refuse(*program_);
  std::ofstream(beside(kParts[1])) << words.subtitles;
  ChildProcess muxer({"ffmpeg",
                      "-hide_banner",
                      "-loglevel",
                      "error",
                      "-y",
                      "-i",
                      beside(kParts[0]).string(),
                      "-i",
                      beside(kParts[1]).string(),
                      "-map",
                      "0:v",
                      "-map",
                      "1:s",
                      "-c:v",
                      "copy",
                      "-c:s",
                      "mov_text",
                      "-disposition:s:0",
                      "0",
                      "-metadata:s:s:0",
                      "language=" + threeLetters(words.language),
                      "-metadata",
                      "title=" + words.title,
                      "-metadata",
                      "comment=" + words.comment,
                      "-movflags",
                      "+faststart",
                      beside(kParts[2]).string()});
  muxer.closeInput();
  if (muxer.wait() != 0) refuse(muxer);
  std::error_code problem;
  fs::rename(beside(kParts[2]), out_, problem);
  if (problem)
    throw config::Error(out_.string() + ": could not be written, expected a place for an MP4 file");
}

}  // namespace unkink::app
