// The baked spine: closed surfaces, pieces that live volumes can replace, ties and triangle counts.
#include "anatomy/mesh_names.hpp"
#include "anatomy/meshes.hpp"
#include "math/field.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

using namespace unkink;
using namespace unkink::anatomy;

namespace {

using Baked = std::vector<BakedMesh>;

const Spine& spine() {
  static const Spine s{SpineParameters{}};
  return s;
}
const Baked& plain() {
  static const Baked meshes = bake(spine(), false);
  return meshes;
}
const Baked& decimated() {
  static const Baked meshes = bake(spine(), true);
  return meshes;
}

math::Mesh unionOf(const Baked& all, Structure structure, int index) {
  math::Mesh whole;
  for (const BakedMesh& piece : all)
    if (piece.structure == structure && piece.index == index) math::append(whole, piece.mesh);
  return whole;
}

/// Every structure once, as a whole.
std::vector<MeshIdentity> structures() {
  std::vector<MeshIdentity> all;
  for (const BakedMesh& m : plain()) {
    const MeshIdentity id{m.structure, m.index, {}};
    if (all.empty() || !(all.back() == id)) all.push_back(id);
  }
  return all;
}

bool sameSurfaceBits(const math::Mesh& a, const math::Mesh& b) {
  if (a.indices != b.indices || a.vertices.size() != b.vertices.size()) return false;
  for (std::size_t i = 0; i < a.vertices.size(); ++i)
    if (std::memcmp(&a.vertices[i], &b.vertices[i], 2 * sizeof(math::Vec3f)) != 0) return false;
  return true;
}

/// The field whose samples a surface was extracted from.
double sampledDistance(const BakedMesh& m, const math::Vec3& p) {
  const auto level = static_cast<Level>(m.index);
  switch (m.structure) {
    case Structure::kVertebra:
    case Structure::kCancellous:
      return spine().bone(static_cast<Vertebra>(m.index), p, false);
    case Structure::kDisc:
      return spine().disc(level, p, false);
    case Structure::kLigamentumFlavum:
      return spine().ligamentumFlavum(level, p, false);
    case Structure::kTrunk:
      return spine().trunk(p);
    case Structure::kMuscle:
      return spine().muscle(p);
    default:
      break;
  }
  return 0.0;
}

double depthOf(const BakedMesh& m) {
  return m.structure == Structure::kCancellous ? kCortex_mm : 0.0;
}

/// Distance from a surface, as it was before decimation.
double healthyDistance(const BakedMesh& m, const math::Vec3& p) {
  return sampledDistance(m, p) + depthOf(m);
}

/// What a live volume would show of a surface before the first bite.
math::Mesh livePiece(const BakedMesh& m) {
  const math::SampleBox window = spine().window(*m.window, kLatticeSpacing_mm);
  const double slope = m.structure == Structure::kLigamentumFlavum ? kLigamentSlope : kBoneSlope;
  const auto field = math::sample(
      window.grown(1), kLatticeSpacing_mm,
      [&](const math::Vec3& p) { return sampledDistance(m, p); }, slope);
  const auto inset = static_cast<float>(depthOf(m));
  return math::surfaceNets(window, kLatticeSpacing_mm,
                           [&](const math::IVec3& s) { return field.at(s) + inset; });
}

}  // namespace

TEST_CASE("Every structure is baked under a name of its own") {
  std::set<std::string> names;
  for (const BakedMesh& m : decimated()) {
    CHECK(names.insert(m.name).second);
    CHECK(parseMeshName(m.name) == MeshIdentity{m.structure, m.index, m.window});
  }
  for (int v = 0; v < kVertebraCount; ++v)
    CHECK(names.count(meshName({Structure::kVertebra, v, {}})));
  for (int l = 0; l < kLevelCount; ++l) {
    const auto level = static_cast<Level>(l);
    CHECK(names.count(meshName({Structure::kDisc, l, {}})));
    CHECK(names.count(meshName({Structure::kLigamentumFlavum, l, level})));
    CHECK(names.count(meshName({Structure::kVertebra, l, level})));      // upper vertebra
    CHECK(names.count(meshName({Structure::kVertebra, l + 1, level})));  // lower vertebra
  }
  CHECK(names.count("trunk"));
  CHECK(names.count("muscle"));
}

TEST_CASE("The pieces of every structure close each other, decimated or not") {
  for (const Baked* all : {&plain(), &decimated()})
    for (const MeshIdentity& id : structures()) {
      INFO(meshName(id));
      const math::Mesh whole = unionOf(*all, id.structure, id.index);
      CHECK(math::openEdgeCount(whole) == 0);
      CHECK(math::volume(whole) > 0.0);
    }
}

TEST_CASE("A live window's surface equals the baked piece it replaces, bit for bit") {
  int windows = 0;
  for (const BakedMesh& m : plain()) {
    if (!m.window) continue;
    INFO(m.name);
    CHECK(sameSurfaceBits(livePiece(m), m.mesh));
    ++windows;
  }
  CHECK(windows >= 5 * kLevelCount);
}

TEST_CASE("A live window's surface closes the decimated pieces that stay") {
  for (const BakedMesh& gone : decimated()) {
    if (!gone.window) continue;
    INFO(gone.name);
    math::Mesh whole = livePiece(gone);
    for (const BakedMesh& m : decimated())
      if (m.structure == gone.structure && m.index == gone.index && m.window != gone.window)
        math::append(whole, m.mesh);
    CHECK(math::openEdgeCount(whole) == 0);
  }
}

