// Placing and drawing the names of structures.
#include "ui/labels.hpp"

#include "ui/panel.hpp"
#include "ui/ui_state.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

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
  std::stable_sort(column.begin(), column.end(), [](const auto* a, const auto* b) {
    return a->box.y + 0.5f * a->box.height < b->box.y + 0.5f * b->box.height;
  });
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
constexpr float kWidest = 0.5f;  // a callout, as a share of the picture

Rect boxOf(const Callout& c, const Rect& area, bool left) {
  const float width = std::min(c.width, kWidest * area.width);
  Rect box{left ? area.x : area.right() - width, c.anchorY - 0.5f * c.height, width, c.height};
  const float margin = c.height;
  if (c.anchorX > box.x - margin && c.anchorX < box.right() + margin) box.y -= 1.6f * c.height;
  return box;
}

/// Where a callout's line leaves its box.
struct Point {
  float x = 0.0f, y = 0.0f;
};
Point lineStart(const PlacedCallout& p) {
  const Rect& r = p.box;
  if (p.callout.anchorX < r.x || p.callout.anchorX > r.right())
    return {p.callout.anchorX < r.x ? r.x : r.right(), r.y + 0.5f * r.height};
  return {p.callout.anchorX, p.callout.anchorY < r.y ? r.y : r.bottom()};
}

Rect grown(const Rect& r, float by) {
  return {r.x - by, r.y - by, r.width + 2.0f * by, r.height + 2.0f * by};
}

/// Whether a line runs through a box, by clipping it to the box's two slabs.
bool crosses(const Point& a, const Point& b, const Rect& box) {
  float first = 0.0f, last = 1.0f;
  const auto clip = [&](float from, float to, float lo, float hi) {
    const float run = to - from;
    if (std::abs(run) < 1e-4f) return from >= lo && from <= hi;
    const float s = (lo - from) / run, t = (hi - from) / run;
    first = std::max(first, std::min(s, t));
    last = std::min(last, std::max(s, t));
    return first <= last;
  };
  return clip(a.x, b.x, box.x, box.right()) && clip(a.y, b.y, box.y, box.bottom());
}

bool clearOf(const Rect& box, const PlacedCallout& p) {
  return !box.overlaps(p.box) &&
         !crosses(lineStart(p), {p.callout.anchorX, p.callout.anchorY}, box);
}

/// The scene's camera on its picture.
class Screen {
 public:
  Screen(const view::Camera& camera, const Rect& picture)
      : picture_(picture),
        clip_(view::clipFromView(camera, picture.width / picture.height) *
              view::viewFromPatient(camera)) {}

  std::optional<Point> operator()(const math::Vec3f& at) const {
    const math::Vec4f p = clip_ * math::Vec4f(at, 1.0f);
    if (p.w <= 0.0f || std::max(std::abs(p.x), std::abs(p.y)) > p.w) return std::nullopt;
    return Point{picture_.x + 0.5f * (1.0f + p.x / p.w) * picture_.width,
                 picture_.y + 0.5f * (1.0f - p.y / p.w) * picture_.height};
  }

 private:
  Rect picture_;
  math::Mat4f clip_;
};

/// \param most   its width; a longer one takes more lines
Callout calloutAt(const std::string& text, const Point& at, float scale, float most) {
  Callout c{inLines(text, most - 14.0f * scale), at.x, at.y};
  const ImVec2 size = ImGui::CalcTextSize(c.text.c_str());
  c.width = size.x + 14.0f * scale;
  c.height = size.y + 6.0f * scale;
  return c;
}

std::vector<Callout> calloutsOf(const Shown& shown, const Screen& screen, float scale, float most) {
  std::vector<Callout> callouts;
  for (const view::Label& label : shown.scene.labels) {
    const auto at = label.beside ? std::nullopt : screen(label.anchor);
    if (!at) continue;
    callouts.push_back(calloutAt(structureName(shown, label.text), *at, scale, most));
  }
  return callouts;
}

/// The name of what was picked, before all others so that there is room for it.
/// \return the name; empty where it is not seen
std::string addPicked(const Shown& shown, const Screen& screen, float scale, float most, Show& show,
                      std::vector<Callout>& callouts) {
  if (!show.pick) return {};
  const auto place = view::placeOf(shown.scene, *show.pick);
  const auto at = place ? screen(*place) : std::nullopt;
  if (!at) return {};
  const Callout named = calloutAt(partName(shown, show.pick->part), *at, scale, most);
  std::erase_if(callouts, [&](const Callout& c) { return c.text == named.text; });
  callouts.insert(callouts.begin(), named);
  return named.text;
}

