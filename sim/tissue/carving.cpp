// Copy-on-write bricks: lookup, replacement, the incremental hash; and the relief map's lookup.
#include "tissue/carving.hpp"

#include "math/hash.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace unkink::tissue {
namespace {

constexpr int kKeyBits = 20;
constexpr int kKeyOffset = 1 << (kKeyBits - 1);

/// Several sums side by side, since each step of one waits for the one before.
std::uint64_t hashOf(Channel channel, const math::IVec3& place, const BrickValues& values) {
  constexpr std::size_t kChains = 8, kLength = kBrickSamples / kChains;
  std::array<math::Hash, kChains> chains;
  for (std::size_t n = 0; n < kLength; n += 2)
    for (std::size_t c = 0; c < kChains; ++c) {
      const std::size_t at = c * kLength + n;
      chains[c].add(static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(values.mm[at])) |
                    static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(values.mm[at + 1]))
                        << 32);
    }
  math::Hash h;
  h.add(channel);
  h.add(place);
  for (const math::Hash& chain : chains) h.add(chain.value());
  return h.value();
}

const auto kByKey = [](const auto& entry, std::uint64_t key) { return entry.first < key; };

}  // namespace

std::uint64_t Carving::keyOf(Channel channel, const math::IVec3& b) {
  static_assert(kPageEdge == 4);
  const auto part = [](int v) { return static_cast<std::uint64_t>((v >> 2) + kKeyOffset); };
  return part(b.x) | part(b.y) << kKeyBits | part(b.z) << (2 * kKeyBits) |
         static_cast<std::uint64_t>(channel) << (3 * kKeyBits);
}

std::size_t Carving::slotOf(const math::IVec3& b) {
  constexpr int kMask = kPageEdge - 1;
  return static_cast<std::size_t>((b.x & kMask) +
                                  kPageEdge * ((b.y & kMask) + kPageEdge * (b.z & kMask)));
}

Carving::Place Carving::placeOf(std::uint64_t key, std::size_t slot) {
  const auto part = [](std::uint64_t v) {
    return (static_cast<int>(v & ((1u << kKeyBits) - 1)) - kKeyOffset) * kPageEdge;
  };
  const auto n = static_cast<int>(slot);
  const math::IVec3 within(n % kPageEdge, n / kPageEdge % kPageEdge, n / (kPageEdge * kPageEdge));
  return {static_cast<Channel>(key >> (3 * kKeyBits)),
          math::IVec3(part(key), part(key >> kKeyBits), part(key >> (2 * kKeyBits))) + within};
}

const Carving::Page* Carving::page(std::uint64_t key) const {
  const auto it = std::lower_bound(pages_.begin(), pages_.end(), key, kByKey);
  return it != pages_.end() && it->first == key ? it->second.get() : nullptr;
}

const Brick* Carving::find(Channel channel, const math::IVec3& brick) const {
  const Page* in = page(keyOf(channel, brick));
  return in ? (*in)[slotOf(brick)].get() : nullptr;
}

float Carving::removed_mm(Channel channel, const math::IVec3& s) const {
  if (empty()) return kNothingRemoved_mm;
  const Brick* brick = find(channel, brickOf(s));
  return brick ? brick->removed.mm[indexInBrick(s)] : kNothingRemoved_mm;
}

bool Carving::holdsAround(Channel channel, const math::IVec3& cell) const {
  const math::IVec3 first = brickOf(cell), last = brickOf(cell + math::IVec3(1));
  for (int z = first.z; z <= last.z; ++z)
    for (int y = first.y; y <= last.y; ++y)
      for (int x = first.x; x <= last.x; ++x)
        if (find(channel, {x, y, z})) return true;
  return false;
}

std::shared_ptr<Brick> Carving::writable(Channel channel, const math::IVec3& at) const {
  if (const Brick* there = find(channel, at)) return std::make_shared<Brick>(*there);
  auto brick = std::make_shared_for_overwrite<Brick>();
  brick->removed.mm.fill(kNothingRemoved_mm);
  return brick;
}

void Carving::replace(Channel channel, const math::IVec3& at, std::shared_ptr<Brick> content) {
  content->hash = hashOf(channel, at, content->removed);
  const std::uint64_t key = keyOf(channel, at);
  auto it = std::lower_bound(pages_.begin(), pages_.end(), key, kByKey);
  if (it == pages_.end() || it->first != key) it = pages_.insert(it, {key, nullptr});
  // a page that only this carving has is written in place
  std::shared_ptr<Page> own;
  if (!it->second)
    own = std::make_shared<Page>();
  else if (it->second.use_count() == 1)
    own = std::const_pointer_cast<Page>(std::move(it->second));
  else
    own = std::make_shared<Page>(*it->second);
  std::shared_ptr<const Brick>& slot = (*own)[slotOf(at)];
  // the whole's hash is the exclusive or of its bricks': replacing one costs one brick
  hash_ ^= content->hash;
  if (slot)
    hash_ ^= slot->hash;
  else
    ++brickCount_;
  slot = std::move(content);
  it->second = std::move(own);
}

std::vector<Carving::Place> Carving::changed(const Carving& a, const Carving& b) {
  std::vector<Place> out;
  static const Page kEmpty;
  const auto compare = [&](std::uint64_t key, const Page& one, const Page& other) {
    for (std::size_t n = 0; n < one.size(); ++n)
      if (one[n] != other[n]) out.push_back(placeOf(key, n));
  };
  auto i = a.pages_.begin();
  auto j = b.pages_.begin();
  while (i != a.pages_.end() || j != b.pages_.end()) {
    if (j == b.pages_.end() || (i != a.pages_.end() && i->first < j->first)) {
      compare(i->first, *i->second, kEmpty);
      ++i;
    } else if (i == a.pages_.end() || j->first < i->first) {
      compare(j->first, *j->second, kEmpty);
      ++j;
    } else {
      if (i->second != j->second) compare(i->first, *i->second, *j->second);
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
