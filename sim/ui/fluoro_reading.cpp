// Lines, names and depths over the X-ray.
#include "ui/fluoro_reading.hpp"

#include "ui/compare.hpp"
#include "ui/panel.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>

namespace unkink::ui {
namespace {

using view::Guide;

/// Colour, and whether the line is broken: limits are.
struct GuideStyle {
  Paint colour;
  bool dashed = false;
};
constexpr std::array<GuideStyle, view::kGuideCount> kStyles{
    {{kAccent}, {kGood}, {kAccent}, {kCare, true}, {kRose}, {kText}}};

const GuideStyle& styleOf(Guide g) { return kStyles[static_cast<std::size_t>(g)]; }
bool wanted(const Shown& shown, Guide g) {
  return shown.presentation.xRay.guides[static_cast<std::size_t>(g)];
}

void stroke(const std::vector<ImVec2>& points, bool closed, ImU32 colour, float width) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const ImVec2& p : points) list.PathLineTo(p);
  list.PathStroke(colour, closed, width);
}

/// Every other stretch of a line.
std::vector<std::vector<ImVec2>> dashes(const std::vector<ImVec2>& points, float length) {
  std::vector<std::vector<ImVec2>> pieces(1);
  float gone = 0.0f;
  bool drawn = true;
  for (std::size_t n = 0; n + 1 < points.size(); ++n) {
    const ImVec2 a = points[n], b = points[n + 1];
    const float run = std::hypot(b.x - a.x, b.y - a.y);
    if (drawn) pieces.back().push_back(a);
    for (float at = length - gone; at < run; at += length) {
      const float t = at / run;
      const ImVec2 p(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y));
      if (drawn)
        pieces.back().push_back(p);
      else
        pieces.push_back({p});
      drawn = !drawn;
      gone = 0.0f;
    }
    gone = std::fmod(gone + run, length);
  }
  if (drawn && !points.empty()) pieces.back().push_back(points.back());
  return pieces;
}

void drawLine(const view::GuideLine& line, const OnPicture& place, float s) {
  std::vector<ImVec2> points;
  for (const math::Vec2& p : line.line) {
    const math::Vec2f at = place(p);
    points.emplace_back(at.x, at.y);
  }
  const GuideStyle& style = styleOf(line.guide);
  const auto pieces =
      style.dashed ? dashes(points, 6.0f * s) : std::vector<std::vector<ImVec2>>{points};
  for (const auto& piece : pieces) stroke(piece, line.closed, pack(kBackground, 0.55f), 3.2f * s);
  for (const auto& piece : pieces) stroke(piece, line.closed, pack(style.colour), 1.4f * s);
}

void drawTip(const math::Vec2f& at, float s) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 c(at.x, at.y);
  list.AddCircle(c, 6.0f * s, pack(kBackground, 0.7f), 24, 3.4f * s);
  list.AddCircle(c, 6.0f * s, pack(kText), 24, 1.4f * s);
}

/// The text in lines no wider than that in the present font.
std::string broken(const std::string& text, float width) {
  std::string all, line;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    const std::string longer = line.empty() ? word : line + " " + word;
    if (!line.empty() && ImGui::CalcTextSize(longer.c_str()).x > width) {
      all += line + "\n";
      line = word;
    } else {
      line = longer;
    }
    at = end + 1;
  }
  return all + line;
}

/// "+2.1 mm dorsal of the contrast edge".
std::string depthText(const Shown& shown, const std::string& key, double behind_mm) {
  const bool plain = shown.presentation.voice == view::Voice::kPlain;
  const bool behind = behind_mm >= 0.0;
  const std::string number =
      (behind && !plain ? "+" : "") + decimal(plain ? std::abs(behind_mm) : behind_mm, 1);
  return filled(voiced(shown, "xray." + key + (behind ? "_behind" : "_past")), "{mm}", number);
}