std::vector<Tag> tagsOf(const Shown& shown, const Screen& screen, float scale) {
  std::vector<Tag> tags;
  for (const view::Label& label : shown.scene.labels) {
    if (!label.beside) continue;
    const auto at = screen(label.anchor), bone = screen(*label.beside);
    if (!at || !bone) continue;
    const ImVec2 size = ImGui::CalcTextSize(label.text.c_str());
    tags.push_back(
        {label.text, at->x, at->y, size.x + 10.0f * scale, size.y + 2.0f * scale, at->x < bone->x});
  }
  return tags;
}

/// The slice's name at the corners of its pane: one of them is enough.
std::vector<Tag> sliceTags(const Shown& shown, const Screen& screen, float scale) {
  const view::Slice& slice = shown.scene.slice;
  if (slice.surfaces.empty() || !shown.presentation.slice.open || shown.workshop) return {};
  const std::string text = word(shown, "view_slice");
  const ImVec2 size = ImGui::CalcTextSize(text.c_str());
  const auto middle = screen(math::Vec3f(slice.plane.origin));
  std::vector<Tag> tags;
  for (const auto& [right, down] : {std::pair{0.5, 0.5}, {-0.5, 0.5}, {0.5, -0.5}, {-0.5, -0.5}}) {
    const auto at =
        screen(math::Vec3f(slice.plane.at({right * slice.field_mm, down * slice.field_mm})));
    if (at && middle)
      tags.push_back(
          {text, at->x, at->y, size.x + 10.0f * scale, size.y + 2.0f * scale, at->x < middle->x});
  }
  return tags;
}

void draw(const PlacedTag& tag, float scale, const Colour& colour = kAccent) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Rect& r = tag.box;
  list.AddRectFilled(ImVec2(r.x, r.y), ImVec2(r.right(), r.bottom()), pack(kBackground, 0.72f),
                     0.5f * r.height);
  list.AddText(ImVec2(r.x + 5.0f * scale, r.y + 1.0f * scale), pack(colour), tag.text.c_str());
}

}  // namespace

void drawCallout(const PlacedCallout& p, float scale, const Colour& line) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 anchor(p.callout.anchorX, p.callout.anchorY);
  const Point start = lineStart(p);
  const ImVec2 from(start.x, start.y);
  list.AddLine(from, anchor, pack(kBackground, 0.8f), 3.0f * scale);
  list.AddLine(from, anchor, pack(line, 0.9f), 1.2f * scale);
  list.AddCircleFilled(anchor, 3.5f * scale, pack(kBackground, 0.8f));
  list.AddCircleFilled(anchor, 2.3f * scale, pack(line));
  list.AddRectFilled(ImVec2(p.box.x, p.box.y), ImVec2(p.box.right(), p.box.bottom()),
                     pack(kPanel, 0.88f), 5.0f * scale);
  list.AddText(ImVec2(p.box.x + 7.0f * scale, p.box.y + 3.0f * scale), pack(kText),
               fitted(p.callout.text, p.box.width - 12.0f * scale).c_str());
}

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

std::vector<PlacedTag> placeTags(const std::vector<Tag>& tags,
                                 const std::vector<PlacedCallout>& callouts, const Rect& area,
                                 float gap) {
  std::vector<PlacedTag> placed;
  const auto fits = [&](const Rect& box) {
    const Rect room = grown(box, gap);
    return box.x >= area.x && box.right() <= area.right() && box.y >= area.y &&
           box.bottom() <= area.bottom() &&
           std::ranges::all_of(callouts, [&](const auto& c) { return clearOf(room, c); }) &&
           std::ranges::none_of(placed, [&](const auto& t) { return room.overlaps(t.box); });
  };
  constexpr std::array<float, 7> kMoves{0.0f, -0.5f, 0.5f, -1.0f,
                                        1.0f, -1.5f, 1.5f};  // of the height
  for (const Tag& tag : tags)
    for (const float move : kMoves) {
      const Rect box{tag.left ? tag.anchorX - tag.width : tag.anchorX,
                     tag.anchorY + (move - 0.5f) * tag.height, tag.width, tag.height};
      if (!fits(box)) continue;
      placed.push_back({tag.text, box});
      break;
    }
  return placed;
}

