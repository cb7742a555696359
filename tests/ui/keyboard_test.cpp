// What the keys do, which key does what, and when they belong to the panels instead.
#include "ui/keyboard.hpp"

#include "config/bad_input.hpp"
#include "support/catch.hpp"
#include "ui/compare.hpp"
#include "ui/orbit.hpp"
#include "ui/ui_state.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

using namespace unkink;
using namespace unkink::ui;

namespace {

/// A patient to look at, made once: making one is slow.
struct Desk {
  operation::Case theCase{operation::CaseParameters{}};
  operation::State state = operation::initialState(theCase);
  view::Scene scene;
  view::Presentation presentation;
  lesson::Procedure procedure;
  lesson::Catalogue catalogue = lesson::Catalogue::read("en");
  Shown shown{theCase, state, scene, presentation, procedure, catalogue, {}, {}};
};

Desk& desk() {
  static Desk theDesk;
  return theDesk;
}

UiOutput press(KeyEvent event, UiState& state, bool held = false, bool typing = false) {
  UiOutput output;
  handleKey(event, desk().shown, held, typing, state, output);
  return output;
}

/// Whether anything was asked for or changed.
bool acted(const UiOutput& o, const UiState& before, const UiState& after) {
  const auto kept = [](const UiState& s) {
    return std::tuple(s.shortcutsOpen, s.quitAsked, s.inPanels, s.panelInFocus, s.page, s.hands.on,
                      s.show.black, s.show.laser, s.show.sources, s.show.isolation, s.bigType);
  };
  return o.step != 0 || o.play || o.speed || o.presentation || o.stageView || o.cameraPreset ||
         o.openSetup || !o.commands.empty() || o.show.ticks != 0 || o.show.loop ||
         o.show.fullScreen || o.show.presenter || kept(before) != kept(after);
}

}  // namespace

TEST_CASE(
    "every action is reached by its keys, no key has two, and the sheet has a line for each") {
  const KeyMap map;
  view::Presentation& shown = desk().presentation;
  const view::Presentation before = shown;
  shown.slice.open = true;  // else there are no slices to go through
  shown.pointedLayer = view::Layer::kBone;
  std::vector<Chord> used;
  for (int n = 0; n < kActionCount; ++n) {
    const auto action = static_cast<Action>(n);
    INFO(nameOf(action));
    CHECK(actionNamed(nameOf(action)) == action);
    CHECK(desk().catalogue.has("shortcut." + std::string(nameOf(action))));
    CHECK_FALSE(map.keysOf(action).empty());
    for (const Chord& chord : map.keysOf(action)) {
      INFO(nameOf(chord));
      CHECK(std::ranges::find(used, chord) == used.end());
      used.push_back(chord);
      CHECK(chordNamed(nameOf(chord)) == chord);
      CHECK((nameOf(chord.key).size() == 1 || chord.key >= Key::kF1 ||
             desk().catalogue.has("key." + std::string(nameOf(chord.key)))));
      CHECK(map.actionOf({chord.key, true, false, chord.shift}) == action);
      UiState state;
      const UiState fresh = state;
      const UiOutput output = press({chord.key, true, false, chord.shift}, state);
      CHECK(acted(output, fresh, state));
    }
  }
  shown = before;
}

TEST_CASE("an action goes to other keys by name, two change keys with one another, and back") {
  KeyMap map;
  map.bind("next_stage", "w shift+f12");
  CHECK(map.actionOf({Key::kW}) == Action::kNextStage);
  CHECK(map.actionOf({Key::kF12, true, false, true}) == Action::kNextStage);
  CHECK_FALSE(map.actionOf({Key::kF12}));
  CHECK_FALSE(map.actionOf({Key::kPageDown}));
  map.reset("next_stage");
  CHECK(map.actionOf({Key::kPageDown}) == Action::kNextStage);
  CHECK_FALSE(map.actionOf({Key::kW}));
  const std::vector<KeyMap::Binding> swapped{{"compare", "b"}, {"black_screen", "c"}};
  map.bind(swapped);
  CHECK(map.actionOf({Key::kB}) == Action::kCompare);
  CHECK(map.actionOf({Key::kC}) == Action::kBlackScreen);
  // an action's key with Shift is its own unless something else has that
  CHECK(map.actionOf({Key::kV, true, false, true}) == Action::kVoice);
}

