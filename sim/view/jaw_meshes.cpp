// The tools that bite: a rongeur whose barrel slides onto its footplate, and a sculptor with a
// window in its side that a sleeve shuts.
#include "operation/instruments.hpp"
#include "view/instrument_meshes.hpp"
#include "view/shapes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace unkink::view {
namespace {

using math::Mesh;
using math::Vec3;
using namespace operation;

using Ring = std::vector<Vec3>;

constexpr int kHalf = 24;  // points along each side of a ring
constexpr double kPi = std::numbers::pi;

/// An arc from angle a to b about (0, y), as seen from +y round +x.
void arc(Ring& ring, double radius, double y, double z, double a, double b) {
  for (int n = 0; n < kHalf; ++n) {
    const double t = a + (b - a) * n / (kHalf - 1.0);
    ring.emplace_back(radius * std::sin(t), y + radius * std::cos(t), z);
  }
}

Ring circle(double radius, double y, double z) {
  Ring ring;
  for (int n = 0; n < 2 * kHalf; ++n) {
    const double t = kPi * n / kHalf;
    ring.emplace_back(radius * std::sin(t), y + radius * std::cos(t), z);
  }
  return ring;
}

/// A circle's part above (or below) a chord at height y.
Ring segment(double radius, double y, double z, bool above) {
  const double a = std::acos(y / radius);
  Ring ring;
  if (above)
    arc(ring, radius, 0.0, z, -a, a);
  else
    arc(ring, radius, 0.0, z, a, 2.0 * kPi - a);
  for (int n = 0; n < kHalf; ++n) {  // back along the chord
    const double x = ring[static_cast<std::size_t>(kHalf - 1)].x;
    ring.emplace_back(x * (1.0 - 2.0 * n / (kHalf - 1.0)), y, z);
  }
  return ring;
}

/// The wall between two arcs, from angle a round to b.
Ring wall(double outer, double inner, double y, double z, double a, double b) {
  Ring ring;
  arc(ring, outer, y, z, a, b);
  arc(ring, inner, y, z, b, a);
  return ring;
}

Mesh between(const Ring& a, const Ring& b) { return loft(std::vector<Ring>{a, b}); }

}  // namespace

InstrumentPieces rongeurPieces() {
  const auto jaw = jawOf(ToolKind::kBoneRongeur).shape.bounds();
  constexpr double kSplit_mm = -60.0;  // behind it the shaft is one rod
  constexpr double kPlate_mm = 0.8;    // how thick the footplate is
  constexpr double kCup_mm = 6.0;      // the barrel's hollow front
  constexpr double kGape_mm = 0.5;     // how far the barrel stands behind the bite
  constexpr double kSlit_mm = 0.14;
  constexpr double r = kRongeurRadius_mm, kThin = r - 0.45;
  const double floor = jaw.lo.y, open = jaw.lo.z - kGape_mm, front = jaw.hi.z;
  InstrumentPieces all;
  all.push_back({between(circle(r, 0.0, -kToolShaftLength_mm), circle(r, 0.0, kSplit_mm)),
                 Look::kSatin, Beam::kConvex});
  all.push_back({between(segment(r, floor - kSlit_mm, kSplit_mm, false),
                         segment(r, floor - kSlit_mm, front, false)),
                 Look::kSatin, Beam::kConvex});
  all.push_back({loft(std::vector<Ring>{circle(r, 0.0, front), circle(r, 0.0, front + 0.3),
                                        circle(0.8 * r, -0.15 * r, front + kPlate_mm)}),
                 Look::kSteel, Beam::kConvex});
  const Vec3 closing(0.0, 0.0, front - open);
  all.push_back(
      {between(segment(r, floor, kSplit_mm, true), segment(r, floor, open - kCup_mm, true)),
       Look::kSatin, Beam::kConvex});
  // the cup slides on the stem; its wall is bevelled to an edge in front
  const double a = std::acos((floor - kSlit_mm) / r) + 0.005;
  all.push_back({loft(std::vector<Ring>{wall(r, kThin, 0.0, open - kCup_mm, -a, a),
                                        wall(r, kThin, 0.0, open - 0.7, -a, a),
                                        wall(r, r - 0.12, 0.0, open, -a, a)}),
                 Look::kSatin, Beam::kHollow, true, closing});
  // what fills the gap that the cup leaves behind it
  all.push_back({between(segment(kThin + 0.2, floor, open - kCup_mm - closing.z, true),
                         segment(kThin + 0.2, floor, open - kCup_mm, true)),
                 Look::kSatin, Beam::kOutside, true, closing});
  for (InstrumentPiece& piece : pistolGrip(true)) all.push_back(std::move(piece));
  return all;
}

