// The X-ray side of the renderer: sums, picture, and when to draw which again.
#pragma once

#include "render/renderer.hpp"
#include "render/xray_paths.hpp"
#include "render/xray_picture.hpp"

#include <vector>

namespace unkink::render {

class Fluoroscope {
 public:
  /// The picture's texture; passes whose input is unchanged are left out. Requires: scene.xRay.beam
  /// is set
  GLuint draw(const view::Scene& scene, int pixels, MeshCache& cache, bool measure,
              FrameTimes& times);

  std::vector<float> transmission(const view::Scene& scene, int pixels, MeshCache& cache);
  std::array<std::vector<float>, fluoro::kChannelCount> pathLengths(const view::Scene& scene,
                                                                    int pixels, MeshCache& cache);

 private:
  void updateSums(const view::Scene& scene, int pixels, MeshCache& cache, bool measure,
                  FrameTimes& times);
  /// Brings the transmission up to date. \return whether it changed
  bool transmit(const view::XRay& xRay);

  XRayPaths paths_;
  XRayPicture picture_;
  Patch stale_;               // of the transmission: the sums have changed there
  bool isPictureOld_ = true;  // the transmission has changed since the last picture
  std::uint64_t beamKey_ = 0, pictureKey_ = 0;
};

}  // namespace unkink::render