void drawLabels(const Shown& shown, const Rect& picture, const Rect& room, float scale,
                LabelMemory& memory, Show& show) {
  const DarkPalette dark;
  const float margin = 10.0f * scale;
  const Rect area{room.x + margin, room.y, room.width - 2 * margin, room.height - margin};
  if (area.width <= 0.0f || area.height <= 0.0f) return;
  // where text is large beside the picture, names are smaller, so that they stay whole
  const bool narrow = picture.width < 440.0f * scale;
  if (narrow) ImGui::PushFont(fontOf(Type::kSmall));
  const Screen screen(shown.scene.camera, picture);
  const float most = kWidest * area.width;
  std::vector<Callout> named = calloutsOf(shown, screen, scale, most);
  const std::string picked = addPicked(shown, screen, scale, most, show, named);
  const std::vector<PlacedCallout> callouts = placeCallouts(named, area, 5.0f * scale, memory);
  // the slice's name last: it gives way to the others
  std::vector<Tag> tags = tagsOf(shown, screen, scale);
  const std::vector<Tag> ofSlice = sliceTags(shown, screen, scale);
  tags.insert(tags.end(), ofSlice.begin(), ofSlice.end());
  bool sliceNamed = false;
  for (const PlacedTag& tag : placeTags(tags, callouts, area, 3.0f * scale)) {
    const bool slice = !ofSlice.empty() && tag.text == ofSlice.front().text;
    if (!slice || !sliceNamed) draw(tag, scale, slice ? kCare : kAccent);
    sliceNamed = sliceNamed || slice;
  }
  for (const PlacedCallout& p : callouts)
    drawCallout(p, scale, p.callout.text == picked ? kCare : kText);
  if (narrow) ImGui::PopFont();
}

void drawPointed(const std::string& name, float x, float y, const Rect& picture, float scale) {
  const DarkPalette dark;
  const ImVec2 size = ImGui::CalcTextSize(name.c_str());
  const float width = size.x + 14.0f * scale, height = size.y + 6.0f * scale;
  const float left = std::clamp(x + 14.0f * scale, picture.x,
                                std::max(picture.x, picture.right() - width)),
              top = std::clamp(y + 16.0f * scale, picture.y,
                               std::max(picture.y, picture.bottom() - height));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(ImVec2(left, top), ImVec2(left + width, top + height), pack(kPanel, 0.94f),
                     5.0f * scale);
  list.AddText(ImVec2(left + 7.0f * scale, top + 3.0f * scale), pack(kText), name.c_str());
}

void drawDirections(const Shown& shown, const Rect& picture, float scale) {
  const DarkPalette dark;
  if (shown.presentation.cut.plane == view::CutPlane::kNone) return;
  const math::Mat4f view = view::viewFromPatient(shown.scene.camera);
  constexpr float kAlong = 0.8f;  // of a direction that is nearly along the picture's
  const bool plain = shown.presentation.voice == view::Voice::kPlain;
  const auto letter = [&](int row, float sign) -> const char* {
    // the patient's left, back and head, and what is opposite
    constexpr const char* kKeys[3][2] = {
        {"left", "right"}, {"posterior", "anterior"}, {"head", "feet"}};
    // left and right are for everybody, the others are a doctor's
    for (int axis = 0; axis < (plain ? 1 : 3); ++axis)
      if (const float along = sign * view[axis][row]; std::abs(along) > kAlong)
        return word(shown, std::string("direction_") + kKeys[axis][along > 0.0f ? 0 : 1]);
    return nullptr;
  };
  const auto draw = [&](const char* text, float x, float y) {
    if (text == nullptr) return;
    const ImVec2 size = ImGui::CalcTextSize(text);
    const ImVec2 at(picture.x + x * picture.width - x * size.x + (0.5f - x) * 20.0f * scale,
                    picture.y + y * picture.height - y * size.y + (0.5f - y) * 14.0f * scale);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddText(ImVec2(at.x + scale, at.y + scale), pack(kBackground), text);
    list.AddText(at, pack(kMuted), text);
  };
  // along the lower edge, where no name stands
  draw(letter(0, -1.0f), 0.0f, 1.0f);
  draw(letter(0, 1.0f), 1.0f, 1.0f);
  draw(letter(1, -1.0f), 0.5f, 1.0f);
}

}  // namespace unkink::ui
