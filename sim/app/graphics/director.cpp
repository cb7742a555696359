// Camera flights.
#include "app/graphics/director.hpp"

#include <algorithm>
#include <array>

namespace unkink::app {
namespace {

constexpr double kStageFlight_s = 1.2, kPresetFlight_s = 0.6;

struct Preset {
  double azimuth_deg, elevation_deg, distance_mm;
  bool cut;  // open along the middle
};
// behind, left, right, above, into the canal, the whole spine
constexpr std::array<Preset, ui::kCameraPresetCount> kPresets{{{0, 8, 420, false},
                                                               {90, 6, 420, false},
                                                               {-90, 6, 420, false},
                                                               {0, 78, 260, false},
                                                               {66, 16, 170, true},
                                                               {38, 12, 820, false}}};

/// Where a cut is looked at from: axial from the feet, belly up, as a radiologist does.
Preset presetOf(view::CutPlane plane) {
  switch (plane) {
    case view::CutPlane::kAxial:
      return {180, -78, 260, false};
    case view::CutPlane::kCoronal:
      return {0, 8, 300, false};
    default:
      return {88, 3, 260, false};
  }
}

double smoothstep(double t) { return t * t * (3.0 - 2.0 * t); }

}  // namespace

Director::Director(const operation::Case& theCase, const lesson::Procedure& procedure)
    : case_(&theCase), procedure_(procedure) {}

view::Presentation Director::stagedNow(const operation::State& state) const {
  view::Presentation p =
      view::staged(*case_, state, procedure_.stages[static_cast<std::size_t>(stage_)].staging);
  keepOwn(p);
  if (p.bigStraw) p = view::besideStraw(*case_, state, std::move(p));
  return p;
}

/// What no stage decides.
void Director::keepOwn(view::Presentation& look) const {
  look.voice = now_.voice;
  look.boneDark = now_.boneDark;
  look.xRay = now_.xRay;
  look.pointed = now_.pointed;
  look.pointedLayer = now_.pointedLayer;
  look.bigStraw = now_.bigStraw;
  look.clock_s = now_.clock_s;
  look.divider = now_.divider;
  look.slice.outlines = now_.slice.outlines;
  if (!sliceTaken_) return;
  look.slice.plane = now_.slice.plane;
  look.slice.axial_mm = now_.slice.axial_mm;
  look.slice.sagittal_mm = now_.slice.sagittal_mm;
}

/// Whether another slice is looked at than now; whether it is open or outlined is no matter.
bool Director::movesSlice(const view::SliceLook& wanted) const {
  const view::SliceLook& is = now_.slice;
  return wanted.plane != is.plane || wanted.axial_mm != is.axial_mm ||
         wanted.sagittal_mm != is.sagittal_mm;
}

void Director::setClock(double clock_s) {
  for (view::Presentation* p : {&now_, &to_}) p->clock_s = clock_s;
}

void Director::cutTo(int stage, const operation::State& state) {
  stage_ = stage;
  now_ = stagedNow(state);
  flying_ = false;
}

void Director::follow(int stage, const operation::State& state, double now) {
  if (stage == stage_) return;
  const bool first = stage_ < 0;
  stage_ = stage;
  if (first)
    now_ = stagedNow(state);
  else
    flyTo(stagedNow(state), now, kStageFlight_s);
}

void Director::lookAt(view::Presentation look, double now) {
  keepOwn(look);
  flyTo(std::move(look), now, kPresetFlight_s);
}

void Director::backToStage(int stage, const operation::State& state, double now) {
  stage_ = stage;
  flyTo(stagedNow(state), now, kStageFlight_s);
}

void Director::flyTo(view::Presentation to, double now, double duration_s) {
  from_ = now_;
  to_ = std::move(to);
  if (cuts_) now_ = to_;
  start_s_ = now;
  duration_s_ = duration_s;
  flying_ = !cuts_;
}

void Director::setReducedMotion(bool reduced) {
  cuts_ = reduced;
  if (flying_ && reduced) now_ = to_;
  flying_ = flying_ && !reduced;
}

bool Director::point(const std::optional<view::PartName>& part,
                     const std::optional<view::Layer>& layer) {
  if (now_.pointed == part && now_.pointedLayer == layer) return false;
  for (view::Presentation* p : {&now_, &to_}) {
    p->pointed = part;
    p->pointedLayer = layer;
  }
  return true;
}

void Director::apply(const ui::UiOutput& output, const operation::State& state, double now) {
  const bool strawBefore = now_.bigStraw;
  if (output.presentation) {
    // the flight goes on unless its camera was taken; everything else is the user's at once
    const view::Orbit flown = now_.orbit;
    if (movesSlice(output.presentation->slice)) sliceTaken_ = true;
    now_ = *output.presentation;
    if (!output.cameraTaken) now_.orbit = flown;
    if (output.cameraTaken) flying_ = false;
    view::Orbit goal = to_.orbit;
    to_ = now_;
    to_.orbit = goal;
    from_.voice = now_.voice;
    from_.boneDark = now_.boneDark;
    from_.xRay = now_.xRay;
    from_.opacity = now_.opacity;
    from_.cut = now_.cut;
  }
  if (output.stageView) sliceTaken_ = false;
  if (output.stageView || now_.bigStraw != strawBefore)
    flyTo(stagedNow(state), now, kPresetFlight_s);
  if (output.cameraPreset || output.lookAtCut) {
    const Preset preset = output.lookAtCut
                              ? presetOf(*output.lookAtCut)
                              : kPresets[static_cast<std::size_t>(*output.cameraPreset)];
    view::Presentation to = now_;
    const view::Orbit staged = stagedNow(state).orbit;
    to.orbit.azimuth_deg = preset.azimuth_deg;
    to.orbit.elevation_deg = preset.elevation_deg;
    to.orbit.distance_mm = preset.distance_mm;
    to.orbit.target = staged.target;
    if (preset.cut) to.cut = {view::CutPlane::kSagittal, 0.0};
    flyTo(std::move(to), now, kPresetFlight_s);
  }
}

void Director::advance(double now) {
  if (!flying_) return;
  const double t = std::clamp((now - start_s_) / duration_s_, 0.0, 1.0);
  now_ = t < 1.0 ? view::between(from_, to_, smoothstep(t)) : to_;
  flying_ = t < 1.0;
}

}  // namespace unkink::app
