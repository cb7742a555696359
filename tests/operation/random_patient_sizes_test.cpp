// No patient in the declared range leaves what has been published: bodies, canals, pedicles, discs,
// foramina, ligaments and sacs of patients drawn from it, and of its corners.
//
// A size is compared as a share of the mean patient's, so that it does not matter where exactly
// somebody measured it. Published shares are widened by a tenth, as everywhere.
#include "anatomy/published.hpp"
#include "anatomy/segment_measures.hpp"
#include "operation/random_patients.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace unkink;
using namespace unkink::anatomy;
using math::Vec3;
using test::Measures;

namespace {

constexpr double kSlack = 0.1;  // of the end itself

/// Least and greatest share of the mean.
struct Shares {
  double least, greatest;
};

/// What has been published of a size, as shares of its mean: from the ends where there are any,
/// else three SD to either side.
Shares publishedShares(const std::string& level, const std::string& measure,
                       const std::string& source) {
  for (const test::Published& p : test::readPublished()) {
    if (p.level != level || p.measure != measure || p.source != source || !p.mean) continue;
    if (p.min && p.max) return {*p.min / *p.mean, *p.max / *p.mean};
    if (p.sd) return {1.0 - 3.0 * *p.sd / *p.mean, 1.0 + 3.0 * *p.sd / *p.mean};
  }
  FAIL("no such line: " << level << " " << measure << " " << source);
  return {0.0, 0.0};
}

/// Rays through one bone of a spine, in its own frame.
class Rays {
 public:
  Rays(const Spine& spine, Vertebra v) : spine_(spine), vertebra_(v) {}

  bool inside(const Vec3& q) const { return distance(q) < 0.0; }
  /// How far it is in a direction until bone ends, or begins; mm.
  double run_mm(const Vec3& from, const Vec3& direction) const {
    constexpr double kFine_mm = 0.03, kFarthest_mm = 60.0;
    const bool in = inside(from);
    double gone = 0.0;
    while (gone < kFarthest_mm) {
      const double d = distance(from + gone * direction);
      if ((d < 0.0) != in) break;
      gone += std::max(0.6 * std::abs(d), kFine_mm);
    }
    return gone;
  }

 private:
  double distance(const Vec3& q) const {
    return spine_.bone(vertebra_, spine_.materialFromBone(vertebra_) * q, false);
  }

  const Spine& spine_;
  Vertebra vertebra_;
};

/// Body, canal and pedicle of a vertebra.
Measures ofBone(const Spine& spine, int v) {
  const auto id = static_cast<Vertebra>(v);
  const Rays bone(spine, id);
  const Vec3 middle(0.0), left(1, 0, 0), dorsal(0, 1, 0), up(0, 0, 1);
  const auto across = [&](const Vec3& p, const Vec3& along) {
    return bone.run_mm(p, along) + bone.run_mm(p, -along);
  };
  Measures m;
  m["width"] = across(middle, left);
  m["depth"] = across(middle, dorsal);
  m["height"] = across(middle, up);
  const double wall = bone.run_mm(middle, dorsal);
  constexpr double kBehindWall_mm = 5.0, kPedicles_mm = 2.0;
  // where widest: the articular processes stand in behind
  for (double behind = 2.0; behind <= kBehindWall_mm; behind += 1.0)
    m["canal width"] =
        std::max(m["canal width"], 2.0 * bone.run_mm({0.0, wall + behind, kPedicles_mm}, left));
  double least = 60.0;
  for (double z = -16.0; z <= kPedicles_mm; z += 1.0) {
    const Vec3 p(0.0, wall + kBehindWall_mm, z);
    if (!bone.inside(p)) least = std::min(least, kBehindWall_mm + bone.run_mm(p, dorsal));
  }
  m["canal depth"] = least;
  const Vec3 pedicle = spine.landmarks(static_cast<Level>(v)).upperPedicle[0];
  m["pedicle width"] = across(spine.materialFromBone(id).inverse() * pedicle, left);
  return m;
}

/// Name of a size and number of its level or vertebra.
using Sizes = std::map<std::pair<std::string, int>, double>;

Sizes sizesOf(const Spine& spine) {
  Sizes all;
  for (int i = 0; i < kLevelCount; ++i) {
    for (const auto& [name, value] : ofBone(spine, i)) all[{name, i}] = value;
    test::SegmentMorphometry segment(spine, static_cast<Level>(i));
    segment.measureDisc();
    segment.measureForamen();
    segment.measureFlavum();
    segment.measureCanal();
    for (const char* name : {"DiscHeight", "ForamenHeight", "FlavumThickness", "SacArea"})
      all[{name, i}] = segment.measures().at(name);
  }
  return all;
}

const Sizes& meanSizes() {
  static const Sizes sizes = sizesOf(Spine{SpineParameters{}});
  return sizes;
}

const std::map<std::string, Shares>& plausible() {
  static const std::map<std::string, Shares> all = [] {
    const Shares height = publishedShares("L2-L5", "VBH", "clouthier2023");
    std::map<std::string, Shares> m{
        {"width", publishedShares("L2-L5", "EPW", "clouthier2023")},
        {"depth", publishedShares("L2-L5", "EPD", "clouthier2023")},
        {"height", height},
        {"canal width", publishedShares("L2-L5", "SCW", "clouthier2023")},
        {"canal depth", publishedShares("L2-L5", "SCD", "clouthier2023")},
        {"pedicle width", publishedShares("L5", "PDW", "ijss_l5")},
        {"DiscHeight", publishedShares("L2-L5", "DiscHeight", "clouthier2023")},
        {"ForamenHeight", height},  // a body's lower part and a disc
        {"FlavumThickness", publishedShares("L3-L4", "FlavumThickness", "kolte2015")},
        {"SacArea", publishedShares("L4-L5", "SacArea", "dscsa_medicine2017")}};
    for (auto& [name, shares] : m) {
      shares.least *= 1.0 - kSlack;
      shares.greatest *= 1.0 + kSlack;
    }
    return m;
  }();
  return all;
}

/// What a patient's declared disease may take from a size, mm.
double declaredLoss_mm(const operation::CaseParameters& patient, const std::string& size,
                       std::size_t level) {
  const double disc = patient.disease[level].discHeightLoss *
                      meanSizes().at({"DiscHeight", static_cast<int>(level)});
  if (size == "DiscHeight") return disc;
  // more lordosis closes the foramen too: about 12 mm behind where the segment turns
  constexpr double kBehindPivot_mm = 12.0, kShare = 0.28;
  const units::Rad closed = units::Deg(kShare * std::abs(patient.lordosis_deg));
  return size == "ForamenHeight" ? disc + kBehindPivot_mm * std::tan(closed.value) : 0.0;
}

void checkSizes(const operation::CaseParameters& patient, const Spine& spine) {
  for (const auto& [key, value] : sizesOf(spine)) {
    const auto& [name, i] = key;
    // nobody measured it at L1-L2, where the mean sac leaves it little room
    if (name == "FlavumThickness" && i == static_cast<int>(Level::kL1L2)) continue;
    const double mean = meanSizes().at(key);
    const Shares shares = plausible().at(name);
    INFO(name << " of " << kVertebraNames[static_cast<std::size_t>(i)] << ": " << value
              << ", the mean's: " << mean);
    CHECK(value >=
          shares.least * mean - declaredLoss_mm(patient, name, static_cast<std::size_t>(i)));
    CHECK(value <= shares.greatest * mean);
  }
}

/// Lordosis L1-S1, deg.
double lordosis_deg(const Spine& spine) {
  const auto slope = [&](Vertebra v) {
    const Vec3 up = spine.materialFromBone(v).rotate({0, 0, 1});
    return units::Deg(units::Rad(std::atan2(up.y, up.z))).value;
  };
  return std::abs(slope(Vertebra::kS1) - slope(Vertebra::kL1));
}

}  // namespace

