// A window with an OpenGL 3.3 context and ImGui in it, and what came from keyboard and mouse.
#pragma once

#include "app/graphics/frame.hpp"
#include "app/graphics/settings.hpp"
#include "render/image.hpp"
#include "ui/keyboard.hpp"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

struct GLFWwindow;

namespace unkink::app {

class Window {
 public:
  /// Throws: config::Error where there is no screen, or no OpenGL 3.3
  Window(const char* title, bool fullscreen);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Takes up events; waits for one for at most that long where there is none.
  void takeEvents(double wait_s);
  /// Where it stands; nothing while it fills the screen.
  std::optional<WindowPlace> place() const;
  /// Puts it there, as far as that is on a screen.
  void put(const WindowPlace& place);
  /// What draws, as OpenGL names it.
  std::string renderer() const;
  bool closing() const;
  void close();
  FrameSize size() const;
  /// Whether anything happened since the last call: input, a new size, damage.
  bool takeHappened();
  /// Whether a key or button went down, or the pointer was dragged, since the last call.
  bool takeTouched();
  /// Fills the screen that most of the window is on, or goes back to where it stood.
  void fillScreen(bool fill);
  bool fillsScreen() const;
  std::vector<ui::KeyEvent> takeKeys();
  /// Files and folders dropped on the window since the last call.
  std::vector<std::filesystem::path> takeDropped();

  void beginFrame() const;
  /// Draws what ImGui has and shows it.
  void present();
  /// The same. \return a picture of it
  render::Image presentAndKeep();

 private:
  static void onKey(GLFWwindow* handle, int key, int scancode, int action, int modifiers);
  void connect();

  GLFWwindow* handle_ = nullptr;
  std::vector<ui::KeyEvent> keys_;
  std::vector<std::filesystem::path> dropped_;
  bool happened_ = true;
  bool touched_ = false;
  std::array<int, 4> place_{};  // left, top, width, height before it filled the screen
};

}  // namespace unkink::app
