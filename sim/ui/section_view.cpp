// Triangles of a section straight into ImGui's draw list.
#include "ui/section_view.hpp"

#include "ui/theme.hpp"

#include <algorithm>
#include <array>

namespace unkink::ui {
namespace {

constexpr float kHeightOverWidth = 0.88f;  // of what view::axialSection draws

struct Tint {
  view::Look look;
  Colour fill, line;
};
constexpr std::array<Tint, 4> kTints{{
    {view::Look::kDisc, colour(0x6f8796), colour(0x8fa8b8)},
    {view::Look::kLigament, colour(0xe3bd57), colour(0xffe096)},
    {view::Look::kBone, colour(0xcfc3ad), colour(0xefe6d6)},
    {view::Look::kDura, colour(0x9fd3ef), colour(0xe6f6ff)},
}};

const Tint& tintOf(view::Look look) {
  return *std::find_if(kTints.begin(), kTints.end(),
                       [&](const Tint& t) { return t.look == look || &t == &kTints.back(); });
}

/// Where millimetres of a section go on screen.
struct Placing {
  ImVec2 origin;
  float perMillimetre = 1.0f;

  ImVec2 operator()(const math::Vec2f& p) const {
    return {origin.x + perMillimetre * p.x, origin.y + perMillimetre * p.y};
  }
};

Placing placingOf(const view::AxialSection& section, const Rect& rect) {
  const math::Vec2f size = section.hi - section.lo, middle = 0.5f * (section.hi + section.lo);
  const float per = std::min(rect.width / size.x, rect.height / size.y);
  return {
      {rect.x + 0.5f * rect.width - per * middle.x, rect.y + 0.5f * rect.height - per * middle.y},
      per};
}

void fill(ImDrawList& list, const std::vector<math::Vec2f>& triangles, const Placing& place,
          ImU32 tint) {
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  constexpr std::size_t kAtOnce = 3000;  // indices of a draw list may have 16 bits
  for (std::size_t first = 0; first < triangles.size(); first += kAtOnce) {
    const std::size_t last = std::min(triangles.size(), first + kAtOnce);
    const auto count = static_cast<int>(last - first);
    list.PrimReserve(count, count);
    for (std::size_t n = first; n < last; ++n) {
      list.PrimWriteIdx(static_cast<ImDrawIdx>(list._VtxCurrentIdx));
      list.PrimWriteVtx(place(triangles[n]), white, tint);
    }
  }
}

}  // namespace

float sectionHeight(float width) { return kHeightOverWidth * width; }

void drawSection(const view::AxialSection& section, const Rect& rect, float scale) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Placing place = placingOf(section, rect);
  list.PushClipRect(ImVec2(rect.x, rect.y), ImVec2(rect.right(), rect.bottom()), true);
  for (const view::SectionPatch& patch : section.patches) {
    const Tint& tint = tintOf(patch.look);
    fill(list, patch.triangles, place, pack(tint.fill));
    for (const auto& line : patch.outline)
      list.AddLine(place(line[0]), place(line[1]), pack(tint.line), 1.1f * scale);
  }
  list.PopClipRect();
}

}  // namespace unkink::ui
