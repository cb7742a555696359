// The signs, each in a square of two by two units.
#include "ui/glyphs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

namespace unkink::ui {
namespace {

constexpr float kTurn = 6.2832f;

/// A square of two by two units about its middle.
struct Pen {
  ImDrawList& list;
  ImVec2 centre;
  float unit;  // half the square
  ImU32 colour;
  float stroke;

  ImVec2 at(float x, float y) const { return {centre.x + unit * x, centre.y + unit * y}; }
  void path(std::initializer_list<ImVec2> points, bool closed = false) const {
    for (const ImVec2& p : points) list.PathLineTo(at(p.x, p.y));
    list.PathStroke(colour, closed, stroke);
  }
  void circle(float x, float y, float r, bool filled = false) const {
    if (filled)
      list.AddCircleFilled(at(x, y), unit * r, colour);
    else
      list.AddCircle(at(x, y), unit * r, colour, 0, stroke);
  }
  void arc(float x, float y, float r, float from, float to) const {
    list.PathArcTo(at(x, y), unit * r, from * kTurn, to * kTurn, 20);
    list.PathStroke(colour, false, stroke);
  }
  void box(float x0, float y0, float x1, float y1, float round = 0.2f) const {
    list.AddRect(at(x0, y0), at(x1, y1), colour, unit * round, 0, stroke);
  }
};

void alarm(const Pen& p) {
  p.path({{0.0f, -0.85f}, {0.95f, 0.75f}, {-0.95f, 0.75f}}, true);
  p.path({{0.0f, -0.3f}, {0.0f, 0.25f}});
  p.circle(0.0f, 0.5f, 0.09f, true);
}

void phone(const Pen& p) {
  p.box(-0.5f, -0.9f, 0.5f, 0.9f, 0.25f);
  p.path({{-0.5f, 0.5f}, {0.5f, 0.5f}});
  p.circle(0.0f, 0.7f, 0.07f, true);
}

void signs(const Pen& p) {
  p.path({{0.0f, 0.9f}, {0.0f, 0.2f}, {-0.7f, -0.6f}});
  p.path({{0.0f, 0.2f}, {0.7f, -0.6f}});
  p.path({{-0.75f, -0.1f}, {-0.7f, -0.65f}, {-0.2f, -0.6f}});
  p.path({{0.75f, -0.1f}, {0.7f, -0.65f}, {0.2f, -0.6f}});
}

void talk(const Pen& p) {
  p.path({{-0.9f, -0.7f}, {0.9f, -0.7f}, {0.9f, 0.4f}, {0.0f, 0.4f}, {-0.5f, 0.9f}, {-0.45f, 0.4f},
          {-0.9f, 0.4f}},
         true);
  for (const float x : {-0.4f, 0.0f, 0.4f}) p.circle(x, -0.15f, 0.09f, true);
}

void visit(const Pen& p) {
  p.box(-0.8f, -0.65f, 0.8f, 0.85f);
  p.path({{-0.8f, -0.2f}, {0.8f, -0.2f}});
  p.path({{-0.4f, -0.9f}, {-0.4f, -0.5f}});
  p.path({{0.4f, -0.9f}, {0.4f, -0.5f}});
  p.circle(0.0f, 0.3f, 0.14f, true);
}

void clock(const Pen& p) {
  p.circle(0.0f, 0.0f, 0.85f);
  p.path({{0.0f, -0.5f}, {0.0f, 0.0f}, {0.38f, 0.22f}});
}

/// Someone who walks.
void steps(const Pen& p) {
  p.circle(0.1f, -0.72f, 0.2f, true);
  p.path({{0.05f, -0.4f}, {0.0f, 0.2f}, {0.4f, 0.9f}});
  p.path({{0.0f, 0.2f}, {-0.4f, 0.9f}});
  p.path({{-0.45f, 0.05f}, {0.05f, -0.35f}, {0.5f, 0.0f}});
}

/// Nothing to drink: a cup that is crossed out.
void cup(const Pen& p) {
  p.path({{-0.5f, -0.7f}, {0.5f, -0.7f}, {0.35f, 0.8f}, {-0.35f, 0.8f}}, true);
  p.path({{-0.9f, 0.7f}, {0.9f, -0.7f}});
}

void car(const Pen& p) {
  p.path({{-0.9f, 0.4f}, {-0.9f, 0.0f}, {-0.6f, -0.1f}, {-0.35f, -0.55f}, {0.4f, -0.55f},
          {0.65f, -0.1f}, {0.9f, 0.0f}, {0.9f, 0.4f}},
         true);
  p.circle(-0.5f, 0.5f, 0.2f, true);
  p.circle(0.5f, 0.5f, 0.2f, true);
}

void shirt(const Pen& p) {
  p.path({{-0.3f, -0.8f}, {-0.9f, -0.4f}, {-0.65f, 0.0f}, {-0.45f, -0.1f}, {-0.45f, 0.85f},
          {0.45f, 0.85f}, {0.45f, -0.1f}, {0.65f, 0.0f}, {0.9f, -0.4f}, {0.3f, -0.8f},
          {0.0f, -0.55f}},
         true);
}

void pill(const Pen& p) {
  p.box(-0.9f, -0.35f, 0.9f, 0.35f, 0.35f);
  p.path({{0.0f, -0.35f}, {0.0f, 0.35f}});
}

void drop(const Pen& p) {
  p.path({{-0.47f, 0.1f}, {0.0f, -0.9f}, {0.47f, 0.1f}});
  p.arc(0.0f, 0.3f, 0.51f, -0.065f, 0.565f);
}

void bed(const Pen& p) {
  p.path({{-0.9f, 0.35f}, {0.9f, 0.35f}});
  p.path({{-0.75f, 0.35f}, {-0.75f, 0.8f}});
  p.path({{0.75f, 0.35f}, {0.75f, 0.8f}});
  p.circle(-0.65f, 0.0f, 0.2f, true);
  p.path({{-0.4f, 0.1f}, {0.0f, -0.15f}, {0.3f, 0.05f}, {0.85f, 0.1f}});
}

void pain(const Pen& p) {
  for (int n = 0; n < 8; ++n) {
    const float a = kTurn * static_cast<float>(n) / 8.0f, x = std::cos(a), y = std::sin(a);
    p.path({{0.35f * x, 0.35f * y}, {0.9f * x, 0.9f * y}});
  }
}

void burning(const Pen& p) {
  p.path({{0.0f, -0.95f}, {0.4f, -0.3f}, {0.6f, 0.3f}, {0.3f, 0.8f}, {-0.3f, 0.8f}, {-0.6f, 0.3f},
          {-0.35f, -0.1f}, {-0.15f, 0.1f}},
         true);
}

void tingling(const Pen& p) {
  for (const ImVec2 c : {ImVec2(-0.6f, -0.5f), ImVec2(0.1f, -0.7f), ImVec2(0.65f, -0.2f),
                         ImVec2(-0.2f, 0.0f), ImVec2(-0.65f, 0.45f), ImVec2(0.2f, 0.6f),
                         ImVec2(0.7f, 0.55f)})
    p.circle(c.x, c.y, 0.12f, true);
}

void cramps(const Pen& p) {
  p.path({{-0.9f, 0.3f}, {-0.5f, -0.5f}, {-0.1f, 0.4f}, {0.3f, -0.5f}, {0.6f, 0.35f},
          {0.9f, -0.3f}});
}

void numbness(const Pen& p) {
  constexpr int kDashes = 8;
  for (int n = 0; n < kDashes; ++n) {
    const float from = static_cast<float>(n) / kDashes;
    p.arc(0.0f, 0.0f, 0.8f, from, from + 0.55f / kDashes);
  }
}

void weakness(const Pen& p) {
  p.path({{0.0f, -0.85f}, {0.0f, 0.8f}});
  p.path({{-0.55f, 0.2f}, {0.0f, 0.8f}, {0.55f, 0.2f}});
}

void rest(const Pen& p, Glyph glyph) {
  switch (glyph) {
    case Glyph::kCheck:
      return p.path({{-0.75f, 0.0f}, {-0.2f, 0.6f}, {0.8f, -0.6f}});
    case Glyph::kBox:
      return p.box(-0.8f, -0.8f, 0.8f, 0.8f);
    case Glyph::kBack:
      p.path({{-0.15f, -0.6f}, {-0.75f, 0.0f}, {-0.15f, 0.6f}});
      return p.path({{-0.75f, 0.0f}, {0.8f, 0.0f}});
    case Glyph::kFold:
      return p.path({{-0.6f, -0.3f}, {0.0f, 0.35f}, {0.6f, -0.3f}});
    case Glyph::kUnfold:
      return p.path({{-0.3f, -0.6f}, {0.35f, 0.0f}, {-0.3f, 0.6f}});
    default:
      return;
  }
}

/// A standing person in a cell; the share from the feet up is filled.
void person(ImDrawList& list, const ImVec2& at, float cell, ImU32 colour) {
  const float head = 0.17f * cell, x = at.x + 0.5f * cell;
  list.AddCircleFilled(ImVec2(x, at.y + 0.24f * cell), head, colour, 12);
  list.AddRectFilled(ImVec2(x - 0.27f * cell, at.y + 0.46f * cell),
                     ImVec2(x + 0.27f * cell, at.y + 0.94f * cell), colour, 0.22f * cell,
                     ImDrawFlags_RoundCornersTop);
}

constexpr int kPerRow = 10;

float cellOf(float width, int count) { return width / static_cast<float>(std::min(count, kPerRow)); }

}  // namespace

void drawGlyph(ImDrawList& list, Glyph glyph, const ImVec2& centre, float size, ImU32 colour) {
  const Pen p{list, centre, 0.5f * size, colour, std::max(1.2f, 0.085f * size)};
  using Sign = void (*)(const Pen&);
  struct Entry {
    Glyph glyph;
    Sign sign;
  };
  constexpr std::array<Entry, 19> kSigns{{{Glyph::kAlarm, alarm},
                                          {Glyph::kPhone, phone},
                                          {Glyph::kSigns, signs},
                                          {Glyph::kTalk, talk},
                                          {Glyph::kVisit, visit},
                                          {Glyph::kClock, clock},
                                          {Glyph::kSteps, steps},
                                          {Glyph::kCup, cup},
                                          {Glyph::kCar, car},
                                          {Glyph::kShirt, shirt},
                                          {Glyph::kPill, pill},
                                          {Glyph::kDrop, drop},
                                          {Glyph::kBed, bed},
                                          {Glyph::kPain, pain},
                                          {Glyph::kBurning, burning},
                                          {Glyph::kTingling, tingling},
                                          {Glyph::kCramps, cramps},
                                          {Glyph::kNumbness, numbness},
                                          {Glyph::kWeakness, weakness}}};
  const auto entry = std::ranges::find(kSigns, glyph, &Entry::glyph);
  if (entry != kSigns.end())
    entry->sign(p);
  else
    rest(p, glyph);
}

float peopleHeight(float width, int count) {
  return cellOf(width, count) * static_cast<float>((count + kPerRow - 1) / kPerRow);
}

float drawPeople(ImDrawList& list, const ImVec2& at, float width, int count, double marked,
                 ImU32 filled, ImU32 empty) {
  const float cell = cellOf(width, count);
  for (int n = 0; n < count; ++n) {
    const ImVec2 corner(at.x + cell * static_cast<float>(n % kPerRow),
                        at.y + cell * static_cast<float>(n / kPerRow));
    const auto share = static_cast<float>(std::clamp(marked - n, 0.0, 1.0));
    if (share < 1.0f) person(list, corner, cell, empty);
    if (share <= 0.0f) continue;
    const float top = corner.y + cell * (1.0f - share);
    list.PushClipRect(ImVec2(corner.x, top), ImVec2(corner.x + cell, corner.y + cell), true);
    person(list, corner, cell, filled);
    list.PopClipRect();
  }
  return peopleHeight(width, count);
}

}  // namespace unkink::ui
