// Eight floats at once do, lane by lane and bit for bit, what one float does.
#include "math/vector8.hpp"

#include "support/catch.hpp"

#include <array>
#include <cmath>
#include <vector>

using namespace unkink::math;

namespace {

using Lanes = std::array<float, kLanes>;

const Lanes kA{0.0f, -0.0f, 1.5f, -2.25f, 3.0e-20f, 7.0e20f, -1.0e-3f, 9.0f};
const Lanes kB{1.0f, 0.0f, -1.5f, -2.25f, 2.0e-20f, 8.0e20f, 1.0e-3f, -9.0f};

struct Results {
  Lanes root, raised, lowered, positive;
  unsigned less = 0;
  float sum = 0.0f;
  bool operator==(const Results&) const = default;
};

UNKINK_INLINE void all(Results& r) {
  F8 a, b;
  load(a, kA.data());
  load(b, kB.data());
  F8 v = a;
  dropSign(v);
  store(r.positive.data(), v);
  squareRoot(v);
  store(r.root.data(), v);
  v = a;
  raiseTo(v, b);
  store(r.raised.data(), v);
  v = a;
  lowerTo(v, b);
  store(r.lowered.data(), v);
  r.less = bitsOf(a < b);
  r.sum = sumOf(b);
}
void plain(Results& r) { all(r); }
UNKINK_AVX2 void avx2(Results& r) { all(r); }

}  // namespace

TEST_CASE("lane by lane the operations are those of single floats") {
  Results r;
  plain(r);
  unsigned less = 0;
  for (std::size_t n = 0; n < kLanes; ++n) {
    INFO("lane " << n);
    CHECK(r.positive[n] == std::abs(kA[n]));
    CHECK(r.root[n] == std::sqrt(std::abs(kA[n])));
    CHECK(r.raised[n] == std::max(kA[n], kB[n]));
    CHECK(r.lowered[n] == std::min(kA[n], kB[n]));
    less |= kA[n] < kB[n] ? 1u << n : 0u;
  }
  CHECK(r.less == less);
  CHECK(r.sum == ((kB[0] + kB[4]) + (kB[2] + kB[6])) + ((kB[1] + kB[5]) + (kB[3] + kB[7])));
}

TEST_CASE("the widest instructions of this processor give the same bits as the plain ones") {
  Results one, other;
  plain(one);
  whicheverFits(plain, avx2)(other);
  CHECK(one == other);
}

TEST_CASE("every set bit is visited once, lowest first") {
  std::vector<int> seen;
  forEachBit(0x8000000000000105ull, [&](int bit) { seen.push_back(bit); });
  CHECK(seen == std::vector<int>{0, 2, 8, 63});
}
