// The room around the sac: where posture takes its stations, and how far each spoke is free.
#include "thecal_sac/polygon.hpp"
#include "thecal_sac/sac.hpp"

#include <algorithm>
#include <cmath>
#include <tbb/parallel_for.h>

namespace unkink::thecal_sac {
namespace {

constexpr double kReach_mm = 6.0;   // beyond the healthy sac nothing is looked for
constexpr double kSteepest = 1.3;   // of any distance field (anatomy::Spine)
constexpr double kHit_mm = 0.03;    // near enough to finish by a straight line
constexpr double kMargin_mm = 8.0;  // of stations beyond the live window
constexpr int kMostSteps = 24;

/// Distance from the centre to the first wall along a spoke, or kNoWall_mm.
float freeRadius(const SectionFrame& frame, int spoke, double clearanceAtCentre,
                 const Clearance& clearance) {
  const double reach = frame.healthyRadius_mm(spoke) + kReach_mm;
  const math::Vec3 direction = frame.direction(spoke);
  double radius = 0.0, distance = clearanceAtCentre, slope = 1.0;
  for (int i = 0; i < kMostSteps && distance > kHit_mm; ++i) {
    const double before = distance, step = distance / kSteepest;
    radius += step;
    if (radius >= reach) return kNoWall_mm;
    distance = clearance(frame.centre + radius * direction);
    slope = (before - distance) / step;
  }
  // the last bit by the slope that was met: towards the wall, at most the field's steepest
  radius += distance / std::clamp(slope, 0.3, kSteepest);
  return static_cast<float>(std::clamp(radius, 0.0, reach));
}

/// Walls step back by this towards the ends of the range, mm.
double stepBack_mm(const Frames& frames, StationRange range, int station) {
  constexpr double kFade_mm = 6.0, kMost_mm = 4.0;
  const auto arc = [&](int s) { return frames[static_cast<std::size_t>(s)].arc_mm; };
  const double inside = std::min(
      range.first > 0 ? arc(station) - arc(range.first) : kFade_mm,
      range.last < static_cast<int>(frames.size()) ? arc(range.last - 1) - arc(station) : kFade_mm);
  const double t = 1.0 - std::clamp(inside / kFade_mm, 0.0, 1.0);
  return kMost_mm * t * t;
}

}  // namespace

math::Vec3 SectionFrame::direction(int spoke) const {
  const math::Vec2& d = spokeDirections()[static_cast<std::size_t>(spoke)];
  return d.x * left + d.y * dorsal;
}

double SectionFrame::healthyRadius_mm(int spoke) const {
  const math::Vec2& d = spokeDirections()[static_cast<std::size_t>(spoke)];
  const double x = d.x / halfWidth_mm, y = d.y / halfDepth_mm;
  return 1.0 / std::sqrt(x * x + y * y);
}

Frames sectionFrames(const anatomy::Spine& spine, const anatomy::Bend& bend) {
  Frames frames;
  frames.reserve(spine.canal().size());
  double arc = 0.0;
  const anatomy::CanalStation* before = nullptr;
  for (const anatomy::CanalStation& s : spine.canal()) {
    if (before) arc += glm::length(s.centre - before->centre);
    before = &s;
    frames.push_back({bend.apply(s.centre, {s.chain, 0.0}), bend.rotate(s.left, s.chain),
                      bend.rotate(s.dorsal, s.chain), bend.rotate(s.up, s.chain), s.chain, arc,
                      s.sacHalfWidth_mm, s.sacHalfDepth_mm});
  }
  return frames;
}

StationRange stationsNear(const tissue::Base& base, const anatomy::Spine& spine) {
  const double lo = base.window().lo.z * base.spacing_mm() - kMargin_mm;
  const double hi = base.window().hi.z * base.spacing_mm() + kMargin_mm;
  const std::vector<anatomy::CanalStation>& canal = spine.canal();
  StationRange range{static_cast<int>(canal.size()), 0};
  for (int s = 0; s < static_cast<int>(canal.size()); ++s) {
    const double z = canal[static_cast<std::size_t>(s)].centre.z;
    if (z < lo || z > hi) continue;
    range.first = std::min(range.first, s);
    range.last = std::max(range.last, s + 1);
  }
  return range;
}

std::vector<float> freeRadii(const Frames& frames, StationRange range, const Clearance& clearance) {
  std::vector<float> walls(frames.size() * kSpokes, kNoWall_mm);
  tbb::parallel_for(range.first, range.last, [&](int s) {
    const SectionFrame& frame = frames[static_cast<std::size_t>(s)];
    const double atCentre = clearance(frame.centre);
    const double back = stepBack_mm(frames, range, s);
    for (int k = 0; k < kSpokes; ++k)
      walls[static_cast<std::size_t>(s * kSpokes + k)] =
          freeRadius(frame, k, atCentre, clearance) + static_cast<float>(back);
  });
  return walls;
}

}  // namespace unkink::thecal_sac
