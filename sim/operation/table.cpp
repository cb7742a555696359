// Where the table stands.
#include "operation/table.hpp"

namespace unkink::operation {

math::Box tableTop(const anatomy::Spine& spine) {
  constexpr double kBelowBelly_mm = 16.0, kThick_mm = 60.0, kHalfWidth_mm = 270.0,
                   kPastTrunk_mm = 260.0;
  const math::Box body = spine.trunkBounds();
  const double top = body.lo.y - kBelowBelly_mm;
  return {{-kHalfWidth_mm, top - kThick_mm, body.lo.z - kPastTrunk_mm},
          {kHalfWidth_mm, top, body.hi.z + kPastTrunk_mm}};
}

}  // namespace unkink::operation
