// The vertebra's signed distance: the body and the patches of bone between the knots of the arch.
#include "anatomy/vertebra.hpp"

#include "anatomy/vertebra_body.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace unkink::anatomy {
namespace {

using math::Vec3;

// rounding between the patches of one part
constexpr double kSeam_mm = 3.0;
constexpr double kFacetSeam_mm = 5.0;  // of the superior articular process, whose hollow is round
constexpr int kSteps = 3;              // of the search for a plate's nearest place
constexpr double kSettled = 2e-3;      // a step this small is the last: of the plate's size
constexpr double kTiny = 1e-9;         // keeps degenerate plates finite

/// A place on a plate's mid-surface.
struct Place {
  double u, v;
};

/// The nearest place on the plate's border line where u (or v) is kept.
Place alongBorderU(const BonePlate& q, const Vec3& p, double u) {
  const Vec3 t = q.alongV(u);
  return {u, std::clamp(glm::dot(p - q.at(u, 0.0), t) / glm::dot(t, t), 0.0, 1.0)};
}
Place alongBorderV(const BonePlate& q, const Vec3& p, double v) {
  const Vec3 t = q.alongU(v);
  return {std::clamp(glm::dot(p - q.at(0.0, v), t) / glm::dot(t, t), 0.0, 1.0), v};
}

double distance2(const BonePlate& q, const Vec3& p, const Place& at) {
  const Vec3 off = p - q.at(at.u, at.v);
  return glm::dot(off, off);
}

/// One step towards the place nearest to p: solved in the tangent plane, held inside the quad.
Place stepNearer(const BonePlate& q, const Vec3& p, const Place& from) {
  const Vec3 off = p - q.at(from.u, from.v), s = q.alongU(from.v), t = q.alongV(from.u);
  const double ss = glm::dot(s, s), st = glm::dot(s, t), tt = glm::dot(t, t);
  const double os = glm::dot(off, s), ot = glm::dot(off, t);
  const double area2 = ss * tt - st * st + kTiny;
  const double u = from.u + (tt * os - st * ot) / area2;
  const double v = from.v + (ss * ot - st * os) / area2;
  const bool beyondU = u < 0.0 || u > 1.0, beyondV = v < 0.0 || v > 1.0;
  if (!beyondU && !beyondV) return {u, v};
  // the nearest place lies on a border that p is outside of
  const Place onU = alongBorderU(q, p, u < 0.0 ? 0.0 : 1.0);
  if (!beyondV) return onU;
  const Place onV = alongBorderV(q, p, v < 0.0 ? 0.0 : 1.0);
  if (!beyondU) return onV;
  return distance2(q, p, onU) < distance2(q, p, onV) ? onU : onV;
}

/// Distance to a plate with a rounded outline.
///
/// Model: the bilinear mid-surface, widened in its plane by the knots' spread, then thickened by
/// their radius, both interpolated at the place nearest to p: so exact where they are equal.
double plateDistance(const BonePlate& q, const Vec3& p) {
  Place at{0.5, 0.5};
  for (int i = 0; i < kSteps; ++i) {
    const Place last = std::exchange(at, stepNearer(q, p, at));
    if (std::abs(at.u - last.u) + std::abs(at.v - last.v) < kSettled) break;
  }
  const Vec3 off = p - q.at(at.u, at.v);
  const double radius = q.radiusAt(at.u, at.v);
  const double off2 = glm::dot(off, off);
  if (at.u > 0.0 && at.u < 1.0 && at.v > 0.0 && at.v < 1.0) return std::sqrt(off2) - radius;
  const Vec3 normal = glm::cross(q.alongU(at.v), q.alongV(at.u));
  const double height = glm::dot(off, normal);
  const double height2 = height * height / glm::dot(normal, normal);
  const double beyond = std::sqrt(std::max(off2 - height2, 0.0)) - q.spreadAt(at.u, at.v);
  return std::sqrt(height2 + (beyond > 0.0 ? beyond * beyond : 0.0)) - radius;
}

/// Square of the distance from p to the box around a plate's knots; never more than to the plate.
double boxDistance2(const BonePlate& q, const Vec3& p) {
  const Vec3 out = glm::max(glm::max(q.lo - p, p - q.hi), Vec3(0.0));
  return glm::dot(out, out);
}

/// One part of the arch under construction: the union of its plates, so far as they matter.
class Part {
 public:
  /// \param needed_mm  distances beyond this cannot be told apart by the caller
  Part(const Vec3& p, double needed_mm, double seam_mm = kSeam_mm)
      : p_(p), needed_(needed_mm), seam_(seam_mm) {}

  Part& plate(const BonePlate& q) {
    const double reach = std::min(needed_, distance_) + seam_ + q.reach_mm;
    if (reach <= 0.0 || boxDistance2(q, p_) < reach * reach)
      distance_ = math::sdf::smoothMin(distance_, plateDistance(q, p_), seam_);
    return *this;
  }
  double distance() const { return distance_; }

 private:
  const Vec3& p_;
  double needed_, seam_;
  double distance_ = 1e3;
};

}  // namespace

