// From keys and drags to the verbs of the instruments.
#include "ui/hands.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::ui {
namespace {

using operation::command;
using operation::Command;
using operation::State;
using operation::ToolKind;
using operation::Verb;
using units::Deg;

// a hand's speeds: firm, and gentle with Shift
constexpr double kPush_mm_s = 8.0, kGentlePush_mm_s = 2.0;
constexpr double kTurn_deg_s = 90.0, kGentleTurn_deg_s = 20.0;
constexpr double kAim_deg = 0.8, kGentleAim_deg = 0.2;  // a press, and each repeat of it
constexpr double kWheelPush_mm_s = 3.0;
constexpr double kSlide_mm_s = 80.0;      // of a tool inside the portal
constexpr double kSlowFrom_mm = 30.0;     // before the portal's mouth it slides slower, and
constexpr double kSlowSlide_mm_s = 20.0;  // waits for the hand at
constexpr double kWaitsBefore_mm = 4.0;   // before the mouth
constexpr double kOut_mm = -operation::kPortalLength_mm + 1.0;

void turn(const State& state, double rate_deg_s, Commands& out) {
  if (state.tool.kind == ToolKind::kNone) return;
  out.push_back(command(Verb::kToolTurn, rate_deg_s));
}

void bite(const State& state, Commands& out) {
  if (state.tool.kind != ToolKind::kNone) out.push_back(command(Verb::kToolBite));
}

ToolKind nextTool(ToolKind now) {
  return now == ToolKind::kTissueSculptor ? ToolKind::kTrocar
                                          : static_cast<ToolKind>(static_cast<int>(now) + 1);
}

/// Sliding a tool inside the portal, from or to its mouth.
std::optional<Command> slide(const State& state, double rate_mm_s) {
  if (state.tool.rate_mm_s == rate_mm_s) return std::nullopt;
  return command(Verb::kToolAdvance, rate_mm_s);
}

/// Drawing the empty portal back to the skin, and taking it away.
std::optional<Command> portalOut(const State& state) {
  constexpr double kAlmostOut_mm = 0.5, kDraw_mm_s = 20.0;
  if (state.portal.depth_mm <= kAlmostOut_mm) return command(Verb::kPortalRemove);
  if (state.portal.rate_mm_s == -kDraw_mm_s) return std::nullopt;
  return command(Verb::kPortalAdvance, -kDraw_mm_s);
}

/// Keys that are held: pushing and turning. \return whether it was one of them
bool handleHeld(const KeyEvent& event, const State& state, Hands& hands, Commands& out) {
  const double speed = event.shift ? kGentlePush_mm_s : kPush_mm_s;
  const double spin = event.shift ? kGentleTurn_deg_s : kTurn_deg_s;
  const bool pushes = event.key == Key::kW || event.key == Key::kS;
  if (!pushes && event.key != Key::kA && event.key != Key::kD) return false;
  if (event.repeat) return true;
  hands.wanted.reset();
  hands.pushTo_mm.reset();
  const double sign = event.key == Key::kW || event.key == Key::kD ? 1.0 : -1.0;
  if (pushes)
    push(state, event.pressed ? sign * speed : 0.0, out);
  else
    turn(state, event.pressed ? sign * spin : 0.0, out);
  return true;
}

/// The arrows: where the tip goes as seen from behind. \return whether it was one of them
bool handleArrows(const KeyEvent& event, const State& state, Commands& out) {
  const Deg step(event.shift ? kGentleAim_deg : kAim_deg);
  switch (event.key) {
    case Key::kUp:
      return aimBy(state, step, Deg(0), out), true;
    case Key::kDown:
      return aimBy(state, -step, Deg(0), out), true;
    case Key::kLeft:
      return aimBy(state, Deg(0), step, out), true;
    case Key::kRight:
      return aimBy(state, Deg(0), -step, out), true;
    default:
      return false;
  }
}

void aim(const State& state, operation::Aim to, Commands& out) {
  const auto& limits = operation::info(Verb::kPortalAim).values;
  const auto within = [&](Deg a, std::size_t n) {
    return std::clamp(a.value, limits[n].min, limits[n].max);
  };
  if (state.portal.placed)
    out.push_back(command(Verb::kPortalAim, within(to.cranial, 0), within(to.left, 1)));
}

}  // namespace

