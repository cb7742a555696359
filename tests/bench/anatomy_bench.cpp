// How long a patient takes: the spine's parameters into fields, surfaces and a case ready to treat.
//
// Each time is given against one million evaluations of a vertebra's distance in the same run.
#include "anatomy/meshes.hpp"
#include "bench/bench.hpp"
#include "config/files.hpp"
#include "math/field.hpp"
#include "operation/case.hpp"

#include <memory>

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

  const auto baked = config::bakedPath("lumbar.glb"), field = config::bakedPath("default.field");
  const double spine_ms = bench::best_ms(5, [&] { const Spine s(given); });
  bench::row("Spine: parameters to fields", spine_ms, unit, unit_ms);
  bench::row("the default patient's surfaces from nothing",
             bench::best_ms(2, [&] { sink = static_cast<double>(bake(spine, true).size()); }), unit,
             unit_ms);
  bench::row(
      "the default patient's surfaces from the baked file",
      bench::best_ms(5, [&] { sink = static_cast<double>(surfacesOf(spine, baked).size()); }), unit,
      unit_ms);
  bench::row("the treated level at full resolution from nothing",
             bench::best_ms(2, [&] { const operation::Case c(parameters); }), unit, unit_ms);
  bench::row("the treated level from the baked file",
             bench::best_ms(5, [&] { const operation::Case c(parameters, field); }), unit, unit_ms);
  return 0;
}
