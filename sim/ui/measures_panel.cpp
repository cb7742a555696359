// Numbers with their units, each read in the posture and load that it was measured in.
#include "fluoro/scatter.hpp"
#include "thecal_sac/pressure.hpp"
#include "thecal_sac/sections.hpp"
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/words.hpp"

#include <algorithm>

namespace unkink::ui {
namespace {

// Source: [steurer2011] [schizas2010] a sac area below 100 mm2 counts as narrow, below 75 mm2 as
// severe
constexpr double kNarrow_mm2 = 100.0, kSevere_mm2 = 75.0;
constexpr double kGaugeEnd_mm2 = 200.0;

Paint bandColour(double area_mm2) {
  return area_mm2 < kSevere_mm2 ? kBad : area_mm2 < kNarrow_mm2 ? kCare : kGood;
}

const char* bandWord(double area_mm2) {
  return area_mm2 < kSevere_mm2   ? "below_75"
         : area_mm2 < kNarrow_mm2 ? "below_100"
                                  : "above_cut_offs";
}

void row(const char* label, const std::string& value) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::PushTextWrapPos(0.0f);
  ImGui::TextColored(vec4(kMuted), "%s", label);
  ImGui::PopTextWrapPos();
  ImGui::TableNextColumn();
  const float slack = ImGui::GetContentRegionAvail().x - ImGui::CalcTextSize(value.c_str()).x;
  if (slack > 0.0f) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + slack);
  ImGui::TextUnformatted(value.c_str());
}

/// The area on a scale from nothing to 200 mm2, with the cut-offs and the healthy area marked.
void gauge(const thecal_sac::SectionMeasure& m, float s) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, height = 12.0f * s;
  const auto x = [&](double area_mm2) {
    return at.x + width * static_cast<float>(std::clamp(area_mm2 / kGaugeEnd_mm2, 0.0, 1.0));
  };
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto zone = [&](double from, double to, const Colour& c) {
    list.AddRectFilled(ImVec2(x(from) + 0.5f * s, at.y), ImVec2(x(to) - 0.5f * s, at.y + height),
                       pack(c, 0.45f), 2.0f * s);
  };
  zone(0.0, kSevere_mm2, kBad);
  zone(kSevere_mm2, kNarrow_mm2, kCare);
  zone(kNarrow_mm2, kGaugeEnd_mm2, kGood);
  list.AddLine(ImVec2(x(m.healthyArea_mm2), at.y), ImVec2(x(m.healthyArea_mm2), at.y + height),
               pack(kText, 0.8f), 1.5f * s);
  const float now = x(m.area_mm2);
  list.AddRectFilled(ImVec2(now - 2.5f * s, at.y - 3.0f * s),
                     ImVec2(now + 2.5f * s, at.y + height + 3.0f * s), pack(kText), 2.0f * s);
  ImGui::Dummy(ImVec2(width, height + 4.0f * s));
}

std::string with(const Shown& shown, double value, int decimals, const char* unit) {
  return decimal(value, decimals) + " " + word(shown, unit);
}

/// Small volumes in mm3, larger ones in mL.
std::string volume(double mm3) {
  return mm3 < 1000.0 ? decimal(mm3, 0) + " mm³" : decimal(mm3 / 1000.0, 2) + " mL";
}

void canal(const Shown& shown, const thecal_sac::SectionMeasure& m, float s) {
  row(word(shown, "room"), decimal(100.0 * thecal_sac::roomOf(m), 0) + " %");
  row(word(shown, "sac_area"), with(shown, m.area_mm2, 1, "unit_mm2"));
  if (shown.scene.untouchedArea_mm2 > 0.0)
    row(word(shown, "untouched"), with(shown, shown.scene.untouchedArea_mm2, 1, "unit_mm2"));
  row(word(shown, "healthy"), with(shown, m.healthyArea_mm2, 1, "unit_mm2"));
  ImGui::EndTable();
  gauge(m, s);
  wrapped(word(shown, bandWord(m.area_mm2)), Type::kBody, bandColour(m.area_mm2));
  // else areas would seem to drift while the patient lies still
  if (shown.state.contrast.roomKey() != 0) muted(word(shown, "dye_takes_room"));
  muted(word(shown, "cut_offs"));
}

void pressure(const Shown& shown, double area_mm2) {
  using thecal_sac::Perfusion;
  const double p = thecal_sac::rootPressure_mmHg(area_mm2);
  row(word(shown, "canal_pressure"), with(shown, p, 0, "unit_mmhg"));
  ImGui::EndTable();
  switch (thecal_sac::perfusion(p)) {
    case Perfusion::kFree:
      wrapped(word(shown, "flow_free"), Type::kSmall, kGood);
      break;
    case Perfusion::kVenulesClosed:
      wrapped(word(shown, "flow_venules"), Type::kSmall, kCare);
      break;
    case Perfusion::kCapillariesClosed:
      wrapped(word(shown, "flow_capillaries"), Type::kSmall, kBad);
      break;
  }
}

