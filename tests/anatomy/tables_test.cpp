// The tables: what has been published and measured of the lumbar spine beside what ours measures.
// `tests/run -L tables -V` prints them.
//
// With UNKINK_REFERENCE_MESHES naming a folder of <specimen>/L?.stl (LPS, mm, origin at the body's
// centroid) the distances to each specimen are printed too.
#include "anatomy/morphometry.hpp"
#include "anatomy/spine.hpp"
#include "anatomy/surface_distance.hpp"
#include "config/files.hpp"
#include "support/catch.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

using namespace unkink;
using anatomy::Level;
using anatomy::Side;
using anatomy::Spine;
using anatomy::Vertebra;
using anatomy::VertebraShape;
using math::Vec3;
using test::Measures;

namespace {

constexpr int kLumbarCount = 5;

/// A line of published.csv.
struct Published {
  std::string level, measure, unit, source, confidence, use, note;
  std::optional<double> mean, sd, min, max;
};

std::optional<double> numberIn(const std::string& cell) {
  if (cell.empty()) return std::nullopt;
  return std::stod(cell);
}

std::vector<Published> readPublished() {
  std::ifstream in(std::filesystem::path(UNKINK_SIM_DIR).parent_path() /
                   "tests/anatomy/published.csv");
  std::vector<Published> all;
  bool header = true;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (std::exchange(header, false)) continue;
    std::vector<std::string> cells;
    std::stringstream cut(line + ",");
    for (std::string cell; std::getline(cut, cell, ',');) cells.push_back(cell);
    REQUIRE(cells.size() == 11);
    all.push_back({cells[0], cells[1], cells[6], cells[7], cells[8], cells[9], cells[10],
                   numberIn(cells[2]), numberIn(cells[3]), numberIn(cells[4]), numberIn(cells[5])});
  }
  return all;
}

/// Mid-surface of the lamina at x, where its ventral and its dorsal face are equally far.
double laminaMiddle_mm(const VertebraShape& shape, double x, double z, double roof_mm) {
  double front = 1e9, back = -1e9;
  for (double y = roof_mm - 10.0; y < roof_mm + 20.0; y += 0.1)
    if (anatomy::vertebraDistance(shape, {x, y, z}) < 0.0) {
      front = std::min(front, y);
      if (y - back > 0.15 && back > -1e8) break;
      back = y;
    }
  return 0.5 * (front + back);
}

/// Vertical run of lamina at x, through its thickest place.
double laminaHeight_mm(const VertebraShape& shape, double x) {
  Vec3 core(0.0);
  double deepest = 0.0;
  for (double y = 24.0; y < 46.0; y += 0.5)
    for (double z = -20.0; z < 5.0; z += 0.5) {
      const double d = anatomy::vertebraDistance(shape, {x, y, z});
      if (d < deepest) deepest = d, core = {x, y, z};
    }
  // the plate slopes: its shadow on the coronal plane is its height
  double lo = core.z, hi = core.z;
  for (double z = -40.0; z < 20.0; z += 0.25)
    for (double y = core.y - 8.0; y < core.y + 6.0; y += 0.5)
      if (anatomy::vertebraDistance(shape, {x, y, z}) < 0.0)
        lo = std::min(lo, z), hi = std::max(hi, z);
  return hi - lo;
}

/// What the published laminae are measured by, beside the vertebra's own list.
void addLamina(const VertebraShape& shape, Measures& m) {
  const double roof = anatomy::vertebraBounds(shape).hi.y - 4.0 - m["SPL_canal"];
  m["LamH_spinous"] = laminaHeight_mm(shape, 4.0);
  const double z = 0.5 * (shape.lamina.upperLateral.at_mm.z + shape.lamina.lowerLateral.at_mm.z);
  const double medial = laminaMiddle_mm(shape, 5.0, z, roof);
  const double lateral = laminaMiddle_mm(shape, 10.0, z, roof);
  const double half = units::Deg(units::Rad(std::atan2(5.0, medial - lateral))).value;
  m["LamHalfAngle"] = half;
  m["LamAngle"] = 2.0 * half;
}

