// Finding a nerve's way between bone, disc and ligament.
#include "thecal_sac/nerves.hpp"

#include "anatomy/neural.hpp"
#include "anatomy/own_bones.hpp"
#include "anatomy/sacrum.hpp"
#include "math/sdf.hpp"
#include "units/angle.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <span>
#include <tbb/parallel_for.h>

namespace unkink::thecal_sac {
namespace {

using anatomy::Level;
using anatomy::NerveSizes;
using anatomy::Side;
using anatomy::Vertebra;
using math::Vec3;

constexpr int kS1 = 5;
constexpr double kStep_mm = 1.8;
constexpr double kInsideSac_mm = 1.2;  // it begins this far inside the healthy sac's wall
constexpr double kClear_mm = 0.3;      // kept to bone, disc and ligament
constexpr double kTouch_mm = 0.02;     // where there is no room: thinner down to this
constexpr double kThinnest = 0.45;     // share of its radius
constexpr double kBeyond_mm = 20.0;    // from the ganglion outwards
constexpr int kRelaxations = 18;

/// What a nerve keeps off: distance at a Material point, mm.
class Surroundings {
 public:
  Surroundings(const anatomy::Spine& spine, int pair) : spine_(spine) {
    first_ = std::max(pair - 1, 0);
    last_ = std::min(pair + 1, anatomy::kVertebraCount - 1);
  }
  double distance(const Vec3& p) const {
    double d = std::numeric_limits<double>::infinity();
    for (int v = first_; v <= last_; ++v)
      d = std::min(d,
                   least([&](bool end) { return spine_.bone(static_cast<Vertebra>(v), p, end); }));
    for (int l = first_; l < last_; ++l) {
      const auto level = static_cast<Level>(l);
      d = std::min({d, least([&](bool end) { return spine_.disc(level, p, end); }),
                    least([&](bool end) { return spine_.ligamentumFlavum(level, p, end); })});
    }
    return d;
  }
  /// Unit, by the four corners of a tetrahedron.
  Vec3 gradient(const Vec3& p) const {
    constexpr double h = 0.15;
    Vec3 g(0.0);
    for (const Vec3& c : {Vec3(1, -1, -1), Vec3(-1, -1, 1), Vec3(-1, 1, -1), Vec3(1, 1, 1)})
      g += distance(p + h * c) * c;
    const double length = glm::length(g);
    return length > 1e-9 ? g / length : Vec3(0.0);
  }

