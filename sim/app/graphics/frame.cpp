// Scene to textures to panels.
#include "app/graphics/frame.hpp"

#include "app/graphics/clock.hpp"
#include "app/graphics/fingerprint.hpp"
#include "app/graphics/font_file.hpp"
#include "ui/theme.hpp"

#include <algorithm>
#include <backends/imgui_impl_opengl3.h>
#include <cmath>

namespace unkink::app {
namespace {

constexpr int kXRayPixels = 512;

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
  sceneKey_ = strawKey_ = {};
  xRayKey_ = {};
  pictures.xRay = 0;
}

void FrameMaker::dress(float scale, float pixelRatio) {
  if (scale == dressedScale_ && pixelRatio == dressedRatio_) return;
  ui::applyTheme(fontFile(), scale, pixelRatio);
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
  dressedScale_ = scale;
  dressedRatio_ = pixelRatio;
}

ui::Layout FrameMaker::prepare(const FrameInput& input, const FrameSize& size,
                               const ui::UiState& state) {
  const ui::Layout layout = ui::layoutFor(
      {size.width, size.height, size.displayScale, state.stagesOpen, input.workshop != nullptr});
  dress(layout.scale, size.pixelRatio);
  costs_.build = timed([&] { buildScene(input.state, input.presentation); });
  drawPictures(input, layout, size.pixelRatio);
  return layout;
}

void FrameMaker::drawPictures(const FrameInput& input, const ui::Layout& layout, float pixelRatio) {
  const std::uint64_t fingerprint = fingerprintOfScene(*scene_);
  fineness_ = input.fineness(fingerprint != sceneKey_.fingerprint);
  renderer_.setQuality(fineness_.quality);
  const Drawn scene{fingerprint,
                    pixels(ui::scenePicture(layout), pixelRatio * fineness_.resolution),
                    fineness_.quality};
  const std::uint64_t outline = fingerprintOfOutline(*scene_);
  drewScene_ = !(scene == sceneKey_);
  costs_.scene = timed([&] {
    if (drewScene_)
      pictures.scene = renderer_.drawScene(*scene_, scene.size);
    else if (outline != outlineKey_)
      pictures.scene = renderer_.outlineScene(*scene_);
  });
  sceneKey_ = scene;
  outlineKey_ = outline;
  if (input.workshop) return;  // neither straw nor X-ray is seen beside the set-up page
  const Drawn straw{fingerprintOfStraw(*scene_), pixels(ui::strawPicture(layout), pixelRatio),
                    fineness_.quality};
  costs_.straw = timed([&] {
    if (!(straw == strawKey_)) pictures.straw = renderer_.drawStraw(*scene_, straw.size);
  });
  strawKey_ = straw;
  costs_.xRay = timed([&] { drawXRay(input); });
  costs_.slice = timed([&] { drawSlice(fineness_.moving); });
}

std::optional<view::PartName> FrameMaker::partAt(const math::Vec2f& at) {
  if (scene_ == nullptr) return std::nullopt;
  const auto surface = renderer_.surfaceAt(*scene_, sceneKey_.size, at);
  const int part = surface ? scene_->surfaces[*surface].part : -1;
  if (part < 0) return std::nullopt;
  return scene_->parts[static_cast<std::size_t>(part)];
}

void FrameMaker::drawXRay(const FrameInput& input) {
  const view::Presentation& p = input.presentation;
  const Held wanted{scene_->xRay.exposure, p.boneDark, p.xRayView};
  if (wanted == xRayKey_) return;
  // before the first exposure there is no picture
  pictures.xRay = wanted.exposure > 0 ? renderer_.drawXRay(*scene_, kXRayPixels) : 0;
  xRayKey_ = wanted;
}

void FrameMaker::drawSlice(bool moving) {
  slice_ = nullptr;
  if (scene_->slice.surfaces.empty()) return;
  slice_ = &slicer_.draw(*scene_, moving ? view::MriFineness::kMoving : view::MriFineness::kFull);
  pictures.slice = renderer_.drawSlice(*slice_);
}

ui::Shown FrameMaker::shownBy(const FrameInput& input) const {
  return {*case_,     input.state, *scene_,  input.presentation, procedure_,
          catalogue_, input.story, pictures, input.workshop,     slice_};
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
