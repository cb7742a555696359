// Making a case ready: the spine from its parameters, the live level sampled, the beam computed.
#include "operation/case.hpp"

#include "anatomy/meshes.hpp"
#include "config/error.hpp"
#include "config/value.hpp"
#include "math/hash.hpp"
#include "thecal_sac/fat_mesh.hpp"
#include "thecal_sac/nerves.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

namespace unkink::operation {

anatomy::SpineParameters spineParameters(const CaseParameters& p) {
  anatomy::SpineParameters spine;
  spine.disease = p.disease;
  spine.sex = p.sex;
  spine.stature_cm = p.stature_cm;
  spine.lordosis_deg = p.lordosis_deg;
  spine.scale = p.scale;
  spine.skinToLamina_mm = p.skinToLamina_mm;
  spine.subcutaneousFat_mm = p.subcutaneousFat_mm;
  spine.own = p.own;
  return spine;
}

namespace {

fluoro::Beam beamOf(const CaseParameters& p) {
  return fluoro::makeBeam({p.tubeVoltage_kV, p.copperFilter_mm, p.iodine_mg_per_mL});
}

}  // namespace

std::array<anatomy::LevelDisease, anatomy::kLevelCount> defaultDisease() {
  std::array<anatomy::LevelDisease, anatomy::kLevelCount> disease;
  anatomy::LevelDisease& d = disease[static_cast<std::size_t>(anatomy::Level::kL4L5)];
  d.ligamentThickening_mm = {1.75, 1.75};
  d.facetHypertrophy_mm = {1.15, 1.15};
  d.discBulge_mm = 3.35;
  d.discHeightLoss = 0.15;
  return disease;
}

Case::Case(const CaseParameters& parameters, const std::filesystem::path& bakedBase)
    : parameters_(parameters),
      spine_(std::make_shared<anatomy::Spine>(spineParameters(parameters))),
      beam_(beamOf(parameters)) {
  sampleLevels(bakedBase);
}

Case::Case(const CaseParameters& parameters, const Case& like)
    : parameters_(parameters), spine_(like.spine_), beam_(beamOf(parameters)) {
  const anatomy::SpineParameters wanted = spineParameters(parameters);
  if (!(wanted == like.spine().parameters()))
    spine_ = std::make_shared<anatomy::Spine>(wanted, like.spine());
  // what is sampled of a level does not depend on skin and fat
  if (anatomy::fingerprint(wanted) == anatomy::fingerprint(like.spine().parameters()))
    base_ = like.base_;
  sampleLevels({});
}

void Case::sampleLevels(const std::filesystem::path& baked) {
  for (std::size_t l = 0; l < base_.size(); ++l) {
    const auto at = static_cast<anatomy::Level>(l);
    const bool planned = at == level();
    if (!planned && !parameters_.disease[l].grows())
      base_[l].reset();
    else if (!base_[l])
      base_[l] = std::make_shared<tissue::Base>(*spine_, at, anatomy::kLatticeSpacing_mm,
                                                planned ? baked : std::filesystem::path{});
  }
}

namespace {

/// Ways out along the roots, some wider than others.
std::vector<fluoro::ContrastLayer::Sleeve> sleevesOf(const anatomy::Spine& spine) {
  constexpr units::Deg kLeaves{62.0};  // from dorsal, of the layer's way to the root; house
  constexpr double kNarrow_mm = 0.1, kWide_mm = 0.5;
  const thecal_sac::Frames frames = thecal_sac::sectionFrames(spine, spine.bend(0.0, false));
  std::vector<fluoro::ContrastLayer::Sleeve> sleeves;
  for (const thecal_sac::Nerve& nerve : thecal_sac::nervesOf(spine)) {
    const auto at =
        std::ranges::find_if(frames, [&](const auto& f) { return f.arc_mm >= nerve.exitArc_mm; });
    const auto station = std::min<std::ptrdiff_t>(at - frames.begin(), std::ssize(frames) - 2);
    math::Hash hash;
    hash.add(anatomy::fingerprint(spine.parameters()));
    hash.add(nerve.pair);
    hash.add(nerve.side);
    hash.add(0);
    const double width = static_cast<double>(hash.value() % 1024) / 1023.0;
    const double gap_mm = std::lerp(kNarrow_mm, kWide_mm, width);
    sleeves.push_back(
        {static_cast<int>(station),
         fluoro::ContrastLayer::cellAt(units::Deg(anatomy::sign(nerve.side) * kLeaves.value)),
         gap_mm, thecal_sac::sleeveVolume_mm3(nerve, gap_mm, 1.0)});
  }
  return sleeves;
}

}  // namespace

const EpiduralFat& Case::epiduralFat() const {
  std::call_once(fatIsMade_, [&] {
    fat_.healthyWall_mm =
        std::make_shared<const std::vector<float>>(thecal_sac::healthyWalls_mm(*spine_));
    fat_.pattern = fluoro::fatPattern(static_cast<int>(spine_->canal().size()) - 1,
                                      anatomy::fingerprint(spine_->parameters()));
    fat_.sleeves = sleevesOf(*spine_);
  });
  return fat_;
}

tissue::Bases Case::bases() const {
  tissue::Bases bases;
  for (std::size_t l = 0; l < bases.size(); ++l) bases[l] = base_[l].get();
  return bases;
}

void checkTogether(const CaseParameters& parameters,
                   const std::function<std::string(std::string_view key)>& where) {
  for (std::size_t l = 0; l < parameters.disease.size(); ++l) {
    const anatomy::LevelDisease& d = parameters.disease[l];
    if (d.parsDefect || d.slip <= anatomy::kGradeOneSlip) continue;
    const std::string key = "disease." + std::string(kLevelKeys[l]) + ".slip";
    config::fail(where(key), key,
                 "found " + config::formatNumber(d.slip) + ", expected at most " +
                     config::formatNumber(anatomy::kGradeOneSlip) +
                     " (grade 1): grade 2 needs a defect of the pars, disease." +
                     std::string(kLevelKeys[l]) + ".pars_defect = \"yes\"");
  }
}

CaseParameters readCase(const std::filesystem::path& file) {
  CaseParameters parameters;
  config::readFile(file, parameters);
  checkTogether(parameters, [&](std::string_view key) { return config::placeOf(file, key); });
  return parameters;
}

void writeCase(const std::filesystem::path& file, const CaseParameters& parameters) {
  std::ofstream out(file);
  out << "# A case of Unkink: a spine and a plan. It names nobody.\n\n"
      << config::toToml(parameters);
  if (!out.flush())
    throw config::Error(file.string() + ": could not be written; expected a writable file");
}

}  // namespace unkink::operation
