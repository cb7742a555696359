// The drinking straw at the computed ratio: bent, flattened and creased where, and as far as, the
// sac is narrowed; and the surfaces that it is drawn with.
#pragma once

#include "math/mesh.hpp"
#include "thecal_sac/straw.hpp"
#include "view/straw_section.hpp"

#include <vector>

namespace unkink::view {

inline constexpr double kStrawWall = 0.08;  // its thickness, of the radius

/// How a straw is to stand. Its stage has the Patient's axes: +y behind, +z towards the head.
struct StrawWish {
  double radius_mm = 9.0;  // of the healthy straw, outside
  bool byHeight = false;   // true: every place as high as the sac is there, Patient z; false:
                           // upright at its own length, its middle at the origin
  double mouth = 1.0;      // length of the bendy part and the mouthpiece, in radii as usual
  double mouthTurn = 0.5;  // radians by which the mouthpiece turns towards +y
  int particles = 80;      // that drift in it
  double turn = 0.3;       // radians that the creases are turned out of the bending plane's normal
};

/// A cross-section of the straw in its place.
struct StrawRing {
  math::Vec3 centre{0.0};
  math::Vec3 across{1, 0, 0}, dorsal{0, 1, 0};  // unit: the section's x and y
  math::Vec3 along{0, 0, 1};                    // unit, towards the mouthpiece
  double radius_mm = 0.0;  // outside, of the healthy circle of the same perimeter
  double room = 1.0;       // area over healthy area; drawn as exactly that
  double share = -1.0;     // of the length of the computed part; negative: an end that is added
};

/// The straw without its surfaces: rings from the mouthpiece down, and what flows through them.
struct StrawBody {
  std::vector<StrawRing> rings;
  std::vector<StrawSection> sections;  // of each ring, for radius 1
  std::vector<double> filled_mm3;      // of liquid between the lower end and each ring
  std::size_t first = 0, last = 0;     // rings of the computed part
  std::size_t surface = 0;             // the ring where the liquid ends
  double flow = 1.0;                   // of healthy
  int particles = 0;
  double healthyArea_mm2 = 0.0;  // inside
};

/// Model: room and place from thecal_sac::Straw. The wall keeps its perimeter (StrawSection). The
/// straw is held at both ends and bends in, as a real one does, in proportion to what room is gone;
/// how far is for the eye. Above the computed part: a bendy part and a mouthpiece.
StrawBody strawBody(const thecal_sac::Straw& straw, const StrawWish& wish = {});

/// For the look of a wall Vertex::chain is the place round the wall, with a slow twist, in turns,
/// and Vertex::bulge how sharply the plastic is creased, 0..1.
struct StrawMeshes {
  math::Mesh wall;    // outside, inside and rims: one closed solid
  math::Mesh liquid;  // closed, seen from inside: its winding is inward
  math::Mesh level;   // the liquid's surface with its meniscus, upward
  math::Mesh ghost;   // the healthy straw in the same place, without ends
};
StrawMeshes makeStrawMeshes(const StrawBody& body);

/// Speed of the fluid in a healthy straw, mm/s, for the eye.
inline constexpr double kStrawSpeed_mm_s = 16.0;

/// Where a particle is and how it is drawn.
struct StrawParticle {
  math::Vec3 centre{0.0}, along{0, 0, 1};
  double radius_mm = 0.0, length = 1.0;  // length: of the streak, in radii
  double speed = 0.0;                    // against the healthy straw's
  double room = 1.0;                     // of the section it is in
};

/// The particles once the healthy straw's fluid would have gone `travel_mm` at this straw's flow.
///
/// Model: plug flow. Each keeps its place in the volume that goes by, so speed times area is the
/// flow everywhere, as many leave as come, and none comes near the wall. The same numbers give the
/// same particles.
std::vector<StrawParticle> strawParticles(const StrawBody& body, double travel_mm);
math::Mesh particleMesh(const std::vector<StrawParticle>& particles);

}  // namespace unkink::view
