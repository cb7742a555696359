// Placing and drawing the names of structures.
#include "ui/labels.hpp"

#include "ui/panel.hpp"
#include "ui/ui_state.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::ui {
namespace {

constexpr float kSwitch = 0.08f;  // of the area's width beyond the middle, before a name changes

bool onLeft(const Callout& c, const Rect& area, LabelMemory& memory) {
  const float middle = area.x + 0.5f * area.width, slack = kSwitch * area.width;
  const auto [last, fresh] = memory.try_emplace(c.text, c.anchorX < middle);
  if (!fresh && last->second && c.anchorX > middle + slack) last->second = false;
  if (!fresh && !last->second && c.anchorX < middle - slack) last->second = true;
  return last->second;
}

/// Moves the boxes of one column apart: down from the top, then up from the bottom.
void separate(std::vector<PlacedCallout*>& column, const Rect& area, float gap) {
  std::stable_sort(column.begin(), column.end(),
                   [](const auto* a, const auto* b) { return a->box.y < b->box.y; });
  float top = area.y;
  for (PlacedCallout* p : column) {
    p->box.y = std::max(p->box.y, top);
    top = p->box.bottom() + gap;
  }
  float bottom = area.bottom();
  for (auto p = column.rbegin(); p != column.rend(); ++p) {
    (*p)->box.y = std::min((*p)->box.y, bottom - (*p)->box.height);
    bottom = (*p)->box.y - gap;
  }
}

/// How many of a column's boxes there is room for.
std::size_t roomFor(const std::vector<Callout>& callouts, const Rect& area, float gap) {
  float height = 0.0f;
  std::size_t count = 0;
  for (const Callout& c : callouts) {
    height += c.height + (count > 0 ? gap : 0.0f);
    if (height > area.height) break;
    ++count;
  }
  return count;
}

/// At the anchor's height, or above it where the box would cover it.
Rect boxOf(const Callout& c, const Rect& area, bool left) {
  const float width = std::min(c.width, 0.5f * area.width);
  Rect box{left ? area.x : area.right() - width, c.anchorY - 0.5f * c.height, width, c.height};
  const float margin = c.height;
  if (c.anchorX > box.x - margin && c.anchorX < box.right() + margin) box.y -= 1.6f * c.height;
  return box;
}

std::vector<Callout> calloutsOf(const Shown& shown, const Rect& picture, float scale) {
  const float aspect = picture.width / picture.height;
  const math::Mat4f clip =
      view::clipFromView(shown.scene.camera, aspect) * view::viewFromPatient(shown.scene.camera);
  std::vector<Callout> callouts;
  for (const view::Label& label : shown.scene.labels) {
    const math::Vec4f p = clip * math::Vec4f(label.anchor, 1.0f);
    if (p.w <= 0.0f || std::max(std::abs(p.x), std::abs(p.y)) > p.w) continue;
    Callout c{structureName(shown, label.text),
              picture.x + 0.5f * (1.0f + p.x / p.w) * picture.width,
              picture.y + 0.5f * (1.0f - p.y / p.w) * picture.height};
    const ImVec2 size = ImGui::CalcTextSize(c.text.c_str());
    c.width = size.x + 14.0f * scale;
    c.height = size.y + 6.0f * scale;
    callouts.push_back(std::move(c));
  }
  return callouts;
}

void draw(const PlacedCallout& p, float scale) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 anchor(p.callout.anchorX, p.callout.anchorY);
  const bool beside = p.callout.anchorX < p.box.x || p.callout.anchorX > p.box.right();
  const ImVec2 from(p.left == beside ? p.box.right() : p.box.x,
                    p.box.y + (beside ? 0.5f : 1.0f) * p.box.height);
  list.AddLine(from, anchor, pack(kBackground, 0.8f), 3.0f * scale);
  list.AddLine(from, anchor, pack(kText, 0.9f), 1.2f * scale);
  list.AddCircleFilled(anchor, 3.5f * scale, pack(kBackground, 0.8f));
  list.AddCircleFilled(anchor, 2.3f * scale, pack(kText));
  list.AddRectFilled(ImVec2(p.box.x, p.box.y), ImVec2(p.box.right(), p.box.bottom()),
                     pack(kPanel, 0.88f), 5.0f * scale);
  list.AddText(ImVec2(p.box.x + 7.0f * scale, p.box.y + 3.0f * scale), pack(kText),
               fitted(p.callout.text, p.box.width - 12.0f * scale).c_str());
}

}  // namespace

std::vector<PlacedCallout> placeCallouts(const std::vector<Callout>& callouts, const Rect& area,
                                         float gap, LabelMemory& memory) {
  std::vector<Callout> sides[2];
  for (const Callout& c : callouts) sides[onLeft(c, area, memory) ? 1 : 0].push_back(c);
  std::vector<PlacedCallout> placed;
  placed.reserve(callouts.size());
  for (const bool left : {true, false}) {
    std::vector<Callout>& side = sides[left ? 1 : 0];
    side.resize(roomFor(side, area, gap));
    std::vector<PlacedCallout*> column;
    for (Callout& c : side) {
      const Rect box = boxOf(c, area, left);
      column.push_back(&placed.emplace_back(PlacedCallout{std::move(c), box, left}));
    }
    separate(column, area, gap);
  }
  return placed;
}

void drawLabels(const Shown& shown, const Rect& picture, float scale, LabelMemory& memory) {
  const float margin = 10.0f * scale, head = 38.0f * scale;  // the buttons are above
  const Rect area{picture.x + margin, picture.y + head, picture.width - 2 * margin,
                  picture.height - head - margin};
  if (area.width <= 0.0f || area.height <= 0.0f) return;
  for (const PlacedCallout& p :
       placeCallouts(calloutsOf(shown, picture, scale), area, 5.0f * scale, memory))
    draw(p, scale);
}

}  // namespace unkink::ui
