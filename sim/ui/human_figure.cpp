// The figure's profiles: half widths along middle lines, in units of a hundredth of its height.
#include "ui/human_figure.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace unkink::ui {
namespace {

/// A point of a limb's middle line, right of the figure's, and the half width across it there.
struct Station {
  float x, y, w;
};

// proportions of a grown person, about seven and a half heads: house
constexpr std::array<Station, 9> kHead{{{0, 0.6f, 0.7f},
                                        {0, 1.4f, 2.6f},
                                        {0, 3.0f, 3.9f},
                                        {0, 5.6f, 4.6f},
                                        {0, 8.2f, 4.4f},
                                        {0, 10.6f, 3.6f},
                                        {0, 12.4f, 2.9f},
                                        {0, 14.5f, 2.8f},
                                        {0, 17.0f, 3.4f}}};
constexpr std::array<Station, 15> kTorso{{{0, 15.0f, 2.8f},
                                          {0, 16.2f, 4.2f},
                                          {0, 17.3f, 7.6f},
                                          {0, 18.5f, 10.2f},
                                          {0, 20.5f, 11.2f},
                                          {0, 24.0f, 10.8f},
                                          {0, 28.0f, 9.9f},
                                          {0, 33.0f, 8.6f},
                                          {0, 37.5f, 7.9f},
                                          {0, 41.0f, 8.2f},
                                          {0, 45.0f, 9.3f},
                                          {0, 48.5f, 10.0f},
                                          {0, 51.5f, 10.1f},
                                          {0, 53.5f, 9.8f},
                                          {0, 55.0f, 9.4f}}};
constexpr std::array<Station, 14> kLeg{{{5.0f, 48.0f, 4.6f},
                                        {5.1f, 52.0f, 4.9f},
                                        {5.0f, 56.0f, 4.7f},
                                        {4.9f, 61.0f, 4.3f},
                                        {4.7f, 66.0f, 3.7f},
                                        {4.5f, 71.0f, 3.0f},
                                        {4.5f, 74.0f, 2.75f},
                                        {4.6f, 78.0f, 3.1f},
                                        {4.6f, 82.0f, 3.1f},
                                        {4.5f, 87.0f, 2.3f},
                                        {4.4f, 92.0f, 1.6f},
                                        {4.5f, 95.5f, 1.6f},
                                        {4.9f, 98.0f, 2.2f},
                                        {5.3f, 99.6f, 2.5f}}};
constexpr std::array<Station, 11> kArm{{{9.0f, 19.4f, 1.6f},
                                        {10.3f, 21.5f, 2.6f},
                                        {11.4f, 26.0f, 2.6f},
                                        {12.3f, 31.0f, 2.3f},
                                        {13.2f, 36.0f, 2.0f},
                                        {14.2f, 40.0f, 2.1f},
                                        {15.4f, 45.5f, 1.6f},
                                        {16.1f, 49.0f, 1.25f},
                                        {16.8f, 52.0f, 1.7f},
                                        {17.2f, 55.0f, 1.5f},
                                        {17.3f, 57.4f, 0.5f}}};
constexpr float kHalfWidth = 19.5f;

float spline(float a, float b, float c, float d, float t) {
  return 0.5f * (2.0f * b + (c - a) * t + (2.0f * a - 5.0f * b + 4.0f * c - d) * t * t +
                 (3.0f * b - a - 3.0f * c + d) * t * t * t);
}

/// The stations between `from` and `to` of the height, smoothly.
std::vector<Station> smooth(std::span<const Station> s, float from, float to) {
  constexpr int kSteps = 8;
  std::vector<Station> all;
  const auto at = [&](std::size_t n, int by) {
    const auto wanted = static_cast<long>(n) + by;
    return s[static_cast<std::size_t>(std::clamp(wanted, 0L, static_cast<long>(s.size()) - 1))];
  };
  for (std::size_t n = 0; n + 1 < s.size(); ++n)
    for (int k = 0; k < kSteps; ++k) {
      const float t = static_cast<float>(k) / kSteps;
      const Station a = at(n, -1), b = at(n, 0), c = at(n, 1), d = at(n, 2);
      const Station p{spline(a.x, b.x, c.x, d.x, t), spline(a.y, b.y, c.y, d.y, t),
                      spline(a.w, b.w, c.w, d.w, t)};
      if (p.y >= from && p.y <= to) all.push_back(p);
    }
  if (s.back().y <= to) all.push_back(s.back());
  return all;
}

Colour mixed(const Colour& a, const Colour& b, float share) {
  const auto between = [&](float from, float to) { return from + share * (to - from); };
  return {between(a.r, b.r), between(a.g, b.g), between(a.b, b.b)};
}

/// Where the figure stands in a rectangle.
struct Placing {
  ImVec2 top;  // of its middle line
  float unit;

