// The C-arm's controls: field, collimator, swivel, monitor, pedal; and the dose so far.
#include "fluoro/scatter.hpp"
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace unkink::ui {
namespace {

using operation::command;
using operation::Verb;

/// A slider in a share of the row that carries its name inside. \return the value where it moved
std::optional<double> slider(const Shown& shown, const char* key, const char* unit, double now,
                             double least, double most, float width) {
  auto value = static_cast<float>(now);
  const std::string format = std::string(word(shown, key)) + " %.0f" + unit;
  ImGui::PushID(key);
  ImGui::SetNextItemWidth(width);
  const bool moved =
      ImGui::SliderFloat("##value", &value, static_cast<float>(least), static_cast<float>(most),
                         format.c_str(), ImGuiSliderFlags_AlwaysClamp);
  ImGui::PopID();
  if (!moved) return std::nullopt;
  return std::clamp(static_cast<double>(value), least, most);
}

float share(int parts) {
  const float gap = ImGui::GetStyle().ItemInnerSpacing.x;
  const auto n = static_cast<float>(parts);
  return std::floor((ImGui::GetContentRegionAvail().x - gap * (n - 1.0f)) / n);
}

void beside() { ImGui::SameLine(0.0f, ImGui::GetStyle().ItemInnerSpacing.x); }

void field(const Shown& shown, UiOutput& output) {
  std::array<const char*, fluoro::kFields_mm.size()> names{};
  int chosen = -1;
  for (std::size_t n = 0; n < names.size(); ++n) {
    names[n] = word(shown, "carm_field_" + std::to_string(n));
    if (shown.state.cArm.now.fieldOfView_mm == fluoro::kFields_mm[n]) chosen = static_cast<int>(n);
  }
  const int pressed = choiceRow(names.data(), static_cast<int>(names.size()), chosen);
  if (pressed >= 0)
    output.commands.push_back(
        command(Verb::kCArmField, fluoro::kFields_mm[static_cast<std::size_t>(pressed)]));
}

/// What a pulse gives the detector: more is less noise.
void detectorDose(const Shown& shown, UiOutput& output) {
  std::array<const char*, fluoro::kDetectorDoses_nGy.size()> names{};
  int chosen = -1;
  for (std::size_t n = 0; n < names.size(); ++n) {
    names[n] = word(shown, "carm_dose_" + std::to_string(n));
    if (shown.state.cArm.now.detectorDose_nGy == fluoro::kDetectorDoses_nGy[n])
      chosen = static_cast<int>(n);
  }
  const int pressed = choiceRow(names.data(), static_cast<int>(names.size()), chosen);
  if (pressed >= 0)
    output.commands.push_back(
        command(Verb::kCArmDose, fluoro::kDetectorDoses_nGy[static_cast<std::size_t>(pressed)]));
}

void blades(const Shown& shown, UiOutput& output) {
  const fluoro::Collimator& c = shown.state.cArm.goal.collimator;
  const float third = share(3);
  if (const auto v = slider(shown, "carm_iris", " mm", c.irisRadius_mm, fluoro::kNarrowestIris_mm,
                            fluoro::kWidestIris_mm, third))
    output.commands.push_back(command(Verb::kCArmIris, *v));
  beside();
  if (const auto v = slider(shown, "carm_leaves", " mm", c.leafGap_mm, fluoro::kNarrowestGap_mm,
                            fluoro::kWidestGap_mm, third))
    output.commands.push_back(command(Verb::kCArmLeaves, *v, c.leafTurn.value));
  beside();
  if (const auto v =
          slider(shown, "carm_leaf_turn", "\u00b0", c.leafTurn.value, -90.0, 90.0, third))
    output.commands.push_back(command(Verb::kCArmLeaves, c.leafGap_mm, *v));
}

/// How far the detector is turned from behind the patient towards their left, degrees.
double turnToLeft_deg(const fluoro::CArm& arm) {
  return std::copysign(180.0 - std::abs(arm.primary.value), arm.primary.value);
}

void angles(const Shown& shown, UiOutput& output) {
  constexpr double kMostTurn_deg = 100.0, kMostTilt_deg = 45.0;
  const fluoro::CArm& goal = shown.state.cArm.goal;
  const float third = share(3);
  if (const auto v = slider(shown, "carm_turn", "\u00b0", turnToLeft_deg(goal), -kMostTurn_deg,
                            kMostTurn_deg, third))
    output.commands.push_back(command(Verb::kCArmPrimary, std::copysign(180.0 - std::abs(*v), *v)));
  beside();
  if (const auto v = slider(shown, "carm_tilt", "\u00b0", goal.secondary.value, -kMostTilt_deg,
                            kMostTilt_deg, third))
    output.commands.push_back(command(Verb::kCArmSecondary, *v));
}

void arm(const Shown& shown, UiOutput& output) {
  const fluoro::CArm& goal = shown.state.cArm.goal;
  const float third = share(3);
  if (const auto v = slider(shown, "carm_swivel", "\u00b0", goal.swivel.value,
                            -fluoro::kMostSwivel_deg, fluoro::kMostSwivel_deg, third))
    output.commands.push_back(command(Verb::kCArmSwivel, *v));
  beside();
  if (const auto v = slider(shown, "carm_to_patient", " mm", goal.sourceToIsocentre_mm,
                            fluoro::kLeastToIsocentre_mm, fluoro::kMostToIsocentre_mm, third))
    output.commands.push_back(command(Verb::kCArmDistances, *v, goal.sourceToDetector_mm));
  beside();
  if (const auto v = slider(shown, "carm_to_detector", " mm", goal.sourceToDetector_mm,
                            fluoro::kLeastToDetector_mm, fluoro::kMostToDetector_mm, third))
    output.commands.push_back(command(Verb::kCArmDistances, goal.sourceToIsocentre_mm, *v));
}

/// Table and arm, across, up and along the patient, from where a preset centres.
void centre(const Shown& shown, UiOutput& output) {
  constexpr double kReach_mm = 80.0;
  constexpr std::array<const char*, 3> kKeys{"carm_across", "carm_height", "carm_along"};
  const math::Vec3 home =
      operation::cArmFor(shown.theCase, shown.state, fluoro::View::kAp).isocentre_mm;
  const math::Vec3& goal = shown.state.cArm.goal.isocentre_mm;
  const float third = share(3);
  for (int axis = 0; axis < 3; ++axis) {
    if (axis > 0) beside();
    const auto moved = slider(shown, kKeys[static_cast<std::size_t>(axis)], " mm",
                              goal[axis] - home[axis], -kReach_mm, kReach_mm, third);
    if (!moved) continue;
    math::Vec3 to = goal;
    to[axis] = home[axis] + *moved;
    output.commands.push_back(command(Verb::kCArmCentre, to.x, to.y, to.z));
  }
}

void monitor(const Shown& shown, UiOutput& output) {
  const fluoro::Monitor& m = shown.state.cArm.monitor;
  const float third = share(3);
  const auto turnTo = [&](double turn_deg, bool flipped) {
    output.commands.push_back(command(Verb::kMonitorTurn, turn_deg, flipped ? 1.0 : 0.0));
  };
  if (const auto v = slider(shown, "monitor_turn", "\u00b0", m.turn.value, -180.0, 180.0, third))
    turnTo(*v, m.flipped);
  beside();
  if (choiceButton(word(shown, "monitor_flip"), m.flipped, third)) turnTo(m.turn.value, !m.flipped);
  beside();
  const bool fine = shown.presentation.xRay.fine;
  if (choiceButton(word(shown, "monitor_fine"), fine, third))
    output.change(shown).xRay.fine = !fine;
}

void pulses(const Shown& shown, UiOutput& output) {
  using fluoro::PedalMode;
  const fluoro::Pedal& pedal = shown.state.cArm.pedal;
  const float third = share(3);
  if (const auto v = slider(shown, "pedal_pulses", "/s", pedal.pulsesPerSecond,
                            fluoro::kLeastPulsesPerSecond, fluoro::kMostPulsesPerSecond, third))
    output.commands.push_back(command(Verb::kCArmPulses, std::round(*v)));
  const auto button = [&](const char* key, PedalMode mode) {
    beside();
    const bool on = pedal.mode == mode;
    if (choiceButton(word(shown, key), on, third))
      output.commands.push_back(
          command(Verb::kCArmMode, static_cast<double>(on ? PedalMode::kPulsed : mode)));
  };
  button("pedal_single", PedalMode::kSingleShot);
  button("pedal_continuous", PedalMode::kContinuous);
}

/// The machine in the 3D view, and back to the stage's own.
void machine(const Shown& shown, UiOutput& output) {
  const bool on = shown.presentation.opacity[static_cast<std::size_t>(view::Layer::kCArm)] > 0.0f;
  if (!choiceButton(word(shown, "carm_show"), on, -1.0f)) return;
  if (on) {
    output.stageView = true;
    return;
  }
  output.presentation = view::aroundCArm(shown.theCase, shown.state, output.change(shown));
  output.cameraTaken = true;
}

void dose(const Shown& shown) {
  const operation::State& s = shown.state;
  const fluoro::Dose& d = s.dose;
  const auto with = [&](double value, int decimals, const char* unit) {
    return decimal(value, decimals) + " " + word(shown, unit);
  };
  const double signal = s.cArm.brightness.signal, pulses = 1.0 / s.cArm.pedal.interval_s();
  const double rate = signal <= 0.0 ? 0.0
                                    : fluoro::airKermaRate_mGyPerMin(
                                          fluoro::pulseOutput(signal, s.cArm.now, pulses), pulses);
  wrapped(
      (minutes(d.fluoroscopyTime_s) + ", " + std::to_string(d.exposures) + " " +
       word(shown, "dose_pictures") + ", " + with(d.referenceAirKerma_mGy, 1, "unit_mgy") + " (" +
       with(rate, 1, "unit_mgy_min") + "), " + with(d.kermaAreaProduct_Gycm2, 2, "unit_gycm2"))
          .c_str(),
      Type::kSmall);
  const double scattered_uGy = fluoro::operatorScatter_uGy(d.kermaAreaProduct_Gycm2, 1.0);
  muted((std::string(word(shown, "dose_operator")) + " " + with(scattered_uGy, 1, "unit_usv") +
         ", " + word(shown, "dose_apron") + " " +
         with(scattered_uGy * shown.theCase.beam().behindApron, 2, "unit_usv") + " " +
         word(shown, "dose_operator_how"))
            .c_str());
}

}  // namespace

void cArmPanel(const Shown& shown, const Layout& layout, UiState&, UiOutput& output) {
  const float s = layout.scale;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(8.0f * s, 6.0f * s));
  beginPanel("c_arm", layout.straw);
  ImGui::PopStyleVar();
  ImGui::PushFont(fontOf(Type::kSmall));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(3.0f * s, 2.5f * s));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(4.0f * s, 3.0f * s));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemInnerSpacing, ImVec2(3.0f * s, 3.0f * s));
  angles(shown, output);
  beside();
  machine(shown, output);
  arm(shown, output);
  centre(shown, output);
  field(shown, output);
  blades(shown, output);
  detectorDose(shown, output);
  pulses(shown, output);
  monitor(shown, output);
  dose(shown);
  ImGui::PopStyleVar(3);
  ImGui::PopFont();
  endPanel();
}

}  // namespace unkink::ui
