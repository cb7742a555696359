// The parts of pages.
#include "ui/page_kit.hpp"

#include "ui/sources_overlay.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace unkink::ui {
namespace {

constexpr const char* kScrolled = "page_body";

/// A finger that drags what is no widget scrolls.
void dragToScroll() {
  const ImGuiIO& io = ImGui::GetIO();
  if (!ImGui::IsWindowHovered() || ImGui::IsAnyItemActive()) return;
  if (ImGui::IsMouseDown(ImGuiMouseButton_Left) && io.MouseDelta.y != 0.0f)
    ImGui::SetScrollY(ImGui::GetScrollY() - io.MouseDelta.y);
}

/// What goes on below fades out at the border.
void fadeBelow(float s) {
  if (ImGui::GetScrollY() >= ImGui::GetScrollMaxY() - 1.0f) return;
  const ImVec2 at = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  const float right = at.x + size.x - ImGui::GetStyle().ScrollbarSize, bottom = at.y + size.y;
  const ImU32 clear = pack(kPanel, 0.0f), full = pack(kPanel);
  const ImVec2 middle(0.5f * (at.x + right), bottom - 13.0f * s);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilledMultiColor(ImVec2(at.x, bottom - 34.0f * s), ImVec2(right, bottom), clear,
                               clear, full, full);
  list.AddCircleFilled(middle, 12.0f * s, pack(kAccentDeep), 32);
  drawGlyph(list, Glyph::kFold, middle, 13.0f * s, pack(kText));
}

void closeButton(const PageFrame& page) {
  const char* label = word(page.shown, "close");
  const float width = ImGui::CalcTextSize(label).x + 24.0f * page.s();
  ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - width);
  if (ImGui::Button(label, ImVec2(width, kTouch * page.s()))) page.state.page = Page::kNone;
}

std::string trimmed(double value) {
  const std::string text = decimal(value, 1);
  return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

}  // namespace

const char* PageFrame::text(std::string_view key) const { return voiced(shown, key); }

std::string PageFrame::text(std::string_view key, std::string_view open,
                            std::string_view with) const {
  return filled(voiced(shown, key), open, with);
}

const char* pageTitle(const Shown& shown, Page page) {
  if (page == Page::kSettings) return word(shown, "settings.title");
  const auto name = lesson::kPageNames[static_cast<std::size_t>(page) - 1];
  return voiced(shown, "page." + std::string(name));
}

void beginPage(const PageFrame& page, Page which) {
  const float s = page.s();
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(16.0f * s, 12.0f * s));
  beginPanel("page", page.layout.page, ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar();
  const std::string title = pageTitle(page.shown, which);
  const ImVec2 at = ImGui::GetCursorPos();
  ImGui::PushFont(fontOf(Type::kTitle));
  ImGui::SetCursorPosY(at.y + 0.5f * (kTouch * s - ImGui::GetFontSize()));
  const float close = ImGui::CalcTextSize(word(page.shown, "close")).x + 40.0f * s;
  ImGui::TextUnformatted(fitted(title, ImGui::GetContentRegionAvail().x - close).c_str());
  ImGui::PopFont();
  ImGui::SetCursorPos(at);
  ImGui::Dummy(ImVec2(1.0f, kTouch * s));
  closeButton(page);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0.0f, 0.0f));
  gap(page, 8.0f);
  ImGui::BeginChild(kScrolled, ImVec2(0.0f, 0.0f), false, ImGuiWindowFlags_NavFlattened);
}

void endPage(const PageFrame& page) {
  gap(page, 4.0f);
  dragToScroll();
  // who reads or answers is not hurried on
  if (page.shown.story.playing && ImGui::IsWindowHovered() &&
      ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !page.output.jump)
    page.output.play = false;
  fadeBelow(page.s());
  ImGui::EndChild();
  ImGui::PopStyleVar();
  endPanel();
}

float pageWidth(const PageFrame& page) {
  return std::floor(page.layout.page.width - 32.0f * page.s() - ImGui::GetStyle().ScrollbarSize -
                    4.0f * page.s());
}

void gap(const PageFrame& page, float height) { ImGui::Dummy(ImVec2(0.0f, height * page.s())); }

