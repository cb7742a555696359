// Surface nets with places that stay: signs as bits, eight vertices at a time.
#include "tissue/brick_surface.hpp"

#include "math/vector8.hpp"
#include "tissue/brick_bits.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>
#include <glm/vector_relational.hpp>

namespace unkink::tissue {
namespace {

using math::F8;
using math::I8;
using math::IVec3;
using math::kLanes;
using math::SampleBox;
using math::Vec3f;

constexpr int kPadStride = 16;  // so that rows begin on a vector's boundary
constexpr std::uint32_t kNoVertex = 0xffffffffu;
constexpr std::uint32_t kLeastRoom = 16;  // quads
constexpr std::size_t kIndicesPerQuad = 6;

constexpr int padAt(int x, int y, int z) { return x + kPadStride * (y + kPadEdge * z); }

/// Leaves out the triangles that have lost a corner. \return the end of the others
std::uint32_t* dropFlat(std::uint32_t* first, const std::uint32_t* end) {
  std::uint32_t* to = first;
  for (const std::uint32_t* t = first; t != end; t += 3) {
    assert(t[0] != kNoVertex && t[1] != kNoVertex && t[2] != kNoVertex);
    if (t[0] != t[1] && t[1] != t[2] && t[2] != t[0]) to = std::copy_n(t, 3, to);
  }
  return to;
}

/// Eight cells on their way to vertices: the samples at their corners, lane by lane.
struct Cells {
  alignas(32) std::array<std::array<float, kLanes>, 8> corner;  // (c & 1, c >> 1 & 1, c >> 2 & 1)
  alignas(32) std::array<std::array<float, kLanes>, 3> place;   // of the lowest corner, samples
  std::array<std::uint32_t, kLanes> slot;
  int count = 0;
};

/// What becomes of them.
struct Made {
  alignas(32) std::array<std::array<float, kLanes>, 3> position, normal;
  alignas(32) std::array<std::int32_t, kLanes> deepest;  // corner
};

UNKINK_INLINE void blend2(const F8& a, const F8& b, const F8& c, const F8& d, const F8& s,
                          const F8& t, F8& out) {
  out = (a * (1.0f - s) + b * s) * (1.0f - t) + (c * (1.0f - s) + d * s) * t;
}

UNKINK_INLINE void makeVertices(const Cells& cells, float spacing, Made& made) {
  F8 v[8];
  for (int c = 0; c < 8; ++c) math::load(v[c], cells.corner[static_cast<std::size_t>(c)].data());
  // the mean of the crossings of the twelve edges, in the order that math::surfaceNets has
  F8 sum[3] = {F8{}, F8{}, F8{}}, count = F8{};
  for (int axis = 0; axis < 3; ++axis)
    for (int e = 0; e < 4; ++e) {
      const int u = axis == 0 ? 1 : 0, w = axis == 2 ? 1 : 2;
      const int a = (e & 1) << u | (e >> 1) << w, b = a | 1 << axis;
      const I8 crossed = (v[a] < 0.0f) ^ (v[b] < 0.0f);
      const F8 t = v[a] / (v[a] - v[b]);
      const F8 one = F8{} + 1.0f;
      sum[axis] += crossed ? t : F8{};
      if ((a >> u & 1) != 0) sum[u] += crossed ? one : F8{};
      if ((a >> w & 1) != 0) sum[w] += crossed ? one : F8{};
      count += crossed ? one : F8{};
    }
  F8 p[3], g[3];
  for (int n = 0; n < 3; ++n) p[n] = sum[n] / count;
  blend2(v[1] - v[0], v[3] - v[2], v[5] - v[4], v[7] - v[6], p[1], p[2], g[0]);
  blend2(v[2] - v[0], v[3] - v[1], v[6] - v[4], v[7] - v[5], p[0], p[2], g[1]);
  blend2(v[4] - v[0], v[5] - v[1], v[6] - v[2], v[7] - v[3], p[0], p[1], g[2]);
  F8 length = g[0] * g[0] + g[1] * g[1] + g[2] * g[2];
  math::squareRoot(length);
  const I8 flat = length == 0.0f;
  for (int n = 0; n < 3; ++n) {
    const auto axis = static_cast<std::size_t>(n);
    F8 place, normal = g[n] / length;
    normal = flat ? (n == 2 ? F8{} + 1.0f : F8{}) : normal;
    math::load(place, cells.place[axis].data());
    math::store(made.position[axis].data(), (place + p[n]) * spacing);
    math::store(made.normal[axis].data(), normal);
  }
  F8 least = v[0];
  I8 at{};
  for (int c = 1; c < 8; ++c) {
    const I8 less = v[c] < least;
    least = less ? v[c] : least;
    at = less ? I8{} + c : at;
  }
  std::memcpy(made.deepest.data(), &at, sizeof at);
}

/// Where a patch's samples come from: the brick (0) and its upper neighbours, or a far value.
struct PatchSources {
  std::array<const float*, 8> near{};  // (n & 1, n >> 1 & 1, n >> 2 & 1) from the brick; null: far
  std::array<float, 8> far{};
};

/// Copies the samples that some rows of cells look at, and finds which of them are tissue.
UNKINK_INLINE void gatherRows(const PatchSources& from, std::uint64_t cellRows, float* patch,
                              std::uint16_t* inside) {
  unsigned below = 0;  // rows of cells in the layer under this one
  for (int z = 0; z < kPadEdge; ++z) {
    const unsigned here =
        z < kBrickEdge ? static_cast<unsigned>(cellRows >> kBrickEdge * z & 0xffu) : 0u;
    const unsigned seen = here | below;
    below = here;
    for (unsigned rows = seen | seen << 1; rows != 0; rows &= rows - 1) {
      const int y = std::countr_zero(rows);
      const std::size_t side = (y == kBrickEdge ? 2u : 0u) + (z == kBrickEdge ? 4u : 0u);
      const int row = kBrickEdge * ((y & (kBrickEdge - 1)) + kBrickEdge * (z & (kBrickEdge - 1)));
      F8 values = F8{} + from.far[side];
      if (from.near[side]) math::load(values, from.near[side] + row);
      const float last = from.near[side + 1] ? from.near[side + 1][row] : from.far[side + 1];
      float* to = patch + padAt(0, y, z);
      math::store(to, values);
      to[kBrickEdge] = last;
      inside[y + kPadEdge * z] = static_cast<std::uint16_t>(math::bitsOf(values < 0.0f) |
                                                            (last < 0.0f ? 1u << kBrickEdge : 0u));
    }
  }
}

UNKINK_INLINE void replaceRows(const BrickValues& now, BrickValues& values, BrickBits& changed) {
  for (int row = 0; row < kBrickRows; ++row) {
    F8 a, b;
    math::load(a, now.row(row));
    math::load(b, values.row(row));
    const unsigned lanes = math::bitsOf(a != b);
    if (lanes == 0) continue;
    math::store(values.row(row), a);
    changed[static_cast<std::size_t>(row >> 3)] |= static_cast<std::uint64_t>(lanes)
                                                   << 8 * (row & 7);
  }
}

UNKINK_INLINE void findExtremes(const BrickValues& values, float& least, float& most) {
  F8 low, high, v;
  math::load(low, values.row(0));
  high = low;
  for (int row = 1; row < kBrickRows; ++row) {
    math::load(v, values.row(row));
    math::lowerTo(low, v);
    math::raiseTo(high, v);
  }
  least = low[0];
  most = high[0];
  for (int n = 1; n < kLanes; ++n) {
    least = std::min(least, low[n]);
    most = std::max(most, high[n]);
  }
}

/// The loops that are worth the processor's widest instructions.
struct Kernels {
  /// Takes over new values, and marks the samples that differed.
  void (*replaceRows)(const BrickValues& now, BrickValues& values, BrickBits& changed);
  void (*findExtremes)(const BrickValues& values, float& least, float& most);
  void (*gatherRows)(const PatchSources& from, std::uint64_t cellRows, float* patch,
                     std::uint16_t* inside);
  void (*makeVertices)(const Cells& cells, float spacing, Made& made);
};

constexpr Kernels kPlain{
    [](const BrickValues& now, BrickValues& values, BrickBits& changed) {
      replaceRows(now, values, changed);
    },
    [](const BrickValues& values, float& least, float& most) { findExtremes(values, least, most); },
    [](const PatchSources& from, std::uint64_t cellRows, float* patch, std::uint16_t* inside) {
      gatherRows(from, cellRows, patch, inside);
    },
    [](const Cells& cells, float spacing, Made& made) { makeVertices(cells, spacing, made); }};

constexpr Kernels kAvx2{
    [](const BrickValues& now, BrickValues& values, BrickBits& changed)
        UNKINK_AVX2 { replaceRows(now, values, changed); },
    [](const BrickValues& values, float& least, float& most)
        UNKINK_AVX2 { findExtremes(values, least, most); },
    [](const PatchSources& from, std::uint64_t cellRows, float* patch, std::uint16_t* inside)
        UNKINK_AVX2 { gatherRows(from, cellRows, patch, inside); },
    [](const Cells& cells, float spacing, Made& made)
        UNKINK_AVX2 { makeVertices(cells, spacing, made); }};

const Kernels& kernels() {
  static const Kernels& chosen = *math::whicheverFits(&kPlain, &kAvx2);
  return chosen;
}

}  // namespace

struct BrickSurface::Tile {
  BrickValues values;
  std::array<std::uint32_t, kBrickSamples> slot;  // vertex of the cell above each sample
  Inside inside{};
  BrickBits crossed{};  // cells that have a vertex
  BrickBits changed{};  // samples, by the present update
  BrickBits dirty{};    // cells that see such
  bool toList = false, reported = false, moved = false;
  Chunk chunk;
};

/// A brick's samples and the nearest of its neighbours': all that its cells look at.
struct BrickSurface::Patch {
  alignas(64) std::array<float, kPadStride * kPadEdge * kPadEdge> value;
  Inside inside;
};

BrickSurface::BrickSurface(const SampleBox& owned, double spacing_mm)
    : owned_(owned),
      spacing_(spacing_mm),
      out_(std::make_shared<Arrays>()),
      far_(2.0f * static_cast<float>(spacing_mm)) {
  const SampleBox read = owned.grown(1);
  firstBrick_ = brickOf(read.lo) - IVec3(1);
  brickCount_ = brickOf(read.hi - IVec3(1)) + IVec3(2) - firstBrick_;
  directory_.assign(static_cast<std::size_t>(brickCount_.x) *
                        static_cast<std::size_t>(brickCount_.y) *
                        static_cast<std::size_t>(brickCount_.z),
                    kFarOutside);
}
BrickSurface::BrickSurface(BrickSurface&&) noexcept = default;
BrickSurface& BrickSurface::operator=(BrickSurface&&) noexcept = default;
BrickSurface::~BrickSurface() = default;

int& BrickSurface::tileAt(const IVec3& brick) {
  const IVec3 q = brick - firstBrick_;
  return directory_[static_cast<std::size_t>(q.x + brickCount_.x * (q.y + brickCount_.y * q.z))];
}
int BrickSurface::tileAt(const IVec3& brick) const {
  return const_cast<BrickSurface*>(this)->tileAt(brick);
}
BrickSurface::Tile* BrickSurface::find(const IVec3& brick) {
  const int at = tileAt(brick);
  return at < 0 ? nullptr : tiles_[static_cast<std::size_t>(at)].get();
}
const BrickSurface::Tile* BrickSurface::find(const IVec3& brick) const {
  return const_cast<BrickSurface*>(this)->find(brick);
}

BrickSurface::Tile& BrickSurface::make(const IVec3& brick) {
  int& at = tileAt(brick);
  assert(at < 0);
  const bool inside = at == kFarInside;
  at = static_cast<int>(tiles_.size());
  Tile& tile = *tiles_.emplace_back(std::make_unique_for_overwrite<Tile>());
  tile.values.mm.fill(inside ? -1.0f : 1.0f);
  tile.slot.fill(kNoVertex);
  tile.inside.fill(inside ? 0x1ff : 0);
  return tile;
}

bool BrickSurface::takeOver(const IVec3& brick, const Values& values) {
  assert((SampleBox{firstBrick_, firstBrick_ + brickCount_}.grown(-1).contains(brick)));
  BrickValues now;
  values(brick, now);
  if (Tile* tile = find(brick)) {
    kernels().replaceRows(now, tile->values, tile->changed);
    return any(tile->changed);
  }
  // a brick too far from the surface for any of its cells to be crossed needs no tile
  float least, most;
  kernels().findExtremes(now, least, most);
  if (least > far_ || most < -far_) {
    tileAt(brick) = least > 0.0f ? kFarOutside : kFarInside;
    return false;
  }
  Tile& tile = make(brick);
  tile.values = now;
  tile.changed.fill(~0ull);
  return true;
}

void BrickSurface::spreadDirt(const IVec3& brick) {
  const BrickBits changed = find(brick)->changed;
  for (int n = 0; n < 8; ++n) {
    const IVec3 offset(n & 1, n >> 1 & 1, n >> 2 & 1);
    const BrickBits cells = cellsThatSee(changed, offset);
    const IVec3 below = brick - offset;
    if (!any(cells) || glm::any(glm::lessThanEqual(below, firstBrick_))) continue;
    Tile* tile = find(below);
    if (!tile) continue;  // its samples are too far from the surface for an edge from here to there
    if (!any(tile->dirty)) dirty_.push_back(below);
    for (std::size_t z = 0; z < kBrickEdge; ++z) tile->dirty[z] |= cells[z];
  }
}

void BrickSurface::rebuild(const Values& values, const Labels& labels) {
  *this = BrickSurface(owned_, spacing_);
  extractAll(values, labels);
}

void BrickSurface::extractAll(const Values& values, const Labels& labels) {
  std::vector<IVec3> all;
  for (int z = 1; z + 1 < brickCount_.z; ++z)
    for (int y = 1; y + 1 < brickCount_.y; ++y)
      for (int x = 1; x + 1 < brickCount_.x; ++x) all.push_back(firstBrick_ + IVec3(x, y, z));
  update(all, values, labels);
  // bites add surface: moving everything to make room would be the longest of them
  out_->vertices.reserve(out_->vertices.size() + out_->vertices.size() / 2);
  out_->labels.reserve(out_->vertices.capacity());
  out_->indices.reserve(out_->indices.size() + out_->indices.size() / 2);
}

std::vector<IVec3> BrickSurface::update(std::span<const IVec3> changed, const Values& values,
                                        const Labels& labels) {
  std::vector<IVec3> taken;
  taken.reserve(changed.size());
  for (const IVec3& brick : changed)
    if (takeOver(brick, values)) taken.push_back(brick);
  dirty_.clear();
  listed_.clear();
  return follow(taken, labels);
}

/// Refreshes what sees changed samples, beside what is dirty or to be listed already.
std::vector<IVec3> BrickSurface::follow(std::span<const IVec3> taken, const Labels& labels) {
  for (const IVec3& brick : taken) spreadDirt(brick);
  for (const IVec3& brick : taken) find(brick)->changed = {};
  for (const IVec3& brick : dirty_) refreshCells(brick, *find(brick), labels);
  for (const IVec3& brick : listed_) relist(brick, *find(brick));
  return drawnFrom();
}

/// The bricks whose triangles were listed anew or join vertices of cells that were refreshed.
std::vector<IVec3> BrickSurface::drawnFrom() {
  std::vector<IVec3> bricks;
  const auto add = [&](const IVec3& brick) {
    Tile* tile = find(brick);
    if (!tile || tile->reported) return;
    tile->reported = true;
    bricks.push_back(brick);
  };
  for (const IVec3& brick : listed_) add(brick);
  for (const IVec3& brick : dirty_)
    for (int n = 0; n < 8; ++n) add(brick + IVec3(n & 1, n >> 1 & 1, n >> 2 & 1));
  for (const IVec3& brick : bricks) find(brick)->reported = false;
  return bricks;
}

void BrickSurface::refreshCells(const IVec3& brick, Tile& tile, const Labels& labels) {
  Patch patch;
  gather(brick, tile, patch);
  refreshSlots(brick, tile, patch);
  refreshVertices(brick, tile, patch, labels);
  tile.dirty = {};
}

/// Collects the samples that the dirty cells look at, and which of them are tissue.
void BrickSurface::gather(const IVec3& brick, const Tile& tile, Patch& patch) const {
  PatchSources from;
  for (int n = 0; n < 8; ++n) {
    const int at = tileAt(brick + IVec3(n & 1, n >> 1 & 1, n >> 2 & 1));
    const auto i = static_cast<std::size_t>(n);
    if (at >= 0) from.near[i] = tiles_[static_cast<std::size_t>(at)]->values.mm.data();
    from.far[i] = at == kFarInside ? -1.0f : 1.0f;
  }
  patch.inside = tile.inside;
  kernels().gatherRows(from, rowsWithAny(tile.dirty), patch.value.data(), patch.inside.data());
}

/// Gives newly crossed cells a vertex and takes it from those no longer crossed.
void BrickSurface::refreshSlots(const IVec3& brick, Tile& tile, const Patch& patch) {
  if (patch.inside == tile.inside && !tile.moved) return;
  tile.inside = patch.inside;
  tile.moved = false;
  const BrickBits counted = bitsWithin(vertexCells(brick));
  const Signs signs(tile.inside);
  constexpr std::uint64_t kUpperX = 0x8080808080808080ull, kUpperY = 0xffull << 56;
  unsigned moved = 0;  // axes along which cells at the upper face gained or lost their vertex
  for (std::size_t z = 0; z < kBrickEdge; ++z) {
    const std::uint64_t now = signs.crossedCells(z) & counted[z], before = tile.crossed[z];
    if (now == before) continue;
    moved |= ((now ^ before) & kUpperX) != 0 ? 1u : 0u;
    moved |= ((now ^ before) & kUpperY) != 0 ? 2u : 0u;
    moved |= z == kBrickEdge - 1 ? 4u : 0u;
    std::uint32_t* slots = tile.slot.data() + kBrickRows * z;
    math::forEachBit(before & ~now, [&](int cell) {
      out_->freeVertices.push_back(slots[cell]);
      slots[cell] = kNoVertex;
    });
    math::forEachBit(now & ~before, [&](int cell) { slots[cell] = newVertex(); });
    tile.crossed[z] = now;
  }
  markForListing(brick, moved);
}

/// A brick's triangles join its own cells' vertices and those of the bricks below it.
void BrickSurface::markForListing(const IVec3& brick, unsigned upperFaces) {
  for (unsigned n = 0; n < 8; ++n) {
    if ((n & ~upperFaces) != 0) continue;
    const IVec3 above = brick + IVec3(n & 1, n >> 1 & 1, n >> 2 & 1);
    Tile* tile = find(above);
    if (!tile || tile->toList) continue;
    tile->toList = true;
    listed_.push_back(above);
  }
}

void BrickSurface::refreshVertices(const IVec3& brick, const Tile& tile, const Patch& patch,
                                   const Labels& labels) {
  const IVec3 first = firstSampleOf(brick);
  const BrickLabels* own = labels ? labels(brick) : nullptr;
  Cells cells;
  Made made;
  std::array<IVec3, kLanes> cell;
  const auto flush = [&] {
    kernels().makeVertices(cells, static_cast<float>(spacing_), made);
    for (std::size_t n = 0; n < static_cast<std::size_t>(cells.count); ++n) {
      Vertex& v = out_->vertices[cells.slot[n]];
      for (std::size_t axis = 0; axis < 3; ++axis) {
        v.position[static_cast<int>(axis)] = made.position[axis][n];
        v.normal[static_cast<int>(axis)] = made.normal[axis][n];
      }
      if (!own) continue;
      const int c = made.deepest[n];
      const IVec3 deepest = cell[n] + IVec3(c & 1, c >> 1 & 1, c >> 2 & 1);
      const BrickLabels* of = brickOf(deepest) == IVec3(0) ? own : labels(brick + brickOf(deepest));
      out_->labels[cells.slot[n]] = (*of)[indexInBrick(deepest)];
    }
    cells.count = 0;
  };
  for (int z = 0; z < kBrickEdge; ++z) {
    const auto layer = static_cast<std::size_t>(z);
    math::forEachBit(tile.crossed[layer] & tile.dirty[layer], [&](int at) {
      const auto lane = static_cast<std::size_t>(cells.count++);
      cell[lane] = {at & (kBrickEdge - 1), at >> 3, z};
      const float* lowest = patch.value.data() + padAt(cell[lane].x, cell[lane].y, z);
      for (int c = 0; c < 8; ++c)
        cells.corner[static_cast<std::size_t>(c)][lane] =
            lowest[padAt(c & 1, c >> 1 & 1, c >> 2 & 1)];
      for (int axis = 0; axis < 3; ++axis)
        cells.place[static_cast<std::size_t>(axis)][lane] =
            static_cast<float>(first[axis] + cell[lane][axis]);
      cells.slot[lane] = tile.slot[kBrickRows * layer + static_cast<std::size_t>(at)];
      if (cells.count == kLanes) flush();
    });
  }
  if (cells.count > 0) flush();
}

void BrickSurface::relist(const IVec3& brick, Tile& tile) {
  tile.toList = false;
  const IVec3 first = firstSampleOf(brick);
  const BrickBits counted = bitsWithin({owned_.lo - first, owned_.hi - first});
  const Signs signs(tile.inside);
  std::array<BrickBits, 3> edges;
  for (std::size_t z = 0; z < kBrickEdge; ++z)
    for (std::size_t axis = 0; axis < 3; ++axis)
      edges[axis][z] = signs.crossedEdges(z, static_cast<int>(axis)) & counted[z];
  const bool seam = onSeam(brick);
  if (seam)
    keepOnly(edges, [&](const IVec3& at, int axis) { return carriesQuad(first + at, axis); });
  BrickBits all;
  for (std::size_t z = 0; z < kBrickEdge; ++z) all[z] = edges[0][z] | edges[1][z] | edges[2][z];
  Slots slot;
  gatherSlots(brick, rowsWithAny(all), slot);
  std::array<std::uint32_t, 3 * kBrickSamples * kIndicesPerQuad> list;
  std::uint32_t* end = list.data();
  constexpr int kStep[3] = {1, kPadEdge, kPadEdge * kPadEdge};
  for (std::size_t axis = 0; axis < 3; ++axis)
    for (std::size_t z = 0; z < kBrickEdge; ++z) {
      const int du = kStep[(axis + 1) % 3], dw = kStep[(axis + 2) % 3];
      const std::uint32_t* layer = slot.data() + kStep[0] + kStep[1] + kStep[2] * (z + 1);
      math::forEachBit(edges[axis][z], [&](int sample) {
        const std::uint32_t* at = layer + (sample & (kBrickEdge - 1)) + kPadEdge * (sample >> 3);
        const std::uint32_t a = at[-du - dw], b = at[-dw], c = at[0], d = at[-du];
        // the surface faces along +axis where the lower sample is inside
        const bool inside = (signs.here[z] >> sample & 1) != 0;
        end[0] = end[3] = a;
        end[1] = inside ? b : c;
        end[2] = inside ? c : b;
        end[4] = inside ? c : d;
        end[5] = inside ? d : c;
        end += kIndicesPerQuad;
      });
    }
  if (seam) end = dropFlat(list.data(), end);
  const auto triangles = static_cast<std::uint32_t>((end - list.data()) / 3);
  if (triangles % 2 != 0) end = std::fill_n(end, 3, 0u);
  put(tile.chunk, {list.data(), end}, triangles);
}

/// The cells of a brick, counted from its first, that have vertices.
SampleBox BrickSurface::vertexCells(const IVec3& brick) const {
  const IVec3 first = firstSampleOf(brick);
  if (coarser_) {
    if (!region_->holdsBrick(brick)) return {};
    return {region_->cells().lo - first, region_->cells().hi - first};
  }
  // the cells that owned edges touch: from one below the lowest owned sample to the highest
  return {owned_.lo - IVec3(1) - first, owned_.hi - first};
}

/// Whether edges of a brick touch cells of both of two that share the surface.
bool BrickSurface::onSeam(const IVec3& brick) const {
  if (!region_) return false;
  if (coarser_) {
    for (int n = 0; n < 8; ++n)
      if (!region_->holdsAllOf(brick - IVec3(n & 1, n >> 1 & 1, n >> 2))) return true;
    return false;
  }
  for (int n = 0; n < 27; ++n)
    if (region_->holdsBrick(finerOf(brick) + IVec3(n % 3, n / 3 % 3, n / 9) - IVec3(1)))
      return true;
  return false;
}

/// Whether a crossed edge is this surface's: see two_scale_surface.hpp.
bool BrickSurface::carriesQuad(const IVec3& sample, int axis) const {
  IVec3 du(0), dw(0);
  du[(axis + 1) % 3] = 1;
  dw[(axis + 2) % 3] = 1;
  const auto refined = [&](const IVec3& cell) {
    return coarser_ ? region_->holdsCell(cell) : region_->holdsCoarseCell(cell);
  };
  const bool any =
      refined(sample) || refined(sample - du) || refined(sample - dw) || refined(sample - du - dw);
  return any == (coarser_ != nullptr);
}

std::uint32_t BrickSurface::slotOf(const IVec3& cell) const {
  const Tile* tile = find(brickOf(cell));
  return tile ? tile->slot[indexInBrick(cell)] : kNoVertex;
}

/// Collects the vertices of the cells around the edges of some rows of samples.
void BrickSurface::gatherSlots(const IVec3& brick, std::uint64_t rows, Slots& slot) const {
  std::array<const Tile*, 8> near{};
  for (int n = 0; n < 8; ++n)
    near[static_cast<std::size_t>(n)] = find(brick - IVec3(n & 1, n >> 1 & 1, n >> 2 & 1));
  const bool joins = coarser_ && onSeam(brick);  // vertices of the coarser one as well
  const IVec3 first = firstSampleOf(brick) - IVec3(1);
  unsigned below = 0;  // rows of samples in the layer under this one
  for (int z = 0; z < kPadEdge; ++z) {
    // cell row y + 1 lies beside the samples of rows y and y + 1
    const unsigned here =
        z < kBrickEdge ? static_cast<unsigned>(rows >> kBrickEdge * z & 0xffu) : 0u;
    const unsigned seen = here | below;
    below = here;
    math::forEachBit(seen | seen << 1, [&](int y) {
      const std::size_t side = (y == 0 ? 2u : 0u) + (z == 0 ? 4u : 0u);
      const auto row = static_cast<std::size_t>(
          kBrickEdge * (((y - 1) & (kBrickEdge - 1)) + kBrickEdge * ((z - 1) & (kBrickEdge - 1))));
      std::uint32_t* to = slot.data() + kPadEdge * (y + kPadEdge * z);
      to[0] = near[side + 1] ? near[side + 1]->slot[row + kBrickEdge - 1] : kNoVertex;
      if (near[side])
        std::memcpy(to + 1, near[side]->slot.data() + row, kBrickEdge * sizeof *to);
      else
        std::fill(to + 1, to + kPadEdge, kNoVertex);
      if (!joins) return;
      for (int x = 0; x < kPadEdge; ++x)
        if (to[x] == kNoVertex) to[x] = coarser_->slotOf(coarserOf(first + IVec3(x, y, z)));
    });
  }
}

/// Writes a brick's triangles where it had them, or where there is room for them.
void BrickSurface::put(Chunk& chunk, std::span<const std::uint32_t> list, std::uint32_t triangles) {
  const auto quads = static_cast<std::uint32_t>(list.size() / kIndicesPerQuad);
  const auto at = [&](std::uint32_t quad) {
    return out_->indices.begin() + static_cast<std::ptrdiff_t>(quad * kIndicesPerQuad);
  };
  out_->triangles += triangles;
  out_->triangles -= chunk.triangles;
  std::uint32_t stale = chunk.used;
  if (quads > chunk.room) {
    std::fill(at(chunk.first), at(chunk.first + chunk.used), 0u);
    if (chunk.room > 0)
      out_->freeRoom[static_cast<std::size_t>(std::countr_zero(chunk.room))].push_back(chunk.first);
    chunk.room = std::max(std::bit_ceil(quads), kLeastRoom);
    chunk.first = newRoom(chunk.room);
    stale = 0;
  }
  std::copy(list.begin(), list.end(), at(chunk.first));
  if (stale > quads) std::fill(at(chunk.first + quads), at(chunk.first + stale), 0u);
  chunk.used = quads;
  chunk.triangles = triangles;
}

std::uint32_t BrickSurface::newVertex() {
  if (!out_->freeVertices.empty()) {
    const std::uint32_t slot = out_->freeVertices.back();
    out_->freeVertices.pop_back();
    return slot;
  }
  out_->vertices.emplace_back();
  out_->labels.push_back(0);
  return static_cast<std::uint32_t>(out_->vertices.size() - 1);
}

std::uint32_t BrickSurface::newRoom(std::uint32_t quads) {
  std::vector<std::uint32_t>& free =
      out_->freeRoom[static_cast<std::size_t>(std::countr_zero(quads))];
  if (!free.empty()) {
    const std::uint32_t first = free.back();
    free.pop_back();
    return first;
  }
  const auto first = static_cast<std::uint32_t>(out_->indices.size() / kIndicesPerQuad);
  out_->indices.resize(out_->indices.size() + quads * kIndicesPerQuad, 0u);
  return first;
}

std::vector<IVec3> BrickSurface::bricks() const {
  std::vector<IVec3> out;
  for (int z = 0; z < brickCount_.z; ++z)
    for (int y = 0; y < brickCount_.y; ++y)
      for (int x = 0; x < brickCount_.x; ++x) {
        const IVec3 brick = firstBrick_ + IVec3(x, y, z);
        if (const Tile* tile = find(brick); tile && tile->chunk.used > 0) out.push_back(brick);
      }
  return out;
}

std::span<const std::uint32_t> BrickSurface::indicesOf(const IVec3& brick) const {
  const IVec3 q = brick - firstBrick_;
  if (glm::any(glm::lessThan(q, IVec3(0))) || glm::any(glm::greaterThanEqual(q, brickCount_)))
    return {};
  const Tile* tile = find(brick);
  if (!tile || tile->chunk.used == 0) return {};
  return std::span(out_->indices)
      .subspan(tile->chunk.first * kIndicesPerQuad, 3 * tile->chunk.triangles);
}

std::size_t BrickSurface::bytesOfTiles() const {
  return directory_.capacity() * sizeof(int) + tiles_.size() * sizeof(Tile);
}

std::size_t BrickSurface::bytesOfArrays() const {
  std::size_t freed = 0;
  for (const auto& rooms : out_->freeRoom) freed += rooms.capacity() * sizeof(std::uint32_t);
  return out_->vertices.capacity() * sizeof(Vertex) + out_->labels.capacity() +
         out_->indices.capacity() * sizeof(std::uint32_t) +
         out_->freeVertices.capacity() * sizeof(std::uint32_t) + freed;
}

void BrickSurface::share(const RefinedRegion& region) { region_ = &region; }

void BrickSurface::share(const RefinedRegion& region, BrickSurface& coarser) {
  region_ = &region;
  coarser_ = &coarser;
  out_ = coarser.out_;
  far_ = coarser.far_;  // the given is as steep from one finer sample to the next
  std::fill(directory_.begin(), directory_.end(), kNotAsked);
}

std::vector<IVec3> BrickSurface::giveOrTake(std::span<const IVec3> moved) {
  dirty_.clear();
  listed_.clear();
  for (const IVec3& brick : moved) markForListing(coarserOf(brick), 7u);
  return follow({}, {});
}

std::vector<IVec3> BrickSurface::takeOrGive(std::span<const IVec3> moved,
                                            std::span<const IVec3> changed, const Values& values,
                                            const Labels& labels) {
  dirty_.clear();
  listed_.clear();
  std::vector<IVec3> taken;
  for (const IVec3& brick : changed)
    if (tileAt(brick) != kNotAsked && takeOver(brick, values)) taken.push_back(brick);
  // the refined cells look at samples of their brick and the next above it
  for (const IVec3& brick : moved)
    for (int n = 0; n < 8 && region_->holdsBrick(brick); ++n)
      if (const IVec3 above = brick + IVec3(n & 1, n >> 1 & 1, n >> 2); tileAt(above) == kNotAsked)
        takeIn(above, values, taken);
  for (const IVec3& brick : moved) {
    if (Tile* tile = find(brick)) {
      tile->moved = true;
      dirtyAll(brick);
    }
    markForListing(brick, 7u);
  }
  return follow(taken, labels);
}

/// Asks for a brick for the first time.
void BrickSurface::takeIn(const IVec3& brick, const Values& values, std::vector<IVec3>& taken) {
  if (takeOver(brick, values)) return taken.push_back(brick);
  // those below it took it for something else
  for (int n = 1; n < 8; ++n) dirtyAll(brick - IVec3(n & 1, n >> 1 & 1, n >> 2));
}

void BrickSurface::dirtyAll(const IVec3& brick) {
  Tile* tile = find(brick);
  if (!tile) return;
  if (!any(tile->dirty)) dirty_.push_back(brick);
  tile->dirty.fill(~0ull);
}

}  // namespace unkink::tissue
