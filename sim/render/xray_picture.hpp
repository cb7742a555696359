// From path lengths to the monitor: transmission, scatter, noise, blur and display.
#pragma once

#include "render/gl/fullscreen.hpp"
#include "render/gl/program.hpp"
#include "render/xray_paths.hpp"

namespace unkink::render {

/// Model: Beer-Lambert per energy bin; scatter, as strong as field and each ray's depth make it,
/// and veiling glare as one wide blur of what the collimator leaves open; Poisson noise of the
/// detected quanta and noise of the electronics; the field is darker towards its edge, by the
/// inverse square and the slant of its rays; blur of detector and focal spot; logarithm, what
/// changes over centimetres mostly evened out, what is still too bright brought down, mild local
/// contrast, logistic film curve. The focal spot's blur is the isocentre's everywhere and blurs the
/// noise as well. Left out: lag, distortion, heel effect.
class XRayPicture {
 public:
  XRayPicture();

  /// Primary transmission from the sums, into transmission(); what is outside the patch stays.
  void transmit(const XRayPaths& paths, const view::XRay& xRay, const Patch& patch);
  /// The shown picture from the transmission, into picture().
  void show(const view::XRay& xRay, int pixels);

  GLuint transmission() const { return primary_.texture.name(); }
  const gl::Framebuffer& transmissionFramebuffer() const { return primary_.framebuffer; }
  GLuint picture() const { return picture_.texture.name(); }

 private:
  struct Target {
    gl::Texture texture;
    gl::Framebuffer framebuffer;
    Size size;
  };
  static Target makeTarget(gl::Format format, int pixels, GLenum filter);
  void resize(int pixels);
  /// Requires: the program is in use
  void shrink(const gl::Program& program, const Target& from, const Target& to);
  void goAstray(const view::XRay& xRay);
  void adapt(const view::XRay& xRay, const Target& to, double sigma_mm);
  void spread(const Target& target, double sigma_mm, double size_mm);
  void detect(const view::XRay& xRay, int pixels);
  void display(const view::XRay& xRay, int pixels);
  void shade(const gl::Program& program, const fluoro::Projection& projection);

  gl::Fullscreen fullscreen_;
  gl::Program transmission_, shrink_, astray_, level_, spread_, detect_, noisyDetect_;
  gl::Program fineDisplay_, coarseDisplay_, fineTurned_, coarseTurned_;
  int bins_ = 0, pixels_ = 0;
  Target primary_, quarter_, scatter_, region_, nearby_, spreadOnce_, detected_, picture_;
};

}  // namespace unkink::render
