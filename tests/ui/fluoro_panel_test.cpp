// What is burned into an X-ray says in words where the detector is and what is treated.
#include "ui/fluoro_panel.hpp"

#include "operation/default_case.hpp"
#include "support/catch.hpp"
#include "ui/ui_state.hpp"

using namespace unkink;
using namespace unkink::ui;

namespace {

std::string sentence(const fluoro::CArm& arm, view::Voice voice) {
  static const operation::State state = operation::initialState(test::defaultCase());
  static const view::Scene scene{};
  static const lesson::Procedure procedure{};
  static const lesson::Catalogue catalogue = lesson::Catalogue::read("en");
  view::Presentation p;
  p.voice = voice;
  return detectorSentence({test::defaultCase(), state, scene, p, procedure, catalogue, {}, {}},
                          arm);
}

fluoro::CArm at(double primary, double secondary) {
  fluoro::CArm arm;
  arm.primary = units::Deg(primary);
  arm.secondary = units::Deg(secondary);
  return arm;
}

}  // namespace

TEST_CASE("an X-ray says the tilt, its side, and the side and level that are treated") {
  using view::Voice;
  CHECK(sentence(at(-138.0, 0.0), Voice::kClinical) ==
        "Detector tilted 42° to the patient's RIGHT, treating the LEFT, L4-L5");
  CHECK(sentence(at(138.0, 0.0), Voice::kPlain) ==
        "X-ray plate tilted 42° to the patient's LEFT, treating the LEFT, L4-L5");
  CHECK(sentence(at(-138.0, 17.0), Voice::kClinical) ==
        "Detector tilted 42° to the patient's RIGHT, 17° to the head, treating the LEFT, L4-L5");
  CHECK(sentence(at(180.0, -10.0), Voice::kClinical) ==
        "Detector straight behind the patient, 10° to the feet, treating the LEFT, L4-L5");
  CHECK(sentence(at(90.0, 0.0), Voice::kPlain) ==
        "X-ray plate at the patient's LEFT side, treating the LEFT, L4-L5");
  CHECK(sentence(at(0.0, 0.0), Voice::kClinical) ==
        "Detector in front of the patient, treating the LEFT, L4-L5");
}

TEST_CASE("what is free of the burnt-in words lies inside the picture, and there is enough of it") {
  for (const float scale : {0.8f, 1.0f, 2.0f}) {
    const Rect picture{30.0f, 40.0f, 300.0f * scale, 300.0f * scale};
    const Rect free = clearOfBurnIn(picture, scale);
    CHECK(free.x >= picture.x);
    CHECK(free.y >= picture.y);
    CHECK(free.right() <= picture.right());
    CHECK(free.bottom() <= picture.bottom());
    CHECK(free.height > 0.4f * picture.height);
  }
}
