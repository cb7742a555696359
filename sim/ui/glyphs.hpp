// Small signs drawn with lines, for buttons and cards: sharp at every scale, no font needed.
#pragma once

#include "ui/theme.hpp"

#include <cstdint>

namespace unkink::ui {

enum class Glyph : std::uint8_t {
  kNone,
  kCheck,
  kBox,      // an unchecked box
  kAlarm,    // a triangle with a mark
  kPhone,
  kSigns,    // a fork in the way
  kTalk,     // a bubble
  kVisit,    // a calendar's leaf
  kClock,
  kSteps,    // shoes on a way
  kCup,
  kCar,
  kShirt,
  kPill,
  kDrop,
  kBed,
  kBack,     // an arrow to the left
  kPain,
  kBurning,
  kTingling,
  kCramps,
  kNumbness,
  kWeakness,
  kFold,     // a corner that points down
  kUnfold,   // or to the right
};

/// Draws a sign in a square about its middle.
void drawGlyph(ImDrawList& list, Glyph glyph, const ImVec2& centre, float size, ImU32 colour);

/// So many people in rows: the first `marked` filled, the one that is reached in part filled in
/// part. \return the height that it took
float drawPeople(ImDrawList& list, const ImVec2& at, float width, int count, double marked,
                 ImU32 filled, ImU32 empty);
/// The height of so many people in rows at that width.
float peopleHeight(float width, int count);

}  // namespace unkink::ui