TEST_CASE("Decimation keeps every structure's volume within 2 %") {
  for (const MeshIdentity& id : structures()) {
    INFO(meshName(id));
    const double before = math::volume(unionOf(plain(), id.structure, id.index));
    const double after = math::volume(unionOf(decimated(), id.structure, id.index));
    CHECK(after == Approx(before).epsilon(0.02));
  }
}

TEST_CASE("Decimated bone stays within half a millimetre of its field's surface") {
  for (const BakedMesh& m : decimated()) {
    if (m.structure != Structure::kVertebra) continue;
    double worst = 0.0;
    for (std::size_t t = 0; t < m.mesh.indices.size(); t += 3) {
      math::Vec3 middle(0.0);
      for (std::size_t k = 0; k < 3; ++k)
        middle += math::Vec3(m.mesh.vertices[m.mesh.indices[t + k]].position) / 3.0;
      worst = std::max(worst, std::abs(healthyDistance(m, middle)));
    }
    INFO(m.name);
    CHECK(worst < 0.5);
  }
}

TEST_CASE("The cancellous bone lies inside its cortex, as deep as the cortex is thick") {
  for (int v = 0; v < kVertebraCount; ++v) {
    INFO(kVertebraNames[static_cast<std::size_t>(v)]);
    const double outer = math::volume(unionOf(decimated(), Structure::kVertebra, v)),
                 inner = math::volume(unionOf(decimated(), Structure::kCancellous, v));
    CHECK(inner > 0.5 * outer);
    CHECK(inner < 0.8 * outer);
  }
  // the bones around: T11, T12, then the hip bones
  for (int n = 0; n < 2; ++n) {
    const auto share = [&](Structure bone, int inside) {
      return math::volume(unionOf(decimated(), Structure::kCancellous, inside)) /
             math::volume(unionOf(decimated(), bone, n));
    };
    CHECK(share(Structure::kThoracicVertebra, kVertebraCount + n) > 0.5);
    CHECK(share(Structure::kThoracicVertebra, kVertebraCount + n) < 0.8);
    CHECK(share(Structure::kHipBone, kVertebraCount + 2 + n) > 0.4);
    CHECK(share(Structure::kHipBone, kVertebraCount + 2 + n) < 0.8);
  }
  for (const BakedMesh& m : decimated()) {
    if (m.structure != Structure::kCancellous || m.index >= kVertebraCount) continue;
    INFO(m.name);
    for (const math::Vertex& v : m.mesh.vertices)
      REQUIRE(std::abs(healthyDistance(m, math::Vec3(v.position))) < 0.4);
  }
}

TEST_CASE("A level's window is the same whatever its disease") {
  SpineParameters ill;
  for (LevelDisease& d : ill.disease) {
    d.ligamentThickening_mm = {1.8, 2.5};
    d.facetHypertrophy_mm = {1.0, 0.5};
    d.discBulge_mm = 2.0;
  }
  const Spine diseased(ill);
  for (int l = 0; l < kLevelCount; ++l) {
    const auto healthy = spine().window(static_cast<Level>(l), kLatticeSpacing_mm),
               now = diseased.window(static_cast<Level>(l), kLatticeSpacing_mm);
    CHECK((healthy.lo == now.lo && healthy.hi == now.hi));
  }
}

TEST_CASE("Vertebrae are rigid; discs and ligaments are tied between their neighbours") {
  for (const BakedMesh& m : decimated()) {
    INFO(m.name);
    for (const math::Vertex& v : m.mesh.vertices) {
      const auto index = static_cast<float>(m.index);
      const bool lumbar = m.structure == Structure::kVertebra ||
                          (m.structure == Structure::kCancellous && m.index < kVertebraCount);
      if (lumbar) {
        REQUIRE((v.chain == index && v.bulge == 0.0f));
      } else if (m.structure == Structure::kDisc || m.structure == Structure::kLigamentumFlavum) {
        REQUIRE((v.chain >= index && v.chain <= index + 1.0f && std::abs(v.bulge) <= 1.0f));
      } else {
        REQUIRE((v.chain >= 0.0f && v.chain <= 5.0f));
      }
    }
  }
}

TEST_CASE("The baked set keeps within its budget of triangles") {
  std::size_t triangles = 0;
  for (const BakedMesh& m : decimated()) triangles += m.mesh.triangleCount();
  CHECK(triangles > 30000);
  CHECK(triangles < 180000);
}

TEST_CASE("surfaces made from another spine's are those made from nothing") {
  SpineParameters changed;
  changed.disease[static_cast<std::size_t>(Level::kL2L3)].osteophytes_mm = 3.0;
  const Spine other(changed);
  const Baked anew = bake(other, true);
  const Baked taken = bake(other, true, {&spine(), &decimated()});
  REQUIRE(taken.size() == anew.size());
  for (std::size_t i = 0; i < taken.size(); ++i) {
    CAPTURE(taken[i].name);
    CHECK(taken[i].name == anew[i].name);
    CHECK(sameSurfaceBits(taken[i].mesh, anew[i].mesh));
  }
  CHECK(other.sameBone(Vertebra::kL5, spine()));
  CHECK_FALSE(other.sameBone(Vertebra::kL3, spine()));
}
