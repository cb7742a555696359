// Surfaces where the posture has taken them; those of the slice are kept until something moves.
#pragma once

#include "math/box.hpp"
#include "math/plane_section.hpp"
#include "view/scene.hpp"

#include <map>
#include <vector>

namespace unkink::view {

/// Where a vertex lies: bent with the posture, or moved with its mesh. Patient, mm
math::Vec3f placed(const math::Vertex& v, bool bends, const math::Mat4f& patientFromMesh,
                   const BendMatrices& bend);

class PlacedMeshes {
 public:
  /// Brings everything in the slice to where it is. Cost: about 2 ms on two cores where all moves
  void update(const Scene& scene);

  /// Adds what a plane cuts of one surface; nothing where their bounds do not meet.
  /// \param half_mm  of the plane's square, about its origin
  void cut(const SliceSurface& surface, const math::PlaneFrame& plane, double half_mm,
           math::SectionEdges& edges) const;

 private:
  void forget(const std::vector<SliceSurface>& surfaces);
  struct Placed {
    std::uint64_t version = ~0ull, pose = 0;
    std::vector<math::Vec3f> positions;  // Patient
    math::Box bounds;
  };
  std::map<std::uint64_t, Placed> placed_;
};

}  // namespace unkink::view
