// The tables: what has been published and measured of the lumbar spine beside what ours measures.
// `tests/run --tables` prints them.
//
// With UNKINK_REFERENCE_MESHES naming a folder of <specimen>/L?.stl (LPS, mm, origin at the body's
// centroid) the distances to each specimen are printed too.
#include "anatomy/atlas.hpp"
#include "anatomy/morphometry.hpp"
#include "anatomy/neural.hpp"
#include "anatomy/published.hpp"
#include "anatomy/segment_measures.hpp"
#include "anatomy/spine.hpp"
#include "anatomy/surface_distance.hpp"
#include "config/files.hpp"
#include "support/catch.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <oneapi/tbb/parallel_for.h>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

using namespace unkink;
using anatomy::Level;
using anatomy::Spine;
using anatomy::Vertebra;
using anatomy::VertebraShape;
using math::Vec3;
using test::Measures;
using test::Published;

namespace {

constexpr int kLumbarCount = 5;

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
  // where the spinous process begins: its root counts
  double height = 0.0;
  for (double x = 0.0; x <= 4.0; x += 1.0) height = std::max(height, laminaHeight_mm(shape, x));
  m["LamH_spinous"] = height;
  const double z = 0.5 * (shape.lamina.upperLateral.at_mm.z + shape.lamina.lowerLateral.at_mm.z);
  const double medial = laminaMiddle_mm(shape, 5.0, z, roof);
  const double lateral = laminaMiddle_mm(shape, 10.0, z, roof);
  const double half = units::Deg(units::Rad(std::atan2(5.0, medial - lateral))).value;
  m["LamHalfAngle"] = half;
  m["LamAngle"] = 2.0 * half;
}

/// How far bone, or its absence, goes on dorsally from a place; mm.
double run_mm(const VertebraShape& shape, math::Vec3 p, bool inBone) {
  constexpr double kStep_mm = 0.1, kFarthest_mm = 45.0;
  const double from = p.y;
  while (p.y < kFarthest_mm && (anatomy::vertebraDistance(shape, p) < 0.0) == inBone)
    p.y += kStep_mm;
  return p.y - from;
}

/// Depth of the body at the pedicles in the mid-line, and of the lateral recess: least from body to
/// superior articular process, 2 mm inside the pedicle.
void addDepths(const VertebraShape& shape, Measures& m) {
  const double z = 0.5 * (shape.pedicle.bodyUpper.at_mm.z + shape.pedicle.bodyLower.at_mm.z);
  const auto bone = [&](double y) { return anatomy::vertebraDistance(shape, {0.0, y, z}) < 0.0; };
  double front = 0.0;
  while (bone(front)) front -= 0.1;
  m["VBD"] = run_mm(shape, {0.0, 0.0, z}, true) - front;
  constexpr double kInside_mm = 2.0, kUnderRim_mm = 3.0;
  double recess = 45.0;
  for (double up = 0.0; up < shape.body.upperRim_mm - kUnderRim_mm; up += 1.0) {
    Vec3 p(0.5 * m["SCW"] - kInside_mm, 5.0, up);
    p.y += run_mm(shape, p, true);
    recess = std::min(recess, run_mm(shape, p, false));
  }
  m["LatRecess"] = recess;
}

/// All that has been measured of ours, by level.
using ByLevel = std::map<std::string, Measures>;

Measures ofVertebra(Vertebra v) {
  const VertebraShape shape = anatomy::lumbarShape(v);
  Measures m = test::measured(shape);
  addLamina(shape, m);
  addDepths(shape, m);
  m["EPW"] = 0.5 * (m["EPW_u"] + m["EPW_l"]);
  m["EPD"] = 0.5 * (m["EPD_u"] + m["EPD_l"]);
  m["VBH"] = 0.5 * (m["VBH_a"] + m["VBH_p"]);
  m["Concavity_u"] = shape.body.upperConcavity_mm;
  m["Concavity_l"] = shape.body.lowerConcavity_mm;
  return m;
}

