// Claims about the lumbar vertebra: its symmetry, its ring, its measures, its field and its
// neighbours.
#include "anatomy/vertebra.hpp"

#include "math/field.hpp"
#include "math/rigid.hpp"
#include "support/catch.hpp"

#include <array>
#include <cmath>
#include <random>
#include <vector>

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
  constexpr double kStep_mm = 0.05;  // a tenth of the lattice: jumps below 0.1 mm go unseen there
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
    int near = 0, slow = 0, steep = 0;
    for (int i = 0; i < 40000; ++i) {
      const Vec3 p = randomPoint(vertebraBounds(shape), random);
      if (std::abs(vertebraDistance(shape, p)) > 2.0) continue;
      const double slope = glm::length(gradient(shape, p));
      steep += slope > 1.4;
      ++near;
      slow += slope < 0.7;
    }
    CHECK(near > 2000);
    CHECK(steep < 0.001 * near);  // where the nearest place of a plate changes sides
    CHECK(slow < 0.12 * near);    // in the fillets of hollow corners alone
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
  const auto span = [](Vertebra v) {
    const VertebraShape shape = lumbarShape(v);
    for (double x = 60.0; x > 20.0; x -= 0.25)
      for (double y = 15.0; y < 45.0; y += 0.5)
        for (double z = -6.0; z < 12.0; z += 0.5)
          if (vertebraDistance(shape, {x, y, z}) < 0.0) return x;
    return 0.0;
  };
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
    CHECK(gap > 0.4);  // the spine widens it to an even joint space
    CHECK(gap < 3.0);  // the articular processes still clasp
  }
}

namespace {

anatomy::VertebraVariation randomVariation(std::mt19937& random) {
  const auto between = [&](double lo, double hi) {
    return std::uniform_real_distribution<double>(lo, hi)(random);
  };
  anatomy::VertebraVariation v;
  for (double* factor : {&v.bodyWidth, &v.bodyDepth, &v.bodyHeight, &v.canalWidth, &v.arch})
    *factor = between(0.8, 1.2);
  v.canalDepth = between(0.75, 1.2);
  v.upperOsteophyte_mm = between(0.0, 6.0);
  v.lowerOsteophyte_mm = between(0.0, 6.0);
  return v;
}

/// How many pieces of bone a vertebra is, on a lattice of 1 mm.
int pieces(const VertebraShape& shape) {
  const math::SampleBox box = math::sampleBoxAround(vertebraBounds(shape), 1.0, 1);
  const math::SampledField field =
      math::sample(box, 1.0, [&](const Vec3& p) { return vertebraDistance(shape, p); });
  math::SampledField seen(box, 1.0, 0.0F);
  int count = 0;
  std::vector<math::IVec3> open;
  for (int z = box.lo.z; z < box.hi.z; ++z)
    for (int y = box.lo.y; y < box.hi.y; ++y)
      for (int x = box.lo.x; x < box.hi.x; ++x) {
        const math::IVec3 start(x, y, z);
        if (field.at(start) >= 0.0F || seen.at(start) > 0.0F) continue;
        ++count;
        open = {start};
        seen.at(start) = 1.0F;
        while (!open.empty()) {
          const math::IVec3 p = open.back();
          open.pop_back();
          for (int a = 0; a < 3; ++a)
            for (const int way : {-1, 1}) {
              math::IVec3 q = p;
              q[a] += way;
              if (q[a] < box.lo[a] || q[a] >= box.hi[a]) continue;
              if (field.at(q) >= 0.0F || seen.at(q) > 0.0F) continue;
              seen.at(q) = 1.0F;
              open.push_back(q);
            }
        }
      }
  return count;
}

}  // namespace

TEST_CASE("no variation is the mean") {
  for (const Vertebra v : kLumbar) {
    const VertebraShape mean = lumbarShape(v), same = anatomy::varied(mean, {});
    std::mt19937 random(4);
    for (int i = 0; i < 1000; ++i) {
      const Vec3 p = randomPoint(vertebraBounds(mean), random);
      REQUIRE(vertebraDistance(same, p) == Approx(vertebraDistance(mean, p)).margin(1e-9));
    }
  }
}