void taken(const Shown& shown) {
  const operation::Removed& r = shown.state.removed;
  row(word(shown, "ligament_removed"), volume(r.ligament_mm3));
  row(word(shown, "bone_removed"), volume(r.bone_mm3));
}

void dose(const Shown& shown) {
  const fluoro::Dose& d = shown.state.dose;
  row(word(shown, "fluoroscopy_time"), with(shown, d.fluoroscopyTime_s, 1, "unit_s"));
  row(word(shown, "exposures"), std::to_string(d.exposures));
  row(word(shown, "air_kerma"), with(shown, d.referenceAirKerma_mGy, 2, "unit_mgy"));
  row(word(shown, "kap"), with(shown, d.kermaAreaProduct_Gycm2, 3, "unit_gycm2"));
  row(word(shown, "operator_dose"),
      with(shown, fluoro::operatorScatter_uGy(d.kermaAreaProduct_Gycm2, 1.0), 1, "unit_usv"));
}

/// What the hand feels at the needle, and what it has given.
void needle(const Shown& shown) {
  const operation::Needle& n = shown.state.needle;
  if (!n.placed) return;
  row(word(shown, "needle_resistance"), decimal(100.0 * n.resistance, 0) + " %");
  row(word(shown, "contrast_given"), decimal(n.injected_mL, 1) + " mL");
}

std::string bothSides(const std::array<double, 2>& sides, int decimals) {
  return decimal(sides[0], decimals) + " / " + decimal(sides[1], decimals);
}

bool beginTable(const char* id) {
  if (!ImGui::BeginTable(id, 2)) return false;
  ImGui::TableSetupColumn("label", ImGuiTableColumnFlags_WidthStretch, 1.25f);
  ImGui::TableSetupColumn("value", ImGuiTableColumnFlags_WidthStretch, 1.0f);
  return true;
}

/// What the slice that is looked at measures; folded away until it is wanted.
void thisSlice(const Shown& shown) {
  const view::Slice& slice = shown.scene.slice;
  const bool clinical = shown.presentation.voice == view::Voice::kClinical;
  if (slice.surfaces.empty() || !clinical) return;
  if (!ImGui::CollapsingHeader(word(shown, "slice_this"))) return;
  const thecal_sac::SliceMeasure& m = slice.measure;
  if (!beginTable("slice")) return;
  const double at = shown.presentation.slice.axial_mm;
  row(word(shown, "slice_axial"), (at > 0.0 ? "+" : "") + with(shown, at, 1, "unit_mm"));
  row(word(shown, "sac_area"), with(shown, m.sacArea_mm2, 1, "unit_mm2"));
  row(word(shown, "sac_ap"), with(shown, m.sacAp_mm, 1, "unit_mm"));
  row(word(shown, "sac_width"), with(shown, m.sacWidth_mm, 1, "unit_mm"));
  row(word(shown, "slice_perimeter"),
      decimal(m.sacPerimeter_mm, 1) + " (" + decimal(m.sacConvexPerimeter_mm, 1) + ")");
  row(word(shown, "slice_canal"), with(shown, m.canalArea_mm2, 0, "unit_mm2"));
  row(word(shown, "slice_flavum_mid"), bothSides(slice.midFlavum_mm, 1) + " mm");
  row(word(shown, "slice_flavum"), bothSides(m.flavumThickness_mm, 1) + " mm");
  row(word(shown, "slice_flavum_mean"), bothSides(m.flavumMean_mm, 1) + " mm");
  row(word(shown, "slice_flavum_area"), bothSides(m.flavumArea_mm2, 0) + " mm\u00b2");
  row(word(shown, "slice_fat"), with(shown, m.fatDepth_mm, 1, "unit_mm"));
  ImGui::EndTable();
  wrapped(word(shown, bandWord(m.sacArea_mm2)), Type::kSmall, bandColour(m.sacArea_mm2));
  muted(word(shown, "slice_trial_threshold"));
  muted(word(shown, "slice_sources"));
}

}  // namespace

void measuresPage(const Shown& shown, float scale) {
  const operation::State& state = shown.state;
  const thecal_sac::SectionMeasure m = thecal_sac::measureLevel(
      shown.theCase.spine(), state.freeSpace.frames, state.sac, shown.theCase.level());
  const auto level = static_cast<std::size_t>(shown.theCase.level());
  wrapped((std::string(anatomy::kLevelNames[level]) + ". " + word(shown, "measured_in") + ": " +
           postureInWords(shown))
              .c_str(),
          Type::kSmall, kAccent);
  if (beginTable("canal")) canal(shown, m, scale);
  if (beginTable("sizes")) {
    row(word(shown, "sac_ap"), with(shown, m.apDiameter_mm, 1, "unit_mm"));
    row(word(shown, "sac_width"), with(shown, m.width_mm, 1, "unit_mm"));
    pressure(shown, m.area_mm2);
  }
  if (beginTable("taken")) {
    taken(shown);
    needle(shown);
    dose(shown);
    ImGui::EndTable();
  }
  thisSlice(shown);
}

}  // namespace unkink::ui
