// Claims about the atlas: its files are whole, sourced and refused where they are wrong; sizes by
// sex.
#include "anatomy/atlas.hpp"

#include "anatomy/vertebra_parameters.hpp"
#include "config/bad_input.hpp"
#include "config/files.hpp"
#include "support/catch.hpp"
#include "support/temp_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace unkink;
using anatomy::NamedParameter;
using anatomy::Sex;
using anatomy::Vertebra;

namespace {

constexpr std::array kLumbar{Vertebra::kL1, Vertebra::kL2, Vertebra::kL3, Vertebra::kL4,
                             Vertebra::kL5};

std::string textOf(const std::filesystem::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::filesystem::path fileOf(Vertebra v) { return config::assetPath(anatomy::vertebraAsset(v)); }

/// The keys of the bibliography, and "house" for what is our own choice.
std::set<std::string> knownSources() {
  std::set<std::string> keys{"house"};
  std::ifstream in(config::assetPath("references/references.bib"));
  for (std::string line; std::getline(in, line);)
    if (line.rfind('@', 0) == 0) {
      const std::size_t from = line.find('{') + 1;
      keys.insert(line.substr(from, line.find(',') - from));
    }
  return keys;
}

/// What is said of L4's file with one piece of its text replaced.
std::string refusalWith(const std::string& from, const std::string& to) {
  std::string text = textOf(fileOf(Vertebra::kL4));
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  const test::TempFile file(text.replace(at, from.size(), to));
  return test::refusal([&] { anatomy::readVertebra(file.path()); });
}

}  // namespace

TEST_CASE("a vertebra has at most 150 parameters, each with meaning, range and a known source") {
  const std::set<std::string> sources = knownSources();
  for (const Vertebra v : kLumbar) {
    const anatomy::VertebraFile file = anatomy::readVertebra(fileOf(v));
    CHECK(file.parameters.size() > 100);
    CHECK(file.parameters.size() <= 150);
    std::set<std::string> names;
    for (const NamedParameter& p : file.parameters) {
      CAPTURE(p.name, p.quantity.source);
      CHECK(names.insert(p.name).second);
      CHECK(!p.meaning.empty());
      CHECK(p.quantity.min < p.quantity.max);
      CHECK(sources.count(p.quantity.source) == 1);
    }
  }
}

TEST_CASE("every parameter shapes its vertebra") {
  anatomy::VertebraShape shape = anatomy::lumbarShape(Vertebra::kL3);
  const math::Box bounds = anatomy::vertebraBounds(shape);
  std::mt19937 random(1);
  std::uniform_real_distribution<double> share(0.0, 1.0);
  std::vector<std::pair<math::Vec3, double>> near;
  while (near.size() < 3000) {
    const double x = 0.5 * share(random), y = share(random), z = share(random);
    const math::Vec3 p = bounds.lo + math::Vec3(x, y, z) * bounds.size();
    const double d = anatomy::vertebraDistance(shape, p);
    if (std::abs(d) < 3.0) near.emplace_back(p, d);
  }
  anatomy::visitParameters(shape, [&](const anatomy::ParameterName& name, double& value) {
    CAPTURE(name.table, name.key);
    const double kept = value;
    value += 0.5;
    CHECK(std::any_of(near.begin(), near.end(), [&](const auto& n) {
      return anatomy::vertebraDistance(shape, n.first) != n.second;
    }));
    value = kept;
  });
}

TEST_CASE("a wrong file of a vertebra is refused with its line and name") {
  CHECK_THAT(refusalWith("squareness_anterior ", "squarenes_anterior "),
             ContainsSubstring("squareness_anterior"));
  CHECK_THAT(refusalWith("[lamina.pars]", "[lamina.parts]"), ContainsSubstring("pars"));
  CHECK_THAT(refusalWith("[fillets]", "[fillets.more]\n[fillets]"), ContainsSubstring("more"));
  CHECK_THAT(refusalWith("unit = \"deg\"", "unit = \"mm\""), ContainsSubstring("deg"));
}

TEST_CASE(
    "men have larger vertebrae than women, the mean is between, and tall people's are taller") {
  const auto female = anatomy::sizeFor(Sex::kFemale, 163.0);
  const auto mean = anatomy::sizeFor(Sex::kMean, 170.0);
  const auto male = anatomy::sizeFor(Sex::kMale, 177.0);
  for (const auto size :
       {&anatomy::VertebraVariation::bodyWidth, &anatomy::VertebraVariation::bodyDepth,
        &anatomy::VertebraVariation::bodyHeight, &anatomy::VertebraVariation::canalWidth}) {
    CHECK(mean.*size == Approx(1.0));
    CHECK(female.*size < 1.0);
    CHECK(male.*size > 1.0);
  }
  // ratios of the sexes: L5's depth on CT, L1's and L5's width in dried bones
  CHECK(male.bodyDepth / female.bodyDepth == Approx(36.9 / 33.05));
  CHECK(male.bodyWidth / female.bodyWidth == Approx(41.15 / 37.2));
  CHECK(anatomy::sizeFor(Sex::kMean, 190.0).bodyHeight > 1.1);
}

TEST_CASE("a woman's sacrum is shorter and broader than a man's, the mean's is the model's") {
  const auto female = anatomy::pelvisSizeFor(Sex::kFemale, 163.0);
  const auto male = anatomy::pelvisSizeFor(Sex::kMale, 177.0);
  CHECK(anatomy::pelvisSizeFor(Sex::kMean, 170.0) == anatomy::PelvisSize{});
  CHECK(female.length / male.length == Approx(92.82 / 104.27));
  CHECK(female.breadth / male.breadth == Approx(102.98 / 99.51));
  CHECK(anatomy::pelvisSizeFor(Sex::kMean, 190.0).length > 1.05);
}
