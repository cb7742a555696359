// The vertebral body: a kidney-shaped outline that widens from the waist to the rims, between
// endplates.
#include "anatomy/vertebra_body.hpp"

#include "math/sdf.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::anatomy {
namespace {

/// The outline at one height, and how fast it widens with height (mm per mm).
struct Section {
  double halfWidth, anteriorDepth, posteriorDepth;
  double widening;
};

Section sectionAt(const VertebralBody& body, double z) {
  const double middle = 0.5 * (body.upperRim_mm + body.lowerRim_mm);
  const double halfHeight = 0.5 * (body.upperRim_mm - body.lowerRim_mm);
  const double t = std::clamp((z - middle) / halfHeight, -1.0, 1.0);
  const double t2 = t * t;
  const double flare = t2 * (1.0 - body.flare + body.flare * t2);
  const double flareSlope = (2.0 * (1.0 - body.flare) + 4.0 * body.flare * t2) * std::abs(t);
  const BodyOutline& rim = t > 0.0 ? body.upper : body.lower;
  const BodyOutline& waist = body.waist;
  return {waist.halfWidth_mm + flare * (rim.halfWidth_mm - waist.halfWidth_mm),
          waist.anteriorDepth_mm + flare * (rim.anteriorDepth_mm - waist.anteriorDepth_mm),
          waist.posteriorDepth_mm + flare * (rim.posteriorDepth_mm - waist.posteriorDepth_mm),
          flareSlope * (rim.halfWidth_mm - waist.halfWidth_mm) / halfHeight};
}

/// A norm between the round one and the square-ish 4-norm, and its gradient.
struct OutlineNorm {
  double value, du, dv;
};

OutlineNorm outlineNorm(double u, double v, double squareness) {
  const double u2 = u * u, v2 = v * v;
  const double round = std::sqrt(u2 + v2);
  if (round < 1e-9) return {0.0, 1.0, 0.0};
  const double four = std::sqrt(std::sqrt(u2 * u2 + v2 * v2));
  const double cube = 1.0 / (four * four * four);
  const double s = squareness;
  return {(1.0 - s) * round + s * four, (1.0 - s) * u / round + s * u * u2 * cube,
          (1.0 - s) * v / round + s * v * v2 * cube};
}

/// Hollow of the posterior wall: 1 in the midline behind, fading towards the pedicles and the
/// front.
double notchWeight(double u, double v) {
  const double across = std::max(1.0 - 2.5 * u * u, 0.0);
  return across * across * math::sdf::smoothStep(0.2, 0.8, v);
}

/// Bone that has grown on a rim, and how fast its thickness rises towards the rim (mm per mm).
struct Lipping {
  double thickness_mm, rise;
};

/// Osteophytes of one rim: a lip that follows it, largest in front of the sides, least behind, with
/// uneven edge.
///
/// \param toRim_mm  how far below (above) the rim the point is; negative: beyond it
/// \param u, v      the point in units of the outline
Lipping lipping(double growth_mm, double toRim_mm, double u, double v) {
  constexpr double kBase_mm = 4.0;       // a lip's height on the wall, and
  constexpr double kBaseOfGrowth = 1.2;  // more the farther it has grown
  if (growth_mm <= 0.0) return {0.0, 0.0};
  const double base = kBase_mm + kBaseOfGrowth * growth_mm;
  const double t = std::clamp(1.0 - toRim_mm / base, 0.0, 1.0);
  const double length = std::max(std::sqrt(u * u + v * v), 1e-9);
  const double side2 = u * u / (length * length), front = -v / length;
  const double around = 0.55 + (front > 0.0 ? 1.17 * side2 * front : 0.41 * front);
  const double uneven = 1.0 + 0.16 * std::sin(12.0 * side2 + 3.0 * front);
  const double most = growth_mm * around * uneven;
  return {most * t * t * (3.0 - 2.0 * t), 6.0 * most * t * (1.0 - t) / base};
}

/// Intersection with the edge rounded to the given radius.
double roundedMax(double a, double b, double radius) {
  const double x = a + radius, y = b + radius;
  const double outX = std::max(x, 0.0), outY = std::max(y, 0.0);
  const double outside = std::sqrt(outX * outX + outY * outY);
  return std::min(std::max(x, y), 0.0) + outside - radius;
}

}  // namespace

double bodyDistance(const VertebralBody& body, const math::Vec3& p) {
  const Section section = sectionAt(body, p.z);
  const double y = p.y - body.widest_mm;
  const double depth = y > 0.0 ? section.posteriorDepth : section.anteriorDepth;
  const double u = p.x / section.halfWidth, v = y / depth;
  const OutlineNorm norm =
      outlineNorm(u, v, y > 0.0 ? body.squarenessPosterior : body.squarenessAnterior);
  const double slopeX = norm.du / section.halfWidth, slopeY = norm.dv / depth;
  const double slope = std::sqrt(slopeX * slopeX + slopeY * slopeY);

  // the endplates: tilted planes, dished towards their middle
  const double n = std::min(norm.value, 1.1);
  const double dish = n * n - 1.0;
  const double lip = body.upperLip_mm * std::min(u * u, 1.2) * std::clamp(v, 0.0, 1.1);
  const double upper = p.z - body.upperRim_mm - y * std::tan(units::Rad(body.upperTilt_deg).value) -
                       body.upperConcavity_mm * dish - lip;
  const double lower = body.lowerRim_mm + y * std::tan(units::Rad(body.lowerTilt_deg).value) - p.z -
                       body.lowerConcavity_mm * dish;

  const Lipping above = lipping(body.upperOsteophyte_mm, -upper, u, v);
  const Lipping below = lipping(body.lowerOsteophyte_mm, -lower, u, v);
  const double widening = section.widening + above.rise + below.rise;
  const double wall = ((norm.value - 1.0) / slope - above.thickness_mm - below.thickness_mm) /
                          std::sqrt(1.0 + widening * widening) +
                      body.canalNotch_mm * notchWeight(u, v);
  return roundedMax(wall, std::max(upper, lower), body.rimRounding_mm);
}

}  // namespace unkink::anatomy
