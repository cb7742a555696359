// Sampling the disc once healthy and once diseased, and extracting what lies between.
#include "view/disc_mesh.hpp"

namespace unkink::view {
namespace {

constexpr double kSpacing_mm = 0.75;  // it meets no live volume, so its lattice may be its own

}  // namespace

DiscMesh::DiscMesh(const anatomy::Spine& spine, anatomy::Level level) : spine_(&spine) {
  constexpr double kMostBulge_mm = 5.0;
  owned_ = math::sampleBoxAround(spine.discBounds(level).grown(kMostBulge_mm), kSpacing_mm, 1);
  const auto sampled = [&](bool endPoint) {
    return math::sample(owned_.grown(1), kSpacing_mm,
                        [&](const math::Vec3& p) { return spine.disc(level, p, endPoint); });
  };
  healthy_ = sampled(false);
  endPoint_ = sampled(true);
}

void DiscMesh::update(double severity) {
  if (severity == severity_) return;
  severity_ = severity;
  ++version_;
  const auto s = static_cast<float>(severity);
  mesh_ = math::surfaceNets(owned_, kSpacing_mm, [&](const math::IVec3& at) {
    return healthy_.at(at) + s * (endPoint_.at(at) - healthy_.at(at));
  });
  for (math::Vertex& v : mesh_.vertices) {
    const anatomy::Tie tie = spine_->tieByHeight(math::Vec3(v.position));
    v.chain = static_cast<float>(tie.chain);
    v.bulge = static_cast<float>(tie.bulge);
  }
}

}  // namespace unkink::view
