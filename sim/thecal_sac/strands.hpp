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

/// Lays the strands out in the sac as it is.
///
/// Model: as in a patient lying on the back, the picture that MRI has made familiar, in every
/// posture: a U behind and at the sides, the sacral ones dorsal and in the middle, the next to
/// leave in the ventrolateral corner; ventral roots medial of dorsal ones. From there discs of the
/// roots' size are pushed apart and into the section's outline, each half by itself; where they
/// fill it they are pressed thinner. Above a severe narrowing they are too long and wind. Left out:
/// weight, stiffness, gravity in other postures.
/// Source: [wall1990] order in the section; [wjr2021] redundant roots and the areas they begin at
StrandLayout layOut(const Frames& frames, const Sac& sac, const Cord& cord,
                    const std::vector<Strand>& strands);

}  // namespace unkink::thecal_sac
