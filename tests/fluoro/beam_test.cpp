// Attenuation of the beam: Beer-Lambert, the iodine edge, and how well eight bins stand for a
// spectrum.
#include "fluoro/beam.hpp"

#include "fluoro/spectrum.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace unkink::fluoro;

namespace {

PathLengths path(Material material, double length_mm) {
  PathLengths lengths{};
  lengths[static_cast<std::size_t>(material)] = length_mm;
  return lengths;
}

/// The fine spectrum, integrated energy by energy.
class FineBeam {
 public:
  explicit FineBeam(const Technique& technique) {
    const AttenuationTable table = AttenuationTable::readDefault();
    constexpr double kStep_keV = 0.02;
    for (double e = kLowestEnergy_keV + 0.5 * kStep_keV; e < technique.tubeVoltage_kV;
         e += kStep_keV) {
      fine_.energy_keV.push_back(e);
      fine_.weight.push_back(detectedFluence(table, technique, e));
      for (std::size_t m = 0; m < kChannelCount; ++m)
        fine_.attenuation_per_mm[m].push_back(
            table.attenuation_per_mm(static_cast<Material>(m), e) -
            table.attenuation_per_mm(Equipment::kAir, e));
    }
    const double sum = std::accumulate(fine_.weight.begin(), fine_.weight.end(), 0.0);
    for (double& w : fine_.weight) w /= sum;
  }
  double transmission(const PathLengths& lengths) const { return fine_.transmission(lengths); }

 private:
  Beam fine_;
};

/// Worst relative error over mixtures of tissue, bone, steel and contrast.
double worstError(const Technique& technique) {
  const Beam beam = makeBeam(technique);
  const FineBeam fine(technique);
  double worst = 0.0;
  for (const double muscle : {0.0, 50.0, 100.0, 150.0, 200.0, 250.0})
    for (const double bone : {0.0, 20.0, 40.0, 80.0})
      for (const double steel : {0.0, 1.0, 3.0, 6.0})
        for (const double contrast : {0.0, 1.0, 5.0}) {
          if (muscle + bone > 260.0 || steel * contrast > 0.0) continue;
          PathLengths lengths = path(Material::kMuscle, muscle);
          lengths[static_cast<std::size_t>(Material::kBone)] = 0.7 * bone;
          lengths[static_cast<std::size_t>(Material::kCortical)] = 0.3 * bone;
          lengths[static_cast<std::size_t>(Material::kSteel)] = steel;
          lengths[static_cast<std::size_t>(Material::kContrast)] = contrast;
          const double error = beam.transmission(lengths) / fine.transmission(lengths) - 1.0;
          worst = std::max(worst, std::abs(error));
        }
  return worst;
}

}  // namespace

TEST_CASE("the open beam has signal 1 and at most eight bins") {
  const Beam beam = makeBeam(Technique{});
  CHECK(beam.weight.size() <= 8);
  CHECK(beam.transmission(PathLengths{}) == Approx(1.0).epsilon(1e-12));
  for (const auto& attenuation : beam.attenuation_per_mm)
    CHECK(attenuation.size() == beam.weight.size());
}

TEST_CASE("in each bin the signal falls exponentially with thickness") {
  Beam beam;
  beam.weight = {1.0};
  for (auto& a : beam.attenuation_per_mm) a = {0.0};
  beam.attenuation_per_mm[static_cast<std::size_t>(Material::kMuscle)] = {0.0238};
  CHECK(beam.transmission(path(Material::kMuscle, 200.0)) == Approx(std::exp(-4.76)).epsilon(1e-3));
}

TEST_CASE("eight bins give the signal of the whole spectrum within half a per cent") {
  for (const double voltage_kV : {60.0, 75.0, 90.0, 110.0})
    for (const double copper_mm : {0.0, 0.1, 0.3}) {
      const double worst = worstError({voltage_kV, copper_mm});
      INFO(voltage_kV << " kV, " << copper_mm << " mm Cu: " << 100.0 * worst << " %");
      CHECK(worst <= 0.005);
    }
}

