// The drinking straw: its picture, how wide it is at its narrowest, and what it stands for.
#include "thecal_sac/straw.hpp"
#include "ui/compare.hpp"
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/words.hpp"

#include <algorithm>

namespace unkink::ui {

Rect strawPicture(const Layout& layout) {
  const float pad = 8.0f * layout.scale;
  const Rect& r = layout.straw;
  const float height = std::max(8.0f, r.height - 2 * pad);
  const bool large = layout.shape == Shape::kBig || layout.shape == Shape::kFilm;
  const float width = std::min((large ? 0.42f : 0.34f) * r.width, 0.75f * height);
  return {r.x + pad, r.y + pad, width, std::min(height, 1.75f * width)};
}

void strawPanel(const Shown& shown, const Layout& layout) {
  const operation::State& state = shown.state;
  const thecal_sac::Straw straw = thecal_sac::levelStraw(
      shown.theCase.spine(), state.freeSpace.frames, state.sac, shown.theCase.level());
  const Rect picture = strawPicture(layout);
  beginPanel("straw", layout.straw, ImGuiWindowFlags_NoScrollWithMouse);
  drawPicture(shown.pictures.straw, picture, 6.0f * layout.scale);
  ImGui::SetCursorScreenPos(ImVec2(picture.right() + 10.0f * layout.scale, picture.y));
  ImGui::BeginChild("words");
  heading(word(shown, "view_straw"));
  muted(word(shown, "narrowest"));
  heading((decimal(100.0 * thecal_sac::narrowestRoom(straw), 0) + " %").c_str());
  muted(word(shown, "of_healthy_room"));
  wrapped(postureInWords(shown).c_str(), Type::kSmall, kAccent);
  muted(word(shown, "straw_caption"));
  moreBelow();
  ImGui::EndChild();
  if (shown.presentation.compare != lesson::Comparing::kOff && hasBefore(shown))
    drawComparison(shown, lesson::Comparing::kSideBySide, picture,
                   picture.bottom() - 26.0f * layout.scale, layout.scale, Handle::kNone);
  endPanel();
}

}  // namespace unkink::ui
