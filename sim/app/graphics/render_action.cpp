// `unkink render`: pictures of the story without a screen.
#include "app/actions.hpp"
#include "app/graphics/beats.hpp"
#include "app/graphics/director.hpp"
#include "app/graphics/headless.hpp"
#include "app/graphics/png.hpp"
#include "app/material.hpp"
#include "config/error.hpp"
#include "config/files.hpp"
#include "ui/pages.hpp"
#include "ui/single_view.hpp"

#include <algorithm>
#include <cstdio>
#include <imgui.h>
#include <memory>

namespace unkink::app {
namespace {

namespace fs = std::filesystem;

constexpr int kSettlingFrames = 3;  // until ImGui has measured everything

/// Everything that is needed to draw any stage.
class Studio {
 public:
  explicit Studio(const Options& options)
      : options_(options),
        catalogue_(lesson::Catalogue::read(options.language)),
        session_(startSession(options)),
        panels_({options.width, options.height}),
        frames_(renderer_, session_->theCase(), surfacesOf(session_->theCase()),
                session_->procedure(), catalogue_),
        director_(session_->theCase(), session_->procedure()) {
    if (options.clinical) director_.presentation().voice = view::Voice::kClinical;
  }

  /// A stage, 1-based, as far through as asked for; 0 is the untouched patient.
  render::Image draw(int stage) {
    seekMoment(*session_, stage, options_.through);
    state_ = heldAsAsked(options_, session_->theCase(), session_->state());
    director_.presentation().bigStraw = options_.picture == Picture::kStraw;
    director_.cutTo(std::max(stage - 1, 0), state_);
    view::Presentation& look = director_.presentation();
    look.clock_s = static_cast<double>(session_->tick()) * operation::kTick_s;
    look.xRay = options_.xRay;
    if (options_.compare) look.compare = look.compareXRay = *options_.compare;
    lookThroughCArm();
    if (options_.cArm && options_.picture == Picture::kScene) {
      look = view::aroundCArm(session_->theCase(), state_, look);
      look.xRayView = options_.projection;
    }
    if (options_.picture == Picture::kSlice) lookAtSlice();
    ui::UiState uiState;
    uiState.cArmOpen = options_.cArm;
    openPage(uiState);
    uiState.show.sources = options_.sources;
    for (int n = 0; n < kSettlingFrames; ++n) frame(std::max(stage - 1, 0), uiState);
    return frames_.renderer().read(panels_.draw(), panels_.size());
  }

 private:
  /// What was X-rayed last, or the view that was asked for; where there is neither, AP.
  void lookThroughCArm() {
    const bool taken = state_.cArm.exposure.number > 0;
    if (options_.picture == Picture::kXRay && (options_.projection || !taken))
      director_.presentation().xRayView = options_.projection.value_or(fluoro::View::kAp);
  }

  void openPage(ui::UiState& uiState) const {
    if (!options_.page) return;
    const ui::Page page = ui::pageOf(*options_.page);
    if (!ui::openPage(*session_->procedure().guide, page, options_.pageParts, uiState))
      config::fail("--page", {}, "found a number of what the page does not have, expected others");
  }

  void lookAtSlice() {
    view::SliceLook& look = director_.presentation().slice;
    look.open = true;
    look.outlines = options_.outlines;
    look.plane = options_.sagittal ? view::SlicePlane::kSagittal : view::SlicePlane::kAxial;
    (options_.sagittal ? look.sagittal_mm : look.axial_mm) = options_.at_mm.value_or(0.0);
  }

  ui::Story story(int stage) const {
    ui::Story s;
    s.stage = stage;
    s.tick = session_->tick();
    s.writtenTicks = session_->writtenTicks();
    for (int n = 0; n < session_->stageCount(); ++n) {
      const auto span = session_->span(n);
      s.chapters.push_back(span ? std::optional(ui::Chapter{span->first, span->last})
                                : std::nullopt);
    }
    s.written = session_->finished();
    // a whole stage has been read to its end
    addBeats(*session_, options_.through >= 1.0 ? 1e9 : 0.0, s);
    return s;
  }

  void frame(int stage, ui::UiState& uiState) {
    FrameInput input{state_, director_.presentation(), story(stage), {}};
    input.preferences.textScale = options_.textScale;
    input.preferences.language = catalogue_.language();
    input.preferences.theme = options_.light ? ui::Theme::kLight : ui::Theme::kDark;
    input.shape = shapeOf(options_.layout);
    input.preferences.textScale = options_.textScale;
    const FrameSize size{static_cast<float>(options_.width), static_cast<float>(options_.height)};
    const auto begin = [&] { panels_.beginFrame(); };
    if (options_.picture == Picture::kWindow)
      frames_.make(input, size, uiState, begin);
    else
      singleView(input, size, uiState);
  }

  void singleView(const FrameInput& input, const FrameSize& size, ui::UiState& uiState) {
    frames_.dress(input.preferences.theme, ui::singleScale(size.width, size.height),
                  size.pixelRatio);
    const ui::Rect straw = ui::singlePicture(size.width, size.height, ui::SingleView::kStraw);
    frames_.buildScenes(input, straw.width / straw.height);
    const auto pixels = [](const ui::Rect& r) {
      return render::Size{std::max(16, static_cast<int>(r.width)),
                          std::max(16, static_cast<int>(r.height))};
    };
    const render::Size picture = pixels(ui::singlePicture(size.width, size.height, view()));
    if (options_.picture == Picture::kScene) frames_.drawScene(picture);
    if (options_.picture == Picture::kXRay) frames_.drawXRay(input, picture.width);
    if (options_.picture == Picture::kStraw) {
      frames_.drawScene(pixels(ui::besideBigStraw(size.width, size.height)));
      frames_.drawBigStraw(picture);
    }
    if (options_.picture == Picture::kSlice) frames_.drawSlice(false);
    panels_.beginFrame();
    ImGui::NewFrame();
    ui::drawSingleView(frames_.shownBy(input), view(), size.width, size.height, uiState);
    ImGui::Render();
  }

  ui::SingleView view() const {
    switch (options_.picture) {
      case Picture::kXRay:
        return ui::SingleView::kXRay;
      case Picture::kStraw:
        return ui::SingleView::kStraw;
      case Picture::kSlice:
        return ui::SingleView::kSlice;
      default:
        return ui::SingleView::kScene;
    }
  }

  const Options& options_;
  operation::State state_;
  lesson::Catalogue catalogue_;
  std::unique_ptr<lesson::Session> session_;
  render::HeadlessContext context_;
  HeadlessPanels panels_;
  render::Renderer renderer_;
  FrameMaker frames_;
  Director director_;
};

fs::path stageFile(const fs::path& folder, int stage) {
  char name[32];
  std::snprintf(name, sizeof name, "stage-%02d.png", stage);
  return folder / name;
}

void makeFolder(const fs::path& folder) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (!fs::is_directory(folder))
    throw config::Error(folder.string() + ": could not be made, expected a folder to write to");
}

}  // namespace

int render(const Options& options) {
  const int count = static_cast<int>(readStory().stages.size());
  const bool all = options.stage == "all";
  const int only = all ? 0 : stageNumber(options.stage, count);
  if (all) makeFolder(options.out);
  Studio studio(options);
  if (!all) {
    writePng(options.out, studio.draw(only));
    return 0;
  }
  for (int stage = 1; stage <= count; ++stage)
    writePng(stageFile(options.out, stage), studio.draw(stage));
  return 0;
}

}  // namespace unkink::app