/// L5 of the mean man and of the mean woman.
void addSexes(ByLevel& all) {
  constexpr double kMan_cm = 177.0, kWoman_cm = 163.0;
  const VertebraShape mean = anatomy::lumbarShape(Vertebra::kL5);
  all["L5 men"] =
      test::measured(anatomy::varied(mean, anatomy::sizeFor(anatomy::Sex::kMale, kMan_cm)));
  all["L5 women"] =
      test::measured(anatomy::varied(mean, anatomy::sizeFor(anatomy::Sex::kFemale, kWoman_cm)));
}

void addNeural(ByLevel& all) {
  const anatomy::NeuralSizes& sizes = anatomy::neuralSizes();
  constexpr std::array<const char*, 10> kRoots{"L1", "L2", "L3", "L4", "L5",
                                               "S1", "S2", "S3", "S4", "S5"};
  for (std::size_t i = 0; i < kRoots.size(); ++i) {
    Measures& m = all[kRoots[i]];
    m["VentralRoot"] = sizes.root[i].ventral_mm;
    m["DorsalRoot"] = sizes.root[i].dorsal_mm;
    if (i >= sizes.nerve.size()) continue;
    m["Nerve"] = sizes.nerve[i].diameter_mm;
    m["ExitAngle"] = sizes.nerve[i].exitAngle_deg;
  }
}

/// Angle of S1's endplate to a direction of a bone, in the sagittal plane.
double lordosis_deg(const Spine& spine, Vertebra v, const Vec3& normal) {
  const Vec3 top = spine.materialFromBone(v).rotate(normal);
  const Vec3 bottom = spine.materialFromBone(Vertebra::kS1).rotate({0, 0, 1});
  return std::abs(
      units::Deg(units::Rad(std::atan2(bottom.z, bottom.y) - std::atan2(top.z, top.y))).value);
}

/// Of what several levels measure.
double meanOf(const ByLevel& all, std::span<const std::string_view> levels,
              const std::string& what) {
  double sum = 0.0;
  for (const std::string_view level : levels) sum += all.at(std::string(level)).at(what);
  return sum / static_cast<double>(levels.size());
}

void addMeans(ByLevel& all) {
  const std::span<const std::string_view> bones(anatomy::kVertebraNames.data(), kLumbarCount);
  const std::span<const std::string_view> levels(anatomy::kLevelNames);
  for (const char* what : {"SCD", "SCW", "LatRecess"})
    all["L1-L5"][what] = meanOf(all, bones, what);
  for (const char* what : {"SCD", "SCW", "EPW", "EPD", "VBH", "SPL_body", "SPH"})
    all["L2-L5"][what] = meanOf(all, bones.subspan(1), what);
  for (const char* what : {"DiscHeight", "DiscWedge"})
    all["L2-L5"][what] = meanOf(all, levels.subspan(1, 3), what);
  // the superior facets of L2 to L5
  all["L2-L5"]["FacetAngle"] = meanOf(all, levels.first(4), "FacetAngle");
  for (const char* what : {"DiscHeight", "DiscHeight_a", "DiscHeight_p"})
    all["L1-S1"][what] = meanOf(all, levels, what);
  for (const char* what : {"Concavity_u", "Concavity_l"})
    all["L1-S1"][what] = meanOf(all, bones, what);
}

