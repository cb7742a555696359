// The 3D view: its picture, names of structures, camera buttons, and the hand on the camera.
#include "ui/compare.hpp"
#include "ui/key_words.hpp"
#include "ui/orbit.hpp"
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/stand_bend_slider.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <array>

namespace unkink::ui {
namespace {

constexpr ImGuiButtonFlags kAnyButton = ImGuiButtonFlags_MouseButtonLeft |
                                        ImGuiButtonFlags_MouseButtonRight |
                                        ImGuiButtonFlags_MouseButtonMiddle;

/// Whether the pointer is on an instrument that is in the user's hands.
bool onInstrument(const Shown& shown) {
  constexpr std::array<const char*, 4> kParts{"portal", "trocar", "bone_rongeur",
                                              "tissue_sculptor"};
  const auto& part = shown.presentation.pointed;
  return part && std::ranges::find(kParts, part->structure) != kParts.end();
}

/// The mouse on an instrument: a drag aims it, the wheel pushes. \return whether it was taken
bool guide(const Shown& shown, const Rect& picture, Hands& hands, UiOutput& output) {
  constexpr double kPerClick_mm = 0.5;
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsItemActivated()) hands.dragging = hands.on && onInstrument(shown);
  if (!ImGui::IsItemActive()) hands.dragging = false;
  if (hands.dragging && (io.MouseDelta.x != 0.0f || io.MouseDelta.y != 0.0f))
    dragTip(shown.state,
            dragged_mm(shown.presentation.orbit, io.MouseDelta.x, io.MouseDelta.y, picture.height),
            output.commands);
  const bool wheel = hands.on && ImGui::IsItemHovered() && io.MouseWheel != 0.0f;
  if (wheel && onInstrument(shown))
    pushBy(shown.state, kPerClick_mm * static_cast<double>(io.MouseWheel), hands, output.commands);
  return hands.dragging || (wheel && onInstrument(shown));
}

void hand(const Shown& shown, const Rect& picture, UiState& state, UiOutput& output) {
  if (guide(shown, picture, state.hands, output)) return;
  const ImGuiIO& io = ImGui::GetIO();
  view::Orbit orbit = shown.presentation.orbit;
  bool taken = false;
  const ImVec2 drag = io.MouseDelta;
  // a finger that is put down has not dragged from where the last one was
  if (ImGui::IsItemActive() && !ImGui::IsItemActivated() && (drag.x != 0.0f || drag.y != 0.0f)) {
    const bool move = io.KeyShift || !ImGui::IsMouseDown(ImGuiMouseButton_Left);
    orbit = move ? moved(orbit, drag.x, drag.y, picture.height) : turned(orbit, drag.x, drag.y);
    taken = true;
  }
  if (ImGui::IsItemHovered() && io.MouseWheel != 0.0f) {
    orbit = zoomed(orbit, io.MouseWheel);
    taken = true;
  }
  if (!taken) return;
  output.change(shown).orbit = orbit;
  output.cameraTaken = true;
}

/// A click, or a touch, without a drag: what it is on will be named.
void clicking(const Rect& picture, UiOutput& output) {
  constexpr float kStill = 4.0f;  // pixels that a hand may tremble
  const ImGuiIO& io = ImGui::GetIO();
  if (!ImGui::IsItemDeactivated() || !ImGui::IsMouseReleased(ImGuiMouseButton_Left)) return;
  if (io.MouseDragMaxDistanceSqr[ImGuiMouseButton_Left] > kStill * kStill) return;
  output.show.pick = math::Vec2f((io.MousePos.x - picture.x) / picture.width,
                                 (io.MousePos.y - picture.y) / picture.height);
}

/// Where the pointer is, while it only looks; and the name of what it is on.
void pointing(const Shown& shown, const Rect& picture, float s, UiOutput& output) {
  if (!ImGui::IsItemHovered() || ImGui::IsItemActive()) return;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  output.pointer =
      math::Vec2f((mouse.x - picture.x) / picture.width, (mouse.y - picture.y) / picture.height);
  if (shown.presentation.pointed)
    drawPointed(partName(shown, *shown.presentation.pointed), mouse.x, mouse.y, picture, s);
}

float buttonWidth(const char* label, float s) { return ImGui::CalcTextSize(label).x + 12.0f * s; }

const char* compareWord(const Shown& shown) {
  const auto mode = std::max(shown.presentation.compare, shown.presentation.compareXRay);
  return word(shown, mode == lesson::Comparing::kOff       ? "compare"
                     : mode == lesson::Comparing::kDivider ? "compare_divider"
                                                           : "compare_side_by_side");
}

/// The camera's places, as many as fit before `end`.
void cameraButtons(const Shown& shown, float end, float s, UiOutput& output) {
  for (int n = 0; n <= kCameraPresetCount; ++n) {
    const bool reset = n == kCameraPresetCount;
    const std::string label =
        reset ? word(shown, "reset_view") : word(shown, "camera_" + std::to_string(n + 1));
    if (n > 0) ImGui::SameLine(0.0f, 4.0f * s);
    if (ImGui::GetCursorScreenPos().x + buttonWidth(label.c_str(), s) > end) break;
    if (!ImGui::Button(label.c_str())) continue;
    if (reset)
      output.stageView = true;
    else
      output.cameraPreset = n;
  }
}

/// What is looked at: the camera's places on the left, the straw and before and after on the right.
void viewButtons(const Shown& shown, const Rect& picture, float s, const KeyMap& keys,
                 UiOutput& output) {
  const view::Presentation& p = shown.presentation;
  const float gap = 4.0f * s, y = picture.y + 8.0f * s;
  ImGui::SetCursorScreenPos(ImVec2(picture.x + 8.0f * s, y));
  ImGui::PushFont(fontOf(Type::kSmall));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(6.0f * s, 4.0f * s));
  float end = picture.right() - 8.0f * s;
  if (!shown.workshop) {
    const std::string straw = withKey(word(shown, p.bigStraw ? "big_straw_close" : "big_straw"),
                                      shown, keys, Action::kBigStraw);
    const std::string compare = withKey(compareWord(shown), shown, keys, Action::kCompare);
    end -= buttonWidth(straw.c_str(), s) + gap + buttonWidth(compare.c_str(), s);
    ImGui::SetCursorScreenPos(ImVec2(end, y));
    if (choiceButton(straw.c_str(), p.bigStraw)) output.change(shown).bigStraw = !p.bigStraw;
    ImGui::SameLine(0.0f, gap);
    if (choiceButton(compare.c_str(),
                     std::max(p.compare, p.compareXRay) != lesson::Comparing::kOff))
      compareNext(output.change(shown));
    ImGui::SetCursorScreenPos(ImVec2(picture.x + 8.0f * s, y));
  }
  if (!p.bigStraw || shown.workshop) cameraButtons(shown, end - gap, s, output);
  ImGui::PopStyleVar();
  ImGui::PopFont();
}

}  // namespace

