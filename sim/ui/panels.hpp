// Every panel, one function each, and the function that draws them all.
#pragma once

#include "ui/layout.hpp"
#include "ui/ui_state.hpp"

#include <functional>
#include <span>

namespace unkink::ui {

void stagePanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output);
void controlsPanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output);
void scenePanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output);
void narrationPanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output);
/// In the narration's place while the hands are on.
void handsPanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output);
void fluoroPanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output);
/// The MRI-like slice, where the X-ray stands else.
void slicePanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output);
/// What the two share: their place, the tabs between them, and buttons under the picture or, in the
/// compact shape, where a tab asks for them, in its place.
/// \param buttons   draws them; true: there is room for wide rows
void picturePanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output,
                  const std::function<void(const Rect&)>& picture,
                  const std::function<void(bool)>& buttons);
void strawPanel(const Shown& shown, const Layout& layout);
/// The C-arm's controls, in the straw's place while they are wanted.
void cArmPanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output);
void bigStrawPanel(const Shown& shown, const Layout& layout);
/// The large slider under the 3D view, on the stages that have one.
void sliderPanel(const Shown& shown, const Layout& layout, UiOutput& output);
/// The page that is open, in place of X-ray and straw.
void pagePanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output);
void transportPanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output);
void noticePanel(const Shown& shown, const Layout& layout);
void shortcutsOverlay(const Shown& shown, const Layout& layout, UiState& state);
void setupPage(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output);
/// The live cross-section over the 3D view, while the page is open; drawn into the view's window.
void setupInset(const Shown& shown, const Layout& layout, const UiState& state);
void quitQuestion(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output);

// the pages of the controls panel
void measuresPage(const Shown& shown, float scale);
void patientPage(const Shown& shown, float scale, UiOutput& output);
void layersPage(const Shown& shown, UiOutput& output);

/// Where the 3D picture, the X-ray and the straw's picture go inside their panels.
Rect scenePicture(const Layout& layout);
Rect xRayPicture(const Layout& layout);
Rect strawPicture(const Layout& layout);

/// Carries out the keys and draws every panel, between ImGui::NewFrame and ImGui::Render.
UiOutput drawPanels(const Shown& shown, const Layout& layout, std::span<const KeyEvent> keys,
                    UiState& state);

}  // namespace unkink::ui
