// Three octaves of repeating gradient noise, computed once at start.
#include "render/grain.hpp"

#include "math/vec.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace unkink::render {
namespace {

constexpr int kEdge = 64;

std::uint32_t mixed(std::uint32_t x) {
  x = (x ^ (x >> 16)) * 0x7feb352du;
  x = (x ^ (x >> 15)) * 0x846ca68bu;
  return x ^ (x >> 16);
}

/// A pseudo-random direction at a corner of the repeating lattice.
math::Vec3f slopeAt(int x, int y, int z, int cells) {
  const auto wrap = [cells](int v) { return static_cast<std::uint32_t>((v + cells) % cells); };
  const std::uint32_t h = mixed(wrap(x) + 131u * wrap(y) + 17161u * wrap(z) +
                                7919u * static_cast<std::uint32_t>(cells));
  const auto byte = [h](int shift) {
    return static_cast<float>((h >> shift) & 255u) / 127.5f - 1.0f;
  };
  return {byte(0), byte(8), byte(16)};
}

float fade(float t) { return t * t * t * (t * (t * 6.0f - 15.0f) + 10.0f); }

/// Gradient noise with `cells` cells along a tile's edge; p in tiles.
float noise(const math::Vec3f& p, int cells) {
  const math::Vec3f q = p * static_cast<float>(cells);
  const math::Vec3f base(std::floor(q.x), std::floor(q.y), std::floor(q.z)), f = q - base;
  float sum = 0.0f;
  for (int corner = 0; corner < 8; ++corner) {
    const math::IVec3 c(corner & 1, (corner >> 1) & 1, corner >> 2);
    float weight = 1.0f;
    for (int i = 0; i < 3; ++i) weight *= c[i] ? fade(f[i]) : 1.0f - fade(f[i]);
    const math::IVec3 at = math::IVec3(base) + c;
    sum += weight * glm::dot(slopeAt(at.x, at.y, at.z, cells), f - math::Vec3f(c));
  }
  return sum;
}

std::vector<float> heights() {
  std::vector<float> result;
  for (int z = 0; z < kEdge; ++z)
    for (int y = 0; y < kEdge; ++y)
      for (int x = 0; x < kEdge; ++x) {
        const math::Vec3f p = math::Vec3f(x, y, z) / static_cast<float>(kEdge);
        result.push_back(noise(p, 6) + 0.5f * noise(p, 12) + 0.25f * noise(p, 24));
      }
  return result;
}

std::uint8_t byteOf(float v) {
  return static_cast<std::uint8_t>(std::clamp(std::lround(v * 255.0f), 0l, 255l));
}

std::vector<std::uint8_t> texels(const std::vector<float>& height) {
  const auto at = [&](int x, int y, int z) {
    const auto w = [](int v) { return static_cast<std::size_t>((v + kEdge) % kEdge); };
    return height[w(x) + kEdge * (w(y) + kEdge * w(z))];
  };
  std::vector<std::uint8_t> result;
  for (int z = 0; z < kEdge; ++z)
    for (int y = 0; y < kEdge; ++y)
      for (int x = 0; x < kEdge; ++x) {
        const math::Vec3f slope(at(x + 1, y, z) - at(x - 1, y, z),
                                at(x, y + 1, z) - at(x, y - 1, z),
                                at(x, y, z + 1) - at(x, y, z - 1));
        for (int i = 0; i < 3; ++i) result.push_back(byteOf(0.5f + 1.2f * slope[i]));
        result.push_back(byteOf(0.5f + 0.55f * at(x, y, z)));
      }
  return result;
}

}  // namespace

gl::Texture makeGrain() {
  const std::vector<std::uint8_t> data = texels(heights());
  gl::Texture texture;
  glBindTexture(GL_TEXTURE_3D, texture.create());
  glTexImage3D(GL_TEXTURE_3D, 0, GL_RGBA8, kEdge, kEdge, kEdge, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               data.data());
  glGenerateMipmap(GL_TEXTURE_3D);
  glTexParameteri(GL_TEXTURE_3D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_NEAREST);
  glTexParameteri(GL_TEXTURE_3D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  for (const GLenum axis : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T, GL_TEXTURE_WRAP_R})
    glTexParameteri(GL_TEXTURE_3D, axis, GL_REPEAT);
  return texture;
}

}  // namespace unkink::render
