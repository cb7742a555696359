// The given: one patient, the disease at its end point, and the plan. Const once made.
#pragma once

#include "anatomy/spine.hpp"
#include "config/field.hpp"
#include "fluoro/beam.hpp"
#include "fluoro/c_arm.hpp"
#include "fluoro/fat_lobules.hpp"
#include "tissue/body.hpp"

#include <array>
#include <filesystem>
#include <functional>
#include <iterator>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace unkink::operation {

inline constexpr std::string_view kSideNames[] = {"left", "right"};

inline constexpr std::array<std::string_view, anatomy::kLevelCount> kLevelKeys{
    "l1_l2", "l2_l3", "l3_l4", "l4_l5", "l5_s1"};
inline constexpr std::array<std::string_view, anatomy::kVertebraCount - 1> kVertebraKeys{
    "l1", "l2", "l3", "l4", "l5"};

/// Keys such as disease.l4_l5.ligament_thickening_left_mm.
template <class Disease, class Visit>
void fieldsOfLevel(Disease& d, std::string_view level, Visit&& visit) {
  using config::Choice;
  using config::Number;
  const std::string table = "disease." + std::string(level) + ".";
  for (std::size_t side = 0; side < std::size(kSideNames); ++side) {
    const std::string name(kSideNames[side]);
    visit(Number{table + "ligament_thickening_" + name + "_mm", "mm", 0.0, 4.5,
                 "Ligamentum flavum: thickness added at severity 1, " + name, "jang2023"},
          d.ligamentThickening_mm[side]);
    visit(Number{table + "facet_hypertrophy_" + name + "_mm", "mm", 0.0, 3.0,
                 "Bone added around the facet joint at severity 1, " + name, "house"},
          d.facetHypertrophy_mm[side]);
  }
  visit(Number{table + "disc_bulge_mm", "mm", 0.0, 5.0, "Disc bulge into the canal at severity 1",
               "house"},
        d.discBulge_mm);
  visit(Number{table + "disc_height_loss", "", 0.0, 0.5, "Disc height lost (share)", "house"},
        d.discHeightLoss);
  visit(Number{table + "osteophytes_mm", "mm", 0.0, 6.0, "Growth of the endplates' rims", "house"},
        d.osteophytes_mm);
  visit(Number{table + "slip", "", 0.0, 0.5,
               "Listhesis of the upper vertebra (share of the endplate's depth; above 0.25 only "
               "with a pars defect)",
               "house"},
        d.slip);
  visit(Choice{table + "pars_defect", config::kNoYes, "Slip with a defect of the pars", "house"},
        d.parsDefect);
}

/// Keys such as vertebra.l4.canal_depth. The ends: no stature and sex makes of them what nobody has
/// (tests/operation/random_patient_sizes_test.cpp).
template <class Scale, class Visit>
void fieldsOfVertebra(Scale& s, std::string_view vertebra, Visit&& visit) {
  using config::Number;
  const std::string table = "vertebra." + std::string(vertebra) + ".";
  visit(Number{table + "width", "", 0.9, 1.1, "Body width against the mean's", "house"}, s.width);
  visit(Number{table + "depth", "", 0.92, 1.1, "Body depth against the mean's", "house"}, s.depth);
  visit(Number{table + "height", "", 0.96, 1.04, "Body height against the mean's", "house"},
        s.height);
  visit(Number{table + "canal_width", "", 0.85, 1.2, "Canal width against the mean's", "house"},
        s.canalWidth);
  visit(Number{table + "canal_depth", "", 0.75, 1.2, "Canal depth against the mean's", "house"},
        s.canalDepth);
}

/// The default patient's: L4-L5.
std::array<anatomy::LevelDisease, anatomy::kLevelCount> defaultDisease();

/// Everything a case file may say; each number declared once, here.
struct CaseParameters {
  std::string title = "L4-L5, ligamentum flavum hypertrophy";
  anatomy::Level level = anatomy::Level::kL4L5;
  anatomy::Side side = anatomy::Side::kLeft;
  std::array<anatomy::LevelDisease, anatomy::kLevelCount> disease = defaultDisease();
  anatomy::Sex sex = anatomy::Sex::kMean;
  double stature_cm = 170.0;
  double lordosis_deg = 0.0;
  std::array<anatomy::VertebraScale, anatomy::kVertebraCount - 1> scale{};
  double skinToLamina_mm = 42.0;
  double subcutaneousFat_mm = 14.0;
  double contrastVolume_mL = 3.0;
  double iodine_mg_per_mL = fluoro::kTabulatedIodine_mg_per_mL;
  double tubeVoltage_kV = 75.0;
  double copperFilter_mm = 0.1;
  double detectorDose_nGy = fluoro::kDetectorDoses_nGy[1];
  std::shared_ptr<const anatomy::OwnBones> own;  // imported; no field of a case file

