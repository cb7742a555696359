// Instruments turned on the lathe.
#include "view/instrument_meshes.hpp"

#include "operation/instruments.hpp"
#include "view/shapes.hpp"

#include <array>

namespace unkink::view {
namespace {

using math::Mesh;
using math::Vec2;
using namespace operation;

constexpr int kSides = 32;

/// A rod whose tip is a cone (or a dome, for a blunt one) at the origin.
Mesh rod(double radius, double length, double tipLength, double tipRadius) {
  const std::array<Vec2, 5> profile{
      {{0.0, -length}, {radius, -length}, {radius, -tipLength}, {tipRadius, 0.0}, {0.0, 0.0}}};
  return lathe(profile, kSides);
}

Mesh hollowTube(double inner, double outer, double length) {
  const std::array<Vec2, 5> profile{
      {{inner, 0.0}, {inner, -length}, {outer, -length}, {outer, 0.0}, {inner, 0.0}}};
  return lathe(profile, kSides);
}

Mesh grip(double radius, double from, double to) {
  const double bevel = 0.25 * radius;
  const std::array<Vec2, 6> profile{{{0.0, to},
                                     {radius - bevel, to},
                                     {radius, to + bevel},
                                     {radius, from - bevel},
                                     {radius - bevel, from},
                                     {0.0, from}}};
  return lathe(profile, kSides);
}

/// The sculptor: a shaft with a trough behind a blunt tip, shown as a narrowed neck.
Mesh sculptorShaft() {
  constexpr double kNeck = 0.55 * kSculptorRadius_mm;
  const std::array<Vec2, 9> profile{{{0.0, -kToolShaftLength_mm},
                                     {kSculptorRadius_mm, -kToolShaftLength_mm},
                                     {kSculptorRadius_mm, -8.0},
                                     {kNeck, -7.2},
                                     {kNeck, -1.8},
                                     {kSculptorRadius_mm, -1.2},
                                     {0.92 * kSculptorRadius_mm, -0.5},
                                     {0.5 * kSculptorRadius_mm, 0.0},
                                     {0.0, 0.0}}};
  return lathe(profile, kSides);
}

/// The rongeur: a shaft with a cup cut behind the tip, shown as a waist, and two jaws that stand
/// apart.
math::Mesh rongeurShaft() {
  const std::array<Vec2, 8> profile{{{0.0, -kToolShaftLength_mm},
                                     {kRongeurRadius_mm, -kToolShaftLength_mm},
                                     {kRongeurRadius_mm, -5.5},
                                     {0.6 * kRongeurRadius_mm, -4.6},
                                     {0.6 * kRongeurRadius_mm, -2.6},
                                     {0.95 * kRongeurRadius_mm, -1.8},
                                     {0.7 * kRongeurRadius_mm, 0.0},
                                     {0.0, 0.0}}};
  return lathe(profile, kSides);
}

/// What sits on the portal outside the skin: the grip's disc, and the depth guide's collar further
/// up.
math::Mesh portalFurniture() {
  const auto ring = [](double inner, double outer, double from, double to) {
    const std::array<Vec2, 5> profile{
        {{inner, from}, {inner, to}, {outer, to}, {outer, from}, {inner, from}}};
    return lathe(profile, kSides);
  };
  math::Mesh m = ring(kPortalOuterRadius_mm, 9.0, -kPortalLength_mm + 14.0, -kPortalLength_mm);
  math::append(
      m, ring(kPortalOuterRadius_mm, 13.0, -kPortalLength_mm + 40.0, -kPortalLength_mm + 36.0));
  math::append(
      m, ring(kPortalOuterRadius_mm, 5.5, -kPortalLength_mm + 36.0, -kPortalLength_mm + 20.0));
  return m;
}

}  // namespace

InstrumentMeshes makeInstrumentMeshes() {
  InstrumentMeshes m;
  m.needle = rod(kNeedleRadius_mm, kNeedleLength_mm, 1.5, 0.05);
  math::append(m.needle, grip(3.2, -kNeedleLength_mm + 6.0, -kNeedleLength_mm - 8.0));
  m.portal = hollowTube(kPortalInnerRadius_mm, kPortalOuterRadius_mm, kPortalLength_mm);
  m.portalHandle = portalFurniture();
  m.trocar = rod(kTrocarRadius_mm, kPortalLength_mm + 20.0, 5.0, 0.3);
  m.rongeur = rongeurShaft();
  m.sculptor = sculptorShaft();
  m.toolHandle = grip(8.0, -kToolShaftLength_mm + 4.0, -kToolShaftLength_mm - 70.0);
  const double r = 0.5 * kSkinOpening_mm;
  const std::array<Vec2, 5> opening{
      {{0.0, 1.2}, {0.6 * r, 0.8}, {r, 0.0}, {0.6 * r, -0.25}, {0.0, -0.4}}};
  m.skinOpening = lathe(
      std::array<Vec2, 5>{opening[4], opening[3], opening[2], opening[1], opening[0]}, kSides);
  // the Tool frame's +z points into the body, so the pad's outside lies at negative z
  constexpr double kPad_mm = 15.0;
  m.dressing = lathe(std::array<Vec2, 6>{{{0.0, -1.0},
                                          {0.8 * kPad_mm, -0.9},
                                          {0.97 * kPad_mm, -0.5},
                                          {kPad_mm, 0.3},
                                          {0.9 * kPad_mm, 4.0},
                                          {0.0, 4.0}}},
                     kSides);
  return m;
}

}  // namespace unkink::view
