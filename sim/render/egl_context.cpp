// A windowless context through EGL: the surfaceless platform, else the first device that will.
#include "render/egl_context.hpp"

#include "config/error.hpp"

#include <array>
#include <epoxy/egl.h>

namespace unkink::render {
namespace {

struct Made {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;
};

EGLContext contextOn(EGLDisplay display) {
  if (!eglInitialize(display, nullptr, nullptr)) return EGL_NO_CONTEXT;
  if (!eglBindAPI(EGL_OPENGL_API)) return EGL_NO_CONTEXT;
  constexpr std::array<EGLint, 3> config{EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
  constexpr std::array<EGLint, 7> wish{EGL_CONTEXT_MAJOR_VERSION,
                                       3,
                                       EGL_CONTEXT_MINOR_VERSION,
                                       3,
                                       EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                       EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                       EGL_NONE};
  EGLConfig chosen = nullptr;
  EGLint count = 0;
  if (!eglChooseConfig(display, config.data(), &chosen, 1, &count) || count == 0) chosen = nullptr;
  return eglCreateContext(display, chosen, EGL_NO_CONTEXT, wish.data());
}

/// A current context on that display, or none and the display closed again.
Made tryDisplay(EGLDisplay display) {
  if (display == EGL_NO_DISPLAY) return {};
  const EGLContext context = contextOn(display);
  if (context != EGL_NO_CONTEXT) {
    if (eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context)) return {display, context};
    eglDestroyContext(display, context);
  }
  eglTerminate(display);
  return {};
}

Made trySurfaceless() {
  if (!epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_MESA_platform_surfaceless")) return {};
  return tryDisplay(eglGetPlatformDisplayEXT(
      EGL_PLATFORM_SURFACELESS_MESA, reinterpret_cast<void*>(EGL_DEFAULT_DISPLAY), nullptr));
}

Made tryDevices() {
  if (!epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_EXT_platform_device")) return {};
  std::array<EGLDeviceEXT, 16> devices{};
  EGLint count = 0;
  if (!eglQueryDevicesEXT(static_cast<EGLint>(devices.size()), devices.data(), &count)) return {};
  for (EGLint i = 0; i < count; ++i) {
    const auto device = devices[static_cast<std::size_t>(i)];
    const Made made =
        tryDisplay(eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, device, nullptr));
    if (made.context != EGL_NO_CONTEXT) return made;
  }
  return {};
}

}  // namespace

HeadlessContext::HeadlessContext() {
  Made made = trySurfaceless();
  if (made.context == EGL_NO_CONTEXT) made = tryDevices();
  if (made.context == EGL_NO_CONTEXT)
    throw config::Error(
        "no OpenGL 3.3 without a window: EGL gave a context neither on the surfaceless platform "
        "nor on a "
        "device; install Mesa's EGL and DRI drivers (libegl1, libgl1-mesa-dri)");
  display_ = made.display;
  context_ = made.context;
}

HeadlessContext::~HeadlessContext() {
  eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroyContext(display_, context_);
  eglTerminate(display_);
}

}  // namespace unkink::render
