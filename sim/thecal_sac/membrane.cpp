// The loops of the membrane's solver, eight rings at a time.
#include "thecal_sac/membrane.hpp"

#include "math/vector8.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace unkink::thecal_sac {
namespace {

using math::F8;
using math::kLanes;

constexpr auto kWidth = static_cast<std::size_t>(kLanes);
constexpr int kShortestBlock = 4;  // so that no tie reaches past the next block

/// One kind of ties and the points that they tie, as the loops want them.
struct Work {
  float *x, *y, *z;
  const float *inverseMass, *rest;
  float* force;
  float* edges;  // room for those of a row of rings
  std::size_t size;
  float compliance, alongCanal, relaxation;
  int rings, block, around;
  Ties ties;

  /// Rows of vertices begin here.
  std::size_t row(int n) const {
    return static_cast<std::size_t>(n) * static_cast<std::size_t>(around) * kWidth;
  }
};

struct Vertices {
  F8 x, y, z, inverseMass;
};

UNKINK_INLINE void load(Vertices& v, const Work& w, std::size_t at) {
  math::load(v.x, w.x + at);
  math::load(v.y, w.y + at);
  math::load(v.z, w.z + at);
  math::load(v.inverseMass, w.inverseMass + at);
}

/// 1 in the lanes whose ring of a row has another so many rings down, else 0.
UNKINK_INLINE void lanesWith(const Work& w, int row, int down, F8& on) {
  for (int lane = 0; lane < kLanes; ++lane)
    on[lane] = lane * w.block + row + down < w.rings ? 1.0f : 0.0f;
}

UNKINK_INLINE void add(float* at, const F8& move) {
  F8 v;
  math::load(v, at);
  v += move;
  math::store(at, v);
}

/// Moves vertices by a force.
UNKINK_INLINE void move(const Work& w, std::size_t at, const F8& inverseMass, const F8& x,
                        const F8& y, const F8& z) {
  add(w.x + at, inverseMass * x);
  add(w.y + at, inverseMass * y);
  add(w.z + at, inverseMass * z);
}

/// Moves both ends of eight ties.
UNKINK_INLINE void moveApart(const Work& w, std::size_t from, std::size_t to, const Vertices& a,
                             const Vertices& b, const F8& x, const F8& y, const F8& z) {
  move(w, from, -a.inverseMass, x, y, z);
  move(w, to, b.inverseMass, x, y, z);
}

/// Eight ties that keep a length. \param on  1 or 0 in the lanes that have one
template <Keeps kKeeps>
UNKINK_INLINE void holdLengths(const Work& w, std::size_t from, std::size_t to, const F8& on) {
  constexpr float kNever = 1e-30f;  // divides by nothing
  Vertices a, b;
  load(a, w, from);
  load(b, w, to);
  F8 rest, force;
  math::load(rest, w.rest + from);
  math::load(force, w.force + from);
  const F8 dx = b.x - a.x, dy = b.y - a.y, dz = b.z - a.z;
  const F8 across = dx * dx + dy * dy, along = dz * dz, square = across + along;
  F8 length = square;
  math::squareRoot(length);
  const F8 yields =
      (a.inverseMass + b.inverseMass) * (across + w.alongCanal * along) + w.compliance * square;
  const F8 inverse = 1.0f / (yields * length + kNever);
  F8 change =
      (rest - length - w.compliance * force) * (square * length * inverse) * (w.relaxation * on);
  if constexpr (kKeeps == Keeps::kTension) math::lowerTo(change, -force * on);
  math::store(w.force + from, force + change);
  const F8 perLength = change * (yields * inverse);
  moveApart(w, from, to, a, b, perLength * dx, perLength * dy, perLength * dz * w.alongCanal);
}

/// One axis of eight offsets.
UNKINK_INLINE void holdAxis(const Work& w, std::size_t at, const F8& yields, const F8& on,
                            float share, const F8& a, const F8& b, F8& change) {
  F8 rest, force;
  math::load(rest, w.rest + at);
  math::load(force, w.force + at);
  change = (rest - (b - a) - w.compliance * force) * (share * w.relaxation) * on / yields;
  math::store(w.force + at, force + change);
}

/// Eight ties that keep an offset.
UNKINK_INLINE void holdOffsets(const Work& w, std::size_t from, std::size_t to, const F8& on) {
  Vertices a, b;
  load(a, w, from);
  load(b, w, to);
  constexpr float kNever = 1e-30f;
  const F8 yields = a.inverseMass + b.inverseMass + (w.compliance + kNever);
  F8 x, y, z;
  holdAxis(w, from, yields, on, 1.0f, a.x, b.x, x);
  holdAxis(w, from + w.size, yields, on, 1.0f, a.y, b.y, y);
  holdAxis(w, from + 2 * w.size, yields, on, w.alongCanal, a.z, b.z, z);
  moveApart(w, from, to, a, b, x, y, z);
}

/// Ties that begin in vertices of one row. \param turn  0 or 1: every second group of `around`; -1
/// all
template <Keeps kKeeps>
UNKINK_INLINE void holdRow(const Work& w, int row, int turn) {
  const bool next = row + w.ties.down >= w.block;
  const int around = w.ties.around[static_cast<std::size_t>(row % 2)];
  const std::size_t mine = w.row(row),
                    theirs = w.row(row + w.ties.down - (next ? w.block : 0)) + (next ? 1 : 0);
  F8 on{};
  lanesWith(w, row, w.ties.down, on);
  for (int k = 0; k < w.around; ++k) {
    if (turn >= 0 && k / around % 2 != turn) continue;
    int to = k + around;
    to += to < 0 ? w.around : to >= w.around ? -w.around : 0;
    const std::size_t a = mine + static_cast<std::size_t>(k) * kWidth,
                      b = theirs + static_cast<std::size_t>(to) * kWidth;
    if constexpr (kKeeps == Keeps::kOffset)
      holdOffsets(w, a, b, on);
    else
      holdLengths<kKeeps>(w, a, b, on);
  }
}

/// Unit vectors along the edges of a row of rings into w.edges. \return in `girth`: their lengths
UNKINK_INLINE void lookAtEdges(const Work& w, std::size_t first, F8& girth) {
  constexpr float kNever = 1e-30f;
  const std::size_t n = w.row(1);
  girth = F8{};
  for (std::size_t at = 0; at < n; at += kWidth) {
    Vertices a, b;
    load(a, w, first + at);
    load(b, w, first + (at + kWidth < n ? at + kWidth : 0));
    const F8 dx = b.x - a.x, dy = b.y - a.y, dz = b.z - a.z;
    F8 length = dx * dx + dy * dy + dz * dz;
    math::squareRoot(length);
    girth += length;
    const F8 inverse = 1.0f / (length + kNever);
    math::store(w.edges + at, dx * inverse);
    math::store(w.edges + n + at, dy * inverse);
    math::store(w.edges + 2 * n + at, dz * inverse * w.alongCanal);
  }
}

/// How the girth grows as a vertex moves: the edge before it less the one behind.
UNKINK_INLINE void growth(const Work& w, std::size_t at, F8& x, F8& y, F8& z) {
  const std::size_t n = w.row(1), before = at > 0 ? at - kWidth : n - kWidth;
  F8 edge;
  math::load(x, w.edges + before);
  math::load(y, w.edges + n + before);
  math::load(z, w.edges + 2 * n + before);
  math::load(edge, w.edges + at);
  x -= edge;
  math::load(edge, w.edges + n + at);
  y -= edge;
  math::load(edge, w.edges + 2 * n + at);
  z -= edge;
}

/// The girths of eight rings.
UNKINK_INLINE void holdGirths(const Work& w, int row) {
  constexpr float kNever = 1e-30f;
  const std::size_t first = w.row(row), n = w.row(1);
  F8 girth, yields{}, rest, force, on, x, y, z, inverseMass;
  lookAtEdges(w, first, girth);
  for (std::size_t at = 0; at < n; at += kWidth) {
    growth(w, at, x, y, z);
    math::load(inverseMass, w.inverseMass + first + at);
    yields += inverseMass * (x * x + y * y + z * z);
  }
  math::load(rest, w.rest + first);
  math::load(force, w.force + first);
  lanesWith(w, row, 0, on);
  F8 change = (rest - girth - w.compliance * force) * on / (yields + (w.compliance + kNever));
  math::lowerTo(change, -force * on);
  math::store(w.force + first, force + change);
  for (std::size_t at = 0; at < n; at += kWidth) {
    growth(w, at, x, y, z);
    math::load(inverseMass, w.inverseMass + first + at);
    move(w, first + at, inverseMass, change * x, change * y, change * z);
  }
}

/// Every tie of a kind; no two in a row share a vertex.
template <Keeps kKeeps>
UNKINK_INLINE void holdAll(const Work& w) {
  for (int row = 0; row < w.block; ++row) {
    if constexpr (kKeeps == Keeps::kGirth) {
      holdGirths(w, row);
    } else if (w.ties.down > 0) {
      holdRow<kKeeps>(w, row, -1);
    } else {
      holdRow<kKeeps>(w, row, 0);
      holdRow<kKeeps>(w, row, 1);
    }
  }
}

/// By Keeps.
using Loops = std::array<void (*)(const Work&), 4>;

constexpr Loops kPlain{[](const Work& w) { holdAll<Keeps::kLength>(w); },
                       [](const Work& w) { holdAll<Keeps::kTension>(w); },
                       [](const Work& w) { holdAll<Keeps::kOffset>(w); },
                       [](const Work& w) { holdAll<Keeps::kGirth>(w); }};

constexpr Loops kAvx2{[](const Work& w) UNKINK_AVX2 { holdAll<Keeps::kLength>(w); },
                      [](const Work& w) UNKINK_AVX2 { holdAll<Keeps::kTension>(w); },
                      [](const Work& w) UNKINK_AVX2 { holdAll<Keeps::kOffset>(w); },
                      [](const Work& w) UNKINK_AVX2 { holdAll<Keeps::kGirth>(w); }};

const Loops& loops() {
  static const Loops& chosen = *math::whicheverFits(&kPlain, &kAvx2);
  return chosen;
}

}  // namespace

