// From a State to the JSON that `unkink measure` prints.
#include "app/measure.hpp"

#include "anatomy/own_bones.hpp"
#include "fluoro/scatter.hpp"
#include "operation/severity_presets.hpp"
#include "thecal_sac/pressure.hpp"
#include "thecal_sac/sections.hpp"
#include "thecal_sac/slice_measures.hpp"
#include "thecal_sac/straw.hpp"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace unkink::app {
namespace {

using Json = nlohmann::ordered_json;
using operation::Case;
using operation::State;

Json section(const thecal_sac::SectionMeasure& m) {
  return {{"area_mm2", m.area_mm2},
          {"healthy_area_mm2", m.healthyArea_mm2},
          {"ap_diameter_mm", m.apDiameter_mm},
          {"width_mm", m.width_mm},
          {"perimeter_mm", m.perimeter_mm},
          {"convex_perimeter_mm", m.convexPerimeter_mm},
          {"root_pressure_mmHg", thecal_sac::rootPressure_mmHg(m.area_mm2)}};
}

Json patient(const State& state) {
  return {{"posture", state.patient.posture},
          {"load", state.patient.standing ? "standing" : "lying"},
          {"severity", state.patient.severity}};
}

/// Which published cut-offs an area falls below. The limits are those of the measures panel.
Json band(double area_mm2) {
  return {{"below_100_mm2", area_mm2 < 100.0},
          {"below_75_mm2", area_mm2 < 75.0},
          {"sources", {"steurer2011", "schizas2010"}}};
}

Json bothSides(const std::array<double, 2>& sides) {
  return {{"left", sides[0]}, {"right", sides[1]}};
}

/// One axial slice; \param treated  its level's ligament is followed bite by bite
Json slice(const tissue::Body& body, const State& state, anatomy::Level level, double offset_mm,
           bool treated) {
  const thecal_sac::SliceMeasure m =
      thecal_sac::measureSlice(body, state.freeSpace.frames, state.sac,
                               thecal_sac::axialPlane(body.spine(), state.bend, level, offset_mm));
  Json json{{"offset_mm", offset_mm},
            {"posture", state.patient.posture},
            {"load", state.patient.standing ? "standing" : "lying"},
            {"sac_area_mm2", m.sacArea_mm2},
            {"sac_ap_mm", m.sacAp_mm},
            {"sac_width_mm", m.sacWidth_mm},
            {"sac_perimeter_mm", m.sacPerimeter_mm},
            {"sac_convex_perimeter_mm", m.sacConvexPerimeter_mm},
            {"canal_area_mm2", m.canalArea_mm2},
            {"band", band(m.sacArea_mm2)}};
  if (!treated) return json;
  json["flavum_thickness_mm"] = bothSides(m.flavumThickness_mm);
  json["flavum_mean_mm"] = bothSides(m.flavumMean_mm);
  json["flavum_area_mm2"] = bothSides(m.flavumArea_mm2);
  json["fat_depth_mm"] = m.fatDepth_mm;
  return json;
}

/// Slices of the live levels every 3 mm, and one through each other disc.
Json slices(const Case& theCase, const State& state) {
  constexpr int kReach = 3;
  constexpr double kStep_mm = 3.0;
  const tissue::Body body = operation::bodyOf(theCase, state);
  Json all = Json::object();
  for (int l = 0; l < anatomy::kLevelCount; ++l) {
    const auto level = static_cast<anatomy::Level>(l);
    const bool live = theCase.isLive(level);
    Json list = Json::array();
    for (int n = live ? -kReach : 0; n <= (live ? kReach : 0); ++n)
      list.push_back(slice(body, state, level, kStep_mm * n, live));
    all[std::string(anatomy::kLevelNames[static_cast<std::size_t>(l)])] = list;
  }
  return all;
}

/// The treated level's ligament against the trials' threshold, and the grade it was set up by.
Json ligament(const Case& theCase, const State& state) {
  constexpr double kTrialThreshold_mm = 2.5;  // Source: [nct00749073]
  const auto thickness = thecal_sac::midFlavumThickness_mm(operation::bodyOf(theCase, state));
  Json json{{"thickness_mm", bothSides(thickness)},
            {"above_2.5_mm", std::max(thickness[0], thickness[1]) > kTrialThreshold_mm},
            {"source", "nct00749073"},
            {"schizas", nullptr}};
  const auto level = static_cast<std::size_t>(theCase.level());
  for (const operation::SeverityPreset& p : operation::severityPresets())
    if (p.disease[level] == theCase.parameters().disease[level])
      json["schizas"] = {{"grade", p.name}, {"at_severity", 1}, {"source", "schizas2010"}};
  return json;
}

Json levels(const Case& theCase, const State& state) {
  Json all = Json::object();
  for (int n = 0; n < anatomy::kLevelCount; ++n)
    all[std::string(anatomy::kLevelNames[static_cast<std::size_t>(n)])] =
        section(thecal_sac::measureLevel(theCase.spine(), state.freeSpace.frames, state.sac,
                                         static_cast<anatomy::Level>(n)));
  return all;
}

Json narrowest(const std::vector<thecal_sac::SectionMeasure>& profile) {
  const thecal_sac::SectionMeasure at = thecal_sac::narrowestOf(profile);
  Json json = section(at);
  json["station"] = at.station;
  json["centroid_mm"] = {at.centroid.x, at.centroid.y, at.centroid.z};
  return json;
}

Json straw(const Case& theCase, const State& state) {
  const thecal_sac::Straw s =
      thecal_sac::levelStraw(theCase.spine(), state.freeSpace.frames, state.sac, theCase.level());
  return {{"narrowest_bore", s.narrowestBore}, {"flow", s.flow}};
}

Json removed(const State& state) {
  return {{"bone_mm3", state.removed.bone_mm3},
          {"ligament_mm3", state.removed.ligament_mm3},
          {"bites", state.removed.bites}};
}

/// What is left of each channel of the live volumes, all levels together.
Json remaining(const Case& theCase, const State& state) {
  const tissue::Body body = operation::bodyOf(theCase, state);
  std::array<double, tissue::kCuttableCount> sum{};
  for (int l = 0; l < anatomy::kLevelCount; ++l)
    if (const auto level = static_cast<anatomy::Level>(l); theCase.isLive(level))
      for (std::size_t c = 0; c < sum.size(); ++c)
        sum[c] += body.at(level).volume_mm3(static_cast<tissue::Channel>(c));
  return {{"upper_bone_mm3", sum[0]}, {"lower_bone_mm3", sum[1]}, {"ligament_mm3", sum[2]}};
}

/// Null where the instrument is not in.
Json toDura(const State& state, bool placed, const math::Vec3& tip) {
  if (!placed) return nullptr;
  return thecal_sac::distance(state.freeSpace.frames, state.sac, tip);
}

Json distances(const State& state) {
  return {{"portal_tip_to_dura_mm", toDura(state, state.portal.placed, state.portal.tip())},
          {"needle_tip_to_dura_mm", toDura(state, state.needle.placed, state.needle.tip())}};
}

/// Angles and distances as DICOM has them: (0018,1510), (0018,1511), (0018,1110), (0018,1111).
Json cArm(const State& state) {
  const fluoro::CArm& arm = state.cArm.now;
  const fluoro::Angles angles = fluoro::positionerAngles(arm);
  return {{"positioner_primary_angle_deg", angles.primary.value},
          {"positioner_secondary_angle_deg", angles.secondary.value},
          {"swivel_deg", arm.swivel.value},
          {"distance_source_to_detector_mm", arm.sourceToDetector_mm},
          {"distance_source_to_isocentre_mm", arm.sourceToIsocentre_mm},
          {"field_mm", arm.fieldOfView_mm},
          {"open_field_mm2", fluoro::openArea_mm2(arm.collimator, arm.fieldOfView_mm)}};
}

Json dose(const State& state) {
  return {{"fluoroscopy_time_s", state.dose.fluoroscopyTime_s},
          {"exposures", state.dose.exposures},
          {"reference_air_kerma_mGy", state.dose.referenceAirKerma_mGy},
          {"kerma_area_product_Gycm2", state.dose.kermaAreaProduct_Gycm2},
          {"operator_scatter_at_1m_uGy",
           fluoro::operatorScatter_uGy(state.dose.kermaAreaProduct_Gycm2, 1.0)}};
}

/// Every push on the dura, with how far and how hard.
Json onDura(const State& state) {
  Json pushes = Json::array();
  for (const operation::Event& e : state.events)
    if (e.kind == operation::EventKind::kDuraTouched)
      pushes.push_back({{"tick", e.tick}, {"depth_mm", e.values[0]}, {"force_N", e.values[1]}});
  return pushes;
}

Json events(const State& state) {
  Json counts = Json::object();
  for (const operation::Event& e : state.events) {
    const std::string name(operation::kEventNames[static_cast<std::size_t>(e.kind)]);
    counts[name] = counts.value(name, 0) + 1;
  }
  return {{"count", state.events.size()}, {"by_kind", counts}, {"on_dura", onDura(state)}};
}

/// What there is of misplaced contrast, by where it is.
Json misplaced(const State& state) {
  Json all = Json::object();
  for (const fluoro::Deposit& d : state.stray.deposits) {
    const std::string name(fluoro::kContrastPlaceNames[static_cast<std::size_t>(d.place)]);
    all[name] = all.value(name, 0.0) + d.volume_mL;
  }
  return all;
}

/// What of the spine is the patient's own, and what is the model's.
Json structures(const Case& theCase) {
  Json patients = Json::object(), models = Json::array();
  for (const auto& origin : anatomy::originsOf(theCase.parameters().own.get()))
    if (origin.bone)
      patients[origin.name] = {{"fit_residual_mm", origin.bone->residual_mm},
                               {"triangles", origin.bone->triangles},
                               {"holes_closed", origin.bone->holesClosed}};
    else
      models.push_back(origin.name);
  return {{"patient", patients}, {"model", models}};
}

}  // namespace

