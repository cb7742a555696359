// What was asked for on the command line.
#pragma once

#include "anatomy/import_axes.hpp"
#include "anatomy/mesh_export.hpp"
#include "app/fluoro_options.hpp"
#include "app/window_options.hpp"
#include "fluoro/c_arm.hpp"
#include "lesson/procedure.hpp"
#include "view/reading.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace unkink::app {

enum class Action {
  kWindow,
  kRender,
  kMeasure,
  kReplay,
  kSimulate,
  kExport,
  kFluoro,
  kFilm,
  kHandout,
  kTranscript,
  kListParameters,
  kNothing,  // help or the version was printed
};

/// How the window's panels stand.
enum class PanelLayout { kUsual, kBig, kFilm };

enum class Picture { kScene, kXRay, kStraw, kSlice, kWindow };

struct Options {
  Action action = Action::kWindow;
  // the patient
  std::filesystem::path caseFile;             // empty: the default one
  std::vector<std::string> settings;          // "key=value"
  std::vector<std::filesystem::path> import;  // mesh files and folders; empty: the model's bones
  std::filesystem::path importMap;            // empty: names as they are
  std::optional<anatomy::Axes> importFrame;   // of files that do not say
  // the window
  std::filesystem::path record;  // empty: nothing is recorded
  WindowOptions window;
  std::string route;               // by its id; empty: the whole story, or a booth's
  bool presenter = false;          // the second window is open from the start
  bool kiosk = false;              // a booth's screen
  std::optional<double> idle_s{};  // without a touch before a booth begins anew
  // render, measure, simulate
  std::string language = "en";
  std::string stage = "0";  // a number, or "all" for render
  Picture picture = Picture::kWindow;
  std::optional<fluoro::View> projection;
  bool cArm = false;                          // the machine and its beam in the 3D view
  double through = 1.0;                       // of that stage: 0 its beginning, 1 its end
  std::optional<double> posture, atSeverity;  // instead of the stage's; lying where not standing
  bool standing = false;
  bool sweep = false;                        // measure: a table over postures, severities and bites
  bool sagittal = false;                     // of a slice; else axial
  bool outlines = false;                     // what is measured is drawn over it
  std::optional<double> at_mm;               // where the slice lies
  std::optional<lesson::Comparing> compare;  // nothing: as the stage has it
  view::XRayLook xRay;                       // what is drawn over the X-ray, and its fade
  bool clinical = false;
  bool light = false;  // the light theme
  int width = 1280, height = 720;
  std::filesystem::path out;
  // export
  anatomy::MeshFormat format = anatomy::MeshFormat::kStl;
  double severity = 0.0;
  FluoroOptions fluoro;
  PanelLayout layout = PanelLayout::kUsual;  // of window, render and film
  double textScale = 1.0;                    // render
  // film: of `stage`, such as "10", "7..10" or "all"
  std::optional<Picture> beside;  // what stands beside the 3D view; nothing: as the stage has it
  int framesPerSecond = 30;
  double speed = 1.0;
  int stills = 0;                         // so many pictures instead of a film
  std::optional<lesson::StagePage> page;  // render: that is open; nothing: the stage's own
  std::vector<int> pageParts;             // what is chosen on it, from 1
  bool sources = false;                   // render: with the window of sources open
  // handout
  std::string paper = "a4", date;  // empty: today
  // replay
  std::filesystem::path recording;
};

/// Reads the command line; prints help and version itself.
///
/// Throws: config::Error, one sentence, for anything that it does not understand
Options readCommandLine(int argc, const char* const* argv);

/// A stage number between 0, the untouched patient, and the last.
///
/// Throws: config::Error for anything else
int stageNumber(const std::string& text, int stageCount);

/// Stages from the first to the last, 1-based: of "7..10", "3" or "all".
///
/// Throws: config::Error for anything else
struct StageRange {
  int first = 1, last = 1;
};
StageRange stageRange(const std::string& text, int stageCount);

}  // namespace unkink::app
