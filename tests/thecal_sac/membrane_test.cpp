// Claims about the membrane's solver: what is tied keeps its length, what folds does not push, what
// rests stays, and the lanes do what plain loops would.
#include "thecal_sac/membrane.hpp"

#include "support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace unkink::thecal_sac;

namespace {

constexpr int kRings = 21, kAround = 24;
constexpr float kRadius_mm = 6.0f, kSpacing_mm = 1.5f;

/// A round tube with edges around, along and across; its end rings held.
MembraneSolver tube(Keeps keeps) {
  MembraneSolver s(kRings, kAround);
  for (int r = 0; r < kRings; ++r)
    for (int k = 0; k < kAround; ++k) {
      const std::size_t i = s.index(r, k);
      const float a = 2.0f * std::numbers::pi_v<float> * static_cast<float>(k) / kAround;
      s.points.x[i] = kRadius_mm * std::cos(a);
      s.points.y[i] = kRadius_mm * std::sin(a);
      s.points.z[i] = kSpacing_mm * static_cast<float>(r);
      s.points.inverseMass[i] = r > 0 && r + 1 < kRings ? 1.0f : 0.0f;
    }
  s.add({0, {1, 1}, 1e-5f, keeps});
  s.add({1, {0, 0}, 1e-5f, keeps});
  s.add({1, {1, 1}, 1e-5f, keeps});
  return s;
}

float length(const MembraneSolver& s, std::size_t i, std::size_t j) {
  return std::hypot(s.points.x[j] - s.points.x[i], s.points.y[j] - s.points.y[i],
                    s.points.z[j] - s.points.z[i]);
}

/// Greatest length of an edge around or along against its rest length.
float greatestStretch(const MembraneSolver& s) {
  float most = 0.0f;
  for (int r = 0; r < kRings; ++r)
    for (int k = 0; k < kAround; ++k) {
      const std::size_t i = s.index(r, k);
      most = std::max(most, length(s, i, s.index(r, (k + 1) % kAround)) / s.restLength(0, r, k));
      if (r + 1 < kRings) most = std::max(most, length(s, i, s.index(r + 1, k)) / kSpacing_mm);
    }
  return most;
}

/// Moves every free vertex out from the axis.
void swell(MembraneSolver& s, float by_mm) {
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s.points.inverseMass[i] == 0.0f) continue;
    const float r = std::hypot(s.points.x[i], s.points.y[i]);
    s.points.x[i] *= (r + by_mm) / r;
    s.points.y[i] *= (r + by_mm) / r;
  }
}

}  // namespace

TEST_CASE("A tube at its rest lengths stays where it is, bit for bit") {
  MembraneSolver s = tube(Keeps::kLength);
  const std::vector<float> x = s.points.x, y = s.points.y, z = s.points.z;
  for (int n = 0; n < 100; ++n) s.solve({}, nullptr);
  CHECK(s.points.x == x);
  CHECK(s.points.y == y);
  CHECK(s.points.z == z);
}

TEST_CASE("An inflated tube keeps its length and girth") {
  MembraneSolver s = tube(Keeps::kTension);
  for (int n = 0; n < 60; ++n) {
    swell(s, 0.05f);
    s.solve({.iterations = 40}, nullptr);
    REQUIRE(greatestStretch(s) < 1.03f);
  }
}

TEST_CASE("What only bears tension folds without a force; what bears pressure does not") {
  for (const bool tensionOnly : {true, false}) {
    MembraneSolver s = tube(tensionOnly ? Keeps::kTension : Keeps::kLength);
    swell(s, -1.0f);
    const std::vector<float> x = s.points.x;
    s.solve({.iterations = 5}, nullptr);
    // the middle ring is shorter than it wants to be, and no tie along is longer than it may be
    CHECK((s.tension(0, kRings / 2, 3) == 0.0f) == tensionOnly);
    CHECK((s.points.x[s.index(kRings / 2, 3)] == x[s.index(kRings / 2, 3)]) == tensionOnly);
  }
}

TEST_CASE("A stiff tie between two vertices takes the force that its compliance asks for") {
  MembraneSolver s(2, 4);
  for (int r = 0; r < 2; ++r)
    for (int k = 0; k < 4; ++k) s.points.z[s.index(r, k)] = static_cast<float>(r);
  s.add({1, {0, 0}, 0.5f});
  s.points.z[s.index(1, 2)] = 4.0f;  // stretched by three
  s.points.inverseMass[s.index(1, 2)] = 1.0f;
  s.solve({.iterations = 1}, nullptr);
  // 3 / (1 + 0.5) = 2 off, and so is compliance times force
  CHECK(s.tension(0, 0, 2) == Approx(2.0f));
  CHECK(s.points.z[s.index(1, 2)] == Approx(2.0f));
  CHECK(s.points.z[s.index(1, 1)] == 1.0f);
}

TEST_CASE("Vertices kept in the planes of their rings move there only") {
  MembraneSolver s = tube(Keeps::kTension);
  const std::vector<float> z = s.points.z;
  for (int n = 0; n < 20; ++n) {
    swell(s, 0.2f);
    s.solve({.alongCanal = 0.0f}, nullptr);
  }
  CHECK(s.points.z == z);
}

TEST_CASE("A collider is asked in every iteration and has the last word") {
  struct Floor final : Collider {
    void push(TubePoints& p) override {
      ++asked;
      for (float& y : p.y) y = std::max(y, -3.0f);
    }
    int asked = 0;
  } floor;
  MembraneSolver s = tube(Keeps::kTension);
  s.solve({.iterations = 17}, &floor);
  CHECK(floor.asked == 17);
  for (const float y : s.points.y) CHECK(y >= -3.0f);
}

TEST_CASE("Strings are straight between where they are held, wherever in the lanes that is") {
  constexpr int kAll = 32;
  for (const int down : {1, 2})
    for (const int ring : {6, 8, 12, 22}) {
      MembraneSolver s(kAll, 8);
      for (int r = 0; r < kAll; ++r) {
        const std::size_t i = s.index(r, 3);
        s.points.z[i] = static_cast<float>(r);
        const bool held = r < down || r >= kAll - down || (r >= ring && r < ring + down);
        s.points.inverseMass[i] = held ? 0.0f : 1.0f;
      }
      s.add({down, {0, 0}, 1.0f, Keeps::kOffset});
      for (int r = ring; r < ring + down; ++r) s.points.y[s.index(r, 3)] = 1.0f;
      for (int n = 0; n < 2000; ++n) s.solve({.alongCanal = 0.0f}, nullptr);  // no speed kept
      for (int r = 0; r < kAll; ++r) {
        const int from = r < ring ? r / down : (kAll - 1 - r) / down;
        const int steps = r < ring ? ring / down : (kAll - down - ring) / down;
        INFO("down " << down << ", held at " << ring << ", ring " << r);
        CHECK(s.points.y[s.index(r, 3)] ==
              Approx(std::min(1.0, static_cast<double>(from) / steps)).margin(0.002));
      }
    }
}
