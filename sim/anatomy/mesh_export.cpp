// What there is to be exported, and how each of it is meshed.
#include "anatomy/mesh_export.hpp"

#include "anatomy/mesh_manifold.hpp"
#include "anatomy/meshes.hpp"
#include "anatomy/part.hpp"
#include "math/field.hpp"

#include <atomic>
#include <cmath>
#include <exception>
#include <memory>
#include <oneapi/tbb/parallel_pipeline.h>

namespace unkink::anatomy {
namespace {

using math::Vec3;

constexpr int kMargin = 2;             // samples around a structure's bounds
constexpr double kError_mm = 0.05;     // between the fine surface and what is written
constexpr std::size_t kFewest = 2000;  // triangles below which nothing is thinned
constexpr double kSlope = 1.5;         // of a field, at most: see Spine

math::SampledField sampled(const math::Box& bounds, double spacing_mm, double lowest_mm,
                           const math::DistanceFunction& distance) {
  return math::sampleSurface(math::sampleBoxAround(bounds, spacing_mm, kMargin), spacing_mm,
                             distance, lowest_mm, 0.0, kSlope);
}

NamedMesh meshed(std::string name, const math::SampledField& field, double level_mm = 0.0) {
  return {std::move(name), thinned(manifoldSurface(field, level_mm), kFewest, kError_mm)};
}

/// A field between what it is at severity 0 and at 1; `at` is double(bool endPoint).
template <class At>
double between(double severity, const At& at) {
  if (severity <= 0.0) return at(false);
  if (severity >= 1.0) return at(true);
  return std::lerp(at(false), at(true), severity);
}

Exportable bone(const Spine& spine, Vertebra v, double severity) {
  const int n = static_cast<int>(v);
  std::string name = structureName(Structure::kVertebra, n);
  return {name, [&spine, v, n, name, severity] {
            const auto field =
                sampled(spine.boneBounds(v), kLatticeSpacing_mm, -kCortex_mm, [&](const Vec3& p) {
                  return between(severity, [&](bool end) { return spine.bone(v, p, end); });
                });
            return std::vector{meshed(name, field), meshed(structureName(Structure::kCancellous, n),
                                                           field, -kCortex_mm)};
          }};
}

Exportable disc(const Spine& spine, Level l, double severity) {
  std::string name = structureName(Structure::kDisc, static_cast<int>(l));
  return {name, [&spine, l, name, severity] {
            return std::vector{meshed(
                name, sampled(spine.discBounds(l), kLatticeSpacing_mm, 0.0, [&](const Vec3& p) {
                  return between(severity, [&](bool end) { return spine.disc(l, p, end); });
                }))};
          }};
}

/// The plane between a level's halves, positive to the left.
std::function<double(const Vec3&)> midplane(const Spine& spine, Level l) {
  const Vec3 centre = spine.landmarks(l).canalCentre;
  const CanalStation* nearest = &spine.canal().front();
  for (const CanalStation& s : spine.canal())
    if (glm::length(s.centre - centre) < glm::length(nearest->centre - centre)) nearest = &s;
  return [origin = nearest->centre, left = nearest->left](const Vec3& p) {
    return glm::dot(p - origin, left);
  };
}

Exportable ligament(const Spine& spine, Level l, double severity) {
  std::string name = structureName(Structure::kLigamentumFlavum, static_cast<int>(l));
  return {name, [&spine, l, name, severity] {
            const auto leftOf = midplane(spine, l);
            std::vector<NamedMesh> halves;
            for (const Side side : {Side::kLeft, Side::kRight}) {
              NamedMesh half = meshed(
                  name + (side == Side::kLeft ? "_left" : "_right"),
                  sampled(spine.ligamentBounds(l), kLatticeSpacing_mm, 0.0, [&](const Vec3& p) {
                    const double whole = between(
                        severity, [&](bool end) { return spine.ligamentumFlavum(l, p, end); });
                    return std::max(whole, -sign(side) * leftOf(p));
                  }));
              if (!half.mesh.indices.empty()) halves.push_back(std::move(half));
            }
            return halves;
          }};
}

/// \param all   keeps what the part refers to alive
Exportable whole(std::shared_ptr<const std::vector<Part>> all, std::size_t n, double severity) {
  std::string name = structureName((*all)[n].structure, (*all)[n].index);
  return {name, [all, n, name, severity] {
            const Part& part = (*all)[n];
            std::vector<NamedMesh> one{
                meshed(name, sampled(part.bounds, part.spacing_mm, 0.0, part.distance))};
            if (one.front().mesh.indices.empty()) one.clear();
            if (!one.empty() && part.moved)
              for (math::Vec3f& p : one.front().mesh.points)
                p += math::Vec3f(severity * part.moved(Vec3(p)));
            return one;
          }};
}

}  // namespace

std::vector<Exportable> exportables(const Spine& spine, double severity) {
  std::vector<Exportable> all;
  for (int v = 0; v < kVertebraCount; ++v)
    all.push_back(bone(spine, static_cast<Vertebra>(v), severity));
  for (int l = 0; l < kLevelCount; ++l) {
    all.push_back(disc(spine, static_cast<Level>(l), severity));
    all.push_back(ligament(spine, static_cast<Level>(l), severity));
  }
  for (auto make : {surroundingBones, surroundingTissue}) {
    const auto parts = std::make_shared<const std::vector<Part>>(make(spine));
    for (std::size_t n = 0; n < parts->size(); ++n) all.push_back(whole(parts, n, severity));
  }
  return all;
}

void makeInOrder(const std::vector<Exportable>& structures,
                 const std::function<void(const NamedMesh&)>& take) {
  namespace tbb = oneapi::tbb;
  // the pipeline loses what is on its way when a stage throws: so none does
  struct Made {
    std::vector<NamedMesh> meshes;
    std::exception_ptr problem;
  };
  using Token = std::shared_ptr<const Made>;
  constexpr std::size_t kWaiting = 8;
  std::size_t next = 0;
  std::atomic<bool> failed = false;
  std::exception_ptr problem;
  const auto begin = [&](tbb::flow_control& control) -> std::size_t {
    if (failed || next == structures.size()) control.stop();
    return next++;
  };
  const auto make = [&](std::size_t n) -> Token {
    try {
      return std::make_shared<const Made>(Made{structures[n].make(), nullptr});
    } catch (...) {
      return std::make_shared<const Made>(Made{{}, std::current_exception()});
    }
  };
  const auto handOn = [&](const Token& made) {
    if (failed) return;
    try {
      if (made->problem) std::rethrow_exception(made->problem);
      for (const NamedMesh& mesh : made->meshes) take(mesh);
    } catch (...) {
      problem = std::current_exception();
      failed = true;
    }
  };
  tbb::parallel_pipeline(
      kWaiting, tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order, begin) &
                    tbb::make_filter<std::size_t, Token>(tbb::filter_mode::parallel, make) &
                    tbb::make_filter<Token, void>(tbb::filter_mode::serial_in_order, handOn));
  if (problem) std::rethrow_exception(problem);
}

PlainMesh manifold(const math::Mesh& mesh) {
  PlainMesh out;
  for (const math::Vertex& v : mesh.vertices) out.points.push_back(v.position);
  out.indices = mesh.indices;
  weld(out);
  partFans(out);
  return out;
}

}  // namespace unkink::anatomy
