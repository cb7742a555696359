// Surface of what floats in the sac: the end of the cord, the filum and the cauda equina.
#pragma once

#include "thecal_sac/strands.hpp"

namespace unkink::thecal_sac {

/// Cord and strands where they lie in the sac as it is.
struct CaudaEquina {
  Cord cord;
  std::vector<Strand> strands;
  StrandLayout layout;
};
/// \param nerves  of the same spine \param sinking  as of layOut()
/// Cost: about 3 ms on two cores
CaudaEquina caudaEquina(const anatomy::Spine& spine, const Frames& frames, const Sac& sac,
                        const std::vector<Nerve>& nerves, double sinking);

/// Cord, filum and strands as one mesh of closed tubes; Patient frame (not bent again).
///
/// Each strand ends inside its nerve's sleeve (nervesMesh).
math::Mesh rootsMesh(const CaudaEquina& cauda, const Frames& frames,
                     const std::vector<Nerve>& nerves, const anatomy::Bend& bend);

/// Cord and filum alone.
math::Mesh cordMesh(const CaudaEquina& cauda, const Frames& frames);

/// One root on its way through the sac; Patient frame.
struct RootCourse {
  Tube course;             // as thin as the room presses it
  double radius_mm = 1.0;  // that it has where there is room
};
std::vector<RootCourse> rootCourses(const CaudaEquina& cauda, const Frames& frames,
                                    const std::vector<Nerve>& nerves, const anatomy::Bend& bend);

}  // namespace unkink::thecal_sac
