// Re-meshing what changed, and joining the blocks into one surface per channel.
#include "view/live_mesh.hpp"

#include "anatomy/decimate.hpp"
#include "anatomy/meshes.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <oneapi/tbb/parallel_for.h>
#include <unordered_map>

namespace unkink::view {

using tissue::Channel;

namespace {

constexpr std::size_t kThinning = 6;        // down to this share of the triangles, or
constexpr double kUnseenStep = 0.04;        // of the severity: under 0.1 mm of ligament
constexpr double kThinningError_mm = 0.06;  // as far as this

}  // namespace

LiveMesh::LiveMesh(const tissue::Base& base) : base_(&base) {
  const auto blockAt = [](const math::IVec3& sample) {
    const math::IVec3 b = tissue::brickOf(sample);
    return math::IVec3(b.x >> 1, b.y >> 1, b.z >> 1);
  };
  static_assert(kBlockEdge == 2);
  firstBlock_ = blockAt(base.window().lo);
  blocks_ = blockAt(base.window().hi - math::IVec3(1)) - firstBlock_ + math::IVec3(1);
  const auto count = static_cast<std::size_t>(blocks_.x * blocks_.y * blocks_.z);
  for (std::size_t n = 0; n < kSurfaceCount; ++n) {
    Whole& w = whole_.emplace_back(base);
    w.blocks.resize(count);
    w.raw.assign(count, false);
  }
}

std::size_t LiveMesh::blockOf(const math::IVec3& brick) const {
  const math::IVec3 at = math::IVec3(brick.x >> 1, brick.y >> 1, brick.z >> 1) - firstBlock_;
  return static_cast<std::size_t>(at.x + blocks_.x * (at.y + blocks_.y * at.z));
}

math::IVec3 LiveMesh::firstBrickOf(std::size_t block) const {
  const auto n = static_cast<int>(block);
  const math::IVec3 at(n % blocks_.x, n / blocks_.x % blocks_.y, n / (blocks_.x * blocks_.y));
  return (firstBlock_ + at) * kBlockEdge;
}

std::size_t LiveMesh::extract(const tissue::Body& body, std::size_t surface, bool all) {
  Whole& whole = whole_[surface];
  const Channel c = channelOf(surface);
  const double inset_mm = surface < tissue::kCuttableCount ? 0.0 : anatomy::kCortex_mm;
  const auto values = [&](const math::IVec3& brick, tissue::BrickValues& out) {
    body.brick(c, brick, out, inset_mm);
  };
  std::vector<bool> dirty(whole.blocks.size(), all);
  if (all) {
    whole.surface.rebuild(values);
  } else {
    std::vector<math::IVec3> changed;
    for (const tissue::Carving::Place& place :
         tissue::Carving::changed(carving_, body.live().carving))
      if (place.channel == c) changed.push_back(place.brick);
    for (const math::IVec3& brick : whole.surface.update(changed, values))
      if (!whole.surface.indicesOf(brick).empty() || !whole.blocks[blockOf(brick)].indices.empty())
        dirty[blockOf(brick)] = true;
  }
  std::size_t triangles = 0;
  for (std::size_t n = 0; n < dirty.size(); ++n) {
    if (!dirty[n]) continue;
    whole.blocks[n] = cutOut(surface, n);
    whole.raw[n] = true;
    triangles += whole.blocks[n].triangleCount();
  }
  return triangles;
}

math::Mesh LiveMesh::cutOut(std::size_t surface, std::size_t block) const {
  const tissue::BrickSurface& from = whole_[surface].surface;
  const Channel c = channelOf(surface);
  math::Mesh mesh;
  std::unordered_map<std::uint32_t, std::uint32_t> here;
  for (int n = 0; n < kBlockEdge * kBlockEdge * kBlockEdge; ++n) {
    const math::IVec3 brick =
        firstBrickOf(block) +
        math::IVec3(n % kBlockEdge, n / kBlockEdge % kBlockEdge, n / (kBlockEdge * kBlockEdge));
    for (const std::uint32_t index : from.indicesOf(brick)) {
      const auto [it, fresh] =
          here.try_emplace(index, static_cast<std::uint32_t>(mesh.vertices.size()));
      mesh.indices.push_back(it->second);
      if (!fresh) continue;
      const tissue::BrickSurface::Vertex& v = from.vertices()[index];
      const anatomy::Tie tie = base_->tie(c, math::Vec3(v.position));
      mesh.vertices.push_back(
          {v.position, v.normal, static_cast<float>(tie.chain), static_cast<float>(tie.bulge)});
    }
  }
  return mesh;
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
  const bool all = first_ || severity_ != body.severity();
  const bool drifted = relief_ != body.live().relief.now_mm;
  const bool settled = severity_ == body.severity();
  std::array<std::size_t, kSurfaceCount> triangles{};
  oneapi::tbb::parallel_for(std::size_t{0}, kSurfaceCount, [&](std::size_t n) {
    triangles[n] = extract(body, n, all);
    const bool thinned = settled && thinOut(n);
    if (triangles[n] > 0 || all || thinned || (drifted && channelOf(n) == Channel::kLigament))
      join(body, n);
  });
  first_ = false;
  severity_ = body.severity();
  carving_ = body.live().carving;
  relief_ = body.live().relief.now_mm;
  return std::accumulate(triangles.begin(), triangles.end(), std::size_t{0});
}

}  // namespace unkink::view
