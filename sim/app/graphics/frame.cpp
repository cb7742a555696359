// Scene to textures to panels.
#include "app/graphics/frame.hpp"

#include "app/graphics/clock.hpp"
#include "app/graphics/fingerprint.hpp"
#include "math/hash.hpp"
#include "ui/pages.hpp"

#include <algorithm>
#include <backends/imgui_impl_opengl3.h>
#include <cmath>

namespace unkink::app {
namespace {

constexpr int kXRayPixels = 512, kFineXRayPixels = 1024;

render::Size pixels(const ui::Rect& rect, float perCoordinate) {
  const auto whole = [&](float length) {
    return std::max(16, static_cast<int>(std::lround(length * perCoordinate)));
  };
  return {whole(rect.width), whole(rect.height)};
}

/// Runs a piece of work. \return what it cost, ms
template <class Work>
double timed(Work&& work) {
  const double start = now_s();
  work();
  return 1000.0 * (now_s() - start);
}

}  // namespace

FrameMaker::FrameMaker(render::Renderer& renderer, const operation::Case& theCase,
                       std::vector<anatomy::BakedMesh> baked, const lesson::Procedure& procedure,
                       const lesson::Catalogue& catalogue)
    : renderer_(renderer),
      case_(&theCase),
      procedure_(procedure),
      catalogue_(catalogue),
      first_(std::make_unique<view::SceneBuilder>(theCase, std::move(baked))),
      builder_(first_.get()) {}

void FrameMaker::turnTo(const operation::Case& theCase, view::SceneBuilder& builder) {
  case_ = &theCase;
  builder_ = &builder;
  sceneDrawn_ = strawDrawn_ = bigStrawDrawn_ = xRayDrawn_ = {};
  xRayKey_ = {};
  beforeBuilder_.reset();
  untouched_.reset();
  before_ = nullptr;
  pictures.xRay = pictures.behindXRay = behindXRay_ = 0;
  reading_ = {};
}

ui::Layout FrameMaker::prepare(const FrameInput& input, const FrameSize& size,
                               const ui::UiState& state) {
  const bool workshop = input.workshop != nullptr;
  const auto shown = static_cast<std::size_t>(input.story.shownStage());
  const bool slider = procedure_.stages[shown].staging.slider != lesson::StageSlider::kNone;
  const bool pageOpen = state.page != ui::Page::kNone && !workshop;
  const bool big = state.bigType && !workshop && input.shape == ui::Shape::kUsual;
  const ui::Layout layout = ui::layoutFor({
      .width = size.width,
      .height = size.height,
      .scale = size.displayScale * static_cast<float>(input.preferences.textScale),
      .stagesOpen = state.stagesOpen,
      .setupOpen = workshop,
      .bigStrawOpen = input.presentation.bigStraw && !workshop,
      .pageOpen = pageOpen,
      .sliderOpen = slider && !workshop,
      .pagesOffered = ui::offersPages(procedure_, input.story, state.page),
      .shape = big ? ui::Shape::kBig : input.shape,
      .tab = state.compactTab,
      .insets = input.insets,
      .kiosk = state.show.kiosk,
  });
  dress(input.preferences.theme, layout.scale, size.pixelRatio);
  costs_.build = timed([&] {
    buildScenes(input, layout.bigStraw.width / std::max(1.0f, layout.bigStraw.height), pageOpen);
  });
  drawPictures(input, layout, size.pixelRatio);
  return layout;
}

void FrameMaker::buildScenes(const FrameInput& input, float strawAspect, bool pageOpen) {
  constexpr float kNarrow = 0.7f;  // the straw and its words fill a picture of that aspect
  view::Presentation look = input.presentation;
  const bool workshop = input.workshop != nullptr;
  if (input.state.removed.bites == 0 || workshop)
    look.compare = look.compareXRay = lesson::Comparing::kOff;
  if (workshop) look.bigStraw = false;
  if (pageOpen) look.slice.open = false;  // its picture is not there
  if (look.bigStraw && strawAspect > 0.0f && strawAspect < kNarrow)
    look.orbit.distance_mm *= static_cast<double>(kNarrow / strawAspect);
  builtLook_ = look;
  scene_ = &builder_->build(input.state, look);
  compare_ = look.compare;
  divider_ = look.divider;
  if (std::max(look.compare, look.compareXRay) != lesson::Comparing::kOff) {
    refreshUntouched(input.state);
    look.labels.clear();  // the present one's are shown
    look.levelTags = false;
    before_ = &beforeBuilder_->build(*untouched_, look);
  } else if (before_ != nullptr) {
    before_ = nullptr;
    beforeBuilder_.reset();
    untouched_.reset();
    renderer_.releasePairs();
  }
}

void FrameMaker::refreshUntouched(const operation::State& s) {
  constexpr std::uint64_t kIds = std::uint64_t{1} << 40;  // beyond any other builder's
  if (!beforeBuilder_) beforeBuilder_ = builder_->another(kIds);
  math::Hash key;
  for (const double v : {s.patient.posture, s.patient.severity, s.patient.standing ? 1.0 : 0.0,
                         s.needle.placed ? s.needle.depth_mm : -1.0})
    key.add(v);
  key.add(s.contrast.version());
  key.add(s.cArm.exposure.number);
  if (untouched_ && key.value() == untouchedKey_) return;
  untouched_ = std::make_unique<operation::State>(operation::untouched(*case_, s));
  untouchedKey_ = key.value();
}

bool FrameMaker::drawPair(render::Pair pair, Paired& paired, render::Size size, Draw draw,
                          Fingerprint fingerprint) {
  const bool compared = before_ != nullptr && compare_ != lesson::Comparing::kOff;
  const Drawn key{fingerprint(*scene_), compared ? fingerprint(*before_) : 0, size,
                  fineness_.quality};
  if (key == paired.key) return false;
  paired.key = key;
  if (compared) renderer_.keepBefore(pair, (renderer_.*draw)(*before_, size), size);
  paired.now = (renderer_.*draw)(*scene_, size);
  return true;
}

unsigned FrameMaker::composed(render::Pair pair, Paired& paired, render::Size size, bool changed) {
  if (before_ == nullptr || compare_ == lesson::Comparing::kOff) {
    paired.composed = false;
    return paired.now;
  }
  // a straw cut lengthwise is none: two of them stand side by side
  const bool straws = pair != render::Pair::kScene;
  const render::Composition wanted{straws || compare_ == lesson::Comparing::kSideBySide,
                                   static_cast<float>(divider_)};
  unsigned& shown = pair == render::Pair::kScene   ? pictures.scene
                    : pair == render::Pair::kStraw ? pictures.straw
                                                   : pictures.bigStraw;
  if (!changed && paired.composed && wanted == paired.composition) return shown;
  paired.composed = true;
  paired.composition = wanted;
  return renderer_.compose(pair, paired.now, paired.key.size, size, wanted);
}

void FrameMaker::drawScene(render::Size size) {
  const bool halves = before_ != nullptr && compare_ == lesson::Comparing::kSideBySide;
  const render::Size each{halves ? std::max(16, size.width / 2) : size.width, size.height};
  const std::uint64_t outline = fingerprintOfOutline(*scene_);
  drewScene_ = drawPair(render::Pair::kScene, sceneDrawn_, each, &render::Renderer::drawScene,
                        fingerprintOfScene);
  const bool outlined = !drewScene_ && outline != outlineKey_;
  if (outlined) sceneDrawn_.now = renderer_.outlineScene(*scene_);
  outlineKey_ = outline;
  pictures.scene = composed(render::Pair::kScene, sceneDrawn_, size, drewScene_ || outlined);
}

void FrameMaker::drawStraw(render::Size size) {
  const bool drew = drawPair(render::Pair::kStraw, strawDrawn_, size, &render::Renderer::drawStraw,
                             fingerprintOfStraw);
  pictures.straw = composed(render::Pair::kStraw, strawDrawn_, size, drew);
}

void FrameMaker::drawBigStraw(render::Size size) {
  const bool halves = before_ != nullptr && compare_ != lesson::Comparing::kOff;
  const render::Size each{halves ? std::max(16, size.width / 2) : size.width, size.height};
  const bool drew = drawPair(render::Pair::kBigStraw, bigStrawDrawn_, each,
                             &render::Renderer::drawBigStraw, fingerprintOfBigStraw);
  pictures.bigStraw = composed(render::Pair::kBigStraw, bigStrawDrawn_, size, drew);
}

void FrameMaker::drawPictures(const FrameInput& input, const ui::Layout& layout, float pixelRatio) {
  fineness_ = input.fineness(fingerprintOfScene(*scene_) != sceneDrawn_.key.fingerprint);
  renderer_.setQuality(fineness_.quality);
  costs_.scene = timed(
      [&] { drawScene(pixels(ui::scenePicture(layout), pixelRatio * fineness_.resolution)); });
  // what has no place is not drawn
  costs_.straw = timed([&] {
    if (layout.straw.width > 0.0f) drawStraw(pixels(ui::strawPicture(layout), pixelRatio));
    if (layout.bigStraw.width > 0.0f && !scene_->bigStraw.surfaces.empty())
      drawBigStraw(pixels(layout.bigStraw, pixelRatio));
  });
  if (layout.xRay.width <= 0.0f) return;
  costs_.xRay =
      timed([&] { drawXRay(input, input.presentation.xRay.fine ? kFineXRayPixels : kXRayPixels); });
  costs_.slice = timed([&] { drawSlice(fineness_.moving); });
}

std::optional<view::PartName> FrameMaker::partAt(const math::Vec2f& at) {
  if (scene_ == nullptr) return std::nullopt;
  math::Vec2f there = at;
  const view::Scene* scene = sceneAt(there);
  const auto surface = renderer_.surfaceAt(*scene, sceneDrawn_.key.size, there);
  const int part = surface ? scene->surfaces[*surface].part : -1;
  if (part < 0) return std::nullopt;
  return scene->parts[static_cast<std::size_t>(part)];
}

std::optional<view::Pick> FrameMaker::pickAt(const math::Vec2f& at) {
  if (scene_ == nullptr) return std::nullopt;
  math::Vec2f there = at;
  const view::Scene* scene = sceneAt(there);
  const render::Size size = sceneDrawn_.key.size;
  const auto surface = renderer_.surfaceAt(*scene, size, there);
  if (!surface) return std::nullopt;
  const float aspect = static_cast<float>(size.width) / static_cast<float>(size.height);
  return view::pickAt(*scene, *surface, aspect, there);
}

const view::Scene* FrameMaker::sceneAt(math::Vec2f& there) const {
  const view::Scene* scene = scene_;
  const math::Vec2f at = there;
  if (before_ != nullptr && compare_ != lesson::Comparing::kOff) {
    const bool halves = compare_ == lesson::Comparing::kSideBySide;
    const bool left = at.x < (halves ? 0.5f : static_cast<float>(divider_));
    if (left) scene = before_;
    if (halves) there.x = left ? 2.0f * at.x : 2.0f * at.x - 1.0f;
  }
  return scene;
}

void FrameMaker::drawXRay(const FrameInput& input, int pixels) {
  const view::Presentation& p = input.presentation;
  const bool compared = before_ != nullptr && p.compareXRay != lesson::Comparing::kOff;
  const Held wanted{scene_->xRay.exposure,
                    p.boneDark,
                    pixels,
                    p.xRayView,
                    compared ? input.state.removed.bites : 0,
                    scene_->xRay.monitor};
  const bool changed = !(wanted == xRayKey_);
  const render::Size size{pixels, pixels};
  if (changed) {
    // before the first exposure there is no picture
    const bool taken = wanted.exposure > 0;
    if (taken && compared)
      renderer_.keepBefore(render::Pair::kXRay, renderer_.drawXRay(*before_, pixels), size);
    xRayDrawn_.now = taken ? renderer_.drawXRay(*scene_, pixels) : 0;
    // what is read in it and what it fades to stay with it
    const bool retaken = wanted.exposure != xRayKey_.exposure || wanted.view != xRayKey_.view ||
                         wanted.comparedBites != xRayKey_.comparedBites;
    if (taken && retaken) reading_ = view::readingOf(*case_, input.state, scene_->xRay.projection);
    if (retaken) behindXRay_ = 0;
    xRayKey_ = wanted;
  }
  drawBehindXRay(input, pixels);
  if (!compared || xRayDrawn_.now == 0) {
    xRayDrawn_.composed = false;
    pictures.xRay = xRayDrawn_.now;
    return;
  }
  const render::Composition wish{p.compareXRay == lesson::Comparing::kSideBySide,
                                 static_cast<float>(p.divider)};
  if (changed || !xRayDrawn_.composed || !(wish == xRayDrawn_.composition))
    pictures.xRay = renderer_.compose(render::Pair::kXRay, xRayDrawn_.now, size, size, wish);
  xRayDrawn_.composed = true;
  xRayDrawn_.composition = wish;
}

void FrameMaker::drawBehindXRay(const FrameInput& input, int pixels) {
  const bool fades = input.presentation.xRay.fade > 0.0 && xRayDrawn_.now != 0;
  if (fades && behindXRay_ == 0) {
    // the builder's own scene is the one that the panels show
    const view::Scene shown = *scene_;
    const view::Presentation look = view::asXRayed(input.presentation);
    view::Scene behind = builder_->build(input.state, look);
    behind.camera = view::cameraOf(shown.xRay.projection);
    behindXRay_ = renderer_.drawBehindXRay(behind, pixels);
    builder_->build(input.state, builtLook_);
  }
  pictures.behindXRay = fades ? behindXRay_ : 0;
}

void FrameMaker::drawSlice(bool moving) {
  slice_ = nullptr;
  if (scene_->slice.surfaces.empty()) return;
  const auto fine = moving ? view::MriFineness::kMoving : view::MriFineness::kFull;
  slice_ = &slicer_.draw(*scene_, fine);
  if (before_ == nullptr || compare_ == lesson::Comparing::kOff) {
    pictures.slice = renderer_.drawSlice(*slice_);
    return;
  }
  // left and right are much alike, so a line divides it even where other pictures are doubled
  const view::MriPicture& before = beforeSlicer_.draw(*before_, fine);
  pictures.slice = renderer_.drawSlice(view::divided(before, *slice_, divider_));
}

ui::Shown FrameMaker::shownBy(const FrameInput& input) const {
  return {*case_,
          input.state,
          *scene_,
          input.presentation,
          procedure_,
          catalogue_,
          input.story,
          pictures,
          input.workshop,
          slice_,
          pictures.xRay != 0 ? &reading_ : nullptr,
          input.preferences,
          input.takingAway,
          input.desktop};
}

ui::UiOutput FrameMaker::panels(const FrameInput& input, const ui::Layout& layout,
                                ui::UiState& state) {
  ui::UiOutput output;
  costs_.panels = timed([&] {
    ImGui::NewFrame();
    output = ui::drawPanels(shownBy(input), layout, input.keys, state);
    ImGui::Render();
  });
  return output;
}

}  // namespace unkink::app
