// The body as it now is: given anatomy, disease, posture and everything removed, asked in the
// Patient frame.
#pragma once

#include "anatomy/spine.hpp"
#include "math/rigid.hpp"
#include "tissue/base.hpp"
#include "tissue/carving.hpp"
#include "tissue/cut.hpp"

#include <array>
#include <optional>
#include <vector>

namespace unkink::tissue {

/// What changes about the tissue of one treated level; copyable, part of the operation's State.
struct Live {
  Carving carving;
  Relief relief;
};

/// What an instrument closes on, and what it is sharp enough for.
struct Jaw {
  JawShape shape;
  bool cutsBone = false;
  bool cutsSoft = false;
};

/// Volume that one bite took, mm3.
struct BiteReport {
  std::array<double, kCuttableCount> removed_mm3{};  // per Channel
  std::array<double, 2> ligamentBySide_mm3{};        // left, right
  double total_mm3() const { return removed_mm3[0] + removed_mm3[1] + removed_mm3[2]; }
  double bone_mm3() const { return removed_mm3[0] + removed_mm3[1]; }
  double ligament_mm3() const { return removed_mm3[2]; }
};

/// A view over case and state; make one wherever it is needed, it owns nothing.
///
/// Requires: everything it is given outlives it.
class Body {
 public:
  Body(const anatomy::Spine& spine, const Base& base, const Live& live, const anatomy::Bend& bend,
       double severity);

  /// Where a material point of a channel is now.
  math::Vec3 patientFromMaterial(Channel c, const math::Vec3& material) const;
  /// The material point of a channel that is now at p (fixed point; to 1e-3 mm).
  math::Vec3 materialFromPatient(Channel c, const math::Vec3& p) const;

  // Signed distances at a Patient point, mm, negative inside; valid everywhere, sampled near the
  // treated level and analytic elsewhere.
  double bone(const math::Vec3& p) const;
  double disc(const math::Vec3& p) const;
  double ligament(const math::Vec3& p) const;  // the treated level's
  /// Distance to whatever bounds the canal: bone, disc or the treated level's ligament.
  double clearance(const math::Vec3& p) const;

  /// The tissue at a Patient point. \param inSac  whether the point is inside the thecal sac now
  anatomy::Tissue tissueAt(const math::Vec3& p, bool inSac) const;

  /// Distance at a sample of the finer lattice after everything removed, mm.
  float value(Channel c, const math::IVec3& fine) const;
  /// value() of every sample of a brick of the finer lattice; samples outside base().box() take
  /// their nearest's. \param inset_mm  moves the given surface inward; what was removed stays where
  /// it is
  void brick(Channel c, const math::IVec3& brick, BrickValues& out, double inset_mm = 0.0) const;
  /// Volume of a channel inside the window, mm3, from the finer samples' occupancy.
  double volume_mm3(Channel c) const;

  const anatomy::Spine& spine() const { return *spine_; }
  const Base& base() const { return *base_; }
  const anatomy::Bend& bend() const { return *bend_; }
  const Live& live() const { return *live_; }
  double severity() const { return severity_; }

 private:
  double channelDistance(Channel c, const math::Vec3& material) const;
  bool inBox(const math::Vec3& material) const;

  const anatomy::Spine* spine_;
  const Base* base_;
  const Live* live_;
  const anatomy::Bend* bend_;
  double severity_;
  std::array<math::Rigid<math::Material, math::Patient>, anatomy::kVertebraCount>
      materialFromPatient_;
};

/// Removes what the jaw encloses of the tissues it cuts, and reports it.
///
/// Model: removed = min(removed, jaw) at the samples of every channel that it cuts, at the place
/// where the sample is in the present posture. Nothing is taken within two samples of the window's
/// border, where the baked pieces begin. Cost: proportional to the jaw's box; in the ligament,
/// which bends with the posture, several times that of bone.
BiteReport bite(const Body& body, Live& live, const Jaw& jaw,
                const math::Rigid<math::Patient, math::Tool>& patientFromTool);

/// What a bite would take, without taking it.
BiteReport wouldTake(const Body& body, const Jaw& jaw,
                     const math::Rigid<math::Patient, math::Tool>& patientFromTool);

/// Sets up the relief map of a level with nothing removed.
Relief makeRelief(const Base& base);
/// Recomputes where the relief is heading, from the ligament that is gone.
void aimRelief(const Base& base, const Carving& carving, double severity, Relief& relief);
/// Moves the relief towards its target for dt seconds. \return whether anything moved
bool easeRelief(Relief& relief, double dt_s);

}  // namespace unkink::tissue
