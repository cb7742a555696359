// One frame: scene, pictures, panels, and what the panels ask for; the same on screen and off.
#pragma once

#include "anatomy/meshes.hpp"
#include "app/command_line.hpp"
#include "app/graphics/dress.hpp"
#include "render/renderer.hpp"
#include "ui/panels.hpp"
#include "view/mri_slice.hpp"
#include "view/picking.hpp"
#include "view/scene_builder.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace unkink::app {

/// The surface that a frame is made for.
struct FrameSize {
  float width = 1280.0f, height = 720.0f;  // window coordinates
  float pixelRatio = 1.0f;                 // framebuffer pixels per coordinate
  float displayScale = 1.0f;               // of text, in window coordinates: 2 at 200 %

  friend bool operator==(const FrameSize&, const FrameSize&) = default;
};

/// How panels stand, as the command line has it.
inline ui::Shape shapeOf(PanelLayout layout) {
  return layout == PanelLayout::kBig    ? ui::Shape::kBig
         : layout == PanelLayout::kFilm ? ui::Shape::kFilm
                                        : ui::Shape::kUsual;
}

/// What the parts of a frame cost, ms, as the processor sees it.
struct FrameCosts {
  double build = 0.0, scene = 0.0, straw = 0.0, xRay = 0.0, slice = 0.0, panels = 0.0;
};

/// How finely the 3D view is drawn.
struct Fineness {
  render::Quality quality = render::Quality::kFull;
  float resolution = 1.0f;  // pixels drawn per pixel shown
  bool moving = false;      // what takes the processor is drawn coarsely
  friend bool operator==(const Fineness&, const Fineness&) = default;
};

/// What a frame is made of.
struct FrameInput {
  const operation::State& state;
  const view::Presentation& presentation;
  ui::Story story;
  std::span<const ui::KeyEvent> keys;
  const ui::Workshop* workshop = nullptr;  // while the set-up page is open
  ui::Preferences preferences = {};
  const ui::Desktop* desktop = nullptr;
  /// Asked once the scene is known: \param changed   it differs from the last one
  std::function<Fineness(bool changed)> fineness = [](bool) { return Fineness{}; };
  ui::Shape shape = ui::Shape::kUsual;  // of the panels, unless they show big type
  bool insets = true;                   // beside the 3D view, in a film
  const ui::TakingAway* takingAway = nullptr;
};

/// What it takes to make frames; needs a current OpenGL context and ImGui context.
class FrameMaker {
 public:
  /// \param renderer, theCase, procedure, catalogue   outlive the maker; between
  /// frames the catalogue may become another language's
  FrameMaker(render::Renderer& renderer, const operation::Case& theCase,
             std::vector<anatomy::BakedMesh> baked, const lesson::Procedure& procedure,
             const lesson::Catalogue& catalogue);

  /// Draws pictures and panels; afterwards ImGui::GetDrawData() is ready to be drawn.
  /// \param beginPlatform   the ImGui platform's NewFrame, after sizes are known
  template <class BeginPlatform>
  ui::UiOutput make(const FrameInput& input, const FrameSize& size, ui::UiState& state,
                    BeginPlatform&& beginPlatform) {
    const ui::Layout layout = prepare(input, size, state);
    beginPlatform();
    return panels(input, layout, state);
  }

  /// Draws another patient from now on, whose scenes come from that builder. Both outlive that.
  void turnTo(const operation::Case& theCase, view::SceneBuilder& builder);
  view::SceneBuilder& builder() { return *builder_; }
  /// Gives away the builder that it was made with, once another is drawn for good.
  std::unique_ptr<view::SceneBuilder> releaseFirst() { return std::move(first_); }

  /// Builds the scene, and the untouched patient's where both are compared.
  /// \param strawAspect  of the big straw's picture, where there is one: in a narrow one everything
  /// is farther away
  /// \param pageOpen   stands where the slice would
  void buildScenes(const FrameInput& input, float strawAspect, bool pageOpen = false);
  /// Draw the pictures of what was built last where they would look any different.
  void drawScene(render::Size size);
  void drawStraw(render::Size size);
  void drawBigStraw(render::Size size);
  /// With what there is to read in it, and what it is the shadow of where it fades to that.
  void drawXRay(const FrameInput& input, int pixels);
  /// The slice where it is open, at once coarsely while things move.
  void drawSlice(bool moving);
  render::Renderer& renderer() { return renderer_; }
  ui::Shown shownBy(const FrameInput& input) const;
  /// What lies under a point of the last frame's 3D view. \param at  from its upper left corner,
  /// 0..1
  std::optional<view::PartName> partAt(const math::Vec2f& at);
  /// The same with the point itself, for what is clicked.
  std::optional<view::Pick> pickAt(const math::Vec2f& at);
  /// Whether the last frame drew the 3D view anew.
  bool drewScene() const { return drewScene_; }

