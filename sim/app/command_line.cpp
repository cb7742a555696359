// The command line as CLI11 reads it, and the few words that we read ourselves.
#include "app/command_line.hpp"

#include "app/named.hpp"
#include "app/version.hpp"
#include "config/error.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <iostream>
#include <map>
#include <sstream>

namespace unkink::app {
namespace {

constexpr double kAxialReach_mm = 30.0, kSagittalReach_mm = 20.0;  // as view::SliceLook
constexpr int kSmallest_pixels = 64, kLargest_pixels = 8192;

const std::map<std::string, Picture> kPictures{{"3d", Picture::kScene},
                                               {"fluoro", Picture::kXRay},
                                               {"slice", Picture::kSlice},
                                               {"straw", Picture::kStraw},
                                               {"window", Picture::kWindow}};
const std::map<std::string, fluoro::View> kProjections{{"ap", fluoro::View::kAp},
                                                       {"lateral", fluoro::View::kLateral},
                                                       {"clo-left", fluoro::View::kCloLeft},
                                                       {"clo-right", fluoro::View::kCloRight}};

const std::map<std::string, lesson::Comparing> kComparings{
    {"off", lesson::Comparing::kOff},
    {"divider", lesson::Comparing::kDivider},
    {"side-by-side", lesson::Comparing::kSideBySide}};

/// A whole number, or -1 where the text is none.
int whole(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

void readSize(const std::string& text, Options& options) {
  const std::size_t x = std::min(text.find('x'), text.size());
  const std::string_view view(text);
  options.width = whole(view.substr(0, x));
  options.height = x < text.size() ? whole(view.substr(x + 1)) : -1;
  const auto fits = [](int n) { return n >= kSmallest_pixels && n <= kLargest_pixels; };
  if (fits(options.width) && fits(options.height)) return;
  config::fail("--size", {},
               "found \"" + text + "\", expected WIDTHxHEIGHT in pixels, each from " +
                   std::to_string(kSmallest_pixels) + " to " + std::to_string(kLargest_pixels));
}

/// What CLI11 fills before it is looked at.
struct Words {
  std::string view = "window", projection, plane, size = "1280x720", voice = "plain",
              theme = "dark";
  std::string compare, guides, layout, beside, page;
  std::string frame, format = "stl";
  bool list = false;
  FluoroWords fluoro;
  WindowWords window;
  std::string topic;  // of help
};

void readSlice(const Words& w, Options& o) {
  const std::map<std::string, bool> planes{{"axial", false}, {"sagittal", true}};
  if (!w.plane.empty()) o.sagittal = named(planes, "--plane", w.plane);
  if (o.picture != Picture::kSlice && (!w.plane.empty() || o.at_mm || o.outlines))
    config::fail(o.at_mm      ? "--at"
                 : o.outlines ? "--outlines"
                              : "--plane",
                 {}, "found without --view slice, expected with it");
  const double reach = o.sagittal ? kSagittalReach_mm : kAxialReach_mm;
  if (o.at_mm && !(std::abs(*o.at_mm) <= reach))
    config::fail("--at", {},
                 "found a slice beyond what is drawn, expected mm from -" +
                     std::to_string(static_cast<int>(reach)) + " to " +
                     std::to_string(static_cast<int>(reach)));
}

/// Names of guides with commas between them, or "all".
void readGuides(const Words& w, Options& o) {
  if (w.guides.empty() && o.xRay.fade == 0.0) return;
  if (o.picture != Picture::kXRay && o.picture != Picture::kWindow)
    config::fail(w.guides.empty() ? "--fade" : "--guides", {},
                 "found without --view fluoro or window, expected with one of them");
  std::map<std::string, std::size_t> names;
  for (std::size_t n = 0; n < view::kGuideNames.size(); ++n) names.emplace(view::kGuideNames[n], n);
  if (w.guides == "all") o.xRay.guides.fill(true);
  if (w.guides.empty() || w.guides == "all") return;
  std::istringstream list(w.guides);
  for (std::string name; std::getline(list, name, ',');)
    o.xRay.guides[named(names, "--guides", name)] = true;
}

/// How panels stand, and what a film has beside its 3D view.
void readLayout(const Words& w, Options& o) {
  const bool film = o.action == Action::kFilm;
  std::map<std::string, PanelLayout> layouts{{"window", PanelLayout::kUsual}};
  if (!film) layouts.emplace("big", PanelLayout::kBig);
  if (o.action != Action::kWindow) layouts.emplace("cinema", PanelLayout::kFilm);
  o.layout = film ? PanelLayout::kFilm : PanelLayout::kUsual;
  if (!w.layout.empty()) o.layout = named(layouts, "--layout", w.layout);
  if (o.picture != Picture::kWindow && (!w.layout.empty() || o.textScale != 1.0))
    config::fail(w.layout.empty() ? "--text-scale" : "--layout", {},
                 "found without --view window, expected with it");
  std::map<std::string, Picture> pictures = kPictures;
  pictures.erase("window");
  if (!w.beside.empty()) o.beside = named(pictures, "--view", w.beside);
  if (o.beside && o.layout != PanelLayout::kFilm)
    config::fail("--view", {}, "found with --layout window, expected with cinema");
}

/// The name of a page, and after a colon the numbers of what is chosen on it.
void readPage(const Words& w, Options& o) {
  if (w.page.empty()) return;
  if (o.picture != Picture::kWindow)
    config::fail("--page", {}, "found without --view window, expected with it");
  std::map<std::string, lesson::StagePage> pages;
  for (std::size_t n = 0; n < std::size(lesson::kPageNames); ++n)
    pages.emplace(lesson::kPageNames[n], static_cast<lesson::StagePage>(n));
  const std::size_t colon = std::min(w.page.find(':'), w.page.size());
  o.page = named(pages, "--page", w.page.substr(0, colon));
  if (colon == w.page.size()) return;
  std::istringstream list(w.page.substr(colon + 1));
  for (std::string part; std::getline(list, part, ',');) {
    o.pageParts.push_back(whole(part));
    if (o.pageParts.back() < 1)
      config::fail("--page", {}, "found \"" + part + "\", expected a number from 1");
  }
}

void readImport(const Words& w, Options& o) {
  if (!w.frame.empty()) {
    o.importFrame = anatomy::axesNamed(w.frame);
    if (!o.importFrame)
      config::fail("--import-frame", {},
                   "found \"" + w.frame +
                       "\", expected lps, ras or another three letters, one of l/r, of p/a and of "
                       "s/i each");
  }
  if (o.import.empty() && (o.importFrame || !o.importMap.empty()))
    config::fail(o.importFrame ? "--import-frame" : "--import-map", {},
                 "found without --import, expected with it");
}

anatomy::MeshFormat formatNamed(const std::string& name) {
  std::map<std::string, anatomy::MeshFormat> formats;
  for (std::size_t n = 0; n < anatomy::kMeshFormats.size(); ++n)
    formats.emplace(anatomy::kMeshFormats[n], static_cast<anatomy::MeshFormat>(n));
  return named(formats, "--format", name);
}

void addImport(CLI::App& app, Options& o, Words& w) {
  app.add_option(
         "--import", o.import,
         "A patient's segmented bones in place of the model's: STL, OBJ, PLY, glTF files, or "
         "folders of them")
      ->type_name("DIR|FILE...");
  app.add_option("--import-map", o.importMap, "What the meshes are: name = \"structure\" (TOML)")
      ->type_name("FILE");
  app.add_option("--import-frame", w.frame,
                 "Axes of meshes that do not say: lps or ras, or three letters of l/r, p/a, s/i")
      ->type_name("AXES");
}

void addPatient(CLI::App& app, Options& o, Words& w) {
  app.add_option("--case", o.caseFile, "Case file (TOML); the default patient without it")
      ->type_name("FILE");
  app.add_option("--set", o.settings, "Set one parameter of the case, as key=value; repeatable")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  addImport(app, o, w);
}

/// How the patient is held instead of as the stage leaves them.
void addPose(CLI::App& app, Options& o) {
  app.add_option("--posture", o.posture,
                 "Hold the patient so instead: -1 extended, 0 neutral, 1 flexed; lying")
      ->check(CLI::Range(-1.0, 1.0));
  app.add_option("--through", o.through,
                 "How far through the stage: 0, its beginning, to 1, its end (the default)")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--severity", o.atSeverity, "And at this severity: 0 healthy, 1 the case's")
      ->check(CLI::Range(0.0, 1.0));
  app.add_flag("--standing", o.standing, "With --posture: standing");
}

void addWords(CLI::App& c, Options& o, Words& w) {
  c.add_option("--voice", w.voice, "plain or clinical");
  c.add_option("--language", o.language, "Language of the words");
}

void addRender(CLI::App& app, Options& o, Words& w) {
  CLI::App* c =
      app.add_subcommand("render", "Draw a picture of a stage's end without a screen, as PNG");
  addPatient(*c, o, w);
  c->add_option("--stage", o.stage, "1 to 15; 0 is the untouched patient; all draws every stage")
      ->required();
  c->add_option("--view", w.view, "3d, fluoro, slice, straw or window");
  c->add_option("--projection", w.projection,
                "For fluoro, and 3d with --c-arm: ap, lateral, clo-left or clo-right (where the "
                "detector tilts)");
  c->add_flag(
      "--c-arm", o.cArm,
      "For 3d: with the C-arm and its beam, from farther away; for window: with its controls");
  addPose(*c, o);
  c->add_option("--plane", w.plane, "For slice: axial or sagittal");
  c->add_option("--at", o.at_mm,
                "For slice: mm from the disc's middle headwards, or from the mid-line to the left")
      ->type_name("MM");
  c->add_flag("--outlines", o.outlines, "For slice: with the outlines that are measured");
  c->add_option("--compare", w.compare,
                "With the untouched patient in the same posture: off, divider or side-by-side; the "
                "stage decides without it");
  c->add_option(
      "--guides", w.guides,
      "For fluoro and window: what is drawn over the X-ray to read it by: all, or some of "
      "pedicles,spinous,laminae,interlaminar,contrast,tip");
  c->add_option("--fade", o.xRay.fade,
                "For fluoro and window: from what you see, 0, to what it is, 1: the bones in 3D "
                "where the X-ray shows them")
      ->check(CLI::Range(0.0, 1.0));
  c->add_option("--size", w.size, "WIDTHxHEIGHT in pixels");
  c->add_option("--layout", w.layout,
                "For window: all panels (window), large type for a room (big), a film's (cinema)");
  c->add_option("--text-scale", o.textScale, "For window: size of the text: 1, the usual, to 2")
      ->check(CLI::Range(1.0, 2.0));
  c->add_option(
       "--page", w.page,
       "For window: the page that is open, body_map, candidacy, getting_ready, recovery, "
       "evidence, questions or teach_back; and what is chosen on it, such as evidence:3 or, "
       "for candidacy, an answer to each question: candidacy:4,1,1")
      ->type_name("PAGE[:N,N]");
  c->add_flag("--sources", o.sources,
              "For window: with the sources of the stage, or of the open page, over it");
  c->add_option("--voice", w.voice, "plain or clinical");
  c->add_option("--theme", w.theme, "Of the panels: dark or light");
  c->add_option("--language", o.language, "Language of the words");
  c->add_option("--out", o.out, "The PNG file; with --stage all, a folder")->required();
  c->callback([&o] { o.action = Action::kRender; });
}

void addMeasure(CLI::App& app, Options& o, Words& w) {
  CLI::App* c =
      app.add_subcommand("measure", "Print the measures of a stage's end as JSON; needs no screen");
  addPatient(*c, o, w);
  CLI::Option* stage = c->add_option("--stage", o.stage, "1 to 15; 0 is the untouched patient");
  CLI::Option* sweep = c->add_flag(
      "--sweep", o.sweep,
      "Print a table instead (CSV): sac area, AP, width and pressure by posture, severity, bites");
  sweep->excludes(stage);
  addPose(*c, o);
  c->callback([&o, stage] {
    o.action = Action::kMeasure;
    if (!o.sweep && stage->count() == 0)
      config::fail("measure", {}, "found neither --stage nor --sweep, expected one of them");
  });
}

void addSimulate(CLI::App& app, Options& o, Words& w) {
  CLI::App* c =
      app.add_subcommand("simulate", "Run the story to a stage's end and write a recording");
  addPatient(*c, o, w);
  c->add_option("--stage", o.stage, "1 to 15")->required();
  c->add_option("--out", o.out, "The recording")->required();
  c->callback([&o] { o.action = Action::kSimulate; });
}

void addReplay(CLI::App& app, Options& o, Words& w) {
  CLI::App* c = app.add_subcommand(
      "replay", "Replay a recording and compare its end; exit code 1 where it differs");
  c->add_option("recording", o.recording, "A recording")->required();
  addImport(*c, o, w);
  c->callback([&o] { o.action = Action::kReplay; });
}

void addExport(CLI::App& app, Options& o, Words& w) {
  CLI::App* c = app.add_subcommand(
      "export", "Write every structure as a closed mesh, in mm, +x left, +y posterior, +z head");
  addPatient(*c, o, w);
  c->add_option("--format", w.format, "stl, obj, ply or glb");
  c->add_option("--severity", o.severity, "0, healthy, to 1, the case's disease")
      ->check(CLI::Range(0.0, 1.0));
  c->add_option("--out", o.out, "The folder; made where it is missing")->required();
  c->callback([&o] { o.action = Action::kExport; });
}

void addFluoro(CLI::App& app, Options& o, Words& w) {
  CLI::App* c = app.add_subcommand(
      "fluoro", "Write a noise-free X-ray with its exact geometry, for other programs to check");
  addPatient(*c, o, w);
  c->add_option("--stage", o.stage,
                "1 to 15, how it ends; 0, where there is none, is the untouched patient as export "
                "writes them: lying, neutral, healthy");
  addPose(*c, o);
  addFluoroOptions(*c, o.fluoro, w.fluoro);
  c->get_option("--raw")->required();
  for (const char* patients : {"--case", "--set", "--import", "--stage", "--posture", "--through",
                               "--severity", "--standing"})
    c->get_option("--mesh")->excludes(c->get_option(patients));
  c->callback([&o] { o.action = Action::kFluoro; });
}

/// What a film is made of.
void addFilm(CLI::App& app, Options& o, Words& w) {
  CLI::App* c = app.add_subcommand(
      "film", "Make a film of some stages with captions, as MP4; needs the program ffmpeg");
  addPatient(*c, o, w);
  c->add_option("--stage", o.stage, "1 to 15, a range such as 7..10, or all")->required();
  c->add_option("--layout", w.layout,
                "cinema: the 3D view, what stands beside it, and captions; window: all panels");
  c->add_option("--view", w.beside,
                "For cinema, what stands beside the 3D view: 3d (nothing), fluoro, slice or straw; "
                "the stage decides without it");
  c->add_option("--size", w.size, "WIDTHxHEIGHT in pixels, even numbers");
  c->add_option("--fps", o.framesPerSecond, "Frames per second")->check(CLI::Range(1, 120));
  c->add_option("--speed", o.speed, "So many times as fast")->check(CLI::Range(0.25, 8.0));
  addWords(*c, o, w);
  c->add_option("--stills", o.stills,
                "So many pictures (PNG) out of the film in its place; --out is a folder then")
      ->check(CLI::Range(1, 10000));
  c->add_option("--out", o.out, "The MP4 file")->required();
  c->callback([&o] { o.action = Action::kFilm; });
}

void addHandout(CLI::App& app, Options& o, Words& w) {
  CLI::App* c = app.add_subcommand(
      "handout", "Write the sheet that a patient takes home, two pages, as PDF; needs no screen");
  addPatient(*c, o, w);
  addWords(*c, o, w);
  c->add_option("--paper", o.paper, "a4 or letter");
  c->add_option("--date", o.date, "The day that is printed on it, today without it")
      ->type_name("YYYY-MM-DD");
  c->add_option("--out", o.out, "The PDF file")->required();
  c->callback([&o] { o.action = Action::kHandout; });
}

void addTranscript(CLI::App& app, Options& o, Words& w) {
  CLI::App* c = app.add_subcommand(
      "transcript", "Print every stage as plain text, for a screen reader; needs no screen");
  addPatient(*c, o, w);
  addWords(*c, o, w);
  c->add_option("--stage", o.stage, "1 to 15; all, as without it, is every stage");
  c->callback([&o, c] {
    o.action = Action::kTranscript;
    if (c->count("--stage") == 0) o.stage = "all";
  });
}

void addWindow(CLI::App& app, Options& o, Words& w) {
  addPatient(app, o, w);
  app.add_option("--layout", w.layout, "big: large type for a room; window: all panels");
  app.add_option("--record", o.record, "Write a recording of the session when the window closes")
      ->type_name("FILE");
  addWindowOptions(app, o.window, w.window);
  app.add_option("--route", o.route,
                 "The way through the story: full, five_minutes, ninety_seconds or trainee");
  app.add_flag("--presenter", o.presenter,
               "With a second window for who presents: notes, what comes next, the time");
  CLI::Option* kiosk = app.add_flag(
      "--kiosk", o.kiosk,
      "For a booth: fills the screen, plays by itself, begins anew when nobody touches "
      "it; no files, no set-up and no way out but the window manager's");
  app.add_option("--kiosk-idle", o.idle_s, "Seconds without a touch before a booth asks, 75 else")
      ->check(CLI::Range(2.0, 3600.0))
      ->needs(kiosk)
      ->type_name("SECONDS");
  app.add_flag("--list-params", w.list, "List every parameter of a case, and leave");
  app.set_version_flag("--version", "unkink " + version());
}

void interpret(const Words& w, Options& o) {
  o.picture = named(kPictures, "--view", w.view);
  if (!w.projection.empty()) o.projection = named(kProjections, "--projection", w.projection);
  if (!w.compare.empty()) o.compare = named(kComparings, "--compare", w.compare);
  if (o.cArm && o.picture != Picture::kScene && o.picture != Picture::kWindow)
    config::fail("--c-arm", {}, "found without --view 3d or window, expected with one of them");
  const bool machine = o.cArm && o.picture == Picture::kScene;
  if (o.projection && o.picture != Picture::kXRay && !machine)
    config::fail("--projection", {}, "found without --view fluoro, expected with it");
  readLayout(w, o);
  readSlice(w, o);
  readGuides(w, o);
  readPage(w, o);
  if (o.sources && o.picture != Picture::kWindow)
    config::fail("--sources", {}, "found without --view window, expected with it");
  if (o.standing && !o.posture)
    config::fail("--standing", {}, "found without --posture, expected with it");
  o.clinical =
      named(std::map<std::string, bool>{{"plain", false}, {"clinical", true}}, "--voice", w.voice);
  o.light =
      named(std::map<std::string, bool>{{"dark", false}, {"light", true}}, "--theme", w.theme);
  readImport(w, o);
  if (o.action == Action::kFluoro) interpret(w.fluoro, o.fluoro);
  if (o.action == Action::kWindow) interpret(w.window, o.window);
  o.format = formatNamed(w.format);
  readSize(w.size, o);
  if (o.action == Action::kFilm && (o.width % 2 != 0 || o.height % 2 != 0))
    config::fail("--size", {},
                 "found \"" + w.size + "\", expected even numbers: films have no odd ones");
  if (w.list) o.action = Action::kListParameters;
}

std::string inOneSentence(std::string text) {
  for (char& c : text)
    if (c == '\n') c = ' ';
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace

Options readCommandLine(int argc, const char* const* argv) {
  Options options;
  Words words;
  CLI::App app("Unkink: a simulator of minimally invasive lumbar decompression.", "unkink");
  app.footer("A teaching model. Not a medical device; not for diagnosis or planning.");
  addWindow(app, options, words);
  addRender(app, options, words);
  addMeasure(app, options, words);
  addSimulate(app, options, words);
  addReplay(app, options, words);
  addExport(app, options, words);
  addFluoro(app, options, words);
  addFilm(app, options, words);
  addHandout(app, options, words);
  addTranscript(app, options, words);
  app.require_subcommand(0, 1);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    app.exit(help);  // prints help or version
    options.action = Action::kNothing;
    return options;
  } catch (const CLI::ParseError& problem) {
    throw config::Error(inOneSentence(problem.what()) + " (unkink --help lists what there is)");
  }
  interpret(words, options);
  return options;
}

int stageNumber(const std::string& text, int stageCount) {
  const int number = whole(text);
  if (number >= 0 && number <= stageCount) return number;
  config::fail("--stage", {},
               "found \"" + text + "\", expected a stage from 0 to " + std::to_string(stageCount));
}

StageRange stageRange(const std::string& text, int stageCount) {
  if (text == "all") return {1, stageCount};
  const std::size_t dots = std::min(text.find(".."), text.size());
  const std::string_view view(text);
  const int first = whole(view.substr(0, dots));
  const int last = dots < text.size() ? whole(view.substr(dots + 2)) : first;
  if (first >= 1 && first <= last && last <= stageCount) return {first, last};
  config::fail("--stage", {},
               "found \"" + text + "\", expected a stage from 1 to " + std::to_string(stageCount) +
                   ", a range such as 7..10, or all");
}

}  // namespace unkink::app
