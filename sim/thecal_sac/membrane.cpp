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
  const float* inverseMass;
  const float* rest;
  float* force;
  std::size_t size;
  float compliance, alongCanal, relaxation;
  int rings, block, around;
  Ties ties;
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

UNKINK_INLINE void store(const Vertices& v, const Work& w, std::size_t at) {
  math::store(w.x + at, v.x);
  math::store(w.y + at, v.y);
  math::store(w.z + at, v.z);
}

/// Moves both ends of eight ties by a force along them, per length.
UNKINK_INLINE void move(const Work& w, std::size_t from, std::size_t to, Vertices& a, Vertices& b,
                        const F8& dx, const F8& dy, const F8& dz, const F8& perLength) {
  const F8 mine = perLength * a.inverseMass, others = perLength * b.inverseMass;
  a.x -= mine * dx;
  a.y -= mine * dy;
  a.z -= mine * dz * w.alongCanal;
  b.x += others * dx;
  b.y += others * dy;
  b.z += others * dz * w.alongCanal;
  store(a, w, from);
  store(b, w, to);
}

/// What is done to ties: the forces found that their lengths ask for, or kept forces carried out.
enum class Act { kHold, kHoldTension, kHoldOffset, kApply, kApplyOffset };

/// Eight ties. \param on  1 or 0 in the lanes that have one
template <Act kAct>
UNKINK_INLINE void visit(const Work& w, std::size_t from, std::size_t to, const F8& on) {
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
  if constexpr (kAct == Act::kApply) {
    move(w, from, to, a, b, dx, dy, dz, on * force / (length + kNever));
  } else {
    const F8 yields =
        (a.inverseMass + b.inverseMass) * (across + w.alongCanal * along) + w.compliance * square;
    const F8 inverse = 1.0f / (yields * length + kNever);
    F8 change =
        (rest - length - w.compliance * force) * (square * length * inverse) * (w.relaxation * on);
    if constexpr (kAct == Act::kHoldTension) math::lowerTo(change, -force * on);
    math::store(w.force + from, force + change);
    move(w, from, to, a, b, dx, dy, dz, change * (yields * inverse));
  }
}

/// One axis of eight offsets.
template <Act kAct>
UNKINK_INLINE void visitAxis(const Work& w, std::size_t at, const F8& yields, const F8& on,
                             float share, const F8& a, const F8& b, F8& change) {
  F8 rest, force;
  math::load(rest, w.rest + at);
  math::load(force, w.force + at);
  if constexpr (kAct == Act::kApplyOffset) {
    change = on * share * force;
  } else {
    change = (rest - (b - a) - w.compliance * force) * (share * w.relaxation) * on / yields;
    math::store(w.force + at, force + change);
  }
}

/// Eight ties that keep an offset.
template <Act kAct>
UNKINK_INLINE void visitOffsets(const Work& w, std::size_t from, std::size_t to, const F8& on) {
  Vertices a, b;
  load(a, w, from);
  load(b, w, to);
  const F8 yields = a.inverseMass + b.inverseMass + w.compliance;
  F8 x, y, z;
  visitAxis<kAct>(w, from, yields, on, 1.0f, a.x, b.x, x);
  visitAxis<kAct>(w, from + w.size, yields, on, 1.0f, a.y, b.y, y);
  visitAxis<kAct>(w, from + 2 * w.size, yields, on, w.alongCanal, a.z, b.z, z);
  a.x -= a.inverseMass * x;
  a.y -= a.inverseMass * y;
  a.z -= a.inverseMass * z;
  b.x += b.inverseMass * x;
  b.y += b.inverseMass * y;
  b.z += b.inverseMass * z;
  store(a, w, from);
  store(b, w, to);
}

/// Ties that begin in vertices of one row, every second group of `around` left out if in two turns.
template <Act kAct>
UNKINK_INLINE void visitRow(const Work& w, int row, int turn) {
  const bool next = row + w.ties.down >= w.block;
  const int other = row + w.ties.down - (next ? w.block : 0);
  const int around = w.ties.around[static_cast<std::size_t>(row % 2)];
  const auto n = static_cast<std::size_t>(w.around);
  const std::size_t mine = static_cast<std::size_t>(row) * n * kWidth,
                    theirs = static_cast<std::size_t>(other) * n * kWidth + (next ? 1 : 0);
  F8 on{};
  for (int lane = 0; lane < kLanes; ++lane)
    on[lane] = lane * w.block + row + w.ties.down < w.rings ? 1.0f : 0.0f;
  for (int k = 0; k < w.around; ++k) {
    if (turn >= 0 && k / around % 2 != turn) continue;
    int to = k + around;
    to += to < 0 ? w.around : to >= w.around ? -w.around : 0;
    const std::size_t a = mine + static_cast<std::size_t>(k) * kWidth,
                      b = theirs + static_cast<std::size_t>(to) * kWidth;
    if constexpr (kAct == Act::kHoldOffset || kAct == Act::kApplyOffset)
      visitOffsets<kAct>(w, a, b, on);
    else
      visit<kAct>(w, a, b, on);
  }
}

