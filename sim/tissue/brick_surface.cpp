// Surface nets with places that stay: signs as bits, eight vertices at a time.
#include "tissue/brick_surface.hpp"

#include "math/vector8.hpp"

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

constexpr int kPadEdge = kBrickEdge + 1;  // a brick's samples and the first of its neighbours
constexpr int kPadStride = 16;            // so that rows begin on a vector's boundary
constexpr std::uint32_t kNoVertex = 0xffffffffu;
constexpr std::uint32_t kLeastRoom = 16;  // quads
constexpr std::size_t kIndicesPerQuad = 6;

constexpr int padAt(int x, int y, int z) { return x + kPadStride * (y + kPadEdge * z); }

/// One bit per sample or cell of a brick: bit x + 8 y of word z.
using BrickBits = std::array<std::uint64_t, kBrickEdge>;

bool any(const BrickBits& bits) {
  return std::any_of(bits.begin(), bits.end(), [](std::uint64_t word) { return word != 0; });
}

/// The cells that look at changed samples of the brick at `offset` (0 or 1 along each axis) from
/// theirs: each cell has its own sample and the next along every axis for corners.
BrickBits cellsThatSee(const BrickBits& changed, const IVec3& offset) {
  constexpr std::uint64_t kFirstOfRows = 0x0101010101010101ull, kButLast = 0x7f7f7f7f7f7f7f7full;
  constexpr int kLast = kBrickEdge - 1;
  BrickBits seen{};
  for (std::size_t z = 0; z < kBrickEdge; ++z) {
    const std::uint64_t x = offset.x == 0 ? changed[z] | (changed[z] >> 1 & kButLast)
                                          : (changed[z] & kFirstOfRows) << kLast;
    const std::uint64_t y = offset.y == 0 ? x | x >> 8 : x << 8 * kLast;
    if (offset.z == 0) seen[z] |= y;
    if (offset.z == 0 && z > 0) seen[z - 1] |= y;
    if (offset.z == 1 && z == 0) seen[kLast] |= y;
  }
  return seen;
}

/// The rows, as bits y + 8 z, in which any bit is set.
std::uint64_t rowsWithAny(const BrickBits& bits) {
  std::uint64_t rows = 0;
  for (std::size_t z = 0; z < kBrickEdge; ++z) {
    std::uint64_t word = bits[z] | bits[z] >> 4;
    word |= word >> 2;
    word = (word | word >> 1) & 0x0101010101010101ull;
    // brings the lowest bit of byte y to bit 56 + y
    rows |= (word * 0x0102040810204080ull >> 56) << kBrickEdge * z;
  }
  return rows;
}

/// The samples or cells of a brick that lie in a box, counted from its first sample.
BrickBits bitsWithin(const SampleBox& box) {
  const IVec3 lo = glm::clamp(box.lo, IVec3(0), IVec3(kBrickEdge)),
              hi = glm::clamp(box.hi, lo, IVec3(kBrickEdge));
  const std::uint64_t columns = (1ull << hi.x) - (1ull << lo.x);
  BrickBits bits{};
  for (int z = lo.z; z < hi.z; ++z)
    for (int y = lo.y; y < hi.y; ++y) bits[static_cast<std::size_t>(z)] |= columns << 8 * y;
  return bits;
}

/// Per row y + 9 z of a brick and the first rows beyond it: bit x says that a sample is tissue.
using Inside = std::array<std::uint16_t, kPadEdge * kPadEdge>;

/// The same as words of 8 x 8 samples, one per layer and the first beyond, with their neighbours.
struct Signs {
  std::array<std::uint64_t, kPadEdge> here{}, right{}, behind{}, rightBehind{};  // +x, +y, both

  explicit Signs(const Inside& inside) {
    for (std::size_t z = 0; z < kPadEdge; ++z)
      for (std::size_t y = 0; y < kPadEdge; ++y) {
        const std::uint64_t row = inside[y + kPadEdge * z], first = row & 0xff, second = row >> 1;
        if (y < kBrickEdge) here[z] |= first << 8 * y;
        if (y < kBrickEdge) right[z] |= second << 8 * y;
        if (y > 0) behind[z] |= first << 8 * (y - 1);
        if (y > 0) rightBehind[z] |= second << 8 * (y - 1);
      }
  }
  /// Cells of a layer whose corners differ.
  std::uint64_t crossedCells(std::size_t z) const {
    const auto any = [&](std::size_t l) { return here[l] | right[l] | behind[l] | rightBehind[l]; };
    const auto all = [&](std::size_t l) { return here[l] & right[l] & behind[l] & rightBehind[l]; };
    return (any(z) | any(z + 1)) & ~(all(z) & all(z + 1));
  }
  /// Samples of a layer that differ from their neighbour along an axis.
  std::uint64_t crossedEdges(std::size_t z, int axis) const {
    return here[z] ^ (axis == 0 ? right[z] : axis == 1 ? behind[z] : here[z + 1]);
  }
};

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
  bool toList = false, reported = false;
  Chunk chunk;
};

/// A brick's samples and the nearest of its neighbours': all that its cells look at.
struct BrickSurface::Patch {
  alignas(64) std::array<float, kPadStride * kPadEdge * kPadEdge> value;
  Inside inside;
};

