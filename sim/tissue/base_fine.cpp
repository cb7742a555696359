// The given tissue between its samples: cubic along each axis in turn, held between neighbours.
#include "math/vector8.hpp"
#include "tissue/base.hpp"

#include <algorithm>
#include <cstring>

namespace unkink::tissue {
namespace {

using math::F8;
using math::IVec3;

// the coarse samples that a fine brick's are read from: its own four, one before and two after
constexpr int kFrom = kBrickEdge / kFiner + 3;
constexpr int kRowRoom = 12;  // floats; so that eight can be read from the fourth on
using Coarse = std::array<std::array<std::array<float, kRowRoom>, kFrom>, kFrom>;

// weights of the cubic through four samples, half-way between the middle two
constexpr float kNear = 0.5625f, kFar = 0.0625f;

float between(float a, float b, float c, float d) {
  return std::clamp(kNear * (b + c) - kFar * (a + d), std::min(b, c), std::max(b, c));
}

UNKINK_INLINE void between(const F8& a, const F8& b, const F8& c, const F8& d, F8& out) {
  F8 least = b, most = b;
  math::lowerTo(least, c);
  math::raiseTo(most, c);
  out = kNear * (b + c) - kFar * (a + d);
  math::raiseTo(out, least);
  math::lowerTo(out, most);
}

/// One axis: eight rows at every half step from seven at whole ones.
UNKINK_INLINE void refine(const F8 (&from)[kFrom], F8 (&to)[kBrickEdge]) {
  for (int n = 0; n < kBrickEdge / kFiner; ++n) {
    to[2 * n] = from[n + 1];
    between(from[n], from[n + 1], from[n + 2], from[n + 3], to[2 * n + 1]);
  }
}

UNKINK_INLINE void refineRow(const float* from, F8& to) {
  F8 a, b, c, d, middle;
  math::load(a, from);
  math::load(b, from + 1);
  math::load(c, from + 2);
  math::load(d, from + 3);
  between(a, b, c, d, middle);
  to = __builtin_shufflevector(b, middle, 0, 8, 1, 9, 2, 10, 3, 11);
}

UNKINK_INLINE void refineAll(const Coarse& coarse, BrickValues& out) {
  F8 layers[kFrom][kBrickEdge];
  for (std::size_t z = 0; z < kFrom; ++z) {
    F8 rows[kFrom];
    for (std::size_t y = 0; y < kFrom; ++y) refineRow(coarse[z][y].data(), rows[y]);
    refine(rows, layers[z]);
  }
  for (int y = 0; y < kBrickEdge; ++y) {
    F8 along[kFrom], fine[kBrickEdge];
    for (int z = 0; z < kFrom; ++z) along[z] = layers[z][y];
    refine(along, fine);
    for (int z = 0; z < kBrickEdge; ++z) math::store(out.row(y + kBrickEdge * z), fine[z]);
  }
}

using Refine = void (*)(const Coarse& coarse, BrickValues& out);
struct Kernels {
  Refine refine;
};
constexpr Kernels kPlain{[](const Coarse& coarse, BrickValues& out) { refineAll(coarse, out); }};
constexpr Kernels kAvx2{[](const Coarse& coarse, BrickValues& out)
                            UNKINK_AVX2 { refineAll(coarse, out); }};

const Kernels& kernels() {
  static const Kernels& chosen = *math::whicheverFits(&kPlain, &kAvx2);
  return chosen;
}

}  // namespace

void Base::fineBrick(Channel c, const IVec3& brick, float severity, BrickValues& out) const {
  const Pair& f = fields_[static_cast<std::size_t>(c)];
  const IVec3 first = coarserOf(firstSampleOf(brick)) - IVec3(1), last = box_.hi - IVec3(1);
  const bool inside = first.x >= box_.lo.x && first.x + kFrom <= box_.hi.x;
  Coarse coarse;
  const auto readRow = [&](const math::SampledField& field, int y, int z, float* to) {
    const float* row = field.values().data() + field.index({box_.lo.x, y, z});
    if (inside) {
      std::memcpy(to, row + (first.x - box_.lo.x), kFrom * sizeof *to);
      return;
    }
    for (int x = 0; x < kFrom; ++x)
      to[x] = row[std::clamp(first.x + x, box_.lo.x, last.x) - box_.lo.x];
  };
  std::array<float, kRowRoom> ill{};
  for (int k = 0; k < kFrom; ++k)
    for (int j = 0; j < kFrom; ++j) {
      const int y = std::clamp(first.y + j, box_.lo.y, last.y),
                z = std::clamp(first.z + k, box_.lo.z, last.z);
      std::array<float, kRowRoom>& row =
          coarse[static_cast<std::size_t>(k)][static_cast<std::size_t>(j)];
      row.fill(0.0f);
      readRow(f.healthy, y, z, row.data());
      if (f.endPoint.empty()) continue;
      readRow(f.endPoint, y, z, ill.data());
      for (std::size_t i = 0; i < kRowRoom; ++i) row[i] += severity * (ill[i] - row[i]);
    }
  kernels().refine(coarse, out);
}

float Base::near(Channel c, const IVec3& s, float severity) const {
  return value(c, glm::clamp(s, box_.lo, box_.hi - IVec3(1)), severity);
}

float Base::fineValue(Channel c, const IVec3& fine, float severity) const {
  const IVec3 s = coarserOf(fine), half = fine - finerOf(s);
  const auto alongX = [&](int y, int z) {
    const auto at = [&](int x) { return near(c, {s.x + x, y, z}, severity); };
    return half.x == 0 ? at(0) : between(at(-1), at(0), at(1), at(2));
  };
  const auto alongY = [&](int z) {
    const auto at = [&](int y) { return alongX(s.y + y, z); };
    return half.y == 0 ? at(0) : between(at(-1), at(0), at(1), at(2));
  };
  const auto at = [&](int z) { return alongY(s.z + z); };
  return half.z == 0 ? at(0) : between(at(-1), at(0), at(1), at(2));
}

std::array<double, 8> Base::around(Channel c, const IVec3& fineCell, float severity) const {
  const IVec3 s = coarserOf(fineCell), half = fineCell - finerOf(s);
  std::array<double, 8> out;
  for (int k = 0; k < 8; ++k)
    out[static_cast<std::size_t>(k)] =
        static_cast<double>(near(c, s + IVec3(k & 1, k >> 1 & 1, k >> 2), severity));
  // along each axis the cell is the lower or the upper half of the coarse one
  for (int axis = 0; axis < 3; ++axis)
    for (std::size_t k = 0; k < 8; ++k) {
      const std::size_t upper = k | 1u << axis;
      if (k == upper) continue;
      const double middle = 0.5 * (out[k] + out[upper]);
      out[half[axis] == 0 ? upper : k] = middle;
    }
  return out;
}

}  // namespace unkink::tissue