std::string textOf(const Shown& shown, Guide guide, float width) {
  if (guide != Guide::kTip)
    return broken(
        voiced(shown, "xray." + std::string(view::kGuideNames[static_cast<std::size_t>(guide)])),
        width);
  const view::TipReading& tip = *shown.reading->tip;
  std::string text = broken(structureName(shown, tip.structure), width);
  if (tip.behindContrast_mm)
    text += "\n" + broken(depthText(shown, "contrast", *tip.behindContrast_mm), width);
  if (tip.behindInterlaminar_mm)
    text += "\n" + broken(depthText(shown, "interlaminar", *tip.behindInterlaminar_mm), width);
  return text;
}

Callout calloutOf(const Shown& shown, Guide guide, const math::Vec2f& at, const Rect& free,
                  float s) {
  Callout c{textOf(shown, guide, 0.36f * free.width), at.x, at.y};
  const ImVec2 size = ImGui::CalcTextSize(c.text.c_str());
  c.width = size.x + 14.0f * s;
  c.height = size.y + 6.0f * s;
  return c;
}

/// The tip's depths stand on the side away from the names: at the tip's height, else where no name
/// is.
PlacedCallout placeTip(Callout c, const std::vector<PlacedCallout>& names, const Rect& free) {
  const bool away = c.anchorX < free.x + 0.5f * free.width;  // to the right
  const float lowest = free.bottom() - c.height;
  const float level = std::clamp(c.anchorY - 0.5f * c.height, free.y, std::max(free.y, lowest));
  const auto at = [&](bool right, float y) {
    return Rect{right ? free.right() - c.width : free.x, y, c.width, c.height};
  };
  for (const bool right : {away, !away})
    for (const float y : {level, free.y, lowest})
      if (const Rect box = at(right, y);
          std::ranges::none_of(names, [&](const auto& n) { return n.box.overlaps(box); }))
        return {std::move(c), box, !right};
  const Rect box = at(away, free.y);
  return {std::move(c), box, !away};
}

void drawNames(const Shown& shown, const OnPicture& place, const Rect& free, float s,
               LabelMemory& memory) {
  std::vector<Callout> callouts;
  std::map<std::string, Guide> guides;  // by their texts
  for (const view::GuideName& name : shown.reading->names) {
    if (!wanted(shown, name.guide) || name.guide == Guide::kTip) continue;
    callouts.push_back(calloutOf(shown, name.guide, place(name.anchor), free, s));
    guides.emplace(callouts.back().text, name.guide);
  }
  const std::vector<PlacedCallout> placed = placeCallouts(callouts, free, 4.0f * s, memory);
  for (const PlacedCallout& p : placed)
    drawCallout(p, s, styleOf(guides.at(p.callout.text)).colour);
  if (!shown.reading->tip || !wanted(shown, Guide::kTip)) return;
  const Callout tip = calloutOf(shown, Guide::kTip, place(shown.reading->tip->at), free, s);
  drawCallout(placeTip(tip, placed, free), s, kText);
}

/// Which of them, one by one.
void chooseGuides(const Shown& shown, UiOutput& output) {
  for (int n = 0; n < view::kGuideCount; ++n) {
    const auto guide = static_cast<std::size_t>(n);
    bool on = shown.presentation.xRay.guides[guide];
    const char* name = n == static_cast<int>(Guide::kTip)
                           ? word(shown, "read_tip")
                           : voiced(shown, "xray." + std::string(view::kGuideNames[guide]));
    if (ImGui::Checkbox(name, &on)) output.change(shown).xRay.guides[guide] = on;
  }
}

}  // namespace

void readOrNot(view::XRayLook& look) { look.guides.fill(!look.reads()); }

void fadeOn(view::XRayLook& look) {
  look.fade = look.fade >= 1.0 ? 0.0 : look.fade >= 0.5 ? 1.0 : 0.5;
}