/// Measures of every vertebra, found once.
const std::array<Measures, kLumbarCount>& ours() {
  static const std::array<Measures, kLumbarCount> all = [] {
    std::array<Measures, kLumbarCount> m;
    for (int v = 0; v < kLumbarCount; ++v) {
      const VertebraShape shape = anatomy::lumbarShape(static_cast<Vertebra>(v));
      m[static_cast<std::size_t>(v)] = test::measured(shape);
      addLamina(shape, m[static_cast<std::size_t>(v)]);
    }
    return m;
  }();
  return all;
}

/// Angle of the lower vertebra's facet to the sagittal plane, from the shape of its hollow.
double facetAngle_deg(Vertebra lower) {
  const anatomy::SuperiorArticularProcess s = anatomy::lumbarShape(lower).superior;
  const Vec3 medial = 0.5 * (s.medialTop.at_mm + s.medialBase.at_mm);
  const Vec3 lateral = 0.5 * (s.lateralTop.at_mm + s.mammillary.at_mm);
  return units::Deg(units::Rad(std::atan2(lateral.x - medial.x, lateral.y - medial.y))).value;
}

/// Measures of the segments, as the spine is put together.
std::map<std::string, Measures> segments() {
  const Spine spine{anatomy::SpineParameters{}};
  std::map<std::string, Measures> out;
  for (int l = 0; l < anatomy::kLevelCount; ++l) {
    const auto level = static_cast<Level>(l);
    Measures& m = out[std::string(anatomy::kLevelNames[static_cast<std::size_t>(l)])];
    const anatomy::LevelLandmarks& at = spine.landmarks(level);
    // in the mid-line; the lowest, an arch, is measured on either side of it
    m["WindowHeight"] =
        level == Level::kL5S1
            ? glm::length(at.upperLaminaInferiorEdge[0] - at.lowerLaminaSuperiorEdge[0])
            : glm::length(at.ventralInterlaminar[0] - at.ventralInterlaminar[1]);
    const Vec3 up = spine.materialFromBone(anatomy::upperVertebra(level)).rotate({0, 0, 1});
    double height = 0.0;
    for (const int way : {1, -1}) {
      double gone = 0.0;
      while (gone < 12.0 && spine.disc(level, at.discCentre + way * gone * up, false) < 0.0)
        gone += 0.05;
      height += gone;
    }
    m["DiscHeight"] = height;
    if (level != Level::kL5S1) m["FacetAngle"] = facetAngle_deg(anatomy::lowerVertebra(level));
  }
  const Vec3 top = spine.materialFromBone(Vertebra::kL1).rotate({0, 0, 1});
  const Vec3 bottom = spine.materialFromBone(Vertebra::kS1).rotate({0, 0, 1});
  out["L1-S1"]["Lordosis"] =
      units::Deg(units::Rad(std::atan2(bottom.z, bottom.y) - std::atan2(top.z, top.y))).value;
  out["L1-S1"]["Lordosis"] = std::abs(out["L1-S1"]["Lordosis"]);
  return out;
}

std::optional<double> oursOf(const Published& p, const std::map<std::string, Measures>& segment) {
  for (std::size_t v = 0; v < kLumbarCount; ++v)
    if (p.level == anatomy::kVertebraNames[v]) {
      const auto found = ours()[v].find(p.measure);
      if (found != ours()[v].end()) return found->second;
    }
  const auto level = segment.find(p.level);
  if (level == segment.end()) return std::nullopt;
  const auto found = level->second.find(p.measure);
  return found == level->second.end() ? std::nullopt : std::optional(found->second);
}

std::string cell(const std::optional<double>& value) {
  if (!value) return "-";
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f", *value);
  return text.data();
}

