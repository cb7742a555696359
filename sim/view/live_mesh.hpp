// The surfaces of the live volume, kept in blocks so that only what a bite changed is extracted
// again.
#pragma once

#include "operation/state.hpp"
#include "tissue/two_scale_surface.hpp"

#include <array>
#include <vector>

namespace unkink::view {

/// Surfaces of the three cuttable channels of a live level, and of the inside of the bones'
/// cortex, finer where something was removed; follows the State from call to call. While the
/// severity moves and when something has just been cut they have every triangle; at the next call
/// they are decimated, block borders kept, so that blocks and baked pieces still meet vertex for
/// vertex.
class LiveMesh {
 public:
  explicit LiveMesh(const tissue::Base& base);

  /// Brings the surfaces up to date. \param body  asked about this level
  /// \return triangles extracted anew
  std::size_t update(const tissue::Body& body);

  const math::Mesh& mesh(tissue::Channel c) const {
    return whole_[static_cast<std::size_t>(c)].mesh;
  }
  std::uint64_t version(tissue::Channel c) const {
    return whole_[static_cast<std::size_t>(c)].version;
  }
  /// The cancellous bone inside a bone channel's cortex; a bite lays it open.
  const math::Mesh& inner(tissue::Channel bone) const { return whole_[innerOf(bone)].mesh; }
  std::uint64_t innerVersion(tissue::Channel bone) const { return whole_[innerOf(bone)].version; }

 private:
  struct Whole {
    explicit Whole(const tissue::Base& base) : surface(base.window(), base.spacing_mm()) {}
    tissue::TwoScaleSurface surface;
    math::Mesh mesh;
    std::uint64_t version = 0;
    std::vector<math::Mesh> blocks;  // one per coarse brick
    std::vector<bool> raw;           // blocks that still have every triangle
    // per vertex of the surface: the last block that it was cut out for, and its place there
    std::vector<std::pair<std::uint32_t, std::uint32_t>> placed;
    std::uint32_t cutOuts = 0;
  };
  static constexpr std::size_t kSurfaceCount = tissue::kCuttableCount + 2;  // the last: inner ones

  static std::size_t innerOf(tissue::Channel bone) {
    return tissue::kCuttableCount + static_cast<std::size_t>(bone);
  }
  static tissue::Channel channelOf(std::size_t surface) {
    return static_cast<tissue::Channel>(surface % tissue::kCuttableCount);
  }

  std::size_t blockOf(const math::IVec3& brick) const;
  math::IVec3 brickOf(std::size_t block) const;
  /// Follows the tissue. \return triangles in the blocks that changed
  std::size_t extract(const tissue::Body& body, std::size_t surface, bool all);
  math::Mesh cutOut(std::size_t surface, std::size_t block);
  /// Decimates the blocks that still have every triangle. \return whether there were any
  bool thinOut(std::size_t surface);
  void join(const tissue::Body& body, std::size_t surface);

  const tissue::Base* base_;
  math::IVec3 firstBrick_, blocks_;
  std::vector<Whole> whole_;  // kSurfaceCount
  bool first_ = true;
  double severity_ = -1.0;      // that the surfaces have
  double seenSeverity_ = -1.0;  // of the last call
  tissue::Carving carving_;
  std::vector<float> relief_;
};

}  // namespace unkink::view
