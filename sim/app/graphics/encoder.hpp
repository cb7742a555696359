// Frames into an MP4 file, by the program ffmpeg.
#pragma once

#include "app/child_process.hpp"
#include "render/image.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace unkink::app {

/// What a film's file says of itself.
struct FilmWords {
  std::string title, comment, language;  // a code such as "en"
  std::string subtitles;                 // SubRip
};

/// Writes a film beside its place and moves it there once it is whole; until then, and where it is
/// given up, there is nothing.
class Encoder {
 public:
  /// Throws: config::Error where ffmpeg or the folder is missing
  Encoder(std::filesystem::path out, render::Size size, int framesPerSecond);
  ~Encoder();
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;

  /// Throws: config::Error with what ffmpeg said
  void add(const render::Image& frame);
  /// Adds the subtitles and puts the file in its place.
  void finish(const FilmWords& words);

 private:
  std::filesystem::path beside(const char* ending) const;
  [[noreturn]] void refuse(ChildProcess& program) const;

  std::filesystem::path out_;
  render::Size size_;
  std::unique_ptr<ChildProcess> program_;
};

}  // namespace unkink::app
