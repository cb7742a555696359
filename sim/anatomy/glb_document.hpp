// The JSON half of our GLB file: the writer stores it, the reader holds the file's own against it.
#pragma once

#include "anatomy/meshes.hpp"
#include "math/vec.hpp"

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace unkink::anatomy {

// The words of the GLB container, little-endian.
inline constexpr std::uint32_t kGlbMagic = 0x46546C67, kGlbVersion = 2;
inline constexpr std::uint32_t kGlbJsonChunk = 0x4E4F534A, kGlbBinaryChunk = 0x004E4942;
inline constexpr std::size_t kGlbHeaderBytes = 12, kGlbChunkHeaderBytes = 8;

/// What the document says of one mesh.
struct GlbMesh {
  std::string name;
  std::uint64_t vertices = 0;
  std::uint64_t indices = 0;
  math::Vec3f lo{0.0f}, hi{0.0f};  // bounds of the positions, mm
};

// Order of the accessors (and buffer views) of each mesh, and bytes per element.
enum GlbAccessor { kPosition, kNormal, kChain, kBulge, kIndices, kGlbAccessorCount };
inline constexpr std::uint64_t kGlbElementBytes[kGlbAccessorCount]{12, 12, 8, 8, 4};

/// glTF 2.0 document for meshes that lie one after the other in the binary chunk.
nlohmann::json glbDocument(const std::vector<GlbMesh>& meshes, const BakedFor& bakedFor);

}  // namespace unkink::anatomy
