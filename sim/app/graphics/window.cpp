// GLFW, its callbacks, and ImGui's two backends.
#include "app/graphics/window.hpp"

#include "app/graphics/glfw_keys.hpp"
#include "app/graphics/gui_draw.hpp"
#include "config/error.hpp"

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <epoxy/gl.h>
#include <utility>
// after epoxy, which brings OpenGL's names
#include <GLFW/glfw3.h>
#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace unkink::app {
namespace {

constexpr int kWidth = 1280, kHeight = 720;
constexpr int kLeastWidth = 640, kLeastHeight = 480;

std::string lastProblem() {
  const char* text = nullptr;
  glfwGetError(&text);
  return text ? std::string(": ") + text : std::string();
}

GLFWwindow* makeWindow(const char* title, bool fullscreen) {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  glfwWindowHint(GLFW_SAMPLES, 0);
  GLFWmonitor* monitor = fullscreen ? glfwGetPrimaryMonitor() : nullptr;
  const GLFWvidmode* mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
  return glfwCreateWindow(mode ? mode->width : kWidth, mode ? mode->height : kHeight, title,
                          monitor, nullptr);
}

/// Whether the middle of a window's upper edge, by which it is moved, is on a screen.
bool onScreen(const WindowPlace& place) {
  int count = 0;
  GLFWmonitor** monitors = glfwGetMonitors(&count);
  const int x = place.x + place.width / 2;
  return std::any_of(monitors, monitors + count, [&](GLFWmonitor* monitor) {
    int left = 0, top = 0, width = 0, height = 0;
    glfwGetMonitorWorkarea(monitor, &left, &top, &width, &height);
    return x >= left && x < left + width && place.y >= top && place.y < top + height;
  });
}

Window& windowOf(GLFWwindow* handle) {
  return *static_cast<Window*>(glfwGetWindowUserPointer(handle));
}

}  // namespace

Window::Window(const char* title, bool fullscreen) {
  if (!glfwInit())
    throw config::Error("no screen to open a window on" + lastProblem() +
                        "; unkink render draws pictures without one");
  handle_ = makeWindow(title, fullscreen);
  if (!handle_) {
    const std::string problem = lastProblem();
    glfwTerminate();
    throw config::Error("no window with OpenGL 3.3" + problem);
  }
  place_ = {80, 80, kWidth, kHeight};
  glfwMakeContextCurrent(handle_);
  glfwSetWindowSizeLimits(handle_, kLeastWidth, kLeastHeight, GLFW_DONT_CARE, GLFW_DONT_CARE);
  glfwSwapInterval(1);
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  glfwSetWindowUserPointer(handle_, this);
  ImGui_ImplGlfw_InitForOpenGL(handle_, false);
  ImGui_ImplOpenGL3_Init("#version 330 core");
  connect();
}

Window::~Window() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  ImGui::DestroyContext();
  glfwDestroyWindow(handle_);
  glfwTerminate();
}

/// Our own keys are kept for the panels to decide on; everything goes on to ImGui but Tab, which
/// moves between panels here and would move between fields there.
void Window::onKey(GLFWwindow* handle, int key, int scancode, int action, int modifiers) {
  Window& window = windowOf(handle);
  window.happened_ = true;
  if (action == GLFW_PRESS) window.touched_ = true;
  if (const auto event = keyEvent(key, scancode, action, modifiers)) window.keys_.push_back(*event);
  if (key != GLFW_KEY_TAB) ImGui_ImplGlfw_KeyCallback(handle, key, scancode, action, modifiers);
}

void Window::connect() {
  glfwSetKeyCallback(handle_, onKey);
  glfwSetCharCallback(handle_, [](GLFWwindow* w, unsigned c) {
    windowOf(w).happened_ = true;
    ImGui_ImplGlfw_CharCallback(w, c);
  });
  glfwSetMouseButtonCallback(handle_, [](GLFWwindow* w, int button, int action, int modifiers) {
    windowOf(w).happened_ = windowOf(w).touched_ = true;
    ImGui_ImplGlfw_MouseButtonCallback(w, button, action, modifiers);
  });
  glfwSetScrollCallback(handle_, [](GLFWwindow* w, double x, double y) {
    windowOf(w).happened_ = windowOf(w).touched_ = true;
    ImGui_ImplGlfw_ScrollCallback(w, x, y);
  });
  glfwSetCursorPosCallback(handle_,
                           [](GLFWwindow* w, [[maybe_unused]] double x, [[maybe_unused]] double y) {
                             windowOf(w).happened_ = true;
                             // a finger that drags goes on touching
                             if (glfwGetMouseButton(w, GLFW_MOUSE_BUTTON_LEFT) == GLFW_PRESS)
                               windowOf(w).touched_ = true;
#if IMGUI_VERSION_NUM >= 18700
                             ImGui_ImplGlfw_CursorPosCallback(w, x, y);
#endif
                           });
  glfwSetCursorEnterCallback(handle_, [](GLFWwindow* w, int entered) {
    windowOf(w).happened_ = true;
    ImGui_ImplGlfw_CursorEnterCallback(w, entered);
  });
  glfwSetWindowFocusCallback(handle_, [](GLFWwindow* w, int focused) {
    windowOf(w).happened_ = true;
    ImGui_ImplGlfw_WindowFocusCallback(w, focused);
  });
  glfwSetDropCallback(handle_, [](GLFWwindow* w, int count, const char** paths) {
    windowOf(w).happened_ = true;
    windowOf(w).dropped_.insert(windowOf(w).dropped_.end(), paths, paths + count);
  });
  glfwSetWindowRefreshCallback(handle_, [](GLFWwindow* w) { windowOf(w).happened_ = true; });
  glfwSetFramebufferSizeCallback(handle_,
                                 [](GLFWwindow* w, int, int) { windowOf(w).happened_ = true; });
}

