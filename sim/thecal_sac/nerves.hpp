// The roots from where they leave the sac, in their sleeves, through the foramina: L1..L5 and S1.
#pragma once

#include "anatomy/spine.hpp"
#include "thecal_sac/tube.hpp"

#include <vector>

namespace unkink::thecal_sac {

/// One root with its ganglion, from inside the sac's wall outwards; Material frame.
struct Nerve {
  int pair = 0;  // 0 = L1 .. 4 = L5, 5 = S1
  anatomy::Side side = anatomy::Side::kLeft;
  double exitArc_mm = 0.0;  // along the neutral canal's axis, where it leaves the dura
  Tube course;
};

/// The nerves of a spine, pair by pair, left then right.
///
/// Model: from the sac at the published angle to the pedicle's lower inner border, the ganglion
/// below the pedicle (S1: within the canal), then out, forwards and down; each point kept off bone,
/// disc and ligament, healthy and at the end point alike, as far as there is room: else thinner.
/// Cost: tens of milliseconds; the right side is the left's mirror image unless bones are imported
std::vector<Nerve> nervesOf(const anatomy::Spine& spine);

/// The root with a film around it, from the dura on as far as `fill` (0..1) of its sleeve's length,
/// where it tapers out; Material frame. Empty for a fill of next to nothing.
/// \param gap_mm   the film's thickness
Tube sleeve(const Nerve& nerve, double gap_mm, double fill);
/// Volume of a film along the root, without the root.
double sleeveVolume_mm3(const Nerve& nerve, double gap_mm, double fill);

/// Their surface, closed; Material frame, ties filled in.
math::Mesh nervesMesh(const std::vector<Nerve>& nerves);

}  // namespace unkink::thecal_sac
