// How finely to draw, chosen from what frames have cost: full at rest, and in motion where it is
// cheap enough.
#pragma once

#include "render/renderer.hpp"

namespace unkink::app {

class Pace {
 public:
  /// What to draw the 3D view with. \param moving   camera or patient changed since the last frame
  render::Quality quality(bool moving) const;
  /// Pixels of the 3D view per pixel of the screen, 0.5..1: fewer where even less work is too slow.
  float resolution(bool moving) const;
  /// Takes note of what a frame that drew the 3D view cost.
  void measured(double frame_ms, render::Quality quality, float resolution);

  double full_ms() const { return full_ms_; }
  double reduced_ms() const { return reduced_ms_; }

 private:
  double full_ms_ = 0.0, reduced_ms_ = 0.0;  // moving averages; 0: not measured yet
};

}  // namespace unkink::app
