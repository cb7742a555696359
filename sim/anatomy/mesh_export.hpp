// Every structure of a spine as a closed manifold mesh in a file that others can read.
#pragma once

#include "anatomy/mesh_repair.hpp"
#include "anatomy/spine.hpp"
#include "math/mesh.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace unkink::anatomy {

enum class MeshFormat : std::uint8_t { kStl, kObj, kPly, kGlb };
inline constexpr std::array<std::string_view, 4> kMeshFormats{"stl", "obj", "ply", "glb"};

/// One structure's surface under its name in files; LPS, mm.
struct NamedMesh {
  std::string name;
  PlainMesh mesh;
};

/// Something that can be meshed when its turn comes.
struct Exportable {
  std::string name;
  std::function<std::vector<NamedMesh>()> make;  // a bone with the inside of its cortex is two
};

/// Every structure of a spine in the neutral posture. The Material frame is LPS.
///
/// Bones, discs and ligaments are whole: their pieces and live windows are meshed as one. The
/// ligamentum flavum is cut into left and right at the canal's mid-plane.
/// \param spine      outlives what is returned
/// \param severity   0 healthy .. 1 the end point of its disease
std::vector<Exportable> exportables(const Spine& spine, double severity);

/// Meshes several structures side by side, and hands them on one after another in their order.
void makeInOrder(const std::vector<Exportable>& structures,
                 const std::function<void(const NamedMesh&)>& take);

/// A mesh made elsewhere, welded and manifold.
PlainMesh manifold(const math::Mesh& mesh);

/// Writes one mesh; the header says SPACE=LPS where the format has room for it.
///
/// Throws: config::Error where the file cannot be written; what was begun is removed
void writeMesh(const std::filesystem::path& file, MeshFormat format, const NamedMesh& mesh);

}  // namespace unkink::anatomy
