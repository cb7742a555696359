// The attenuation tables: published values, the iodine edge, and files that are refused.
#include "fluoro/attenuation.hpp"

#include "config/error.hpp"
#include "config/files.hpp"
#include "support/catch.hpp"
#include "support/temp_file.hpp"

#include <fstream>
#include <sstream>

using namespace unkink;
using namespace unkink::fluoro;

namespace {

std::string defaultText() {
  std::ifstream in(config::assetPath("materials/attenuation.toml"));
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// The message with which a changed table is refused.
std::string refusal(const std::string& text) {
  const test::TempFile file(text);
  try {
    AttenuationTable::read(file.path());
  } catch (const config::Error& error) {
    return error.what();
  }
  return "not refused";
}

}  // namespace

TEST_CASE("linear coefficients are the published ones") {
  const AttenuationTable table = AttenuationTable::readDefault();
  const auto perCm = [&](Material m, double keV) {
    return 10.0 * table.attenuation_per_mm(m, keV);
  };
  CHECK(perCm(Material::kMuscle, 60.0) == Approx(0.2150).epsilon(1e-3));
  CHECK(perCm(Material::kFat, 40.0) == Approx(0.2276).epsilon(1e-3));
  CHECK(perCm(Material::kCortical, 30.0) == Approx(2.556).epsilon(1e-3));
  CHECK(perCm(Material::kBone, 50.0) == Approx(0.3375).epsilon(1e-3));
  CHECK(perCm(Material::kBone, 30.0) == Approx(0.7825).epsilon(1e-3));
  CHECK(perCm(Material::kFluid, 60.0) == Approx(0.2074).epsilon(1e-3));
  CHECK(perCm(Material::kSteel, 50.0) == Approx(16.4).epsilon(3e-3));
  CHECK(perCm(Material::kContrast, 40.0) == Approx(5.573).epsilon(1e-3));
  CHECK(10.0 * table.attenuation_per_mm(Equipment::kLead, 60.0) == Approx(57.0).epsilon(3e-3));
  CHECK(10.0 * table.attenuation_per_mm(Equipment::kAir, 30.0) == Approx(4.3e-4).epsilon(2e-2));
}

TEST_CASE("iodine shows its K edge, other materials do not") {
  const AttenuationTable table = AttenuationTable::readDefault();
  const auto jump = [&](Material m) {
    return table.attenuation_per_mm(m, 34.0) / table.attenuation_per_mm(m, 33.0);
  };
  CHECK(jump(Material::kContrast) > 4.0);
  CHECK(jump(Material::kSteel) < 1.0);
  CHECK(jump(Material::kBone) < 1.0);
}

TEST_CASE("skin and carbon attenuate as the sums of channels that they are counted as") {
  const AttenuationTable table = AttenuationTable::readDefault();
  for (const Material m : {Material::kSkin, Material::kCarbon})
    for (double keV = 20.0; keV <= 120.0; keV += 1.0) {
      double sum = 0.0;
      for (int c = 0; c < kChannelCount; ++c)
        sum += channelsOf(m)[static_cast<std::size_t>(c)] *
               table.attenuation_per_mm(static_cast<Material>(c), keV);
      CHECK(sum == Approx(table.attenuation_per_mm(m, keV)).epsilon(2.5e-3));
    }
}

TEST_CASE("between tabulated energies the interpolation stays within half a per cent") {
  // 35 keV is not in the table; values from the same source
  const AttenuationTable table = AttenuationTable::readDefault();
  const auto mass = [&](Material m, double density) {
    return 10.0 * table.attenuation_per_mm(m, 35.0) / density;
  };
  CHECK(mass(Material::kMuscle, 1.05) == Approx(0.30866).epsilon(5e-3));
  CHECK(mass(Material::kCortical, 1.92) == Approx(0.9061).epsilon(5e-3));
  CHECK(mass(Material::kSteel, 7.98) == Approx(5.540).epsilon(5e-3));
}

TEST_CASE("a malformed table is refused with its address") {
  const std::string good = defaultText();
  CHECK(refusal(good) == "not refused");
  CHECK_THAT(refusal(replaced(good, "1.693, ", "")), ContainsSubstring("muscle"));
  CHECK_THAT(refusal(replaced(good, "1.693,", "-1.693,")), ContainsSubstring("-1.693"));
  CHECK_THAT(refusal(replaced(good, "1.693,", "nan,")), ContainsSubstring("muscle"));
  CHECK_THAT(refusal(replaced(good, "[steel]", "[steal]")), ContainsSubstring("steel"));
  CHECK_THAT(refusal(replaced(good, "17.5, 20.0", "20.0, 17.5")), ContainsSubstring("rising"));
  CHECK_THAT(refusal(replaced(good, "density_g_per_cm3", "density")),
             ContainsSubstring("fat.density: found an unknown key"));
  CHECK_THAT(refusal(replaced(good, "density_g_per_cm3 = 0.95", "density_g_per_cm3 = \"x\"")),
             ContainsSubstring("fat"));
  CHECK_THAT(refusal("energy_keV = [30.0, 60.0]\n"), ContainsSubstring("energy_keV"));
  CHECK_THAT(refusal("energy_keV = ["), ContainsSubstring(":1"));
  CHECK_THAT(refusal(""), ContainsSubstring("energy_keV"));
}

TEST_CASE("a missing table is named") {
  CHECK_THROWS_AS(AttenuationTable::read("no/such/attenuation.toml"), config::Error);
}
