// The rootlets of the cauda equina where a slice crosses them: each root is a bundle of them.
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
  /// Of what lies between them in the sac, how much is fluid: less where roots are packed so
  /// tightly that round ones do not fill the room that theirs take.
  float fluidBetween = 1.0f;
};

/// Where a root crosses a plane, in the plane; false where it does not.
bool crossing(const SliceRoot& root, const math::PlaneFrame& plane, math::Vec2f& at);

/// Model: a root of radius r is split into rootlets of about half a millimetre's radius and the
/// same area in all, a little apart; all are pushed off one another and off the dura. Area is kept:
/// roots do not give way to pressure. \param sac  the sac's outline in the plane
/// Cost: below 1 ms
Rootlets rootletsIn(const math::PlaneFrame& plane, const std::vector<SliceRoot>& roots,
                    const math::SectionEdges& sac);

}  // namespace unkink::view
