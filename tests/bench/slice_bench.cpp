// The MRI-like slice: a full picture and a moving one, of another plane and of another posture.
#include "anatomy/meshes.hpp"
#include "config/files.hpp"
#include "operation/default_case.hpp"
#include "view/mri_slice.hpp"
#include "view/scene_builder.hpp"

#include <benchmark/benchmark.h>

using namespace unkink;

namespace {

view::SceneBuilder& builder() {
  static view::SceneBuilder made(
      test::defaultCase(),
      anatomy::surfacesOf(test::defaultCase().spine(), config::bakedPath("lumbar.glb")));
  return made;
}

operation::State at(double posture) {
  operation::State s = operation::initialState(test::defaultCase());
  s.patient.severity = s.patient.severityGoal = 1.0;
  s.patient.posture = s.patient.postureGoal = posture;
  s.bend = test::defaultCase().spine().bend(posture, true);
  thecal_sac::settle(operation::bodyOf(test::defaultCase(), s), s.sac, s.freeSpace, true);
  return s;
}

view::Presentation look(view::SlicePlane plane) {
  view::Presentation p;
  p.slice.open = true;
  p.slice.plane = plane;
  return p;
}

void measure(benchmark::State& run, view::SlicePlane plane, view::MriFineness fineness,
             bool moves) {
  const operation::State states[] = {at(0.0), at(-0.5)};
  view::MriSlicer slicer;
  view::Presentation p = look(plane);
  int n = 0;
  for (auto _ : run) {
    run.PauseTiming();
    ++n;
    p.slice.axial_mm = p.slice.sagittal_mm = n % 2;
    const view::Scene& scene = builder().build(states[moves ? n % 2 : 0], p);
    run.ResumeTiming();
    benchmark::DoNotOptimize(slicer.draw(scene, fineness).signal.data());
  }
}

}  // namespace

BENCHMARK_CAPTURE(measure, axial_full, view::SlicePlane::kAxial, view::MriFineness::kFull, false)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(measure, axial_full_another_posture, view::SlicePlane::kAxial,
                  view::MriFineness::kFull, true)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(measure, axial_moving_another_posture, view::SlicePlane::kAxial,
                  view::MriFineness::kMoving, true)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(measure, sagittal_full, view::SlicePlane::kSagittal, view::MriFineness::kFull,
                  false)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(measure, sagittal_moving_another_posture, view::SlicePlane::kSagittal,
                  view::MriFineness::kMoving, true)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

BENCHMARK_MAIN();
