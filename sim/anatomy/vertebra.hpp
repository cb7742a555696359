// The parametric lumbar vertebra: a hand-sized set of named measures, and the signed distance they
// span.
//
// Frame of everything here: math::Bone (origin at the body's centroid, +x left, +y posterior, +z
// cranial, mm). A vertebra is symmetric in x; its parts are described on the left side.
#pragma once

#include "anatomy/levels.hpp"
#include "math/box.hpp"
#include "units/angle.hpp"

#include <array>

namespace unkink::anatomy {

/// A landmark inside the bone; plates of bone are spanned between four knots each.
struct Knot {
  math::Vec3 at_mm{0.0};   // in the Bone frame
  double radius_mm = 1.0;  // half the bone's thickness there
  double spread_mm =
      0.0;  // how far the patch reaches beyond the knot in its own plane, thickness not counted

  double reach() const { return radius_mm + spread_mm; }
  bool operator==(const Knot&) const = default;
};

/// Half sizes of the body's outline at one height, measured from its widest line.
struct BodyOutline {
  double halfWidth_mm = 25.0;
  double anteriorDepth_mm = 17.0;   // from the widest line to the anterior wall
  double posteriorDepth_mm = 17.0;  // from the widest line to the posterior wall, notch left out
  bool operator==(const BodyOutline&) const = default;
};

/// The vertebral body: a waisted block with a kidney-shaped outline and two slightly concave
/// endplates.
struct VertebralBody {
  BodyOutline upper;  // at the upper rim
  BodyOutline waist;  // at mid height
  BodyOutline lower;  // at the lower rim

  double widest_mm = 0.0;            // y of the widest line
  double squarenessAnterior = 0.1;   // 0 = elliptic outline, 1 = nearly rectangular
  double squarenessPosterior = 0.5;  // the same behind the widest line
  double upperRim_mm = 14.0;         // z of the upper rim at the widest line
  double lowerRim_mm = -14.0;        // z of the lower rim there
  units::Deg upperTilt_deg{0.0};     // slope of the upper rim, positive: higher behind
  units::Deg lowerTilt_deg{0.0};     // the same of the lower rim
  double upperConcavity_mm = 1.5;    // depth of the upper endplate below its rim
  double lowerConcavity_mm = 2.0;    // depth of the lower endplate above its rim
  double upperLip_mm = 0.0;          // rise of the upper rim's posterolateral corners
  double rimRounding_mm = 5.0;       // size of the rounding between wall and endplate
  double flare = 0.0;                // waist: -1 rounded shoulders, 0 a parabola, 1 abrupt rims
  double canalNotch_mm = 1.5;        // depth of the posterior wall's hollow
  double upperOsteophyte_mm = 0.0;   // how far the upper rim has grown outwards where most
  double lowerOsteophyte_mm = 0.0;   // the same of the lower rim
  bool operator==(const VertebralBody&) const = default;
};

/// From the body's upper half to the crossing of all processes.
struct Pedicle {
  Knot bodyUpper, bodyLower;  // where it leaves the body
  Knot neckUpper, neckLower;  // where it meets the articular and transverse processes
  bool operator==(const Pedicle&) const = default;
};

struct TransverseProcess {
  Knot rootUpper, rootLower;  // on the side of the pedicle
  Knot tip, tipLower;         // the upper and the lower corner of its end
  bool operator==(const TransverseProcess&) const = default;
};

/// A plate folded about a vertical corner; the hollow side faces backwards and medially.
struct SuperiorArticularProcess {
  Knot medialTop, cornerTop, lateralTop;
  Knot medialBase, cornerBase;
  Knot mammillary;  // the knob at the lateral base
  bool operator==(const SuperiorArticularProcess&) const = default;
};

/// The sloping plate between pars and midline.
struct Lamina {
  Knot upperMedial, upperLateral;
  Knot lowerMedial, lowerLateral;
  Knot pars;  // the isthmus, between the two articular processes
  bool operator==(const Lamina&) const = default;
};

struct InferiorArticularProcess {
  Knot facetUpper, facetLower;  // along the facet, which faces forwards and laterally
  Knot medialTip;               // the lower edge of the lamina, beside the interlaminar notch
  bool operator==(const InferiorArticularProcess&) const = default;
};

/// The hatchet: a plate in the midline, so every knot has x = 0.
struct SpinousProcess {
  Knot rootUpper, rootLower;
  Knot middleUpper, middleLower;
  Knot tipUpper, tipLower;
  bool operator==(const SpinousProcess&) const = default;
};

/// Everything that makes one vertebra look like itself.
struct VertebraShape {
  VertebralBody body;
  Pedicle pedicle;
  TransverseProcess transverse;
  SuperiorArticularProcess superior;
  Lamina lamina;
  InferiorArticularProcess inferior;
  SpinousProcess spinous;
  double bodyFillet_mm = 6.0;  // size of the rounding between pedicle and body
  double fillet_mm = 4.0;      // size of the rounding between processes
  double parsGap_mm = 0.0;     // width of a defect through both partes interarticulares; 0: none
  bool operator==(const VertebraShape&) const = default;
};

/// The shape of an adult's L1..L5; the sacrum has its own model.
/// Requires: v is not kS1.
VertebraShape lumbarShape(Vertebra v);

/// How one patient's vertebra differs from the mean; factors, 1 = the same.
struct VertebraVariation {
  double bodyWidth = 1.0, bodyDepth = 1.0, bodyHeight = 1.0;
  double canalWidth = 1.0;  // between the pedicles
  double canalDepth = 1.0;  // from the posterior wall to the laminae
  double arch = 1.0;        // length and thickness of pedicles and processes
  double upperOsteophyte_mm = 0.0, lowerOsteophyte_mm = 0.0;  // growth of the rims, outwards
  double lysis_mm = 0.0;  // how far the arch stays behind a body that slips: a defect of the pars
};

/// The mean's shape with a patient's sizes; facets, edges and processes stay where they belong.
VertebraShape varied(const VertebraShape& mean, const VertebraVariation& variation);

/// A plate of bone between four knots, its mid-surface bilinear, as coefficients:
///   a b        place(u, v) = corner + u * (b - a) + v * (c - a) + u v * twist
///   c d
struct BonePlate {
  BonePlate() = default;
  BonePlate(const Knot& a, const Knot& b, const Knot& c, const Knot& d);

