// What outlives a run, kept up while the window is open: settings, log, and the session itself.
#pragma once

#include "app/autosave.hpp"
#include "app/graphics/settings.hpp"
#include "app/log.hpp"
#include "app/window_options.hpp"
#include "lesson/session.hpp"
#include "ui/desktop.hpp"
#include "ui/key_map.hpp"

#include <future>
#include <memory>
#include <optional>
#include <string>

namespace unkink::app {

class Keeper {
 public:
  /// Reads settings, opens the log, and looks for a session that was left.
  /// \param asked   holds for this run over the settings, and is not written to them
  explicit Keeper(const WindowOptions& asked);
  ~Keeper();

  /// What holds now.
  const ui::Preferences& preferences() const { return preferences_; }
  view::Voice voice() const { return voice_; }
  /// Every action on its keys; on those that it came with where the settings say what cannot be.
  ui::KeyMap keys();
  const Settings& settings() const { return file_.now(); }
  Log& log() { return log_; }

  // what a person changes is written at once
  void prefer(const ui::Preferences& wanted);
  void speak(view::Voice voice);
  void bind(const ui::KeyMap& keys);
  void opened(const std::filesystem::path& caseFile);
  void stoodAt(const WindowPlace& place);

  /// What the settings say and the program cannot do is said once, and the log has it.
  void complain(const std::string& sentence);
  const std::string& complaint() const { return complaint_; }

  /// A session that was left with a patient's own bones can be taken up with these alone.
  void offerTo(const std::shared_ptr<const anatomy::OwnBones>& own);
  /// The session that was left, until it is taken up or let go; null: none.
  const LeftSession* left() const { return left_ ? &*left_ : nullptr; }
  /// It is this run's now.
  void takeUp();
  /// It is not wanted: it is set aside, or deleted.
  void letGo(bool broken);

  /// Writes the session every few seconds, on a thread of its own, where it has changed.
  void keepUp(const lesson::Session& session, double now_s);
  /// The session was closed in good order: there is nothing to take up. \param how  for the log
  void close(const std::string& how);

 private:
  void write(const Settings& settings);
  bool saving();

  Log log_;
  SettingsFile file_;
  Autosave autosave_;
  ui::Preferences preferences_;
  view::Voice voice_ = view::Voice::kPlain;
  std::string complaint_;
  std::optional<LeftSession> left_;
  std::future<void> save_;  // while the file is being written
  double saved_s_ = 0.0;    // when that began
  std::uint64_t savedTick_ = 0;
  bool told_ = false;  // that it cannot be written
};

}  // namespace unkink::app
