// Projecting what is small and held in the hand.
#include "render/xray_patch.hpp"

#include <cmath>
#include <epoxy/gl.h>
#include <optional>

namespace unkink::render {
namespace {

constexpr float kNearest_mm = 1.0f;  // to the source, of what is looked at

float depthOf(const XRayFrame& frame, const math::Vec3f& p) {
  return glm::dot(frame.forward, p - frame.reference) + frame.referenceDepth;
}

/// Where a Patient point falls, pixels.
math::Vec2f pixelOf(const XRayFrame& frame, const math::Vec3f& p) {
  const math::Vec3f q = p - frame.reference;
  const math::Vec2f ndc = frame.focal / std::max(depthOf(frame, p), kNearest_mm) *
                          math::Vec2f(glm::dot(frame.right, q), glm::dot(frame.up, q));
  return 0.5f * static_cast<float>(frame.pixels) * (ndc + 1.0f);
}

/// A sphere's shadow lies within a circle, pixels; nothing where it is too near to the source.
struct Shadow {
  math::Vec2f at;
  float reach;
};
std::optional<Shadow> shadowOf(const XRayFrame& frame, const math::Vec3f& centre, float radius_mm) {
  const math::Vec3f q = centre - frame.reference;
  const float depth = depthOf(frame, centre);
  const float aside = glm::length(math::Vec2f(glm::dot(frame.right, q), glm::dot(frame.up, q)));
  if (depth <= 2.0f * radius_mm) return std::nullopt;
  // the tangents of the ray to its centre, of its angular radius, and of their sum
  const float oblique = aside / depth;
  const float wide = radius_mm / std::sqrt(depth * depth + aside * aside - radius_mm * radius_mm);
  const float rest = 1.0f - wide * oblique;
  if (rest < 0.1f) return std::nullopt;
  const float reach = wide * (1.0f + oblique * oblique) / rest;
  return Shadow{pixelOf(frame, centre),
                0.5f * static_cast<float>(frame.pixels) * frame.focal * reach};
}

/// With a margin for rounding, within the picture.
Patch about(const math::Vec2f& lo, const math::Vec2f& hi, int pixels) {
  const auto edge = [pixels](float at, int margin) {
    const auto last = static_cast<float>(pixels);
    return std::clamp(static_cast<int>(std::floor(std::clamp(at, -2.0f, last + 2.0f))) + margin, 0,
                      pixels);
  };
  return {edge(lo.x, -1), edge(lo.y, -1), edge(hi.x, 2), edge(hi.y, 2)};
}

std::vector<math::Vec2f> pixelsOf(const XRayFrame& frame, const view::XRaySurface& surface) {
  std::vector<math::Vec2f> all;
  for (const math::Vertex& v : surface.mesh.mesh->vertices)
    all.push_back(
        pixelOf(frame, math::Vec3f(surface.patientFromMesh * math::Vec4f(v.position, 1.0f))));
  return all;
}

math::Vec2f farthest(const std::vector<math::Vec2f>& points, const math::Vec2f& from) {
  return *std::ranges::max_element(
      points, {}, [&](const math::Vec2f& p) { return glm::dot(p - from, p - from); });
}

float distanceToLine(const math::Vec2f& p, const math::Vec2f& a, const math::Vec2f& b) {
  const math::Vec2f along = b - a;
  const float share =
      std::clamp(glm::dot(p - a, along) / std::max(glm::dot(along, along), 1e-6f), 0.0f, 1.0f);
  return glm::distance(p, a + share * along);
}

}  // namespace

Patch patchOf(const XRayFrame& frame, std::span<const view::XRaySurface* const> surfaces) {
  math::Vec2f lo(1e9f), hi(-1e9f);
  for (const view::XRaySurface* surface : surfaces)
    for (const math::Vec2f& at : pixelsOf(frame, *surface)) {
      lo = glm::min(lo, at);
      hi = glm::max(hi, at);
    }
  return lo.x > hi.x ? Patch{} : about(lo, hi, frame.pixels);
}

Patch patchOf(const XRayFrame& frame, const math::Vec3f& centre, float radius_mm) {
  const auto shadow = shadowOf(frame, centre, radius_mm);
  if (!shadow) return Patch::whole(frame.pixels);
  return about(shadow->at - shadow->reach, shadow->at + shadow->reach, frame.pixels);
}

XRayReach::XRayReach(const XRayFrame& frame, std::span<const view::XRaySurface* const> instruments)
    : frame_(frame) {
  constexpr float kMargin_px = 2.0f;
  for (const view::XRaySurface* instrument : instruments) {
    const std::vector<math::Vec2f> points = pixelsOf(frame, *instrument);
    if (points.empty()) continue;
    Line line{farthest(points, points.front()), {}, 0.0f};
    line.b = farthest(points, line.a);
    for (const math::Vec2f& p : points)
      line.halfWidth = std::max(line.halfWidth, distanceToLine(p, line.a, line.b));
    line.halfWidth += kMargin_px;
    lines_.push_back(line);
  }
}

bool XRayReach::meets(const math::Vec3f& centre, float radius_mm) const {
  const auto shadow = shadowOf(frame_, centre, radius_mm);
  return !shadow || std::ranges::any_of(lines_, [&](const Line& line) {
    return distanceToLine(shadow->at, line.a, line.b) <= line.halfWidth + shadow->reach;
  });
}

void scissorTo(const Patch& patch) {
  glEnable(GL_SCISSOR_TEST);
  glScissor(patch.x0, patch.y0, patch.x1 - patch.x0, patch.y1 - patch.y0);
}

}  // namespace unkink::render
