// Claims about the lumbar vertebra: its symmetry, its ring, its measures, its field and its
// neighbours.
#include "anatomy/vertebra.hpp"

#include "math/rigid.hpp"
#include "support/catch.hpp"

#include <array>
#include <cmath>
#include <random>

using namespace unkink;
using anatomy::lumbarShape;
using anatomy::Vertebra;
using anatomy::vertebraBounds;
using anatomy::vertebraDistance;
using anatomy::VertebraShape;
using math::Vec3;

namespace {

constexpr std::array kLumbar{Vertebra::kL1, Vertebra::kL2, Vertebra::kL3, Vertebra::kL4,
                             Vertebra::kL5};
constexpr std::array kBelowAnother{Vertebra::kL2, Vertebra::kL3, Vertebra::kL4, Vertebra::kL5};

Vec3 randomPoint(const math::Box& box, std::mt19937& random) {
  std::uniform_real_distribution<double> share(0.0, 1.0);
  const double x = share(random), y = share(random), z = share(random);
  return box.lo + Vec3(x, y, z) * box.size();
}

Vec3 gradient(const VertebraShape& shape, const Vec3& p) {
  constexpr double kStep_mm = 1e-3;
  Vec3 g;
  for (int i = 0; i < 3; ++i) {
    Vec3 d(0.0);
    d[i] = kStep_mm;
    g[i] = (vertebraDistance(shape, p + d) - vertebraDistance(shape, p - d)) / (2.0 * kStep_mm);
  }
  return g;
}

/// Length of the way from p along a unit direction to where bone begins or ends; `reach` if it does
/// not.
double toSurface_mm(const VertebraShape& shape, const Vec3& p, const Vec3& direction,
                    double reach_mm = 70.0) {
  constexpr double kStep_mm = 0.05;
  const bool inside = vertebraDistance(shape, p) < 0.0;
  double gone = 0.0;
  while (gone < reach_mm && (vertebraDistance(shape, p + gone * direction) < 0.0) == inside)
    gone += kStep_mm;
  return gone;
}

/// A point in the canal, at the height of the pedicles.
Vec3 canalPoint(const VertebraShape& shape) {
  const double wall = toSurface_mm(shape, {0.0, 0.0, 2.0}, {0, 1, 0});
  return {0.0, wall + 6.0, 2.0};
}

/// The next vertebra's frame from this one's: mean steps of 87 patients [clouthier2023], L1 carried
/// on upwards.
math::Rigid<math::Bone, math::Bone> lowerFromUpper(Vertebra lower) {
  struct Step {
    double y_mm, z_mm, tilt_deg;
  };
  constexpr std::array<Step, 4> kSteps{
      {{-2.1, -34.6, 5.2}, {-1.60, -35.08, 6.17}, {-0.72, -35.47, 7.72}, {2.30, -33.75, 15.22}}};
  const Step& s = kSteps[static_cast<std::size_t>(lower) - 1];
  math::Rigid<math::Bone, math::Bone> out;
  out.rotation = math::rotationX(units::Deg(-s.tilt_deg));
  out.translation = -out.rotate({0.0, s.y_mm, s.z_mm});
  return out;
}

/// Smallest distance from the upper vertebra's surface to the lower vertebra.
double gap_mm(Vertebra lower) {
  constexpr double kSpacing_mm = 0.8;
  const VertebraShape above = lumbarShape(static_cast<Vertebra>(static_cast<int>(lower) - 1));
  const VertebraShape below = lumbarShape(lower);
  const auto pose = lowerFromUpper(lower);
  const math::Box box = vertebraBounds(above);
  double gap = 1e9;
  for (double x = 0.0; x < box.hi.x; x += kSpacing_mm)
    for (double y = box.lo.y; y < box.hi.y; y += kSpacing_mm)
      for (double z = box.lo.z; z < box.hi.z; z += kSpacing_mm) {
        const Vec3 p(x, y, z);
        const double d = vertebraDistance(above, p);
        if (std::abs(d) > kSpacing_mm || vertebraDistance(below, pose * p) > 4.0) continue;
        const Vec3 g = gradient(above, p);
        gap = std::min(gap, vertebraDistance(below, pose * (p - d / glm::dot(g, g) * g)));
      }
  return gap;
}

}  // namespace

TEST_CASE("a vertebra's left and right are the same to the bit") {
  std::mt19937 random(1);
  for (const Vertebra v : kLumbar) {
    const VertebraShape shape = lumbarShape(v);
    for (int i = 0; i < 2000; ++i) {
      const Vec3 p = randomPoint(vertebraBounds(shape), random);
      REQUIRE(vertebraDistance(shape, p) == vertebraDistance(shape, {-p.x, p.y, p.z}));
    }
  }
}