  explicit Placing(const Rect& r)
      : top(r.x + 0.5f * r.width, r.y),
        unit(std::min(r.height / 101.0f, r.width / (2.0f * kHalfWidth))) {
    top.y += 0.5f * (r.height - 101.0f * unit);
  }
  ImVec2 at(float x, float y) const { return {top.x + unit * x, top.y + unit * y}; }
};

/// Both edges of a limb, one after the other, all the way round.
std::vector<ImVec2> outline(std::span<const Station> limb, const Placing& place, float side,
                            float share) {
  std::vector<ImVec2> left, right;
  for (std::size_t n = 0; n < limb.size(); ++n) {
    const Station& a = limb[n > 0 ? n - 1 : 0];
    const Station& b = limb[std::min(n + 1, limb.size() - 1)];
    const float dx = b.x - a.x, dy = b.y - a.y, length = std::max(1e-4f, std::hypot(dx, dy));
    const float nx = -dy / length, ny = dx / length, w = share * limb[n].w;
    left.push_back(place.at(side * (limb[n].x + w * nx), limb[n].y + w * ny));
    right.push_back(place.at(side * (limb[n].x - w * nx), limb[n].y - w * ny));
  }
  left.insert(left.end(), right.rbegin(), right.rend());
  return left;
}

/// Fills between the edges of a limb, and smooths them with a line of the same colour.
void fill(ImDrawList& list, const std::vector<ImVec2>& around, ImU32 colour) {
  const int pairs = static_cast<int>(around.size() / 2);
  if (pairs < 2) return;
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  list.PrimReserve(6 * (pairs - 1), 2 * pairs);
  const unsigned first = list._VtxCurrentIdx;
  for (int n = 0; n < pairs; ++n) {
    list.PrimWriteVtx(around[static_cast<std::size_t>(n)], white, colour);
    list.PrimWriteVtx(around[around.size() - 1 - static_cast<std::size_t>(n)], white, colour);
  }
  for (unsigned n = 0; n + 1 < static_cast<unsigned>(pairs); ++n)
    for (const unsigned corner : {0u, 1u, 2u, 2u, 1u, 3u})
      list.PrimWriteIdx(static_cast<ImDrawIdx>(first + 2 * n + corner));
  list.AddPolyline(around.data(), static_cast<int>(around.size()), colour, ImDrawFlags_Closed,
                   1.5f);
}

void limb(ImDrawList& list, const Placing& place, std::span<const Station> stations, float side,
          ImU32 colour) {
  fill(list, outline(smooth(stations, 0.0f, 200.0f), place, side, 1.0f), colour);
}

/// A part of a limb, rounded at both ends and a little narrower.
void patch(ImDrawList& list, const Placing& place, std::span<const Station> stations, float side,
           float from, float to, ImU32 colour) {
  constexpr float kInset = 0.84f, kRound = 6.0f;
  std::vector<Station> part = smooth(stations, from, to);
  for (Station& s : part) {
    const float t = std::abs(2.0f * (s.y - from) / (to - from) - 1.0f);
    s.w *= std::sqrt(std::max(0.0f, 1.0f - std::pow(std::min(1.0f, t), kRound)));
  }
  fill(list, outline(part, place, side, kInset), colour);
}

void ellipse(ImDrawList& list, const Placing& place, float x, float y, float a, float b,
             ImU32 colour) {
  constexpr int kAround = 40;
  for (int n = 0; n < kAround; ++n) {
    const float angle = 6.2832f * static_cast<float>(n) / kAround;
    list.PathLineTo(place.at(x + a * std::cos(angle), y + b * std::sin(angle)));
  }
  list.PathFillConvex(colour);
}

struct Span {
  float from, to;
};
constexpr std::array<Span, 5> kSpans{
    {{35.5f, 45.0f}, {45.6f, 54.8f}, {56.0f, 71.0f}, {74.8f, 90.0f}, {93.0f, 99.6f}}};

void part(ImDrawList& list, const Placing& place, BodyPart which, ImU32 colour) {
  const Span& span = kSpans[static_cast<std::size_t>(which)];
  if (which == BodyPart::kLowBack)
    return patch(list, place, kTorso, 1.0f, span.from, span.to, colour);
  for (const float side : {-1.0f, 1.0f}) {
    if (which == BodyPart::kButtocks)
      ellipse(list, place, 4.75f * side, 50.2f, 4.3f, 4.6f, colour);
    else
      patch(list, place, kLeg, side, span.from, span.to, colour);
  }
}

/// The few lines that make a back of a shape: shoulder blades, spine, folds.
void lines(ImDrawList& list, const Placing& p) {
  const ImU32 colour = pack(kPanel, 0.75f);
  const float thick = std::max(1.0f, 0.28f * p.unit);
  const auto curve = [&](float x0, float y0, float x1, float y1, float x2, float y2, float x3,
                         float y3) {
    list.AddBezierCubic(p.at(x0, y0), p.at(x1, y1), p.at(x2, y2), p.at(x3, y3), colour, thick);
  };
  curve(0.0f, 18.0f, 0.25f, 26.0f, -0.25f, 36.0f, 0.0f, 45.5f);  // the spine's furrow
  curve(0.0f, 46.5f, 0.2f, 50.0f, 0.0f, 52.0f, 0.0f, 55.0f);
  for (const float s : {-1.0f, 1.0f}) {
    curve(2.6f * s, 22.5f, 3.0f * s, 26.0f, 4.6f * s, 29.0f, 7.2f * s, 29.0f);  // shoulder blade
    curve(1.0f * s, 55.3f, 3.4f * s, 56.4f, 6.6f * s, 56.0f, 8.6f * s, 54.4f);  // gluteal fold
    curve(3.2f * s, 72.8f, 4.2f * s, 73.6f, 5.0f * s, 73.6f, 5.9f * s,
          72.8f);  // hollow of the knee
    curve(9.3f * s, 24.5f, 9.6f * s, 28.0f, 9.4f * s, 31.0f, 8.9f * s, 33.5f);  // arm from trunk
  }
}

}  // namespace