TEST_CASE("what cannot be bound is refused with the names there are, and changes nothing") {
  KeyMap map;
  const auto refused = [&](const char* action, const char* keys) {
    return test::refusal([&] { map.bind(action, keys); });
  };
  CHECK_THAT(refused("next_stag", "w"),
             ContainsSubstring("\"next_stag\"") && ContainsSubstring("next_stage"));
  CHECK_THAT(refused("play", "spice"),
             ContainsSubstring("\"spice\"") && ContainsSubstring("space"));
  CHECK_THAT(refused("play", " "), ContainsSubstring("no key"));
  CHECK_THAT(refused("play", "right"),
             ContainsSubstring("next_stage") && ContainsSubstring("play"));
  for (int n = 0; n < kActionCount; ++n) {
    const auto action = static_cast<Action>(n);
    CHECK(std::ranges::equal(map.keysOf(action), KeyMap().keysOf(action)));
  }
}

TEST_CASE("a black screen gives way to any key, which does nothing else; the story goes on") {
  UiState state;
  desk().shown.story.playing = true;
  CHECK(press({Key::kPeriod}, state).play == false);
  CHECK(state.show.black);
  press({Key::kPeriod, true, true}, state);  // held
  CHECK(state.show.black);
  desk().shown.story.playing = false;
  const UiOutput back = press({Key::kPageDown}, state);
  CHECK_FALSE(state.show.black);
  CHECK(back.step == 0);
  CHECK(back.play == true);
  press({Key::kB}, state);
  CHECK(state.show.black);
  CHECK_FALSE(press({Key::kB}, state).play.has_value());  // it was not playing
  CHECK_FALSE(state.show.black);
}

TEST_CASE("at a booth nobody leaves, sets up, takes the instruments or goes into the panels") {
  UiState state;
  state.show.kiosk = true;
  for (const Key key :
       {Key::kEscape, Key::kP, Key::kM, Key::kTab, Key::kX, Key::kU, Key::kJ, Key::kF11, Key::kO}) {
    const UiState fresh = state;
    const UiOutput output = press({key}, state);
    CHECK_FALSE(acted(output, fresh, state));
  }
  CHECK(press({Key::kRight}, state).step == 1);
}

TEST_CASE("frames go by tenths of a second, with Shift by ticks, and go on while the key is held") {
  UiState state;
  CHECK(press({Key::kN}, state).show.ticks == kFrame_ticks);
  CHECK(press({Key::kComma, true, true}, state).show.ticks == -kFrame_ticks);
  CHECK(press({Key::kN, true, false, true}, state).show.ticks == 1);
  CHECK_FALSE(press({Key::kL, true, true}, state).show.loop.has_value());
  CHECK(press({Key::kL}, state).show.loop == true);
}

TEST_CASE("faster and slower go through the speeds and stay at the ends") {
  UiState state;
  double& speed = desk().shown.story.speed;
  for (std::size_t n = 0; n + 1 < kSpeeds.size(); ++n) {
    speed = kSpeeds[n];
    CHECK(press({Key::kEqual}, state).speed == kSpeeds[n + 1]);
    speed = kSpeeds[n + 1];
    CHECK(press({Key::kMinus}, state).speed == kSpeeds[n]);
  }
  speed = kSpeeds.back();
  CHECK(press({Key::kEqual}, state).speed == kSpeeds.back());
  speed = 1.0;
}

TEST_CASE("arrows and Space step and play while no widget has the keyboard") {
  UiState state;
  CHECK(press({Key::kRight}, state).step == 1);
  CHECK(press({Key::kLeft}, state).step == -1);
  CHECK(press({Key::kSpace}, state).play == true);
  CHECK(press({Key::kRight}, state, true).step == 0);
  state.inPanels = true;
  CHECK(press({Key::kRight}, state).step == 0);
  CHECK_FALSE(press({Key::kSpace}, state).play.has_value());
}

TEST_CASE("Page Up and Page Down always step") {
  for (const bool inPanels : {false, true})
    for (const bool typing : {false, true}) {
      UiState state;
      state.inPanels = inPanels;
      CHECK(press({Key::kPageDown}, state, typing, typing).step == 1);
      CHECK(press({Key::kPageUp}, state, typing, typing).step == -1);
    }
}

