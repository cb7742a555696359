// T11 and T12 made from L1 by the numbers of assets/anatomy/thorax.toml, and ribs along curves.
#include "anatomy/thorax.hpp"

#include "anatomy/curve.hpp"
#include "config/files.hpp"
#include "config/quantity.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace unkink::anatomy {
namespace {

using math::Vec3;

constexpr std::array<std::string_view, kThoracicCount> kNames{"t11", "t12"};
constexpr int kStationsPerSpan = 6;
constexpr double kTaper_mm = 30.0;  // a rib's tip becomes slender over this length
constexpr double kTipShare = 0.55;  // what is left of its height at the end
constexpr double kNeck_mm = 12.0;   // the head's roundness is gone at this distance
constexpr double kFacetFillet_mm = 4.0;

double number(const config::Node& table, std::string_view key, std::string_view unit = "mm") {
  return config::quantity(table, key, unit).value;
}

Vec3 placeOf(const config::Node& table) {
  table.onlyKeys({"left", "back", "up"});
  return {number(table, "left"), number(table, "back"), number(table, "up")};
}

void scale(Knot& k, double width, double depth, double height) {
  k.at_mm *= Vec3(width, depth, height);
}

void scaleBody(VertebralBody& body, double width, double depth, double height) {
  for (BodyOutline* o : {&body.upper, &body.waist, &body.lower}) {
    o->halfWidth_mm *= width;
    o->anteriorDepth_mm *= depth;
    o->posteriorDepth_mm *= depth;
  }
  body.widest_mm *= depth;
  body.upperRim_mm *= height;
  body.lowerRim_mm *= height;
}

void scaleArch(VertebraShape& s, double width, double depth, double height) {
  for (Knot* k :
       {&s.pedicle.bodyUpper, &s.pedicle.bodyLower, &s.pedicle.neckUpper, &s.pedicle.neckLower,
        &s.lamina.upperMedial, &s.lamina.upperLateral, &s.lamina.lowerMedial,
        &s.lamina.lowerLateral, &s.lamina.pars, &s.inferior.facetUpper, &s.inferior.facetLower,
        &s.inferior.medialTip, &s.spinous.rootUpper, &s.spinous.rootLower, &s.spinous.middleUpper,
        &s.spinous.middleLower, &s.spinous.tipUpper, &s.spinous.tipLower})
    scale(*k, width, depth, height);
}

/// The short thoracic transverse process; it points backwards and outwards.
TransverseProcess shortProcess(const Vec3& root, const Vec3& tip, double radius_mm) {
  const Vec3 down(0.0, 0.0, -3.5), slant(0.0, 0.0, -2.5);
  return {Knot{root, radius_mm, 0.0}, Knot{root + down, radius_mm, 0.0}, Knot{tip, radius_mm, 0.0},
          Knot{tip + slant, radius_mm, 0.0}};
}

/// A facet's plate in the coronal plane.
struct CoronalFacet {
  double medial_mm, lateral_mm, back_mm, upper_mm, lower_mm, radius_mm;
};

CoronalFacet facetOf(const config::Node& table) {
  table.onlyKeys({"medial", "lateral", "back", "upper", "lower", "radius"});
  return {number(table, "medial"), number(table, "lateral"), number(table, "back"),
          number(table, "upper"),  number(table, "lower"),   number(table, "radius")};
}

SuperiorArticularProcess superiorOf(const CoronalFacet& f, const Knot& root) {
  const double middle = 0.5 * (f.medial_mm + f.lateral_mm);
  const auto knot = [&](double x, double z) { return Knot{{x, f.back_mm, z}, f.radius_mm, 0.5}; };
  return {knot(f.medial_mm, f.upper_mm),  knot(middle, f.upper_mm + 1.0),
          knot(f.lateral_mm, f.upper_mm), knot(f.medial_mm, f.lower_mm),
          knot(middle, f.lower_mm),       Knot{root.at_mm, root.radius_mm, 0.5}};
}

InferiorArticularProcess inferiorOf(const CoronalFacet& f) {
  const auto knot = [&](double x, double z) { return Knot{{x, f.back_mm, z}, f.radius_mm, 1.5}; };
  return {knot(f.lateral_mm, f.upper_mm), knot(f.lateral_mm, f.lower_mm),
          knot(f.medial_mm, f.lower_mm + 2.0)};
}

VertebraShape shapeOf(const config::Node& row) {
  VertebraShape s = lumbarShape(Vertebra::kL1);
  const double width = number(row, "width", ""), depth = number(row, "depth", ""),
               height = number(row, "height", "");
  scaleBody(s.body, width, depth, height);
  scaleArch(s, width, depth, height);
  s.superior = superiorOf(facetOf(row.child("superior_facet")), s.pedicle.neckLower);
  if (row.has("inferior_facet")) s.inferior = inferiorOf(facetOf(row.child("inferior_facet")));
  s.transverse = shortProcess(s.pedicle.neckLower.at_mm, placeOf(row.child("transverse_tip")),
                              number(row, "transverse_radius"));
  const double droop = number(row, "spinous_droop"), reach = number(row, "spinous_length", "");
  for (Knot* k :
       {&s.spinous.middleUpper, &s.spinous.middleLower, &s.spinous.tipUpper, &s.spinous.tipLower}) {
    const double t = (k->at_mm.y - s.spinous.rootUpper.at_mm.y);
    k->at_mm.y = s.spinous.rootUpper.at_mm.y + reach * t;
    k->at_mm.z -= droop * t / 20.0;
  }
  return s;
}

RibShape ribOf(const config::Node& row, const Vec3& costalFacet, double size) {
  row.onlyKeys({"half_height", "half_thickness", "head", "neck", "tubercle", "angle", "shaft",
                "fore", "tip"});
  std::vector<Vec3> path{costalFacet};
  for (const std::string_view key : {"neck", "tubercle", "angle", "shaft", "fore", "tip"})
    path.push_back(size * placeOf(row.child(key)));
  const double head = size * number(row, "head");
  path.front() += head * glm::normalize(path[1] - path[0]);
  return {path, size * number(row, "half_height"), size * number(row, "half_thickness"), head};
}

void scaleAll(VertebraShape& s, double size) {
  scaleBody(s.body, size, size, size);
  scaleArch(s, size, size, size);
  for (Knot* k : {&s.superior.medialTop, &s.superior.cornerTop, &s.superior.lateralTop,
                  &s.superior.medialBase, &s.superior.cornerBase, &s.superior.mammillary})
    scale(*k, size, size, size);
}

ThoracicSegment segmentOf(const config::Node& row, double size) {
  row.onlyKeys({"width", "depth", "height", "below_back", "below_up", "tilt", "spinous_droop",
                "spinous_length", "transverse_radius", "transverse_tip", "superior_facet",
                "inferior_facet", "costal_facet", "costal_facet_radius", "rib"});
  ThoracicSegment t;
  t.shape = shapeOf(row);
  scaleAll(t.shape, size);
  t.belowFromThis.rotation = math::rotationX(units::Deg(-number(row, "tilt", "deg")));
  t.belowFromThis.translation =
      -(t.belowFromThis.rotation *
        (size * Vec3(0.0, number(row, "below_back"), number(row, "below_up"))));
  t.costalFacet = size * placeOf(row.child("costal_facet"));
  t.costalFacet_mm = size * number(row, "costal_facet_radius");
  t.rib = ribOf(row.child("rib"), t.costalFacet, size);
  return t;
}

/// Catmull-Rom through a, b, c, d: the place at t between b and c.
Vec3 between(const Vec3& a, const Vec3& b, const Vec3& c, const Vec3& d, double t) {
  return b +
         0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)));
}

