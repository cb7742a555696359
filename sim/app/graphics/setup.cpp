// What to ask for when, and what to show of what has come.
#include "app/graphics/setup.hpp"

#include "app/folders.hpp"
#include "app/graphics/case_folder.hpp"
#include "app/material.hpp"
#include "config/error.hpp"

namespace unkink::app {
namespace {

constexpr double kRest_s = 0.08;     // without change before all of the patient is made,
constexpr double kHeldRest_s = 0.4;  // and while the slider is still held

/// What the sections by severity depend on: the patient but for disease, skin and fat.
std::pair<anatomy::Level, anatomy::SpineParameters> comparedBy(const operation::CaseParameters& p) {
  const anatomy::SpineParameters usual;
  anatomy::SpineParameters key = operation::spineParameters(p);
  key.disease = usual.disease;
  key.skinToLamina_mm = usual.skinToLamina_mm;
  key.subcutaneousFat_mm = usual.subcutaneousFat_mm;
  return {p.level, key};
}

/// What a patient is called in lists: level, side and grade, never a name.
std::string titleOf(const ui::SetupPage& page) {
  const auto level = static_cast<std::size_t>(page.draft.level);
  std::string title(anatomy::kLevelNames[level]);
  title +=
      std::string(", ") + std::string(operation::kSideNames[static_cast<int>(page.draft.side)]);
  const int grade = page.grade[level];
  if (grade >= 0) title += std::string(", ") + ui::kGradeLetters[static_cast<std::size_t>(grade)];
  if (page.draft.disease[level].slip > 0.0) title += ", slip";
  if (page.draft.own) title += ", own bones";
  return title;
}

}  // namespace

Setup::Setup(Surfaces now)
    : story_(std::move(now)),
      presets_(operation::severityPresets()),
      reshaper_({[](const operation::CaseParameters& p, const operation::Case& like) {
                   return std::make_shared<const operation::Case>(p, like);
                 },
                 [](const operation::Case& c, const Surfaces& like) {
                   return surfacesOf(c, {&like.theCase->spine(), like.meshes.get()});
                 }}) {
  workshop_.shipped = shippedCases();
  if (presets_.size() != kGrades)
    throw config::Error("anatomy/schizas.toml: found " + std::to_string(presets_.size()) +
                        " grades, expected " + std::to_string(kGrades));
}

void Setup::open(ui::SetupPage& page, double now) {
  page = {};
  page.open = true;
  page.draft = story_.theCase->parameters();
  page.detailed = page.draft.level;
  workshop_.own = casesIn(caseFolder());
  workshop_.section.reset();
  say(News::kNone);
  asked_ = page.draft;
  built_.reset();
  changed_s_ = now;
}

void Setup::close(ui::SetupPage& page) {
  page.open = page.starting = false;
  if (!shaped_) return;
  bury(std::make_shared<std::optional<Shaped>>(std::move(shaped_)));
  shaped_.reset();
}

bool Setup::ready(const ui::SetupPage& page) const {
  return shaped_ && shaped_->whole() && shaped_->theCase->parameters() == page.draft;
}

Shaped Setup::release(ui::SetupPage& page) {
  Shaped mine = std::move(*shaped_);
  shaped_.reset();
  story_ = mine.surfaces;
  page.open = page.starting = false;
  return mine;
}

void Setup::ask(ui::SetupPage& page, double now) {
  if (asked_ != page.draft) {
    // what was opened keeps its own title, and the news of it, until something of it is changed
    if (asked_ && asked_->title == page.draft.title) {
      page.draft.title = titleOf(page);
      say(News::kNone);
    }
    asked_ = page.draft;
    changed_s_ = now;
    reshaper_.sketch(page.draft, surfacesShown());
  }
  const double rested = now - changed_s_;
  if (built_ != asked_ && rested >= (page.held ? kHeldRest_s : kRest_s)) {
    built_ = asked_;
    reshaper_.build(*asked_, surfacesShown());
  }
  if (compared_ != comparedBy(page.draft)) compareGrades();
}

void Setup::compareGrades() {
  compared_ = comparedBy(*asked_);
  std::array<anatomy::LevelDisease, kGrades> diseases;
  for (std::size_t n = 0; n < kGrades; ++n) {
    const auto& perLevel = presets_.at(n).disease;
    diseases[n] = perLevel[static_cast<std::size_t>(asked_->level)];
    workshop_.cards[n] = {perLevel, std::nullopt};
  }
  reshaper_.compare(*asked_, diseases);
}

bool Setup::take(view::SceneBuilder& storysBuilder, double now) {
  const auto arrived = [&](const char* what) { arrival_ = {what, 1000.0 * (now - changed_s_)}; };
  Reshaper::Made made = reshaper_.take();
  bool news = false;
  for (std::size_t n = 0; n < kGrades; ++n)
    if (made.sections[n]) {
      workshop_.cards[n].section = std::move(made.sections[n]);
      news = true;
    }
  if (made.refusal) {
    say(News::kRefused, *made.refusal);
    news = true;
  }
  if (made.shaped && made.shapedOf >= shownWish_) {
    shownWish_ = made.shapedOf;
    workshop_.section = made.shaped->section;
    if (shaped_) bury(std::make_shared<std::optional<Shaped>>(std::move(shaped_)));
    shaped_ = std::move(made.shaped);
    arrived(shaped_->whole() ? "whole spine" : "level");
    news = true;
  }
  if (made.preview && made.previewOf > shownWish_) {
    shownWish_ = made.previewOf;
    workshop_.section = made.preview->section;
    (shaped_ ? *shaped_->builder : storysBuilder).show(made.preview, true);
    arrived("sketch");
    news = true;
  }
  return news;
}

bool Setup::takeImport(ui::SetupPage& page) {
  Importer::Made made = importer_.take();
  workshop_.import = importer_.status();
  if (made.refusal) say(News::kRefused, *made.refusal);
  if (made.nudged) page.draft.own = made.nudged;
  if (!made.spine) return made.nudged || made.refusal || workshop_.import;
  page.points.reset();
  page.draft.own = made.spine->bones;
  workshop_.notices = std::move(made.spine->notices);
  say(News::kNone);
  return true;
}

void Setup::takeDropped(const std::vector<std::filesystem::path>& files, ui::SetupPage& page) {
  if (files.size() == 1 && files.front().extension() == ".toml")
    openCase(files.front(), page);
  else
    importer_.begin(files);
}

bool Setup::turn(ui::SetupPage& page, view::SceneBuilder& storysBuilder, double now) {
  const bool imported = takeImport(page);
  ask(page, now);
  const bool news = take(storysBuilder, now) || imported;
  const bool shaping = reshaper_.busy() || built_ != asked_;
  const bool changed = shaping != workshop_.shaping;
  workshop_.shaping = shaping;
  workshop_.ready = ready(page);
  return news || changed;
}

void Setup::openCase(const std::filesystem::path& file, ui::SetupPage& page) {
  try {
    const auto own = page.draft.own;  // a case file says nothing of imported bones
    page.draft = operation::readCase(file);
    page.draft.own = own;
    page.detailed = page.draft.level;
    page.grade.fill(-1);
    say(News::kOpened, page.draft.title);
  } catch (const config::Error& e) {
    say(News::kRefused, e.what());
  }
}

void Setup::saveCase(const ui::SetupPage& page) {
  try {
    say(News::kSaved, app::saveCase(caseFolder(), page.draft).string());
    workshop_.own = casesIn(caseFolder());
  } catch (const config::Error& e) {
    say(News::kRefused, e.what());
  }
}

void Setup::say(News news, std::string sentence) {
  workshop_.news = news;
  workshop_.said = std::move(sentence);
}

}  // namespace unkink::app
