// What moves the sac's vertices: bed, pressure, tension, fat.
#include "thecal_sac/dura.hpp"

#include "thecal_sac/polygon.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace unkink::thecal_sac {
namespace {

using math::Vec2f;

constexpr int kMargin = 10;  // stations beyond those with walls that may move: a dent's run-out

/// Stations that may move; there is always one beyond at either end.

StationRange moving(const std::vector<float>& wall_mm) {
  const int stations = static_cast<int>(wall_mm.size()) / kSpokes;
  StationRange range{stations, 0};
  for (int s = 0; s < stations; ++s) {
    const auto from = wall_mm.begin() + s * kSpokes;
    if (std::all_of(from, from + kSpokes, [](float w) { return w >= kNoWall_mm; })) continue;
    range.first = std::min(range.first, s);
    range.last = std::max(range.last, s + 1);
  }
  if (range.first >= range.last) return {1, 1};
  return {std::max(range.first - kMargin, 1), std::min(range.last + kMargin, stations - 1)};
}

float length(const Vec2f& v) { return std::sqrt(v.x * v.x + v.y * v.y); }

/// How far the place that moved most did.
float farthest(const Places& before, const Places& after) {
  float most = 0.0f;
  for (std::size_t i = 0; i < after.size(); ++i)
    most = std::max(most, length(after[i] - before[i]));
  return most;
}

}  // namespace

Places healthyPlaces(const Frames& frames, double stretch) {
  Places all;
  all.reserve(frames.size() * kSpokes);
  for (const SectionFrame& frame : frames)
    for (const math::Vec2& out : vertexDirections())
      all.push_back(Vec2f((1.0 + stretch) * frame.healthy.radius_mm(out) * out));
  return all;
}

Dura::Dura(const Frames& frames, const std::vector<float>& wall_mm, bool standing,
           const Membrane& membrane)
    : membrane_(membrane),
      healthy_(healthyPlaces(frames, standing ? membrane.uprightStretch : 0.0)),
      first_(moving(wall_mm).first),
      solver_(moving(wall_mm).last - first_ + 2, kSpokes),
      fat_(solver_.size(), membrane) {
  for (int r = 0; r < solver_.rings(); ++r) {
    const auto s = static_cast<std::size_t>(station(r));
    walls_.emplace_back(frames[s], wall_mm.data() + s * kSpokes, membrane);
  }
  place(healthy_);
  const auto arc = [&](int r) { return frames[static_cast<std::size_t>(station(r))].arc_mm; };
  tie((arc(solver_.rings() - 1) - arc(0)) / (solver_.rings() - 1));
}

void Dura::tie(double spacing_mm) {
  const auto girth = [&](int ring) {
    float sum = 0.0f;
    for (int k = 0; k < kSpokes; ++k) sum += length(at(ring, k + 1) - at(ring, k));
    return sum;
  };
  const auto pressure = static_cast<float>(membrane_.pressure_mm);
  const auto hoop = [&](int ring) {  // tension of a round tube
    return pressure * girth(ring) / (2.0f * std::numbers::pi_v<float>);
  };
  const int middle = solver_.rings() / 2;
  const float edge = girth(middle) / kSpokes, spacing = static_cast<float>(spacing_mm);
  const auto shear = static_cast<float>(membrane_.spreadAround_mm * membrane_.spreadAround_mm);
  solver_.add({0, {1, 1}, 0.0f, Keeps::kTension});
  solver_.add({0, {1, 1}, edge / shear, Keeps::kOffset});
  const auto along = static_cast<float>(membrane_.spreadAlong_mm * membrane_.spreadAlong_mm);
  solver_.add({1, {0, 0}, spacing * spacing / (along * edge), Keeps::kOffset});
  solver_.add({0, {1, 1}, 0.0f, Keeps::kGirth});
  for (int r = 0; r < solver_.rings(); ++r)
    for (int k = 0; k < kSpokes; ++k) {
      const Vec2f ahead = at(r, k + 1) - at(r, k), behind = at(r, k) - at(r, k - 1);
      const float share = 0.5f * (length(ahead) + length(behind));
      // what tension leaves of the pressure, the bed bears
      const Vec2f inward = hoop(r) * (ahead / length(ahead) - behind / length(behind)) / share;
      anchors_.push_back({at(r, k) - inward - pressure * normal(r, k), share});
    }
}

