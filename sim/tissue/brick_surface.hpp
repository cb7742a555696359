// The surface of a live solid, kept brick by brick: only what changed is extracted again.
//
// Naive surface nets, the same as math::surfaceNets() vertex for vertex, but every cell that the
// surface crosses keeps its vertex's place in one array for as long as it is crossed, and every
// brick its triangles' place in another. So both arrays can be drawn as they are after each bite,
// bricks share their border vertices, and what a bite costs does not depend on how much there is.
#pragma once

#include "math/box.hpp"
#include "tissue/brick.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace unkink::tissue {

class BrickSurface {
 public:
  /// 24 bytes, as a graphics card takes it.
  struct Vertex {
    math::Vec3f position{0.0f};  // mm
    math::Vec3f normal{0.0f};    // outward, unit length
  };
  /// Fills the distances of a whole brick, mm.
  using Values = std::function<void(const math::IVec3& brick, BrickValues& out)>;
  /// The tissue of every sample of a brick; null: none is told apart.
  using Labels = std::function<const BrickLabels*(const math::IVec3& brick)>;

  /// \param owned  the lattice edges whose lower sample lies here carry the surface, as in
  ///               math::surfaceNets; values are asked for in the bricks of owned grown by one
  BrickSurface(const math::SampleBox& owned, double spacing_mm);
  BrickSurface(BrickSurface&&) noexcept;
  BrickSurface& operator=(BrickSurface&&) noexcept;
  ~BrickSurface();

  /// Extracts everything anew.
  void rebuild(const Values& values, const Labels& labels = {});
  /// Follows a change in some bricks. \return those whose triangles or vertices changed. Requires:
  /// all bricks with changed values are named; values change by less than twice the spacing from
  /// sample to sample where they are near zero.
  std::vector<math::IVec3> update(std::span<const math::IVec3> changed, const Values& values,
                                  const Labels& labels = {});

  /// Some are not in use; triangles name those that are.
  const std::vector<Vertex>& vertices() const { return vertices_; }
  /// The tissue that each vertex lies on: its cell's deepest sample's.
  const std::vector<std::uint8_t>& labels() const { return vertexLabels_; }
  /// Wound anticlockwise from outside; unused places hold triangles without area (0, 0, 0).
  const std::vector<std::uint32_t>& indices() const { return indices_; }

  std::size_t vertexCount() const { return vertices_.size() - freeVertices_.size(); }
  std::size_t triangleCount() const { return 2 * quads_; }
  std::size_t bytes() const;

  /// The bricks that hold triangles, and each one's triangles.
  std::vector<math::IVec3> bricks() const;
  std::span<const std::uint32_t> indicesOf(const math::IVec3& brick) const;

 private:
  struct Tile;
  struct Patch;
  /// The vertices of a brick's cells and of those just below it: place (x + 1, y + 1, z + 1).
  using Slots = std::array<std::uint32_t, (kBrickEdge + 1) * (kBrickEdge + 1) * (kBrickEdge + 1)>;
  static constexpr int kFarOutside = -1, kFarInside = -2;

  struct Chunk {
    std::uint32_t first = 0;           // quad
    std::uint32_t used = 0, room = 0;  // quads
  };

  int& tileAt(const math::IVec3& brick);
  int tileAt(const math::IVec3& brick) const;
  Tile* find(const math::IVec3& brick);
  const Tile* find(const math::IVec3& brick) const;
  Tile& make(const math::IVec3& brick);
  bool takeOver(const math::IVec3& brick, const Values& values);
  void spreadDirt(const math::IVec3& brick);
  void gather(const math::IVec3& brick, const Tile& tile, Patch& patch) const;
  void refreshCells(const math::IVec3& brick, Tile& tile, const Labels& labels);
  void refreshSlots(const math::IVec3& brick, Tile& tile, const Patch& patch);
  void refreshVertices(const math::IVec3& brick, const Tile& tile, const Patch& patch,
                       const Labels& labels);
  void markForListing(const math::IVec3& brick, unsigned upperFaces);
  void relist(const math::IVec3& brick, Tile& tile);
  void gatherSlots(const math::IVec3& brick, std::uint64_t rows, Slots& slot) const;
  std::vector<math::IVec3> drawnFrom();
  void put(Chunk& chunk, std::span<const std::uint32_t> indices);
  std::uint32_t newVertex();
  std::uint32_t newRoom(std::uint32_t quads);

  math::SampleBox owned_;
  double spacing_;
  math::IVec3 firstBrick_, brickCount_;
  std::vector<int> directory_;  // tile, kFarOutside or kFarInside; a rim of one brick around
  std::vector<std::unique_ptr<Tile>> tiles_;
  std::vector<math::IVec3> dirty_, listed_;

  std::vector<Vertex> vertices_;
  std::vector<std::uint8_t> vertexLabels_;
  std::vector<std::uint32_t> freeVertices_;
  std::vector<std::uint32_t> indices_;
  std::array<std::vector<std::uint32_t>, 12> freeRoom_;  // by the power of two of quads
  std::size_t quads_ = 0;
};

}  // namespace unkink::tissue
