// Copy-on-write bricks: lookup, replacement, the incremental hash; and the relief map's lookup.
#include "tissue/carving.hpp"

#include "math/hash.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::tissue {
namespace {

constexpr int kKeyBits = 20;
constexpr int kKeyOffset = 1 << (kKeyBits - 1);

std::uint64_t keyOf(const math::IVec3& b) {
  const auto part = [](int v) { return static_cast<std::uint64_t>(v + kKeyOffset); };
  return part(b.x) | part(b.y) << kKeyBits | part(b.z) << (2 * kKeyBits);
}

math::IVec3 brickFromKey(std::uint64_t key) {
  const auto part = [](std::uint64_t v) {
    return static_cast<int>(v & ((1u << kKeyBits) - 1)) - kKeyOffset;
  };
  return {part(key), part(key >> kKeyBits), part(key >> (2 * kKeyBits))};
}

int floorDiv(int a, int b) { return a >= 0 ? a / b : -((b - 1 - a) / b); }

std::uint64_t hashOf(std::uint64_t key, const Brick& brick) {
  math::Hash h;
  h.add(key);
  for (const auto& channel : brick.removed_mm)
    for (const float v : channel) h.add(v);
  return h.value();
}

const auto kByKey = [](const auto& entry, std::uint64_t key) { return entry.first < key; };

}  // namespace

math::IVec3 Carving::brickOf(const math::IVec3& s) {
  return {floorDiv(s.x, kBrickEdge), floorDiv(s.y, kBrickEdge), floorDiv(s.z, kBrickEdge)};
}

std::size_t Carving::indexIn(const math::IVec3& s) {
  const math::IVec3 q = s - brickOf(s) * kBrickEdge;
  return static_cast<std::size_t>(q.x + kBrickEdge * (q.y + kBrickEdge * q.z));
}

const Brick* Carving::find(const math::IVec3& brick) const {
  const std::uint64_t key = keyOf(brick);
  const auto it = std::lower_bound(bricks_.begin(), bricks_.end(), key, kByKey);
  return it != bricks_.end() && it->first == key ? it->second.get() : nullptr;
}

float Carving::removed_mm(Cut cut, const math::IVec3& s) const {
  if (bricks_.empty()) return kNothingRemoved_mm;
  const Brick* brick = find(brickOf(s));
  return brick ? brick->removed_mm[static_cast<std::size_t>(cut)][indexIn(s)] : kNothingRemoved_mm;
}

void Carving::replace(const math::IVec3& at, Brick content) {
  const std::uint64_t key = keyOf(at);
  content.hash = hashOf(key, content);
  auto it = std::lower_bound(bricks_.begin(), bricks_.end(), key, kByKey);
  const bool present = it != bricks_.end() && it->first == key;
  // the whole's hash is the exclusive or of its bricks': replacing one costs one brick
  if (present) hash_ ^= it->second->hash;
  hash_ ^= content.hash;
  auto shared = std::make_shared<const Brick>(std::move(content));
  if (present)
    it->second = std::move(shared);
  else
    bricks_.insert(it, {key, std::move(shared)});
}

std::vector<math::IVec3> Carving::changed(const Carving& a, const Carving& b) {
  std::vector<math::IVec3> out;
  auto i = a.bricks_.begin();
  auto j = b.bricks_.begin();
  while (i != a.bricks_.end() || j != b.bricks_.end()) {
    if (j == b.bricks_.end() || (i != a.bricks_.end() && i->first < j->first)) {
      out.push_back(brickFromKey((i++)->first));
    } else if (i == a.bricks_.end() || j->first < i->first) {
      out.push_back(brickFromKey((j++)->first));
    } else {
      if (i->second != j->second) out.push_back(brickFromKey(i->first));
      ++i;
      ++j;
    }
  }
  return out;
}

double Relief::at(const math::Vec3& p, double spacing_mm) const {
  if (now_mm.empty()) return 0.0;
  const double stride = spacing_mm * kReliefStride;
  const double u =
      std::clamp(p.x / stride - static_cast<double>(lo.x) / kReliefStride, 0.0, columns - 1.001);
  const double w =
      std::clamp(p.z / stride - static_cast<double>(lo.z) / kReliefStride, 0.0, rows - 1.001);
  const auto i = static_cast<std::size_t>(u), k = static_cast<std::size_t>(w);
  const double s = u - static_cast<double>(i), t = w - static_cast<double>(k);
  const auto n = static_cast<std::size_t>(columns);
  const float* row = &now_mm[k * n + i];
  return (row[0] * (1 - s) + row[1] * s) * (1 - t) + (row[n] * (1 - s) + row[n + 1] * s) * t;
}

bool Relief::settled() const { return now_mm == target_mm; }

}  // namespace unkink::tissue
