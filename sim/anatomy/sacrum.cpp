// The sacrum from tables of its cross-sections, measured on a real one and scaled to the mean
// adult.
#include "anatomy/sacrum.hpp"

#include "anatomy/curve.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace unkink::anatomy {
namespace {

using math::Vec2;
using math::Vec3;
using math::sdf::smoothMax;
using math::sdf::smoothMin;
using math::sdf::smoothStep;

// Tables run down the sacrum: s = -z, every 12 mm from the endplate. n is measured dorsally from
// the canal's floor. Sources: sections of the Visible Human male's sacrum (Remus 2021), scaled by
// 0.92.
constexpr double kStep_mm = 12.0;
using Along = Table<11>;
constexpr Along along(const std::array<double, 11>& v) { return {0.0, kStep_mm, v}; }

constexpr Along kFloor = along({17, 17.8, 18.4, 18.9, 20.3, 21.6, 22.2, 21.5, 19.5, 15.5, 9.5});
constexpr Along kBodyDepth = along({33.6, 29.5, 24.5, 20, 16.5, 13.5, 11, 9.5, 8.2, 7.5, 7});
constexpr Along kBodyHalfWidth = along({25, 22.5, 20, 18, 16, 14, 13, 12, 11, 10, 7});
constexpr Along kHalfWidth = along({50, 55, 56, 55, 52, 46, 40.5, 37, 33, 26, 12});
constexpr Along kInnerCentre = along({-6, -6, -5, -4, -2.5, -1, 0, 0.5, 0.5, 0, -1});
constexpr Along kInnerHalf = along({14, 14, 13.5, 12.5, 11, 9.5, 8, 7, 6, 5, 4});
constexpr Along kOuterCentre = along({-13, -13.5, -13, -10.5, -7, -4, -2, -0.5, 0, -0.5, -1.5});
constexpr Along kOuterHalf = along({9, 11, 11.5, 10, 8, 6, 4.5, 4, 3.5, 3, 2.5});
constexpr Along kCanalHalfWidth = along({16, 15.5, 14.5, 12.5, 10.5, 9, 7.5, 6.5, 5.5, 5, 5});
constexpr Along kCanalDepth = along({15.5, 15, 13.5, 11, 9, 7.5, 6.5, 5.5, 4.5, 4, 4});
constexpr Along kCrest =
    along({0, 1, 7.5, 2.5, 6.5, 1.5, 4.5, 0.5, 0, 0, 0});  // height of the median crest

constexpr double kDorsalWall_mm = 4.2;
constexpr double kCrestRadius_mm = 2.8;
constexpr double kSacrumEnd_mm = 112.0;        // s of the apex
constexpr double kLaminaTop_mm = 14.5;         // s of the S1 lamina's upper edge in the mid-line
constexpr double kHiatus_mm = 92.0;            // s where the dorsal wall ends
constexpr double kEndplateConcavity_mm = 0.8;  // [Wang and Battie 2012: 0.7 caudal to the disc]

struct Foramen {
  double s, x, dorsalRadius, ventralRadius;
};
constexpr std::array<Foramen, 4> kForamina{
    {{29, 22, 2.8, 5.4}, {50, 19.5, 2.6, 4.8}, {70, 17.5, 2.3, 4.0}, {88, 15.5, 2.0, 3.3}}};

/// Ala and lateral mass: a tapered slab between the canal's middle and the lateral border.
double lateralMass(double x, double n, double s) {
  const double outer = kOuterHalf(s), reach = kHalfWidth(s) - outer;
  const double t = std::clamp(x / reach, 0.0, 1.0);
  const double bow = smoothStep(0.0, 1.0, t);
  const double centre = std::lerp(kInnerCentre(s), kOuterCentre(s), bow);
  const double half = std::lerp(kInnerHalf(s), outer, bow);
  const double slab = std::hypot(std::max(x - reach, 0.0), n - centre) - half;
  // the upper surface of the ala slopes forwards and down
  const double top = 5.5 - 0.38 * std::min(n, 4.0) + 0.06 * x - s;
  return smoothMax(slab, 0.92 * top, 9.0);
}

double fusedBody(double x, double n, double s) {
  const double depth = kBodyDepth(s);
  const double wall = ellipseDistance(x, n + 0.48 * depth, kBodyHalfWidth(s), 0.56 * depth);
  const double dish =
      kEndplateConcavity_mm * std::max(1.0 - x * x / 400.0 - (n + 17) * (n + 17) / 196.0, 0.0);
  const double endplate = -s + dish;
  return smoothMax(smoothMax(wall, n, 6.0), endplate, 4.0);
}

/// Cross-section of the canal: a rounded triangle that points dorsally.
double canal(double x, double n, double s) {
  const double w = kCanalHalfWidth(s), d = kCanalDepth(s);
  const double length = std::hypot(w, d);
  const double roof = (x * d + (n - d) * w) / length;
  return smoothMax(smoothMax(roof, -n, 3.0), x - 0.9 * w, 4.0);
}

/// Laminae and median crest behind the canal, from S1's upper edge to the hiatus.
double dorsalWall(double x, double n, double s) {
  const double shell = canal(x, n, s) - kDorsalWall_mm;
  const double crestTop = kCanalDepth(s) + kDorsalWall_mm + kCrest(s);
  const double crest =
      math::sdf::capsule({x, n, 0}, {0, 2, 0}, {0, crestTop - kCrestRadius_mm, 0}, kCrestRadius_mm);
  const double wall = smoothMin(shell, crest, 5.0);
  // the upper edge rises towards the articular processes
  const double upperEdge = kLaminaTop_mm - 0.035 * x * x - s;
  const double lowerEdge = s - kHiatus_mm - 0.8 * x;
  return smoothMax(smoothMax(wall, upperEdge, 3.0), lowerEdge, 3.0);
}

/// The hollow: the canal, open behind above S1's lamina and below the hiatus.
double hollow(double x, double n, double s) {
  const double open = std::max(smoothStep(kLaminaTop_mm - 2.0, 4.0, s + 0.03 * x * x),
                               smoothStep(kHiatus_mm, kHiatus_mm + 10.0, s));
  return canal(x, n * (1.0 - 0.75 * open), s);
}

double foramina(double x, double n, double s) {
  double d = 1e3;
  for (const Foramen& f : kForamina) {
    const double t = smoothStep(10.0, -8.0, n);  // 0 dorsally, 1 ventrally
    const double lean = 0.25 * (n < 0.0 ? -n : 0.0);
    d = std::min(
        d, std::hypot(x - f.x - lean, s - f.s) - std::lerp(f.dorsalRadius, f.ventralRadius, t));
  }
  return d;
}

/// Height of the small relief: rows of tubercles beside the dorsal foramina, fusion lines in front.
double relief(double x, double n, double s) {
  constexpr double kRow_mm = 20.5;  // mean distance of two foramina
  const double ends = smoothStep(14.0, 28.0, s) * smoothStep(100.0, 86.0, s);
  const double dorsal = smoothStep(0.0, 6.0, n) * ends, ventral = smoothStep(-2.0, -6.0, n) * ends;
  const double phase = 2.0 * std::numbers::pi * (s - kForamina[0].s) / kRow_mm;
  const double foramen = std::lerp(kForamina.front().x, kForamina.back().x, (s - 29.0) / 59.0);
  const auto ridge = [&](double at, double width) {
    const double u = (x - at) / width;
    return std::exp(-u * u);
  };
  const double tubercles = 0.6 - 0.4 * std::cos(phase);
  const double rows = ridge(foramen - 7.0, 2.8) + 1.7 * ridge(foramen + 9.0, 4.0);
  const double line = std::pow(0.5 + 0.5 * std::cos(phase), 6.0) * smoothStep(16.0, 8.0, x);
  return 1.3 * dorsal * tubercles * rows + 0.9 * ventral * line;
}

double coccyx(const Vec3& p) {
  // centre and half sizes: Co1 with its transverse processes, then three dwindling pieces bending
  // forwards
  static constexpr double kPieces[5][6] = {{0, 9.5, -114, 10.5, 4.4, 8.0},
                                           {0, 5.0, -123, 7.5, 4.2, 6.5},
                                           {0, -1.5, -129.5, 5.8, 4.2, 5.6},
                                           {0, -8.5, -133.5, 4.6, 5.2, 3.9},
                                           {0, -16, -135.5, 3.4, 5.4, 2.8}};
  double d = 1e3;
  for (const auto& k : kPieces)
    d = smoothMin(d, math::sdf::ellipsoid(p - Vec3(k[0], k[1], k[2]), Vec3(k[3], k[4], k[5])), 4.5);
  return d;
}

/// Superior articular process of S1 with its root, to be carved by L5's joint surface.
double articularProcess(const Vec3& p) {
  const double upright = math::sdf::taperedCapsule(p, {27, 18, -20}, {25.5, 24.5, -4.0}, 10.0, 6.5);
  const double knob = math::sdf::taperedCapsule(p, {30, 21, -18}, {29, 29, -10}, 6.5, 4.5);
  return smoothMin(upright, knob, 5.0);
}

}  // namespace

double sacralCanalFloor_mm(double z) { return kFloor(-z); }

double sacrumDistance(const Vec3& at) {
  const Vec3 p(std::abs(at.x), at.y, at.z);
  const double s = std::clamp(-p.z, -6.0, kSacrumEnd_mm + 6.0);
  const double n = p.y - kFloor(s), x = p.x;
  double d = smoothMin(fusedBody(x, n, s), lateralMass(x, n, s), 8.0);
  d = smoothMin(d, dorsalWall(x, n, s), 4.0) - relief(x, n, s);
  d = smoothMin(d, articularProcess(p), 8.0);
  d = smoothMax(d, -hollow(x, n, s), 2.0);
  d = smoothMax(d, -foramina(x, n, s), 3.0);
  d = smoothMax(d, std::max(-p.z - kSacrumEnd_mm, p.z - 12.0), 4.0);
  return 0.9 * smoothMin(d, coccyx(p), 4.0);
}

math::Box sacrumBounds() { return {{-58, -28, -142}, {58, 52, 12}}; }

}  // namespace unkink::anatomy