std::vector<Vec3> smoothPath(const std::vector<Vec3>& path) {
  std::vector<Vec3> out;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const Vec3 &b = path[i], &c = path[i + 1];
    const Vec3 a = i > 0 ? path[i - 1] : 2.0 * b - c;
    const Vec3 d = i + 2 < path.size() ? path[i + 2] : 2.0 * c - b;
    for (int k = 0; k < kStationsPerSpan; ++k)
      out.push_back(between(a, b, c, d, static_cast<double>(k) / kStationsPerSpan));
  }
  out.push_back(path.back());
  return out;
}

}  // namespace

RibShape::RibShape(const std::vector<Vec3>& path, double halfHeight_mm, double halfThickness_mm,
                   double head_mm)
    : head_(head_mm) {
  const std::vector<Vec3> places = smoothPath(path);
  std::vector<double> way{0.0};
  for (std::size_t i = 1; i < places.size(); ++i)
    way.push_back(way.back() + glm::length(places[i] - places[i - 1]));
  for (std::size_t i = 0; i < places.size(); ++i) {
    Station s{places[i]};
    s.along =
        glm::normalize(places[std::min(i + 1, places.size() - 1)] - places[i > 0 ? i - 1 : 0]);
    // the flat faces look outwards, the edges up and down
    s.tall = glm::normalize(Vec3(0, 0, 1) - s.along.z * s.along);
    s.out = glm::cross(s.along, s.tall);
    const double neck = math::sdf::smoothStep(0.0, kNeck_mm, way[i]);
    const double taper = math::sdf::smoothStep(0.0, kTaper_mm, way.back() - way[i]);
    s.halfHeight_mm = std::lerp(head_mm, halfHeight_mm * std::lerp(kTipShare, 1.0, taper), neck);
    s.halfThickness_mm = std::lerp(head_mm, halfThickness_mm, neck);
    stations_.push_back(s);
    const Vec3 reach(std::max(s.halfHeight_mm, s.halfThickness_mm));
    bounds_.include(s.at - reach).include(s.at + reach);
  }
}

