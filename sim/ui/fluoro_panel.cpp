// The fluoroscope: its picture with what is burned in, preset views, pedal and polarity.
#include "ui/fluoro_panel.hpp"

#include "ui/compare.hpp"
#include "ui/fluoro_reading.hpp"
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

constexpr std::array<const char*, 4> kPresetKeys{"preset_ap", "preset_lateral", "preset_clo_left",
                                                 "preset_clo_right"};

/// The exposure in the picture: the last one taken, or the view that is looked at instead.
fluoro::Exposure shownExposure(const Shown& shown) {
  const auto& view = shown.presentation.xRayView;
  return view ? operation::exposureAt(shown.theCase, shown.state, *view)
              : shown.state.cArm.exposure;
}

void textOnPicture(const ImVec2& at, const char* text, ImU32 colour = pack(kText)) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 size = ImGui::CalcTextSize(text);
  list.AddRectFilled(ImVec2(at.x - 4, at.y - 2), ImVec2(at.x + size.x + 4, at.y + size.y + 2),
                     pack(kBackground, 0.86f), 4.0f);
  list.AddText(at, colour, text);
}

/// Which side of the patient lies towards a direction of the picture.
const char* markerFor(const math::Vec3& direction) {
  if (std::abs(direction.z) > std::max(std::abs(direction.x), std::abs(direction.y)))
    return direction.z > 0.0 ? "marker_head" : "marker_feet";
  if (std::abs(direction.x) >= std::abs(direction.y))
    return direction.x > 0.0 ? "marker_left" : "marker_right";
  return direction.y > 0.0 ? "marker_back" : "marker_front";
}

void markers(const Shown& shown, const fluoro::Exposure& e, const Rect& r, float s) {
  const math::Vec2 seen = fluoro::onDetector(shown.state.cArm.monitor, {1.0, 0.0});
  const math::Vec3 right = seen.x * e.projection.axisRight + seen.y * e.projection.axisUp;
  ImGui::PushFont(fontOf(Type::kTitle));
  const char* atRight = word(shown, markerFor(right));
  const float y = r.y + 8.0f * s, inset = 10.0f * s;
  textOnPicture(ImVec2(r.x + inset, y), word(shown, markerFor(-right)));
  textOnPicture(ImVec2(r.right() - inset - ImGui::CalcTextSize(atRight).x, y), atRight);
  ImGui::PopFont();
}

/// In the band at the foot of the picture, so that it covers no more of it.
Rect figureRect(const Rect& r, float s) {
  const float side = std::min(62.0f * s, 0.2f * r.width);
  return {r.right() - side - 4.0f * s, r.bottom() - side - 4.0f * s, side, side};
}

/// Time and dose so far, as every fluoroscope burns them in; not for patients' eyes.
void doseSoFar(const Shown& shown, const Rect& r, float s) {
  if (shown.presentation.voice == view::Voice::kPlain) return;
  const fluoro::Dose& d = shown.state.dose;
  const std::array<std::string, 3> lines{
      minutes(d.fluoroscopyTime_s),
      decimal(d.referenceAirKerma_mGy, 1) + " " + word(shown, "unit_mgy"),
      decimal(d.kermaAreaProduct_Gycm2, 2) + " " + word(shown, "unit_gycm2")};
  ImGui::PushFont(fontOf(Type::kSmall));
  const std::string line = lines[0] + "   " + lines[1] + "   " + lines[2];
  textOnPicture(ImVec2(r.x + 46.0f * s, r.y + 12.0f * s), line.c_str());
  ImGui::PopFont();
}

void sentence(const Shown& shown, const fluoro::CArm& arm, const Rect& r, float s) {
  ImGui::PushFont(fontOf(Type::kSmall));
  // what hangs there is the last exposure, however long ago it was taken
  const bool compares =
      hasBefore(shown) && shown.presentation.compareXRay != lesson::Comparing::kOff;
  const bool held = !shown.state.cArm.pedal.pressed && !shown.presentation.xRayView && !compares;
  const std::string words = (held       ? std::string(word(shown, "last_picture")) + " "
                             : compares ? std::string(word(shown, "compare_xray")) + ". "
                                        : std::string()) +
                            detectorSentence(shown, arm) + ".";
  const char* text = words.c_str();
  const Rect figure = figureRect(r, s);
  const float room = figure.x - r.x - 14.0f * s;
  const ImVec2 size = ImGui::CalcTextSize(text, nullptr, false, room);
  const float high = std::max(size.y, figure.height);
  const ImVec2 at(r.x + 8.0f * s, r.bottom() - 4.0f * s - 0.5f * (high + size.y));
  const float top = r.bottom() - high - 8.0f * s;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(ImVec2(r.x, top), ImVec2(r.right(), r.bottom()), pack(kBackground, 0.9f),
                     6.0f * s);
  list.AddText(ImGui::GetFont(), ImGui::GetFontSize(), at, pack(kText), text, nullptr, room);
  ImGui::PopFont();
}

