// An OpenGL 3.3 core context without a window, for headless runs, exports and tests.
#pragma once

namespace unkink::render {

/// Owns an EGL context and keeps it current on the thread that made it.
///
/// Model: EGL surfaceless platform first, else the first EGL device that gives a context;
/// everything is drawn into textures, there is no default framebuffer.
class HeadlessContext {
 public:
  /// Throws: config::Error when neither platform gives OpenGL 3.3 core
  HeadlessContext();
  ~HeadlessContext();
  HeadlessContext(const HeadlessContext&) = delete;
  HeadlessContext& operator=(const HeadlessContext&) = delete;

 private:
  void* display_ = nullptr;
  void* context_ = nullptr;
};

}  // namespace unkink::render
