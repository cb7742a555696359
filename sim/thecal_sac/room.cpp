// The room around the sac: where posture takes its stations, and how far each spoke is free.
#include "thecal_sac/polygon.hpp"
#include "thecal_sac/sac.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <span>
#include <tbb/parallel_for.h>

namespace unkink::thecal_sac {
namespace {

constexpr double kReach_mm = 6.0;       // beyond the healthy sac nothing is looked for
constexpr double kSteepest = 1.3;       // of any distance field (anatomy::Spine)
constexpr double kBelieved_mm = 4.0;    // greater distances may be mere "far away"
constexpr double kBold = 1.05;          // a step may overshoot a little: then the next goes back
constexpr double kHit_mm = 0.06;        // near enough to finish by a straight line
constexpr double kMargin_mm = 6.0;      // of stations beyond the live window
constexpr double kLeastStep_mm = 0.15;  // along a wall that the ray only grazes
constexpr int kMostSteps = 32;
constexpr std::size_t kMostWalls = 4;

/// The least of several distances along a ray, each asked only where it may be the least.
class NearestWall {
 public:
  NearestWall(std::span<const Clearance> walls, const math::Vec3& start) : walls_(walls) {
    atLeast_.fill(kBelieved_mm);
    moved(0.0);
    distance_ = least(start);
  }
  double distance_mm() const { return distance_; }
  /// Goes on to a point `step` farther along the ray.
  void go(const math::Vec3& to, double step_mm) {
    moved(step_mm);
    distance_ = least(to);
  }

 private:
  void moved(double step_mm) {
    for (double& bound : atLeast_) bound -= kSteepest * std::abs(step_mm);
  }
  double least(const math::Vec3& p) {
    double distance = std::numeric_limits<double>::infinity();
    std::array<bool, kMostWalls> asked{};
    for (std::size_t n = 0; n < walls_.size(); ++n) {
      std::size_t next = walls_.size();
      for (std::size_t i = 0; i < walls_.size(); ++i)
        if (!asked[i] && (next == walls_.size() || atLeast_[i] < atLeast_[next])) next = i;
      if (atLeast_[next] >= distance) break;
      const double d = walls_[next](p);
      asked[next] = true;
      atLeast_[next] = std::min(d, kBelieved_mm);
      distance = std::min(distance, d);
    }
    return distance;
  }

  std::span<const Clearance> walls_;
  std::array<double, kMostWalls> atLeast_{};
  double distance_ = 0.0;
};

/// Distance from the centre to the first wall along a spoke, or kNoWall_mm.
float freeRadius(const SectionFrame& frame, int spoke, NearestWall wall) {
  const double reach = frame.healthyRadius_mm(spoke) + kReach_mm;
  const math::Vec3 direction = frame.direction(spoke);
  double radius = 0.0, slope = 1.0;
  for (int i = 0; i < kMostSteps && std::abs(wall.distance_mm()) > kHit_mm; ++i) {
    const double before = wall.distance_mm();
    const double step = before > 0.0 ? std::max(before / kBold, kLeastStep_mm)
                                     : before / std::clamp(slope, 0.5, kSteepest);
    radius += step;
    if (radius >= reach) return kNoWall_mm;
    wall.go(frame.centre + radius * direction, step);
    slope = (before - wall.distance_mm()) / step;
  }
  // the last bit, forward or back, by the slope that was met
  radius += wall.distance_mm() / std::clamp(slope, 0.4, kSteepest);
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
  return healthy.radius_mm(spokeDirections()[static_cast<std::size_t>(spoke)]);
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
                      s.sac});
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

std::vector<StationRange> liveStations(const tissue::Body& body) {
  std::vector<StationRange> ranges;
  for (int l = 0; l < anatomy::kLevelCount; ++l) {
    const auto level = static_cast<anatomy::Level>(l);
    if (!body.isLive(level)) continue;
    const StationRange near = stationsNear(body.base(level), body.spine());
    if (!ranges.empty() && near.first <= ranges.back().last)
      ranges.back().last = near.last;
    else
      ranges.push_back(near);
  }
  return ranges;
}

std::vector<float> freeRadii(const Frames& frames, std::span<const StationRange> ranges,
                             std::span<const Clearance> walls) {
  std::vector<float> radii(frames.size() * kSpokes, kNoWall_mm);
  for (const StationRange& range : ranges) renewRadii(frames, ranges, range, walls, radii);
  return radii;
}

std::vector<float> setBack_mm(const Frames& frames, std::span<const StationRange> ranges) {
  std::vector<float> back(frames.size(), 0.0f);
  for (const StationRange& range : ranges)
    for (int s = range.first; s < range.last; ++s)
      back[static_cast<std::size_t>(s)] = static_cast<float>(stepBack_mm(frames, range, s));
  return back;
}

void renewRadii(const Frames& frames, std::span<const StationRange> ranges, StationRange some,
                std::span<const Clearance> walls, std::vector<float>& radii) {
  assert(walls.size() <= kMostWalls);
  const StationRange& within = *std::ranges::find_if(
      ranges, [&](const StationRange& r) { return r.first <= some.first && some.last <= r.last; });
  tbb::parallel_for(some.first, some.last, [&](int s) {
    const SectionFrame& frame = frames[static_cast<std::size_t>(s)];
    const NearestWall atCentre(walls, frame.centre);
    const double back = stepBack_mm(frames, within, s);
    for (int k = 0; k < kSpokes; ++k)
      radii[static_cast<std::size_t>(s * kSpokes + k)] =
          freeRadius(frame, k, atCentre) + static_cast<float>(back);
  });
}

}  // namespace unkink::thecal_sac
