// From a C-arm's projection to the numbers of shaders/xray/depth.vert.
#include "render/xray_frame.hpp"

namespace unkink::render {

XRayFrame xRayFrame(const fluoro::Projection& projection, int pixels) {
  constexpr double kReferenceShare = 0.7;  // of the way from source to detector: near the isocentre
  const math::Vec3 ray = projection.detectorCentre_mm - projection.source_mm;
  const double distance = glm::length(ray);
  const math::Vec3 forward = ray / distance;
  const math::Vec3 seen = glm::cross(projection.axisRight, projection.axisUp);
  XRayFrame frame;
  frame.reference = math::Vec3f(projection.source_mm + kReferenceShare * ray);
  frame.right = math::Vec3f(projection.axisRight);
  frame.up = math::Vec3f(projection.axisUp);
  frame.forward = math::Vec3f(forward);
  frame.referenceDepth = static_cast<float>(kReferenceShare * distance);
  frame.focal = static_cast<float>(2.0 * distance / projection.size_mm);
  // seen from the source's side a front face is an entry; seen from behind the detector, mirrored,
  // an exit
  frame.frontSign = glm::dot(seen, forward) < 0.0 ? -1.0f : 1.0f;
  frame.pixels = pixels;
  return frame;
}

}  // namespace unkink::render
