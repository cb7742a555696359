// The sacrum from the cross-sections of assets/anatomy/sacrum.toml.
#include "anatomy/sacrum.hpp"

#include "anatomy/curve.hpp"
#include "config/files.hpp"
#include "config/quantity.hpp"
#include "math/sdf.hpp"
#include "units/angle.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

namespace unkink::anatomy {
namespace {

using math::Vec2;
using math::Vec3;
using math::sdf::smoothMax;
using math::sdf::smoothMin;
using math::sdf::smoothStep;

constexpr int kStep_mm = 12;  // between two cross-sections
constexpr std::size_t kSections = 11;
using Along = Table<kSections>;

/// Shared by the left and the right one; s runs down from the endplate, x to the side.
struct Foramen {
  double s = 0.0, x = 0.0, dorsalRadius = 1.0, ventralRadius = 1.0;
};

/// The joint with the ilium: a plane that comes nearer to the mid-line backwards and downwards.
struct AuricularSurface {
  double front_mm = 58.0, backward = 0.3, downward = 0.1, rounding_mm = 5.0;
};

/// Tables run down the sacrum; n is measured dorsally from the canal's floor.
struct SacrumShape {
  Along floor, bodyDepth, bodyHalfWidth, halfWidth, lateralCentre, lateralHalf, medialCentre,
      medialHalf, canalHalfWidth, canalDepth, crest;
  AuricularSurface auricular;
  std::array<Foramen, 4> foramina;
};

double number(const config::Node& table, std::string_view key, std::string_view unit = "mm") {
  return config::quantity(table, key, unit).value;
}

void readSection(SacrumShape& shape, const config::Node& row, std::size_t i) {
  row.onlyKeys({"floor", "body_depth", "body_half_width", "half_width", "lateral_centre",
                "lateral_half", "medial_centre", "medial_half", "canal_half_width", "canal_depth",
                "median_crest"});
  const auto put = [&](Along& table, std::string_view key) { table.value[i] = number(row, key); };
  put(shape.floor, "floor");
  put(shape.bodyDepth, "body_depth");
  put(shape.bodyHalfWidth, "body_half_width");
  put(shape.halfWidth, "half_width");
  put(shape.lateralCentre, "lateral_centre");
  put(shape.lateralHalf, "lateral_half");
  put(shape.medialCentre, "medial_centre");
  put(shape.medialHalf, "medial_half");
  put(shape.canalHalfWidth, "canal_half_width");
  put(shape.canalDepth, "canal_depth");
  put(shape.crest, "median_crest");
}

AuricularSurface auricularOf(const config::Node& row) {
  row.onlyKeys({"front", "backward", "downward", "rounding"});
  return {number(row, "front"), number(row, "backward", ""), number(row, "downward", ""),
          number(row, "rounding")};
}

Foramen foramenOf(const config::Node& row) {
  row.onlyKeys({"down", "side", "dorsal_radius", "ventral_radius"});
  return {number(row, "down"), number(row, "side"), number(row, "dorsal_radius"),
          number(row, "ventral_radius")};
}

SacrumShape readShape() {
  const auto file = config::Document::read(config::assetPath("anatomy/sacrum.toml"));
  const config::Node root = file.root();
  root.onlyKeys({"section", "auricular", "foramina"});
  SacrumShape shape;
  for (Along* t : {&shape.floor, &shape.bodyDepth, &shape.bodyHalfWidth, &shape.halfWidth,
                   &shape.lateralCentre, &shape.lateralHalf, &shape.medialCentre, &shape.medialHalf,
                   &shape.canalHalfWidth, &shape.canalDepth, &shape.crest})
    t->step = kStep_mm;
  for (std::size_t i = 0; i < kSections; ++i)
    readSection(shape,
                root.child("section").child("at_" + std::to_string(kStep_mm * static_cast<int>(i))),
                i);
  shape.auricular = auricularOf(root.child("auricular"));
  for (std::size_t i = 0; i < shape.foramina.size(); ++i)
    shape.foramina[i] = foramenOf(root.child("foramina").child("s" + std::to_string(i + 1)));
  return shape;
}

const SacrumShape& sacrumShape() {
  static const SacrumShape shape = readShape();
  return shape;
}

constexpr double kDorsalWall_mm = 4.2;
constexpr double kCrestRadius_mm = 2.8;
constexpr double kSacrumEnd_mm = 112.0;       // s of the apex
constexpr double kLaminaTop_mm = 14.5;        // s of the S1 lamina's upper edge in the mid-line
constexpr double kHiatus_mm = 92.0;           // s where the dorsal wall ends
constexpr double kAuricularMiddle_mm = 14.0;  // in front of the canal's floor, of that surface
constexpr double kGrooveLength_mm = 14.0, kGrooveDepth_mm = 1.8;  // of a ventral foramen's nerve
constexpr units::Deg kFacetOrientation{53.0};  // to the sagittal plane [R] van Schaik 1985
constexpr Vec3 kFacetCentre_mm{26.5, 27.0, -6.5}, kFacetHalf_mm{10.0, 4.8, 12.5};
constexpr double kEndplateConcavity_mm = 0.8;  // [Wang and Battie 2012: 0.7 caudal to the disc]

double length(double a, double b) { return std::sqrt(a * a + b * b); }

/// Ala and lateral part: a slab from the canal's middle to the lateral border, cut flat where the
/// ilium joins it.
double lateralMass(const SacrumShape& f, double x, double n, double s) {
  const double outer = f.lateralHalf(s), reach = f.halfWidth(s) - 0.75 * outer;
  const double t = std::clamp(x / reach, 0.0, 1.0);
  const double bow = smoothStep(0.0, 1.0, t);
  const double centre = std::lerp(f.medialCentre(s), f.lateralCentre(s), bow);
  const double half = std::lerp(f.medialHalf(s), outer, bow);
  const double slab = length(std::max(x - reach, 0.0), n - centre) - half;
  const AuricularSurface& a = f.auricular;
  const double joint = (x - a.front_mm + a.backward * (n + kAuricularMiddle_mm) + a.downward * s) /
                       std::sqrt(1.0 + a.backward * a.backward + a.downward * a.downward);
  // the upper surface of the ala slopes forwards and down, hollow behind the body
  const double top = 5.5 - 0.38 * std::min(n, 4.0) + 0.06 * x - s;
  return smoothMax(smoothMax(slab, joint, a.rounding_mm), 0.92 * top, 9.0);
}

double fusedBody(const SacrumShape& f, double x, double n, double s) {
  const double depth = f.bodyDepth(s);
  const double wall = ellipseDistance(x, n + 0.48 * depth, f.bodyHalfWidth(s), 0.56 * depth);
  const double dish =
      kEndplateConcavity_mm * std::max(1.0 - x * x / 400.0 - (n + 17) * (n + 17) / 196.0, 0.0);
  const double endplate = -s + dish;
  return smoothMax(smoothMax(wall, n, 6.0), endplate, 4.0);
}

/// Cross-section of the canal: a rounded triangle that points dorsally.
double canal(const SacrumShape& f, double x, double n, double s) {
  const double w = f.canalHalfWidth(s), d = f.canalDepth(s);
  const double roof = (x * d + (n - d) * w) / length(w, d);
  return smoothMax(smoothMax(roof, -n, 3.0), x - 0.9 * w, 4.0);
}

/// Laminae and median crest behind the canal, from S1's upper edge to the hiatus.
double dorsalWall(const SacrumShape& f, double x, double n, double s) {
  const double shell = canal(f, x, n, s) - kDorsalWall_mm;
  const double crestTop = f.canalDepth(s) + kDorsalWall_mm + f.crest(s);
  const double crest =
      math::sdf::capsule({x, n, 0}, {0, 2, 0}, {0, crestTop - kCrestRadius_mm, 0}, kCrestRadius_mm);
  const double wall = smoothMin(shell, crest, 5.0);
  // the upper edge rises towards the articular processes
  const double upperEdge = kLaminaTop_mm - 0.035 * x * x - s;
  const double lowerEdge = s - kHiatus_mm - 0.8 * x;
  return smoothMax(smoothMax(wall, upperEdge, 3.0), lowerEdge, 3.0);
}

/// The hollow: the canal, open behind above S1's lamina and below the hiatus.
double hollow(const SacrumShape& f, double x, double n, double s) {
  const double open = std::max(smoothStep(kLaminaTop_mm - 2.0, 4.0, s + 0.03 * x * x),
                               smoothStep(kHiatus_mm, kHiatus_mm + 10.0, s));
  return canal(f, x, n * (1.0 - 0.75 * open), s);
}

/// The foramina, each with the groove of its nerve running outwards on the pelvic surface.
///
/// \param needed_mm  a foramen farther away than this is left out
double foramina(const SacrumShape& shape, double x, double n, double s, double needed_mm) {
  constexpr double kSlant_mm = 5.0;  // how far groove and root stray up or down
  const double grooved = n - shape.medialCentre(s) + shape.medialHalf(s) - kGrooveDepth_mm;
  double d = 1e3;
  for (const Foramen& f : shape.foramina) {
    const double widest = std::max(f.dorsalRadius, f.ventralRadius);
    if (std::abs(s - f.s) - kSlant_mm - widest > needed_mm) continue;
    const double t = smoothStep(10.0, -8.0, n);  // 0 dorsally, 1 ventrally
    const double lean = 0.25 * (n < 0.0 ? -n : 0.0);
    const double side = x - f.x - lean, down = s - f.s;
    d = std::min(d, length(side, down) - std::lerp(f.dorsalRadius, f.ventralRadius, t));
    const double along = std::clamp(side, 0.0, kGrooveLength_mm);
    const double groove = length(side - along, down + 0.25 * along) -
                          0.8 * f.ventralRadius * (1.0 - 0.5 * along / kGrooveLength_mm);
    d = std::min(d, smoothMax(groove, grooved + 0.25 * along, 7.0));
    // the root comes to it from the canal
    d = std::min(d, math::sdf::capsule({x, n, s}, {0.45 * f.x, 3.5, f.s - 5.0}, {f.x, 0.5, f.s},
                                       0.68 * f.ventralRadius));
  }
  return d;
}

/// Height of the small relief: rows of tubercles beside the dorsal foramina, fusion lines in front.
double relief(const SacrumShape& f, double x, double n, double s) {
  constexpr double kRow_mm = 20.5;  // mean distance of two foramina
  const double ends = smoothStep(14.0, 28.0, s) * smoothStep(100.0, 86.0, s);
  const double dorsal = smoothStep(0.0, 6.0, n) * ends, ventral = smoothStep(-2.0, -6.0, n) * ends;
  const double phase = 2.0 * std::numbers::pi * (s - f.foramina[0].s) / kRow_mm;
  const double foramen = std::lerp(f.foramina.front().x, f.foramina.back().x, (s - 29.0) / 59.0);
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

/// Superior articular process of S1: a plate across the joint with L5, on its root; L5 carves the
/// facet.
double articularProcess(const Vec3& p) {
  static const double across = std::sin(units::Rad(kFacetOrientation).value),
                      back = std::cos(units::Rad(kFacetOrientation).value);
  const Vec3 off = p - kFacetCentre_mm;
  const Vec3 q(across * off.x + back * off.y, across * off.y - back * off.x, off.z);
  const double plate = math::sdf::ellipsoid(q, kFacetHalf_mm);
  const double root = math::sdf::taperedCapsule(p, {26.5, 16, -21}, {26.5, 23, -10}, 9.5, 6.0);
  return smoothMin(plate, root, 6.0);
}

/// Signed distance to the mean's sacrum.
double meanDistance(const Vec3& at) {
  const SacrumShape& f = sacrumShape();
  const Vec3 p(std::abs(at.x), at.y, at.z);
  const double s = std::clamp(-p.z, -6.0, kSacrumEnd_mm + 6.0);
  const double n = p.y - f.floor(s), x = p.x;
  double d = smoothMin(fusedBody(f, x, n, s), lateralMass(f, x, n, s), 8.0);
  d = smoothMin(d, dorsalWall(f, x, n, s), 4.0) - relief(f, x, n, s);
  d = smoothMin(d, articularProcess(p), 7.0);
  d = smoothMax(d, -hollow(f, x, n, s), 2.0);
  constexpr double kRim_mm = 3.0;
  d = smoothMax(d, -foramina(f, x, n, s, kRim_mm - d), kRim_mm);
  d = smoothMax(d, std::max(-p.z - kSacrumEnd_mm, p.z - 12.0), 4.0);
  constexpr double kJoint_mm = 4.0, kCoccyxTop_mm = -100.0;
  // a first-order distance may be too small by half
  const bool farAbove = 0.5 * (p.z - kCoccyxTop_mm) > d + kJoint_mm;
  return 0.9 * (farAbove ? d : smoothMin(d, coccyx(p), kJoint_mm));
}

constexpr double kAlaEnd_mm = 55.0;  // x of the widest place

/// By what the alae alone are stretched, so that all of the sacrum is by its breadth.
double alaStretch(const PelvisSize& size) {
  constexpr double kBody_mm = kSacralEndplateHalfWidth_mm;
  return (kAlaEnd_mm * size.breadth - kBody_mm * size.body) / (kAlaEnd_mm - kBody_mm);
}

}  // namespace

double sacralCanalFloor_mm(double z, const PelvisSize& size) {
  return size.length * sacrumShape().floor(-z / size.length);
}

double sacrumDistance(const Vec3& at, const PelvisSize& size) {
  if (size == PelvisSize{}) return meanDistance(at);
  const double body = kSacralEndplateHalfWidth_mm * size.body, ala = alaStretch(size);
  const double x = std::abs(at.x);
  const double meanX = x < body ? x / size.body : kSacralEndplateHalfWidth_mm + (x - body) / ala;
  const double least = std::min({size.body, ala, size.length});
  return least * meanDistance({meanX, at.y / size.length, at.z / size.length});
}

math::Box sacrumBounds(const PelvisSize& size) {
  const Vec3 stretch(std::max(size.breadth, alaStretch(size)), size.length, size.length);
  return {stretch * Vec3(-60, -28, -142), stretch * Vec3(60, 52, 12)};
}

}  // namespace unkink::anatomy
