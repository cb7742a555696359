// Re-meshing what changed, and joining the blocks into one surface per channel.
#include "view/live_mesh.hpp"

#include "anatomy/decimate.hpp"
#include "anatomy/meshes.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <oneapi/tbb/parallel_for.h>

namespace unkink::view {

using tissue::Channel;

namespace {

constexpr std::size_t kThinning = 6;        // down to this share of the triangles, or
constexpr double kUnseenStep = 0.04;        // of the severity: under 0.1 mm of ligament
constexpr double kThinningError_mm = 0.06;  // as far as this

}  // namespace

LiveMesh::LiveMesh(const tissue::Base& base) : base_(&base) {
  // windows consist of whole bricks
  firstBrick_ = tissue::brickOf(base.window().lo);
  blocks_ = tissue::brickOf(base.window().hi) - firstBrick_;
  const auto count = static_cast<std::size_t>(blocks_.x * blocks_.y * blocks_.z);
  for (std::size_t n = 0; n < kSurfaceCount; ++n) {
    Whole& w = whole_.emplace_back(base);
    w.blocks.resize(count);
    w.raw.assign(count, false);
  }
}

std::size_t LiveMesh::blockOf(const math::IVec3& brick) const {
  const math::IVec3 at = brick - firstBrick_;
  return static_cast<std::size_t>(at.x + blocks_.x * (at.y + blocks_.y * at.z));
}

math::IVec3 LiveMesh::brickOf(std::size_t block) const {
  const auto n = static_cast<int>(block);
  const math::IVec3 at(n % blocks_.x, n / blocks_.x % blocks_.y, n / (blocks_.x * blocks_.y));
  return firstBrick_ + at;
}

std::size_t LiveMesh::extract(const tissue::Body& body, std::size_t surface, bool all) {
  Whole& whole = whole_[surface];
  const Channel c = channelOf(surface);
  const double inset_mm = surface < tissue::kCuttableCount ? 0.0 : anatomy::kCortex_mm;
  const auto inset = static_cast<float>(inset_mm);
  const tissue::TwoScaleSurface::Source source{
      [&](const math::IVec3& brick, tissue::BrickValues& out) {
        base_->brick(c, brick, static_cast<float>(body.severity()), out);
        for (float& v : out.mm) v += inset;
      },
      [&](const math::IVec3& brick, tissue::BrickValues& out) {
        body.brick(c, brick, out, inset_mm);
      },
      [&](const math::IVec3& brick) { return body.live().carving.find(c, brick); }};
  std::vector<math::IVec3> changed;
  for (const tissue::Carving::Place& place :
       tissue::Carving::changed(all ? tissue::Carving{} : carving_, body.live().carving))
    if (place.channel == c) changed.push_back(place.brick);
  std::vector<bool> dirty(whole.blocks.size(), all);
  if (all) {
    whole.surface.rebuild(changed, source);
  } else {
    for (const math::IVec3& brick : whole.surface.update(changed, source))
      if (base_->window().contains(tissue::firstSampleOf(brick))) dirty[blockOf(brick)] = true;
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

math::Mesh LiveMesh::cutOut(std::size_t surface, std::size_t block) {
  Whole& whole = whole_[surface];
  const Channel c = channelOf(surface);
  math::Mesh mesh;
  whole.placed.resize(whole.surface.vertices().size(), {0, 0});
  const std::uint32_t mark = ++whole.cutOuts;
  const auto add = [&](std::uint32_t index) {
    auto& [lastMark, place] = whole.placed[index];
    if (lastMark != mark) {
      lastMark = mark;
      place = static_cast<std::uint32_t>(mesh.vertices.size());
      const tissue::BrickSurface::Vertex& v = whole.surface.vertices()[index];
      const anatomy::Tie tie = base_->tie(c, math::Vec3(v.position));
      mesh.vertices.push_back(
          {v.position, v.normal, static_cast<float>(tie.chain), static_cast<float>(tie.bulge)});
    }
    mesh.indices.push_back(place);
  };
  whole.surface.forEachPart(brickOf(block), [&](std::span<const std::uint32_t> indices) {
    for (const std::uint32_t index : indices) add(index);
  });
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
