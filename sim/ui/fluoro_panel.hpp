// What is burned into every X-ray, wherever it is shown.
#pragma once

#include "fluoro/c_arm.hpp"
#include "ui/rect.hpp"

#include <string>

namespace unkink::ui {

struct Shown;

/// Draws side markers, the small patient figure and the detector's place in words over a picture.
void drawBurnIn(const Shown& shown, const Rect& picture, float scale);
/// What of a picture is free of that.
Rect clearOfBurnIn(const Rect& picture, float scale);

/// Draws a patient who lies prone on a table between tube and detector, seen from the feet, in a
/// square. \param towardsDetector   unit, Patient
void drawPatientFigure(const Shown& shown, const math::Vec3& towardsDetector, const Rect& square);

/// Where the detector is and what is treated, in the voice that is spoken.
std::string detectorSentence(const Shown& shown, const fluoro::CArm& arm);

}  // namespace unkink::ui
