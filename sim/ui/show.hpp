// Presenting: what the panels remember of it, and what they ask for.
#pragma once

#include "ui/attract.hpp"
#include "ui/key_map.hpp"
#include "view/picking.hpp"
#include "view/presentation.hpp"

#include <array>
#include <optional>

namespace unkink::ui {

inline constexpr std::array<double, 6> kSpeeds{0.25, 0.5, 1.0, 1.5, 2.0, 4.0};  // of playing
inline constexpr int kFrame_ticks = 6;  // that a frame step goes: a tenth of a second

/// How the layer that was picked stands out.
enum class Isolation { kOff, kAlone, kFaded };

struct Show {
  KeyMap keys;
  bool black = false;              // the screen is black until a key is pressed
  bool goesOn = false;             // after that the story plays on
  bool laser = false;              // a soft dot follows the pointer
  bool presenter = false;          // the second window is open
  bool fullScreen = false;         // the first one fills its screen
  bool sources = false;            // the window of sources is open
  int scrollLines = 0;             // that its list is to go on by
  bool kiosk = false;              // at a booth: no quitting, no files, no hands
  std::optional<int> countdown_s;  // set: "Still there?"
  Attract::Phase attract = Attract::Phase::kInUse;
  std::optional<view::Pick> pick;  // the structure that is named until another one is
  Isolation isolation = Isolation::kOff;
  view::Layer isolated = view::Layer::kBone;
  int isolatedIn = -1;                            // stage
  std::array<float, view::kLayerCount> before{};  // opacities to go back to
};

/// What was asked for in a frame.
struct ShowWishes {
  int ticks = 0;             // so many on, or back; pauses
  std::optional<bool> loop;  // the present stage
  std::optional<int> route;
  std::optional<math::Vec2f> pick;  // a click into the 3D view, from its upper left corner, 0..1
  bool fullScreen = false;          // in, or out
  bool presenter = false;           // opens the second window, or closes it
  bool beginAnew = false;           // a booth's story, from the start
};

}  // namespace unkink::ui