TEST_CASE("every variation is one bone with an open canal and a field like a distance") {
  std::mt19937 random(5);
  for (const Vertebra v : kLumbar)
    for (int patient = 0; patient < 2; ++patient) {
      const VertebraShape shape = anatomy::varied(lumbarShape(v), randomVariation(random));
      CHECK(pieces(shape) == 1);
      const Vec3 canal = canalPoint(shape);
      CHECK(toSurface_mm(shape, canal, {0, 0, 1}) == Approx(70.0).margin(0.1));
      CHECK(toSurface_mm(shape, canal, {0, 0, -1}) == Approx(70.0).margin(0.1));
      const math::Box bounds = vertebraBounds(shape), around = bounds.grown(12.0);
      for (int i = 0; i < 4000; ++i) {
        const Vec3 p = randomPoint(around, random);
        const double d = vertebraDistance(shape, p);
        if (!bounds.contains(p)) REQUIRE(d > 0.0);
        if (std::abs(d) < 2.0)
          REQUIRE(glm::length(gradient(shape, p)) < 1.5);  // what sampling counts on
      }
    }
}

TEST_CASE("each factor changes what it names and leaves the rest") {
  const VertebraShape mean = lumbarShape(Vertebra::kL4);
  const auto canalDepth = [](const VertebraShape& s) {
    const Vec3 canal(0.0, canalPoint(s).y, -2.0 * s.body.upperRim_mm / 15.0);
    return toSurface_mm(s, canal, {0, 1, 0}) + toSurface_mm(s, canal, {0, -1, 0});
  };
  const auto canalWidth = [](const VertebraShape& s) {
    return 2.0 * toSurface_mm(s, canalPoint(s), {1, 0, 0});
  };
  const auto bodyWidth = [](const VertebraShape& s) {
    return 2.0 * toSurface_mm(s, {0, -2, 0}, {1, 0, 0});
  };
  const auto bodyDepth = [](const VertebraShape& s) {
    return toSurface_mm(s, {}, {0, -1, 0}) + toSurface_mm(s, {}, {0, 1, 0});
  };
  const auto bodyHeight = [](const VertebraShape& s) {
    return toSurface_mm(s, {}, {0, 0, 1}) + toSurface_mm(s, {}, {0, 0, -1});
  };
  const VertebraShape narrow = anatomy::varied(mean, {.canalDepth = 0.8});
  CHECK(canalDepth(narrow) == Approx(0.8 * canalDepth(mean)).epsilon(0.05));
  const VertebraShape slim = anatomy::varied(mean, {.canalWidth = 0.85});
  CHECK(canalWidth(slim) == Approx(0.85 * canalWidth(mean)).epsilon(0.06));
  CHECK(bodyWidth(narrow) == Approx(bodyWidth(mean)).epsilon(0.02));

  const VertebraShape large =
      anatomy::varied(mean, {.bodyWidth = 1.15, .bodyDepth = 1.1, .bodyHeight = 1.05});
  CHECK(bodyWidth(large) == Approx(1.15 * bodyWidth(mean)).epsilon(0.02));
  CHECK(bodyDepth(large) == Approx(1.1 * bodyDepth(mean)).epsilon(0.02));
  CHECK(bodyHeight(large) == Approx(1.05 * bodyHeight(mean)).epsilon(0.05));
  CHECK(canalDepth(large) == Approx(canalDepth(mean)).epsilon(0.06));
}

TEST_CASE("osteophytes grow outwards from the rims, most in front of the sides") {
  const VertebraShape mean = lumbarShape(Vertebra::kL3);
  const VertebraShape grown = anatomy::varied(mean, {.upperOsteophyte_mm = 5.0});
  const auto growth = [&](const Vec3& direction, double z) {
    return toSurface_mm(grown, {0, 0, z}, direction) - toSurface_mm(mean, {0, 0, z}, direction);
  };
  const double z = mean.body.upperRim_mm - 3.0;
  const double side = growth(glm::normalize(Vec3(1.0, -0.7, 0.0)), z);
  CHECK(side > 2.0);
  CHECK(side < 5.5);
  CHECK(growth({0, -1, 0}, z) > 0.8);
  CHECK(growth({0, -1, 0}, z) < side);
  CHECK(growth({0, 1, 0}, z) < 0.5 * side);
  CHECK(growth({0, -1, 0}, mean.body.lowerRim_mm + 3.0) == Approx(0.0).margin(0.06));
}

TEST_CASE("a lysis parts the arch from the body by a gap through both partes interarticulares") {
  for (const Vertebra v : {Vertebra::kL4, Vertebra::kL5})
    for (const double slip : {1.0, 8.0, 18.0}) {
      CHECK(pieces(anatomy::varied(lumbarShape(v), {.lysis_mm = slip})) == 2);
      const double tip = vertebraBounds(lumbarShape(v)).hi.y;
      CHECK(vertebraBounds(anatomy::varied(lumbarShape(v), {.lysis_mm = slip})).hi.y ==
            Approx(tip + slip));
    }
}