  const Fineness& fineness() const { return fineness_; }
  const FrameCosts& costs() const { return costs_; }

  /// Loads fonts and style for a theme, a scale of text and the catalogue's language, where they
  /// are not loaded already.
  void dress(ui::Theme theme, float scale, float pixelRatio) {
    dress_.wear(theme, scale, pixelRatio, catalogue_);
  }

  ui::Pictures pictures;

 private:
  /// What a picture was last drawn from.
  struct Drawn {
    std::uint64_t fingerprint = 0, before = 0;
    render::Size size;
    render::Quality quality = render::Quality::kReduced;
    friend bool operator==(const Drawn&, const Drawn&) = default;
  };
  /// A picture and, while it is compared, the untouched patient's.
  struct Paired {
    Drawn key;
    unsigned now = 0;  // texture
    render::Composition composition;
    bool composed = false;
  };
  using Draw = unsigned (render::Renderer::*)(const view::Scene&, render::Size);
  using Fingerprint = std::uint64_t (*)(const view::Scene&);

  ui::Layout prepare(const FrameInput& input, const FrameSize& size, const ui::UiState& state);
  void drawPictures(const FrameInput& input, const ui::Layout& layout, float pixelRatio);
  /// Draws what the X-ray is the shadow of, where that is wanted and there is none yet.
  void drawBehindXRay(const FrameInput& input, int pixels);
  /// The scene that a point of the picture shows, now or before. \param there   becomes the point
  /// in that scene's own picture
  const view::Scene* sceneAt(math::Vec2f& there) const;
  void refreshUntouched(const operation::State& state);
  /// Draws both pictures of a pair where they changed. \return whether they did
  bool drawPair(render::Pair pair, Paired& paired, render::Size size, Draw draw,
                Fingerprint fingerprint);
  /// The pair in one texture, or the only one there is.
  unsigned composed(render::Pair pair, Paired& paired, render::Size size, bool changed);
  ui::UiOutput panels(const FrameInput& input, const ui::Layout& layout, ui::UiState& state);

  render::Renderer& renderer_;
  const operation::Case* case_;
  const lesson::Procedure& procedure_;
  const lesson::Catalogue& catalogue_;
  std::unique_ptr<view::SceneBuilder> first_;  // of the patient it was made with
  view::SceneBuilder* builder_;
  const view::Scene* scene_ = nullptr;
  view::Presentation builtLook_;  // that scene_ was built with
  // while something is compared: the untouched patient
  std::unique_ptr<view::SceneBuilder> beforeBuilder_;
  std::unique_ptr<operation::State> untouched_;
  std::uint64_t untouchedKey_ = 0;
  const view::Scene* before_ = nullptr;
  lesson::Comparing compare_ = lesson::Comparing::kOff;
  double divider_ = 0.5;
  /// What the X-ray was last taken with; last-image hold keeps it whatever has changed since.
  struct Held {
    std::uint64_t exposure = 0;
    bool boneDark = true;
    int pixels = 0;
    std::optional<fluoro::View> view;
    int comparedBites = 0;  // 0: it is not compared
    fluoro::Monitor monitor{};
    friend bool operator==(const Held&, const Held&) = default;
  };

  Paired sceneDrawn_, strawDrawn_, bigStrawDrawn_, xRayDrawn_;
  std::uint64_t outlineKey_ = 0;
  Held xRayKey_;
  view::Reading reading_;    // of the X-ray that is held
  unsigned behindXRay_ = 0;  // texture; 0: not drawn for the X-ray that is held
  bool drewScene_ = false;
  Fineness fineness_;
  FrameCosts costs_;
  view::MriSlicer slicer_, beforeSlicer_;
  const view::MriPicture* slice_ = nullptr;
  Dress dress_;
};

}  // namespace unkink::app
