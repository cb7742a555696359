// Discs of a size, pushed apart inside an outline; strips where a plane runs along.
#include "view/rootlets.hpp"

#include "math/sdf.hpp"
#include "thecal_sac/strands.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace unkink::view {
namespace {

using math::SectionEdge;
using math::SectionEdges;
using math::Vec2f;

constexpr float kRootlet_mm = 0.58f;  // radius of one, about. Source: house
constexpr float kLoose = 1.35f;       // how much wider a bundle with room is than its rootlets need
constexpr float kBetween_mm = 0.12f;  // kept between two
constexpr float kOffDura_mm = 0.3f;   // kept to the outline
constexpr int kPushes = 28, kLastPushes = 8;
constexpr float kWeight_mm = 0.12f;  // by which one sinks, each push but the last
constexpr double kFill = 0.55;       // share of that with which wedged ones fill the narrow end
// Shares of the room that rootlets take: up to which they lie loose, from which they are wedged and
// spread over that much of it, and what round ones can take at most. Source: house
constexpr double kLooseBelow = 0.44, kTightFrom = 0.56, kSpread = 0.72, kFullest = 0.6;

struct Disc {
  Vec2f place;
  float radius;      // that it keeps to others
  float own = 0.0f;  // to the dura
};

/// The nearest place on the outline, and which side of it a point is on.
struct Border {
  float distance_mm;  // negative inside
  Vec2f inward;
};

Border borderNear(const SectionEdges& outline, const Vec2f& p) {
  float least = std::numeric_limits<float>::max();
  Vec2f nearest(0.0f);
  float turns = 0.0f;  // winding, by crossings of a ray to the right
  for (const SectionEdge& e : outline) {
    const Vec2f along = e[1] - e[0], from = p - e[0];
    const float t =
        std::clamp(glm::dot(from, along) / std::max(glm::dot(along, along), 1e-12f), 0.0f, 1.0f);
    const Vec2f off = from - t * along;
    if (const float d = glm::dot(off, off); d < least) {
      least = d;
      nearest = e[0] + t * along;
    }
    if ((e[0].y <= p.y) == (e[1].y <= p.y)) continue;
    const float x = e[0].x + along.x * (p.y - e[0].y) / along.y;
    if (x > p.x) turns += e[1].y > e[0].y ? 1.0f : -1.0f;
  }
  const float distance = std::sqrt(least);
  const bool inside = turns != 0.0f;
  const Vec2f away = distance > 1e-6f ? (p - nearest) / distance : Vec2f(0.0f);
  return {inside ? -distance : distance, inside ? away : -away};
}

void pushApart(Disc& a, Disc& b) {
  const Vec2f off = b.place - a.place;
  const float apart = a.radius + b.radius + kBetween_mm, square = glm::dot(off, off);
  if (square >= apart * apart) return;
  const float distance = std::sqrt(square);
  const Vec2f along = distance > 1e-6f ? off / distance : Vec2f(0.0f, 1.0f);
  a.place -= 0.5f * (apart - distance) * along;
  b.place += 0.5f * (apart - distance) * along;
}

int countOf(float radius_mm) {
  const float share = radius_mm / kRootlet_mm;
  return std::max(1, static_cast<int>(std::lround(share * share)));
}

/// Where the n-th rootlet of a root lies, as a share of the bundle's radius: a sunflower's order.
Vec2f inBundle(std::size_t root, int n, int count, float turned = 0.0f) {
  constexpr float kGoldenTurn = 2.39996323f;
  if (count == 1) return Vec2f(0.0f);
  const float out = std::sqrt((static_cast<float>(n) + 0.3f) / static_cast<float>(count));
  const float turn =
      kGoldenTurn * (static_cast<float>(n) + 1.7f * static_cast<float>(root)) + turned;
  return kLoose * out * Vec2f(std::cos(turn), std::sin(turn));
}

/// A rootlet's own thickness, area kept on the whole.
float thickness(std::size_t root, int n) {
  constexpr float kVaries = 0.3f;
  return 1.0f + kVaries * std::sin(2.1f * static_cast<float>(n) + 4.3f * static_cast<float>(root));
}

void addBundle(std::size_t root, float radius_mm, std::vector<Rootlet>& out) {
  const int count = countOf(radius_mm);
  const float each = radius_mm / std::sqrt(static_cast<float>(count));
  for (int n = 0; n < count; ++n)
    out.push_back({root, radius_mm * inBundle(root, n, count), each * thickness(root, n)});
}

float smoothStep(double e0, double e1, double x) {
  return static_cast<float>(math::sdf::smoothStep(e0, e1, x));
}

/// Off one another and into the sac.
/// \param weight_mm  by which each sinks at every push but the last
void settle(std::vector<Disc>& discs, const SectionEdges& sac, float weight_mm) {
  for (int push = 0; push < kPushes; ++push) {
    if (push < kPushes - kLastPushes)
      for (Disc& d : discs) d.place.y += weight_mm;
    for (std::size_t i = 0; i < discs.size(); ++i)
      for (std::size_t j = i + 1; j < discs.size(); ++j) pushApart(discs[i], discs[j]);
    for (Disc& d : discs) {
      // a root on its way out has left the sac's own section
      const Border border = borderNear(sac, d.place);
      const float beyond = border.distance_mm + d.own + kOffDura_mm;
      if (beyond > 0.0f && border.distance_mm < 1.5f) d.place += beyond * border.inward;
    }
  }
}

/// The part of a tube between two places that a plane cuts, as a strip.
void addStrip(const std::array<Vec2f, 2>& at, const std::array<float, 2>& half,
              SectionEdges& edges) {
  const Vec2f along = at[1] - at[0];
  const float length = glm::length(along);
  if (length < 1e-4f) return;
  const Vec2f aside = Vec2f(-along.y, along.x) / length;
  const std::array<Vec2f, 4> corner{at[0] - half[0] * aside, at[1] - half[1] * aside,
                                    at[1] + half[1] * aside, at[0] + half[0] * aside};
  for (std::size_t n = 0; n < 4; ++n) edges.push_back({corner[n], corner[(n + 1) % 4]});
}

/// Places of one rootlet along its root's course.
std::vector<math::Vec3f> courseOf(const SliceRoot& root, std::size_t index, int n, int count) {
  constexpr float kTurn_per_mm = 0.045f;
  const math::Vec3f left(1.0f, 0.0f, 0.0f);
  std::vector<math::Vec3f> course;
  const std::size_t last = root.course.size() - 1;
  float gone = 0.0f;
  for (std::size_t k = 0; k <= last; ++k) {
    const math::Vec3f along = root.course[std::min(k + 1, last)] - root.course[k > 0 ? k - 1 : 0];
    if (k > 0) gone += glm::length(root.course[k] - root.course[k - 1]);
    const math::Vec3f dorsal = glm::normalize(glm::cross(left, along) + math::Vec3f(0, 1e-6f, 0));
    const Vec2f off = root.girth_mm[k] * inBundle(index, n, count, kTurn_per_mm * gone);
    course.push_back(root.course[k] + off.x * left + off.y * dorsal);
  }
  return course;
}

}  // namespace

