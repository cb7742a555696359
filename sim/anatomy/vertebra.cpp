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

/// A plate of bone between four knots, its mid-surface bilinear: a b
///                                                               c d
struct Quad {
  const Knot &a, &b, &c, &d;

  Vec3 at(double u, double v) const {
    return (1.0 - v) * ((1.0 - u) * a.at_mm + u * b.at_mm) +
           v * ((1.0 - u) * c.at_mm + u * d.at_mm);
  }
  Vec3 alongU(double v) const { return (1.0 - v) * (b.at_mm - a.at_mm) + v * (d.at_mm - c.at_mm); }
  Vec3 alongV(double u) const { return (1.0 - u) * (c.at_mm - a.at_mm) + u * (d.at_mm - b.at_mm); }
  double radius(double u, double v) const {
    return (1.0 - v) * ((1.0 - u) * a.radius_mm + u * b.radius_mm) +
           v * ((1.0 - u) * c.radius_mm + u * d.radius_mm);
  }
  double spread(double u, double v) const {
    return (1.0 - v) * ((1.0 - u) * a.spread_mm + u * b.spread_mm) +
           v * ((1.0 - u) * c.spread_mm + u * d.spread_mm);
  }
  double reach() const { return std::max({a.reach(), b.reach(), c.reach(), d.reach()}); }
};

/// A place on a quad's mid-surface.
struct Place {
  double u, v;
};

/// The nearest place on the quad's border line where u (or v) is kept.
Place alongBorderU(const Quad& q, const Vec3& p, double u) {
  const Vec3 t = q.alongV(u);
  return {u, std::clamp(glm::dot(p - q.at(u, 0.0), t) / glm::dot(t, t), 0.0, 1.0)};
}
Place alongBorderV(const Quad& q, const Vec3& p, double v) {
  const Vec3 t = q.alongU(v);
  return {std::clamp(glm::dot(p - q.at(0.0, v), t) / glm::dot(t, t), 0.0, 1.0), v};
}

double distance2(const Quad& q, const Vec3& p, const Place& at) {
  const Vec3 off = p - q.at(at.u, at.v);
  return glm::dot(off, off);
}

/// One step towards the place nearest to p: solved in the tangent plane, held inside the quad.
Place stepNearer(const Quad& q, const Vec3& p, const Place& from) {
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
double quadDistance(const Quad& q, const Vec3& p) {
  Place at{0.5, 0.5};
  for (int i = 0; i < kSteps; ++i) {
    const Place last = std::exchange(at, stepNearer(q, p, at));
    if (std::abs(at.u - last.u) + std::abs(at.v - last.v) < kSettled) break;
  }
  const Vec3 off = p - q.at(at.u, at.v);
  const double radius = q.radius(at.u, at.v);
  const double off2 = glm::dot(off, off);
  if (at.u > 0.0 && at.u < 1.0 && at.v > 0.0 && at.v < 1.0) return std::sqrt(off2) - radius;
  const Vec3 normal = glm::cross(q.alongU(at.v), q.alongV(at.u));
  const double height = glm::dot(off, normal);
  const double height2 = height * height / glm::dot(normal, normal);
  const double beyond = std::sqrt(std::max(off2 - height2, 0.0)) - q.spread(at.u, at.v);
  return std::sqrt(height2 + (beyond > 0.0 ? beyond * beyond : 0.0)) - radius;
}

/// Square of the distance from p to the box around a quad; never more than to the quad.
double boxDistance2(const Quad& q, const Vec3& p) {
  const Vec3 lo = glm::min(glm::min(q.a.at_mm, q.b.at_mm), glm::min(q.c.at_mm, q.d.at_mm));
  const Vec3 hi = glm::max(glm::max(q.a.at_mm, q.b.at_mm), glm::max(q.c.at_mm, q.d.at_mm));
  const Vec3 out = glm::max(glm::max(lo - p, p - hi), Vec3(0.0));
  return glm::dot(out, out);
}

/// One part of the arch under construction: the union of its patches, so far as they matter.
class Part {
 public:
  /// \param needed_mm  distances beyond this cannot be told apart by the caller
  Part(const Vec3& p, double needed_mm, double seam_mm = kSeam_mm)
      : p_(p), needed_(needed_mm), seam_(seam_mm) {}

  Part& quad(const Knot& a, const Knot& b, const Knot& c, const Knot& d) {
    const Quad q{a, b, c, d};
    const double reach = std::min(needed_, distance_) + seam_ + q.reach();
    if (reach <= 0.0 || boxDistance2(q, p_) < reach * reach)
      distance_ = math::sdf::smoothMin(distance_, quadDistance(q, p_), seam_);
    return *this;
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
  return Part(p, needed).quad(s.rootUpper, s.rootLower, s.tip, s.tipLower).distance();
}

double superiorDistance(const SuperiorArticularProcess& s, const Vec3& p, double needed) {
  return Part(p, needed, kFacetSeam_mm)
      .quad(s.medialTop, s.medialBase, s.cornerTop, s.cornerBase)
      .quad(s.cornerTop, s.cornerBase, s.lateralTop, s.mammillary)
      .distance();
}

double laminaDistance(const Lamina& s, const InferiorArticularProcess& i, const Vec3& p,
                      double needed) {
  return Part(p, needed)
      .quad(s.upperMedial, s.upperLateral, s.lowerMedial, s.lowerLateral)
      .quad(s.upperLateral, s.pars, s.lowerLateral, i.facetUpper)
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
  d = math::sdf::smoothMin(d, transverseDistance(shape.transverse, p, d + fillet), fillet);
  const double needed = d + std::max(fillet, shape.parsGap_mm);
  double arch = laminaDistance(shape.lamina, shape.inferior, p, needed);
  arch = math::sdf::smoothMin(
      arch, spinousDistance(shape.spinous, p, std::min(needed, arch + fillet)), fillet);
  if (shape.parsGap_mm > 0.0) return std::min(d, std::max(arch, shape.parsGap_mm - d));
  return math::sdf::smoothMin(d, arch, fillet);
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
