// The straw's path and sections.
#include "view/straw_mesh.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace unkink::view {
namespace {

using math::Vec3;

constexpr int kRings = 150;  // of the computed part

constexpr double kBends_rad = 0.32;  // per radius of length where all room is gone
constexpr double kMostBend_rad = 0.42;
constexpr double kNoticed = 0.97;  // room above which a straw stays straight

// the added ends, in radii
constexpr double kNeck = 0.5, kBendy = 1.9, kMouth = 2.6, kFoot = 0.6;
constexpr int kRidges = 6, kRingsPerRidge = 8;
constexpr double kRidge = 0.13;         // height, of the radius
constexpr double kLevelBelowRim = 1.2;  // radii

StrawRing ringAt(const Vec3& centre, double lean, double radius_mm, double turn) {
  StrawRing ring;
  ring.centre = centre;
  ring.along = {0.0, std::sin(lean), std::cos(lean)};
  const Vec3 side(1.0, 0.0, 0.0), behind(0.0, std::cos(lean), -std::sin(lean));
  ring.across = std::cos(turn) * side + std::sin(turn) * behind;
  ring.dorsal = std::cos(turn) * behind - std::sin(turn) * side;
  ring.radius_mm = radius_mm;
  return ring;
}

/// Heights, rooms and how far it stands off a straight line, from the head down.
struct Path {
  std::vector<double> height_mm, room, aside_mm;
};

Path pathOf(const thecal_sac::Straw& straw, const StrawWish& wish) {
  Path p;
  const double length = static_cast<double>(straw.arc_mm.back() - straw.arc_mm.front());
  std::vector<double> bend(kRings);
  double whole = 0.0;
  for (int n = 0; n < kRings; ++n) {
    const double share = static_cast<double>(n) / (kRings - 1);
    const double room = std::clamp(thecal_sac::roomAt(straw, share), kLeastRoom, 1.0);
    p.room.push_back(room);
    p.height_mm.push_back(wish.byHeight ? thecal_sac::middleAt(straw, share).z
                                        : (0.5 - share) * length);
    bend[static_cast<std::size_t>(n)] =
        kBends_rad * std::max(0.0, kNoticed - room) * length / (wish.radius_mm * (kRings - 1));
    whole += bend[static_cast<std::size_t>(n)];
  }
  const double held = whole > kMostBend_rad ? kMostBend_rad / whole : 1.0;
  double lean = 0.0, aside = 0.0;
  for (int n = 0; n < kRings; ++n) {
    p.aside_mm.push_back(aside);
    lean += held * bend[static_cast<std::size_t>(n)];
    if (n + 1 < kRings) aside += std::tan(lean) * length / (kRings - 1);
  }
  // held at both ends
  for (int n = 0; n < kRings; ++n)
    p.aside_mm[static_cast<std::size_t>(n)] -= aside * n / (kRings - 1);
  return p;
}

/// How far the straw leans at a ring: towards +y going up.
double leanAt(const Path& p, std::size_t n) {
  const std::size_t a = n > 0 ? n - 1 : 0, b = std::min(n + 1, p.aside_mm.size() - 1);
  return std::atan2(p.aside_mm[a] - p.aside_mm[b], p.height_mm[a] - p.height_mm[b]);
}

/// The neck, the bendy part and the mouthpiece, from the neck up.
std::vector<StrawRing> mouthOf(const Vec3& from, double lean, const StrawWish& wish) {
  std::vector<StrawRing> rings;
  const double r = wish.radius_mm, unit = wish.mouth * r;
  Vec3 at = from;
  const auto go = [&](double length, double radius_mm) {
    at += length * Vec3(0.0, std::sin(lean), std::cos(lean));
    rings.push_back(ringAt(at, lean, radius_mm, wish.turn));
  };
  for (int n = 0; n < 4; ++n) go(0.25 * kNeck * unit, r);
  constexpr int kSteps = kRidges * kRingsPerRidge;
  for (int n = 1; n <= kSteps; ++n) {
    lean += wish.mouthTurn / kSteps;
    const double phase = static_cast<double>(n % kRingsPerRidge) / kRingsPerRidge;
    // a ridge with a sharper crest than valley
    const double crest = 1.0 - std::abs(2.0 * phase - 1.0);
    go(kBendy * unit / kSteps, r * (1.0 + kRidge * crest * crest * (1.5 - 0.5 * crest)));
  }
  for (int n = 0; n < 16; ++n) go(kMouth * unit / 16.0, r);
  std::ranges::reverse(rings);
  return rings;
}

void fill(StrawBody& body) {
  body.filled_mm3.assign(body.rings.size(), 0.0);
  const auto area = [&](std::size_t n) {
    const double inside = (1.0 - kStrawWall) * body.rings[n].radius_mm;
    return std::numbers::pi * inside * inside * body.rings[n].room;
  };
  for (std::size_t n = body.rings.size() - 1; n-- > 0;)
    body.filled_mm3[n] =
        body.filled_mm3[n + 1] + 0.5 * (area(n) + area(n + 1)) *
                                     glm::distance(body.rings[n].centre, body.rings[n + 1].centre);
}

}  // namespace

StrawBody strawBody(const thecal_sac::Straw& straw, const StrawWish& wish) {
  const Path path = pathOf(straw, wish);
  StrawBody body;
  body.flow = straw.flow;
  body.particles = wish.particles;
  const auto centre = [&](std::size_t n) { return Vec3(0.0, path.aside_mm[n], path.height_mm[n]); };
  body.rings = mouthOf(centre(0), leanAt(path, 0), wish);
  body.first = body.rings.size();
  for (std::size_t n = 0; n < std::size_t{kRings}; ++n) {
    StrawRing ring = ringAt(centre(n), leanAt(path, n), wish.radius_mm, wish.turn);
    ring.room = path.room[n];
    ring.share = static_cast<double>(n) / (kRings - 1);
    body.rings.push_back(ring);
  }
  body.last = body.rings.size() - 1;
  // below the computed part its last section goes on
  for (int n = 1; n <= 4; ++n) {
    StrawRing foot = body.rings[body.last];
    foot.centre -= 0.25 * n * kFoot * wish.radius_mm * foot.along;
    foot.share = -1.0;
    body.rings.push_back(foot);
  }
  for (const StrawRing& ring : body.rings) body.sections.push_back(strawSection(ring.room));
  const Vec3 rim = body.rings.front().centre;
  while (glm::distance(body.rings[body.surface].centre, rim) < kLevelBelowRim * wish.radius_mm)
    ++body.surface;
  const double inside = (1.0 - kStrawWall) * wish.radius_mm;
  body.healthyArea_mm2 = std::numbers::pi * inside * inside;
  fill(body);
  return body;
}

}  // namespace unkink::view
