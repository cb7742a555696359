// The strands of the cauda equina: which there are, and where each lies in every section of the
// sac.
#pragma once

#include "thecal_sac/nerves.hpp"
#include "thecal_sac/sac.hpp"

#include <vector>

namespace unkink::thecal_sac {

/// One ventral or dorsal root on its way from the cord to where it leaves the sac.
struct Strand {
  int pair = 0;  // 0 = L1 .. 4 = L5, 5 = S1 .. 9 = S5, 10 = coccygeal
  anatomy::Side side = anatomy::Side::kLeft;
  bool ventral = false;
  double radius_mm = 1.0;
  double startArc_mm = 0.0, exitArc_mm = 0.0;  // along the neutral canal's axis

  bool passes(double arc_mm) const { return arc_mm >= startArc_mm && arc_mm <= exitArc_mm; }
};

/// The cord's end and what hangs from it; mm along the neutral canal's axis.
struct Cord {
  double end_mm = 0.0;  // tip of the conus

  /// Half width and half depth of cord or filum at a place.
  math::Vec2 halfSize_mm(double arc_mm) const;
};
Cord cordOf(const anatomy::Spine& spine, const Frames& frames);

/// Every strand, pair by pair, left before right, ventral before dorsal.
std::vector<Strand> strandsOf(const std::vector<Nerve>& nerves, const Cord& cord,
                              const Frames& frames);

/// Places of the strands in the sections: in the plane of each laid-out station, x left, y dorsal,
/// mm about its centre.
struct StrandLayout {
  std::vector<int> stations;           // that are laid out, from the head down
  std::vector<math::Vec2> place;       // stations x strands
  std::vector<double> squeeze;         // by station: share of their radius that the room leaves
  std::vector<double> filumDorsal_mm;  // by station: y of cord or filum on the mid-line
};

/// Where the weight of the roots takes them: 1 to the back (lying on the back), -1 to the front
/// (face down, bent over a bolster), 0 nowhere (upright).
double sinkingOf(double posture, bool standing);

/// How free roots are to sink in a section of the sac: 1 freely, 0 wedged in.
double freedomToSink(double sac_mm2, double roots_mm2);

/// Lays the strands out in the sac as it is.
///
/// Model: where they have room they sink: a crescent on the back wall, the sacral ones in the
/// middle; upright they hang about the middle. The next to leave goes to the ventrolateral corner
/// it leaves by; ventral roots lie in front of dorsal ones. Where the section is narrow they cannot
/// sink and fill it. From there discs of the roots' size are pushed apart and into the outline,
/// each half by itself; where they fill it they are pressed thinner. Above a severe narrowing they
/// are too long and wind. Left out: stiffness.
/// \param sinking  -1..1, see sinkingOf
/// Source: [wall1990] order in the section; [sedsign2016] the areas in which they sink; [wjr2021]
/// redundant roots and the areas they begin at
StrandLayout layOut(const Frames& frames, const Sac& sac, const Cord& cord,
                    const std::vector<Strand>& strands, double sinking);

}  // namespace unkink::thecal_sac
