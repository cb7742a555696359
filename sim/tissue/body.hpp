// The body as it now is: given anatomy, disease, posture and everything removed, asked in the
// Patient frame.
#pragma once

#include "anatomy/spine.hpp"
#include "math/rigid.hpp"
#include "tissue/base.hpp"
#include "tissue/carving.hpp"
#include "tissue/cut.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace unkink::tissue {

/// What changes about the tissue of one live level; copyable, part of the operation's State.
struct Live {
  Carving carving;
  Relief relief;
};
/// The same of every level; empty where a level is not live.
using LiveLevels = std::array<Live, anatomy::kLevelCount>;
/// What was given of every live level; null where a level is as it is in health.
using Bases = std::array<const Base*, anatomy::kLevelCount>;

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
/// Places, distances and tissue at a Patient point are asked of the whole spine, with all its live
/// levels; what names a channel, its samples or its volume is asked of one of them, `level`.
/// Requires: everything it is given outlives it.
class Body {
 public:
  /// \param level  a live one
  Body(const anatomy::Spine& spine, const Bases& bases, const LiveLevels& live,
       anatomy::Level level, const anatomy::Bend& bend, double severity);
  /// A spine with one live level.
  Body(const anatomy::Spine& spine, const Base& base, const Live& live, const anatomy::Bend& bend,
       double severity);

  /// Where a material point of a channel is now.
  math::Vec3 patientFromMaterial(Channel c, const math::Vec3& material) const;
  /// The material point of a channel that is now at p (fixed point; to 1e-3 mm).
  math::Vec3 materialFromPatient(Channel c, const math::Vec3& p) const;

  // Signed distances at a Patient point, mm, negative inside; valid everywhere, sampled near the
  // live levels and analytic elsewhere.
  double bone(const math::Vec3& p) const;
  double disc(const math::Vec3& p) const;
  double ligament(const math::Vec3& p) const;  // the live levels'
  /// Distance to whatever bounds the canal: bone, disc or a live level's ligament.
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
  const Base& base() const { return *at().base; }
  const anatomy::Bend& bend() const { return *bend_; }
  const Live& live() const { return *at().live; }
  double severity() const { return severity_; }
  bool isLive(anatomy::Level l) const { return parts_[static_cast<std::size_t>(l)].base; }
  Bases bases() const;
  /// The same spine, asked about another live level.
  Body at(anatomy::Level level) const;
  const Base& base(anatomy::Level l) const { return *parts_[static_cast<std::size_t>(l)].base; }
  const Live& live(anatomy::Level l) const { return *parts_[static_cast<std::size_t>(l)].live; }

 private:
  /// One live level; null where it is not.
  struct Part {
    const Base* base = nullptr;
    const Live* live = nullptr;
  };
  Body(const anatomy::Spine& spine, anatomy::Level level, const anatomy::Bend& bend,
       double severity);
  const Part& at() const { return parts_[static_cast<std::size_t>(level_)]; }
  math::Vec3 patientFromMaterial(const Part& part, Channel c, const math::Vec3& material) const;
  math::Vec3 materialFromPatient(const Part& part, Channel c, const math::Vec3& p) const;
  /// Distance of a channel that bends, or null where the point is not near the level.
  std::optional<double> bentDistance(const Part& part, Channel c, const math::Vec3& p) const;
  std::optional<double> liveBone(std::size_t vertebra, const math::Vec3& material) const;
  double channelDistance(const Part& part, Channel c, const math::Vec3& material) const;

  const anatomy::Spine* spine_;
  std::array<Part, anatomy::kLevelCount> parts_{};
  anatomy::Level level_;
  const anatomy::Bend* bend_;
  double severity_;
  std::array<math::Rigid<math::Material, math::Patient>, anatomy::kVertebraCount>
      materialFromPatient_;
};

/// Removes what the jaw encloses of the tissues it cuts at the body's level, and reports it.
///
/// Model: removed = min(removed, jaw) at the finer samples of every channel that it cuts, at the
/// place where the sample is in the present posture. Where the ligament's samples are is found at
/// the given samples and interpolated between them; a film of ligament that would be left between
/// the jaw and bone comes away as well. Nothing is taken within two given samples of the window's
/// border, where the baked pieces begin. Cost: proportional to the jaw's box; in the ligament,
/// which bends with the posture, several times that of bone.
BiteReport bite(const Body& body, Live& live, const Jaw& jaw,
                const math::Rigid<math::Patient, math::Tool>& patientFromTool);

/// What a bite would take, without taking it.
BiteReport wouldTake(const Body& body, const Jaw& jaw,
                     const math::Rigid<math::Patient, math::Tool>& patientFromTool);

/// Removes it at every live level that the jaw reaches; the report is the sum.
BiteReport biteAll(const Body& body, LiveLevels& live, const Jaw& jaw,
                   const math::Rigid<math::Patient, math::Tool>& patientFromTool);

/// Sets up the relief map of a level with nothing removed.
Relief makeRelief(const Base& base);
/// Recomputes where the relief is heading, from the ligament that is gone.
void aimRelief(const Base& base, const Carving& carving, double severity, Relief& relief);
/// Moves the relief towards its target for dt seconds. \return whether anything moved
bool easeRelief(Relief& relief, double dt_s);

// the same of every live level
LiveLevels wholeLevels(const Bases& bases);
/// Of those where something was removed.
void aimRelief(const Bases& bases, double severity, LiveLevels& live);
bool easeRelief(LiveLevels& live, double dt_s);
/// 64 bits of everything that was removed of a level and where its relief is.
std::uint64_t hashOf(const Live& live);

}  // namespace unkink::tissue
