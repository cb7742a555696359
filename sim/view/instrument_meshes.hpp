// The instruments as surfaces in their own Tool frames, with the dimensions of
// operation/instruments.hpp.
#pragma once

#include "math/mesh.hpp"
#include "operation/state.hpp"
#include "view/scene.hpp"

#include <vector>

namespace unkink::view {

/// How a piece is in the X-ray: not at all, or as steel that is convex or is not (a tube, a jaw).
enum class Beam : std::uint8_t { kOutside, kConvex, kHollow };

/// One closed surface of an instrument. Tool frame: tip at the origin, shaft along -z, the window
/// faces +y.
struct InstrumentPiece {
  math::Mesh mesh;
  Look look = Look::kSteel;
  Beam beam = Beam::kOutside;
  bool drawn = true;            // false: there for the X-ray only
  math::Vec3 closingMove{0.0};  // where it slides while the jaw closes, mm
  double shownFrom_mm = -1e9;   // of the tool's tip beyond the portal's mouth
};
using InstrumentPieces = std::vector<InstrumentPiece>;

/// Pieces in the beam touch but do not overlap. The needle is drawn half as thick again as it is,
/// for the eye; its X-ray has the true one.
struct InstrumentMeshes {
  InstrumentPieces needle, portal, trocar, rongeur, sculptor;
  // on the skin, +z into the body, +y towards the head: a slit, and one held open by the portal
  InstrumentPieces slit, gaping;
  math::Mesh dressing;  // a small round pad on the skin
};

InstrumentMeshes makeInstrumentMeshes();

/// How far the tool's jaw is shut now, 0 to 1: shut at the bite, it springs open after it.
double closedShare(const operation::State& state);

// Parts of the whole, in files of their own.
InstrumentPieces rongeurPieces();
InstrumentPieces sculptorPieces();
InstrumentPieces portalFurniture();
InstrumentPieces trocarHandle();
/// What the hand holds of the tools that bite; its trigger follows the jaw.
InstrumentPieces pistolGrip(bool ring);
InstrumentPieces skinOpening(double halfWidth_mm);
/// A flat arrow along +y, its tail at `from`.
math::Mesh arrow(const math::Vec3& from, double length_mm, double width_mm);

}  // namespace unkink::view