void presets(const Shown& shown, int first, int count, UiOutput& output) {
  std::array<const char*, 4> names{};
  for (int n = 0; n < count; ++n)
    names[static_cast<std::size_t>(n)] =
        word(shown, kPresetKeys[static_cast<std::size_t>(first + n)]);
  const int pressed = choiceRow(names.data(), count, -1);
  if (pressed < 0) return;
  const fluoro::CArm arm =
      operation::cArmFor(shown.theCase, shown.state, static_cast<fluoro::View>(first + pressed));
  const math::Vec3& c = arm.isocentre_mm;
  output.commands.push_back(command(Verb::kCArmPrimary, arm.primary.value));
  output.commands.push_back(command(Verb::kCArmSecondary, arm.secondary.value));
  output.commands.push_back(command(Verb::kCArmCentre, c.x, c.y, c.z));
  output.commands.push_back(command(Verb::kCArmSwivel, arm.swivel.value));
}

void pedalAndPolarity(const Shown& shown, UiState& state, UiOutput& output) {
  const float gap = ImGui::GetStyle().ItemInnerSpacing.x;
  const float width = ImGui::GetContentRegionAvail().x;
  choiceButton(word(shown, "pedal"), shown.state.cArm.pedal.pressed, 0.5f * (width - 2 * gap));
  if (ImGui::IsItemActivated()) output.commands.push_back(command(Verb::kCArmPedal, 1.0));
  if (ImGui::IsItemDeactivated()) output.commands.push_back(command(Verb::kCArmPedal, 0.0));
  ImGui::SameLine(0.0f, gap);
  if (choiceButton(word(shown, "carm"), state.cArmOpen, 0.25f * (width - 2 * gap)))
    state.cArmOpen = !state.cArmOpen;
  ImGui::SameLine(0.0f, gap);
  if (choiceButton(word(shown, "invert"), !shown.presentation.boneDark, -1.0f))
    output.change(shown).boneDark = !shown.presentation.boneDark;
}

}  // namespace

void drawBurnIn(const Shown& shown, const Rect& r, float s) {
  const DarkPalette dark;
  const fluoro::Exposure exposure = shownExposure(shown);
  if (exposure.number == 0) {
    const float room = r.width - 20.0f * s;
    ImGui::GetWindowDrawList()->AddText(ImGui::GetFont(), ImGui::GetFontSize(),
                                        ImVec2(r.x + 10.0f * s, r.y + 0.45f * r.height),
                                        pack(kText), word(shown, "no_exposure"), nullptr, room);
    return;
  }
  markers(shown, exposure, r, s);
  doseSoFar(shown, r, s);
  sentence(shown, exposure.cArm, r, s);
  drawPatientFigure(shown, fluoro::detectorDirection(exposure.cArm), figureRect(r, s));
  if (!shown.state.cArm.pedal.pressed) return;
  ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(r.right() - 54.0f * s, r.y + 21.0f * s),
                                              6.0f * s, pack(kCare));
}

Rect clearOfBurnIn(const Rect& r, float s) {
  const float top = r.y + 42.0f * s, inset = 6.0f * s;
  return {r.x + inset, top, r.width - 2.0f * inset, figureRect(r, s).y - 4.0f * s - top};
}

std::string detectorSentence(const Shown& shown, const fluoro::CArm& arm) {
  constexpr double kStraight_deg = 3.0, kBeside_deg = 75.0, kInFront_deg = 105.0, kTold_deg = 4.0;
  const math::Vec3 d = fluoro::detectorDirection(arm);
  const auto side = [&](bool left) { return word(shown, left ? "xray_left" : "xray_right"); };
  const auto whole = [](double angle_deg) { return decimal(std::abs(angle_deg), 0); };
  const double tilt = units::Deg(units::Rad(std::atan2(d.x, d.y))).value;  // from straight behind
  const double far = std::abs(tilt);
  const char* key = far < kStraight_deg  ? "xray.straight"
                    : far < kBeside_deg  ? "xray.tilted"
                    : far < kInFront_deg ? "xray.beside"
                                         : "xray.front";
  std::string text =
      filled(filled(voiced(shown, key), "{angle}", whole(tilt)), "{side}", side(tilt > 0.0));
  const double along = units::Deg(units::Rad(std::asin(std::clamp(d.z, -1.0, 1.0)))).value;
  if (shown.presentation.voice == view::Voice::kClinical && std::abs(along) >= kTold_deg)
    text += filled(filled(word(shown, "xray_along"), "{angle}", whole(along)), "{end}",
                   word(shown, along > 0.0 ? "xray_head" : "xray_feet"));
  const auto level = static_cast<std::size_t>(shown.theCase.level());
  return text + filled(filled(word(shown, "xray_treating"), "{side}",
                              side(shown.theCase.side() == anatomy::Side::kLeft)),
                       "{level}", anatomy::kLevelNames[level]);
}

