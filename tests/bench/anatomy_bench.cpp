// How long a patient takes: the spine's parameters into fields, surfaces and a case ready to treat.
//
// Each time is given against one million evaluations of a vertebra's distance in the same run.
#include "anatomy/meshes.hpp"
#include "bench/bench.hpp"
#include "config/files.hpp"
#include "operation/case.hpp"
#include "view/preview.hpp"

#include <string>

using namespace unkink;
using namespace unkink::anatomy;

namespace {

volatile double sink;  // keeps what is computed from being left out

double million(const Spine& spine) {
  constexpr int kCount = 1000000;
  const math::Box box = spine.boneBounds(Vertebra::kL4);
  const math::Vec3 step = (box.hi - box.lo) / 100.0;
  return bench::best_ms(3, [&] {
    double sum = 0.0;
    for (int n = 0; n < kCount; ++n)
      sum += spine.bone(Vertebra::kL4,
                        box.lo + step * math::Vec3(n % 100, (n / 100) % 100, n / 10000), false);
    sink = sum;
  });
}

}  // namespace

int main() {
  const operation::CaseParameters parameters;
  const SpineParameters given = operation::spineParameters(parameters);
  const Spine spine(given);
  const double unit_ms = million(spine);
  const std::string unit = "a million distances";
  bench::row("a million distances to L4, one core", unit_ms, unit, unit_ms);

  const auto row = [&](const std::string& what, int runs, const auto& work) {
    bench::row(what, bench::best_ms(runs, work), unit, unit_ms);
  };
  SpineParameters thicker = given;
  thicker.disease[static_cast<std::size_t>(parameters.level)].ligamentThickening_mm = {4.0, 4.0};
  row("Spine: from parameters", 5, [&] { const Spine s(given); });
  row("Spine: like another but for its ligaments", 5, [&] { const Spine s(thicker, spine); });
  row("Preview: the treated level, coarse", 5,
      [&] { sink = view::makePreview(spine, parameters.level, spine).section.sacArea_mm2; });
  row("Sketch: from parameters to a preview", 5, [&] {
    const Spine s(given);
    sink = view::makePreview(s, parameters.level, spine).section.sacArea_mm2;
  });
  row("Level: from a spine at full resolution", 3,
      [&] { const tissue::Base base(spine, parameters.level, kLatticeSpacing_mm); });
  row("Level: a case from parameters", 2, [&] { const operation::Case c(parameters); });
  const auto baked = config::bakedPath("lumbar.glb"), field = config::bakedPath("default.field");
  row("Level: a case from the baked file", 5, [&] { const operation::Case c(parameters, field); });
  row("Whole spine: surfaces from nothing", 2,
      [&] { sink = static_cast<double>(bake(spine, true).size()); });
  SpineParameters spurred = given;
  spurred.disease[static_cast<std::size_t>(Level::kL2L3)].osteophytes_mm = 3.0;
  const Spine like(spurred);
  const std::vector<BakedMesh> meshes = bake(spine, true);
  row("Whole spine: surfaces from another's, osteophytes changed at one level", 2, [&] {
    sink = static_cast<double>(bake(like, true, {&spine, &meshes}).size());
  });
  row("Whole spine: surfaces from the baked file", 5,
      [&] { sink = static_cast<double>(surfacesOf(spine, baked).size()); });
  return 0;
}
