// Grades by area, and the room that a sac has.
#include "app/case_words.hpp"

#include "operation/severity_presets.hpp"
#include "thecal_sac/sections.hpp"

#include <cmath>

namespace unkink::app {

Room roomOf(const operation::Case& theCase, const operation::State& state) {
  const thecal_sac::SectionMeasure m =
      thecal_sac::measureLevel(theCase.spine(), state.freeSpace.frames, state.sac, theCase.level());
  return {m.area_mm2, m.healthyArea_mm2};
}

int gradeOf(const operation::Case& theCase) {
  const auto& presets = operation::severityPresets();
  const auto level = static_cast<std::size_t>(theCase.level());
  for (std::size_t n = 0; n < presets.size(); ++n)
    if (presets[n].disease[level] == theCase.parameters().disease[level])
      return static_cast<int>(n);
  const operation::State lying =
      operation::heldIn(theCase, operation::initialState(theCase), operation::Pose{});
  const double area = roomOf(theCase, lying).area_mm2;
  const double step = presets[0].area_mm2 - presets[1].area_mm2;
  if (area > presets[0].area_mm2 + step) return -1;
  int nearest = 0;
  for (std::size_t n = 1; n < presets.size(); ++n)
    if (std::abs(presets[n].area_mm2 - area) <
        std::abs(presets[static_cast<std::size_t>(nearest)].area_mm2 - area))
      nearest = static_cast<int>(n);
  return nearest;
}

std::string gradeInWords(const lesson::Spoken& say, int grade) {
  if (grade < 0) return say("setup.grade_none");
  const std::string letter(1, static_cast<char>('a' + grade));
  const std::string& words = say("setup.grade_" + letter);
  return say.clinical()
             ? operation::severityPresets()[static_cast<std::size_t>(grade)].name + ": " + words
             : words;
}

bool slipsFar(const operation::Case& theCase) {
  const auto level = static_cast<std::size_t>(theCase.level());
  return theCase.parameters().disease[level].slip > anatomy::kGradeOneSlip;
}

bool surgeryFirst(const operation::Case& theCase, int grade) {
  constexpr int kGradeD = 3;
  return grade == kGradeD || slipsFar(theCase);
}

}  // namespace unkink::app
