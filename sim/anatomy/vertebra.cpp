// The vertebra's signed distance: the body and the patches of bone between the knots of the arch.
#include "anatomy/vertebra.hpp"

#include "anatomy/vertebra_body.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace unkink::anatomy {
namespace {

using math::Vec3;

// rounding between the patches of one part
constexpr double kSeam_mm = 3.0;
constexpr double kFacetSeam_mm = 5.0;  // of the superior articular process, whose hollow is round

/// The point of a triangle's rim that lies nearest to p.
struct RimPoint {
  Vec3 off;  // from it to p
  double off2;
  double radius, spread;
};

RimPoint nearestOnEdge(const Vec3& p, const Knot& a, const Knot& b) {
  const double t = math::sdf::segmentParameter(p, a.at_mm, b.at_mm);
  const Vec3 off = p - a.at_mm - t * (b.at_mm - a.at_mm);
  return {off, glm::dot(off, off), a.radius_mm + t * (b.radius_mm - a.radius_mm),
          a.spread_mm + t * (b.spread_mm - a.spread_mm)};
}

void keepNearer(RimPoint& best, const RimPoint& next) {
  if (next.off2 < best.off2) best = next;
}

/// Distance to a patch of bone: a plate with a rounded outline.
///
/// Model: the triangle, widened in its plane by the knots' spread, then thickened by their radius,
/// both interpolated at the triangle's point nearest to p: so exact where they are equal.
double patchDistance(const Vec3& p, const Knot& a, const Knot& b, const Knot& c) {
  const Vec3 ab = b.at_mm - a.at_mm, ac = c.at_mm - a.at_mm, ap = p - a.at_mm;
  const double bb = glm::dot(ab, ab), bc = glm::dot(ab, ac), cc = glm::dot(ac, ac);
  const double pb = glm::dot(ap, ab), pc = glm::dot(ap, ac);
  const double area2 = bb * cc - bc * bc;  // square of twice the triangle's area
  const double v = cc * pb - bc * pc, w = bb * pc - bc * pb;
  const double height = glm::dot(ap, glm::cross(ab, ac)) / std::sqrt(area2);
  if (v >= 0.0 && w >= 0.0 && v + w <= area2) {
    const double alongB = v / area2, alongC = w / area2;
    return std::abs(height) - (a.radius_mm + alongB * (b.radius_mm - a.radius_mm) +
                               alongC * (c.radius_mm - a.radius_mm));
  }
  // the nearest point lies on an edge that p is outside of
  RimPoint rim{{}, 1e12, 0.0, 0.0};
  if (w < 0.0) keepNearer(rim, nearestOnEdge(p, a, b));
  if (v < 0.0) keepNearer(rim, nearestOnEdge(p, a, c));
  if (v + w > area2) keepNearer(rim, nearestOnEdge(p, b, c));
  const double height2 = height * height;
  const double beyond = std::sqrt(std::max(rim.off2 - height2, 0.0)) - rim.spread;
  if (beyond <= 0.0) return std::abs(height) - rim.radius;
  return std::sqrt(beyond * beyond + height2) - rim.radius;
}

/// Square of the distance from p to the box around three points; never more than to their triangle.
double boxDistance2(const Vec3& p, const Vec3& a, const Vec3& b, const Vec3& c) {
  const Vec3 lo = glm::min(glm::min(a, b), c), hi = glm::max(glm::max(a, b), c);
  const Vec3 out = glm::max(glm::max(lo - p, p - hi), Vec3(0.0));
  return glm::dot(out, out);
}

/// One part of the arch under construction: the union of its patches, so far as they matter.
class Part {
 public:
  /// \param needed_mm  distances beyond this cannot be told apart by the caller
  Part(const Vec3& p, double needed_mm, double seam_mm = kSeam_mm)
      : p_(p), needed_(needed_mm), seam_(seam_mm) {}

  Part& patch(const Knot& a, const Knot& b, const Knot& c) {
    const double reach =
        std::min(needed_, distance_) + seam_ + std::max({a.reach(), b.reach(), c.reach()});
    if (reach <= 0.0 || boxDistance2(p_, a.at_mm, b.at_mm, c.at_mm) < reach * reach)
      distance_ = math::sdf::smoothMin(distance_, patchDistance(p_, a, b, c), seam_);
    return *this;
  }
  Part& quad(const Knot& a, const Knot& b, const Knot& c, const Knot& d) {
    return patch(a, b, c).patch(b, c, d);
  }
  double distance() const { return distance_; }

