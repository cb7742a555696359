// A live level's disc, reshaped as the disease comes and goes.
#pragma once

#include "anatomy/spine.hpp"
#include "math/field.hpp"

namespace unkink::view {

class DiscMesh {
 public:
  DiscMesh(const anatomy::Spine& spine, anatomy::Level level);

  /// Brings the surface to a severity 0..1.
  void update(double severity);
  const math::Mesh& mesh() const { return mesh_; }
  std::uint64_t version() const { return version_; }

 private:
  const anatomy::Spine* spine_;
  math::SampleBox owned_;
  math::SampledField healthy_, endPoint_;
  math::Mesh mesh_;
  std::uint64_t version_ = 0;
  double severity_ = -1.0;
};

}  // namespace unkink::view
