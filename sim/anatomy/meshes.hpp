// The baked surfaces of the spine: made once at build time, loaded through Assimp at start.
#pragma once

#include "anatomy/levels.hpp"
#include "anatomy/spine.hpp"
#include "math/mesh.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace unkink::anatomy {

enum class Structure : std::uint8_t {
  kVertebra,
  kDisc,
  kLigamentumFlavum,
  kTrunk,
  kMuscle,
  kCancellous  // inside of the bone's cortex: for the X-ray only
};

/// The lattice of every surface that meets a live volume.
inline constexpr double kLatticeSpacing_mm = 0.5;
/// Thickness of the bone's cortex, endplates included. Source: house; vertebral cortex reads about
/// 1 mm, the rest keeps the shell whole on the lattice.
inline constexpr double kCortex_mm = 1.3;

/// One baked surface. Bone and ligament come in pieces: inside a level's window, or outside all
/// windows.
struct BakedMesh {
  std::string name;  // e.g. "vertebrae_L4", "vertebrae_L4@L4-L5", "cancellous_L4"
  Structure structure = Structure::kVertebra;
  int index = 0;  // Vertebra or Level number
  std::optional<Level>
      window;       // set: this piece is replaced by the live volume when the level is treated
  math::Mesh mesh;  // Material frame, ties filled in
};

/// Bakes every surface of a spine at severity 0.
///
/// Model: fields sampled on the one lattice, surface nets, quads dealt to pieces by their lattice
/// edge, then decimated with locked piece borders, so that pieces and live volumes meet vertex for
/// vertex. \param decimate  false keeps every triangle (tests of the seam)
std::vector<BakedMesh> bake(const Spine& spine, bool decimate);

/// Replaces those baked surfaces of the default spine that differ for this one: skin and muscle.
///
/// Cost: nothing where they agree, about 0.1 s otherwise
void fit(std::vector<BakedMesh>& meshes, const Spine& spine);

void writeGlb(const std::filesystem::path& file, const std::vector<BakedMesh>& meshes);

/// Reads a file that writeGlb wrote. Throws config::Error on anything else (missing, truncated, not
/// ours).
std::vector<BakedMesh> readGlb(const std::filesystem::path& file);

}  // namespace unkink::anatomy