InHand inHand(const State& state) {
  if (!state.portal.placed) return InHand::kNothing;
  const ToolKind kind = state.tool.kind;
  return kind == ToolKind::kNone || kind == ToolKind::kTrocar ? InHand::kPortal : InHand::kTool;
}

double depthInHand_mm(const State& state) {
  return inHand(state) == InHand::kTool ? state.tool.beyond_mm : state.portal.depth_mm;
}

void push(const State& state, double rate_mm_s, Commands& out) {
  const InHand what = inHand(state);
  if (what == InHand::kNothing) return;
  out.push_back(
      command(what == InHand::kTool ? Verb::kToolAdvance : Verb::kPortalAdvance, rate_mm_s));
}

void pushBy(const State& state, double by_mm, Hands& hands, Commands& out) {
  if (inHand(state) == InHand::kNothing) return;
  hands.pushTo_mm = hands.pushTo_mm.value_or(depthInHand_mm(state)) + by_mm;
  push(state, std::copysign(kWheelPush_mm_s, *hands.pushTo_mm - depthInHand_mm(state)), out);
}

void aimBy(const State& state, Deg cranial, Deg left, Commands& out) {
  const operation::Aim now = operation::aimOf(state.portal.directionGoal);
  aim(state, {now.cranial + cranial, now.left + left}, out);
}

void dragTip(const State& state, const math::Vec3& by_mm, Commands& out) {
  const operation::Shaft& portal = state.portal;
  const double reach = std::max(portal.depth_mm, 1.0);
  const math::Vec3 to = portal.entry_mm + reach * portal.directionGoal + by_mm;
  if (glm::distance(to, portal.entry_mm) > 1e-3)
    aim(state, operation::aimOf(glm::normalize(to - portal.entry_mm)), out);
}

bool handKey(const KeyEvent& event, const State& state, Hands& hands, Commands& out) {
  if (!hands.on) return false;
  if (handleHeld(event, state, hands, out)) return true;
  if (!event.pressed) return false;
  if (handleArrows(event, state, out)) return true;
  if (event.key == Key::kEnter) {
    if (!event.repeat) bite(state, out);
    return true;
  }
  if (event.key != Key::kQ) return false;
  if (!event.repeat && state.portal.placed)
    hands.wanted = nextTool(hands.wanted.value_or(state.tool.kind));
  return true;
}

std::optional<Command> towardsTool(const State& state, ToolKind wanted) {
  const operation::Tool& tool = state.tool;
  if (tool.kind != wanted && tool.kind != ToolKind::kNone)
    return tool.beyond_mm > kOut_mm ? slide(state, -kSlide_mm_s) : command(Verb::kToolRemove);
  if (wanted == ToolKind::kNone) return portalOut(state);
  if (tool.kind == ToolKind::kNone) return command(Verb::kToolInsert, static_cast<double>(wanted));
  const double end =
      wanted == ToolKind::kTrocar ? operation::kTrocarBeyondPortal_mm : -kWaitsBefore_mm;
  const double left = end - tool.beyond_mm;
  if (left <= 0.0 || tool.onBone || tool.onDura) return slide(state, 0.0);
  return slide(state, left > kSlowFrom_mm ? kSlide_mm_s : kSlowSlide_mm_s);
}

void keepOn(const State& state, Hands& hands, Commands& out) {
  if (hands.wanted) {
    const auto next = state.portal.placed ? towardsTool(state, *hands.wanted) : std::nullopt;
    if (next) out.push_back(*next);
    const bool there = *hands.wanted == ToolKind::kNone
                           ? !state.portal.placed
                           : state.tool.kind == *hands.wanted && state.tool.rate_mm_s == 0.0;
    if (!next && there) hands.wanted.reset();
    return;
  }
  if (!hands.pushTo_mm) return;
  const bool tool = inHand(state) == InHand::kTool;
  const double rate = tool ? state.tool.rate_mm_s : state.portal.rate_mm_s;
  const double left = *hands.pushTo_mm - depthInHand_mm(state);
  if (rate != 0.0 && left * rate > 0.0) return;
  if (rate != 0.0) push(state, 0.0, out);
  hands.pushTo_mm.reset();
}

}  // namespace unkink::ui