void paragraph(const char* text, float width, Type type, const Colour& colour) {
  ImGui::PushFont(fontOf(type));
  ImGui::PushStyleColor(ImGuiCol_Text, vec4(colour));
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + width);
  ImGui::TextUnformatted(text);
  ImGui::PopTextWrapPos();
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

float paragraphHeight(const char* text, float width, Type type) {
  ImGui::PushFont(fontOf(type));
  const float height = ImGui::CalcTextSize(text, nullptr, false, width).y;
  ImGui::PopFont();
  return height;
}

Card::Card(const PageFrame& page, const char* id, float width, const CardLook& look)
    : look_(look),
      key_(ImGui::GetID(id)),
      at_(ImGui::GetCursorScreenPos()),
      width_(width),
      pad_(kCardPad * page.s()),
      bar_(look.edge ? 4.0f * page.s() : 0.0f),
      round_(8.0f * page.s()) {
  layers_.Split(ImGui::GetWindowDrawList(), 2);
  layers_.SetCurrentChannel(ImGui::GetWindowDrawList(), 1);
  ImGui::PushID(id);
  ImGui::SetCursorScreenPos(ImVec2(at_.x + pad_ + bar_, at_.y + pad_));
  ImGui::BeginGroup();
}

Card::~Card() {
  ImGui::EndGroup();
  const float own = ImGui::GetItemRectMax().y + pad_ - at_.y;
  ImGui::PopID();
  ImGui::GetStateStorage()->SetFloat(key_, own);
  const ImVec2 end(at_.x + width_, at_.y + std::max(own, look_.minHeight));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  layers_.SetCurrentChannel(&list, 0);
  list.AddRectFilled(at_, end, pack(look_.ground), round_);
  if (look_.edge)
    list.AddRectFilled(at_, ImVec2(at_.x + 1.5f * bar_, end.y), pack(*look_.edge), round_,
                       ImDrawFlags_RoundCornersLeft);
  if (look_.outlined && look_.edge)
    list.AddRect(at_, end, pack(*look_.edge), round_, 0, 0.4f * bar_);
  layers_.Merge(&list);
  ImGui::SetCursorScreenPos(at_);
  ImGui::Dummy(ImVec2(width_, end.y - at_.y));
}

Pair pairIn(const PageFrame& page, float width, float space) {
  constexpr float kReadable = 210.0f;  // at scale 1
  const float half = std::floor(0.5f * (width - space));
  const bool beside = half >= kReadable * page.s();
  return {beside ? half : width, beside};
}

void betweenPair(const Pair& pair, float space) {
  if (pair.beside)
    ImGui::SameLine(0.0f, space);
  else
    ImGui::Dummy(ImVec2(0.0f, space));
}

float tallest(std::span<const char* const> ids) {
  float height = 0.0f;
  for (const char* id : ids)
    height = std::max(height, ImGui::GetStateStorage()->GetFloat(ImGui::GetID(id), 0.0f));
  return height;
}

void cardTitle(const PageFrame& page, const char* text, float width, Glyph glyph,
               const Colour& colour) {
  const float s = page.s(), sign = glyph == Glyph::kNone ? 0.0f : 30.0f * s;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float line = fontOf(Type::kTitle)->FontSize * ImGui::GetIO().FontGlobalScale;
  if (sign > 0.0f) {
    drawGlyph(*ImGui::GetWindowDrawList(), glyph, ImVec2(at.x + 10.0f * s, at.y + 0.5f * line),
              20.0f * s, pack(colour));
    ImGui::SetCursorScreenPos(ImVec2(at.x + sign, at.y));
  }
  paragraph(text, width - sign, Type::kTitle, colour);
  ImGui::SetCursorScreenPos(ImVec2(at.x, ImGui::GetItemRectMax().y));
  gap(page, 6.0f);
}

