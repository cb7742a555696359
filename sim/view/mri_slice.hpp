// The MRI-like slice: a T2-weighted picture of what a plane cuts of the scene, on the CPU.
#pragma once

#include "view/scene.hpp"

#include <memory>
#include <vector>

namespace unkink::view {

/// A grey picture, row 0 at the top; its pixels are square.
struct MriPicture {
  int pixels = 0;             // along either edge
  double field_mm = 80.0;     // edge of what is seen
  math::PlaneFrame plane;     // Patient; origin in the middle
  std::vector<float> signal;  // share of the CSF's; may be above 1
  std::vector<float> sac;     // share of each pixel that is the thecal sac's, mean over the slice
  math::SectionEdges sacEdges, ligamentEdges;  // in the middle plane
  std::uint64_t number = 0;                    // another one for every picture drawn

  float at(int column, int row) const {
    return signal[static_cast<std::size_t>(row * pixels + column)];
  }
};

/// How much of it is drawn.
enum class MriFineness : std::uint8_t {
  kMoving,  // one plane, half the pixels
  kFull,
};
inline constexpr int kMriPixels = 256;

/// Draws slices, and keeps what does not change from one to the next.
///
/// Model: the meshes that eye and X-ray see are cut by planes through the slice's thickness; each
/// tissue covers pixels exactly and is painted with its grey; the mean over the planes is blurred
/// by the point spread, brightened towards the coil and given noise. Rootlets, cartilage, the veins
/// of the bodies and the unevenness of outlines away from the sac are drawn in; around a sac that
/// is pressed on its roots fat gives way. Left out: relaxation, motion, chemical shift. What has
/// been cut away reads as fat. The same scene gives the same bits.
class MriSlicer {
 public:
  MriSlicer();
  ~MriSlicer();

  /// The picture of scene.slice; drawn anew only where anything in it changed.
  /// Requires: a slice in the scene.
  /// Cost: axial about 30 ms on two cores, sagittal 43; 8 ms while it moves
  const MriPicture& draw(const Scene& scene, MriFineness fineness);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The untouched patient's picture left of a line, the present one's right of it and all else.
/// \param share  of the width that is the untouched one's, 0..1
/// Requires: pictures of the same plane and size.
MriPicture divided(const MriPicture& before, const MriPicture& now, double share);

/// The picture as 8-bit grey; row 0 at the top.
std::vector<std::uint8_t> greyOf(const MriPicture& picture);

}  // namespace unkink::view
