// Finding the sections once, for many shares of room, and what lies between.
#include "view/straw_section.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace unkink::view {
namespace {

using math::Vec2;

constexpr double kPi = std::numbers::pi;
constexpr int kDense = 512;   // points of the curve that is measured
constexpr int kShares = 160;  // sections in the table

/// A curve of half width 1 and half height `flat`, sharper at its ends with a larger `edge`, and
/// `lean` of its height moved from the side that folds in to the other.
struct Family {
  std::vector<Vec2> unit;  // flat = 1

  Family(double edge, double lean) {
    for (int n = 0; n < kDense; ++n) {
      const double t = 2.0 * kPi * n / kDense;
      const bool fold = n < kDense / 2;
      const double up = n % (kDense / 2) == 0 ? 0.0 : std::pow(std::abs(std::sin(t)), edge);
      unit.push_back({std::cos(t), fold ? (1.0 - lean) * up : -(1.0 + lean) * up});
    }
  }

  struct Size {
    double perimeter = 0.0, area = 0.0;
  };
  Size size(double flat) const {
    Size s;
    for (std::size_t n = 0; n < unit.size(); ++n) {
      const Vec2 a(unit[n].x, flat * unit[n].y);
      const Vec2& next = unit[(n + 1) % unit.size()];
      const Vec2 b(next.x, flat * next.y);
      s.perimeter += glm::distance(a, b);
      s.area += 0.5 * (a.x * b.y - a.y * b.x);
    }
    return s;
  }
};

/// Points of a half, from crease to crease, equally spaced along it.
void sample(const Family& family, double flat, double scale, bool fold, StrawSection& out) {
  const auto point = [&](int n) {
    const Vec2& p = family.unit[static_cast<std::size_t>((n + (fold ? 0 : kDense / 2)) % kDense)];
    return scale * Vec2(p.x, flat * p.y);
  };
  std::vector<double> along{0.0};
  for (int n = 0; n < kDense / 2; ++n)
    along.push_back(along.back() + glm::distance(point(n), point(n + 1)));
  for (int k = 0, n = 0; k < kStrawSides / 2; ++k) {
    const double wanted = along.back() * k / (kStrawSides / 2);
    while (along[static_cast<std::size_t>(n + 1)] < wanted) ++n;
    const double from = along[static_cast<std::size_t>(n)];
    const double t = (wanted - from) / (along[static_cast<std::size_t>(n + 1)] - from);
    out[static_cast<std::size_t>(k + (fold ? 0 : kStrawSides / 2))] =
        glm::mix(point(n), point(n + 1), t);
  }
}

StrawSection found(double room) {
  const double gone = 1.0 - room;
  const double closed = gone * gone * (3.0 - 2.0 * gone);
  const Family family(1.0 + 0.9 * closed, 0.45 * closed);
  // with the perimeter held, the area grows with the height
  double low = 0.0, high = 1.0;
  for (int n = 0; n < 50; ++n) {
    const double flat = 0.5 * (low + high);
    const Family::Size s = family.size(flat);
    (4.0 * kPi * s.area / (s.perimeter * s.perimeter) < room ? low : high) = flat;
  }
  const double scale = 2.0 * kPi / family.size(high).perimeter;
  StrawSection section;
  for (const bool fold : {true, false}) sample(family, high, scale, fold, section);
  return section;
}

/// By the root of what is gone, in which the section changes evenly.
const std::array<StrawSection, kShares>& table() {
  static const auto made = [] {
    std::array<StrawSection, kShares> t;
    for (int n = 0; n < kShares; ++n) {
      const double root = std::sqrt(1.0 - kLeastRoom) * n / (kShares - 1);
      t[static_cast<std::size_t>(n)] = found(1.0 - root * root);
    }
    return t;
  }();
  return made;
}

}  // namespace

StrawSection strawSection(double room) {
  const double root = std::sqrt(1.0 - std::clamp(room, kLeastRoom, 1.0));
  const double at = root / std::sqrt(1.0 - kLeastRoom) * (kShares - 1);
  const auto first = std::min(static_cast<std::size_t>(at), std::size_t{kShares - 2});
  const double t = at - static_cast<double>(first);
  StrawSection section;
  for (std::size_t k = 0; k < section.size(); ++k)
    section[k] = glm::mix(table()[first][k], table()[first + 1][k], t);
  return section;
}

double innerRadius(const StrawSection& section) {
  double least = 1e9;
  for (std::size_t k = 0; k < section.size(); ++k) {
    const Vec2 a = section[k], b = section[(k + 1) % section.size()];
    const Vec2 along = glm::normalize(b - a);
    least = std::min(least, std::abs(a.x * along.y - a.y * along.x));
  }
  return least;
}

}  // namespace unkink::view
