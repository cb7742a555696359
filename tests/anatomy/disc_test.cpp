// The disc's shape before bones are taken from it.
#include "anatomy/disc.hpp"

#include "anatomy/spine.hpp"
#include "support/catch.hpp"

using namespace unkink::anatomy;
using unkink::math::Vec3;

TEST_CASE("A disc fills an endplate's deep hollow and keeps from the wall beyond the rim") {
  const Spine spine(SpineParameters{});
  for (int l = 0; l < kLevelCount; ++l) {
    const DiscShape& s = spine.segment(static_cast<Level>(l));
    INFO(kLevelNames[static_cast<std::size_t>(l)]);
    constexpr double kHollow_mm = 5.0;
    for (const double side : {-1.0, 1.0}) {
      CHECK(s.distance({0.0, 0.0, side * (s.halfHeightAt(0.0, 0.0) + kHollow_mm)}, false) < 0.0);
      const double y = -s.halfDepth_mm + 1.0;
      CHECK(s.distance({0.0, y, side * (s.halfHeightAt(0.0, y) + kHollow_mm)}, false) > 1.0);
    }
  }
}
