// A case against the severest grade.
#include "operation/first_talk.hpp"

#include "operation/severity_presets.hpp"
#include "operation/state.hpp"

namespace unkink::operation {

FirstTalk firstTalk(const Case& theCase) {
  constexpr double kAsNarrow_mm2 = 0.5;  // above the grade's area still counts as that grade
  const auto level = static_cast<std::size_t>(theCase.level());
  const anatomy::LevelDisease& disease = theCase.parameters().disease[level];
  if (disease.slip > anatomy::kGradeOneSlip) return FirstTalk::kSlip;
  const SeverityPreset& worst = severityPresets().back();
  if (disease == worst.disease[level]) return FirstTalk::kSevere;
  // lying, neutral, as MRI is taken
  const State lying = heldIn(theCase, initialState(theCase), {0.0, false, 1.0});
  const bool narrow = untouchedArea_mm2(theCase, lying) <= worst.area_mm2 + kAsNarrow_mm2;
  return narrow ? FirstTalk::kSevere : FirstTalk::kNone;
}

}  // namespace unkink::operation
