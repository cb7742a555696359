// The separate solids of a live volume, each with its own distances and its own bites.
#pragma once

#include <cstdint>

namespace unkink::tissue {

/// The first three can be cut; the disc is only felt.
enum class Channel : std::uint8_t { kUpperBone, kLowerBone, kLigament, kDisc };
inline constexpr int kChannelCount = 4;
inline constexpr int kCuttableCount = 3;

}  // namespace unkink::tissue
