// Discs of a size, pushed apart inside an outline.
#include "view/rootlets.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace unkink::view {
namespace {

using math::SectionEdge;
using math::SectionEdges;
using math::Vec2f;

constexpr float kRootlet_mm = 0.5f;   // radius of one, about. Source: house
constexpr float kLoose = 1.35f;       // how much wider a bundle with room is than its rootlets need
constexpr float kBetween_mm = 0.12f;  // kept between two
constexpr float kOffDura_mm = 0.3f;   // kept to the outline
constexpr int kPushes = 14;

struct Disc {
  Vec2f place;
  float radius;
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

/// Rootlets of one root about its middle, in a sunflower's order.
void addBundle(std::size_t root, float radius_mm, std::vector<Rootlet>& out) {
  constexpr float kGoldenTurn = 2.39996323f;
  const float share = radius_mm / kRootlet_mm;
  const int count = std::max(1, static_cast<int>(std::lround(share * share)));
  const float each = radius_mm / std::sqrt(static_cast<float>(count));
  for (int n = 0; n < count; ++n) {
    const float out_mm =
        count > 1 ? kLoose * radius_mm *
                        std::sqrt((static_cast<float>(n) + 0.3f) / static_cast<float>(count))
                  : 0.0f;
    const float turn = kGoldenTurn * (static_cast<float>(n) + 1.7f * static_cast<float>(root));
    out.push_back({root, out_mm * Vec2f(std::cos(turn), std::sin(turn)), each});
  }
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

Rootlets rootletsIn(const math::PlaneFrame& plane, const std::vector<SliceRoot>& roots,
                    const SectionEdges& sac) {
  Rootlets out;
  std::vector<Vec2f> middle(roots.size(), Vec2f(0.0f));
  for (std::size_t n = 0; n < roots.size(); ++n)
    if (crossing(roots[n], plane, middle[n])) addBundle(n, roots[n].radius_mm, out.all);
  if (out.all.empty() || sac.empty()) return out;
  std::vector<Disc> discs;
  for (const Rootlet& r : out.all) discs.push_back({middle[r.root] + r.offset, r.radius_mm});
  for (int push = 0; push < kPushes; ++push) {
    for (std::size_t i = 0; i < discs.size(); ++i)
      for (std::size_t j = i + 1; j < discs.size(); ++j) pushApart(discs[i], discs[j]);
    for (std::size_t i = 0; i < discs.size(); ++i) {
      // a root on its way out has left the sac's own section
      const Border border = borderNear(sac, discs[i].place);
      const float beyond = border.distance_mm + discs[i].radius + kOffDura_mm;
      if (beyond > 0.0f && border.distance_mm < 1.5f) discs[i].place += beyond * border.inward;
    }
  }
  double needed = 0.0;
  for (std::size_t i = 0; i < discs.size(); ++i) {
    out.all[i].offset = discs[i].place - middle[out.all[i].root];
    needed += std::numbers::pi * discs[i].radius * discs[i].radius;
  }
  const double room = std::max(math::area_mm2(sac) - kOffDura_mm * math::perimeter_mm(sac), 1.0);
  // round ones leave at least this share of the room between them, true ones what there is
  constexpr double kLeastBetween = 0.3;
  const double fluid = std::max(1.0 - needed / room, 0.0);
  out.fluidBetween = static_cast<float>(std::min(1.0, fluid / kLeastBetween));
  return out;
}

}  // namespace unkink::view
