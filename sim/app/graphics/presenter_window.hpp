// The presenter's second window: text alone, with an OpenGL and an ImGui context of its own.
#pragma once

#include "app/graphics/dress.hpp"
#include "ui/presenter_view.hpp"

#include <optional>
#include <vector>

struct GLFWwindow;
struct ImGuiContext;

namespace unkink::app {

/// Shares nothing with the first window. Whatever it does, the contexts that were current before
/// are current again afterwards.
class PresenterWindow {
 public:
  /// Opens it, on another screen than the first window's where there is one.
  ///
  /// Requires: a first window, whose contexts are current
  /// Throws: config::Error where a second window cannot be opened
  PresenterWindow();
  ~PresenterWindow();
  PresenterWindow(const PresenterWindow&) = delete;
  PresenterWindow& operator=(const PresenterWindow&) = delete;

  bool closing() const;
  std::vector<ui::KeyEvent> takeKeys();
  /// Whether anything happened in it since the last call.
  bool takeHappened();
  ui::PresenterWishes draw(const ui::Shown& shown, const ui::UiState& state,
                           const ui::PresenterClock& clock);

 private:
  class Current;  // while it lives, this window's contexts are current
  void connect();

  GLFWwindow* handle_ = nullptr;
  ImGuiContext* context_ = nullptr;
  std::vector<ui::KeyEvent> keys_;
  bool happened_ = true;
  Dress dress_;
};

}  // namespace unkink::app
