// The surface of a live solid, kept brick by brick: only what changed is extracted again.
//
// Naive surface nets, the same as math::surfaceNets() vertex for vertex, but every cell that the
// surface crosses keeps its vertex's place in one array for as long as it is crossed, and every
// brick its triangles' place in another. So both arrays can be drawn as they are after each bite,
// bricks share their border vertices, and what a bite costs does not depend on how much there is.
// Two of them, one on a lattice twice as fine, can share one surface: see two_scale_surface.hpp.
#pragma once

#include "math/box.hpp"
#include "tissue/brick.hpp"
#include "tissue/refined_region.hpp"

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
  const std::vector<Vertex>& vertices() const { return out_->vertices; }
  /// The tissue that each vertex lies on: its cell's deepest sample's.
  const std::vector<std::uint8_t>& labels() const { return out_->labels; }
  /// Wound anticlockwise from outside; unused places hold triangles without area (0, 0, 0).
  const std::vector<std::uint32_t>& indices() const { return out_->indices; }

  std::size_t vertexCount() const { return out_->vertices.size() - out_->freeVertices.size(); }
  std::size_t triangleCount() const { return out_->triangles; }
  std::size_t bytes() const { return bytesOfTiles() + bytesOfArrays(); }

  /// The bricks that hold triangles, and each one's triangles.
  std::vector<math::IVec3> bricks() const;
  std::span<const std::uint32_t> indicesOf(const math::IVec3& brick) const;

 private:
  friend class TwoScaleSurface;
  struct Tile;
  struct Patch;
  /// What can be drawn, and the places in it that are not in use.
  struct Arrays {
    std::vector<Vertex> vertices;
    std::vector<std::uint8_t> labels;
    std::vector<std::uint32_t> freeVertices;
    std::vector<std::uint32_t> indices;
    std::array<std::vector<std::uint32_t>, 12> freeRoom;  // by the power of two of quads
    std::size_t triangles = 0;
  };
  /// The vertices of a brick's cells and of those just below it: place (x + 1, y + 1, z + 1).
  using Slots = std::array<std::uint32_t, (kBrickEdge + 1) * (kBrickEdge + 1) * (kBrickEdge + 1)>;
  static constexpr int kFarOutside = -1, kFarInside = -2, kNotAsked = -3;

  struct Chunk {
    std::uint32_t first = 0;           // quad
    std::uint32_t used = 0, room = 0;  // quads
    std::uint32_t triangles = 0;
  };

  // As one of two that share a surface: the coarser one, which has a vertex in every cell but whose
  // edges beside refined cells carry nothing ...
  void share(const RefinedRegion& region);
  void extractAll(const Values& values, const Labels& labels);
  std::vector<math::IVec3> giveOrTake(std::span<const math::IVec3> moved);
  // ... and the finer one, whose cells are the refined ones, and whose edges beside any of them
  // join vertices of the coarser one as well. Only bricks in the region and just above it are asked
  // for.
  void share(const RefinedRegion& region, BrickSurface& coarser);
  std::vector<math::IVec3> takeOrGive(std::span<const math::IVec3> moved,
                                      std::span<const math::IVec3> changed, const Values& values,
                                      const Labels& labels);

  int& tileAt(const math::IVec3& brick);
  int tileAt(const math::IVec3& brick) const;
  Tile* find(const math::IVec3& brick);
  const Tile* find(const math::IVec3& brick) const;
  Tile& make(const math::IVec3& brick);
  bool takeOver(const math::IVec3& brick, const Values& values);
  void takeIn(const math::IVec3& brick, const Values& values, std::vector<math::IVec3>& taken);
  void spreadDirt(const math::IVec3& brick);
  void dirtyAll(const math::IVec3& brick);
  std::vector<math::IVec3> follow(std::span<const math::IVec3> taken, const Labels& labels);
  void gather(const math::IVec3& brick, const Tile& tile, Patch& patch) const;
  void refreshCells(const math::IVec3& brick, Tile& tile, const Labels& labels);
  void refreshSlots(const math::IVec3& brick, Tile& tile, const Patch& patch);
  void refreshVertices(const math::IVec3& brick, const Tile& tile, const Patch& patch,
                       const Labels& labels);
  void markForListing(const math::IVec3& brick, unsigned upperFaces);
  math::SampleBox vertexCells(const math::IVec3& brick) const;
  void relist(const math::IVec3& brick, Tile& tile);
  bool onSeam(const math::IVec3& brick) const;
  bool carriesQuad(const math::IVec3& sample, int axis) const;
  std::uint32_t slotOf(const math::IVec3& cell) const;
  void gatherSlots(const math::IVec3& brick, std::uint64_t rows, Slots& slot) const;
  std::vector<math::IVec3> drawnFrom();
  void put(Chunk& chunk, std::span<const std::uint32_t> list, std::uint32_t triangles);
  std::uint32_t newVertex();
  std::uint32_t newRoom(std::uint32_t quads);
  std::size_t bytesOfTiles() const;
  std::size_t bytesOfArrays() const;

  math::SampleBox owned_;
  double spacing_;
  math::IVec3 firstBrick_, brickCount_;
  std::vector<int> directory_;  // tile or kFarOutside...; a rim of one brick around
  std::vector<std::unique_ptr<Tile>> tiles_;
  std::vector<math::IVec3> dirty_, listed_;

  std::shared_ptr<Arrays> out_;
  const RefinedRegion* region_ = nullptr;  // where two share the surface
  const BrickSurface* coarser_ = nullptr;  // the other one, of the finer
  float far_;  // distance from the surface at which a brick needs no tile, mm
};

}  // namespace unkink::tissue
