// The live surfaces: they close the baked pieces, and the inside of the cortex follows the bites.
#include "view/live_mesh.hpp"

#include "anatomy/meshes.hpp"
#include "math/field.hpp"
#include "support/catch.hpp"
#include "tissue/random_bites.hpp"

#include <algorithm>
#include <array>
#include <iterator>

using namespace unkink;
using anatomy::Structure;
using tissue::Channel;

namespace {

constexpr std::array kBones{Channel::kUpperBone, Channel::kLowerBone};

const std::vector<anatomy::BakedMesh>& baked() {
  static const auto meshes = anatomy::readGlb(config::bakedPath("lumbar.glb")).meshes;
  return meshes;
}

/// A live surface with the baked pieces around it.
math::Mesh withPieces(math::Mesh live, Structure structure, Channel c) {
  const int bone = static_cast<int>(test::kTreated) + static_cast<int>(c);
  for (const anatomy::BakedMesh& m : baked())
    if (m.structure == structure && m.index == bone && m.window != test::kTreated)
      math::append(live, m.mesh);
  return live;
}

using Triangle = std::array<float, 9>;

/// The triangles by their corners, each from its least corner on, in a fixed order.
std::vector<Triangle> sorted(const math::Mesh& mesh) {
  std::vector<Triangle> all;
  for (std::size_t t = 0; t < mesh.indices.size(); t += 3) {
    std::array<std::array<float, 3>, 3> corners;
    for (std::size_t k = 0; k < 3; ++k) {
      const math::Vec3f& p = mesh.vertices[mesh.indices[t + k]].position;
      corners[k] = {p.x, p.y, p.z};
    }
    std::rotate(corners.begin(), std::min_element(corners.begin(), corners.end()), corners.end());
    Triangle& triangle = all.emplace_back();
    for (std::size_t k = 0; k < 9; ++k) triangle[k] = corners[k / 3][k % 3];
  }
  std::sort(all.begin(), all.end());
  return all;
}

/// The inside of the cortex over the whole window at once, from the spine itself.
math::Mesh unsplitInner(Channel c) {
  const auto bone =
      static_cast<anatomy::Vertebra>(static_cast<int>(test::kTreated) + static_cast<int>(c));
  const math::SampleBox window = test::base().window();
  const auto field =
      math::sample(window.grown(1), anatomy::kLatticeSpacing_mm,
                   [&](const math::Vec3& p) { return test::spine().bone(bone, p, false); });
  return math::surfaceNets(window, anatomy::kLatticeSpacing_mm, [&](const math::IVec3& s) {
    return field.at(s) + static_cast<float>(anatomy::kCortex_mm);
  });
}

void biteDeepest(test::Subject& subject) {
  const math::Vec3 at = test::materialAt(test::deepest(Channel::kUpperBone));
  const math::Vec3 now = subject.body().patientFromMaterial(Channel::kUpperBone, at);
  tissue::bite(subject.body(), subject.live, test::ball(3.0), test::placedAt(now));
}

}  // namespace

TEST_CASE("live bone and its cancellous inside close the baked pieces at every severity") {
  for (const double severity : {0.0, 0.5, 1.0}) {
    test::Subject subject;
    subject.severity = severity;
    view::LiveMesh live(test::base());
    live.update(subject.body());
    for (const Channel c : kBones) {
      INFO("severity " << severity << ", bone " << static_cast<int>(c));
      CHECK(math::openEdgeCount(withPieces(live.mesh(c), Structure::kVertebra, c)) == 0);
      CHECK(math::openEdgeCount(withPieces(live.inner(c), Structure::kCancellous, c)) == 0);
    }
  }
}

TEST_CASE("through random bites the thinned surfaces of two scales close the baked pieces") {
  test::Subject subject;
  subject.severity = 0.0;
  view::LiveMesh live(test::base());
  test::RandomBites lamina(21, test::laminaBox()), everywhere(22, test::windowBox(1.0));
  for (int n = 0; n < 40; ++n) {
    const auto p = n % 2 == 0 ? lamina.next() : everywhere.next();
    tissue::bite(subject.body(), subject.live, p.jaw, p.patientFromTool);
    live.update(subject.body());
    if (n % 10 != 9) continue;
    live.update(subject.body());
    for (const Channel c : kBones) {
      INFO("bite " << n << ", bone " << static_cast<int>(c));
      CHECK(math::openEdgeCount(withPieces(live.mesh(c), Structure::kVertebra, c)) == 0);
      CHECK(math::openEdgeCount(withPieces(live.inner(c), Structure::kCancellous, c)) == 0);
    }
  }
}

TEST_CASE("the inside of the cortex in blocks is the one in a single piece, bit for bit") {
  test::Subject subject;
  subject.severity = 0.0;
  view::LiveMesh live(test::base());
  live.update(subject.body());
  for (const Channel c : kBones) CHECK(sorted(live.inner(c)) == sorted(unsplitInner(c)));
}

TEST_CASE("a bite lays cancellous bone open: there the two surfaces are one") {
  test::Subject subject;
  view::LiveMesh live(test::base());
  live.update(subject.body());
  const auto version = live.innerVersion(Channel::kUpperBone);
  const double before = math::volume(
      withPieces(live.inner(Channel::kUpperBone), Structure::kCancellous, Channel::kUpperBone));
  biteDeepest(subject);
  live.update(subject.body());
  CHECK(live.innerVersion(Channel::kUpperBone) > version);
  const math::Mesh outer = withPieces(live.mesh(Channel::kUpperBone), Structure::kVertebra,
                                      Channel::kUpperBone),
                   inner = withPieces(live.inner(Channel::kUpperBone), Structure::kCancellous,
                                      Channel::kUpperBone);
  CHECK(math::openEdgeCount(outer) == 0);
  CHECK(math::openEdgeCount(inner) == 0);
  CHECK(math::volume(inner) < before - 5.0);
  const auto a = sorted(outer), b = sorted(inner);
  std::vector<Triangle> shared;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
  CHECK(shared.size() > 50);
}
