// The part of an X-ray that instruments fall on.
#pragma once

#include "render/xray_frame.hpp"
#include "view/scene.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace unkink::render {

/// A rectangle of the picture, pixels from the lower left; empty when x1 <= x0 or y1 <= y0.
struct Patch {
  int x0 = 1 << 20, y0 = 1 << 20, x1 = 0, y1 = 0;

  static Patch whole(int pixels) { return {0, 0, pixels, pixels}; }
  bool empty() const { return x1 <= x0 || y1 <= y0; }
  void include(const Patch& other) {
    if (other.empty()) return;
    *this = {std::min(x0, other.x0), std::min(y0, other.y0), std::max(x1, other.x1),
             std::max(y1, other.y1)};
  }
};

/// The part of the picture that rigid surfaces fall on, a pixel wider on every side.
Patch patchOf(const XRayFrame& frame, std::span<const view::XRaySurface* const> surfaces);

/// The part that a sphere can fall on. \param centre   Patient
Patch patchOf(const XRayFrame& frame, const math::Vec3f& centre, float radius_mm);

/// What instruments cover in the picture, each as a thick line about it.
class XRayReach {
 public:
  XRayReach(const XRayFrame& frame, std::span<const view::XRaySurface* const> instruments);

  /// Whether anything in a sphere can lie before or behind an instrument. \param centre   Patient
  bool meets(const math::Vec3f& centre, float radius_mm) const;

 private:
  struct Line {
    math::Vec2f a, b;  // pixels
    float halfWidth;
  };
  const XRayFrame& frame_;
  std::vector<Line> lines_;
};

/// Lets draws and clears change the patch alone; until glDisable(GL_SCISSOR_TEST).
void scissorTo(const Patch& patch);

}  // namespace unkink::render
