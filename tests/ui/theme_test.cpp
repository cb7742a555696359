// Colours that can be read, in both themes.
#include "support/catch.hpp"
#include "ui/palette.hpp"

using namespace unkink::ui;

namespace {

Colour of(Theme theme, Role role) { return paletteOf(theme)[static_cast<std::size_t>(role)]; }

constexpr Role kGrounds[] = {Role::kPanel, Role::kBackground, Role::kWell};
constexpr Role kHues[] = {Role::kAccent, Role::kGood, Role::kCare, Role::kBad, Role::kRose};

}  // namespace

TEST_CASE("text stands out at least 4.5 to 1 from what it lies on, lines and marks 3 to 1") {
  for (const Theme theme : {Theme::kDark, Theme::kLight}) {
    for (const Role ground : kGrounds) {
      INFO(static_cast<int>(theme) << " " << static_cast<int>(ground));
      for (const Role text :
           {Role::kText, Role::kMuted, Role::kAccent, Role::kGood, Role::kCare, Role::kBad})
        CHECK(contrast(of(theme, text), of(theme, ground)) >= 4.5);
      for (const Role mark : kHues) CHECK(contrast(of(theme, mark), of(theme, ground)) >= 3.0);
    }
    for (const Role ground : {Role::kRaised, Role::kAccentDeep})
      CHECK(contrast(of(theme, Role::kText), of(theme, ground)) >= 4.5);
    // what is chosen is told by an edge in the accent's colour as well
    CHECK(contrast(of(theme, Role::kAccent), of(theme, Role::kWell)) >= 3.0);
  }
}

TEST_CASE("a colour is looked up in the theme in use; over pictures it is the dark one's") {
  usePalette(Theme::kLight);
  const Colour light = kText;
  {
    const DarkPalette dark;
    CHECK(contrast(kText, of(Theme::kDark, Role::kText)) == Approx(1.0));
  }
  CHECK(contrast(kText, light) == Approx(1.0));
  usePalette(Theme::kDark);
  CHECK(contrast(kText, light) > 10.0);
}

TEST_CASE("contrast is 21 between black and white, whichever comes first") {
  CHECK(contrast(colour(0x000000), colour(0xffffff)) == Approx(21.0));
  CHECK(contrast(colour(0xffffff), colour(0x000000)) == Approx(21.0));
}
