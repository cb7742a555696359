// The posterior longitudinal ligament, lifted by the discs as their bulges come.
#pragma once

#include "anatomy/meshes.hpp"

namespace unkink::view {

class TentedLigament {
 public:
  /// \param healthy  its surface at severity 0
  TentedLigament(const anatomy::Spine& spine, math::Mesh healthy);

  /// Brings the surface to a severity 0..1.
  void update(double severity);
  const math::Mesh& mesh() const { return mesh_; }
  std::uint64_t version() const { return version_; }

 private:
  math::Mesh healthy_, mesh_;
  std::vector<math::Vec3f> move_;  // of each vertex at severity 1, mm; empty: none is moved
  std::uint64_t version_ = 1;
  double severity_ = 0.0;
};

}  // namespace unkink::view