void drawHuman(ImDrawList& list, const Rect& rect, int chosen, int hovered) {
  const Placing place(rect);
  const ImU32 skin = pack(kRaised);
  for (const float side : {-1.0f, 1.0f}) {
    limb(list, place, kArm, side, skin);
    limb(list, place, kLeg, side, skin);
  }
  limb(list, place, kTorso, 1.0f, skin);
  limb(list, place, kHead, 1.0f, skin);
  for (std::size_t n = 0; n < kBodyParts.size(); ++n) {
    const int index = static_cast<int>(n);
    const Colour colour = index == chosen ? kCare : kAccent;
    const float share = index == chosen ? 0.95f : index == hovered ? 0.75f : 0.45f;
    part(list, place, static_cast<BodyPart>(n), pack(mixed(kRaised, colour, share)));
  }
  lines(list, place);
}

int bodyPartAt(const Rect& rect, const ImVec2& at) {
  const Placing place(rect);
  const float x = std::abs((at.x - place.top.x) / place.unit);
  const float y = (at.y - place.top.y) / place.unit;
  constexpr float kWidest = 12.5f;
  if (x > kWidest) return -1;
  for (std::size_t n = 0; n < kSpans.size(); ++n) {
    // halfway to the neighbours
    const float from = n > 0 ? 0.5f * (kSpans[n - 1].to + kSpans[n].from) : kSpans[n].from - 2.0f;
    const float to = n + 1 < kSpans.size() ? 0.5f * (kSpans[n].to + kSpans[n + 1].from) : 102.0f;
    if (y >= from && y < to) return static_cast<int>(n);
  }
  return -1;
}

}  // namespace unkink::ui
