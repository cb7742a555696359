// A small, fast, order-dependent 64-bit hash: the same bits in give the same number out, on every
// machine.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace unkink::math {

/// Accumulates values; two sequences that differ in one bit differ in the hash (with overwhelming
/// odds).
class Hash {
 public:
  void add(std::uint64_t v) {
    state_ ^= v + 0x9e3779b97f4a7c15ull + (state_ << 6) + (state_ >> 2);
    state_ *= 0xff51afd7ed558ccdull;
    state_ ^= state_ >> 32;
  }
  void add(double v) { add(std::bit_cast<std::uint64_t>(v == 0.0 ? 0.0 : v)); }  // -0 equals 0
  void add(float v) { add(static_cast<double>(v)); }
  template <class T>
  requires std::is_integral_v<T> || std::is_enum_v<T>
  void add(T v) { add(static_cast<std::uint64_t>(v)); }
  template <class Vec>
  requires requires(Vec v) { v.length(), v[0]; }
  void add(const Vec& v) {
    for (int i = 0; i < v.length(); ++i) add(v[i]);
  }
  void add(std::string_view s) {
    add(s.size());
    for (const char c : s) add(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
  }
  std::uint64_t value() const { return state_; }

 private:
  std::uint64_t state_ = 0x2545f4914f6cdd1dull;
};

}  // namespace unkink::math
