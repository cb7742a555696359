// What a take-home sheet says about a case: words and numbers, nothing of where they stand.
#pragma once

#include "app/case_words.hpp"
#include "render/image.hpp"
#include "view/scene.hpp"

#include <optional>
#include <string>
#include <vector>

namespace unkink::app {

/// A name and the place in a picture that it names, from the upper left corner, 0..1.
struct PictureLabel {
  std::string words;
  double x = 0.0, y = 0.0;
};

/// The program's own views of the case, both at the same posture.
struct HandoutPictures {
  render::Image before, after;            // the level, cut open along the middle
  render::Image strawBefore, strawAfter;  // about the level
  std::vector<PictureLabel> labels;       // of `before`
  bool bellyLeft = true;                  // in the cuts
};

struct HandoutContent {
  struct Fact {
    std::string name, value;
  };
  HandoutContent(const lesson::Spoken& spoken, std::string inLanguage)
      : say(spoken), language(std::move(inLanguage)) {}

  lesson::Spoken say;
  std::string language;
  std::vector<Fact> facts;
  std::optional<std::string> surgeryFirst;  // and why
  std::string captionBefore, captionAfter;
  double percentBefore = 0.0, percentAfter = 0.0;
  bool percentsShown = true;  // false: no gain is told from a patient's own bones
  std::string posture, about;
  std::vector<std::string> citations;
};

/// \param after, before   the treated patient, and the same one untouched in the same posture
/// \param date   as it is printed
HandoutContent handoutContent(const operation::Case& theCase, const operation::State& before,
                              const operation::State& after, const lesson::Spoken& say,
                              const std::string& language, const std::string& date);

}  // namespace unkink::app
