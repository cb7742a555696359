// What the set-up page's worker makes of wishes: the newest counts, and a refused one is told.
#ifdef UNKINK_GRAPHICS
#include "app/graphics/reshaper.hpp"

#include "config/error.hpp"
#include "operation/default_case.hpp"
#include "support/catch.hpp"

#include <chrono>
#include <functional>

using namespace unkink;
using namespace unkink::app;

namespace {

using Case = std::shared_ptr<const operation::Case>;

Surfaces shown() {
  return {test::sharedDefaultCase(), std::make_shared<const std::vector<anatomy::BakedMesh>>()};
}

Reshaper::Makers makers() {
  return {
      [](const operation::CaseParameters& p, const operation::Case& like) {
        if (p.title == "bad") throw config::Error("bad: refused");
        return std::make_shared<const operation::Case>(p, like);
      },
      [](const operation::Case&, const Surfaces&) { return std::vector<anatomy::BakedMesh>(); }};
}

operation::CaseParameters titled(const std::string& title) {
  operation::CaseParameters p = test::defaultCase().parameters();
  p.title = title;
  return p;
}

/// What has come once nothing is on its way any more.
Reshaper::Made finished(Reshaper& reshaper) {
  while (reshaper.busy()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  return reshaper.take();
}

}  // namespace

TEST_CASE("of two wishes in a row the last is made, whole") {
  Reshaper reshaper(makers());
  reshaper.build(titled("first"), shown());
  reshaper.build(titled("second"), shown());
  const Reshaper::Made made = finished(reshaper);
  REQUIRE(made.shaped);
  CHECK(made.shaped->whole());
  CHECK(made.shaped->theCase->parameters().title == "second");
  CHECK(made.shaped->lying.patient.severity == 1.0);
  CHECK_FALSE(made.refusal);
  // nothing of the spine has changed, so nothing of it was sampled again
  CHECK(&made.shaped->theCase->base() == &test::defaultCase().base());
}

TEST_CASE("a wish that is refused is told, and the next one is made all the same") {
  Reshaper reshaper(makers());
  reshaper.build(titled("bad"), shown());
  const Reshaper::Made refused = finished(reshaper);
  CHECK(refused.refusal == "bad: refused");
  CHECK_FALSE(refused.shaped);
  reshaper.build(titled("good"), shown());
  CHECK(finished(reshaper).shaped);
}

TEST_CASE("a sketch comes with its section and is newer than what was built before it") {
  Reshaper reshaper(makers());
  reshaper.build(titled("before"), shown());
  const std::uint64_t built = finished(reshaper).shapedOf;
  reshaper.sketch(titled("sketched"), shown());
  const Reshaper::Made made = finished(reshaper);
  REQUIRE(made.preview);
  CHECK(made.previewOf > built);
  CHECK(made.preview->section.sacArea_mm2 > 0.0);
}
#endif
