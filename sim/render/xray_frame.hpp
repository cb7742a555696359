// The pinhole geometry of one X-ray picture in the form that the shaders want.
#pragma once

#include "fluoro/c_arm.hpp"
#include "render/image.hpp"

namespace unkink::render {

/// Depths are counted along the central ray from a reference plane near the anatomy: small numbers
/// add exactly.
struct XRayFrame {
  math::Vec3f reference{0.0f};  // Patient, mm: where the central ray meets the reference plane
  math::Vec3f right{1.0f, 0.0f, 0.0f}, up{0.0f, 0.0f, 1.0f}, forward{0.0f, 1.0f, 0.0f};
  float referenceDepth = 700.0f;  // mm from the source
  float focal = 8.0f;             // source-detector distance over half the detector's edge
  float frontSign = 1.0f;         // what a front-facing fragment adds
  int pixels = 512;

  Size size() const { return {pixels, pixels}; }
};

/// Requires: the detector is perpendicular to the ray through its centre
XRayFrame xRayFrame(const fluoro::Projection& projection, int pixels);

}  // namespace unkink::render
