// Rays against triangles where they stand, and the way from parts to layers.
#include "view/picking.hpp"

#include "view/structure_view.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace unkink::view {
namespace {

using math::Vec3f;
using math::Vec4f;

/// Where the GPU draws a vertex: see shaders/common/bend.glsl.
Vec3f placed(const math::Vertex& v, const Surface& surface, const BendMatrices& bend) {
  const Vec4f p(v.position, 1.0f);
  if (!surface.bends) return Vec3f(surface.patientFromMesh * p);
  const float chain = std::clamp(v.chain, 0.0f, static_cast<float>(anatomy::kVertebraCount - 1));
  const auto upper = static_cast<std::size_t>(
      std::min(std::floor(chain), static_cast<float>(anatomy::kLevelCount - 1)));
  const Vec3f above(bend.patientFromMaterial[upper] * p),
      below(bend.patientFromMaterial[upper + 1] * p);
  return glm::mix(above, below, chain - static_cast<float>(upper)) + v.bulge * bend.bulge_mm[upper];
}

struct Ray {
  Vec3f from, along;
};

Ray rayAt(const Camera& camera, float aspect, const math::Vec2f& at) {
  const math::Mat4f patientFromClip =
      glm::inverse(clipFromView(camera, aspect) * viewFromPatient(camera));
  const auto onPlane = [&](float z) {
    const Vec4f p = patientFromClip * Vec4f(2.0f * at.x - 1.0f, 1.0f - 2.0f * at.y, z, 1.0f);
    return Vec3f(p) / p.w;
  };
  const Vec3f near = onPlane(-1.0f);
  return {near, glm::normalize(onPlane(1.0f) - near)};
}

/// How far along the ray a triangle is met (Moeller and Trumbore).
std::optional<float> met(const Ray& ray, const Vec3f& a, const Vec3f& b, const Vec3f& c) {
  const Vec3f ab = b - a, ac = c - a, p = glm::cross(ray.along, ac);
  const float determinant = glm::dot(ab, p);
  if (std::abs(determinant) < 1e-9f) return std::nullopt;
  const Vec3f to = ray.from - a;
  const float u = glm::dot(to, p) / determinant;
  const Vec3f q = glm::cross(to, ab);
  const float v = glm::dot(ray.along, q) / determinant;
  const float t = glm::dot(ac, q) / determinant;
  if (u < 0.0f || v < 0.0f || u + v > 1.0f || t < 0.0f) return std::nullopt;
  return t;
}

bool cutAway(const Scene& scene, const Surface& surface, const Vec3f& p) {
  return surface.clipped && glm::dot(scene.clipPlane, Vec4f(p, 1.0f)) > 0.0f;
}

bool seen(const Surface& surface) { return !surface.inner && surface.mesh.mesh != nullptr; }

/// Whether a surface that is seen belongs to a part.
bool shows(const Scene& scene, const Surface& surface, const PartName& part) {
  return seen(surface) && surface.part >= 0 &&
         scene.parts[static_cast<std::size_t>(surface.part)] == part;
}

/// The vertex of a part that lies nearest to a point. \return whether there is any
bool moveToNearest(const Scene& scene, Pick& pick) {
  float least = std::numeric_limits<float>::max();
  const Vec3f from = pick.at;
  for (const Surface& surface : scene.surfaces) {
    if (!shows(scene, surface, pick.part)) continue;
    const auto& vertices = surface.mesh.mesh->vertices;
    for (std::size_t n = 0; n < vertices.size(); ++n) {
      const Vec3f p = placed(vertices[n], surface, scene.bend);
      const float apart = glm::dot(p - from, p - from);
      if (apart >= least || cutAway(scene, surface, p)) continue;
      least = apart;
      pick.mesh = surface.mesh.id;
      pick.version = surface.mesh.version;
      pick.vertex = static_cast<std::uint32_t>(n);
      pick.at = p;
    }
  }
  return least < std::numeric_limits<float>::max();
}

}  // namespace