BonePlate::BonePlate(const Knot& a, const Knot& b, const Knot& c, const Knot& d)
    : corner(a.at_mm),
      u(b.at_mm - a.at_mm),
      v(c.at_mm - a.at_mm),
      twist(a.at_mm - b.at_mm - c.at_mm + d.at_mm),
      radius_mm{a.radius_mm, b.radius_mm - a.radius_mm, c.radius_mm - a.radius_mm,
                a.radius_mm - b.radius_mm - c.radius_mm + d.radius_mm},
      spread_mm{a.spread_mm, b.spread_mm - a.spread_mm, c.spread_mm - a.spread_mm,
                a.spread_mm - b.spread_mm - c.spread_mm + d.spread_mm},
      lo(glm::min(glm::min(a.at_mm, b.at_mm), glm::min(c.at_mm, d.at_mm))),
      hi(glm::max(glm::max(a.at_mm, b.at_mm), glm::max(c.at_mm, d.at_mm))),
      reach_mm(std::max({a.reach(), b.reach(), c.reach(), d.reach()})) {}

VertebraField::VertebraField(const VertebraShape& shape)
    : body_(shape.body),
      bodyFillet_mm_(shape.bodyFillet_mm),
      fillet_mm_(shape.fillet_mm),
      parsGap_mm_(shape.parsGap_mm) {
  const Pedicle& pedicle = shape.pedicle;
  const SuperiorArticularProcess& sup = shape.superior;
  const TransverseProcess& transverse = shape.transverse;
  const Lamina& l = shape.lamina;
  const InferiorArticularProcess& i = shape.inferior;
  const SpinousProcess& sp = shape.spinous;
  pedicle_ = {pedicle.bodyUpper, pedicle.bodyLower, pedicle.neckUpper, pedicle.neckLower};
  superior_ = {{{sup.medialTop, sup.medialBase, sup.cornerTop, sup.cornerBase},
                {sup.cornerTop, sup.cornerBase, sup.lateralTop, sup.mammillary}}};
  transverse_ = {transverse.rootUpper, transverse.rootLower, transverse.tip, transverse.tipLower};
  lamina_ = {{{l.upperMedial, l.upperLateral, l.lowerMedial, l.lowerLateral},
              {l.upperLateral, l.pars, l.lowerLateral, i.facetUpper},
              {l.lowerLateral, i.facetUpper, i.medialTip, i.facetLower}}};
  spinous_ = {{{sp.rootUpper, sp.rootLower, sp.middleUpper, sp.middleLower},
               {sp.middleUpper, sp.middleLower, sp.tipUpper, sp.tipLower}}};
}

double VertebraField::distance(const Vec3& at) const {
  const Vec3 p(std::abs(at.x), at.y, at.z);
  const double fillet = fillet_mm_;
  const auto part = [&](const auto& plates, double needed, double seam = kSeam_mm) {
    Part union_(p, needed, seam);
    for (const BonePlate& plate : plates) union_.plate(plate);
    return union_.distance();
  };
  const double body = bodyDistance(body_, p);
  const double pedicle = Part(p, body + bodyFillet_mm_).plate(pedicle_).distance();
  double d = math::sdf::smoothMin(body, pedicle, bodyFillet_mm_);
  d = math::sdf::smoothMin(d, part(superior_, d + fillet, kFacetSeam_mm), fillet);
  d = math::sdf::smoothMin(d, Part(p, d + fillet).plate(transverse_).distance(), fillet);
  const double needed = d + std::max(fillet, parsGap_mm_);
  double arch = part(lamina_, needed);
  arch = math::sdf::smoothMin(arch, part(spinous_, std::min(needed, arch + fillet)), fillet);
  if (parsGap_mm_ > 0.0) return std::min(d, std::max(arch, parsGap_mm_ - d));
  return math::sdf::smoothMin(d, arch, fillet);
}

double vertebraDistance(const VertebraShape& shape, const Vec3& p) {
  return VertebraField(shape).distance(p);
}

namespace {

void includeKnot(math::Box& box, const Knot& k) {
  box.include(k.at_mm - Vec3(k.reach())).include(k.at_mm + Vec3(k.reach()));
}

void includeOutline(math::Box& box, const BodyOutline& o, double widest_mm, double z_mm,
                    double osteophyte_mm) {
  const double side = o.halfWidth_mm + osteophyte_mm;
  box.include({side, widest_mm - o.anteriorDepth_mm - osteophyte_mm, z_mm});
  box.include({side, widest_mm + o.posteriorDepth_mm + osteophyte_mm, z_mm});
}

}  // namespace

math::Box vertebraBounds(const VertebraShape& shape) {
  math::Box box;
  const VertebralBody& b = shape.body;
  includeOutline(box, b.upper, b.widest_mm, b.upperRim_mm, b.upperOsteophyte_mm);
  includeOutline(box, b.lower, b.widest_mm, b.lowerRim_mm, b.lowerOsteophyte_mm);
  const SuperiorArticularProcess& s = shape.superior;
  for (const Knot* k : {&s.medialTop, &s.cornerTop, &s.lateralTop, &s.mammillary})
    includeKnot(box, *k);
  const InferiorArticularProcess& i = shape.inferior;
  for (const Knot* k : {&i.facetUpper, &i.facetLower, &i.medialTip}) includeKnot(box, *k);
  const TransverseProcess& t = shape.transverse;
  for (const Knot* k : {&t.rootUpper, &t.rootLower, &t.tip, &t.tipLower}) includeKnot(box, *k);
  const SpinousProcess& sp = shape.spinous;
  for (const Knot* k : {&sp.middleUpper, &sp.middleLower, &sp.tipUpper, &sp.tipLower})
    includeKnot(box, *k);
  const double side = std::max(std::abs(box.lo.x), box.hi.x);
  box.include({-side, box.lo.y, box.lo.z}).include({side, box.hi.y, box.hi.z});
  return box.grown(4.0);  // endplate tilt and lip, fillets
}

}  // namespace unkink::anatomy
