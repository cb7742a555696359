// The story: fifteen stages, each a list of goals in landmark terms and a staging for the eye.
#pragma once

#include "fluoro/c_arm.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace unkink::lesson {

/// What the autopilot is to bring about; where and how is the planner's business.
enum class GoalKind : std::uint8_t {
  kPosture,     // amount: -1..1
  kLoad,        // amount: 0 lying, 1 standing
  kSeverity,    // amount: 0..1
  kWait,        // amount: seconds of story
  kTimePasses,  // amount: minutes of procedure time, skipped
  kView,        // view: the C-arm goes there
  kImage,       // amount: seconds with the pedal pressed
  kNeedleIn,    // to the epidural space one level below
  kContrast,    // amount: share of the case's contrast volume
  kNeedleOut,
  kOpenSkin,
  kPortalDock,     // with the trocar, onto the lower lamina
  kPortalToEdge,   // up to the interlaminar window, trocar out
  kBiteUpperBone,  // amount: bites at the inferior edge of the upper lamina
  kBiteLowerBone,  // amount: bites at the superior edge of the lower lamina
  kDebulk,         // amount: mm2 of sac area to gain, then stop
  kToolOut,
  kPortalOut,
  kCloseSkin,
  kCollimate,  // amount: radius that the iris leaves open at the detector, mm
};
inline constexpr int kGoalKindCount = 20;

struct Goal {
  GoalKind kind = GoalKind::kWait;
  double amount = 0.0;
  fluoro::View view = fluoro::View::kAp;
  bool contralateral = false;  // the view is the oblique away from the treated side
  int caption = 0;  // of the beat of the stage's text that begins with it, from 2; 0: none
};

/// How the untouched patient is shown beside the present one.
enum class Comparing : std::uint8_t {
  kOff,
  kDivider,     // one picture, the untouched left of a line that can be moved
  kSideBySide,  // two pictures, the untouched one left
};

/// A page that can stand beside the 3D view.
enum class StagePage : std::uint8_t {
  kBodyMap,
  kCandidacy,
  kGettingReady,
  kRecovery,
  kEvidence,
  kQuestions,
  kTeachBack,
};
inline constexpr std::string_view kPageNames[] = {
    "body_map", "candidacy", "getting_ready", "recovery", "evidence", "questions", "teach_back"};

/// A large slider under the 3D view.
enum class StageSlider : std::uint8_t { kNone, kSeverity, kPosture };

/// What is looked at: where the camera stands about the level and what is seen through.
struct Staging {
  double azimuth_deg =
      30.0;  // about the level from straight behind, positive towards the patient's left
  double elevation_deg = 10.0;  // above the level
  double distance_mm = 320.0;
  double roll_deg = 0.0;         // 90 shows a patient who lies face down lying, head to the left
  double heightOffset_mm = 0.0;  // of the target above the level, towards the head
  double depthOffset_mm = 0.0;   // of the target behind the canal, towards the skin
  // opacities 0..1 by layer, in the order of view::Layer
  std::vector<double> layers;
  double cutawayOffset_mm = 0.0;  // of the cut from the mid-line, towards the camera's side
  double cutaway = 0.0;  // share of the left/right half that is cut away to show the canal, 0 or 1
  std::vector<std::string> subject;     // structures that the picture is of; the first is outlined
  std::vector<std::string> labels;      // structures named in the picture
  bool levelTags = false;               // "L1" to "S1" beside the vertebrae
  Comparing compare = Comparing::kOff;  // in the 3D view and the straw
  Comparing compareXRay = Comparing::kOff;  // in the X-ray
  bool slice = false;                       // the MRI-like slice is opened, else the X-ray
  std::optional<StagePage> page;            // opens by itself when the stage begins
  std::vector<StagePage> offers;            // pages that buttons open
  StageSlider slider = StageSlider::kNone;  // under the 3D view
};

struct Stage {
  std::string id;  // key of its texts
  std::vector<Goal> goals;
  Staging staging;
};

struct Guide;
struct Claims;

struct Procedure {
  std::string name;
  std::vector<Stage> stages;
  std::shared_ptr<const Guide> guide;    // what the pages say; null: there are none
  std::shared_ptr<const Claims> claims;  // what backs what is said; null: nothing to show
};

/// The layers that a staging may name, and view draws.
inline constexpr std::string_view kLayerNames[] = {
    "bone",        "ligamentum_flavum", "discs",     "thecal_sac", "nerves",     "muscle", "skin",
    "instruments", "contrast",          "ligaments", "fat",        "neighbours", "c_arm",  "beam"};
inline constexpr int kLayerCount = 14;

/// Structures that can be labelled.
inline constexpr std::string_view kLabelNames[] = {
    "vertebra", "lamina", "facet",  "disc",     "ligamentum_flavum", "thecal_sac",
    "skin",     "portal", "needle", "contrast", "skin_opening"};

/// Reads a procedure file. Throws: config::Error with its address.
Procedure readProcedure(const std::filesystem::path& file);

}  // namespace unkink::lesson