TEST_CASE("behind 20 cm of muscle the usual beam keeps the published 0.7 per cent") {
  CHECK(makeBeam(Technique{}).transmission(path(Material::kMuscle, 200.0)) ==
        Approx(7.0e-3).epsilon(0.08));
}

TEST_CASE("a filtered beam is harder: copper and tissue raise the penetration") {
  const auto bone = path(Material::kBone, 40.0);
  CHECK(makeBeam({75.0, 0.3}).transmission(bone) > makeBeam({75.0, 0.0}).transmission(bone));
  CHECK(makeBeam({90.0, 0.1}).transmission(bone) > makeBeam({70.0, 0.1}).transmission(bone));
  const Beam beam = makeBeam(Technique{});
  const double first = beam.transmission(path(Material::kMuscle, 50.0));
  const double next = beam.transmission(path(Material::kMuscle, 100.0)) / first;
  CHECK(next > first);
}

TEST_CASE("contrast of other concentrations has the published attenuation") {
  // iohexol at 40 and 60 keV, 1/cm, see [nist_xray]
  const AttenuationTable table = AttenuationTable::readDefault();
  for (const auto& [iodine, at40, at60] :
       {std::tuple{180.0, 4.247, 1.573}, std::tuple{300.0, 6.899, 2.484}}) {
    const auto perCm = [&](double keV) {
      const double water = table.attenuation_per_mm(Material::kFluid, keV);
      return 10.0 * std::lerp(water, table.attenuation_per_mm(Material::kContrast, keV),
                              iodine / kTabulatedIodine_mg_per_mL);
    };
    CHECK(perCm(40.0) == Approx(at40).epsilon(0.01));
    CHECK(perCm(60.0) == Approx(at60).epsilon(0.01));
    const Beam beam = makeBeam({75.0, 0.1, iodine});
    for (std::size_t bin = 0; bin < beam.weight.size(); ++bin)
      CHECK(10.0 * beam.attenuation_per_mm[static_cast<std::size_t>(Material::kContrast)][bin] ==
            Approx(perCm(beam.energy_keV[bin])).epsilon(1e-3));
  }
}

TEST_CASE("the spectrum sees iodine's K edge: past it a thin film takes the most") {
  const Beam beam = makeBeam(Technique{});
  const auto& contrast = beam.attenuation_per_mm[static_cast<std::size_t>(Material::kContrast)];
  const auto past = static_cast<std::size_t>(
      std::ranges::upper_bound(beam.energy_keV, kIodineEdge_keV) - beam.energy_keV.begin());
  REQUIRE(past > 0);
  CHECK(contrast[past] > 2.0 * contrast[past - 1]);
  CHECK(std::ranges::max_element(contrast) - contrast.begin() == static_cast<std::ptrdiff_t>(past));
}

TEST_CASE("half a millimetre of lead keeps all but a few per cent from the operator") {
  CHECK(makeBeam(Technique{}).behindApron > 0.002);
  CHECK(makeBeam(Technique{}).behindApron < 0.03);
  CHECK(makeBeam({110.0, 0.1}).behindApron > makeBeam({75.0, 0.1}).behindApron);
}

TEST_CASE("one millimetre of contrast shows as plainly as several of bone") {
  const Beam beam = makeBeam(Technique{});
  PathLengths tissue = path(Material::kMuscle, 200.0);
  const double plain = beam.transmission(tissue);
  tissue[static_cast<std::size_t>(Material::kContrast)] = 1.0;
  const double withContrast = beam.transmission(tissue) / plain;
  tissue[static_cast<std::size_t>(Material::kContrast)] = 0.0;
  tissue[static_cast<std::size_t>(Material::kBone)] = 3.0;
  CHECK(withContrast < beam.transmission(tissue) / plain);
}