  math::Vec3 at(double s, double t) const { return corner + s * u + t * (v + s * twist); }
  math::Vec3 alongU(double t) const { return u + t * twist; }
  math::Vec3 alongV(double s) const { return v + s * twist; }
  double radiusAt(double s, double t) const { return between(radius_mm, s, t); }
  double spreadAt(double s, double t) const { return between(spread_mm, s, t); }

  math::Vec3 corner{0.0}, u{0.0}, v{0.0}, twist{0.0};
  std::array<double, 4> radius_mm{}, spread_mm{};
  math::Vec3 lo{0.0}, hi{0.0};  // box around the knots
  double reach_mm = 0.0;        // of the bone beyond them

 private:
  static double between(const std::array<double, 4>& c, double s, double t) {
    return c[0] + s * c[1] + t * (c[2] + s * c[3]);
  }
};

/// A vertebra made ready to be asked for many distances.
class VertebraField {
 public:
  VertebraField() = default;
  explicit VertebraField(const VertebraShape& shape);

  /// As vertebraDistance.
  double distance(const math::Vec3& p) const;

 private:
  VertebralBody body_;
  BonePlate pedicle_, transverse_;
  std::array<BonePlate, 2> superior_, spinous_;
  std::array<BonePlate, 3> lamina_;
  double bodyFillet_mm_ = 6.0, fillet_mm_ = 4.0, parsGap_mm_ = 0.0;
};

/// Signed distance, mm, negative in bone; |gradient| <= about 1.35; symmetric in x.
///
/// Model: smooth union of the body and of plates of bone, each spanned between four knots. Cost:
/// below a microsecond.
double vertebraDistance(const VertebraShape& shape, const math::Vec3& p);

/// A box in the Bone frame that contains the surface.
math::Box vertebraBounds(const VertebraShape& shape);

}  // namespace unkink::anatomy
