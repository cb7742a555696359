// Settings, log and autosave of one run.
#include "app/graphics/keeper.hpp"

#include "anatomy/own_bones.hpp"
#include "app/folders.hpp"
#include "config/error.hpp"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <utility>

namespace unkink::app {
namespace {

constexpr double kBetweenSaves_s = 5.0;

std::filesystem::path settingsFile() {
  const std::filesystem::path folder = configFolder();
  return folder.empty() ? folder : folder / "settings.toml";
}

}  // namespace

Keeper::Keeper(const WindowOptions& asked)
    : log_(logFolder()), file_(settingsFile()), autosave_(autosaveFolder()) {
  log_.say("start, unkink " UNKINK_VERSION);
  for (const std::string& sentence : file_.complaints()) complain(sentence);
  preferences_ = settings().preferences;
  if (asked.language) preferences_.language = *asked.language;
  if (asked.theme) preferences_.theme = *asked.theme;
  if (asked.textScale) preferences_.textScale = *asked.textScale;
  if (asked.reducedMotion) preferences_.reducedMotion = *asked.reducedMotion;
  voice_ = settings().voice;
  if (asked.clinical) voice_ = *asked.clinical ? view::Voice::kClinical : view::Voice::kPlain;
  if (asked.resume.value_or(true)) left_ = leftSession(autosaveFolder());
  if (asked.resume.value_or(false) && !left_)
    throw config::Error("--resume: found no session that was left, expected one to take up");
}

Keeper::~Keeper() {
  if (save_.valid()) save_.wait();
}

void Keeper::write(const Settings& settings) {
  if (const std::string why = file_.keep(settings); !why.empty()) complain(why);
}

void Keeper::prefer(const ui::Preferences& wanted) {
  Settings s = settings();
  s.preferences = changed(s.preferences, preferences_, wanted);
  preferences_ = wanted;
  write(s);
}

void Keeper::speak(view::Voice voice) {
  if (voice == voice_) return;
  Settings s = settings();
  s.voice = voice_ = voice;
  write(s);
}

ui::KeyMap Keeper::keys() {
  const std::vector<ui::KeyMap::Binding> wanted(settings().keys.begin(), settings().keys.end());
  ui::KeyMap keys;
  try {
    keys.bind(wanted);
  } catch (const config::Error& e) {
    complain(settingsFile().string() + ": " + e.what());
  }
  return keys;
}

void Keeper::bind(const ui::KeyMap& keys) {
  const ui::KeyMap usual;
  Settings s = settings();
  s.keys.clear();
  for (int n = 0; n < ui::kActionCount; ++n) {
    const auto action = static_cast<ui::Action>(n);
    if (std::ranges::equal(keys.keysOf(action), usual.keysOf(action))) continue;
    std::string& names = s.keys[std::string(ui::nameOf(action))];
    for (const ui::Chord& chord : keys.keysOf(action))
      names += (names.empty() ? "" : " ") + ui::nameOf(chord);
  }
  write(s);
}

void Keeper::opened(const std::filesystem::path& caseFile) {
  Settings s = settings();
  remember(s, caseFile);
  write(s);
}

void Keeper::stoodAt(const WindowPlace& place) {
  Settings s = settings();
  s.window = place;
  write(s);
}

void Keeper::complain(const std::string& sentence) {
  std::cerr << "unkink: " << sentence << "\n";
  log_.say("refused: " + sentence);
  if (complaint_.empty()) complaint_ = sentence;
}

void Keeper::offerTo(const std::shared_ptr<const anatomy::OwnBones>& own) {
  if (!left_ || left_->recording.import == 0) return;
  if (own && own->fingerprint == left_->recording.import) {
    left_->recording.parameters.own = own;
    return;
  }
  complain("found a session that was left with imported bones, expected --import with the same");
  left_.reset();
}

void Keeper::takeUp() {
  if (save_.valid()) save_.wait();
  autosave_.adopt(*left_);
  log_.say("the session that was left is taken up");
  left_.reset();
}

void Keeper::letGo(bool broken) {
  std::error_code gone;
  if (broken)
    std::filesystem::rename(left_->file, left_->file.string() + ".broken", gone);
  else
    std::filesystem::remove(left_->file, gone);
  log_.say(broken ? "the session that was left could not be taken up"
                  : "the session that was left is let go");
  left_.reset();
}

bool Keeper::saving() {
  return save_.valid() && save_.wait_for(std::chrono::seconds(0)) != std::future_status::ready;
}

void Keeper::keepUp(const lesson::Session& session, double now) {
  if (now - saved_s_ < kBetweenSaves_s || session.tick() == savedTick_ || saving()) return;
  saved_s_ = now;
  savedTick_ = session.tick();
  try {
    if (save_.valid()) save_.get();
  } catch (const config::Error& e) {
    if (!std::exchange(told_, true)) complain(e.what());
  }
  save_ = std::async(std::launch::async,
                     [this, recording = session.recording()] { autosave_.keep(recording); });
}

void Keeper::close(const std::string& how) {
  log_.say("closed: " + how);
  if (save_.valid()) save_.wait();
  autosave_.forget();
}

}  // namespace unkink::app
