// What the pages are made of: a head, cards, text of a given width, buttons for fingers, sources.
#pragma once

#include "ui/glyphs.hpp"
#include "ui/panel.hpp"
#include "ui/ui_state.hpp"

#include <optional>
#include <span>
#include <string>

namespace unkink::ui {

inline constexpr float kCardGap = 10.0f, kCardPad = 14.0f;

/// A page that is being drawn.
struct PageFrame {
  const Shown& shown;
  const Layout& layout;
  UiState& state;
  UiOutput& output;

  float s() const { return layout.scale; }
  const char* text(std::string_view key) const;
  std::string text(std::string_view key, std::string_view open, std::string_view with) const;
};

/// What a page is called.
const char* pageTitle(const Shown& shown, Page page);

/// The page's title and the button that closes it; what follows scrolls, until endPage.
void beginPage(const PageFrame& page, Page which);
void endPage(const PageFrame& page);
/// The width of what scrolls, the same with a scroll bar and without.
float pageWidth(const PageFrame& page);
void gap(const PageFrame& page, float height = kCardGap);

void paragraph(const char* text, float width, Type type = Type::kBody,
               const Colour& colour = kText);
float paragraphHeight(const char* text, float width, Type type = Type::kBody);

struct CardLook {
  Colour ground = kWell;
  std::optional<Colour> edge;  // a bar along its left side
  bool outlined = false;       // in the edge's colour
  float minHeight = 0.0f;
};

/// A card from its construction to its end; what is drawn meanwhile stands on it.
class Card {
 public:
  Card(const PageFrame& page, const char* id, float width, const CardLook& look = {});
  ~Card();
  Card(const Card&) = delete;
  Card& operator=(const Card&) = delete;
  /// The width of what stands on it.
  float inner() const { return width_ - 2.0f * pad_ - bar_; }

 private:
  CardLook look_;
  ImGuiID key_;
  ImVec2 at_;
  float width_, pad_, bar_, round_;
  ImDrawListSplitter layers_;
};
/// Two cards, or two groups: beside each other where both can be read, else below each other.
struct Pair {
  float each = 0.0f;  // width
  bool beside = true;
};
Pair pairIn(const PageFrame& page, float width, float space);
/// Between the first and the second.
void betweenPair(const Pair& pair, float space);

/// The height that the tallest of these cards had by itself, for cards side by side.
float tallest(std::span<const char* const> ids);

/// A sign and a line in the title's size.
void cardTitle(const PageFrame& page, const char* text, float width, Glyph glyph = Glyph::kNone,
               const Colour& colour = kText);
/// A sign, and text beside it.
void bullet(const PageFrame& page, Glyph glyph, const char* text, float width,
            const Colour& colour = kText, const Colour& signColour = kAccent);

struct ButtonLook {
  Glyph glyph = Glyph::kNone;
  bool primary = false;  // the one that is chosen, or that leads on
  bool small = false;    // text in the small size
};
/// A button as high as its text needs, at least kTouch.
bool bigButton(const PageFrame& page, const char* id, const char* text, float width,
               const ButtonLook& look = {});
float bigButtonHeight(const PageFrame& page, const char* text, float width,
                      const ButtonLook& look = {});

/// "Sources: …" in small type; a press asks for them.
void sourcesLine(const PageFrame& page, std::span<const std::string> keys, float width);
/// A text with its numbers put in: whole and in words of 100 for patients, as they are for
/// trainees.
std::string told(const PageFrame& page, std::string_view key, std::span<const double> numbers);
/// A number of people as the voice says it: "2", "5 or 6"; "1.9", "5.5".
std::string peopleInWords(const PageFrame& page, double value);

}  // namespace unkink::ui
