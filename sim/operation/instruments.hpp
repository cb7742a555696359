// The instruments: what they measure, where they are, and what their jaws enclose.
//
// Dimensions are those of the 2006 filing (fda_k062038): portal 6 G, 165 mm; trocar 7 G; excision
// device 8.5 G, 216 mm. Current kits name the same parts; jaw and window sizes are design defaults
// (no source gives them).
#pragma once

#include "anatomy/levels.hpp"
#include "math/rigid.hpp"
#include "tissue/body.hpp"
#include "units/angle.hpp"

namespace unkink::operation {

inline constexpr double kPortalLength_mm = 165.0;      // fda_k062038
inline constexpr double kPortalOuterRadius_mm = 2.58;  // 6 G, 5.16 mm
inline constexpr double kPortalInnerRadius_mm = 2.35;  // must pass 4.57 mm (typical; not published)
inline constexpr double kTrocarRadius_mm = 2.28;       // 7 G, 4.57 mm
inline constexpr double kTrocarBeyondPortal_mm = 4.0;  // how far its tip stands out
inline constexpr double kToolShaftLength_mm = 216.0;   // fda_k062038
inline constexpr double kRongeurRadius_mm = 2.28;      // 7 G
inline constexpr double kSculptorRadius_mm = 2.0;      // 8.5 G, about 4.0 mm
inline constexpr double kToolReachBeyondPortal_mm =
    28.0;                                         // the depth guide's furthest stop (typical)
inline constexpr double kNeedleRadius_mm = 0.36;  // 22 G, 0.72 mm
inline constexpr double kNeedleLength_mm = 120.0;
inline constexpr double kSkinOpening_mm = 10.0;  // leaflet_b

inline constexpr double kJawCloses_s = 0.5;  // from the trigger to the cut

enum class ToolKind : std::uint8_t { kNone, kTrocar, kBoneRongeur, kTissueSculptor };
inline constexpr std::array<std::string_view, 4> kToolNames{"none", "trocar", "bone rongeur",
                                                            "tissue sculptor"};

/// A straight instrument that enters at the skin and is pushed along its axis.
struct Shaft {
  bool placed = false;
  math::Vec3 entry_mm{0.0};              // on the skin, Patient
  math::Vec3 direction{0.0, -1.0, 0.0};  // unit, into the body
  math::Vec3 directionGoal{0.0, -1.0, 0.0};
  double depth_mm = 0.0;   // from entry to tip
  double rate_mm_s = 0.0;  // what the hand is doing
  bool onBone = false;     // the tip is stopped by bone

  math::Vec3 tip() const { return entry_mm + depth_mm * direction; }
};

struct Needle : Shaft {
  bool inEpiduralSpace = false;
  // to giving a little from the tip, of the ligamentum flavum's: its loss tells the epidural space
  double resistance = 0.0;
  double toInject_mL = 0.0;  // still in the syringe's present push
  double injected_mL = 0.0;
  double gives_mL_s = 0.5;  // as fast as the thumb pushes
};

/// The tool in the portal.
struct Tool {
  ToolKind kind = ToolKind::kNone;
  double beyond_mm = -kPortalLength_mm;  // of the tip beyond the portal's mouth
  double rate_mm_s = 0.0;
  units::Deg angle{0.0};  // of the window about the axis; 0 faces dorsally
  double turnRate_deg_s = 0.0;
  double closing_s = 0.0;  //  time left until the jaw cuts; 0: open
  bool onBone = false;     // the tip is stopped by bone
  bool onDura = false;     // the tip is stopped by the dura
  // what its jaw holds; it is emptied when it comes out of the portal
  double heldBone_mm3 = 0.0, heldLigament_mm3 = 0.0;

  double held_mm3() const { return heldBone_mm3 + heldLigament_mm3; }
};

/// Into the body: 0, 0 is straight anterior; tilted towards the head and towards the patient's
/// left.
math::Vec3 directionFrom(units::Deg cranial, units::Deg left);

/// The tilts of a direction into the body: what directionFrom makes it from.
struct Aim {
  units::Deg cranial, left;
};
Aim aimOf(const math::Vec3& direction);

/// Frame of an instrument whose window faces `angle` from dorsal: +z along the axis to the tip, +y
/// the window.
math::Rigid<math::Patient, math::Tool> patientFromShaft(const math::Vec3& tip,
                                                        const math::Vec3& direction,
                                                        units::Deg angle);

/// What the tool's jaw encloses when it closes. Requires: a rongeur or a sculptor.
tissue::Jaw jawOf(ToolKind kind);

double radiusOf(ToolKind kind);

}  // namespace unkink::operation
