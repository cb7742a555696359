// Names beside structures never lie on one another and stay where they are.
#include "ui/labels.hpp"

#include "support/catch.hpp"

#include <cmath>
#include <string>
#include <vector>

using namespace unkink::ui;

namespace {

constexpr Rect kArea{100, 50, 600, 400};
constexpr float kGap = 4.0f;

Callout callout(int n, float x, float y) {
  return {"name " + std::to_string(n), x, y, 90.0f + 7.0f * static_cast<float>(n % 5), 24.0f};
}

/// Anchors in a heap, in a row, and spread over the area.
std::vector<std::vector<Callout>> crowds() {
  std::vector<std::vector<Callout>> all(3);
  for (int n = 0; n < 14; ++n) {
    const auto f = static_cast<float>(n);
    all[0].push_back(callout(n, 390.0f + f, 240.0f + 0.5f * f));
    all[1].push_back(callout(n, 110.0f + 42.0f * f, 445.0f));
    all[2].push_back(
        callout(n, 400.0f + 280.0f * std::sin(2.4f * f), 250.0f + 190.0f * std::cos(f)));
  }
  return all;
}

}  // namespace

TEST_CASE("labels never overlap and stay inside the picture") {
  for (const auto& crowd : crowds()) {
    LabelMemory memory;
    const auto placed = placeCallouts(crowd, kArea, kGap, memory);
    REQUIRE(placed.size() == crowd.size());
    for (std::size_t a = 0; a < placed.size(); ++a) {
      CHECK(placed[a].box.x >= kArea.x);
      CHECK(placed[a].box.right() <= kArea.right() + 0.01f);
      CHECK(placed[a].box.y >= kArea.y - 0.01f);
      CHECK(placed[a].box.bottom() <= kArea.bottom() + 0.01f);
      for (std::size_t b = a + 1; b < placed.size(); ++b)
        CHECK_FALSE(placed[a].box.overlaps(placed[b].box));
    }
  }
}

TEST_CASE("labels for which there is no room are left out") {
  std::vector<Callout> crowd;
  for (int n = 0; n < 60; ++n) crowd.push_back(callout(n, 150.0f, 60.0f));
  LabelMemory memory;
  const auto placed = placeCallouts(crowd, kArea, kGap, memory);
  CHECK(placed.size() == 14);  // 14 x 24 + 13 x 4 = 388 of 400
}

TEST_CASE("a label keeps its side while its anchor wavers about the middle") {
  LabelMemory memory;
  const auto side = [&](float x) {
    return placeCallouts({callout(1, x, 200.0f)}, kArea, kGap, memory).front().left;
  };
  CHECK(side(380.0f));
  CHECK(side(420.0f));
  CHECK_FALSE(side(480.0f));
  CHECK_FALSE(side(380.0f));
  CHECK(side(300.0f));
}

TEST_CASE("a label does not cover its own anchor") {
  LabelMemory memory;
  const Callout c = callout(1, 690.0f, 200.0f);
  const auto placed = placeCallouts({c}, kArea, kGap, memory);
  CHECK_FALSE(placed.front().box.contains(c.anchorX, c.anchorY));
}

TEST_CASE("tags keep clear of callouts, their lines and one another, or are left out") {
  LabelMemory memory;
  const auto callouts =
      placeCallouts({callout(1, 390.0f, 200.0f), callout(2, 420.0f, 320.0f)}, kArea, kGap, memory);
  std::vector<Tag> wanted;
  for (int n = 0; n < 40; ++n) {
    const auto f = static_cast<float>(n);
    wanted.push_back(
        {"L" + std::to_string(n), 120.0f + 14.0f * f, 60.0f + 9.5f * f, 30.0f, 18.0f, n % 2 == 0});
  }
  const auto placed = placeTags(wanted, callouts, kArea, kGap);
  CHECK(placed.size() > 15);
  CHECK(placed.size() < wanted.size());
  for (std::size_t a = 0; a < placed.size(); ++a) {
    const Rect& box = placed[a].box;
    CHECK(box.x >= kArea.x);
    CHECK(box.right() <= kArea.right());
    for (std::size_t b = a + 1; b < placed.size(); ++b) CHECK_FALSE(box.overlaps(placed[b].box));
    for (const PlacedCallout& c : callouts) {
      CHECK_FALSE(box.overlaps(c.box));
      // the line, point by point
      const float from = c.left ? c.box.right() : c.box.x, y = c.box.y + 0.5f * c.box.height;
      for (float t = 0.0f; t <= 1.0f; t += 0.01f)
        CHECK_FALSE(
            box.contains(from + t * (c.callout.anchorX - from), y + t * (c.callout.anchorY - y)));
    }
  }
}

TEST_CASE("a tag with room stands where it points, on its side") {
  const auto placed = placeTags(
      {{"L4", 300.0f, 200.0f, 30.0f, 18.0f, true}, {"L5", 300.0f, 260.0f, 30.0f, 18.0f, false}}, {},
      kArea, kGap);
  REQUIRE(placed.size() == 2);
  CHECK(placed[0].box.right() == Approx(300.0f));
  CHECK(placed[0].box.y + 9.0f == Approx(200.0f));
  CHECK(placed[1].box.x == Approx(300.0f));
}
