// A patient in the making, coarsely: the treated level's surfaces and an axial section through it,
// quick enough to follow a slider.
#pragma once

#include "anatomy/bend.hpp"
#include "anatomy/spine.hpp"
#include "math/mesh.hpp"
#include "view/scene.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace unkink::view {

/// One tissue of an axial section: filled triangles (three corners each) and its outline.
struct SectionPatch {
  Look look = Look::kBone;
  std::vector<math::Vec2f> triangles;
  std::vector<std::array<math::Vec2f, 2>> outline;
};

/// An axial section through a level's disc as a radiologist looks at it: mm from the canal's
/// centre, x to the patient's left (image right), y dorsal (image down).
struct AxialSection {
  std::vector<SectionPatch> patches;  // from the back to the front of the drawing
  math::Vec2f lo{0.0f}, hi{0.0f};     // what is drawn
  double sacArea_mm2 =
      0.0;  // at the level's narrowest place; lying, neutral posture, at the disease's end point
  double healthyArea_mm2 = 0.0;  // of the same sac without the disease
};

/// The section of a spine at a level, all disease there.
///
/// Cost: about 15 ms on two cores
AxialSection axialSection(const anatomy::Spine& spine, anatomy::Level level);

/// The treated level of a patient lying in the neutral posture, at the disease's end point.
/// Patient frame; vertices are not bent again.
struct Preview {
  anatomy::Level level = anatomy::Level::kL4L5;
  /// Upper and lower bone, [0] inside and [1] outside the level's live window.
  std::array<std::array<math::Mesh, 2>, 2> bone;
  std::array<std::array<math::Mesh, 2>, 2> cancellous;  // inside of their cortex
  math::Mesh ligament, disc, sac;
  AxialSection section;
  anatomy::Bend posture;  // for the surfaces of the patient that is still shown around it
};

/// The lattice of a preview's surfaces, mm: a multiple of the live volume's, so that both end at
/// the same border.
inline constexpr double kPreviewSpacing_mm = 2.0;

/// A coarse look at a spine's level.
///
/// \param shown  the spine whose surfaces are seen around it: its bones are moved to where those of
/// the new one are
/// Cost: about 50 ms on two cores
Preview makePreview(const anatomy::Spine& spine, anatomy::Level level, const anatomy::Spine& shown);

}  // namespace unkink::view
