// The cord over the spinous tips.
#include "anatomy/interspinous.hpp"

#include "anatomy/spine.hpp"
#include "support/catch.hpp"

#include <algorithm>

using namespace unkink::anatomy;
using unkink::math::Vec3;

TEST_CASE("The supraspinous ligament settles on L4's tip, however that lies to the one above") {
  for (const double lordosis_deg : {-15.0, 0.0, 15.0}) {
    INFO(lordosis_deg);
    SpineParameters parameters;
    parameters.lordosis_deg = lordosis_deg;
    const Spine spine(parameters);
    const Part cord = supraspinousLigament(spine);
    const Vec3 tip = spine.landmarks(Level::kL4L5).upperSpinousTip;
    double nearest = 1e9;
    for (double y = 0.0; y < 10.0; y += 0.1)
      if (cord.distance(tip + Vec3(0.0, y, 0.0)) < 0.0) nearest = std::min(nearest, y);
    CHECK(nearest < 2.0);
  }
}