  bool operator==(const CaseParameters&) const = default;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    using config::Choice;
    using config::Number;
    visit(config::Text{"case.title", 80, "Title", "house"}, self.title);
    visit(Choice{"plan.level", anatomy::kLevelNames, "Level to treat", "house"}, self.level);
    visit(Choice{"plan.side", kSideNames, "Side to treat", "house"}, self.side);
    for (std::size_t l = 0; l < self.disease.size(); ++l)
      fieldsOfLevel(self.disease[l], kLevelKeys[l], visit);
    visit(Choice{"patient.sex", anatomy::kSexNames, "Sex: mean, female or male sizes", "house"},
          self.sex);
    visit(Number{"patient.stature_cm", "cm", 140.0, 200.0, "Stature", "house"}, self.stature_cm);
    visit(Number{"patient.lordosis_deg", "deg", -20.0, 20.0, "Lordosis L1-S1 added to the mean's",
                 "house"},
          self.lordosis_deg);
    for (std::size_t v = 0; v < self.scale.size(); ++v)
      fieldsOfVertebra(self.scale[v], kVertebraKeys[v], visit);
    visit(Number{"patient.skin_to_lamina_mm", "mm", 25.0, 80.0,
                 "Depth of the lamina under the skin, perpendicular", "lee2004"},
          self.skinToLamina_mm);
    visit(Number{"patient.subcutaneous_fat_mm", "mm", 3.0, 45.0, "Fat under the skin of the back",
                 "house"},
          self.subcutaneousFat_mm);
    visit(
        Number{"plan.contrast_volume_mL", "mL", 0.5, 10.0, "Contrast for one epidurogram", "house"},
        self.contrastVolume_mL);
    visit(Number{"plan.contrast_iodine_mg_ml", "mg/mL", 140.0, 350.0,
                 "Iodine in the contrast medium", "house"},
          self.iodine_mg_per_mL);
    visit(Number{"fluoroscope.tube_voltage_kV", "kV", 60.0, 110.0, "Tube voltage", "boone1993"},
          self.tubeVoltage_kV);
    visit(Number{"fluoroscope.copper_filter_mm", "mm", 0.0, 0.6, "Copper filter", "house"},
          self.copperFilter_mm);
    visit(Number{"fluoroscope.detector_dose_nGy", "nGy", fluoro::kLeastDetectorDose_nGy,
                 fluoro::kMostDetectorDose_nGy, "Air kerma at the detector in a pulse, at first",
                 "boone1993"},
          self.detectorDose_nGy);
  }
};

/// Refuses what no patient has: a slip beyond grade 1 of an arch that is whole.
/// \param where   tells a key's "file:line", or "--set"
/// Throws: config::Error
void checkTogether(const CaseParameters& parameters,
                   const std::function<std::string(std::string_view key)>& where);

/// What a case says about the spine.
anatomy::SpineParameters spineParameters(const CaseParameters& parameters);

/// What lies behind a patient's sac in health and along the roots, which contrast meets.
struct EpiduralFat {
  std::shared_ptr<const std::vector<float>> healthyWall_mm;  // thecal_sac::healthyWalls_mm()
  fluoro::FatPattern pattern;
  std::vector<fluoro::ContrastLayer::Sleeve> sleeves;  // of the roots, as thecal_sac::nervesOf()
};

/// A case ready to be operated on; large, shared, never copied.
class Case {
 public:
  /// \param bakedBase  what the build sampled for the default case, used where it fits
  explicit Case(const CaseParameters& parameters, const std::filesystem::path& bakedBase = {});
  /// A case that has from another one what is the same for both: a side or a build costs nothing.
  Case(const CaseParameters& parameters, const Case& like);
  Case(const Case&) = delete;
  Case& operator=(const Case&) = delete;

  const CaseParameters& parameters() const { return parameters_; }
  anatomy::Level level() const { return parameters_.level; }
  anatomy::Side side() const { return parameters_.side; }
  const anatomy::Spine& spine() const { return *spine_; }
  /// Whether a level can be cut and changes with severity: the planned one, and every other with a
  /// disease that grows.
  bool isLive(anatomy::Level l) const { return base_[static_cast<std::size_t>(l)] != nullptr; }
  /// What was given of the planned level.
  const tissue::Base& base() const { return *base_[static_cast<std::size_t>(level())]; }
  /// What was given of a live level.
  const tissue::Base& base(anatomy::Level l) const { return *base_[static_cast<std::size_t>(l)]; }
  /// What was given of every live level.
  tissue::Bases bases() const;
  const fluoro::Beam& beam() const { return beam_; }
  /// Made when it is first asked for, by any thread. Cost: 100 ms, then nothing
  const EpiduralFat& epiduralFat() const;

 private:
  CaseParameters parameters_;
  std::shared_ptr<const anatomy::Spine> spine_;
  std::array<std::shared_ptr<const tissue::Base>, anatomy::kLevelCount> base_;  // null: not live
  fluoro::Beam beam_;
  mutable std::once_flag fatIsMade_;
  mutable EpiduralFat fat_;

  void sampleLevels(const std::filesystem::path& baked);
};

/// Reads a case file. Throws: config::Error with file, line, key, found and expected.
CaseParameters readCase(const std::filesystem::path& file);

/// Writes a case file with every parameter, so that it means the same whatever becomes of the
/// defaults. Throws: config::Error when it cannot be written
void writeCase(const std::filesystem::path& file, const CaseParameters& parameters);

}  // namespace unkink::operation
