// All panels in their order, the keyboard's way through them, and the line that is always there.
#include "ui/panels.hpp"

#include "ui/big_type.hpp"
#include "ui/compact.hpp"
#include "ui/desk_panels.hpp"
#include "ui/isolate.hpp"
#include "ui/kiosk_panels.hpp"
#include "ui/pages.hpp"
#include "ui/panel.hpp"
#include "ui/show_overlay.hpp"
#include "ui/sources_overlay.hpp"
#include "ui/words.hpp"

#include <array>

namespace unkink::ui {
namespace {

/// The windows that Tab goes through, by the ids that the panels give them.
constexpr std::array<const char*, kPanelCount> kTabOrder{"stages",    "controls", "scene",
                                                         "narration", "xray",     "transport"};

constexpr int kXRayPanel = 4;  // of these; a page stands in its place

/// Arrows move between widgets only while the keyboard is in the panels.
void steerKeyboard(UiState& state) {
  ImGuiIO& io = ImGui::GetIO();
  if (state.setup.open) {
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    if (state.focusWanted) ImGui::SetWindowFocus("setup");
  } else if (state.inPanels) {
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    const bool page = state.panelInFocus == kXRayPanel && state.page != Page::kNone;
    if (state.focusWanted)
      ImGui::SetWindowFocus(page ? "page"
                                 : kTabOrder[static_cast<std::size_t>(state.panelInFocus)]);
  } else if (io.ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) {
    io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
    ImGui::SetWindowFocus(nullptr);
  }
  state.focusWanted = false;
}

void outlineFocusedPanel(const UiState& state, const Layout& layout) {
  if (!state.inPanels || state.setup.open) return;
  const std::array<Rect, kPanelCount> rects{layout.stages,    layout.controls, layout.scene,
                                            layout.narration, layout.xRay,     layout.transport};
  const bool page = state.panelInFocus == kXRayPanel && layout.page.width > 0.0f;
  const Rect& r = page ? layout.page : rects[static_cast<std::size_t>(state.panelInFocus)];
  if (r.width <= 0.0f) return;
  ImGui::GetForegroundDrawList()->AddRect(ImVec2(r.x, r.y), ImVec2(r.right(), r.bottom()),
                                          pack(kAccent), 8.0f * layout.scale, 0,
                                          2.0f * layout.scale);
}

}  // namespace

void noticePanel(const Shown& shown, const Layout& layout) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding,
                      ImVec2(12.0f * layout.scale, 4.0f * layout.scale));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, vec4(kBackground));
  beginPanel("notice", layout.notice, ImGuiWindowFlags_NoInputs);
  ImGui::PushFont(fontOf(Type::kSmall));
  const char* whole = word(shown, "not_a_device_line");
  const bool fits = ImGui::CalcTextSize(whole).x <= ImGui::GetContentRegionAvail().x;
  const bool film = layout.shape == Shape::kFilm;
  muted(film ? voiced(shown, "film.line") : fits ? whole : word(shown, "not_a_device_short"));
  ImGui::PopFont();
  endPanel();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
}

void pagePanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  if (state.page == Page::kSettings) return settingsPage(shown, layout, state, output);
  if (!shown.procedure.guide) return;
  const PageFrame page{shown, layout, state, output};
  switch (state.page) {
    case Page::kBodyMap:
      return bodyMapPage(page);
    case Page::kCandidacy:
      return candidacyPage(page);
    case Page::kGettingReady:
      return gettingReadyPage(page);
    case Page::kRecovery:
      return recoveryPage(page);
    case Page::kEvidence:
      return evidencePage(page);
    case Page::kQuestions:
      return questionsPage(page);
    case Page::kTeachBack:
      return teachBackPage(page);
    default:
      return;
  }
}