Vec2f Dura::normal(int ring, int k) const {
  const Vec2f along = at(ring, k + 1) - at(ring, k - 1);
  return Vec2f(along.y, -along.x) / std::max(length(along), 1e-6f);
}

void Dura::place(const Places& places) {
  for (int r = 0; r < solver_.rings(); ++r)
    for (int k = 0; k < kSpokes; ++k) {
      const Vec2f& p = places[static_cast<std::size_t>(station(r) * kSpokes + k)];
      solver_.points.x[solver_.index(r, k)] = p.x;
      solver_.points.y[solver_.index(r, k)] = p.y;
    }
}

void Dura::advance(float share, const MembraneSolver::Way& way) {
  TubePoints to = solver_.points;
  const auto pressure = static_cast<float>(membrane_.pressure_mm);
  for (int r = 0; r < solver_.rings(); ++r)
    for (int k = 0; k < kSpokes; ++k) {
      const std::size_t i = solver_.index(r, k);
      solver_.points.inverseMass[i] = 0.0f;
      if (!moves(r)) continue;
      const Anchor& anchor = anchors_[static_cast<std::size_t>(r * kSpokes + k)];
      solver_.points.inverseMass[i] = share / anchor.length_mm;
      const Vec2f p = at(r, k);
      const Vec2f pull = anchor.place - p + pressure * normal(r, k);
      to.x[i] += share * pull.x;
      to.y[i] += share * pull.y;
      fat_.look(i, walls_[static_cast<std::size_t>(r)].near(p, k), p);
    }
  fat_.begin(share);
  std::swap(solver_.points.x, to.x);
  std::swap(solver_.points.y, to.y);
  solver_.solve(way, &fat_);
}

/// Takes over the places of those that may move, the last bit of them out of the walls.
void Dura::take(Places& places) const {
  for (int r = 1; r + 1 < solver_.rings(); ++r)
    for (int k = 0; k < kSpokes; ++k) {
      Vec2f p = at(r, k);
      const WallNear wall = walls_[static_cast<std::size_t>(r)].near(p, k);
      const float lacking = static_cast<float>(membrane_.fatCompressed_mm) - wall.gap_mm;
      if (lacking > 0.0f) p -= lacking * wall.towards;
      places[static_cast<std::size_t>(station(r) * kSpokes + k)] = p;
    }
}

float Dura::step(Places& places, double dt_s) {
  const auto share = static_cast<float>(dt_s / (membrane_.timeConstant_s + dt_s));
  const Places before = places;
  for (std::size_t i = 0; i < places.size(); ++i)
    places[i] += share * (healthy_[i] - places[i]);  // where there are no walls
  Places held = before;
  const auto hold = [&](int s) {
    std::copy_n(places.begin() + s * kSpokes, kSpokes, held.begin() + s * kSpokes);
  };
  hold(station(0));
  hold(station(solver_.rings() - 1));
  place(held);
  advance(share, {.iterations = 8, .alongCanal = 0.0f});
  take(places);
  return farthest(before, places);
}

Places Dura::rest() {
  // in great strides first, then in shorter ones, which end nearer to the forces' balance
  constexpr float kFar = 0.25f, kNear = 0.1f, kAtRest_mm = 3e-4f;
  constexpr int kStrides = 8, kMost = 70;
  place(healthy_);
  Places places = healthy_, before;
  float moved = 1.0f;
  for (int n = 0; n < kMost && moved > kAtRest_mm; ++n) {
    advance(n < kStrides ? kFar : kNear,
            {.iterations = 20, .alongCanal = 0.0f, .relaxation = 1.5f});
    before = places;
    take(places);
    moved = farthest(before, places);
  }
  return places;
}

}  // namespace unkink::thecal_sac