bool crossing(const SliceRoot& root, const math::PlaneFrame& plane, Vec2f& at) {
  const math::Vec3f origin(plane.origin), normal(plane.normal());
  for (std::size_t n = 1; n < root.course.size(); ++n) {
    const float a = glm::dot(root.course[n - 1] - origin, normal),
                b = glm::dot(root.course[n] - origin, normal);
    if ((a >= 0.0f) == (b >= 0.0f)) continue;
    at =
        Vec2f(plane.project(math::Vec3(glm::mix(root.course[n - 1], root.course[n], a / (a - b)))));
    return true;
  }
  return false;
}

float fluidBetween(double sac_mm2, double roots_mm2) {
  constexpr double kSome = 0.54, kNone = 0.70;          // share that the roots take
  constexpr double kNone_mm2 = 58.0, kSome_mm2 = 73.0;  // of the sac
  const double share = roots_mm2 / std::max(sac_mm2, 1.0);
  return std::max(1.0f - smoothStep(kSome, kNone, share),
                  smoothStep(kNone_mm2, kSome_mm2, sac_mm2));
}

Rootlets rootletsIn(const math::PlaneFrame& plane, const std::vector<SliceRoot>& roots,
                    const SectionEdges& sac, double sinking) {
  Rootlets out;
  std::vector<Vec2f> middle(roots.size(), Vec2f(0.0f));
  for (std::size_t n = 0; n < roots.size(); ++n)
    if (crossing(roots[n], plane, middle[n])) addBundle(n, roots[n].radius_mm, out.all);
  if (out.all.empty() || sac.empty()) return out;
  double needed = 0.0;
  for (const Rootlet& r : out.all)
    needed += std::numbers::pi * static_cast<double>(r.radius_mm * r.radius_mm);
  const double area = math::area_mm2(sac);
  const double room = std::max(area - kOffDura_mm * math::perimeter_mm(sac), 1.0);
  const double full = needed / room;
  const auto press = static_cast<float>(std::min(1.0, std::sqrt(kFullest / full)));
  const auto apart = std::clamp(static_cast<float>(std::sqrt(kSpread / full)), 1.0f, 1.3f);
  const float swell = press * std::lerp(1.0f, apart, smoothStep(kLooseBelow, kTightFrom, full));
  std::vector<Disc> discs;
  for (const Rootlet& r : out.all)
    discs.push_back({middle[r.root] + r.offset, swell * r.radius_mm, press * r.radius_mm});
  const double sink = sinking * thecal_sac::freedomToSink(area, needed);
  // wedged in they fill the narrow end, too, which is behind
  const double fill = kFill * static_cast<double>(smoothStep(kLooseBelow, kTightFrom, full));
  settle(discs, sac, kWeight_mm * static_cast<float>(sink + fill));
  for (std::size_t i = 0; i < discs.size(); ++i) {
    out.all[i].offset = discs[i].place - middle[out.all[i].root];
    out.all[i].radius_mm *= press;
  }
  out.fluidBetween = fluidBetween(area, needed);
  return out;
}

