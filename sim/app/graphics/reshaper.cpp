// Sketch, level, whole: each on its own thread, the newest wish first.
#include "app/graphics/reshaper.hpp"

#include "config/error.hpp"

namespace unkink::app {
namespace {

constexpr std::uint64_t kIdsPerBuilder = 100000;

/// The patient of a case lying in the neutral posture, its disease at its end point, sac at rest.
operation::State lyingState(const operation::Case& theCase) {
  operation::State s = operation::initialState(theCase);
  s.patient.severity = s.patient.severityGoal = 1.0;
  s.patient.standing = false;
  s.bend = theCase.spine().bend(0.0, false);
  thecal_sac::settle(operation::bodyOf(theCase, s), s.sac, s.freeSpace, false);
  return s;
}

}  // namespace

// not inline: an optimiser that sees through two optionals warns of what cannot be
bool Shaped::whole() const { return surfaces.theCase == theCase; }

Reshaper::Reshaper(Makers makers) : makers_(std::move(makers)) {}

Reshaper::Made Reshaper::take() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(made_, {});
}

template <class Step>
void Reshaper::attempt(const Step& step) {
  try {
    step();
  } catch (const config::Error& e) {
    const std::scoped_lock lock(mutex_);
    made_.refusal = e.what();
  }
}

void Reshaper::sketch(const operation::CaseParameters& parameters, const Surfaces& shown) {
  const std::uint64_t wish = sketchAsked_ = ++wish_;
  sketcher_.run([this, wish, parameters, shown] {
    attempt([&] { makeSketch(wish, parameters, shown); });
    sketched_ = wish;
  });
}

void Reshaper::makeSketch(std::uint64_t wish, const operation::CaseParameters& parameters,
                          const Surfaces& shown) {
  const anatomy::Spine spine(operation::spineParameters(parameters), shown.theCase->spine());
  auto preview = std::make_shared<const view::Preview>(
      view::makePreview(spine, parameters.level, shown.theCase->spine()));
  const std::scoped_lock lock(mutex_);
  made_.preview = std::move(preview);
  made_.previewOf = wish;
  made_.refusal.reset();
}

void Reshaper::build(const operation::CaseParameters& parameters, const Surfaces& shown) {
  const std::uint64_t wish = buildAsked_ = ++wish_;
  builder_.run([this, wish, parameters, shown] {
    attempt([&] { makeWhole(wish, parameters, shown); });
    built_ = wish;
  });
}

void Reshaper::makeWhole(std::uint64_t wish, const operation::CaseParameters& parameters,
                         const Surfaces& shown) {
  const auto givenUp = [&] { return wish != wish_; };
  const bool same = parameters == shown.theCase->parameters();
  Shaped level;
  level.theCase = same ? shown.theCase : makers_.theCase(parameters, *shown.theCase);
  if (givenUp()) return;
  level.lying = lyingState(*level.theCase);
  const auto around = std::make_shared<const view::Preview>(
      view::makePreview(level.theCase->spine(), parameters.level, shown.theCase->spine()));
  level.section = around->section;
  level.surfaces = shown;
  Shaped whole{level.theCase, shown, level.lying, level.section, nullptr};
  if (!same && !givenUp()) {
    level.builder = builderOf(level, around);
    deliver(wish, std::move(level));
    whole.surfaces = surfacesOf(whole.theCase, shown);
  }
  if (givenUp()) return;
  whole.builder = builderOf(whole, nullptr);
  deliver(wish, std::move(whole));
}

Surfaces Reshaper::surfacesOf(const std::shared_ptr<const operation::Case>& theCase,
                              const Surfaces& shown) {
  const anatomy::BakedFor before(shown.theCase->spine().parameters());
  if (anatomy::BakedFor(theCase->spine().parameters()) == before) return {theCase, shown.meshes};
  return {theCase, std::make_shared<const std::vector<anatomy::BakedMesh>>(
                       makers_.surfaces(*theCase, shown))};
}

std::unique_ptr<view::SceneBuilder> Reshaper::builderOf(
    const Shaped& shaped, std::shared_ptr<const view::Preview> around) {
  auto builder = std::make_unique<view::SceneBuilder>(*shaped.theCase, *shaped.surfaces.meshes,
                                                      ++builders_ * kIdsPerBuilder);
  builder->show(std::move(around), false);
  // the live surfaces are extracted here, and thinned out by the second look at the same state
  for (int n = 0; n < 2; ++n) builder->build(shaped.lying, {});
  return builder;
}

void Reshaper::deliver(std::uint64_t wish, Shaped shaped) {
  // one that nobody took goes after the lock; as a whole, for its builder refers to its case
  std::optional<Shaped> other(std::move(shaped));
  const std::scoped_lock lock(mutex_);
  made_.shaped.swap(other);
  made_.shapedOf = wish;
  made_.refusal.reset();
}

void Reshaper::compare(const operation::CaseParameters& parameters,
                       const std::array<anatomy::LevelDisease, kGrades>& diseases) {
  const std::uint64_t comparison = ++comparison_;
  std::vector<Latest::Job> jobs;
  for (std::size_t n = 0; n < kGrades; ++n)
    jobs.push_back([this, n, comparison, wanted = operation::CaseParameters(parameters),
                    disease = diseases[n]]() mutable {
      attempt([&] {
        wanted.disease[static_cast<std::size_t>(wanted.level)] = disease;
        const anatomy::Spine spine(operation::spineParameters(wanted));
        view::AxialSection section = view::axialSection(spine, wanted.level);
        const std::scoped_lock lock(mutex_);
        if (comparison == comparison_) made_.sections[n] = std::move(section);
      });
    });
  sketcher_.whileIdle(std::move(jobs));
}

}  // namespace unkink::app
