// Surface of what floats in the sac: the end of the cord, the filum and the cauda equina.
#pragma once

#include "thecal_sac/strands.hpp"

namespace unkink::thecal_sac {

/// Cord, filum and strands as one mesh of closed tubes; Patient frame (not bent again).
///
/// Each strand ends inside its nerve's sleeve (nervesMesh). \param nerves  of the same spine
/// Cost: about 3 ms on two cores
math::Mesh rootsMesh(const anatomy::Spine& spine, const anatomy::Bend& bend, const Frames& frames,
                     const Sac& sac, const std::vector<Nerve>& nerves);

/// Cord and filum alone.
math::Mesh cordMesh(const anatomy::Spine& spine, const Frames& frames, const Sac& sac,
                    const std::vector<Nerve>& nerves);

/// One root on its way through the sac; Patient frame.
struct RootCourse {
  Tube course;             // as thin as the room presses it
  double radius_mm = 1.0;  // that it has where there is room
};
std::vector<RootCourse> rootCourses(const anatomy::Spine& spine, const anatomy::Bend& bend,
                                    const Frames& frames, const Sac& sac,
                                    const std::vector<Nerve>& nerves);

}  // namespace unkink::thecal_sac