std::vector<RootletCourse> rootletCourses(const std::vector<SliceRoot>& roots) {
  std::vector<RootletCourse> all;
  for (std::size_t index = 0; index < roots.size(); ++index) {
    const SliceRoot& root = roots[index];
    const int count = countOf(root.radius_mm);
    for (int n = 0; n < count && root.course.size() > 1; ++n) {
      all.push_back({courseOf(root, index, n, count), root.girth_mm});
      for (float& r : all.back().radius_mm) r /= std::sqrt(static_cast<float>(count));
    }
  }
  return all;
}

SectionEdges rootletsAlong(const math::PlaneFrame& plane,
                           const std::vector<RootletCourse>& rootlets) {
  const math::Vec3f origin(plane.origin), normal(plane.normal()), right(plane.right),
      down(plane.down);
  SectionEdges edges;
  for (const RootletCourse& rootlet : rootlets) {
    std::array<Vec2f, 2> at;
    std::array<float, 2> half{};
    for (std::size_t k = 0; k < rootlet.course.size(); ++k) {
      const math::Vec3f p = rootlet.course[k] - origin;
      const float r = rootlet.radius_mm[k], off = glm::dot(p, normal);
      at[1] = {glm::dot(p, right), glm::dot(p, down)};
      half[1] = std::sqrt(std::max(r * r - off * off, 0.0f));
      if (k > 0 && half[0] + half[1] > 0.0f) addStrip(at, half, edges);
      at[0] = at[1];
      half[0] = half[1];
    }
  }
  return edges;
}

}  // namespace unkink::view