Rect xRayPicture(const Layout& layout) {
  const float s = layout.scale, pad = 8.0f * s;
  const Rect& r = layout.xRay;
  if (layout.shape == Shape::kBig || layout.shape == Shape::kFilm) {
    const float side = std::max(8.0f, std::min(r.width, r.height));
    return {r.x + 0.5f * (r.width - side), r.y + 0.5f * (r.height - side), side, side};
  }
  const bool compact =
      layout.shape == Shape::kCompact;  // there the buttons take the picture's place
  const float rows = compact ? 0.0f : 31.0f * s * static_cast<float>(xRayButtonRows(r.width, s));
  const float tabs = 31.0f * s;
  const float side = std::max(8.0f, std::min(r.width - 2 * pad, r.height - rows - tabs - 2 * pad));
  return {r.x + 0.5f * (r.width - side), r.y + pad + tabs, side, side};
}

namespace {

/// The two tabs over either picture, and, in the compact shape, the one that puts the buttons in
/// the picture's place. \return whether they are there
bool pictureTabs(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  if (layout.shape == Shape::kBig || layout.shape == Shape::kFilm) return false;
  const float s = layout.scale;
  const bool slice = shown.presentation.slice.open, compact = layout.shape == Shape::kCompact;
  const char* names[] = {word(shown, "tab_xray"), word(shown, "tab_slice"),
                         word(shown, "picture_controls")};
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(4.0f * s, 5.0f * s));
  const bool controls = compact && state.pictureControls;
  const int pressed = choiceRow(names, compact ? 3 : 2, controls ? 2 : slice ? 1 : 0);
  ImGui::PopStyleVar();
  if (pressed >= 0) state.pictureControls = pressed == 2;
  if (pressed >= 0 && pressed < 2) output.change(shown).slice.open = pressed == 1;
  return compact && state.pictureControls;
}

}  // namespace

void picturePanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output,
                  const std::function<void(const Rect&)>& picture,
                  const std::function<void(bool)>& buttons) {
  const float s = layout.scale;
  const Rect place = xRayPicture(layout);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(8.0f * s, 8.0f * s));
  beginPanel("xray", layout.xRay, ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar();
  const bool controls = pictureTabs(shown, layout, state, output);
  if (!controls) picture(place);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(4.0f * s, 5.0f * s));
  if (controls) {
    ImGui::BeginChild("buttons");
    buttons(false);
    ImGui::EndChild();
  } else if (layout.shape == Shape::kUsual) {
    ImGui::SetCursorScreenPos(ImVec2(layout.xRay.x + 8.0f * s, place.bottom() + 5.0f * s));
    buttons(xRayButtonRows(layout.xRay.width, s) == 3);
  }
  ImGui::PopStyleVar();
  endPanel();
}

namespace {

void xRayOn(const Shown& shown, const Rect& picture, float s, UiState& state, UiOutput& output) {
  drawPicture(shown.pictures.xRay, picture, 6.0f * s);
  drawFade(shown, picture);
  drawReading(shown, picture, clearOfBurnIn(picture, s), s, state.xRayLabels);
  // its line under what is written, on a ground of its own
  if (const lesson::Comparing mode = shown.presentation.compareXRay; shown.pictures.xRay != 0) {
    const bool taken = takeDivider(shown, mode, picture, s, output);
    drawComparison(shown, mode, picture, picture.y + 40.0f * s, s,
                   taken ? Handle::kTaken : Handle::kFree);
  }
  drawBurnIn(shown, picture, s);
}

void xRayButtons(const Shown& shown, bool inThree, UiState& state, UiOutput& output) {
  if (inThree) {
    presets(shown, 0, 4, output);
  } else {
    presets(shown, 0, 2, output);
    presets(shown, 2, 2, output);
  }
  pedalAndPolarity(shown, state, output);
  readingRow(shown, output);
}

}  // namespace

void fluoroPanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  picturePanel(
      shown, layout, state, output,
      [&](const Rect& picture) { xRayOn(shown, picture, layout.scale, state, output); },
      [&](bool wide) { xRayButtons(shown, wide, state, output); });
}

}  // namespace unkink::ui
