// Needle, portal and trocar, and the whole kit put together.
#include "view/instrument_meshes.hpp"

#include "operation/instruments.hpp"
#include "view/shapes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace unkink::view {
namespace {

using math::Mesh;
using math::Vec2;
using math::Vec3;
using namespace operation;

constexpr int kSides = 40;
constexpr double kPi = std::numbers::pi;

Mesh band(double inner, double outer, double from, double to) {
  return lathe(
      std::array<Vec2, 5>{{{inner, to}, {inner, from}, {outer, from}, {outer, to}, {inner, to}}},
      kSides);
}

/// Rings round the shaft every centimetre, a broader one every five.
Mesh depthMarks(double radius, double first_mm, double last_mm) {
  Mesh all;
  for (int cm = static_cast<int>(std::ceil(first_mm / 10.0)); 10.0 * cm <= last_mm; ++cm) {
    const double half = cm % 5 == 0 ? 0.9 : 0.35;
    math::append(all, band(radius - 0.05, radius + 0.02, -10.0 * cm - half, -10.0 * cm + half));
  }
  return all;
}

/// A hollow needle's slanted point, here without its bore.
Mesh bevelled(double radius, double length, double bevel) {
  std::vector<std::vector<Vec3>> rings(2);
  for (int n = 0; n < kSides; ++n) {
    const double a = 2.0 * kPi * n / kSides;
    const double x = radius * std::sin(a), y = radius * std::cos(a);
    rings[0].emplace_back(x, y, -length);
    rings[1].emplace_back(x, y, -0.5 * bevel * (1.0 + y / radius));
  }
  return loft(rings);
}

InstrumentPieces needle() {
  constexpr double kForTheEye = 1.5, kBevel_mm = 2.4, kHub_mm = 16.0;
  constexpr double kDrawn_mm = kForTheEye * kNeedleRadius_mm;
  InstrumentPieces all;
  all.push_back({bevelled(kNeedleRadius_mm, kNeedleLength_mm, kBevel_mm), Look::kSteel,
                 Beam::kHollow, false});
  all.push_back({bevelled(kDrawn_mm, kNeedleLength_mm, kBevel_mm), Look::kSteel});
  Mesh dark;  // every other centimetre, as on epidural needles
  for (double z = 20.0; z + 10.0 < kNeedleLength_mm; z += 20.0)
    math::append(dark, band(kDrawn_mm - 0.05, kDrawn_mm + 0.03, -z - 10.0, -z));
  all.push_back({std::move(dark), Look::kPolymer});
  const double back = -kNeedleLength_mm;
  Mesh hub = lathe(std::array<Vec2, 8>{{{0.0, back - kHub_mm},
                                        {4.2, back - kHub_mm},
                                        {4.2, back - kHub_mm + 2.0},
                                        {3.2, back - kHub_mm + 2.4},
                                        {3.0, back - 2.0},
                                        {2.2, back + 2.0},
                                        {0.9, back + 6.0},
                                        {0.0, back + 6.0}}},
                   kSides);
  // wings
  std::vector<std::vector<Vec3>> wing(2);
  for (int n = 0; n < kSides; ++n) {
    const double a = 2.0 * kPi * n / kSides;
    for (const int side : {0, 1})
      wing[static_cast<std::size_t>(side)].emplace_back(12.0 * std::sin(a), side - 0.5,
                                                        back - 5.0 + 4.0 * std::cos(a));
  }
  math::append(hub, loft(wing));
  all.push_back({std::move(hub), Look::kPlastic});
  return all;
}

/// An open tube, its mouth bevelled outside and flared inside.
Mesh portalTube() {
  constexpr double kBevel_mm = 1.2, kFlare_mm = 0.6, kRim_mm = 0.06;
  constexpr double kMouth_mm = 0.5 * (kPortalInnerRadius_mm + kPortalOuterRadius_mm);
  return lathe(std::array<Vec2, 7>{{{kMouth_mm - kRim_mm, 0.0},
                                    {kPortalInnerRadius_mm, -kFlare_mm},
                                    {kPortalInnerRadius_mm, -kPortalLength_mm},
                                    {kPortalOuterRadius_mm, -kPortalLength_mm},
                                    {kPortalOuterRadius_mm, -kBevel_mm},
                                    {kMouth_mm + kRim_mm, 0.0},
                                    {kMouth_mm - kRim_mm, 0.0}}},
               kSides);
}

InstrumentPieces portal() {
  InstrumentPieces all;
  all.push_back({portalTube(), Look::kSteel, Beam::kHollow});
  all.push_back({depthMarks(kPortalOuterRadius_mm, 10.0, kPortalLength_mm - 45.0), Look::kPolymer});
  for (InstrumentPiece& piece : portalFurniture()) all.push_back(std::move(piece));
  return all;
}

/// A rod with a point of three faces.
Mesh pyramidRod(double radius, double length) {
  constexpr double kSlope = 0.58;  // of the faces to the axis
  std::vector<std::vector<Vec3>> rings;
  const auto ring = [&](double z) {
    std::vector<Vec3>& r = rings.emplace_back();
    for (int n = 0; n < 48; ++n) {
      const double a = 2.0 * kPi * n / 48;
      const double off = std::remainder(a, 2.0 * kPi / 3.0);
      const double rho = std::min(radius, -z * kSlope / std::cos(off));
      r.emplace_back(rho * std::sin(a), rho * std::cos(a), z);
    }
  };
  ring(-length);
  const double whole = radius / kSlope, corners = 0.5 * whole;
  for (const double z : {whole, 0.9 * whole, 0.8 * whole, 0.7 * whole, 0.6 * whole, corners})
    ring(-z);
  ring(0.0);
  return loft(rings);
}

InstrumentPieces trocar() {
  constexpr double kLength_mm = kPortalLength_mm + 20.0, kTip_mm = 4.0;
  InstrumentPieces all = trocarHandle();
  all.push_back({pyramidRod(kTrocarRadius_mm, kLength_mm), Look::kSatin});
  // in the beam its point is a cone: facets that curve into the rod are not quite convex
  all.push_back({lathe(std::array<Vec2, 4>{{{0.0, -kLength_mm},
                                            {kTrocarRadius_mm, -kLength_mm},
                                            {kTrocarRadius_mm, -kTip_mm},
                                            {0.0, 0.0}}},
                       kSides),
                 Look::kSatin, Beam::kConvex, false});
  return all;
}

Mesh pad() {
  // the Tool frame's +z points into the body, so the pad's outside lies at negative z
  constexpr double kPad_mm = 15.0;
  return lathe(std::array<Vec2, 6>{{{0.0, -1.0},
                                    {0.8 * kPad_mm, -0.9},
                                    {0.97 * kPad_mm, -0.5},
                                    {kPad_mm, 0.3},
                                    {1.02 * kPad_mm, 4.0},
                                    {0.0, 4.0}}},
               kSides);
}

}  // namespace

InstrumentMeshes makeInstrumentMeshes() {
  constexpr double kAtRest_mm = 1.0, kRoundPortal_mm = kPortalOuterRadius_mm + 0.1;
  InstrumentMeshes m;
  m.needle = needle();
  m.portal = portal();
  m.trocar = trocar();
  m.rongeur = rongeurPieces();
  m.sculptor = sculptorPieces();
  m.slit = skinOpening(kAtRest_mm);
  m.gaping = skinOpening(kRoundPortal_mm);
  m.dressing = pad();
  return m;
}

double closedShare(const operation::State& s) {
  constexpr double kOpens_s = 0.4;
  const auto eased = [](double t) { return t * t * (3.0 - 2.0 * t); };
  if (s.tool.closing_s > 0.0) return eased(1.0 - s.tool.closing_s / kJawCloses_s);
  for (auto e = s.events.rbegin(); e != s.events.rend(); ++e) {
    const double since_s = static_cast<double>(s.tick - e->tick) * kTick_s;
    if (since_s >= kOpens_s) break;
    if (e->kind == EventKind::kBite || e->kind == EventKind::kNothingTaken)
      return eased(1.0 - since_s / kOpens_s);
  }
  return 0.0;
}

}  // namespace unkink::view