TEST_CASE("Tab goes into the panels and through them, Esc comes back out") {
  UiState state;
  press({Key::kTab}, state);
  CHECK(state.inPanels);
  CHECK(state.panelInFocus == 0);
  press({Key::kTab}, state);
  CHECK(state.panelInFocus == 1);
  press({Key::kTab, true, false, true}, state);
  CHECK(state.panelInFocus == 0);
  press({Key::kTab, true, false, true}, state);
  CHECK(state.panelInFocus == kPanelCount - 1);
  press({Key::kEscape}, state);
  CHECK_FALSE(state.inPanels);
}

TEST_CASE("Esc closes what lies on top first, and asks before it leaves") {
  UiState state;
  press({Key::kH}, state);
  CHECK(state.shortcutsOpen);
  press({Key::kEscape}, state);
  CHECK_FALSE(state.shortcutsOpen);
  CHECK_FALSE(state.quitAsked);
  CHECK_FALSE(press({Key::kEscape}, state).quit);
  CHECK(state.quitAsked);
  press({Key::kEscape}, state);
  CHECK_FALSE(state.quitAsked);
  press({Key::kEscape}, state);
  CHECK(press({Key::kEnter}, state).quit);
}

TEST_CASE("P opens the set-up page, P and Esc close it, and the story waits meanwhile") {
  UiState state;
  CHECK(press({Key::kP}, state).openSetup);
  state.setup.open = true;
  CHECK(press({Key::kP}, state).closeSetup);
  CHECK(press({Key::kEscape}, state).closeSetup);
  CHECK_FALSE(state.quitAsked);
  for (const Key key : {Key::kRight, Key::kPageDown}) CHECK(press({key}, state).step == 0);
  CHECK_FALSE(press({Key::kSpace}, state).play.has_value());
  CHECK_FALSE(press({Key::kP}, state, true, true).closeSetup);  // typed into a path
}

TEST_CASE("the pedal goes down with X and up with its release, once each") {
  UiState state;
  const auto commands = [&](KeyEvent e) { return press(e, state).commands; };
  const auto down = commands({Key::kX});
  REQUIRE(down.size() == 1);
  CHECK(down.front() == operation::command(operation::Verb::kCArmPedal, 1.0));
  CHECK(commands({Key::kX, true, true}).empty());  // held
  CHECK(commands({Key::kX, false}).empty());       // the pedal is not down in this state
}

TEST_CASE("M takes the instruments, and arrows move them until M lets go") {
  UiState state;
  CHECK(press({Key::kM}, state).play == false);
  CHECK(state.hands.on);
  CHECK(press({Key::kRight}, state).step == 0);
  CHECK(press({Key::kPageDown}, state).step == 1);
  state.inPanels = true;
  CHECK(press({Key::kW}, state).commands.empty());
  state.inPanels = false;
  press({Key::kM}, state);
  CHECK_FALSE(state.hands.on);
  CHECK(press({Key::kRight}, state).step == 1);
}

TEST_CASE("letters and digits do what the list of keys says") {
  UiState state;
  CHECK(press({Key::kHome}, state).stageView);
  CHECK(press({Key::k3}, state).cameraPreset == 2);
  CHECK(press({Key::kV}, state).presentation->voice == view::Voice::kClinical);
  CHECK_FALSE(press({Key::kI}, state).presentation->boneDark);
  CHECK(press({Key::kU}, state).commands.front().verb == operation::Verb::kEditUndo);
  CHECK_FALSE(press({Key::kV}, state, true, true).presentation.has_value());  // typed, not meant
}

TEST_CASE("K sets the straw beside the spine and takes it away, not while a patient is set up") {
  UiState state;
  CHECK(press({Key::kK}, state).presentation->bigStraw);
  CHECK_FALSE(press({Key::kK, true, true}, state).presentation.has_value());  // held
  CHECK_FALSE(press({Key::kK}, state, true, true).presentation.has_value());  // typed
  state.setup.open = true;
  CHECK_FALSE(press({Key::kK}, state).presentation.has_value());
}

