// Re-meshing what changed, and joining the blocks into one surface per channel.
#include "view/live_mesh.hpp"

#include "anatomy/decimate.hpp"
#include "anatomy/meshes.hpp"
#include "math/field.hpp"

#include <algorithm>
#include <cmath>
#include <oneapi/tbb/parallel_for.h>

namespace unkink::view {

using tissue::Channel;

namespace {

constexpr std::size_t kThinning = 6;        // down to this share of the triangles, or
constexpr double kUnseenStep = 0.04;        // of the severity: under 0.1 mm of ligament
constexpr double kThinningError_mm = 0.06;  // as far as this

}  // namespace

LiveMesh::LiveMesh(const tissue::Base& base)
    : base_(&base), blocks_((base.window().size() + math::IVec3(kBlockEdge - 1)) / kBlockEdge) {
  const auto count = static_cast<std::size_t>(blocks_.x * blocks_.y * blocks_.z);
  for (Whole& w : whole_) {
    w.blocks.resize(count);
    w.raw.assign(count, false);
  }
}

math::SampleBox LiveMesh::blockBox(std::size_t block) const {
  const auto n = static_cast<int>(block);
  const math::IVec3 at(n % blocks_.x, n / blocks_.x % blocks_.y, n / (blocks_.x * blocks_.y));
  const math::IVec3 lo = base_->window().lo + at * kBlockEdge;
  return math::SampleBox{lo, lo + math::IVec3(kBlockEdge)}.clipped(base_->window());
}

std::vector<bool> LiveMesh::dirtyBlocks(const tissue::Body& body) const {
  const std::size_t count = whole_[0].blocks.size();
  if (first_ || severity_ != body.severity()) return std::vector<bool>(count, true);
  std::vector<bool> dirty(count, false);
  for (const math::IVec3& brick : tissue::Carving::changed(carving_, body.live().carving)) {
    // a block reads one sample beyond itself on every side
    const math::IVec3 lo = brick * tissue::kBrickEdge;
    const math::SampleBox touched =
        math::SampleBox{lo, lo + math::IVec3(tissue::kBrickEdge)}.grown(1);
    for (std::size_t n = 0; n < count; ++n)
      if (!blockBox(n).clipped(touched).empty()) dirty[n] = true;
  }
  return dirty;
}

std::size_t LiveMesh::extract(const tissue::Body& body, std::size_t surface,
                              const std::vector<bool>& dirty) {
  Whole& whole = whole_[surface];
  const Channel c = channelOf(surface);
  const double inset_mm = surface < tissue::kCuttableCount ? 0.0 : anatomy::kCortex_mm;
  std::vector<std::size_t> todo;
  for (std::size_t n = 0; n < dirty.size(); ++n)
    if (dirty[n]) todo.push_back(n);
  oneapi::tbb::parallel_for(std::size_t{0}, todo.size(), [&](std::size_t i) {
    const math::SampleBox owned = blockBox(todo[i]);
    const math::SampleBox read{owned.lo - math::IVec3(1), owned.hi + math::IVec3(1)};
    std::vector<float> samples;
    body.values(c, read, samples, inset_mm);
    const math::IVec3 n = read.size();
    whole.blocks[todo[i]] =
        math::surfaceNets(owned, base_->spacing_mm(), [&](const math::IVec3& s) {
          const math::IVec3 q = s - read.lo;
          return samples[static_cast<std::size_t>(q.x + n.x * (q.y + n.y * q.z))];
        });
    for (math::Vertex& v : whole.blocks[todo[i]].vertices) {
      const anatomy::Tie tie = base_->tie(c, math::Vec3(v.position));
      v.chain = static_cast<float>(tie.chain);
      v.bulge = static_cast<float>(tie.bulge);
    }
  });
  std::size_t triangles = 0;
  for (const std::size_t n : todo) {
    triangles += whole.blocks[n].triangleCount();
    whole.raw[n] = true;
  }
  return triangles;
}

bool LiveMesh::thinOut(std::size_t surface) {
  Whole& whole = whole_[surface];
  std::vector<std::size_t> todo;
  for (std::size_t n = 0; n < whole.raw.size(); ++n)
    if (whole.raw[n] && !whole.blocks[n].indices.empty()) todo.push_back(n);
  oneapi::tbb::parallel_for(std::size_t{0}, todo.size(), [&](std::size_t i) {
    math::Mesh& block = whole.blocks[todo[i]];
    math::Mesh thin =
        anatomy::decimate(block, {block.triangleCount() / kThinning, kThinningError_mm});
    // after a bite a border may touch itself; where thinning would tear it the block stays as it is
    if (math::openEdgeCount(thin) == math::openEdgeCount(block)) block = std::move(thin);
  });
  whole.raw.assign(whole.blocks.size(), false);
  return !todo.empty();
}

void LiveMesh::join(const tissue::Body& body, std::size_t surface) {
  Whole& whole = whole_[surface];
  whole.mesh = {};
  for (const math::Mesh& block : whole.blocks) math::append(whole.mesh, block);
  if (channelOf(surface) ==
      Channel::kLigament)  // what is left has drifted dorsally where it is thin: see tissue::Relief
    for (math::Vertex& v : whole.mesh.vertices) {
      const double drift =
          body.live().relief.at(math::Vec3(v.position), base_->spacing_mm()) * v.bulge;
      v.position += math::Vec3f(drift * base_->dorsal());
    }
  ++whole.version;
}

std::size_t LiveMesh::update(const tissue::Body& body) {
  // while the severity moves, steps too small to see are let pass: each costs a whole extraction
  const bool moves = seenSeverity_ != body.severity();
  seenSeverity_ = body.severity();
  if (moves && !first_ && std::abs(body.severity() - severity_) < kUnseenStep) return 0;
  const std::vector<bool> dirty = dirtyBlocks(body);
  const bool anyDirty = std::find(dirty.begin(), dirty.end(), true) != dirty.end();
  const bool drifted = relief_ != body.live().relief.now_mm;
  std::size_t triangles = 0;
  for (std::size_t n = 0; n < whole_.size(); ++n) {
    if (anyDirty) triangles += extract(body, n, dirty);
    const bool thinned = severity_ == body.severity() && thinOut(n);
    if (anyDirty || thinned || (drifted && channelOf(n) == Channel::kLigament)) join(body, n);
  }
  first_ = false;
  severity_ = body.severity();
  carving_ = body.live().carving;
  relief_ = body.live().relief.now_mm;
  return triangles;
}

}  // namespace unkink::view
