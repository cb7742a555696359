// Words and marks on the big straw's picture.
#include "ui/big_straw.hpp"

#include "ui/compare.hpp"
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace unkink::ui {
namespace {

struct Point {
  float x, y;
  operator ImVec2() const { return {x, y}; }
};
Point onPicture(const view::Camera& camera, const math::Vec3f& at, const Rect& picture) {
  const math::Vec4f p = view::clipFromView(camera, picture.width / picture.height) *
                        view::viewFromPatient(camera) * math::Vec4f(at, 1.0f);
  return {picture.x + 0.5f * (1.0f + p.x / p.w) * picture.width,
          picture.y + 0.5f * (1.0f - p.y / p.w) * picture.height};
}

/// Half the healthy straw's width on the picture.
float halfWidth(const view::StrawStage& stage, const Rect& picture) {
  const auto x = [&](float y) {
    return onPicture(stage.camera, {0.0f, y, stage.camera.target.z}, picture).x;
  };
  return std::abs(x(stage.radius_mm) - x(0.0f));
}

void levelMarks(const view::StrawStage& stage, const Rect& picture, float s) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float half = halfWidth(stage, picture);
  for (const view::StrawMark& mark : stage.marks) {
    const auto [here, y] = onPicture(stage.camera, mark.straw, picture);
    const float straw =
        std::min(here, onPicture(stage.camera, {0.0f, 0.0f, mark.straw.z}, picture).x);
    const ImVec2 size = ImGui::CalcTextSize(mark.text.c_str());
    const float end = straw - half - 9.0f * s, x = end - 8.0f * s - size.x;
    if (y < picture.y + size.y || y > picture.bottom() - size.y || x < picture.x) continue;
    list.AddLine(ImVec2(end - 4.0f * s, y), ImVec2(straw - half - 2.0f * s, y), pack(kMuted, 0.8f),
                 1.2f * s);
    list.AddRectFilled(ImVec2(x - 5.0f * s, y - 0.5f * size.y - 1.0f * s),
                       ImVec2(x + size.x + 5.0f * s, y + 0.5f * size.y + 1.0f * s),
                       pack(kBackground, 0.72f), 0.6f * size.y);
    list.AddText(ImVec2(x, y - 0.5f * size.y), pack(kAccent), mark.text.c_str());
  }
}

void dashes(ImDrawList& list, ImVec2 a, ImVec2 b, float s) {
  const float step = 7.0f * s;
  for (float x = a.x; x < b.x; x += step) {
    const float end = std::min(x + 0.55f * step, b.x);
    const auto y = [&](float at) { return std::lerp(a.y, b.y, (at - a.x) / (b.x - a.x)); };
    list.AddLine(ImVec2(x, y(x)), ImVec2(end, y(end)), pack(kCare, 0.9f), 1.4f * s);
  }
}

/// From the sac's narrowest place to the straw's: level, where the cameras are.
void samePlace(const Shown& shown, const Rect& picture, const Rect& scene, float s) {
  const view::Camera& c = shown.scene.camera;
  const view::StrawStage& stage = shown.scene.bigStraw;
  if (std::abs(c.eye.z - c.target.z) > 0.02f * glm::distance(c.eye, c.target)) return;
  const ImVec2 sac = onPicture(c, stage.narrowest.sac, scene);
  const ImVec2 straw = onPicture(stage.camera, stage.narrowest.straw, picture);
  if (sac.x < scene.x || sac.x > scene.right() || sac.y < scene.y || sac.y > scene.bottom()) return;
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  dashes(list, sac, {straw.x - halfWidth(stage, picture) - 2.0f * s, straw.y}, s);
  list.AddCircle(sac, 4.0f * s, pack(kCare), 0, 1.6f * s);
}

/// Text in a column; \return where it ends.
float text(const char* words, Type type, const Colour& colour, const Rect& column, float y) {
  ImGui::PushFont(fontOf(type));
  const ImVec2 size = ImGui::CalcTextSize(words, nullptr, false, column.width);
  ImGui::GetWindowDrawList()->AddText(ImGui::GetFont(), ImGui::GetFontSize(), ImVec2(column.x, y),
                                      pack(colour), words, nullptr, column.width);
  ImGui::PopFont();
  return y + size.y;
}

float heightOf(const char* words, Type type, float width) {
  ImGui::PushFont(fontOf(type));
  const float height = ImGui::CalcTextSize(words, nullptr, false, width).y;
  ImGui::PopFont();
  return height;
}

/// A bar for the healthy straw's flow, filled as far as this one's: no straw passes more than a new
/// one, though standing a healthy sac has a little more room than lying.
float flowBar(const Shown& shown, const Rect& column, float y, float s) {
  const view::StrawStage& stage = shown.scene.bigStraw;
  y = text(voiced(shown, "straw.flow"), Type::kSmall, kMuted, column, y) + 3.0f * s;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float height = 9.0f * s, share = static_cast<float>(std::clamp(stage.flow, 0.0, 1.0));
  const ImVec2 a(column.x, y), b(column.right(), y + height);
  list.AddRectFilled(a, b, pack(kWell), 3.0f * s);
  list.AddRectFilled(a, ImVec2(a.x + share * column.width, b.y), pack(kAccent), 3.0f * s);
  list.AddRect(a, b, pack(kMuted, 0.7f), 3.0f * s);
  const std::string words =
      decimal(100.0 * std::min(stage.flow, 1.0), 0) + " % " + voiced(shown, "straw.of_healthy");
  return text(words.c_str(), Type::kBody, kText, column, b.y + 2.0f * s);
}

std::string sourcesOf(const Shown& shown) {
  std::string line = std::string(word(shown, "sources")) + ": ";
  const auto& keys = shown.catalogue.list("straw.sources");
  for (std::size_t n = 0; n < keys.size(); ++n) line += (n > 0 ? ", " : "") + keys[n];
  return line;
}

/// The number at the narrowest place, beside it and between `top` and `bottom`.
void narrowest(const Shown& shown, const Rect& picture, const Rect& column, float top, float bottom,
               float s) {
  const view::StrawStage& stage = shown.scene.bigStraw;
  const ImVec2 at = onPicture(stage.camera, stage.narrowest.straw, picture);
  const std::string number = decimal(100.0 * stage.room, 0) + " %";
  const char* of = word(shown, "of_healthy_room");
  const float high = heightOf(number.c_str(), Type::kTitle, column.width) +
                     heightOf(of, Type::kSmall, column.width);
  const float y = std::clamp(at.y - 0.5f * high, top, std::max(top, bottom - high));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float half = halfWidth(stage, picture);
  list.AddLine(ImVec2(at.x + 0.7f * half, at.y), ImVec2(column.x - 5.0f * s, y + 0.5f * high),
               pack(kCare, 0.9f), 1.4f * s);
  const float next = text(number.c_str(), Type::kTitle, kCare, column, y);
  text(of, Type::kSmall, kMuted, column, next);
}

/// Beside one straw alone: levels, its narrowest place, what passes, and what it stands for.
void wordsOfOne(const Shown& shown, const Rect& picture, const Rect& scene, float s) {
  ImGui::PushFont(fontOf(Type::kSmall));
  levelMarks(shown.scene.bigStraw, picture, s);
  ImGui::PopFont();
  samePlace(shown, picture, scene, s);
  const float pad = 10.0f * s;
  const Rect column{picture.x + 0.42f * picture.width, picture.y, 0.58f * picture.width - pad,
                    picture.height};
  float top = text(voiced(shown, "straw.title"), Type::kTitle, kText, column, picture.y + pad);
  top = text(postureInWords(shown).c_str(), Type::kSmall, kAccent, column, top);
  const std::string sources = sourcesOf(shown);
  const char* const caption = voiced(shown, "straw.caption");
  const char* const ghost = voiced(shown, "straw.ghost");
  const auto small = [&](const char* words) { return heightOf(words, Type::kSmall, column.width); };
  const bool all = picture.height > 430.0f * s;
  // in a picture too small for it to be read there is no room for it either
  const bool captioned = small(caption) < 0.5f * picture.height;
  const float below = (captioned ? small(caption) : 0.0f) +
                      (all ? small(ghost) + small(sources.c_str()) : 0.0f) +
                      small(voiced(shown, "straw.flow")) + 40.0f * s;
  float y = picture.bottom() - pad - below;
  narrowest(shown, picture, column, top + 6.0f * s, y - 8.0f * s, s);
  y = flowBar(shown, column, y, s) + 5.0f * s;
  if (captioned) y = text(caption, Type::kSmall, kText, column, y);
  if (!all) return;
  y = text(ghost, Type::kSmall, kMuted, column, y);
  text(sources.c_str(), Type::kSmall, kMuted, column, y);
}

/// Beside each of two straws: which it is and its room at the narrowest place.
void wordsOfTwo(const Shown& shown, const Rect& picture, float s) {
  const RoomOf room = roomOf(shown);
  const view::StrawStage& stage = shown.scene.bigStraw;
  for (const bool now : {false, true}) {
    const float half = 0.5f * picture.width;
    const Rect r{picture.x + (now ? half : 0.0f), picture.y, half, picture.height};
    const ImVec2 at = onPicture(stage.camera, stage.narrowest.straw, r);
    const float x = at.x + halfWidth(stage, r) + 8.0f * s;
    const Rect column{x, r.y, std::max(30.0f * s, r.right() - x - 4.0f * s), r.height};
    float y = at.y - 44.0f * s;
    y = text(word(shown, now ? "now" : "untouched"), Type::kSmall, now ? kGood : kCare, column, y);
    const std::string share = decimal(100.0 * (now ? room.now : room.before) / room.healthy, 0);
    y = text((share + " %").c_str(), Type::kTitle, kText, column, y);
    y = text(word(shown, "of_healthy_room"), Type::kSmall, kMuted, column, y);
    if (now) text(word(shown, "straw_still_kinked"), Type::kSmall, kMuted, column, y);
  }
  const float middle = picture.x + 0.5f * picture.width;
  ImGui::GetWindowDrawList()->AddLine(ImVec2(middle, picture.y), ImVec2(middle, picture.bottom()),
                                      pack(kMuted, 0.6f), 1.2f * s);
}

}  // namespace

void drawBigStraw(const Shown& shown, const Rect& picture, const Rect& scene, float s) {
  const DarkPalette dark;
  drawPicture(shown.pictures.bigStraw, picture, 8.0f * s);
  if (shown.scene.bigStraw.surfaces.empty()) return;
  if (shown.presentation.compare != lesson::Comparing::kOff && hasBefore(shown))
    wordsOfTwo(shown, picture, s);
  else
    wordsOfOne(shown, picture, scene, s);
}

void bigStrawPanel(const Shown& shown, const Layout& layout) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0f, 0.0f));
  beginPanel("big_straw", layout.bigStraw,
             ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground);
  ImGui::PopStyleVar();
  drawBigStraw(shown, layout.bigStraw, scenePicture(layout), layout.scale);
  endPanel();
}

}  // namespace unkink::ui