namespace {

void pictureInset(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  (shown.presentation.slice.open ? slicePanel : fluoroPanel)(shown, layout, state, output);
}

/// The 3D view and the panel whose tab is in front: the others have no place.
void compactPanels(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  scenePanel(shown, layout, state, output);
  const auto has = [](const Rect& r) { return r.width > 0.0f; };
  if (has(layout.narration))
    (state.hands.on ? handsPanel : narrationPanel)(shown, layout, state, output);
  if (has(layout.xRay)) pictureInset(shown, layout, state, output);
  if (has(layout.straw)) {
    if (state.cArmOpen)
      cArmPanel(shown, layout, state, output);
    else
      strawPanel(shown, layout);
  }
  if (has(layout.bigStraw)) bigStrawPanel(shown, layout);
  if (has(layout.controls)) controlsPanel(shown, layout, state, output);
  if (has(layout.stages)) stagePanel(shown, layout, state, output);
  if (has(layout.transport)) transportPanel(shown, layout, state, output);
  if (has(layout.page)) pagePanel(shown, layout, state, output);
  if (has(layout.slider)) sliderPanel(shown, layout, output);
  compactBar(shown, layout, state, output);
}

/// For a room, and for a film: the 3D view, what stands beside it, and what is said.
void bigPanels(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  scenePanel(shown, layout, state, output);
  if (layout.xRay.width > 0.0f) pictureInset(shown, layout, state, output);
  if (layout.straw.width > 0.0f) strawInset(shown, layout);
  if (layout.bigStraw.width > 0.0f) bigStrawPanel(shown, layout);
  captionBand(shown, layout);
  if (layout.shape == Shape::kBig) bigButtons(shown, layout, state, output);
}

/// What stands right of the 3D view while no page does.
void picturePanels(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  pictureInset(shown, layout, state, output);
  if (state.cArmOpen)
    cArmPanel(shown, layout, state, output);
  else
    strawPanel(shown, layout);
  if (shown.presentation.bigStraw) bigStrawPanel(shown, layout);
}

void storyPanels(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  if (layout.shape == Shape::kCompact) return compactPanels(shown, layout, state, output);
  if (layout.shape != Shape::kUsual) return bigPanels(shown, layout, state, output);
  stagePanel(shown, layout, state, output);
  controlsPanel(shown, layout, state, output);
  scenePanel(shown, layout, state, output);
  (state.hands.on ? handsPanel : narrationPanel)(shown, layout, state, output);
  sliderPanel(shown, layout, output);
  if (layout.page.width > 0.0f)
    pagePanel(shown, layout, state, output);
  else
    picturePanels(shown, layout, state, output);
  transportPanel(shown, layout, state, output);
}

void setupPanels(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  setupPage(shown, layout, state, output);
  if (layout.scene.width > 0.0f) scenePanel(shown, layout, state, output);
}

}  // namespace

UiOutput drawPanels(const Shown& shown, const Layout& layout, std::span<const KeyEvent> keys,
                    UiState& state) {
  UiOutput output;
  const bool typing = ImGui::GetIO().WantTextInput;
  const bool held = ImGui::IsAnyItemActive();
  keepIsolation(shown, state.show);
  for (const KeyEvent& key : keys)
    if (!handleDeskKey(key, shown, state, output))
      handleKey(key, shown, held, typing, state, output);
  if (state.hands.on) keepOn(shown.state, state.hands, output.commands);
  followStage(shown, state, output);
  if (layout.shape == Shape::kCompact) turnTabs(state);
  steerKeyboard(state);
  if (shown.workshop)
    setupPanels(shown, layout, state, output);
  else
    (state.show.kiosk ? kioskPanels : storyPanels)(shown, layout, state, output);
  noticePanel(shown, layout);
  outlineFocusedPanel(state, layout);
  sourcesOverlay(shown, layout, state);
  shortcutsOverlay(shown, layout, state);
  takeAwayPopup(shown, layout, state, output);
  quitQuestion(shown, layout, state, output);
  kioskOverlay(shown, layout, state);
  leftSessionQuestion(shown, layout, output);
  showOverlay(layout, state, output);
  return output;
}

}  // namespace unkink::ui