 private:
  template <class Field>
  static double least(const Field& field) {
    return std::min(field(false), field(true));
  }
  const anatomy::Spine& spine_;
  int first_ = 0, last_ = 0;
};

/// How far one can go from a point of a bone before leaving it.
double insideBone_mm(const anatomy::Spine& spine, Vertebra v, Vec3 p, const Vec3& direction) {
  constexpr double kFar_mm = 16.0;
  double gone = 0.0;
  while (gone < kFar_mm && spine.bone(v, p + gone * direction, false) < 0.0) gone += 0.2;
  return gone;
}

/// The way of one nerve before it makes room for what it meets: corners, Material.
struct Corners {
  std::vector<Vec3> at;
  std::size_t ganglion = 0;  // which of them
};

Corners lumbarCorners(const anatomy::Spine& spine, int pair, double side, const NerveSizes& size) {
  const auto v = static_cast<Vertebra>(pair);
  const auto& frame = spine.materialFromBone(v);
  const Vec3 out = side * frame.rotate(Vec3(1, 0, 0)), back = frame.rotate(Vec3(0, 1, 0)),
             down = frame.rotate(Vec3(0, 0, -1));
  const std::size_t s = side > 0.0 ? 0 : 1;
  const Vec3 pedicle = spine.landmarks(static_cast<Level>(pair)).upperPedicle[s];
  const double inner = insideBone_mm(spine, v, pedicle, -out);
  const double lower = insideBone_mm(spine, v, pedicle, down);
  const double r = 0.5 * size.diameter_mm, g = 0.5 * size.ganglion_mm;
  Corners c;
  const Vec3 corner = pedicle - (inner - 0.5) * out + (lower - 1.0) * down - 1.0 * back;
  const Vec3 ganglion = pedicle + 1.0 * out + (lower + g + kClear_mm) * down - 0.5 * back;
  const Vec3 away = glm::normalize(0.60 * out - 0.42 * back + 0.68 * down);
  c.at = {corner - r * out, ganglion, ganglion + kBeyond_mm * away};
  c.ganglion = 1;
  return c;
}

Corners sacralCorners(const anatomy::Spine& spine, double side) {
  const auto& frame = spine.materialFromBone(Vertebra::kS1);
  const auto at = [&](double x, double behindFloor, double below) {
    return frame * Vec3(side * x,
                        anatomy::sacralCanalFloor_mm(-below, spine.pelvisSize()) + behindFloor,
                        -below);
  };
  Corners c;
  c.at = {at(8.5, 5.0, 3.0), at(8.0, 5.2, 14.0), at(11.0, 4.0, 23.0), at(21.0, 1.0, 28.5),
          at(23.5, -16.0, 33.0)};
  c.ganglion = 1;
  return c;
}

/// Where a nerve leaves the sac so that it reaches its first corner at the published angle.
struct Exit {
  Vec3 point;
  double arc_mm = 0.0;
};

Exit exitTowards(const anatomy::Spine& spine, int pair, const Vec3& corner, double side,
                 units::Rad angle) {
  const auto& canal = spine.canal();
  Exit best;
  double least = std::numeric_limits<double>::infinity(), arc = 0.0;
  for (std::size_t i = 0; i < canal.size(); ++i) {
    if (i > 0) arc += glm::length(canal[i].centre - canal[i - 1].centre);
    const anatomy::CanalStation& c = canal[i];
    constexpr double kVentral = -0.7;      // of the direction in which it leaves
    constexpr double kBelowDisc_mm = 2.0;  // [jbjsb2005] L5: below the disc above it, or beside it
    if (pair > 0 && pair < kS1 &&
        glm::dot(c.centre - spine.landmarks(static_cast<Level>(pair - 1)).discCentre, c.up) >
            -kBelowDisc_mm)
      continue;
    const math::Vec2 along = glm::normalize(math::Vec2(side, kVentral));
    const double r = c.sac.radius_mm(along) - kInsideSac_mm;
    const Vec3 from = c.centre + r * (along.x * c.left + along.y * c.dorsal);
    const Vec3 way = corner - from;
    const double down = -glm::dot(way, c.up), aside = side * glm::dot(way, c.left);
    if (down < 1.0) continue;
    const double off = std::abs(std::atan2(std::max(aside, 0.0), down) - angle.value);
    if (off < least) least = off, best = {from, arc};
  }
  return best;
}

/// Even steps along straight lines between corners, with the ganglion's place along the way.
std::vector<Vec3> stepsAlong(const std::vector<Vec3>& corners) {
  std::vector<Vec3> out;
  for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
    const double length = glm::length(corners[i + 1] - corners[i]);
    const int steps = std::max(static_cast<int>(std::lround(length / kStep_mm)), 1);
    for (int k = 0; k < steps; ++k)
      out.push_back(glm::mix(corners[i], corners[i + 1], static_cast<double>(k) / steps));
  }
  out.push_back(corners.back());
  return out;
}

/// Radius along the way: the sleeve, the ganglion's spindle, the nerve.
double radiusAt(double fromGanglion_mm, const NerveSizes& size) {
  const double u = std::abs(fromGanglion_mm) / (0.5 * size.ganglionLength_mm);
  const double spindle = u < 1.0 ? 0.5 * (1.0 + std::cos(u * 3.141592653589793)) : 0.0;
  return 0.5 * (size.diameter_mm + (size.ganglion_mm - size.diameter_mm) * spindle);
}

std::vector<double> radiiAlong(const std::vector<Vec3>& way, const Vec3& ganglion,
                               const NerveSizes& size) {
  std::vector<double> arc{0.0};
  for (std::size_t i = 1; i < way.size(); ++i)
    arc.push_back(arc.back() + glm::length(way[i] - way[i - 1]));
  const auto nearest = std::min_element(way.begin(), way.end(), [&](const Vec3& a, const Vec3& b) {
    return glm::length(a - ganglion) < glm::length(b - ganglion);
  });
  const double middle = arc[static_cast<std::size_t>(nearest - way.begin())];
  std::vector<double> out;
  for (const double a : arc) out.push_back(radiusAt(a - middle, size));
  return out;
}

/// Rounds the corners and moves every point off what it would run into.
void makeRoom(const Surroundings& around, const std::vector<double>& radius,
              std::vector<Vec3>& way) {
  for (int n = 0; n < kRelaxations; ++n) {
    const std::vector<Vec3> old = way;
    for (std::size_t i = 1; i + 1 < way.size(); ++i)
      way[i] = 0.25 * (old[i - 1] + 2.0 * old[i] + old[i + 1]);
    for (std::size_t i = 0; i < way.size(); ++i) {
      const double lacking = radius[i] + kClear_mm - around.distance(way[i]);
      if (lacking > 0.0) way[i] += std::min(lacking, 1.0) * around.gradient(way[i]);
    }
  }
}

Tube courseOf(const anatomy::Spine& spine, int pair, const std::vector<Vec3>& way,
              const std::vector<double>& radius, const Surroundings& around) {
  Tube tube;
  const double begin = spine.tieByHeight(way.front()).chain;
  std::vector<double> thin;
  for (std::size_t i = 0; i < way.size(); ++i)
    thin.push_back(
        std::clamp(around.distance(way[i]) - kTouch_mm, kThinnest * radius[i], radius[i]));
  for (std::size_t i = 0; i < way.size(); ++i) {
    // a narrow place narrows what lies beside it
    const double beside = std::min(thin[i > 0 ? i - 1 : i], thin[std::min(i + 1, way.size() - 1)]);
    const double share = static_cast<double>(i) / static_cast<double>(way.size() - 1);
    const double chain =
        std::lerp(begin, static_cast<double>(pair), math::sdf::smoothStep(0.0, 0.3, share)) +
        (pair < kS1 ? 0.4 * math::sdf::smoothStep(0.6, 1.0, share) : 0.0);
    // it widens out of the sac's wall
    const double mouth = std::min(1.0, 0.55 + 0.25 * static_cast<double>(i));
    tube.push_back({way[i], mouth * std::min(thin[i], beside + 0.5), {chain, 0.0}});
  }
  return tube;
}

Nerve nerveOf(const anatomy::Spine& spine, int pair, Side side) {
  const NerveSizes& size = anatomy::neuralSizes().nerve[static_cast<std::size_t>(pair)];
  const double s = anatomy::sign(side);
  Corners corners = pair == kS1 ? sacralCorners(spine, s) : lumbarCorners(spine, pair, s, size);
  const Vec3 ganglion = corners.at[corners.ganglion];
  const Exit exit = exitTowards(spine, pair, corners.at.front(), s, units::Deg(size.exitAngle_deg));
  corners.at.insert(corners.at.begin(), exit.point);
  std::vector<Vec3> way = stepsAlong(corners.at);
  const Surroundings around(spine, pair);
  makeRoom(around, radiiAlong(way, ganglion, size), way);
  // what has been moved deep into the sac is the strands' part
  const auto deep = [&](const Vec3& p) { return spine.healthySac(p) < -1.5 * kInsideSac_mm; };
  while (way.size() > 4 && deep(way[1])) way.erase(way.begin());
  return {pair, side, exit.arc_mm,
          courseOf(spine, pair, way, radiiAlong(way, ganglion, size), around)};
}

Nerve mirrored(Nerve nerve) {
  nerve.side = anatomy::opposite(nerve.side);
  for (TubePoint& p : nerve.course) p.centre.x = -p.centre.x;
  return nerve;
}

/// The bit of the root that contrast surrounds.
Tube rootInSleeve(const Nerve& nerve, double fill) {
  constexpr double kLong_mm = 16.0, kLeast = 0.05;  // of a sleeve that contrast follows; house
  constexpr std::size_t kInSac = 2;                 // points of the course
  Tube part;
  if (fill < kLeast || nerve.course.size() <= kInSac) return part;
  double left_mm = std::min(fill, 1.0) * kLong_mm;
  for (const TubePoint& next : std::span(nerve.course).subspan(kInSac)) {
    if (!part.empty()) {
      const double step = glm::length(next.centre - part.back().centre);
      const double t = step > 0.0 ? std::min(left_mm / step, 1.0) : 1.0;
      const TubePoint& last = part.back();
      part.push_back({glm::mix(last.centre, next.centre, t),
                      std::lerp(last.radius_mm, next.radius_mm, t),
                      {std::lerp(last.tie.chain, next.tie.chain, t),
                       std::lerp(last.tie.bulge, next.tie.bulge, t)}});
      left_mm -= step;
      if (left_mm <= 0.0) break;
    } else {
      part.push_back(next);
    }
  }
  return part;
}

}  // namespace

