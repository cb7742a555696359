// The set-up page's other half: follows its draft with ever better pictures, reads and saves cases.
#pragma once

#include "app/graphics/importer.hpp"
#include "app/graphics/reshaper.hpp"
#include "operation/severity_presets.hpp"
#include "ui/ui_state.hpp"

#include <memory>
#include <optional>
#include <utility>

namespace unkink::app {

class Setup {
 public:
  /// \param now   the patient of the story, with its surfaces
  explicit Setup(Surfaces now);

  /// Opens the page with the story's patient on it.
  void open(ui::SetupPage& page, double now_s);
  /// Case files that were opened in earlier runs, the newest first; and one that was just now.
  void setRecent(const std::vector<std::filesystem::path>& files);
  std::optional<std::filesystem::path> takeOpened() { return std::exchange(opened_, {}); }
  void close(ui::SetupPage& page);
  /// Asks for what the page has changed, takes up what has been made.
  /// \param storysBuilder   draws until there is something of the page's own
  /// \return whether there is something new to see
  bool turn(ui::SetupPage& page, view::SceneBuilder& storysBuilder, double now_s);

  /// Reads a case file into the draft; where it is refused the draft stays and the page says why.
  void openCase(const std::filesystem::path& file, ui::SetupPage& page);
  void saveCase(const ui::SetupPage& page);
  /// Takes what was dropped on the window: a case file, or meshes of bones.
  void takeDropped(const std::vector<std::filesystem::path>& files, ui::SetupPage& page);
  Importer& importer() { return importer_; }

  const ui::Workshop& workshop() const { return workshop_; }
  /// What was made last, and how long after the change that asked for it.
  struct Arrival {
    const char* what = nullptr;  // null: nothing since the last call
    double after_ms = 0.0;
  };
  Arrival takeArrival() { return std::exchange(arrival_, {}); }
  /// The patient to draw; nothing until one has been made.
  const Shaped* shaped() const { return shaped_ ? &*shaped_ : nullptr; }
  view::SceneBuilder* builder() const { return shaped_ ? shaped_->builder.get() : nullptr; }
  /// Whether the story can begin with the draft.
  bool ready(const ui::SetupPage& page) const;
  /// The patient of the draft, whose the story now is. Requires: ready()
  Shaped release(ui::SetupPage& page);
  /// Whether something is on its way.
  bool busy() const { return reshaper_.busy() || built_ != asked_ || workshop_.import; }

  template <class T>
  void bury(std::shared_ptr<T> what) {
    reshaper_.bury(std::move(what));
  }

 private:
  Surfaces surfacesShown() const { return shaped_ ? shaped_->surfaces : story_; }
  void ask(ui::SetupPage& page, double now_s);
  void compareGrades();
  bool takeImport(ui::SetupPage& page);
  bool take(view::SceneBuilder& storysBuilder, double now_s);
  using News = ui::Workshop::News;
  void say(News news, std::string sentence = {});

  Surfaces story_;
  const std::vector<operation::SeverityPreset>& presets_;
  Reshaper reshaper_;
  Importer importer_;
  ui::Workshop workshop_;
  std::optional<Shaped> shaped_;
  std::optional<std::filesystem::path> opened_;  // since it was asked last
  std::optional<operation::CaseParameters> asked_, built_;
  std::optional<std::pair<anatomy::Level, anatomy::SpineParameters>> compared_;  // see comparedBy
  std::uint64_t shownWish_ = 0;
  double changed_s_ = 0.0;
  Arrival arrival_;
};

}  // namespace unkink::app