TEST_CASE("C goes from off to the divider, to side by side and off again, X-ray and all") {
  using lesson::Comparing;
  view::Presentation p;
  for (const Comparing next : {Comparing::kDivider, Comparing::kSideBySide, Comparing::kOff}) {
    compareNext(p);
    CHECK(p.compare == next);
    CHECK(p.compareXRay == next);
  }
  p.compareXRay = Comparing::kDivider;  // as a stage may have it
  compareNext(p);
  CHECK(p.compare == Comparing::kSideBySide);
  UiState state;
  CHECK(press({Key::kC}, state).presentation->compare == Comparing::kDivider);
  state.setup.open = true;
  CHECK_FALSE(press({Key::kC}, state).presentation.has_value());
}

TEST_CASE("Shift and arrows move the divider for as long as they are held, never off the picture") {
  UiState state;
  const auto at = [&](Key key, bool repeat) {
    const UiOutput output = press({key, true, repeat, true}, state);
    CHECK(output.step == 0);
    return output.presentation.value().divider;
  };
  CHECK(at(Key::kRight, false) > 0.5);
  CHECK(at(Key::kLeft, false) < 0.5);
  CHECK(at(Key::kLeft, true) < 0.5);
  CHECK_FALSE(press({Key::kLeft, true, true, true}, state, true, true).presentation);  // typed
  view::Presentation p;
  for (const double wanted : {-3.0, 0.0, 1.0, 7.0}) {
    moveDivider(p, wanted);
    CHECK(p.divider >= kLeastShare);
    CHECK(p.divider <= 1.0 - kLeastShare);
  }
}

TEST_CASE("turning, moving and nearing keep the camera within bounds") {
  view::Orbit orbit;
  for (int n = 0; n < 100; ++n) orbit = zoomed(turned(orbit, 50.0f, 50.0f), 1.0f);
  CHECK(std::abs(orbit.azimuth_deg) <= 180.0);
  CHECK(orbit.elevation_deg < 90.0);
  CHECK(orbit.distance_mm >= 40.0);
  const view::Orbit there = moved(orbit, 30.0f, -20.0f, 500.0f);
  const view::Orbit back = moved(there, -30.0f, 20.0f, 500.0f);
  CHECK(glm::length(back.target - orbit.target) < 1e-3);
  CHECK(glm::length(there.target - orbit.target) > 0.1);
}

TEST_CASE("T turns from X-ray to slice and back, Up and Down go through the slices") {
  UiState state;
  view::SliceLook& look = desk().presentation.slice;
  look = {};
  CHECK_FALSE(press({Key::kUp}, state).presentation.has_value());  // no slice is looked at
  CHECK(press({Key::kT}, state).presentation.value().slice.open);
  look.open = true;
  CHECK_FALSE(press({Key::kT}, state).presentation.value().slice.open);
  CHECK(press({Key::kUp}, state).presentation.value().slice.axial_mm > 0.0);
  CHECK(press({Key::kDown}, state).presentation.value().slice.axial_mm < 0.0);
  look.plane = view::SlicePlane::kSagittal;
  CHECK(press({Key::kUp}, state).presentation.value().slice.sagittal_mm > 0.0);
  look.sagittal_mm = view::kSagittalReach_mm;
  CHECK_FALSE(press({Key::kUp}, state).presentation.has_value());  // there is none further on
  state.inPanels = true;                                           // arrows are the panels' there
  look.sagittal_mm = 0.0;
  CHECK_FALSE(press({Key::kUp}, state).presentation.has_value());
  look = {};
}

TEST_CASE("R reads the X-ray or does not, F fades it in steps; neither while the page is open") {
  UiState state;
  view::Presentation& shown = desk().presentation;
  const view::Presentation before = shown;
  const auto on = press({Key::kR}, state);
  REQUIRE(on.presentation);
  CHECK(std::ranges::count(on.presentation->xRay.guides, true) == view::kGuideCount);
  shown.xRay.guides[2] = true;
  CHECK_FALSE(press({Key::kR}, state).presentation->xRay.reads());
  for (const double next : {0.5, 1.0, 0.0}) {
    shown.xRay.fade = press({Key::kF}, state).presentation->xRay.fade;
    CHECK(shown.xRay.fade == next);
  }
  shown = before;
  state.setup.open = true;
  CHECK_FALSE(press({Key::kR}, state).presentation.has_value());
  CHECK_FALSE(press({Key::kF}, state).presentation.has_value());
}