OnPicture::OnPicture(const Shown& shown, const Rect& picture)
    : monitor_(shown.state.cArm.monitor), picture_(picture), seen_(picture) {
  const lesson::Comparing mode = shown.presentation.compareXRay;
  if (mode == lesson::Comparing::kOff || !hasBefore(shown)) return;
  // side by side each shows its middle
  const bool halves = mode == lesson::Comparing::kSideBySide;
  const float line = halves ? 0.5f : static_cast<float>(shown.presentation.divider);
  seen_ = {picture.x + line * picture.width, picture.y, (1.0f - line) * picture.width,
           picture.height};
  if (halves) picture_.x += 0.25f * picture.width;
}

math::Vec2f OnPicture::operator()(const math::Vec2& detector) const {
  const math::Vec2f at(fluoro::onMonitor(monitor_, detector));
  return {picture_.x + 0.5f * (1.0f + at.x) * picture_.width,
          picture_.y + 0.5f * (1.0f - at.y) * picture_.height};
}

void drawFade(const Shown& shown, const Rect& picture) {
  const DarkPalette dark;
  const auto fade = static_cast<float>(shown.presentation.xRay.fade);
  if (shown.pictures.behindXRay == 0 || fade <= 0.0f) return;
  const OnPicture place(shown, picture);
  const auto corner = [&](double x, double y) {
    const math::Vec2f at = place({x, y});
    return ImVec2(at.x, at.y);
  };
  const Rect& r = place.seen();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect(ImVec2(r.x, r.y), ImVec2(r.right(), r.bottom()), true);
  list.AddImageQuad(textureId(shown.pictures.behindXRay), corner(-1, 1), corner(1, 1),
                    corner(1, -1), corner(-1, -1), ImVec2(0, 1), ImVec2(1, 1), ImVec2(1, 0),
                    ImVec2(0, 0), IM_COL32(255, 255, 255, static_cast<int>(255.0f * fade)));
  list.PopClipRect();
}

void drawReading(const Shown& shown, const Rect& picture, const Rect& free, float s,
                 LabelMemory& memory) {
  const DarkPalette dark;
  if (shown.reading == nullptr || !shown.presentation.xRay.reads()) return;
  const OnPicture place(shown, picture);
  const Rect& r = place.seen();
  ImGui::PushFont(fontOf(Type::kSmall));
  ImGui::GetWindowDrawList()->PushClipRect(ImVec2(r.x, r.y), ImVec2(r.right(), r.bottom()), true);
  for (const view::GuideLine& line : shown.reading->lines)
    if (wanted(shown, line.guide)) drawLine(line, place, s);
  if (shown.reading->tip && wanted(shown, Guide::kTip)) drawTip(place(shown.reading->tip->at), s);
  const float left = std::max(free.x, r.x);
  constexpr float kLeast = 0.6f;  // in less of a picture names would hide it
  if (r.width > kLeast * picture.width)
    drawNames(shown, place, {left, free.y, free.right() - left, free.height}, s, memory);
  ImGui::GetWindowDrawList()->PopClipRect();
  ImGui::PopFont();
}

void readingRow(const Shown& shown, UiOutput& output) {
  const view::XRayLook& look = shown.presentation.xRay;
  const float gap = ImGui::GetStyle().ItemInnerSpacing.x;
  const float width = ImGui::GetContentRegionAvail().x;
  if (choiceButton(word(shown, "read_xray"), look.reads(), 0.27f * width))
    readOrNot(output.change(shown).xRay);
  ImGui::SameLine(0.0f, gap);
  if (ImGui::Button("...##guides", ImVec2(0.09f * width, 0.0f))) ImGui::OpenPopup("guides");
  if (ImGui::BeginPopup("guides")) {
    chooseGuides(shown, output);
    ImGui::EndPopup();
  }
  ImGui::SameLine(0.0f, gap);
  ImGui::SetNextItemWidth(-1.0f);
  auto fade = static_cast<float>(look.fade);
  if (ImGui::SliderFloat("##fade", &fade, 0.0f, 1.0f, word(shown, "fade_xray"),
                         ImGuiSliderFlags_AlwaysClamp))
    output.change(shown).xRay.fade = static_cast<double>(fade);
}

}  // namespace unkink::ui
