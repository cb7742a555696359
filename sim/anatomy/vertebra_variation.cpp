// A patient's vertebra from the mean's: space stretched piece by piece, so that what is joined
// stays joined.
#include "anatomy/vertebra.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <initializer_list>

namespace unkink::anatomy {
namespace {

using math::Vec3;

constexpr double kDefect_mm = 2.5;       // width of a defect of the pars
constexpr double kDefectOpens_mm = 1.0;  // the slip at which it is that wide

/// A line stretched piece by piece: each piece by its own factor, without a gap.
double stretched(double at, std::initializer_list<double> ends,
                 std::initializer_list<double> factors) {
  assert(factors.size() == ends.size() + 1);
  double out = 0.0, from = 0.0;
  const double* factor = factors.begin();
  for (const double end : ends) {
    if (at <= end) break;
    out += (end - from) * *factor++;
    from = end;
  }
  return out + (at - from) * *factor;
}

/// Where the pieces of one vertebra end, Bone frame.
struct Stretch {
  VertebraVariation v;
  double canalHalfWidth_mm;  // half the distance between the pedicles
  double pedicleOuter_mm;    // where the transverse process leaves the pedicle
  double wall_mm;            // y of the body's posterior wall
  double roof_mm;            // y of the laminae's ventral face in the mid-line
  double spinousRoot_mm;     // y where the spinous process begins

  Vec3 operator()(const Vec3& p) const {
    return {stretched(p.x, {canalHalfWidth_mm, pedicleOuter_mm}, {v.canalWidth, 1.0, v.arch}),
            stretched(p.y, {wall_mm, roof_mm, spinousRoot_mm},
                      {v.bodyDepth, v.canalDepth, 1.0, v.arch}),
            p.z * v.bodyHeight};
  }
  void apply(Knot& k) const {
    k.at_mm = (*this)(k.at_mm);
    k.radius_mm *= v.arch;
    k.spread_mm *= v.arch;
  }
};

/// How far it is from p along a unit direction to where bone begins or ends.
double toSurface_mm(const VertebraShape& shape, const Vec3& p, const Vec3& direction) {
  constexpr double kReach_mm = 30.0, kFine_mm = 0.02;
  double gone = 0.0;
  const bool inside = vertebraDistance(shape, p) < 0.0;
  while (gone < kReach_mm) {
    const double d = vertebraDistance(shape, p + gone * direction);
    if ((d < 0.0) != inside) break;
    gone += std::max(0.7 * std::abs(d), kFine_mm);
  }
  return gone;
}

Stretch stretchOf(const VertebraShape& s, const VertebraVariation& v) {
  constexpr double kPedicle_mm = 2.0, kBehindWall_mm = 6.0;  // where the canal is measured
  Stretch out{v, 0, 0, 0, 0, 0};
  out.wall_mm = toSurface_mm(s, {0.0, 0.0, kPedicle_mm}, {0.0, 1.0, 0.0});
  const Vec3 canal(0.0, out.wall_mm + kBehindWall_mm, kPedicle_mm);
  out.canalHalfWidth_mm = toSurface_mm(s, canal, {1.0, 0.0, 0.0});
  out.pedicleOuter_mm =
      std::max(s.transverse.rootUpper.at_mm.x, out.canalHalfWidth_mm + kBehindWall_mm);
  // the laminae lie lower than the pedicles
  const Vec3 low(0.0, canal.y, s.spinous.rootUpper.at_mm.z);
  out.roof_mm = low.y + toSurface_mm(s, low, {0.0, 1.0, 0.0});
  out.spinousRoot_mm = std::max(s.spinous.rootLower.at_mm.y, out.roof_mm + 1.0);
  return out;
}

void vary(BodyOutline& outline, const VertebraVariation& v) {
  outline.halfWidth_mm *= v.bodyWidth;
  outline.anteriorDepth_mm *= v.bodyDepth;
  outline.posteriorDepth_mm *= v.bodyDepth;
}

void vary(VertebralBody& body, const VertebraVariation& v) {
  for (BodyOutline* o : {&body.upper, &body.waist, &body.lower}) vary(*o, v);
  body.widest_mm *= v.bodyDepth;
  body.upperRim_mm *= v.bodyHeight;
  body.lowerRim_mm *= v.bodyHeight;
  body.upperOsteophyte_mm = v.upperOsteophyte_mm;
  body.lowerOsteophyte_mm = v.lowerOsteophyte_mm;
  // the wedge is the patient's mean's: rims keep their difference of height from front to back
  for (units::Deg* tilt : {&body.upperTilt_deg, &body.lowerTilt_deg}) {
    const double slope = std::tan(units::Rad(*tilt).value) * v.bodyHeight / v.bodyDepth;
    *tilt = units::Deg(units::Rad(std::atan(slope)));
  }
}

/// The knots in front of the isthmus, and those behind it: what a defect of the pars parts.
template <class Visit>
void frontKnots(VertebraShape& s, Visit visit) {
  Pedicle& p = s.pedicle;
  TransverseProcess& t = s.transverse;
  SuperiorArticularProcess& a = s.superior;
  for (Knot* k : {&p.bodyUpper, &p.bodyLower, &p.neckUpper, &p.neckLower, &t.rootUpper,
                  &t.rootLower, &t.tip, &t.tipLower, &a.medialTop, &a.cornerTop, &a.lateralTop,
                  &a.medialBase, &a.cornerBase, &a.mammillary})
    visit(*k);
}

template <class Visit>
void rearKnots(VertebraShape& s, Visit visit) {
  Lamina& l = s.lamina;
  InferiorArticularProcess& i = s.inferior;
  SpinousProcess& p = s.spinous;
  for (Knot* k : {&l.upperMedial, &l.upperLateral, &l.lowerMedial, &l.lowerLateral, &l.pars,
                  &i.facetUpper, &i.facetLower, &i.medialTip, &p.rootUpper, &p.rootLower,
                  &p.middleUpper, &p.middleLower, &p.tipUpper, &p.tipLower})
    visit(*k);
}

}  // namespace

VertebraShape varied(const VertebraShape& mean, const VertebraVariation& variation) {
  VertebraShape s = mean;
  const Stretch stretch = stretchOf(mean, variation);
  frontKnots(s, [&](Knot& k) { stretch.apply(k); });
  rearKnots(s, [&](Knot& k) {
    stretch.apply(k);
    k.at_mm.y += variation.lysis_mm;
  });
  vary(s.body, variation);
  s.parsGap_mm = kDefect_mm * std::clamp(variation.lysis_mm / kDefectOpens_mm, 0.0, 1.0);
  return s;
}

}  // namespace unkink::anatomy
