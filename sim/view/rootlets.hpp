// The rootlets of the cauda equina in a slice: each root is a bundle of them.
#pragma once

#include "math/plane_section.hpp"
#include "view/scene.hpp"

#include <vector>

namespace unkink::view {

/// One rootlet in the plane: so far from where its root crosses.
struct Rootlet {
  std::size_t root = 0;
  math::Vec2f offset{0.0f};
  float radius_mm = 0.5f;
};

struct Rootlets {
  std::vector<Rootlet> all;
  float fluidBetween = 1.0f;  // see fluidBetween()
};

/// Of what lies between the roots in a section of the sac, how much reads as fluid.
///
/// Model: none is left to be seen where they fill most of the section, or where it is as narrow as
/// where sites without room between roots are. Source: [sedsign2016] the areas; the shares: house
float fluidBetween(double sac_mm2, double roots_mm2);

/// Where a root crosses a plane, in the plane; false where it does not.
bool crossing(const SliceRoot& root, const math::PlaneFrame& plane, math::Vec2f& at);

/// Rootlets where roots cross an axial plane.
///
/// Model: a root of radius r is split into rootlets of a little over half a millimetre's radius and
/// the same area in all, a little apart; all are pushed off one another and off the dura; where
/// they crowd they keep as far apart as there is room, and thin where there is none; where they are
/// free to they sink. \param sac  the sac's outline in the plane \param sinking  as of
/// thecal_sac::layOut Cost: about 1 ms
Rootlets rootletsIn(const math::PlaneFrame& plane, const std::vector<SliceRoot>& roots,
                    const math::SectionEdges& sac, double sinking);

/// One rootlet from the head down; Patient.
struct RootletCourse {
  std::vector<math::Vec3f> course;
  std::vector<float> radius_mm;
};

/// The same bundles along their roots, each rootlet winding a little about its root's way.
std::vector<RootletCourse> rootletCourses(const std::vector<SliceRoot>& roots);

/// Outlines of rootlets where a plane runs along them. Cost: well below 1 ms
math::SectionEdges rootletsAlong(const math::PlaneFrame& plane,
                                 const std::vector<RootletCourse>& rootlets);

}  // namespace unkink::view
