// Gathering: files, names, units, mending.
#include "anatomy/import_spine.hpp"

#include "anatomy/import_names.hpp"
#include "anatomy/mesh_import_files.hpp"
#include "config/error.hpp"
#include "config/node.hpp"
#include "config/value.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

namespace unkink::anatomy {
namespace {

namespace fs = std::filesystem;
using config::inQuotes;

/// The longest side of a bone's box, mm; wider than adults are, since a box may lie askew and a
/// scan may end in the bone. Source: house.
struct Extent {
  double least_mm, most_mm;
};
constexpr Extent kVertebraExtent{50.0, 180.0}, kSacrumExtent{70.0, 250.0};
constexpr Extent extentOf(Vertebra v) {
  return v == Vertebra::kS1 ? kSacrumExtent : kVertebraExtent;
}

struct Unit {
  double inMm;
  const char* name;
};
constexpr std::array<Unit, 3> kUnits{
    {{1.0, "millimetres"}, {10.0, "centimetres"}, {1000.0, "metres"}}};

std::string number(double value, int decimals = 1) {
  char text[40];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string nameOf(Vertebra v) { return structureName(Structure::kVertebra, static_cast<int>(v)); }

/// What the file of the mapping says.
struct Mapping {
  std::map<std::string, StructureId> names;
  std::array<Nudges, kVertebraCount> nudges{};
};

StructureId structureIn(const config::Node& node, const std::string& key) {
  const std::string value = node.text(key);
  if (const auto id = structureNamed(value)) return *id;
  node.fail(key, "found " + inQuotes(value) + ", expected " + std::string(expectedNames()));
}

/// By how much a hand has moved the points of one bone.
Nudges nudgesIn(const config::Node& node, Vertebra v) {
  const auto points = bonePoints(v, v == Vertebra::kS1 ? VertebraShape{} : lumbarShape(v));
  Nudges nudges{};
  for (const std::string& key : node.keys()) {
    const auto point = std::find_if(points.begin(), points.end(),
                                    [&](const BonePoint& p) { return p.name == key; });
    if (point == points.end()) {
      std::string names;
      for (const BonePoint& p : points) names += (names.empty() ? "" : ", ") + std::string(p.name);
      node.fail(key, "found " + inQuotes(key) + ", expected " + names);
    }
    const auto by = node.numbers(key, 3, -kMostNudge_mm, kMostNudge_mm);
    nudges[static_cast<std::size_t>(point - points.begin())] = {by[0], by[1], by[2]};
  }
  return nudges;
}

Mapping readMapping(const fs::path& file) {
  Mapping mapping;
  if (file.empty()) return mapping;
  const config::Document document = config::Document::read(file);
  const config::Node root = document.root();
  for (const std::string& key : root.keys()) {
    if (key != "adjust") {
      mapping.names[key] = structureIn(root, key);
      continue;
    }
    const config::Node adjust = root.child(key);
    for (const std::string& name : adjust.keys()) {
      const auto id = structureNamed(name);
      if (!id || id->structure != Structure::kVertebra)
        adjust.fail(name, "found " + inQuotes(name) + ", expected " + std::string(expectedNames()));
      mapping.nudges[static_cast<std::size_t>(id->index)] =
          nudgesIn(adjust.child(name), static_cast<Vertebra>(id->index));
    }
  }
  return mapping;
}

std::vector<fs::path> filesOf(const std::vector<fs::path>& sources) {
  std::vector<fs::path> files;
  for (const fs::path& source : sources) {
    std::error_code problem;
    if (!fs::is_directory(source, problem)) {
      files.push_back(source);
      continue;
    }
    std::vector<fs::path> here;
    for (const auto& entry : fs::directory_iterator(source, problem))
      if (entry.is_regular_file() && isMeshFile(entry.path())) here.push_back(entry.path());
    if (problem) config::fail(source.string(), "", "the folder cannot be read");
    if (here.empty())
      config::fail(source.string(), "",
                   "found a folder without meshes, expected stl, obj, ply, gltf or glb files");
    std::sort(here.begin(), here.end());
    files.insert(files.end(), here.begin(), here.end());
  }
  return files;
}

std::optional<StructureId> named(const Mapping& mapping, const std::string& name) {
  const auto it = mapping.names.find(name);
  return it != mapping.names.end() ? it->second : structureNamed(name);
}

/// Gathers bones file by file.
class Gatherer {
 public:
  Gatherer(const ImportRequest& request, const ImportProgress& progress)
      : mapping_(readMapping(request.map)), progress_(progress) {
    out_.axes = request.axes;
    out_.nudges = mapping_.nudges;
  }

  void read(const std::vector<fs::path>& files) {
    for (std::size_t n = 0; n < files.size(); ++n) {
      const auto share = [&](double of) {
        if (progress_)
          progress_("reading " + files[n].filename().string(),
                    (static_cast<double>(n) + of) / static_cast<double>(files.size()));
      };
      share(0.0);
      take(files[n], readMeshFile(files[n], [&](double of) { share(0.5 * of); }));
    }
  }

  Gathered finish() {
    mend();
    if (out_.bones.empty()) nothingFound();
    tellOfNames();
    std::sort(out_.bones.begin(), out_.bones.end(),
              [](const auto& a, const auto& b) { return a.bone < b.bone; });
    return std::move(out_);
  }

 private:
  struct Raw {
    std::string from;
    fs::path file;
    std::optional<Axes> axes;
    PlainMesh mesh;
  };

  void take(const fs::path& file, ForeignFile read) {
    const std::string stem = file.stem().string();
    // a file's name speaks for the whole of it, unless its meshes have names of their own
    bool anyNamed = false;
    for (const ForeignMesh& mesh : read.meshes) anyNamed |= idOf(mesh).has_value();
    const auto whole = anyNamed ? std::nullopt : byStem(file);
    for (ForeignMesh& mesh : read.meshes) {
      const auto id = whole ? whole : idOf(mesh);
      const std::string name = mesh.names.empty() ? stem : mesh.names.front();
      const std::string from = read.meshes.size() == 1 ? file.filename().string()
                                                       : file.filename().string() + ": " + name;
      if (!id)
        (namesNeighbour(name) || namesNeighbour(stem) ? unused_ : unknown_).push_back(from);
      else if (id->structure != Structure::kVertebra)
        unused_.push_back(structureName(id->structure, id->index));
      else
        put(static_cast<Vertebra>(id->index), {from, file, read.axes, std::move(mesh.mesh)});
    }
  }

  std::optional<StructureId> byStem(const fs::path& file) const {
    const auto byName = named(mapping_, file.filename().string());
    return byName ? byName : named(mapping_, file.stem().string());
  }
  std::optional<StructureId> idOf(const ForeignMesh& mesh) const {
    for (const std::string& name : mesh.names)
      if (const auto id = named(mapping_, name)) return id;
    return {};
  }

  void put(Vertebra bone, Raw raw) {
    const auto [it, isNew] = raw_.try_emplace(bone, std::move(raw));
    if (isNew) return;
    Raw& there = it->second;
    if (there.file != raw.file)
      config::fail(
          raw.from, "",
          "found " + nameOf(bone) + " again after " + there.from + ", expected every bone once");
    // one bone in several meshes of one file, as materials cut it
    const auto offset = static_cast<std::uint32_t>(there.mesh.points.size());
    there.mesh.points.insert(there.mesh.points.end(), raw.mesh.points.begin(),
                             raw.mesh.points.end());
    for (const std::uint32_t i : raw.mesh.indices) there.mesh.indices.push_back(i + offset);
  }

  void mend() {
    double mended = 0.0;
    for (auto& [bone, raw] : raw_) {
      if (progress_) progress_("mending " + nameOf(bone), mended++ / double(raw_.size()));
      scale(bone, raw);
      RepairedMesh repaired = repair(std::move(raw.mesh));
      check(raw, repaired);
      tellOfFaults(bone, repaired);
      out_.bones.push_back(
          {bone, raw.from, raw.axes, std::move(repaired.mesh), std::move(repaired.faults)});
    }
  }

  void scale(Vertebra bone, Raw& raw) {
    const math::Vec3 size = bounds(raw.mesh).size();
    const double longest = std::max({size.x, size.y, size.z});
    const Extent fits = extentOf(bone);
    for (const Unit& unit : kUnits) {
      const double longest_mm = longest * unit.inMm;
      if (longest_mm < fits.least_mm || longest_mm > fits.most_mm) continue;
      if (unit.inMm == 1.0) return;
      for (math::Vec3f& p : raw.mesh.points) p *= static_cast<float>(unit.inMm);
      out_.notices.push_back(raw.from + ": " + nameOf(bone) + " was in " + unit.name +
                             " and is now in millimetres");
      return;
    }
    config::fail(raw.from, nameOf(bone),
                 "found a longest side of " + config::formatNumber(longest) + ", expected " +
                     number(fits.least_mm, 0) + " to " + number(fits.most_mm, 0) +
                     " mm, or as much in centimetres or metres");
  }

  static void check(const Raw& raw, const RepairedMesh& repaired) {
    if (repaired.mesh.indices.empty())
      config::fail(raw.from, "", "found no triangle with an area, expected a surface");
    if (repaired.faults.open.empty()) return;
    Hole largest = repaired.faults.open.front();
    for (const Hole& hole : repaired.faults.open)
      if (hole.area_mm2 > largest.area_mm2) largest = hole;
    config::fail(
        raw.from, "",
        "found " + std::to_string(repaired.faults.open.size()) + " large holes, the largest of " +
            number(largest.area_mm2, 0) + " mm2 with a rim of " + number(largest.perimeter_mm, 0) +
            " mm, expected none above " + number(RepairLimits{}.largestLid_mm2, 0) + " mm2");
  }

  void tellOfFaults(Vertebra bone, const RepairedMesh& repaired) {
    const MeshFaults& f = repaired.faults;
    std::vector<std::string> told;
    const auto tell = [&](std::size_t count, const std::string& what) {
      if (count > 0) told.push_back(std::to_string(count) + " " + what);
    };
    double area = 0.0;
    for (const Hole& hole : f.closed) area += hole.area_mm2;
    tell(f.closed.size(), "holes closed (" + number(area) + " mm2 in all)");
    tell(f.islets, "loose parts left out");
    tell(f.nonManifoldEdges, "edges with more than two triangles");
    if (f.turned) told.push_back("wound inside out and turned");
    if (f.trianglesRead > RepairLimits{}.triangles)
      told.push_back("thinned from " + std::to_string(f.trianglesRead) + " to " +
                     std::to_string(repaired.mesh.triangleCount()) + " triangles");
    if (told.empty()) return;
    std::string sentence = nameOf(bone) + ": ";
    for (std::size_t n = 0; n < told.size(); ++n) sentence += (n ? ", " : "") + told[n];
    out_.notices.push_back(sentence);
  }

  static std::string listed(const std::vector<std::string>& names) {
    constexpr std::size_t kMost = 8;
    std::string text;
    for (std::size_t n = 0; n < std::min(names.size(), kMost); ++n)
      text += (n ? ", " : "") + inQuotes(names[n]);
    if (names.size() > kMost) text += " and " + std::to_string(names.size() - kMost) + " more";
    return text;
  }

  void tellOfNames() {
    if (!unknown_.empty())
      out_.notices.push_back("left out for their names: " + listed(unknown_) + "; expected " +
                             std::string(expectedNames()) + ", or a line for them in a mapping");
    if (!unused_.empty())
      out_.notices.push_back("not used: " + listed(unused_) +
                             "; discs, soft tissue and hips are the model's, fitted to the bones");
  }

  [[noreturn]] void nothingFound() const {
    std::vector<std::string> names = unknown_;
    names.insert(names.end(), unused_.begin(), unused_.end());
    config::fail("--import", "",
                 "found no lumbar vertebra among " + listed(names) + ", expected " +
                     std::string(expectedNames()) + ", or a mapping of names (--import-map)");
  }

  Mapping mapping_;
  const ImportProgress& progress_;
  Gathered out_;
  std::map<Vertebra, Raw> raw_;
  std::vector<std::string> unknown_, unused_;
};

}  // namespace

bool Gathered::axesMissing() const {
  return !axes && std::any_of(bones.begin(), bones.end(),
                              [](const GatheredBone& bone) { return !bone.axes; });
}

Gathered gather(const ImportRequest& request, const ImportProgress& progress) {
  Gatherer gatherer(request, progress);
  gatherer.read(filesOf(request.sources));
  return gatherer.finish();
}

}  // namespace unkink::anatomy
