// A case in words: how narrow it is, and what follows from that.
#pragma once

#include "lesson/spoken.hpp"

#include <string>

namespace unkink::app {

/// The treated level's sac in the state's posture, load and severity.
struct Room {
  double area_mm2 = 0.0;
  double healthy_mm2 = 0.0;

  double percent() const { return 100.0 * area_mm2 / healthy_mm2; }
};
Room roomOf(const operation::Case& theCase, const operation::State& state);

/// The grade whose sac area is nearest to this patient's lying, neutral and untouched: 0 for
/// Schizas A to 3 for D; -1 where it is wider than A by more than A is than B.
int gradeOf(const operation::Case& theCase);
/// Its name in words: "Very tight"; in the clinical voice with its letter.
std::string gradeInWords(const lesson::Spoken& say, int grade);
/// Whether open surgery is to be talked about first: grade D, or a slip beyond grade I.
bool surgeryFirst(const operation::Case& theCase, int grade);
bool slipsFar(const operation::Case& theCase);

}  // namespace unkink::app
