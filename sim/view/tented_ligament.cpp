// Each vertex goes with the disc in front of it; discs that are not treated stay healthy.
#include "view/tented_ligament.hpp"

#include "anatomy/longitudinal_ligament.hpp"

#include <cmath>

namespace unkink::view {

TentedLigament::TentedLigament(const anatomy::Spine& spine, anatomy::Level level,
                               math::Mesh healthy)
    : healthy_(std::move(healthy)), mesh_(healthy_) {
  const auto l = static_cast<std::size_t>(level);
  if (spine.parameters().disease[l].discBulge_mm <= 0.0) return;
  const anatomy::Part part = anatomy::posteriorLongitudinalLigament(spine);
  for (const math::Vertex& v : healthy_.vertices) {
    // from the middle of the body above to that of the one below
    const bool here = std::abs(v.chain - static_cast<float>(l) - 0.5f) <= 0.5f;
    move_.push_back(here ? math::Vec3f(part.moved(math::Vec3(v.position))) : math::Vec3f(0.0f));
  }
}

void TentedLigament::update(double severity) {
  if (severity == severity_ || move_.empty()) return;
  severity_ = severity;
  ++version_;
  for (std::size_t n = 0; n < move_.size(); ++n)
    mesh_.vertices[n].position =
        healthy_.vertices[n].position + static_cast<float>(severity) * move_[n];
}

}  // namespace unkink::view
