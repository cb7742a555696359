// What belongs to presenting rather than to the story: routes, full screen, the second window, and
// a booth that begins anew.
#pragma once

#include "app/command_line.hpp"
#include "app/graphics/director.hpp"
#include "app/graphics/frame.hpp"
#include "app/graphics/player.hpp"
#include "app/graphics/presenter_window.hpp"
#include "app/graphics/window.hpp"

#include <functional>
#include <optional>

namespace unkink::app {

class Stagehand {
 public:
  /// Who and what it works with; all of it outlives the stagehand.
  struct Company {
    Window& window;
    Player& player;
    Director& director;
    ui::UiState& uiState;
    const ui::Preferences& preferences;
    std::function<void(const ui::Preferences&)> prefer;
  };

  /// \param routes   checked against the options already, see routeOf()
  Stagehand(Company company, const Options& options, std::vector<lesson::Route> routes);

  /// Counts the words of another language.
  void spell(const lesson::Procedure& procedure, const lesson::Catalogue& catalogue);
  /// Where the options say that it begins.
  void begin(const operation::State& state, double now_s);
  /// Keys of both windows, in turn.
  std::vector<ui::KeyEvent> takeKeys();
  /// Time goes by. \return whether a frame is to be made
  bool turn(const operation::State& state, double now_s);
  /// Whether a file or a patient may be taken in.
  bool takesFiles() const { return !show().kiosk; }
  /// Carries out what the panels ask for.
  void take(const ui::UiOutput& output, FrameMaker& frames, const operation::State& state,
            double now_s);
  /// Draws the second window where it is open and there is something new to see in it.
  void drawPresenter(const ui::Shown& shown, double now_s);

 private:
  ui::Show& show() const { return company_.uiState.show; }
  const lesson::Route* route() const;
  void follow(std::size_t route, const operation::State& state, double now_s);
  void beginAnew(const operation::State& state, double now_s);
  bool attract(const operation::State& state, double now_s);
  void setStraw(const operation::State& state, double now_s);
  void change(const view::Presentation& to, const operation::State& state, double now_s);
  void openPresenter(bool open);

  Company company_;
  const std::vector<lesson::Route> routes_;
  ui::Preferences asStarted_;
  std::size_t first_ = 0, route_ = 0;  // routes
  bool presenterWanted_ = false, fullScreenWanted_ = false;
  ui::Attract attract_;
  std::optional<PresenterWindow> presenter_;
  double began_s_ = 0.0;       // when the presenter's clock was last set to zero
  long presenterSecond_ = -1;  // that its window last showed
  int strawStage_ = -1;        // for which the straw was last set
};

/// Where a route is asked for by name, its number. Throws: config::Error where there is none
std::size_t routeOf(const Options& options, const std::vector<lesson::Route>& routes);

}  // namespace unkink::app
