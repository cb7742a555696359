// Eight floats at once: the few operations that hot loops need, and the choice at run time of the
// widest instructions that this processor has.
//
// Write a loop once as an UNKINK_INLINE function over F8, instantiate it twice (plain, and in a
// function marked UNKINK_AVX2), and call it through whicheverFits(). No operation contracts or
// reorders, so both give the same bits.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#if defined(__x86_64__)
#include <immintrin.h>
#define UNKINK_AVX2 __attribute__((target("avx2")))
#else
#define UNKINK_AVX2
#endif

#define UNKINK_INLINE inline __attribute__((always_inline))

namespace unkink::math {

inline constexpr int kLanes = 8;

/// Eight floats; arithmetic and comparisons are the compiler's, lane by lane.
using F8 = float __attribute__((vector_size(32)));
/// What a comparison of two F8 gives: -1 in the lanes where it holds, else 0.
using I8 = std::int32_t __attribute__((vector_size(32)));

UNKINK_INLINE void load(F8& v, const float* from) { std::memcpy(&v, from, sizeof v); }
UNKINK_INLINE void store(float* to, const F8& v) { std::memcpy(to, &v, sizeof v); }
UNKINK_INLINE void fill(F8& v, float with) { v = F8{} + with; }
UNKINK_INLINE void raiseTo(F8& v, const F8& least) { v = v < least ? least : v; }
UNKINK_INLINE void lowerTo(F8& v, const F8& most) { v = most < v ? most : v; }
UNKINK_INLINE void dropSign(F8& v) { v = v < 0.0f ? -v : v; }

UNKINK_INLINE void squareRoot(F8& v) {
  F8 root;
  for (int n = 0; n < kLanes; ++n) root[n] = __builtin_sqrtf(v[n]);
  v = root;
}

/// One bit per lane in which a comparison holds.
UNKINK_INLINE unsigned bitsOf(const I8& holds) {
#if defined(__x86_64__)
  __m128 half[2];
  std::memcpy(half, &holds, sizeof holds);
  return static_cast<unsigned>(_mm_movemask_ps(half[0]) | _mm_movemask_ps(half[1]) << 4);
#else
  unsigned bits = 0;
  for (int n = 0; n < kLanes; ++n) bits |= (holds[n] != 0 ? 1u : 0u) << n;
  return bits;
#endif
}

/// Visits the set bits of a mask, lowest first.
template <class Mask, class Visit>
UNKINK_INLINE void forEachBit(Mask mask, const Visit& visit) {
  for (; mask != 0; mask &= mask - 1) visit(std::countr_zero(mask));
}

/// The sum of all lanes, always in the same order.
UNKINK_INLINE float sumOf(const F8& v) {
  return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}

/// Of two versions of a function, or of a set of them, the one that suits this processor.
template <class Version>
Version* whicheverFits(Version* plain, Version* avx2) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") ? avx2 : plain;
#else
  (void)avx2;
  return plain;
#endif
}

}  // namespace unkink::math
