// The baked surfaces of the spine: made once at build time, loaded through Assimp at start.
#pragma once

#include "anatomy/levels.hpp"
#include "anatomy/spine.hpp"
#include "anatomy/structure.hpp"
#include "math/mesh.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace unkink::anatomy {

/// The lattice of every surface that meets a live volume.
inline constexpr double kLatticeSpacing_mm = 0.5;
/// Thickness of the bone's cortex, endplates included. Source: house; vertebral cortex reads about
/// 1 mm, the rest keeps the shell whole on the lattice.
inline constexpr double kCortex_mm = 1.3;

/// Bounds of the fields' gradients: what sampling needs to know where a surface cannot be.
inline constexpr double kBoneSlope = 1.7;
inline constexpr double kLigamentSlope = 4.0;  // steep where it is folded between bones

/// One baked surface. Bone and ligament come in pieces: inside a level's window, or outside all
/// windows.
struct BakedMesh {
  std::string name;  // e.g. "vertebrae_L4", "vertebrae_L4@L4-L5", "cancellous_L4"
  Structure structure = Structure::kVertebra;
  int index = 0;  // which of them: see structure.hpp
  std::optional<Level>
      window;       // set: this piece is replaced by the live volume when the level is treated
  math::Mesh mesh;  // Material frame, ties filled in
};

/// A spine whose surfaces there are already.
struct Surfaced {
  const Spine* spine = nullptr;  // null: none
  const std::vector<BakedMesh>* meshes = nullptr;
};

/// Bakes every surface of a spine at severity 0.
///
/// Model: fields sampled on the one lattice, surface nets, quads dealt to pieces by their lattice
/// edge, then decimated with locked piece borders, so that pieces and live volumes meet vertex for
/// vertex. \param decimate  false keeps every triangle (tests of the seam)
/// \param like  another spine's surfaces, decimated as these: bones that are the same are copied
std::vector<BakedMesh> bake(const Spine& spine, bool decimate, const Surfaced& like = {});

/// What baked surfaces depend on: equal for two spines whose surfaces are the same.
struct BakedFor {
  std::uint64_t shape = 0;  // bones, discs, ligaments
  std::uint64_t cover = 0;  // skin and fat

  explicit BakedFor(const SpineParameters& parameters);
  BakedFor() = default;
  bool operator==(const BakedFor&) const = default;
};

struct BakedSpine {
  BakedFor bakedFor;
  std::vector<BakedMesh> meshes;
};

void writeGlb(const std::filesystem::path& file, const BakedSpine& spine);

/// Reads a file that writeGlb wrote. Throws config::Error on anything else (missing, truncated, not
/// ours).
BakedSpine readGlb(const std::filesystem::path& file);

/// The surfaces of a spine: from the baked file where it was baked for the same, else baked anew.
///
/// \param like  its bones are taken over where they are the same
/// Cost: about 20 ms from the file, 0.1 s where only skin and fat differ, seconds otherwise.
/// Throws: as readGlb
std::vector<BakedMesh> surfacesOf(const Spine& spine, const std::filesystem::path& baked,
                                  const Surfaced& like = {});

}  // namespace unkink::anatomy