ByLevel measureOurs() {
  ByLevel all;
  const Spine spine{anatomy::SpineParameters{}};
  std::array<Measures, kLumbarCount> bone, segment;
  oneapi::tbb::parallel_for(std::size_t{0}, std::size_t{kLumbarCount}, [&](std::size_t i) {
    bone[i] = ofVertebra(static_cast<Vertebra>(i));
    segment[i] = test::SegmentMorphometry(spine, static_cast<Level>(i)).measure();
    segment[i]["SacRatio"] = segment[i]["SacAP"] / bone[i]["SCD"];
  });
  for (std::size_t i = 0; i < kLumbarCount; ++i) {
    all[std::string(anatomy::kVertebraNames[i])] = bone[i];
    all[std::string(anatomy::kLevelNames[i])] = segment[i];
  }
  addNeural(all);
  addSexes(all);
  addMeans(all);
  all["L1-S1"]["Lordosis"] = lordosis_deg(spine, Vertebra::kL1, {0, 0, 1});
  const units::Rad tilt = anatomy::lumbarShape(Vertebra::kL4).body.upperTilt_deg;
  all["L4-S1"]["Lordosis"] =
      lordosis_deg(spine, Vertebra::kL4, {0.0, -std::sin(tilt.value), std::cos(tilt.value)});
  const Vec3 sacral = spine.materialFromBone(Vertebra::kS1).rotate({0, 0, 1});
  all["S1"]["SacralSlope"] = std::abs(units::Deg(units::Rad(std::atan2(sacral.y, sacral.z))).value);
  return all;
}

std::optional<double> oursOf(const Published& p, const ByLevel& all) {
  const auto level = all.find(p.level);
  if (level == all.end()) return std::nullopt;
  const auto found = level->second.find(p.measure);
  return found == level->second.end() ? std::nullopt : std::optional(found->second);
}

std::string cell(const std::optional<double>& value) {
  if (!value) return "-";
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), std::abs(*value) < 3.0 ? "%.2f" : "%.1f", *value);
  return text.data();
}

/// "in", "OUT", or nothing where the line has no spread.
const char* verdict(const Published& p, const std::optional<double>& value) {
  if (!value || (!(p.mean && p.sd) && !(p.min && p.max))) return "";
  return test::within(p, *value) ? "in" : "OUT";
}

}  // namespace

TEST_CASE("published versus ours", "[tables]") {
  const ByLevel all = measureOurs();
  std::printf("%-8s %-15s %7s %-3s %7s %6s %6s %6s  %-20s %-8s %s\n", "level", "measure", "ours",
              "", "mean", "sd", "min", "max", "source", "seen", "use: note");
  std::size_t held = 0;
  for (const Published& p : test::readPublished()) {
    const std::optional<double> value = oursOf(p, all);
    std::printf("%-8s %-15s %7s %-3s %7s %6s %6s %6s  %-20s %-8s %s%s%s\n", p.level.c_str(),
                p.measure.c_str(), cell(value).c_str(), verdict(p, value), cell(p.mean).c_str(),
                cell(p.sd).c_str(), cell(p.min).c_str(), cell(p.max).c_str(), p.source.c_str(),
                p.confidence.c_str(), p.use.c_str(), p.note.empty() ? "" : ": ", p.note.c_str());
    if (p.use == "listed") continue;
    CAPTURE(p.level, p.measure, cell(value), cell(p.mean), cell(p.min), cell(p.max));
    REQUIRE(value.has_value());
    CHECK(test::within(p, *value) == (p.use != "unmet"));
    ++held;
  }
  CHECK(held > 100);
  std::printf("\nNot met, and why:\n");
  for (const Published& p : test::readPublished())
    if (p.use == "unmet")
      std::printf("%-8s %-15s %7s  %s: %s\n", p.level.c_str(), p.measure.c_str(),
                  cell(oursOf(p, all)).c_str(), p.source.c_str(), p.note.c_str());
}

TEST_CASE("every published line is whole, and its source is in the bibliography", "[tables]") {
  std::set<std::string> known{"house"};
  std::ifstream in(config::assetPath("references/references.bib"));
  for (std::string line; std::getline(in, line);)
    if (line.rfind('@', 0) == 0) {
      const std::size_t from = line.find('{') + 1;
      known.insert(line.substr(from, line.find(',') - from));
    }
  for (const Published& p : test::readPublished()) {
    CAPTURE(p.level, p.measure, p.source, p.use);
    CHECK(known.count(p.source) == 1);
    const bool spread = p.mean && p.sd, range = p.min && p.max;
    if (p.use == "target")
      CHECK(spread);
    else if (p.use == "range")
      CHECK(range);
    else if (p.use == "unmet")
      CHECK(((spread || range) && !p.note.empty()));
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