/// Whether ours is where the line says it must be.
bool holds(const Published& p, double value) {
  if (p.use == "target") return std::abs(value - *p.mean) <= *p.sd;
  if (p.use != "range") return true;
  const double slack = p.confidence == "measured" ? 0.1 : 0.0;  // of the end itself
  return value >= *p.min * (1.0 - slack) && value <= *p.max * (1.0 + slack);
}

}  // namespace

TEST_CASE("published versus ours", "[tables]") {
  const std::map<std::string, Measures> segment = segments();
  std::printf("%-6s %-13s %7s %7s %5s %6s %6s  %-20s %s\n", "level", "measure", "ours", "mean",
              "sd", "min", "max", "source", "use");
  std::size_t held = 0;
  for (const Published& p : readPublished()) {
    const std::optional<double> value = oursOf(p, segment);
    std::printf("%-6s %-13s %7s %7s %5s %6s %6s  %-20s %s%s%s\n", p.level.c_str(),
                p.measure.c_str(), cell(value).c_str(), cell(p.mean).c_str(), cell(p.sd).c_str(),
                cell(p.min).c_str(), cell(p.max).c_str(), p.source.c_str(), p.use.c_str(),
                p.note.empty() ? "" : ": ", p.note.c_str());
    if (p.use == "listed") continue;
    CAPTURE(p.level, p.measure, cell(value), cell(p.mean), cell(p.min), cell(p.max));
    REQUIRE(value.has_value());
    CHECK(holds(p, *value));
    ++held;
  }
  CHECK(held > 100);
}

TEST_CASE("every published line is whole, and its source is in the bibliography", "[tables]") {
  std::set<std::string> known{"house"};
  std::ifstream in(config::assetPath("references/references.bib"));
  for (std::string line; std::getline(in, line);)
    if (line.rfind('@', 0) == 0) {
      const std::size_t from = line.find('{') + 1;
      known.insert(line.substr(from, line.find(',') - from));
    }
  for (const Published& p : readPublished()) {
    CAPTURE(p.level, p.measure, p.source, p.use);
    CHECK(known.count(p.source) == 1);
    if (p.use == "target")
      CHECK((p.mean && p.sd));
    else if (p.use == "range")
      CHECK((p.min && p.max));
    else
      CHECK(p.use == "listed");
  }
}

TEST_CASE("distances to reference specimens", "[tables]") {
  const char* folder = std::getenv("UNKINK_REFERENCE_MESHES");
  if (!folder) {
    std::printf("no distances to specimens: UNKINK_REFERENCE_MESHES is not set\n");
    return;
  }
  std::set<std::filesystem::path> specimens;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.is_directory()) specimens.insert(entry.path());
  std::printf("%-24s %-3s %21s %28s\n", "specimen", "", "rigid: mean p95",
              "similarity: mean p95 scale");
  for (const std::filesystem::path& specimen : specimens)
    for (int v = 0; v < kLumbarCount; ++v) {
      const std::string name(anatomy::kVertebraNames[static_cast<std::size_t>(v)]);
      const std::filesystem::path file = specimen / (name + ".stl");
      if (!std::filesystem::exists(file)) continue;
      const auto theirs = test::trianglesOf(file);
      const auto own = test::trianglesOf(
          test::Morphometry(anatomy::lumbarShape(static_cast<Vertebra>(v))).mesh());
      const test::SurfaceDistance rigid = test::surfaceDistance(own, theirs, false);
      const test::SurfaceDistance similar = test::surfaceDistance(own, theirs, true);
      std::printf("%-24s %-3s %14.2f %6.2f %17.2f %5.2f %5.3f\n",
                  specimen.filename().string().c_str(), name.c_str(), rigid.mean_mm, rigid.p95_mm,
                  similar.mean_mm, similar.p95_mm, similar.scale);
      CHECK(similar.mean_mm < 2.2);  // no farther than real individuals are from one another
      if (specimen.filename() == "ssm_mean87_clouthier") {
        CHECK(rigid.mean_mm < 1.0);
        CHECK(rigid.p95_mm < 2.8);
      }
    }
}
