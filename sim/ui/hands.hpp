// The user's own hands on portal and tools: keys, buttons and mouse become a trainee's verbs.
//
// Everything here is decided from the State and speaks Commands, so what hands do is recorded,
// undone and limited like all else. Rates last until they are taken back: a key's release does
// that, and keepOn() where a tool is changed or the wheel pushed.
#pragma once

#include "lesson/autopilot.hpp"
#include "ui/keyboard.hpp"

#include <optional>
#include <vector>

namespace unkink::ui {

/// What the hands are about from frame to frame; the caller owns it.
struct Hands {
  bool on = false;                            // arrows and letters belong to the instruments
  std::optional<operation::ToolKind> wanted;  // being changed to; kNone: portal and all come out
  std::optional<double> pushTo_mm;            // where a push by the wheel ends, see depthInHand_mm
  bool dragging = false;                      // the mouse has the portal's tip
  std::optional<lesson::Site> site;  // where the portal is to go; none: where it is planned
};

/// What a push or a pull moves: the portal while it is empty or the trocar is in it, else the tool.
enum class InHand { kNothing, kPortal, kTool };
InHand inHand(const operation::State& state);
/// How deep that is: the portal from the skin, the tool beyond the portal's mouth.
double depthInHand_mm(const operation::State& state);

using Commands = std::vector<operation::Command>;

/// A key while the hands are on. \return whether it was one of theirs
bool handKey(const KeyEvent& event, const operation::State& state, Hands& hands, Commands& out);
/// Goes on with what takes more than a frame: changing the tool, ending a push.
void keepOn(const operation::State& state, Hands& hands, Commands& out);

/// Pushes what is in hand; negative draws back, 0 stops. Nothing where nothing is in hand.
void push(const operation::State& state, double rate_mm_s, Commands& out);
/// Pushes it so far and no farther.
void pushBy(const operation::State& state, double by_mm, Hands& hands, Commands& out);
/// Tilts the portal; positive towards the head and to the patient's left.
void aimBy(const operation::State& state, units::Deg cranial, units::Deg left, Commands& out);
/// Aims the portal so that its tip comes as near as it can to where it is dragged.
void dragTip(const operation::State& state, const math::Vec3& by_mm, Commands& out);

/// The next command on the way to another tool in the portal; nothing once it waits just inside the
/// portal's mouth (the trocar: once it stands out). To no tool: the portal comes out as well.
std::optional<operation::Command> towardsTool(const operation::State& state,
                                              operation::ToolKind wanted);

}  // namespace unkink::ui
