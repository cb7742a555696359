// Rows and columns of a booth's screen.
#include "ui/kiosk_layout.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::ui {

Layout kioskLayout(const LayoutWish& wish) {
  constexpr float kLarger = 1.25f;  // than at a desk: people stand in front of it
  constexpr float kGap = 4.0f, kNotice = 24.0f, kBar = 76.0f, kStraw = 0.36f;
  Layout l;
  l.scale = kLarger * fittingScale(wish.width, wish.height, wish.scale);
  l.stagesOpen = false;
  const float s = l.scale, gap = kGap * s, notice = std::floor(kNotice * s);
  l.notice = {0.0f, wish.height - notice, wish.width, notice};
  const float width = wish.width - 2.0f * gap, bar = std::floor(kBar * s);
  l.transport = {gap, l.notice.y - bar, width, bar};
  const float text = std::floor(std::clamp(0.2f * wish.height, 110.0f * s, 240.0f * s));
  l.narration = {gap, l.transport.y - gap - text, width, text};
  l.scene = {gap, gap, width, l.narration.y - 2.0f * gap};
  if (!wish.bigStrawOpen) return l;
  const float straw = std::floor(kStraw * width);
  l.bigStraw = {l.scene.right() - straw, l.scene.y, straw, l.scene.height};
  l.scene.width -= straw + gap;
  return l;
}

}  // namespace unkink::ui
