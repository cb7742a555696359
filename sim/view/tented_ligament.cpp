// Each vertex goes with the disc in front of it.
#include "view/tented_ligament.hpp"

#include "anatomy/longitudinal_ligament.hpp"

#include <algorithm>

namespace unkink::view {

TentedLigament::TentedLigament(const anatomy::Spine& spine, math::Mesh healthy)
    : healthy_(std::move(healthy)), mesh_(healthy_) {
  const auto& disease = spine.parameters().disease;
  if (std::ranges::none_of(disease, [](const auto& d) { return d.discBulge_mm > 0.0; })) return;
  const anatomy::Part part = anatomy::posteriorLongitudinalLigament(spine);
  for (const math::Vertex& v : healthy_.vertices)
    move_.push_back(math::Vec3f(part.moved(math::Vec3(v.position))));
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
