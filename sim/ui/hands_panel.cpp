// The instruments in the user's own hands: which tool, where it is, what it touches, and buttons
// that do what the keys do. It stands in the narration's place while the hands are on.
#include "lesson/autopilot.hpp"
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace unkink::ui {
namespace {

using operation::command;
using operation::EventKind;
using operation::ToolKind;
using operation::Verb;

constexpr std::array kTools{ToolKind::kTrocar, ToolKind::kBoneRongeur, ToolKind::kTissueSculptor};
constexpr std::array<const char*, 3> kToolParts{"trocar", "bone_rongeur", "tissue_sculptor"};

/// A button that works while it is held. \return the rate to set now, where it has just changed
std::optional<double> held(const char* label, float width, double rate) {
  ImGui::Button(label, ImVec2(width, 0.0f));
  if (ImGui::IsItemActivated()) return rate;
  if (ImGui::IsItemDeactivated()) return 0.0;
  return std::nullopt;
}

/// Which level and side the next opening is for.
lesson::Site chooseSite(const Shown& shown, Hands& hands) {
  lesson::Site site = hands.site.value_or(lesson::plannedSite(shown.theCase));
  const auto choose = [&](const char* label, const lesson::Site& other) {
    if (choiceButton(label, site == other)) site = other;
    ImGui::SameLine();
  };
  for (int l = 0; l < anatomy::kLevelCount; ++l)
    if (const auto level = static_cast<anatomy::Level>(l); shown.theCase.isLive(level))
      choose(anatomy::kLevelNames[static_cast<std::size_t>(l)].data(), {level, site.side});
  choose(word(shown, "direction_left"), {site.level, anatomy::Side::kLeft});
  choose(word(shown, "direction_right"), {site.level, anatomy::Side::kRight});
  ImGui::NewLine();
  hands.site = site;
  return site;
}

/// Before there is a portal: the opening, and the portal in it, where they typically are.
void wayIn(const Shown& shown, Hands& hands, UiOutput& output) {
  constexpr double kSameOpening_mm = 8.0;
  const operation::State& s = shown.state;
  const lesson::Approach way = lesson::planApproach(shown.theCase, s, chooseSite(shown, hands));
  const bool open =
      s.skinOpen && !s.dressed && glm::distance(s.skinOpening_mm, way.skinEntry) < kSameOpening_mm;
  wrapped(word(shown, open ? "hands_place_portal" : "hands_open_skin"));
  if (!ImGui::Button(word(shown, open ? "hands_portal_here" : "hands_skin_here"))) return;
  if (!open) {
    output.commands.push_back(command(Verb::kSkinOpen, way.skinEntry.x, way.skinEntry.z));
    return;
  }
  const operation::Aim aim = operation::aimOf(glm::normalize(way.dock - s.skinOpening_mm));
  output.commands.push_back(command(Verb::kPortalPlace, s.skinOpening_mm.x, s.skinOpening_mm.z,
                                    aim.cranial.value, aim.left.value));
}

void tools(const Shown& shown, Hands& hands) {
  muted(word(shown, "hands_tools"));
  const ToolKind now = hands.wanted.value_or(shown.state.tool.kind);
  for (std::size_t n = 0; n < kTools.size(); ++n)
    if (choiceButton(structureName(shown, kToolParts[n]).c_str(), kTools[n] == now, -1.0f))
      hands.wanted = kTools[n];
  if (ImGui::Button(word(shown, "hands_portal_out"), ImVec2(-1.0f, 0.0f)))
    hands.wanted = ToolKind::kNone;
}

/// Where the sculptor's window faces: seen along the shaft, the back of the patient above.
void dial(const Shown& shown, float s) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float radius = 24.0f * s;
  const ImVec2 c(at.x + radius + 2.0f * s, at.y + radius + 2.0f * s);
  const auto turn = static_cast<float>(units::Rad(shown.state.tool.angle).value);
  constexpr float kTowardsSac_rad = 1.75f;  // past the side it begins to face the sac
  const Colour& tint = std::abs(turn) > kTowardsSac_rad ? kBad : kGood;
  list.AddCircle(c, radius, pack(kMuted), 32, 1.5f * s);
  // the sac lies in front
  list.PathArcTo(c, radius, 1.5708f - 0.7f, 1.5708f + 0.7f, 12);
  list.PathStroke(pack(kAccent), false, 5.0f * s);
  const ImVec2 along(std::sin(turn), -std::cos(turn)), aside(-along.y, along.x);
  const auto point = [&](float far, float side) {
    return ImVec2(c.x + radius * (far * along.x + side * aside.x),
                  c.y + radius * (far * along.y + side * aside.y));
  };
  list.AddTriangleFilled(point(0.85f, 0.0f), point(0.2f, 0.32f), point(0.2f, -0.32f), pack(tint));
  list.AddCircleFilled(c, 3.0f * s, pack(kText));
  ImGui::Dummy(ImVec2(2.0f * radius + 4.0f * s, 2.0f * radius + 4.0f * s));
}

/// How far and how hard the tool's end presses on the dura.
void onDura(const Shown& shown) {
  wrapped(word(shown, "hands_on_dura"), Type::kBody, kBad);
  const auto& events = shown.state.events;
  const auto last = std::find_if(events.rbegin(), events.rend(), [](const operation::Event& e) {
    return e.kind == EventKind::kDuraTouched;
  });
  if (last == events.rend()) return;
  muted((decimal(last->values[0], 1) + " " + word(shown, "unit_mm") + " " +
         word(shown, "hands_dura_deep") + ", " + decimal(last->values[1], 2) + " " +
         word(shown, "unit_n") + " " + word(shown, "hands_dura_force"))
            .c_str());
}

/// What the instrument touches now.
void contact(const Shown& shown) {
  const operation::State& s = shown.state;
  if (s.duraTorn) return wrapped(word(shown, "hands_dura_torn"), Type::kBody, kBad);
  if (s.tool.onDura) return onDura(shown);
  if (s.tool.onBone || s.portal.onBone)
    return wrapped(word(shown, "hands_on_bone"), Type::kBody, kCare);
  wrapped(word(shown, "hands_free"), Type::kBody, kGood);
}

/// What came of the last closing of the jaw.
void lastBite(const Shown& shown) {
  const auto& events = shown.state.events;
  const auto last = std::find_if(events.rbegin(), events.rend(), [](const operation::Event& e) {
    return e.kind == EventKind::kBite || e.kind == EventKind::kNothingTaken ||
           e.kind == EventKind::kUndone;
  });
  if (last == events.rend() || last->kind == EventKind::kUndone) return;
  if (last->kind == EventKind::kNothingTaken) return muted(word(shown, "hands_nothing"));
  muted((std::string(word(shown, "hands_last_bite")) + ": " +
         decimal(last->values[0] + last->values[1], 1) + " mm³")
            .c_str());
}

void place(const Shown& shown, float scale) {
  const operation::State& s = shown.state;
  if (s.tool.kind == ToolKind::kTissueSculptor || s.tool.kind == ToolKind::kBoneRongeur) {
    dial(shown, scale);
    ImGui::SameLine();
  }
  ImGui::BeginGroup();
  muted((std::string(word(shown, "hands_portal_depth")) + ": " + decimal(s.portal.depth_mm, 1) +
         " mm")
            .c_str());
  if (inHand(s) == InHand::kTool)
    muted((std::string(word(shown, "hands_beyond")) + ": " + decimal(s.tool.beyond_mm, 1) + " mm")
              .c_str());
  lastBite(shown);
  ImGui::EndGroup();
  contact(shown);
}

void aimButtons(const Shown& shown, float width, UiOutput& output) {
  constexpr double kStep_deg = 1.5;
  const auto by = [&](double cranial, double left) {
    aimBy(shown.state, units::Deg(kStep_deg * cranial), units::Deg(kStep_deg * left),
          output.commands);
  };
  const float gap = ImGui::GetStyle().ItemInnerSpacing.x, each = 0.25f * (width - 3.0f * gap);
  ImGui::PushButtonRepeat(true);
  const std::array<const char*, 4> keys{"direction_head", "direction_feet", "direction_left",
                                        "direction_right"};
  constexpr std::array<std::array<double, 2>, 4> kWays{{{1, 0}, {-1, 0}, {0, 1}, {0, -1}}};
  for (std::size_t n = 0; n < keys.size(); ++n) {
    if (n > 0) ImGui::SameLine(0.0f, gap);
    ImGui::PushID(static_cast<int>(n));
    if (ImGui::Button(word(shown, keys[n]), ImVec2(each, 0.0f))) by(kWays[n][0], kWays[n][1]);
    ImGui::PopID();
  }
  ImGui::PopButtonRepeat();
}

void motions(const Shown& shown, UiOutput& output) {
  constexpr double kPush_mm_s = 5.0, kTurn_deg_s = 60.0;
  const float gap = ImGui::GetStyle().ItemInnerSpacing.x;
  const float width = ImGui::GetContentRegionAvail().x, half = 0.5f * (width - gap);
  muted(word(shown, "hands_aim"));
  aimButtons(shown, width, output);
  if (const auto rate = held(word(shown, "hands_push"), half, kPush_mm_s))
    push(shown.state, *rate, output.commands);
  ImGui::SameLine(0.0f, gap);
  if (const auto rate = held(word(shown, "hands_draw"), half, -kPush_mm_s))
    push(shown.state, *rate, output.commands);
  if (inHand(shown.state) != InHand::kTool) return;
  for (const double sign : {-1.0, 1.0}) {
    if (sign > 0.0) ImGui::SameLine(0.0f, gap);
    if (const auto rate = held(word(shown, sign < 0.0 ? "hands_turn_left" : "hands_turn_right"),
                               half, sign * kTurn_deg_s))
      output.commands.push_back(command(Verb::kToolTurn, *rate));
  }
  if (choiceButton(word(shown, "hands_bite"), shown.state.tool.closing_s > 0.0, half))
    output.commands.push_back(command(Verb::kToolBite));
  ImGui::SameLine(0.0f, gap);
  if (ImGui::Button(word(shown, "undo"), ImVec2(half, 0.0f)))
    output.commands.push_back(command(Verb::kEditUndo));
}

}  // namespace

void handsPanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  beginPanel("narration", layout.narration);
  ImGui::PushFont(fontOf(Type::kTitle));
  ImGui::TextUnformatted(word(shown, "hands_title"));
  ImGui::PopFont();
  const float close =
      ImGui::CalcTextSize(word(shown, "hands_let_go")).x + 2.0f * ImGui::GetStyle().FramePadding.x;
  ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - close);
  const bool letGo = ImGui::Button(word(shown, "hands_let_go"));
  ImGui::BeginChild("hands");
  if (!shown.state.portal.placed) {
    wayIn(shown, state.hands, output);
  } else if (ImGui::BeginTable("columns", 3)) {
    ImGui::TableSetupColumn("tools", ImGuiTableColumnFlags_WidthStretch, 0.8f);
    ImGui::TableSetupColumn("place", ImGuiTableColumnFlags_WidthStretch, 1.1f);
    ImGui::TableSetupColumn("motions", ImGuiTableColumnFlags_WidthStretch, 1.0f);
    ImGui::TableNextColumn();
    tools(shown, state.hands);
    ImGui::TableNextColumn();
    place(shown, layout.scale);
    ImGui::TableNextColumn();
    motions(shown, output);
    ImGui::EndTable();
  }
  muted(word(shown, "hands_keys"));
  ImGui::EndChild();
  endPanel();
  if (letGo) takeInstruments(false, shown, state, output);
}

}  // namespace unkink::ui