MembraneSolver::MembraneSolver(int rings, int around)
    : rings_(rings), around_(around), block_((rings + kLanes - 1) / kLanes) {
  assert(around % 4 == 0);
  block_ += block_ % 2;  // a ring's parity is that of its row
  if (block_ < kShortestBlock) block_ = kShortestBlock;
  // the last lane's neighbour lies one past its row
  const std::size_t all =
      static_cast<std::size_t>(block_) * static_cast<std::size_t>(around_) * kWidth + kWidth;
  points.x.resize(all);
  points.y.resize(all);
  points.z.resize(all);
  points.inverseMass.resize(all);
  edges_.resize(3 * static_cast<std::size_t>(around_) * kWidth);
}

void MembraneSolver::add(const Ties& ties) {
  assert(ties.down >= 0 && ties.down < kShortestBlock - 1);
  assert(ties.down > 0 || (ties.around[0] > 0 && around_ % (2 * ties.around[0]) == 0));
  const bool offset = ties.keeps == Keeps::kOffset, girth = ties.keeps == Keeps::kGirth;
  const std::size_t numbers = offset ? 3 * size() : size();
  Kind kind{ties, std::vector<float>(numbers), std::vector<float>(numbers)};
  for (int r = 0; r + ties.down < rings_; ++r)
    for (int k = 0; k < around_; ++k) {
      const int to = (k + ties.around[static_cast<std::size_t>(r % 2)] + around_) % around_;
      const std::size_t a = index(r, k), b = index(r + ties.down, to);
      const float dx = points.x[b] - points.x[a], dy = points.y[b] - points.y[a],
                  dz = points.z[b] - points.z[a];
      const float length = std::sqrt(dx * dx + dy * dy + dz * dz);  // as the loops have it
      if (girth)
        kind.rest[index(r, 0)] += length;
      else
        kind.rest[a] = offset ? dx : length;
      if (offset) kind.rest[a + size()] = dy;
      if (offset) kind.rest[a + 2 * size()] = dz;
    }
  ties_.push_back(std::move(kind));
}

void MembraneSolver::solve(const Way& way, Collider* collider) {
  for (Kind& kind : ties_) std::fill(kind.force.begin(), kind.force.end(), 0.0f);
  Work w{};
  w.x = points.x.data();
  w.y = points.y.data();
  w.z = points.z.data();
  w.inverseMass = points.inverseMass.data();
  w.edges = edges_.data();
  w.size = points.x.size();
  w.alongCanal = way.alongCanal;
  w.relaxation = way.relaxation;
  w.rings = rings_;
  w.block = block_;
  w.around = around_;
  for (int n = 0; n < way.iterations; ++n) {
    for (Kind& kind : ties_) {
      w.rest = kind.rest.data();
      w.force = kind.force.data();
      w.compliance = kind.ties.compliance * way.complianceScale;
      w.ties = kind.ties;
      loops()[static_cast<std::size_t>(kind.ties.keeps)](w);
    }
    if (collider) collider->push(points);
  }
}

}  // namespace unkink::thecal_sac
