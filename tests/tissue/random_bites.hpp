// Bites in random places, the same on every machine.
#pragma once

#include "tissue/level.hpp"

#include <random>

namespace unkink::test {

class RandomBites {
 public:
  struct Place {
    tissue::Jaw jaw;
    math::Rigid<math::Patient, math::Tool> patientFromTool;
  };

  /// \param around  where the jaws' centres lie, Patient mm
  RandomBites(unsigned seed, const math::Box& around) : random_(seed), around_(around) {}

  /// A rounded box of 1 to 3 mm half size, turned anyhow, that cuts everything.
  Place next() {
    Place p;
    const double rounding_mm = uniform(0.3, 0.9);
    p.jaw.shape = {
        math::Vec3(0.0), {uniform(1.0, 2.0), uniform(1.0, 2.0), uniform(1.0, 3.0)}, rounding_mm};
    p.jaw.cutsBone = p.jaw.cutsSoft = true;
    const math::Mat3 turn = math::rotationX(units::Deg(uniform(-180.0, 180.0))) *
                            math::rotationY(units::Deg(uniform(-180.0, 180.0))) *
                            math::rotationZ(units::Deg(uniform(-180.0, 180.0)));
    const double x = uniform(around_.lo.x, around_.hi.x), y = uniform(around_.lo.y, around_.hi.y);
    p.patientFromTool = {turn, {x, y, uniform(around_.lo.z, around_.hi.z)}};
    return p;
  }
  double uniform(double lo, double hi) {
    return lo + (hi - lo) * static_cast<double>(random_()) / 4294967295.0;
  }

 private:
  std::mt19937 random_;
  math::Box around_;
};

/// The window's box of points, grown.
inline math::Box windowBox(double grown_mm = 0.0) {
  const math::SampleBox& w = base().window();
  return math::Box{materialAt(w.lo), materialAt(w.hi)}.grown(grown_mm);
}

/// Around the edges of the upper lamina, where the procedure cuts.
inline math::Box laminaBox() {
  math::Box box;
  for (const math::Vec3& edge : spine().landmarks(kTreated).upperLaminaInferiorEdge)
    box.include(edge);
  return box.grown(5.0);
}

}  // namespace unkink::test
