// Both themes' colours, which of them is in use, and how far two colours stand apart.
#include "ui/palette.hpp"

#include <cmath>

namespace unkink::ui {
namespace {

// in the order of Role; good, care, bad and rose are Okabe and Ito's, lightened or darkened
constexpr Palette kDark{colour(0x12151a), colour(0x1c2127), colour(0x2a313a), colour(0x36404c),
                        colour(0x1f5d8c), colour(0xe9edf1), colour(0xb3bcc6), colour(0x79bdf0),
                        colour(0x45c7a0), colour(0xf0b429), colour(0xff8f5e), colour(0xe6a6cf)};
constexpr Palette kLight{colour(0xe3e8ed), colour(0xf8fafb), colour(0xe6ebf0), colour(0xd5dee7),
                         colour(0xb5d7f1), colour(0x14191f), colour(0x45505b), colour(0x0b5796),
                         colour(0x0a6449), colour(0x744c00), colour(0x9c3509), colour(0x85366a)};

/// Of the one window there is, as ImGui's style is.
const Palette* inUse = &kDark;

double linear(float channel) {
  const double c = channel;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(const Colour& c) {
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

}  // namespace

const Palette& paletteOf(Theme theme) { return theme == Theme::kLight ? kLight : kDark; }

void usePalette(Theme theme) { inUse = &paletteOf(theme); }

Paint::operator Colour() const { return (*inUse)[static_cast<std::size_t>(role_)]; }

DarkPalette::DarkPalette() : before_(inUse) { inUse = &kDark; }
DarkPalette::~DarkPalette() { inUse = before_; }

double contrast(const Colour& a, const Colour& b) {
  const double la = luminance(a) + 0.05, lb = luminance(b) + 0.05;
  return la > lb ? la / lb : lb / la;
}

}  // namespace unkink::ui