double RibShape::distance(const Vec3& p) const {
  constexpr double kFar_mm = 10.0;  // beyond this a bound answers
  const Vec3 out = glm::max(glm::max(bounds_.lo - p, p - bounds_.hi), Vec3(0.0));
  if (const double away = glm::length(out); away > kFar_mm) return away;
  std::size_t nearest = 0;
  double best = std::numeric_limits<double>::infinity(), along = 0.0;
  for (std::size_t i = 0; i + 1 < stations_.size(); ++i) {
    const Vec3 &a = stations_[i].at, &b = stations_[i + 1].at;
    const double t = math::sdf::segmentParameter(p, a, b);
    const Vec3 off = p - a - t * (b - a);
    if (const double d2 = glm::dot(off, off); d2 < best) best = d2, nearest = i, along = t;
  }
  const Station &a = stations_[nearest], &b = stations_[nearest + 1];
  const double tall = std::lerp(a.halfHeight_mm, b.halfHeight_mm, along),
               thick = std::lerp(a.halfThickness_mm, b.halfThickness_mm, along);
  const double far = std::sqrt(best);
  if (far > tall + thick + kFar_mm) return far - std::max(tall, thick);
  const Vec3 off = p - glm::mix(a.at, b.at, along);
  const double up = glm::dot(off, glm::mix(a.tall, b.tall, along)),
               side = glm::dot(off, glm::mix(a.out, b.out, along));
  // beyond the ends the tube closes round
  const double beyond = std::sqrt(std::max(best - up * up - side * side, 0.0));
  const double d = ellipseDistance(std::hypot(side, beyond), up, thick, tall);
  return d;
}

double ThoracicSegment::vertebra(const Vec3& p) const {
  const double bone = vertebraDistance(shape, p);
  const Vec3 at(std::abs(p.x), p.y, p.z);
  const Vec3 inwards = costalFacet - Vec3(0.6 * costalFacet_mm, 0.0, 0.0);
  const double facet = glm::length(at - inwards) - costalFacet_mm;
  const double rounded = math::sdf::smoothMin(bone, facet, kFacetFillet_mm);
  // the facet itself is flat
  const Vec3 out(1.0, 0.3, 0.0);
  return std::max(rounded, std::min(glm::dot(at - costalFacet, glm::normalize(out)),
                                    costalFacet_mm + 1.0 - glm::length(at - costalFacet)));
}

std::array<ThoracicSegment, kThoracicCount> thoracicSegments(double size) {
  const auto file = config::Document::read(config::assetPath("anatomy/thorax.toml"));
  const config::Node root = file.root();
  root.onlyKeys({kNames[0], kNames[1]});
  return {segmentOf(root.child(kNames[0]), size), segmentOf(root.child(kNames[1]), size)};
}

}  // namespace unkink::anatomy
