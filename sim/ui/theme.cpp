// Dear ImGui's style and font atlas for the house.
#include "ui/theme.hpp"

#include "config/error.hpp"
#include "ui/imgui_compat.hpp"

#include <array>
#include <cmath>

namespace unkink::ui {
namespace {

constexpr std::array<float, 3> kTypeSizes{15.0f, 20.0f, 12.5f};  // body, title, small; scale 1

// Whatever is written: Latin-1, dashes and quotes, arrows, minus, the circling arrow, shapes for
// buttons
constexpr std::array<ImWchar, 17> kGlyphs{0x20,   0xff,   0x2013, 0x2014, 0x2018, 0x201d,
                                          0x2022, 0x2026, 0x2190, 0x2193, 0x21bb, 0x21bb,
                                          0x2212, 0x2265, 0x25b6, 0x25cf, 0};

/// The panels' own signs and every character of a text.
ImVector<ImWchar> glyphsFor(const std::string& text) {
  ImFontGlyphRangesBuilder builder;
  builder.AddRanges(kGlyphs.data());
  builder.AddText(text.data(), text.data() + text.size());
  ImVector<ImWchar> ranges;
  builder.BuildRanges(&ranges);
  return ranges;
}

void loadFonts(const std::filesystem::path& file, float scale, float pixelRatio,
               const std::string& text) {
  const ImVector<ImWchar> glyphs = glyphsFor(text);
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  for (const float size : kTypeSizes) {
    ImFontConfig config;
    config.OversampleH = 2;
    config.OversampleV = 1;
    const float pixels = std::round(size * scale * pixelRatio);
    if (!std::filesystem::is_regular_file(file) ||
        !atlas.AddFontFromFileTTF(file.c_str(), pixels, &config, glyphs.Data))
      throw config::Error(file.string() + ": found no TrueType font, expected one for the panels");
  }
  atlas.Build();  // while the ranges of glyphs last
  ImGui::GetIO().FontGlobalScale = 1.0f / pixelRatio;
}

void setSpacing(ImGuiStyle& style) {
  style.WindowRounding = 8.0f;
  style.ChildRounding = style.FrameRounding = style.PopupRounding = style.TabRounding = 6.0f;
  style.GrabRounding = style.ScrollbarRounding = 6.0f;
  style.WindowBorderSize = style.FrameBorderSize = style.PopupBorderSize = 0.0f;
  style.WindowPadding = ImVec2(10.0f, 8.0f);
  style.FramePadding = ImVec2(9.0f, 5.0f);
  style.ItemSpacing = ImVec2(7.0f, 6.0f);
  style.ItemInnerSpacing = ImVec2(6.0f, 4.0f);
  style.CellPadding = ImVec2(3.0f, 2.0f);
  style.ScrollbarSize = 11.0f;
  style.GrabMinSize = 14.0f;
  style.WindowMinSize = ImVec2(8.0f, 8.0f);
}

void setColours(ImGuiStyle& style) {
  const auto set = [&](ImGuiCol which, const Colour& c, float alpha = 1.0f) {
    style.Colors[which] = vec4(c, alpha);
  };
  set(ImGuiCol_Text, kText);
  set(ImGuiCol_TextDisabled, kMuted);
  set(ImGuiCol_WindowBg, kPanel);
  set(ImGuiCol_ChildBg, kPanel, 0.0f);
  set(ImGuiCol_PopupBg, kWell);
  for (const ImGuiCol c : {ImGuiCol_FrameBg, ImGuiCol_Button, ImGuiCol_Tab}) set(c, kWell);
  for (const ImGuiCol c : {ImGuiCol_FrameBgHovered, ImGuiCol_ButtonHovered, ImGuiCol_HeaderHovered,
                           ImGuiCol_TabHovered, ImGuiCol_FrameBgActive})
    set(c, kRaised);
  for (const ImGuiCol c : {ImGuiCol_ButtonActive, ImGuiCol_Header, ImGuiCol_HeaderActive,
                           ImGuiCol_TabActive, ImGuiCol_TabUnfocusedActive})
    set(c, kAccentDeep);
  set(ImGuiCol_TabUnfocused, kWell);
  for (const ImGuiCol c : {ImGuiCol_CheckMark, ImGuiCol_NavHighlight}) set(c, kAccent);
  // a slider's value stands over its grab
  for (const ImGuiCol c : {ImGuiCol_SliderGrab, ImGuiCol_SliderGrabActive}) set(c, kAccentDeep);
  set(ImGuiCol_PlotHistogram, kAccentDeep);
  set(ImGuiCol_Separator, kRaised);
  set(ImGuiCol_ScrollbarBg, kPanel, 0.0f);
  set(ImGuiCol_ScrollbarGrab, kRaised);
  set(ImGuiCol_ModalWindowDimBg, kBackground, 0.7f);
}

}  // namespace

void applyTheme(const std::filesystem::path& font, Theme theme, float scale, float pixelRatio,
                const std::string& text) {
  usePalette(theme);
  loadFonts(font, scale, pixelRatio, text);
  ImGuiStyle style;
  setSpacing(style);
  setColours(style);
  style.ScaleAllSizes(scale);
  ImGui::GetStyle() = style;
}

ImFont* fontOf(Type type) { return ImGui::GetIO().Fonts->Fonts[static_cast<int>(type)]; }

ImVec4 vec4(const Colour& c, float alpha) { return {c.r, c.g, c.b, alpha}; }

ImU32 pack(const Colour& c, float alpha) { return ImGui::ColorConvertFloat4ToU32(vec4(c, alpha)); }

}  // namespace unkink::ui