 private:
  Vec3 p_;
  double needed_, seam_;
  double distance_ = 1e3;
};

double pedicleDistance(const Pedicle& s, const Vec3& p, double needed) {
  return Part(p, needed).quad(s.bodyUpper, s.bodyLower, s.neckUpper, s.neckLower).distance();
}

double transverseDistance(const TransverseProcess& s, const Vec3& p, double needed) {
  return Part(p, needed)
      .patch(s.rootFront, s.rootUpper, s.rootLower)
      .patch(s.rootFront, s.rootUpper, s.tip)
      .patch(s.rootUpper, s.rootLower, s.tip)
      .distance();
}

double superiorDistance(const SuperiorArticularProcess& s, const Vec3& p, double needed) {
  return Part(p, needed, kFacetSeam_mm)
      .quad(s.medialTop, s.medialBase, s.cornerTop, s.cornerBase)
      .quad(s.cornerBase, s.cornerTop, s.mammillary, s.lateralTop)
      .distance();
}

double laminaDistance(const Lamina& s, const InferiorArticularProcess& i, const Vec3& p,
                      double needed) {
  return Part(p, needed)
      .quad(s.upperMedial, s.upperLateral, s.lowerMedial, s.lowerLateral)
      .patch(s.upperLateral, s.pars, s.lowerLateral)
      .patch(s.pars, s.lowerLateral, i.facetUpper)
      .quad(s.lowerLateral, i.facetUpper, i.medialTip, i.facetLower)
      .distance();
}

double spinousDistance(const SpinousProcess& s, const Vec3& p, double needed) {
  return Part(p, needed)
      .quad(s.rootUpper, s.rootLower, s.middleUpper, s.middleLower)
      .quad(s.middleUpper, s.middleLower, s.tipUpper, s.tipLower)
      .distance();
}

}  // namespace

double vertebraDistance(const VertebraShape& shape, const math::Vec3& at) {
  const Vec3 p(std::abs(at.x), at.y, at.z);
  const double fillet = shape.fillet_mm, bodyFillet = shape.bodyFillet_mm;
  const double body = bodyDistance(shape.body, p);
  const double pedicle = pedicleDistance(shape.pedicle, p, body + bodyFillet);
  double d = math::sdf::smoothMin(body, pedicle, bodyFillet);
  d = math::sdf::smoothMin(d, superiorDistance(shape.superior, p, d + fillet), fillet);
  d = math::sdf::smoothMin(d, laminaDistance(shape.lamina, shape.inferior, p, d + fillet), fillet);
  d = math::sdf::smoothMin(d, transverseDistance(shape.transverse, p, d + fillet), fillet);
  return math::sdf::smoothMin(d, spinousDistance(shape.spinous, p, d + fillet), fillet);
}

namespace {

void includeKnot(math::Box& box, const Knot& k) {
  box.include(k.at_mm - Vec3(k.reach())).include(k.at_mm + Vec3(k.reach()));
}

void includeOutline(math::Box& box, const BodyOutline& o, double widest_mm, double z_mm) {
  box.include({o.halfWidth_mm, widest_mm - o.anteriorDepth_mm, z_mm});
  box.include({o.halfWidth_mm, widest_mm + o.posteriorDepth_mm, z_mm});
}

}  // namespace

math::Box vertebraBounds(const VertebraShape& shape) {
  math::Box box;
  const VertebralBody& b = shape.body;
  includeOutline(box, b.upper, b.widest_mm, b.upperRim_mm);
  includeOutline(box, b.lower, b.widest_mm, b.lowerRim_mm);
  const SuperiorArticularProcess& s = shape.superior;
  for (const Knot* k : {&s.medialTop, &s.cornerTop, &s.lateralTop, &s.mammillary})
    includeKnot(box, *k);
  const InferiorArticularProcess& i = shape.inferior;
  for (const Knot* k : {&i.facetUpper, &i.facetLower, &i.medialTip}) includeKnot(box, *k);
  const TransverseProcess& t = shape.transverse;
  for (const Knot* k : {&t.rootFront, &t.rootUpper, &t.rootLower, &t.tip}) includeKnot(box, *k);
  const SpinousProcess& sp = shape.spinous;
  for (const Knot* k : {&sp.middleUpper, &sp.middleLower, &sp.tipUpper, &sp.tipLower})
    includeKnot(box, *k);
  const double side = std::max(std::abs(box.lo.x), box.hi.x);
  box.include({-side, box.lo.y, box.lo.z}).include({side, box.hi.y, box.hi.z});
  return box.grown(4.0);  // endplate tilt and lip, fillets
}

}  // namespace unkink::anatomy