BrickSurface::BrickSurface(const SampleBox& owned, double spacing_mm)
    : owned_(owned), spacing_(spacing_mm) {
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
  const float far = 2.0f * static_cast<float>(spacing_);
  if (least > far || most < -far) {
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
  std::vector<IVec3> all;
  for (int z = 1; z + 1 < brickCount_.z; ++z)
    for (int y = 1; y + 1 < brickCount_.y; ++y)
      for (int x = 1; x + 1 < brickCount_.x; ++x) all.push_back(firstBrick_ + IVec3(x, y, z));
  update(all, values, labels);
  // bites add surface: moving everything to make room would be the longest of them
  vertices_.reserve(vertices_.size() + vertices_.size() / 2);
  vertexLabels_.reserve(vertices_.capacity());
  indices_.reserve(indices_.size() + indices_.size() / 2);
}

std::vector<IVec3> BrickSurface::update(std::span<const IVec3> changed, const Values& values,
                                        const Labels& labels) {
  std::vector<IVec3> taken;
  taken.reserve(changed.size());
  for (const IVec3& brick : changed)
    if (takeOver(brick, values)) taken.push_back(brick);
  dirty_.clear();
  listed_.clear();
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
  if (patch.inside == tile.inside) return;
  tile.inside = patch.inside;
  const IVec3 first = firstSampleOf(brick);
  // the cells that owned edges touch: from one below the lowest owned sample to the highest
  const BrickBits counted = bitsWithin({owned_.lo - IVec3(1) - first, owned_.hi - first});
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
      freeVertices_.push_back(slots[cell]);
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
      Vertex& v = vertices_[cells.slot[n]];
      for (std::size_t axis = 0; axis < 3; ++axis) {
        v.position[static_cast<int>(axis)] = made.position[axis][n];
        v.normal[static_cast<int>(axis)] = made.normal[axis][n];
      }
      if (!own) continue;
      const int c = made.deepest[n];
      const IVec3 deepest = cell[n] + IVec3(c & 1, c >> 1 & 1, c >> 2 & 1);
      const BrickLabels* of = brickOf(deepest) == IVec3(0) ? own : labels(brick + brickOf(deepest));
      vertexLabels_[cells.slot[n]] = (*of)[indexInBrick(deepest)];
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
  BrickBits all{};
  for (std::size_t z = 0; z < kBrickEdge; ++z)
    for (std::size_t axis = 0; axis < 3; ++axis)
      all[z] |= edges[axis][z] = signs.crossedEdges(z, static_cast<int>(axis)) & counted[z];
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
  put(tile.chunk, {list.data(), end});
}

/// Collects the vertices of the cells around the edges of some rows of samples.
void BrickSurface::gatherSlots(const IVec3& brick, std::uint64_t rows, Slots& slot) const {
  std::array<const Tile*, 8> near{};
  for (int n = 0; n < 8; ++n)
    near[static_cast<std::size_t>(n)] = find(brick - IVec3(n & 1, n >> 1 & 1, n >> 2 & 1));
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
    });
  }
}

/// Writes a brick's triangles where it had them, or where there is room for them.
void BrickSurface::put(Chunk& chunk, std::span<const std::uint32_t> list) {
  const auto quads = static_cast<std::uint32_t>(list.size() / kIndicesPerQuad);
  const auto at = [&](std::uint32_t quad) {
    return indices_.begin() + static_cast<std::ptrdiff_t>(quad * kIndicesPerQuad);
  };
  quads_ += quads;
  quads_ -= chunk.used;
  std::uint32_t stale = chunk.used;
  if (quads > chunk.room) {
    std::fill(at(chunk.first), at(chunk.first + chunk.used), 0u);
    if (chunk.room > 0)
      freeRoom_[static_cast<std::size_t>(std::countr_zero(chunk.room))].push_back(chunk.first);
    chunk.room = std::max(std::bit_ceil(quads), kLeastRoom);
    chunk.first = newRoom(chunk.room);
    stale = 0;
  }
  std::copy(list.begin(), list.end(), at(chunk.first));
  if (stale > quads) std::fill(at(chunk.first + quads), at(chunk.first + stale), 0u);
  chunk.used = quads;
}

std::uint32_t BrickSurface::newVertex() {
  if (!freeVertices_.empty()) {
    const std::uint32_t slot = freeVertices_.back();
    freeVertices_.pop_back();
    return slot;
  }
  vertices_.emplace_back();
  vertexLabels_.push_back(0);
  return static_cast<std::uint32_t>(vertices_.size() - 1);
}

std::uint32_t BrickSurface::newRoom(std::uint32_t quads) {
  std::vector<std::uint32_t>& free = freeRoom_[static_cast<std::size_t>(std::countr_zero(quads))];
  if (!free.empty()) {
    const std::uint32_t first = free.back();
    free.pop_back();
    return first;
  }
  const auto first = static_cast<std::uint32_t>(indices_.size() / kIndicesPerQuad);
  indices_.resize(indices_.size() + quads * kIndicesPerQuad, 0u);
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
  return std::span(indices_).subspan(tile->chunk.first * kIndicesPerQuad,
                                     tile->chunk.used * kIndicesPerQuad);
}

std::size_t BrickSurface::bytes() const {
  std::size_t freed = 0;
  for (const auto& rooms : freeRoom_) freed += rooms.capacity() * sizeof(std::uint32_t);
  return directory_.capacity() * sizeof(int) + tiles_.size() * sizeof(Tile) +
         vertices_.capacity() * sizeof(Vertex) + vertexLabels_.capacity() +
         indices_.capacity() * sizeof(std::uint32_t) +
         freeVertices_.capacity() * sizeof(std::uint32_t) + freed;
}

}  // namespace unkink::tissue
