// From a patient's segmented meshes to bones that a Spine can be built around.
//
// Two steps, so that a window can ask in between: gather() reads and mends the meshes and may find
// that nobody says which way is left; ownBones() needs to know.
#pragma once

#include "anatomy/import_axes.hpp"
#include "anatomy/mesh_repair.hpp"
#include "anatomy/own_bones.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace unkink::anatomy {

/// What is being done, and how far all of it is, 0..1.
using ImportProgress = std::function<void(const std::string& what, double share)>;

struct ImportRequest {
  std::vector<std::filesystem::path> sources;  // mesh files, and folders of them
  std::filesystem::path map;                   // names and nudges (TOML); empty: none
  std::optional<Axes> axes;                    // of files that do not say
};

struct GatheredBone {
  Vertebra bone = Vertebra::kL1;
  std::string from;          // file, and the mesh's name in it
  std::optional<Axes> axes;  // where the file says which
  PlainMesh mesh;            // mm, the file's axes
  MeshFaults faults;
};

/// What the files hold.
struct Gathered {
  std::vector<GatheredBone> bones;
  std::vector<std::string> notices;  // a sentence each
  std::array<Nudges, kVertebraCount> nudges{};
  std::optional<Axes> axes;  // of files that do not say

  /// Whether somebody has to be asked for the axes.
  bool axesMissing() const;
};

/// A question that only a person can answer.
struct ImportQuestion {
  std::string file;      // the first that does not say
  std::string likely;    // the axes by the bones' shape, not mirrored, such as "ras"
  std::string mirrored;  // the same shape, seen in a mirror
};

struct OwnSpine {
  std::shared_ptr<const OwnBones> bones;
  std::vector<std::string> notices;  // what was wrong with the files; a sentence each
  std::vector<std::string> fits;     // a sentence for each bone
};

/// Reads, names, scales to mm and mends.
///
/// Model: the unit follows from a bone's longest side; names as structureNamed() and the map have
/// them. Throws: config::Error where a file is bad, nothing is a bone, one comes twice, a size fits
/// no unit or a hole is too large to be closed
Gathered gather(const ImportRequest& request, const ImportProgress& progress);

/// What to ask where gathered.axesMissing(). Cost: seconds
ImportQuestion questionAbout(const Gathered& gathered, const ImportProgress& progress);

/// Fits the model's bones and samples the patient's.
///
/// Throws: config::Error where the axes are missing or contradict the bones' shape, or the bones do
/// not lie one above the other
OwnSpine ownBones(const Gathered& gathered, const ImportProgress& progress);

}  // namespace unkink::anatomy
