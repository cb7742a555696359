// The cut's loop over rows does what its formula says, sample by sample, and adds up exactly.
#include "tissue/cut.hpp"

#include "support/carving_workload.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace unkink;
using namespace unkink::tissue;

namespace {

double left_mm3(const Carving& carving) {
  const double h = workload::kSpacing_mm;
  BrickValues values;
  double sum = 0.0;
  forEachBrick(workload::kSamples, [&](const math::IVec3& brick) {
    workload::leftOf(workload::slabs(), carving, brick, values);
    for (const float v : values.mm) sum += occupancy(static_cast<double>(v), h);
  });
  return sum * h * h * h;
}

double sum(const Taken& taken) {
  double all = 0.0;
  for (const double v : taken) all += v;
  return all;
}

}  // namespace

TEST_CASE("two hundred bites take what the solids' formulas say, within 0.6 %") {
  Carving carving;
  Taken taken{};
  const double before = left_mm3(carving);
  CHECK(before == Approx(workload::kExactInitial_mm3).epsilon(0.002));
  for (int n = 0; n < workload::kBites; ++n) workload::take(workload::slabs(), n, carving, taken);
  CHECK(sum(taken) == Approx(workload::kExactRemoved_mm3).epsilon(0.006));
  // the ledger of the bites is what is missing
  CHECK(before - left_mm3(carving) == Approx(sum(taken)).epsilon(1e-4));
  // both halves are bitten alike
  CHECK(taken[0] == Approx(taken[1]).epsilon(0.02));
}

TEST_CASE("a cut lowers every sample within its band to its distance, and no other") {
  const JawShape jaw{{0.2, -0.1, 0.4}, {1.5, 1.0, 2.0}, 0.6};
  const math::Rigid<math::Tool, math::Material> pose{
      math::rotationX(units::Deg(27.0)) * math::rotationZ(units::Deg(18.0)), {0.3, -4.0, 1.0}};
  const double h = 0.25, band_mm = 0.75;
  const JawOnLattice held(jaw, pose, h, band_mm);
  const math::SampleBox within = held.reach().grown(-3);  // cuts through the jaw
  BrickValues given;
  given.mm.fill(-0.5f);
  const BrickLabels labels{};
  Carving carving;
  Taken taken{};
  const auto uncut = [&](const math::IVec3&) { return Uncut{&given, &labels}; };
  cut(held, Channel::kLigament, within, uncut, carving, &carving, taken);
  int lowered = 0;
  double worst_mm = 0.0, expected_mm3 = 0.0;
  for (int z = held.reach().lo.z - 5; z < held.reach().hi.z + 5; ++z)
    for (int y = held.reach().lo.y - 5; y < held.reach().hi.y + 5; ++y)
      for (int x = held.reach().lo.x - 5; x < held.reach().hi.x + 5; ++x) {
        const math::IVec3 s(x, y, z);
        const double d = jaw.distance_mm(pose * (math::Vec3(s) * h));
        const float now = carving.removed_mm(Channel::kLigament, s);
        if (!within.contains(s) || d > band_mm + 1e-5) {
          CHECK(now == kNothingRemoved_mm);
        } else if (d < band_mm - 1e-5) {
          worst_mm = std::max(worst_mm, std::abs(static_cast<double>(now) - d));
          expected_mm3 += (1.0 - occupancy(-d, h)) * h * h * h;
          ++lowered;
        }
      }
  CHECK(lowered > 1000);
  CHECK(worst_mm < 1e-5);
  CHECK(sum(taken) == Approx(expected_mm3).epsilon(1e-4));
}

TEST_CASE("bites that do not meet take the same in any order") {
  Carving forth, back;
  Taken one{}, other{};
  constexpr int kFirst = 0, kStep = 2, kCount = 5;  // 4 mm apart in one row
  for (int n = 0; n < kCount; ++n) {
    workload::take(workload::slabs(), kFirst + n * kStep, forth, one);
    workload::take(workload::slabs(), kFirst + (kCount - 1 - n) * kStep, back, other);
  }
  CHECK(forth.hash() == back.hash());
  CHECK(sum(one) == Approx(sum(other)).epsilon(1e-12));
  CHECK(sum(one) > 20.0);
}

TEST_CASE("asking what a cut would take changes nothing") {
  Carving carving;
  Taken asked{}, taken{};
  const JawOnLattice held(workload::jaw(), workload::toolFromMaterial(workload::bite(7)),
                          workload::kSpacing_mm, workload::kBand_mm);
  const auto uncut = [&](const math::IVec3& brick) {
    return Uncut{&workload::slabs().values(brick), &workload::slabs().labels(brick)};
  };
  const auto would =
      cut(held, Channel::kLigament, workload::kSamples, uncut, carving, nullptr, asked);
  CHECK(carving.empty());
  CHECK(would == workload::take(workload::slabs(), 7, carving, taken));
  CHECK(asked == taken);
}
