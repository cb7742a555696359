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
  float *toX, *toY, *toZ;  // what the forces move
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

UNKINK_INLINE void add(float* at, const F8& move) {
  F8 v;
  math::load(v, at);
  v += move;
  math::store(at, v);
}

/// Moves both ends of eight ties by their forces.
UNKINK_INLINE void move(const Work& w, std::size_t from, std::size_t to, const Vertices& a,
                        const Vertices& b, const F8& x, const F8& y, const F8& z) {
  add(w.toX + from, -a.inverseMass * x);
  add(w.toY + from, -a.inverseMass * y);
  add(w.toZ + from, -a.inverseMass * z);
  add(w.toX + to, b.inverseMass * x);
  add(w.toY + to, b.inverseMass * y);
  add(w.toZ + to, b.inverseMass * z);
}

/// What is done to ties: held; their forces taken from how they lie; the forces carried out.
enum class Act {
  kHold,
  kHoldTension,
  kHoldOffset,
  kTake,
  kTakeTension,
  kTakeOffset,
  kApply,
  kApplyOffset
};

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
    const F8 perLength = on * force / (length + kNever);
    move(w, from, to, a, b, perLength * dx, perLength * dy, perLength * dz * w.alongCanal);
  } else if constexpr (kAct == Act::kTake || kAct == Act::kTakeTension) {
    force = (rest - length) / w.compliance * on;
    if constexpr (kAct == Act::kTakeTension) math::lowerTo(force, F8{});
    math::store(w.force + from, force);
  } else {
    const F8 yields =
        (a.inverseMass + b.inverseMass) * (across + w.alongCanal * along) + w.compliance * square;
    const F8 inverse = 1.0f / (yields * length + kNever);
    F8 change =
        (rest - length - w.compliance * force) * (square * length * inverse) * (w.relaxation * on);
    if constexpr (kAct == Act::kHoldTension) math::lowerTo(change, -force * on);
    math::store(w.force + from, force + change);
    const F8 perLength = change * (yields * inverse);
    move(w, from, to, a, b, perLength * dx, perLength * dy, perLength * dz * w.alongCanal);
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
  } else if constexpr (kAct == Act::kTakeOffset) {
    math::store(w.force + at, (rest - (b - a)) / w.compliance * on);
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
  F8 x{}, y{}, z{};
  visitAxis<kAct>(w, from, yields, on, 1.0f, a.x, b.x, x);
  visitAxis<kAct>(w, from + w.size, yields, on, 1.0f, a.y, b.y, y);
  visitAxis<kAct>(w, from + 2 * w.size, yields, on, w.alongCanal, a.z, b.z, z);
  if constexpr (kAct != Act::kTakeOffset) move(w, from, to, a, b, x, y, z);
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
    if constexpr (kAct == Act::kHoldOffset || kAct == Act::kTakeOffset || kAct == Act::kApplyOffset)
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

/// What is done, by what is kept.
using Loop = void(const Work&);
struct Kernels {
  std::array<Loop*, 3> hold, take, apply;
};

constexpr Kernels kPlain{{[](const Work& w) { visitAll<Act::kHold>(w); },
                          [](const Work& w) { visitAll<Act::kHoldTension>(w); },
                          [](const Work& w) { visitAll<Act::kHoldOffset>(w); }},
                         {[](const Work& w) { visitAll<Act::kTake>(w); },
                          [](const Work& w) { visitAll<Act::kTakeTension>(w); },
                          [](const Work& w) { visitAll<Act::kTakeOffset>(w); }},
                         {[](const Work& w) { visitAll<Act::kApply>(w); },
                          [](const Work& w) { visitAll<Act::kApply>(w); },
                          [](const Work& w) { visitAll<Act::kApplyOffset>(w); }}};

constexpr Kernels kAvx2{{[](const Work& w) UNKINK_AVX2 { visitAll<Act::kHold>(w); },
                         [](const Work& w) UNKINK_AVX2 { visitAll<Act::kHoldTension>(w); },
                         [](const Work& w) UNKINK_AVX2 { visitAll<Act::kHoldOffset>(w); }},
                        {[](const Work& w) UNKINK_AVX2 { visitAll<Act::kTake>(w); },
                         [](const Work& w) UNKINK_AVX2 { visitAll<Act::kTakeTension>(w); },
                         [](const Work& w) UNKINK_AVX2 { visitAll<Act::kTakeOffset>(w); }},
                        {[](const Work& w) UNKINK_AVX2 { visitAll<Act::kApply>(w); },
                         [](const Work& w) UNKINK_AVX2 { visitAll<Act::kApply>(w); },
                         [](const Work& w) UNKINK_AVX2 { visitAll<Act::kApplyOffset>(w); }}};

const Kernels& kernels() {
  static const Kernels& chosen = *math::whicheverFits(&kPlain, &kAvx2);
  return chosen;
}

Work workOn(TubePoints& points, TubePoints& to, MembraneSolver::Kind& kind, int rings, int block,
            int around) {
  Work w{};
  w.x = points.x.data();
  w.y = points.y.data();
  w.z = points.z.data();
  w.toX = to.x.data();
  w.toY = to.y.data();
  w.toZ = to.z.data();
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
      Work w = workOn(points, points, kind, rings_, block_, around_);
      w.compliance = kind.ties.compliance * way.complianceScale;
      w.alongCanal = way.alongCanal;
      w.relaxation = way.relaxation;
      kernels().hold[static_cast<std::size_t>(kind.ties.keeps)](w);
    }
    if (collider) collider->push(points);
  }
}

void MembraneSolver::takeForces(float complianceScale) {
  for (Kind& kind : ties_) {
    Work w = workOn(points, points, kind, rings_, block_, around_);
    w.compliance = kind.ties.compliance * complianceScale;
    kernels().take[static_cast<std::size_t>(kind.ties.keeps)](w);
  }
}

void MembraneSolver::carryOut(float alongCanal, TubePoints& on) {
  for (Kind& kind : ties_) {
    Work w = workOn(points, on, kind, rings_, block_, around_);
    w.alongCanal = alongCanal;
    kernels().apply[static_cast<std::size_t>(kind.ties.keeps)](w);
  }
}

void MembraneSolver::tighten(std::size_t kind, int ring, int k, float tension) {
  Kind& tied = ties_[kind];
  tied.rest[index(ring, k)] -= tied.ties.compliance * tension;
  tied.force[index(ring, k)] = -tension;
}

}  // namespace unkink::thecal_sac
