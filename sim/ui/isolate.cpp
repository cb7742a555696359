// Opacities of layers, kept and given back.
#include "ui/isolate.hpp"

#include "ui/ui_state.hpp"

#include <algorithm>

namespace unkink::ui {
namespace {

std::optional<view::Layer> wantedLayer(const Shown& shown, const Show& show) {
  if (show.pick) return view::layerOf(show.pick->part);
  if (shown.presentation.pointed) return view::layerOf(*shown.presentation.pointed);
  return shown.presentation.pointedLayer;
}

}  // namespace

void keepIsolation(const Shown& shown, Show& show) {
  if (show.isolatedIn != shown.story.shownStage()) show.isolation = Isolation::kOff;
}

void isolateNext(const Shown& shown, Show& show, UiOutput& output) {
  keepIsolation(shown, show);
  const auto layer = wantedLayer(shown, show);
  const bool other = layer && *layer != show.isolated;
  if (show.isolation == Isolation::kOff || other) {
    if (!layer) return;
    if (show.isolation == Isolation::kOff) show.before = shown.presentation.opacity;
    show.isolated = *layer;
    show.isolatedIn = shown.story.shownStage();
    show.isolation = Isolation::kAlone;
  } else {
    show.isolation = show.isolation == Isolation::kAlone ? Isolation::kFaded : Isolation::kOff;
  }
  auto& opacity = output.change(shown).opacity;
  opacity = show.before;
  if (show.isolation == Isolation::kAlone)
    for (float& each : opacity) each = std::min(each, kFaint);
  float& own = opacity[static_cast<std::size_t>(show.isolated)];
  if (show.isolation == Isolation::kAlone) own = 1.0f;
  if (show.isolation == Isolation::kFaded) own = kFaint;
}

}  // namespace unkink::ui
