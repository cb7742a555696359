// Contrast that is not in the epidural fat: where a misplaced needle left it, and what became of
// it.
#pragma once

#include "anatomy/levels.hpp"
#include "math/mesh.hpp"
#include "thecal_sac/sac.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace unkink::fluoro {

/// Where a needle's tip gives contrast.
enum class ContrastPlace : std::uint8_t {
  kOutside,   // of the skin: it is spilled
  kEpidural,  // the ContrastLayer's
  kIntrathecal,
  kSubdural,
  kVascular,
  kSoftTissue,  // muscle, ligament, disc, fat under the skin
};
inline constexpr int kContrastPlaceCount = 6;
inline constexpr std::array<std::string_view, kContrastPlaceCount> kContrastPlaceNames{
    "outside", "epidural", "intrathecal", "subdural", "vascular", "soft tissue"};

/// What was given at one place of a needle's tip.
struct Deposit {
  ContrastPlace place = ContrastPlace::kSoftTissue;
  anatomy::Tissue tissue = anatomy::Tissue::kMuscle;  // that it lies in
  math::Vec3 at{0.0};                                 // Patient, mm
  double volume_mL = 0.0;                             // undiluted, still there
  double age_s = 0.0;                                 // since it began
};

/// All of it; a few numbers, part of the operation's State.
///
/// Model: a volume per place that is given by the needle and goes away by halves: in a vein with
/// the blood, elsewhere by absorption. What it looks like follows from place, volume and age alone
/// (strayMesh()).
/// Source: [epidural_patterns_review] what each place looks like; [vascular_pattern_note] rapid
/// disappearance from veins;
/// half times are house
struct StrayContrast {
  std::vector<Deposit> deposits;
  double given_mL = 0.0, gone_mL = 0.0;  // given = gone + what is still there

  /// Adds to the deposit of that place near the tip, or begins one.
  void inject(ContrastPlace place, anatomy::Tissue tissue, const math::Vec3& at, double volume_mL);
  /// Lets time pass: run-off and absorption.
  void pass(double dt_s);
  double volume_mL() const;
};

/// How fast a place loses half of its contrast, s of procedure time.
double halfTime_s(ContrastPlace place);

/// What a deposit's shape depends on besides itself.
struct Surrounding {
  const thecal_sac::FreeSpace& space;
  const thecal_sac::Sac& sac;
  std::uint64_t seed = 0;  // of the patient: where veins run
  bool standing = false;   // which way is down
  // how far there is room in a direction from the deposit's place, mm
  std::function<double(const math::Vec3& direction)> reach_mm;
};

/// What encloses a deposit: closed, wound outward, Patient frame; empty where there is nothing.
///
/// Intrathecal: the sac's fluid below a level, as low as it lies, thinned by CSF with time.
/// Subdural: a film inside the back of the dura that runs far up and down. Vascular: veins beside
/// the sac as far as the blood has carried it. Soft tissue: a ball about the tip, as bone and dura
/// leave it room. It encloses what the contrast is mixed with as well: shareIn() is contrast's.
/// Cost: 0.2 ms; intrathecal 10 ms
math::Mesh strayMesh(const Deposit& deposit, const Surrounding& around);

/// What of the roots lies in an intrathecal pool: they displace it, and so it shows them.
/// \param pool    the deposit's strayMesh()
/// \param roots   closed tubes within the sac, Patient
math::Mesh rootsInPool(const Deposit& deposit, const Surrounding& around, const math::Mesh& pool,
                       const math::Mesh& roots);

/// Share of what is enclosed that is contrast, so that no more and no less than the deposit's
/// iodine shows: attenuation is linear in it. At most 1.
double shareIn(const Deposit& deposit, double enclosed_mm3);

}  // namespace unkink::fluoro