void Window::takeEvents(double wait_s) {
  if (wait_s > 0.0)
    glfwWaitEventsTimeout(wait_s);
  else
    glfwPollEvents();
}

std::optional<WindowPlace> Window::place() const {
  if (glfwGetWindowMonitor(handle_)) return std::nullopt;
  WindowPlace p;
  glfwGetWindowPos(handle_, &p.x, &p.y);
  glfwGetWindowSize(handle_, &p.width, &p.height);
  p.maximised = glfwGetWindowAttrib(handle_, GLFW_MAXIMIZED) == GLFW_TRUE;
  return p;
}

void Window::put(const WindowPlace& place) {
  if (glfwGetWindowMonitor(handle_)) return;
  glfwSetWindowSize(handle_, place.width, place.height);
  if (onScreen(place)) glfwSetWindowPos(handle_, place.x, place.y);
  if (place.maximised) glfwMaximizeWindow(handle_);
}

std::string Window::renderer() const {
  const auto text = [](GLenum name) {
    const GLubyte* found = glGetString(name);
    return found ? std::string(reinterpret_cast<const char*>(found)) : std::string("unknown");
  };
  return text(GL_RENDERER) + ", OpenGL " + text(GL_VERSION);
}

bool Window::closing() const { return glfwWindowShouldClose(handle_) != 0; }
void Window::close() { glfwSetWindowShouldClose(handle_, GLFW_TRUE); }

FrameSize Window::size() const {
  int width = 0, height = 0, pixelsWide = 0, pixelsHigh = 0;
  glfwGetWindowSize(handle_, &width, &height);
  glfwGetFramebufferSize(handle_, &pixelsWide, &pixelsHigh);
  float scaleX = 1.0f, scaleY = 1.0f;
  glfwGetWindowContentScale(handle_, &scaleX, &scaleY);
  const float ratio =
      width > 0 && pixelsWide > 0 ? static_cast<float>(pixelsWide) / static_cast<float>(width) : 1;
  return {static_cast<float>(std::max(width, 1)), static_cast<float>(std::max(height, 1)), ratio,
          std::max(0.5f, scaleX / ratio)};
}

namespace {

/// The screen that most of a window is on.
GLFWmonitor* monitorOf(GLFWwindow* window) {
  int x = 0, y = 0, width = 0, height = 0, count = 0;
  glfwGetWindowPos(window, &x, &y);
  glfwGetWindowSize(window, &width, &height);
  GLFWmonitor* const* monitors = glfwGetMonitors(&count);
  GLFWmonitor* best = glfwGetPrimaryMonitor();
  int most = 0;
  for (int n = 0; n < count; ++n) {
    int left = 0, top = 0;
    glfwGetMonitorPos(monitors[n], &left, &top);
    const GLFWvidmode* mode = glfwGetVideoMode(monitors[n]);
    if (!mode) continue;
    const int across = std::min(x + width, left + mode->width) - std::max(x, left);
    const int down = std::min(y + height, top + mode->height) - std::max(y, top);
    const int shared = std::max(0, across) * std::max(0, down);
    if (shared <= most) continue;
    most = shared;
    best = monitors[n];
  }
  return best;
}

}  // namespace

bool Window::fillsScreen() const { return glfwGetWindowMonitor(handle_) != nullptr; }

void Window::fillScreen(bool fill) {
  if (fill == fillsScreen()) return;
  happened_ = true;
  if (!fill) {
    glfwSetWindowMonitor(handle_, nullptr, place_[0], place_[1], place_[2], place_[3],
                         GLFW_DONT_CARE);
    return;
  }
  GLFWmonitor* monitor = monitorOf(handle_);
  const GLFWvidmode* mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
  if (!mode) return;
  glfwGetWindowPos(handle_, &place_[0], &place_[1]);
  glfwGetWindowSize(handle_, &place_[2], &place_[3]);
  glfwSetWindowMonitor(handle_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

bool Window::takeTouched() { return std::exchange(touched_, false); }
bool Window::takeHappened() { return std::exchange(happened_, false); }
std::vector<ui::KeyEvent> Window::takeKeys() { return std::exchange(keys_, {}); }
std::vector<std::filesystem::path> Window::takeDropped() { return std::exchange(dropped_, {}); }

void Window::beginFrame() const {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
}

void Window::present() {
  drawGui(handle_);
  glfwSwapBuffers(handle_);
}

render::Image Window::presentAndKeep() {
  drawGui(handle_);
  int width = 0, height = 0;
  glfwGetFramebufferSize(handle_, &width, &height);
  const auto row = static_cast<std::size_t>(width) * 4, rows = static_cast<std::size_t>(height);
  std::vector<std::uint8_t> bottomUp(row * rows);
  glReadBuffer(GL_BACK);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, bottomUp.data());
  glfwSwapBuffers(handle_);
  render::Image image{width, height, {}};
  image.rgba.reserve(bottomUp.size());
  for (std::size_t y = rows; y-- > 0;) {
    const auto first = bottomUp.begin() + static_cast<std::ptrdiff_t>(y * row);
    image.rgba.insert(image.rgba.end(), first, first + static_cast<std::ptrdiff_t>(row));
  }
  return image;
}

}  // namespace unkink::app
