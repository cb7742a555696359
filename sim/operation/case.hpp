// The given: one patient, the disease at its end point, and the plan. Const once made.
#pragma once

#include "anatomy/spine.hpp"
#include "config/field.hpp"
#include "fluoro/beam.hpp"
#include "tissue/base.hpp"

#include <filesystem>
#include <string>

namespace unkink::operation {

inline constexpr std::string_view kSideNames[] = {"left", "right"};

/// Everything a case file may say; each number declared once, here.
struct CaseParameters {
  std::string title = "L4-L5, ligamentum flavum hypertrophy";
  anatomy::Level level = anatomy::Level::kL4L5;
  anatomy::Side side = anatomy::Side::kLeft;
  double ligamentThickening_mm = 1.85;
  double discBulge_mm = 2.0;
  double discHeightLoss = 0.15;
  double facetHypertrophy_mm = 1.0;
  double skinToLamina_mm = 42.0;
  double subcutaneousFat_mm = 14.0;
  double contrastVolume_mL = 3.0;
  double tubeVoltage_kV = 75.0;
  double copperFilter_mm = 0.1;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    using config::Choice;
    using config::Number;
    visit(config::Text{"case.title", 80, "Title", "house"}, self.title);
    visit(Choice{"plan.level", anatomy::kLevelNames, "Level to treat", "house"}, self.level);
    visit(Choice{"plan.side", kSideNames, "Side to treat", "house"}, self.side);
    visit(Number{"disease.ligament_thickening_mm", "mm", 0.0, 5.0,
                 "Ligamentum flavum: thickness added at severity 1", "jang2023"},
          self.ligamentThickening_mm);
    visit(Number{"disease.disc_bulge_mm", "mm", 0.0, 5.0, "Disc bulge into the canal at severity 1",
                 "house"},
          self.discBulge_mm);
    visit(Number{"disease.disc_height_loss", "", 0.0, 0.5, "Disc height lost at severity 1 (share)",
                 "house"},
          self.discHeightLoss);
    visit(Number{"disease.facet_hypertrophy_mm", "mm", 0.0, 3.0,
                 "Bone added around the facet joints at severity 1", "house"},
          self.facetHypertrophy_mm);
    visit(Number{"patient.skin_to_lamina_mm", "mm", 25.0, 80.0,
                 "Depth of the lamina under the skin, perpendicular", "lee2004"},
          self.skinToLamina_mm);
    visit(Number{"patient.subcutaneous_fat_mm", "mm", 3.0, 45.0, "Fat under the skin of the back",
                 "house"},
          self.subcutaneousFat_mm);
    visit(
        Number{"plan.contrast_volume_mL", "mL", 0.5, 10.0, "Contrast for one epidurogram", "house"},
        self.contrastVolume_mL);
    visit(Number{"fluoroscope.tube_voltage_kV", "kV", 60.0, 110.0, "Tube voltage", "boone1993"},
          self.tubeVoltage_kV);
    visit(Number{"fluoroscope.copper_filter_mm", "mm", 0.0, 0.6, "Copper filter", "house"},
          self.copperFilter_mm);
  }
};

/// A case ready to be operated on; large, shared, never copied.
class Case {
 public:
  /// \param bakedBase  what the build sampled for the default case, used where it fits
  explicit Case(const CaseParameters& parameters, const std::filesystem::path& bakedBase = {});
  Case(const Case&) = delete;
  Case& operator=(const Case&) = delete;

  const CaseParameters& parameters() const { return parameters_; }
  anatomy::Level level() const { return parameters_.level; }
  anatomy::Side side() const { return parameters_.side; }
  const anatomy::Spine& spine() const { return spine_; }
  const tissue::Base& base() const { return base_; }
  const fluoro::Beam& beam() const { return beam_; }

 private:
  CaseParameters parameters_;
  anatomy::Spine spine_;
  tissue::Base base_;
  fluoro::Beam beam_;
};

/// Reads a case file. Throws: config::Error with file, line, key, found and expected.
CaseParameters readCase(const std::filesystem::path& file);

}  // namespace unkink::operation
