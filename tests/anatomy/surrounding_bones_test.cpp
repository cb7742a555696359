// T11, T12, ribs and hip bones: closed, apart from each other, in the trunk, and where levels are
// counted from.
#include "anatomy/decimate.hpp"
#include "anatomy/meshes.hpp"
#include "anatomy/part.hpp"
#include "anatomy/spine.hpp"
#include "anatomy/thorax.hpp"
#include "config/error.hpp"
#include "math/field.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace unkink;
using namespace unkink::anatomy;
using math::Vec3;

namespace {

constexpr double kCoarse_mm = 3.0;  // these bones' surfaces are sampled this coarsely here

struct Bones {
  explicit Bones(const SpineParameters& parameters)
      : spine(parameters), parts(surroundingBones(spine)) {
    for (const Part& part : parts) {
      const auto field = math::sampleSurface(math::sampleBoxAround(part.bounds, kCoarse_mm, 2),
                                             kCoarse_mm, part.distance, 0.0, 0.0);
      meshes.push_back(math::surfaceNets(field, field.box().grown(-1)));
    }
  }
  std::size_t find(Structure structure, int index) const {
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (parts[i].structure == structure && parts[i].index == index) return i;
    FAIL("there is no " << structureName(structure, index));
    return 0;
  }
  const math::Mesh& mesh(Structure structure, int index) const {
    return meshes[find(structure, index)];
  }

  Spine spine;
  std::vector<Part> parts;
  std::vector<math::Mesh> meshes;
};

const Bones& mean() {
  static const Bones bones{SpineParameters{}};
  return bones;
}

SpineParameters tallAndSlipped() {
  SpineParameters p;
  p.stature_cm = 192.0;
  p.lordosis_deg = 8.0;
  p.disease[3].slip = kGradeOneSlip;
  return p;
}

/// Deepest place of one part's surface in another's field; negative: apart by that much.
double deepest(const Bones& b, std::size_t in, std::size_t of) {
  double depth = -std::numeric_limits<double>::infinity();
  const math::Box near = b.parts[in].bounds;
  for (const math::Vertex& v : b.meshes[of].vertices)
    if (near.contains(Vec3(v.position)))
      depth = std::max(depth, -b.parts[in].distance(Vec3(v.position)));
  return depth;
}

bool isInside(const Part& part) { return part.structure == Structure::kCancellous; }

}  // namespace

TEST_CASE("Every bone and disc around the lumbar spine is there, closed and wound outwards") {
  for (std::size_t i = 0; i < mean().parts.size(); ++i) {
    INFO(structureName(mean().parts[i].structure, mean().parts[i].index));
    CHECK(math::openEdgeCount(mean().meshes[i]) == 0);
    CHECK(math::volume(mean().meshes[i]) > 1000.0);
  }
  CHECK(mean().parts.size() == 2 + 2 + 2 + 4 + 2 + 2);
}

TEST_CASE("A bone is the mirror image of its partner") {
  for (const auto& [structure, left, right] :
       {std::tuple{Structure::kHipBone, 0, 1}, {Structure::kRib, 0, 1}, {Structure::kRib, 2, 3}}) {
    const Part &a = mean().parts[mean().find(structure, left)],
               &b = mean().parts[mean().find(structure, right)];
    const auto& vertices = mean().mesh(structure, left).vertices;
    for (std::size_t i = 0; i < vertices.size(); i += 53) {
      const Vec3 p(vertices[i].position);
      CHECK(a.distance(p) == Approx(b.distance({-p.x, p.y, p.z})).margin(1e-9));
    }
  }
}

TEST_CASE("No bone enters another, whoever the patient is") {
  const Bones other(tallAndSlipped());
  for (const Bones* b : {&mean(), &other})
    for (std::size_t i = 0; i < b->parts.size(); ++i) {
      if (isInside(b->parts[i])) continue;
      INFO(structureName(b->parts[i].structure, b->parts[i].index));
      for (std::size_t k = 0; k < b->parts.size(); ++k)
        if (k != i && !isInside(b->parts[k])) CHECK(deepest(*b, k, i) < 0.2);
      for (int v = 0; v < kVertebraCount; ++v) {
        double depth = -1.0;
        for (const math::Vertex& vertex : b->meshes[i].vertices)
          depth = std::max(depth,
                           -b->spine.bone(static_cast<Vertebra>(v), Vec3(vertex.position), false));
        INFO(kVertebraNames[static_cast<std::size_t>(v)]);
        CHECK(depth < 0.2);
      }
    }
}

TEST_CASE("All of them lie in the trunk, whoever the patient is") {
  const Bones other(tallAndSlipped());
  for (const Bones* b : {&mean(), &other})
    for (std::size_t i = 0; i < b->parts.size(); ++i) {
      double outermost = -1e9;
      for (const math::Vertex& v : b->meshes[i].vertices)
        outermost = std::max(outermost, b->spine.trunk(Vec3(v.position)));
      INFO(structureName(b->parts[i].structure, b->parts[i].index));
      CHECK(outermost < 0.0);
    }
}

TEST_CASE("The line between the iliac crests crosses L4 or the disc below it") {
  const double crest = math::bounds(mean().mesh(Structure::kHipBone, 0)).hi.z;
  const Spine& s = mean().spine;
  CHECK(crest > s.landmarks(Level::kL4L5).discCentre.z - 8.0);
  CHECK(crest < s.materialFromBone(Vertebra::kL4).translation.z + 5.0);
}

TEST_CASE("The sacroiliac joint keeps an even, narrow space") {
  double nearest = 1e9;
  int close = 0;
  for (const math::Vertex& v : mean().mesh(Structure::kHipBone, 0).vertices) {
    const double d = mean().spine.bone(Vertebra::kS1, Vec3(v.position), false);
    nearest = std::min(nearest, d);
    if (d < 4.0) ++close;
  }
  CHECK(nearest > 1.5);
  CHECK(close * kCoarse_mm * kCoarse_mm > 500.0);  // mm2 of joint
}

TEST_CASE("The floating ribs run outwards and downwards, the twelfth the shorter") {
  const math::Box eleventh = math::bounds(mean().mesh(Structure::kRib, 0)),
                  twelfth = math::bounds(mean().mesh(Structure::kRib, 2));
  for (const math::Box& rib : {eleventh, twelfth}) {
    CHECK(rib.lo.x > 15.0);
    CHECK(rib.size().z > 40.0);
  }
  CHECK(glm::length(eleventh.size()) > glm::length(twelfth.size()) + 20.0);
  CHECK(glm::length(twelfth.size()) > 90.0);
}

TEST_CASE("Hips move with the sacrum, the thorax with L1") {
  for (std::size_t i = 0; i < mean().parts.size(); ++i) {
    const Part& part = mean().parts[i];
    const bool hip = part.structure == Structure::kHipBone ||
                     (isInside(part) && part.index >= kVertebraCount + kThoracicCount);
    const Tie tie = part.tie(part.bounds.centre());
    CHECK(tie.chain == (hip ? 5.0 : 0.0));
    CHECK(tie.bulge == 0.0);
  }
}

TEST_CASE("The bones around the spine keep within their budget of triangles") {
  std::size_t most = 0;
  for (const Part& part : mean().parts) most += part.limits.triangles;
  CHECK(most <= 37000);
}
