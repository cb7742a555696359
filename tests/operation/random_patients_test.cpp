// Any patient in the declared range can be built: closed, apart from one another, mirrored where
// the disease is, and of a size that somebody has.
#include "operation/random_patients.hpp"

#include "anatomy/meshes.hpp"
#include "anatomy/part.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <map>

using namespace unkink;
using namespace unkink::anatomy;
using math::Vec3;

namespace {

constexpr double kDeepest_mm = 0.2;  // that structures may enter one another
// the same for what only fills the picture: in the rarest patients it gives way less exactly
constexpr double kDeepestFilling_mm = 2.0;

bool fillsThePicture(Structure s) {
  return s == Structure::kMultifidus || s == Structure::kErectorSpinae || s == Structure::kPsoas ||
         s == Structure::kPosteriorLongitudinalLigament ||
         s == Structure::kAnteriorLongitudinalLigament || s == Structure::kInterspinousLigament ||
         s == Structure::kSupraspinousLigament || s == Structure::kBowelGas;
}

using Field = std::function<double(const Vec3&)>;

/// One structure of a patient: its surface at severity 0, and its field.
struct Solid {
  Structure structure = Structure::kVertebra;
  int index = 0;
  math::Mesh surface;
  Field field;
  math::Box bounds;
};

bool encloses(Structure s) {  // others lie inside these
  return s == Structure::kTrunk || s == Structure::kMuscle || s == Structure::kCancellous ||
         s == Structure::kNucleus;
}

class Patient {
 public:
  explicit Patient(const operation::CaseParameters& parameters)
      : spine_(operation::spineParameters(parameters)) {
    parts_ = surroundingBones(spine_);
    for (Part& part : surroundingTissue(spine_)) parts_.push_back(std::move(part));
    for (BakedMesh& piece : bake(spine_, true)) {
      Solid& solid = solids_[{piece.structure, piece.index}];
      solid.structure = piece.structure;
      solid.index = piece.index;
      math::append(solid.surface, piece.mesh);
    }
    for (auto& [id, solid] : solids_) {
      solid.field = fieldOf(solid);
      solid.bounds = math::bounds(solid.surface);
    }
  }

  const Spine& spine() const { return spine_; }
  const std::map<std::pair<Structure, int>, Solid>& solids() const { return solids_; }

 private:
  Field fieldOf(const Solid& solid) const {
    const Spine& s = spine_;
    const int n = solid.index;
    switch (solid.structure) {
      case Structure::kVertebra:
        return [&s, n](const Vec3& p) { return s.bone(static_cast<Vertebra>(n), p, false); };
      case Structure::kDisc:
        return [&s, n](const Vec3& p) { return s.disc(static_cast<Level>(n), p, false); };
      case Structure::kLigamentumFlavum:
        return
            [&s, n](const Vec3& p) { return s.ligamentumFlavum(static_cast<Level>(n), p, false); };
      default:
        for (const Part& part : parts_)
          if (part.structure == solid.structure && part.index == n) return part.distance;
        return {};
    }
  }

  Spine spine_;
  std::vector<Part> parts_;
  std::map<std::pair<Structure, int>, Solid> solids_;
};

/// How deep the surface of one solid lies in another, mm; 0 where it does not.
double depth(const Solid& of, const Solid& in) {
  double deepest = 0.0;
  constexpr std::size_t kStep = 3;  // of the vertices, these
  for (std::size_t i = 0; i < of.surface.vertices.size(); i += kStep) {
    const Vec3 p(of.surface.vertices[i].position);
    if (in.bounds.contains(p)) deepest = std::max(deepest, -in.field(p));
  }
  return deepest;
}

std::string nameOf(const Solid& s) { return structureName(s.structure, s.index); }

}  // namespace

TEST_CASE("every surface of any patient is closed, and none enters another") {
  for (const int n : test::patientShare()) {
    const auto parameters = test::randomPatient(n, false);
    INFO("patient " << n << "\n" << test::settingsOf(parameters));
    const Patient patient(parameters);
    for (const auto& [id, solid] : patient.solids()) {
      INFO(nameOf(solid));
      CHECK(math::openEdgeCount(solid.surface) == 0);
      CHECK(math::volume(solid.surface) > 0.0);
    }
    for (const auto& [a, of] : patient.solids())
      for (const auto& [b, in] : patient.solids()) {
        if (a == b || encloses(of.structure) || encloses(in.structure) || !in.field) continue;
        INFO(nameOf(of) << " in " << nameOf(in));
        const bool filling = fillsThePicture(of.structure) || fillsThePicture(in.structure);
        CHECK(depth(of, in) <= (filling ? kDeepestFilling_mm : kDeepest_mm));
      }
  }
}

TEST_CASE("a patient with the same disease on both sides is the same on both sides") {
  for (const int n : test::patientShare()) {
    const auto parameters = test::randomPatient(n, true);
    INFO("patient " << n << "\n" << test::settingsOf(parameters));
    const Spine spine(operation::spineParameters(parameters));
    double worst_mm = 0.0;
    for (int l = 0; l < kLevelCount; ++l) {
      const auto level = static_cast<Level>(l);
      const math::Box box = spine.ligamentBounds(level).grown(8.0);
      for (double x = 0.7; x < box.hi.x; x += 2.9)
        for (double y = box.lo.y; y < box.hi.y; y += 2.9)
          for (double z = box.lo.z; z < box.hi.z; z += 2.9)
            for (const bool endPoint : {false, true}) {
              const Vec3 p(x, y, z), q(-x, y, z);
              const auto differs = [&](double a, double b) {
                worst_mm = std::max(worst_mm, std::abs(a - b));
              };
              differs(spine.bone(upperVertebra(level), p, endPoint),
                      spine.bone(upperVertebra(level), q, endPoint));
              differs(spine.ligamentumFlavum(level, p, endPoint),
                      spine.ligamentumFlavum(level, q, endPoint));
              differs(spine.disc(level, p, endPoint), spine.disc(level, q, endPoint));
            }
    }
    CHECK(worst_mm < 1e-6);
  }
}

TEST_CASE("the live windows of any patient are whole blocks, none in another") {
  for (const int n : test::patientShare()) {
    const auto parameters = test::randomPatient(n, false);
    INFO("patient " << n << "\n" << test::settingsOf(parameters));
    const Spine spine(operation::spineParameters(parameters));
    for (int l = 0; l < kLevelCount; ++l) {
      const math::SampleBox w = spine.window(static_cast<Level>(l), kLatticeSpacing_mm);
      REQUIRE(!w.empty());
      for (int a = 0; a < 3; ++a) {
        CHECK(w.lo[a] % math::kBlockSamples == 0);
        CHECK(w.hi[a] % math::kBlockSamples == 0);
      }
      if (l > 0) {
        const auto above = spine.window(static_cast<Level>(l - 1), kLatticeSpacing_mm);
        CHECK(above.clipped(w).empty());
      }
    }
  }
}
