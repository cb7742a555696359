// A second GLFW window with ImGui's two backends once more.
#include "app/graphics/presenter_window.hpp"

#include "app/graphics/glfw_keys.hpp"
#include "app/graphics/gui_draw.hpp"
#include "config/error.hpp"
#include "ui/layout.hpp"

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <epoxy/gl.h>
#include <utility>
// after epoxy, which brings OpenGL's names
#include <GLFW/glfw3.h>
#include <algorithm>
#include <string>

namespace unkink::app {
namespace {

constexpr int kWidth = 900, kHeight = 600;

PresenterWindow& windowOf(GLFWwindow* handle) {
  return *static_cast<PresenterWindow*>(glfwGetWindowUserPointer(handle));
}

/// A corner of a screen that the first window is not on; nothing where there is only one.
std::optional<std::pair<int, int>> otherScreen(GLFWwindow* first) {
  int x = 0, y = 0, count = 0;
  glfwGetWindowPos(first, &x, &y);
  GLFWmonitor* const* monitors = glfwGetMonitors(&count);
  for (int n = 0; count > 1 && n < count; ++n) {
    int left = 0, top = 0;
    glfwGetMonitorPos(monitors[n], &left, &top);
    const GLFWvidmode* mode = glfwGetVideoMode(monitors[n]);
    if (!mode) continue;
    const bool here = x >= left && x < left + mode->width && y >= top && y < top + mode->height;
    if (!here && monitors[n] != glfwGetWindowMonitor(first)) return std::pair{left + 60, top + 60};
  }
  return std::nullopt;
}

}  // namespace

class PresenterWindow::Current {
 public:
  Current(GLFWwindow* window, ImGuiContext* context)
      : window_(glfwGetCurrentContext()), context_(ImGui::GetCurrentContext()) {
    glfwMakeContextCurrent(window);
    if (context) ImGui::SetCurrentContext(context);
  }
  ~Current() {
    glfwMakeContextCurrent(window_);
    ImGui::SetCurrentContext(context_);
  }
  Current(const Current&) = delete;
  Current& operator=(const Current&) = delete;

 private:
  GLFWwindow* window_;
  ImGuiContext* context_;
};

PresenterWindow::PresenterWindow() {
  const auto place = otherScreen(glfwGetCurrentContext());
  // the first window's hints hold, but this one never takes the screen from it
  glfwWindowHint(GLFW_FOCUS_ON_SHOW, GLFW_FALSE);
  handle_ = glfwCreateWindow(kWidth, kHeight, "Unkink: presenter", nullptr, nullptr);
  glfwWindowHint(GLFW_FOCUS_ON_SHOW, GLFW_TRUE);
  if (!handle_) throw config::Error("no second window could be opened");
  if (place) glfwSetWindowPos(handle_, place->first, place->second);
  glfwSetWindowUserPointer(handle_, this);
  glfwSetWindowSizeLimits(handle_, 480, 360, GLFW_DONT_CARE, GLFW_DONT_CARE);
  const Current current(handle_, nullptr);
  glfwSwapInterval(0);  // the first window keeps the beat
  context_ = ImGui::CreateContext();
  ImGui::SetCurrentContext(context_);
  ImGui::GetIO().IniFilename = nullptr;
  ImGui_ImplGlfw_InitForOpenGL(handle_, false);
  ImGui_ImplOpenGL3_Init("#version 330 core");
  connect();
}

PresenterWindow::~PresenterWindow() {
  {
    const Current current(handle_, context_);
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    glfwDestroyWindow(handle_);
  }
  ImGui::DestroyContext(context_);
}

void PresenterWindow::connect() {
  glfwSetKeyCallback(handle_, [](GLFWwindow* w, int key, int scancode, int action, int modifiers) {
    windowOf(w).happened_ = true;
    if (const auto event = keyEvent(key, scancode, action, modifiers))
      windowOf(w).keys_.push_back(*event);
  });
  glfwSetMouseButtonCallback(handle_, [](GLFWwindow* w, int button, int action, int modifiers) {
    const Current current(w, windowOf(w).context_);
    windowOf(w).happened_ = true;
    ImGui_ImplGlfw_MouseButtonCallback(w, button, action, modifiers);
  });
  glfwSetScrollCallback(handle_, [](GLFWwindow* w, double x, double y) {
    const Current current(w, windowOf(w).context_);
    windowOf(w).happened_ = true;
    ImGui_ImplGlfw_ScrollCallback(w, x, y);
  });
  glfwSetCursorPosCallback(handle_,
                           [](GLFWwindow* w, [[maybe_unused]] double x, [[maybe_unused]] double y) {
                             windowOf(w).happened_ = true;
#if IMGUI_VERSION_NUM >= 18700
                             const Current current(w, windowOf(w).context_);
                             ImGui_ImplGlfw_CursorPosCallback(w, x, y);
#endif
                           });
  glfwSetCursorEnterCallback(handle_, [](GLFWwindow* w, int entered) {
    const Current current(w, windowOf(w).context_);
    windowOf(w).happened_ = true;
    ImGui_ImplGlfw_CursorEnterCallback(w, entered);
  });
  glfwSetWindowFocusCallback(handle_, [](GLFWwindow* w, int focused) {
    const Current current(w, windowOf(w).context_);
    windowOf(w).happened_ = true;
    ImGui_ImplGlfw_WindowFocusCallback(w, focused);
  });
  glfwSetWindowRefreshCallback(handle_, [](GLFWwindow* w) { windowOf(w).happened_ = true; });
  glfwSetFramebufferSizeCallback(handle_,
                                 [](GLFWwindow* w, int, int) { windowOf(w).happened_ = true; });
  glfwSetWindowCloseCallback(handle_, [](GLFWwindow* w) { windowOf(w).happened_ = true; });
}

bool PresenterWindow::closing() const { return glfwWindowShouldClose(handle_) != 0; }
std::vector<ui::KeyEvent> PresenterWindow::takeKeys() { return std::exchange(keys_, {}); }
bool PresenterWindow::takeHappened() { return std::exchange(happened_, false); }

ui::PresenterWishes PresenterWindow::draw(const ui::Shown& shown, const ui::UiState& state,
                                          const ui::PresenterClock& clock) {
  const Current current(handle_, context_);
  int width = 0, height = 0, pixelsWide = 0, pixelsHigh = 0;
  float display = 1.0f;
  glfwGetWindowSize(handle_, &width, &height);
  glfwGetFramebufferSize(handle_, &pixelsWide, &pixelsHigh);
  glfwGetWindowContentScale(handle_, &display, nullptr);
  if (width <= 0 || height <= 0) return {};  // it is an icon
  const float ratio = static_cast<float>(pixelsWide) / static_cast<float>(width);
  const auto w = static_cast<float>(width), h = static_cast<float>(height);
  const float wished =
      std::max(0.5f, display / ratio) * static_cast<float>(shown.preferences.textScale);
  const float scale = ui::fittingScale(w, h, wished);
  dress_.wear(shown.preferences.theme, scale, ratio, shown.catalogue);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
  const ui::PresenterWishes wishes = ui::presenterView(shown, state, clock, w, h, scale);
  ImGui::Render();
  drawGui(handle_);
  glfwSwapBuffers(handle_);
  return wishes;
}

}  // namespace unkink::app