Rect scenePicture(const Layout& layout) { return layout.scene; }

void scenePanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  const Rect picture = scenePicture(layout);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0f, 0.0f));
  beginPanel("scene", layout.scene,
             ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground);
  ImGui::PopStyleVar();
  const bool plain = layout.shape == Shape::kBig || layout.shape == Shape::kFilm;
  drawPicture(shown.pictures.scene, picture, plain ? 0.0f : 8.0f * layout.scale);
  const float s = layout.scale;
  const lesson::Comparing mode = shown.presentation.compare;
  const Rect now = nowPart(shown, mode, picture);
  drawDirections(shown, now, layout.scale);
  const bool slides = standBendWanted(shown, layout, state.show);
  const Rect slider = standBendPlace(picture, s);
  // the buttons are above, and what is compared; the slider is below
  Rect room = below(now, (now.width < picture.width ? 84.0f : 38.0f) * s);
  if (slides) room.height = slider.y - room.y;
  drawLabels(shown, now, room, layout.scale, state.labels, state.show);
  const bool taken = !shown.workshop && takeDivider(shown, mode, picture, s, output);
  // what lies over the picture takes a touch before the picture does
  if (slides) standBendSlider(shown, slider, s, output);
  ImGui::SetCursorScreenPos(ImVec2(picture.x, picture.y));
  allowOverlap();
  ImGui::InvisibleButton("hand", ImVec2(picture.width, picture.height), kAnyButton);
  allowOverlapOfLast();
  hand(shown, picture, state, output);
  clicking(picture, output);
  pointing(shown, picture, layout.scale, output);
  if (!plain && !state.show.kiosk)
    viewButtons(shown, picture, layout.scale, state.show.keys, output);
  if (!shown.workshop)
    drawComparison(shown, mode, picture, picture.y + (plain ? 10.0f : 38.0f) * s, s,
                   taken ? Handle::kTaken : Handle::kFree);
  if (shown.workshop) setupInset(shown, layout, state);
  endPanel();
}

}  // namespace unkink::ui