TEST_CASE("the vertebral foramen is open from above to below and closed all around") {
  for (const Vertebra v : kLumbar) {
    const VertebraShape shape = lumbarShape(v);
    const Vec3 canal = canalPoint(shape);
    CHECK(toSurface_mm(shape, canal, {0, 0, 1}) == Approx(70.0).margin(0.1));
    CHECK(toSurface_mm(shape, canal, {0, 0, -1}) == Approx(70.0).margin(0.1));
    for (int degrees = 0; degrees < 360; degrees += 15) {
      // towards the laminae the ring lies lower than towards the body
      const double a = units::Rad(units::Deg(degrees)).value;
      const Vec3 direction(std::cos(a), std::sin(a), std::min(-0.35 * std::sin(a), 0.0));
      CHECK(toSurface_mm(shape, canal, glm::normalize(direction)) < 25.0);
    }
  }
}

TEST_CASE("the bounds contain the surface") {
  for (const Vertebra v : kLumbar) {
    const VertebraShape shape = lumbarShape(v);
    const math::Box bounds = vertebraBounds(shape), around = bounds.grown(12.0);
    std::mt19937 random(2);
    for (int i = 0; i < 20000; ++i) {
      const Vec3 p = randomPoint(around, random);
      if (!bounds.contains(p)) REQUIRE(vertebraDistance(shape, p) > 0.0);
    }
  }
}

TEST_CASE("near the surface the field changes about as fast as distance does") {
  std::mt19937 random(3);
  for (const Vertebra v : kLumbar) {
    const VertebraShape shape = lumbarShape(v);
    int near = 0, slow = 0;
    for (int i = 0; i < 40000; ++i) {
      const Vec3 p = randomPoint(vertebraBounds(shape), random);
      if (std::abs(vertebraDistance(shape, p)) > 2.0) continue;
      const double slope = glm::length(gradient(shape, p));
      REQUIRE(slope < 1.3);
      ++near;
      slow += slope < 0.7;
    }
    CHECK(near > 2000);
    CHECK(slow < 0.1 * near);  // in the fillets of hollow corners alone
  }
}

TEST_CASE("bodies, canals and processes have the sizes that have been measured") {
  // ranges of the seven specimens of the project's morphometry
  for (const Vertebra v : kLumbar) {
    const VertebraShape shape = lumbarShape(v);
    const anatomy::VertebralBody& b = shape.body;
    const auto across = [&](double z) { return 2.0 * toSurface_mm(shape, {0, -2, z}, {1, 0, 0}); };
    CHECK(across(b.upperRim_mm - 4.0) > 40.0);
    CHECK(across(b.upperRim_mm - 4.0) < 57.0);
    CHECK(across(0.0) < across(b.lowerRim_mm + 4.0) - 2.0);  // waisted

    const double height = toSurface_mm(shape, {}, {0, 0, 1}) + toSurface_mm(shape, {}, {0, 0, -1});
    CHECK(height > 21.0);
    CHECK(height < 33.0);

    const Vec3 canal = canalPoint(shape);
    const double width = 2.0 * toSurface_mm(shape, canal, {1, 0, 0});
    CHECK(width > 17.0);
    CHECK(width < 31.5);
    const Vec3 low(0.0, canal.y, 0.0);
    const double depth = toSurface_mm(shape, low, {0, 1, 0}) + toSurface_mm(shape, low, {0, -1, 0});
    CHECK(depth > 12.5);
    CHECK(depth < 21.5);

    const math::Box bounds = vertebraBounds(shape).grown(-4.0);
    CHECK(bounds.size().x > 68.0);
    CHECK(bounds.size().x < 106.0);
  }
}

TEST_CASE("each level has its own marks") {
  const auto span = [](Vertebra v) { return lumbarShape(v).transverse.tip.at_mm.x; };
  CHECK(span(Vertebra::kL1) < span(Vertebra::kL2));
  CHECK(span(Vertebra::kL2) < span(Vertebra::kL3));
  CHECK(span(Vertebra::kL4) < span(Vertebra::kL3));
  const auto wedge = [](Vertebra v) {
    const anatomy::VertebralBody& b = lumbarShape(v).body;
    return b.lowerTilt_deg.value - b.upperTilt_deg.value;
  };
  CHECK(wedge(Vertebra::kL5) > 6.0);  // taller in front
  CHECK(wedge(Vertebra::kL5) > wedge(Vertebra::kL4));
  const auto facets = [](Vertebra v) { return lumbarShape(v).inferior.facetLower.at_mm.x; };
  for (const Vertebra v : kBelowAnother)
    CHECK(facets(v) > facets(static_cast<Vertebra>(static_cast<int>(v) - 1)));
}

TEST_CASE("neighbouring vertebrae keep a joint space") {
  for (const Vertebra v : kBelowAnother) {
    const double gap = gap_mm(v);
    CHECK(gap > 1.2);
    CHECK(gap < 3.0);  // the articular processes still clasp
  }
}