std::optional<Pick> pickAt(const Scene& scene, std::size_t number, float aspect,
                           const math::Vec2f& at) {
  if (number >= scene.surfaces.size()) return std::nullopt;
  const Surface& surface = scene.surfaces[number];
  if (!seen(surface) || surface.part < 0) return std::nullopt;
  const math::Mesh& mesh = *surface.mesh.mesh;
  std::vector<Vec3f> at_mm;
  at_mm.reserve(mesh.vertices.size());
  for (const math::Vertex& v : mesh.vertices) at_mm.push_back(placed(v, surface, scene.bend));
  const Ray ray = rayAt(scene.camera, aspect, at);
  float nearest = std::numeric_limits<float>::max();
  Pick pick{scene.parts[static_cast<std::size_t>(surface.part)], surface.mesh.id,
            surface.mesh.version};
  for (std::size_t n = 0; n + 2 < mesh.indices.size(); n += 3) {
    const std::uint32_t* corner = &mesh.indices[n];
    const auto t = met(ray, at_mm[corner[0]], at_mm[corner[1]], at_mm[corner[2]]);
    if (!t || *t >= nearest) continue;
    const Vec3f hit = ray.from + *t * ray.along;
    if (cutAway(scene, surface, hit)) continue;
    nearest = *t;
    const auto apart = [&](std::uint32_t v) { return glm::distance(at_mm[v], hit); };
    pick.vertex = *std::min_element(
        corner, corner + 3, [&](std::uint32_t a, std::uint32_t b) { return apart(a) < apart(b); });
    pick.at = at_mm[pick.vertex];
  }
  if (nearest == std::numeric_limits<float>::max()) return std::nullopt;
  return pick;
}

std::optional<Vec3f> placeOf(const Scene& scene, Pick& pick) {
  for (const Surface& surface : scene.surfaces) {
    if (surface.mesh.id != pick.mesh || surface.mesh.version != pick.version ||
        !shows(scene, surface, pick.part))
      continue;
    pick.at = placed(surface.mesh.mesh->vertices[pick.vertex], surface, scene.bend);
    if (cutAway(scene, surface, pick.at)) break;
    return pick.at;
  }
  if (!moveToNearest(scene, pick)) return std::nullopt;
  return pick.at;
}

std::optional<Layer> layerOf(const PartName& part) {
  struct Other {
    std::string_view structure;
    Layer layer;
  };
  // what is no structure of the anatomy's table
  constexpr std::array<Other, 16> kOthers{{{"thecal_sac", Layer::kThecalSac},
                                           {"csf_leak", Layer::kThecalSac},
                                           {"cauda_equina", Layer::kNerves},
                                           {"nerve_root", Layer::kNerves},
                                           {"epidural_fat", Layer::kFat},
                                           {"contrast", Layer::kContrast},
                                           {"stray_contrast", Layer::kContrast},
                                           {"portal", Layer::kInstruments},
                                           {"trocar", Layer::kInstruments},
                                           {"needle", Layer::kInstruments},
                                           {"bone_rongeur", Layer::kInstruments},
                                           {"tissue_sculptor", Layer::kInstruments},
                                           {"tissue_piece", Layer::kInstruments},
                                           {"skin_opening", Layer::kSkin},
                                           {"c_arm", Layer::kCArm},
                                           {"beam", Layer::kBeam}}};
  const auto other = std::ranges::find(kOthers, part.structure, &Other::structure);
  if (other != kOthers.end()) return other->layer;
  if (part.structure.starts_with("vertebra_T")) return Layer::kNeighbours;
  for (const anatomy::StructureKind& kind : anatomy::kStructures)
    if (part.structure == partOf(kind.structure, 0).structure ||
        (kind.structure == anatomy::Structure::kVertebra && part.structure.starts_with("vertebra")))
      return viewOf(kind.structure).layer;
  return std::nullopt;
}

}  // namespace unkink::view
