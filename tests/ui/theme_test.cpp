// Colours that can be read.
#include "support/catch.hpp"
#include "ui/palette.hpp"

using namespace unkink::ui;

TEST_CASE("every colour of text stands out at least 4.5 to 1 from what it lies on") {
  for (const Colour& text : {kText, kMuted, kAccent, kGood, kCare, kBad})
    for (const Colour& ground : {kPanel, kBackground, kWell}) CHECK(contrast(text, ground) >= 4.5);
  for (const Colour& ground : {kRaised, kAccentDeep}) CHECK(contrast(kText, ground) >= 4.5);
}

TEST_CASE("contrast is 21 between black and white, whichever comes first") {
  CHECK(contrast(colour(0x000000), colour(0xffffff)) == Approx(21.0));
  CHECK(contrast(colour(0xffffff), colour(0x000000)) == Approx(21.0));
}