InstrumentPieces sculptorPieces() {
  const auto jaw = jawOf(ToolKind::kTissueSculptor).shape.bounds();
  // the head is as wide as the portal lets through; flush with the shaft on the blunt, ventral side
  constexpr double kHead_mm = kTrocarRadius_mm, kUp_mm = kHead_mm - kSculptorRadius_mm;
  constexpr double kWallIn_mm = kHead_mm - 0.5, kFloor_mm = -0.45;
  const double back = jaw.lo.z, front = jaw.hi.z;
  const double half = std::asin(jaw.hi.x / kHead_mm);  // of the window, seen from the head's axis
  InstrumentPieces all;
  all.push_back({loft(std::vector<Ring>{circle(kSculptorRadius_mm, 0.0, -kToolShaftLength_mm),
                                        circle(kSculptorRadius_mm, 0.0, back - 9.0),
                                        circle(kHead_mm, kUp_mm, back - 5.0),
                                        circle(kHead_mm, kUp_mm, back)}),
                 Look::kSatin, Beam::kHollow});
  const auto trough = [&](double z) {
    Ring ring = wall(kHead_mm, kWallIn_mm, kUp_mm, z, half, 2.0 * kPi - half);
    for (std::size_t n = kHalf; n < ring.size(); ++n) ring[n].y = std::max(ring[n].y, kFloor_mm);
    return ring;
  };
  all.push_back({between(trough(back), trough(front)), Look::kSatin, Beam::kHollow});
  all.push_back(
      {loft(std::vector<Ring>{
           circle(kHead_mm, kUp_mm, front), circle(0.96 * kHead_mm, 0.8 * kUp_mm, 0.55 * front),
           circle(0.82 * kHead_mm, 0.0, 0.2 * front), circle(0.6 * kHead_mm, -0.2, 0.0)}),
       Look::kSatin, Beam::kHollow});
  // the sleeve's part in the window: its edge shows when open
  constexpr double kEdge_mm = 0.5, kSleeve_mm = kHead_mm - 0.05;
  const double length = front - back, rest = back + kEdge_mm, a = half + 0.06;
  all.push_back(
      {loft(std::vector<Ring>{wall(kSleeve_mm, kSleeve_mm - 0.3, kUp_mm, rest - length, -a, a),
                              wall(kSleeve_mm, kSleeve_mm - 0.3, kUp_mm, rest - 0.4, -a, a),
                              wall(kSleeve_mm, kSleeve_mm - 0.1, kUp_mm, rest, -a, a)}),
       Look::kSteel, Beam::kOutside, true, Vec3(0.0, 0.0, length - kEdge_mm)});
  // for the trainee: which way the window faces, shown once it is out of the portal
  constexpr double kArrow_mm = 5.5;
  InstrumentPiece cue{arrow({0.0, kHead_mm + kUp_mm, back - 0.9}, kArrow_mm, 2.6), Look::kCue};
  cue.shownFrom_mm = -back + 1.4;
  all.push_back(std::move(cue));
  for (InstrumentPiece& piece : pistolGrip(false)) all.push_back(std::move(piece));
  return all;
}

}  // namespace unkink::view
