// Sliders over the one declaration of a case's parameters.
#include "ui/setup_fields.hpp"

#include "ui/panel.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <cassert>

namespace unkink::ui {

const char* spoken(const Shown& shown, std::string_view key) {
  const bool plain = shown.presentation.voice == view::Voice::kPlain;
  return shown.catalogue.text("setup." + std::string(key) + (plain ? ".plain" : ".clinical"))
      .c_str();
}

SetupFields::SetupFields(const Shown& shown, SetupPage& page)
    : shown_(shown), page_(page), fields_(config::fieldsOf(page.draft)) {}

const config::Field& SetupFields::field(std::string_view key) const {
  const auto found = std::find_if(fields_.begin(), fields_.end(),
                                  [&](const config::Field& f) { return f.key == key; });
  assert(found != fields_.end());
  return *found;
}

void SetupFields::label(std::string_view text, const std::string& range, float width) {
  const float left = ImGui::GetCursorPosX();
  ImGui::PushFont(fontOf(Type::kSmall));
  const float room = ImGui::CalcTextSize(range.c_str()).x;
  ImGui::PopFont();
  const char* name = spoken(shown_, text);
  ImGui::TextUnformatted(fitted(name, width - room - ImGui::GetStyle().ItemSpacing.x).c_str());
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", name);
  ImGui::SameLine();
  ImGui::SetCursorPosX(left + width - room);
  ImGui::PushFont(fontOf(Type::kSmall));
  ImGui::TextColored(vec4(kMuted), "%s", range.c_str());
  ImGui::PopFont();
}

void SetupFields::slider(std::string_view key, std::string_view text, const Manner& manner,
                         float width) {
  const config::Field& f = field(key);
  const auto shownAs = [&](double v) { return manner.times * v + manner.plus; };
  const std::string unit = manner.unit.empty() ? "" : " " + std::string(manner.unit);
  const double most = manner.most.value_or(f.max);
  const double lo = shownAs(f.min), hi = shownAs(most);
  ImGui::BeginGroup();
  ImGui::PushID(f.key.c_str());
  label(text, decimal(lo, manner.decimals) + " \u2013 " + decimal(hi, manner.decimals) + unit,
        width);
  auto value = static_cast<float>(shownAs(std::get<double>(f.get())));
  const std::string percent = unit == " %" ? " %%" : unit;
  const std::string format = "%." + std::to_string(manner.decimals) + "f" + percent;
  ImGui::SetNextItemWidth(width);
  if (ImGui::SliderFloat("##value", &value, static_cast<float>(lo), static_cast<float>(hi),
                         format.c_str(), ImGuiSliderFlags_AlwaysClamp))
    f.set(std::clamp((static_cast<double>(value) - manner.plus) / manner.times, f.min, most));
  if (ImGui::IsItemActive()) page_.held = true;
  ImGui::PopID();
  ImGui::EndGroup();
}

int SetupFields::choice(std::string_view text, std::span<const char* const> names, int chosen,
                        float width) {
  ImGui::TextUnformatted(spoken(shown_, text));
  ImGui::PushID(text.data(), text.data() + text.size());
  const int pressed = choiceRow(names.data(), static_cast<int>(names.size()), chosen, width);
  ImGui::PopID();
  return pressed;
}

}  // namespace unkink::ui