void bullet(const PageFrame& page, Glyph glyph, const char* text, float width, const Colour& colour,
            const Colour& signColour) {
  const float s = page.s(), indent = 28.0f * s;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float line = ImGui::GetTextLineHeight();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (glyph == Glyph::kNone)
    list.AddCircleFilled(ImVec2(at.x + 9.0f * s, at.y + 0.5f * line), 3.0f * s, pack(signColour));
  else
    drawGlyph(list, glyph, ImVec2(at.x + 9.0f * s, at.y + 0.5f * line), 17.0f * s,
              pack(signColour));
  ImGui::SetCursorScreenPos(ImVec2(at.x + indent, at.y));
  paragraph(text, width - indent, Type::kBody, colour);
  ImGui::SetCursorScreenPos(ImVec2(at.x, ImGui::GetItemRectMax().y));
  gap(page, 7.0f);
}

namespace {

struct ButtonSizes {
  float pad, sign, text;  // widths
  ImVec2 words;
  float height;
};

ButtonSizes sizesOf(const PageFrame& page, const char* text, float width, const ButtonLook& look) {
  const float s = page.s();
  ButtonSizes z;
  z.pad = 14.0f * s;
  z.sign = look.glyph == Glyph::kNone ? 0.0f : 30.0f * s;
  z.text = width - 2.0f * z.pad - z.sign;
  ImGui::PushFont(fontOf(look.small ? Type::kSmall : Type::kBody));
  z.words = ImGui::CalcTextSize(text, nullptr, false, z.text);
  ImGui::PopFont();
  z.height = std::max(kTouch * s, z.words.y + 20.0f * s);
  return z;
}

}  // namespace

float bigButtonHeight(const PageFrame& page, const char* text, float width,
                      const ButtonLook& look) {
  return sizesOf(page, text, width, look).height;
}

bool bigButton(const PageFrame& page, const char* id, const char* text, float width,
               const ButtonLook& look) {
  const float s = page.s();
  const ButtonSizes z = sizesOf(page, text, width, look);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::PushStyleColor(ImGuiCol_Button, vec4(look.primary ? kAccentDeep : kRaised));
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, vec4(kAccentDeep));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, 8.0f * s);
  ImGui::PushID(id);
  const bool pressed = ImGui::Button("##button", ImVec2(width, z.height));
  ImGui::PopID();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor(2);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float middle = at.y + 0.5f * z.height;
  if (z.sign > 0.0f)
    drawGlyph(list, look.glyph, ImVec2(at.x + z.pad + 8.0f * s, middle), 18.0f * s, pack(kText));
  ImGui::PushFont(fontOf(look.small ? Type::kSmall : Type::kBody));
  list.AddText(ImGui::GetFont(), ImGui::GetFontSize(),
               ImVec2(at.x + z.pad + z.sign, middle - 0.5f * z.words.y), pack(kText), text, nullptr,
               z.text);
  ImGui::PopFont();
  return pressed;
}

void sourcesLine(const PageFrame& page, std::span<const std::string> keys, float width) {
  std::string line;
  for (const std::string& key : keys)
    if (key != "house") line += (line.empty() ? "" : ", ") + key;
  if (line.empty()) return;
  const auto count = std::ranges::count_if(keys, [](const auto& key) { return key != "house"; });
  if (page.shown.presentation.voice == view::Voice::kPlain)
    line = filled(page.text("source_window.line"), "{n}", std::to_string(count));
  else
    line = std::string(page.text("page.sources")) + ": " + line;
  paragraph(line.c_str(), width, Type::kSmall, kMuted);
  sourcesOnClick(page.state);
}

std::string peopleInWords(const PageFrame& page, double value) {
  if (page.shown.presentation.voice != view::Voice::kPlain) return trimmed(value);
  const double below = std::floor(value), part = value - below;
  constexpr double kNearHalf = 0.05;
  if (std::abs(part - 0.5) > kNearHalf) return decimal(std::round(value), 0);
  return decimal(below, 0) + " " + page.text("evidence.or") + " " + decimal(below + 1.0, 0);
}

std::string told(const PageFrame& page, std::string_view key, std::span<const double> numbers) {
  std::string text = page.text(key);
  for (std::size_t n = 0; n < numbers.size(); ++n)
    text = filled(text, "{" + std::to_string(n + 1) + "}", peopleInWords(page, numbers[n]));
  return text;
}

}  // namespace unkink::ui