std::string hexadecimal(std::uint64_t value) {
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(value));
  return digits;
}

std::string measuresAsJson(const Case& theCase, const State& state, int stage) {
  const auto profile =
      thecal_sac::levelledProfile(theCase.spine(), state.freeSpace.frames, state.sac);
  Json json{{"stage", stage},
            {"tick", state.tick},
            {"procedure_time_s", state.procedureTime_s},
            {"level", anatomy::kLevelNames[static_cast<std::size_t>(theCase.level())]},
            {"side", operation::kSideNames[static_cast<std::size_t>(theCase.side())]},
            {"patient", patient(state)},
            {"structures", structures(theCase)},
            {"levels", levels(theCase, state)},
            {"slices", slices(theCase, state)},
            {"ligamentum_flavum", ligament(theCase, state)},
            {"narrowest", narrowest(profile)},
            {"straw", straw(theCase, state)},
            {"removed", removed(state)},
            {"remaining", remaining(theCase, state)},
            {"distances", distances(state)},
            {"contrast_volume_mL", state.contrast.volume_mL()},
            {"contrast_given_mL", state.needle.injected_mL},
            {"contrast_misplaced_mL", misplaced(state)},
            {"needle_resistance", state.needle.resistance},
            {"c_arm", cArm(state)},
            {"dose", dose(state)},
            {"dura_torn", state.duraTorn},
            {"events", events(state)},
            {"hash", hexadecimal(operation::hash(state))}};
  return json.dump(2);
}

}  // namespace unkink::app