/// Every tie of a kind; no two in a row share a vertex.
template <Act kAct>
UNKINK_INLINE void visitAll(const Work& w) {
  for (int row = 0; row < w.block; ++row) {
    if (w.ties.down > 0) {
      visitRow<kAct>(w, row, -1);
    } else {
      visitRow<kAct>(w, row, 0);
      visitRow<kAct>(w, row, 1);
    }
  }
}

/// By Keeps: holding, and carrying out what is held.
using Loop = void(const Work&);
struct Kernels {
  std::array<Loop*, 3> hold, apply;
};

constexpr Kernels kPlain{{[](const Work& w) { visitAll<Act::kHold>(w); },
                          [](const Work& w) { visitAll<Act::kHoldTension>(w); },
                          [](const Work& w) { visitAll<Act::kHoldOffset>(w); }},
                         {[](const Work& w) { visitAll<Act::kApply>(w); },
                          [](const Work& w) { visitAll<Act::kApply>(w); },
                          [](const Work& w) { visitAll<Act::kApplyOffset>(w); }}};

constexpr Kernels kAvx2{{[](const Work& w) UNKINK_AVX2 { visitAll<Act::kHold>(w); },
                         [](const Work& w) UNKINK_AVX2 { visitAll<Act::kHoldTension>(w); },
                         [](const Work& w) UNKINK_AVX2 { visitAll<Act::kHoldOffset>(w); }},
                        {[](const Work& w) UNKINK_AVX2 { visitAll<Act::kApply>(w); },
                         [](const Work& w) UNKINK_AVX2 { visitAll<Act::kApply>(w); },
                         [](const Work& w) UNKINK_AVX2 { visitAll<Act::kApplyOffset>(w); }}};

const Kernels& kernels() {
  static const Kernels& chosen = *math::whicheverFits(&kPlain, &kAvx2);
  return chosen;
}

Work workOn(TubePoints& points, MembraneSolver::Kind& kind, int rings, int block, int around) {
  Work w{};
  w.x = points.x.data();
  w.y = points.y.data();
  w.z = points.z.data();
  w.inverseMass = points.inverseMass.data();
  w.rest = kind.rest.data();
  w.force = kind.force.data();
  w.size = points.x.size();
  w.rings = rings;
  w.block = block;
  w.around = around;
  w.ties = kind.ties;
  return w;
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
}

void MembraneSolver::add(const Ties& ties) {
  assert(ties.down >= 0 && ties.down < kShortestBlock - 1);
  assert(ties.down > 0 || (ties.around[0] > 0 && around_ % (2 * ties.around[0]) == 0));
  const bool offset = ties.keeps == Keeps::kOffset;
  const std::size_t numbers = offset ? 3 * size() : size();
  Kind kind{ties, std::vector<float>(numbers), std::vector<float>(numbers)};
  for (int r = 0; r + ties.down < rings_; ++r)
    for (int k = 0; k < around_; ++k) {
      const int to = (k + ties.around[static_cast<std::size_t>(r % 2)] + around_) % around_;
      const std::size_t a = index(r, k), b = index(r + ties.down, to);
      const float dx = points.x[b] - points.x[a], dy = points.y[b] - points.y[a],
                  dz = points.z[b] - points.z[a];
      kind.rest[a] = offset ? dx : std::sqrt(dx * dx + dy * dy + dz * dz);  // as visit() has it
      if (offset) kind.rest[a + size()] = dy;
      if (offset) kind.rest[a + 2 * size()] = dz;
    }
  ties_.push_back(std::move(kind));
}

void MembraneSolver::solve(const Way& way, Collider* collider) {
  if (!way.keepForces)
    for (Kind& kind : ties_) std::fill(kind.force.begin(), kind.force.end(), 0.0f);
  for (int n = 0; n < way.iterations; ++n) {
    for (Kind& kind : ties_) {
      Work w = workOn(points, kind, rings_, block_, around_);
      w.compliance = kind.ties.compliance * way.complianceScale;
      w.alongCanal = way.alongCanal;
      w.relaxation = way.relaxation;
      kernels().hold[static_cast<std::size_t>(kind.ties.keeps)](w);
    }
    if (collider) collider->push(points);
  }
}

void MembraneSolver::applyForces(float alongCanal) {
  for (Kind& kind : ties_) {
    Work w = workOn(points, kind, rings_, block_, around_);
    w.alongCanal = alongCanal;
    kernels().apply[static_cast<std::size_t>(kind.ties.keeps)](w);
  }
}

}  // namespace unkink::thecal_sac
