// What follows from what was done: the ligament gives way, the sac eases, contrast runs.
#include "math/hash.hpp"
#include "operation/steps.hpp"
#include "thecal_sac/sac_mesh.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::operation {

OnSac placeOnSac(const State& s, const math::Vec3& p) {
  const thecal_sac::Frames& frames = s.freeSpace.frames;
  const auto nearest =
      std::min_element(frames.begin(), frames.end(), [&](const auto& a, const auto& b) {
        return std::abs(glm::dot(p - a.centre, a.up)) < std::abs(glm::dot(p - b.centre, b.up));
      });
  const math::Vec3 v = p - nearest->centre;
  const auto row = static_cast<int>(nearest - frames.begin());
  const double angle = std::atan2(glm::dot(v, nearest->left), glm::dot(v, nearest->dorsal));
  return {std::min(row, s.contrast.stationCount() - 1), units::Deg(units::Rad(angle))};
}

void easeTissue(const Case& theCase, State& s) {
  const PatientState& p = s.patient;
  thecal_sac::fill(s.freeSpace, s.contrast.room_mm(), s.contrast.roomKey());
  s.freeSpace.fills = s.contrast.runs();
  const bool severityMoves = p.severity != p.severityGoal;
  const bool moves = severityMoves || p.posture != p.postureGoal;
  // while things move the room around the sac is looked at on every third tick: it costs
  // milliseconds
  constexpr std::uint64_t kTicksPerLook = 3;
  const bool look = s.tick % kTicksPerLook == 0;
  if (look && severityMoves) tissue::aimRelief(theCase.bases(), p.severity, s.tissue);
  if (look) tissue::easeRelief(s.tissue, kTicksPerLook * kTick_s);
  if (look || !moves || s.freeSpace.empty())
    thecal_sac::update(bodyOf(theCase, s), s.sac, s.freeSpace, kTick_s, p.standing);
  else
    thecal_sac::ease(s.sac, s.freeSpace, kTick_s);
}

void spreadContrast(const Case& theCase, State& s) {
  // after every press the sac moves again: that is dear
  constexpr std::uint64_t kTicksPerSpread = 3, kTicksPerPress = 30, kTicksPerWashout = 60;
  s.stray.pass(kTick_s);
  if (s.contrast.empty() && s.contrast.roomKey() == 0) return;
  math::Hash gap;
  gap.add(s.sac.hash);
  gap.add(s.freeSpace.key);
  if (s.tick % kTicksPerSpread == 0 && s.contrast.wakesIn(gap.value())) {
    const EpiduralFat& fat = theCase.epiduralFat();
    s.freeSpace.healthyWall_mm = fat.healthyWall_mm;
    if (s.contrast.sleeves().empty()) s.contrast.open(fat.sleeves);
    s.contrast.spread(
        fluoro::roomForContrast_mm(thecal_sac::dorsalGapWidths_mm(s.freeSpace, s.sac), fat.pattern),
        kTicksPerSpread * kTick_s);
  }
  if (s.tick % kTicksPerWashout == 0) s.contrast.washout(kTicksPerWashout * kTick_s);
  if (s.tick % kTicksPerPress == 0) s.contrast.press();
}

}  // namespace unkink::operation