std::vector<Nerve> nervesOf(const anatomy::Spine& spine) {
  std::vector<Nerve> nerves(2 * anatomy::kNervePairs);
  const bool symmetric = spine.parameters().own == nullptr;
  tbb::parallel_for(0, anatomy::kNervePairs, [&](int pair) {
    Nerve& left = nerves[static_cast<std::size_t>(2 * pair)];
    Nerve& right = nerves[static_cast<std::size_t>(2 * pair + 1)];
    left = nerveOf(spine, pair, Side::kLeft);
    right = symmetric ? mirrored(left) : nerveOf(spine, pair, Side::kRight);
  });
  return nerves;
}

Tube sleeve(const Nerve& nerve, double gap_mm, double fill) {
  constexpr double kBegins = 0.3, kTapersFrom = 0.4;  // of its length: thinner before and after
  constexpr double kEnds = 0.25;                      // of its radius
  Tube around = rootInSleeve(nerve, fill);
  for (std::size_t n = 0; n < around.size(); ++n) {
    const double along = static_cast<double>(n) / static_cast<double>(around.size() - 1);
    around[n].radius_mm = (around[n].radius_mm + gap_mm) *
                          std::lerp(kEnds, 1.0,
                                    math::sdf::smoothStep(-0.1, kBegins, along) *
                                        (1.0 - math::sdf::smoothStep(kTapersFrom, 1.0, along)));
  }
  return around;
}

double sleeveVolume_mm3(const Nerve& nerve, double gap_mm, double fill) {
  const Tube root = rootInSleeve(nerve, fill);
  double sum = 0.0;
  for (std::size_t n = 1; n < root.size(); ++n) {
    const double radius = 0.5 * (root[n].radius_mm + root[n - 1].radius_mm);
    sum += std::numbers::pi * gap_mm * (2.0 * radius + gap_mm) *
           glm::length(root[n].centre - root[n - 1].centre);
  }
  return sum;
}

math::Mesh nervesMesh(const std::vector<Nerve>& nerves) {
  constexpr int kSides = 10;
  math::Mesh mesh;
  for (const Nerve& n : nerves) addTube(n.course, kSides, mesh);
  return mesh;
}

}  // namespace unkink::thecal_sac
