// Drawing without a screen: a context, ImGui without a platform, and a texture to draw into.
#pragma once

#include "app/graphics/frame.hpp"
#include "render/egl_context.hpp"
#include "render/image.hpp"

namespace unkink::app {

/// ImGui for as long as this lives, without a window.
class HeadlessPanels {
 public:
  explicit HeadlessPanels(render::Size size);
  ~HeadlessPanels();
  HeadlessPanels(const HeadlessPanels&) = delete;
  HeadlessPanels& operator=(const HeadlessPanels&) = delete;

  /// What a window's platform would tell ImGui before a frame.
  void beginFrame() const;
  /// Draws what ImGui has into the texture, over a dark ground. \return the texture's name
  unsigned draw() const;
  render::Size size() const { return size_; }

 private:
  render::Size size_;
  unsigned texture_ = 0, framebuffer_ = 0;
};

}  // namespace unkink::app