TEST_CASE("patients whose bones have not slipped have sizes that somebody has") {
  const auto count = static_cast<std::size_t>(test::patientCount());
  std::vector<operation::CaseParameters> patient;
  for (std::size_t n = 0; n < count; ++n) {
    patient.push_back(test::randomPatient(static_cast<int>(n), false));
    for (LevelDisease& d : patient.back().disease) d.slip = 0.0;
  }
  meanSizes();
  for (std::size_t n = 0; n < count; ++n) {
    INFO("patient " << n << "\n" << test::settingsOf(patient[n]));
    checkSizes(patient[n], Spine(operation::spineParameters(patient[n])));
  }
}

TEST_CASE("a slip leaves bodies, pedicles and discs as they are") {
  for (int n = 0; n < std::max(test::patientCount() / 4, 1); ++n) {
    const auto patient = test::randomPatient(n, false);
    INFO("patient " << n << "\n" << test::settingsOf(patient));
    const Spine spine(operation::spineParameters(patient));
    for (int v = 0; v < kLevelCount; ++v)
      for (const auto& [name, value] : ofBone(spine, v)) {
        if (name == "canal depth" || name == "canal width") continue;
        INFO(name << " of " << kVertebraNames[static_cast<std::size_t>(v)]);
        const double mean = meanSizes().at({name, v});
        CHECK(value >= plausible().at(name).least * mean);
        CHECK(value <= plausible().at(name).greatest * mean);
      }
  }
}

TEST_CASE("the smallest and the largest healthy patient that can be declared are believable") {
  for (const bool largest : {false, true}) {
    operation::CaseParameters patient;
    patient.disease = {};
    patient.sex = largest ? Sex::kMale : Sex::kFemale;
    for (const config::Field& field : config::fieldsOf(patient))
      if (field.key == "patient.stature_cm" || field.key.rfind("vertebra.", 0) == 0)
        field.set(largest ? field.max : field.min);
    INFO((largest ? "the largest" : "the smallest"));
    checkSizes(patient, Spine(operation::spineParameters(patient)));
  }
}

TEST_CASE("no declared patient leaves the published lordosis or thickness of the ligament") {
  const auto line = [](const std::string& level, const std::string& measure) {
    for (const test::Published& p : test::readPublished())
      if (p.level == level && p.measure == measure && p.min && p.max) return p;
    FAIL("no line with ends: " << level << " " << measure);
    return test::Published{};
  };
  const test::Published lordosis = line("L1-S1", "Lordosis");
  const test::Published stenotic = line("stenosis", "FlavumThickness");
  operation::CaseParameters patient;
  for (const config::Field& field : config::fieldsOf(patient)) {
    if (field.key.find("ligament_thickening") != std::string::npos)
      for (const double healthy : SpineParameters{}.ligamentThickness_mm)
        CHECK(healthy + field.max <= *stenotic.max);
    if (field.key != "patient.lordosis_deg") continue;
    for (const double end : {field.min, field.max}) {
      field.set(end);
      const double whole = lordosis_deg(Spine(operation::spineParameters(patient)));
      CHECK(whole >= *lordosis.min);
      CHECK(whole <= *lordosis.max);
    }
    field.set(0.0);
  }
}
