// Marching from a point towards the eye.
#include "view/sight.hpp"

#include <algorithm>

namespace unkink::view {

using math::Vec3;

namespace {

constexpr float kOpaque = 0.55f;
constexpr double kOnCut_mm = 0.5;  // that near to the plane counts as on its face

}  // namespace

Sight::Sight(const operation::Case& theCase, const operation::State& s, const Presentation& p)
    : body_(operation::bodyOf(theCase, s)),
      eye_(cameraOf(p.orbit).eye),
      plane_(clipPlaneOf(theCase, s, p)),
      bone_(p.opacity[static_cast<std::size_t>(Layer::kBone)] > kOpaque),
      ligament_(p.opacity[static_cast<std::size_t>(Layer::kLigamentumFlavum)] > kOpaque),
      cut_(p.cut.plane != CutPlane::kNone) {}

double Sight::beforeCut_mm(const Vec3& p) const { return glm::dot(plane_, math::Vec4(p, 1.0)); }

bool Sight::cutAway(const Vec3& p) const { return cut_ && beforeCut_mm(p) > kOnCut_mm; }

Vec3 Sight::ontoCut(const Vec3& p) const { return p - beforeCut_mm(p) * Vec3(plane_); }

bool Sight::sees(const Vec3& p) const {
  const double length = glm::distance(eye_, p);
  const Vec3 towards = (eye_ - p) / length;
  constexpr double kStart_mm = 1.5, kReach_mm = 90.0, kLeast_mm = 0.4;
  for (double t = kStart_mm; t < std::min(length, kReach_mm);) {
    const Vec3 q = p + t * towards;
    if (cut_ && beforeCut_mm(q) > 0.0) return true;  // in front of the cut nothing stands
    double clear = 1e3;
    if (bone_) clear = std::min(clear, body_.bone(q));
    if (ligament_) clear = std::min(clear, body_.ligament(q));
    if (clear < 0.0) return false;
    t += std::max(clear, kLeast_mm);
  }
  return true;
}

}  // namespace unkink::view
