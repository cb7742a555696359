// Sampling of distance functions on the lattice, skipping what is far from the surface.
#include "math/field.hpp"

#include <cassert>
#include <cmath>
#include <oneapi/tbb/parallel_for.h>

namespace unkink::math {

SampledField::SampledField(const SampleBox& box, double spacing_mm, float fill)
    : box_(box), spacing_(spacing_mm) {
  assert(!box.empty());
  const IVec3 n = box.size();
  stride_ = {static_cast<std::size_t>(n.x),
             static_cast<std::size_t>(n.x) * static_cast<std::size_t>(n.y)};
  values_.assign(stride_.z * static_cast<std::size_t>(n.z), fill);
}

double SampledField::interpolate(const Vec3& p) const {
  const Vec3 last = Vec3(box_.hi - IVec3(1));
  const Vec3 q = glm::clamp(p / spacing_, Vec3(box_.lo), last);
  const IVec3 base = glm::min(IVec3(glm::floor(q)), box_.hi - IVec3(2));
  const Vec3 t = q - Vec3(base);
  const std::size_t i = index(base);
  const float* v = values_.data();
  const auto row = [&](std::size_t at) { return v[at] + (v[at + 1] - v[at]) * t.x; };
  const double y0 = row(i) + (row(i + stride_.y) - row(i)) * t.y;
  const double y1 =
      row(i + stride_.z) + (row(i + stride_.z + stride_.y) - row(i + stride_.z)) * t.y;
  return y0 + (y1 - y0) * t.z;
}

SampleBox sampleBoxAround(const Box& box_mm, double spacing_mm, int margin) {
  return {IVec3(glm::floor(box_mm.lo / spacing_mm)) - IVec3(margin),
          IVec3(glm::ceil(box_mm.hi / spacing_mm)) + IVec3(margin + 1)};
}

SampledField sample(const SampleBox& box, double spacing_mm, const DistanceFunction& distance,
                    double lipschitz) {
  constexpr int kBlock = 8;
  SampledField field(box, spacing_mm, 0.0f);
  // blocks of the lattice, not of the box: what is far is then the same for every box
  const auto blockOf = [](const IVec3& s) { return IVec3(glm::floor(Vec3(s) / double(kBlock))); };
  const IVec3 first = blockOf(box.lo), blocks = blockOf(box.hi - IVec3(1)) - first + IVec3(1);
  // a block whose centre is farther than this holds no sample within four spacings of the surface
  const double reach = (0.5 * std::sqrt(3.0) * kBlock + 4.0) * spacing_mm * lipschitz;
  const auto fillBlock = [&](const IVec3& lo) {
    const double d = distance((Vec3(lo) + 0.5 * (kBlock - 1)) * spacing_mm);
    const bool far = std::abs(d) > reach;
    const SampleBox b = SampleBox{lo, lo + IVec3(kBlock)}.clipped(box);
    for (int k = b.lo.z; k < b.hi.z; ++k)
      for (int j = b.lo.y; j < b.hi.y; ++j)
        for (int i = b.lo.x; i < b.hi.x; ++i)
          field.at({i, j, k}) = static_cast<float>(far ? d : distance(Vec3(i, j, k) * spacing_mm));
  };
  oneapi::tbb::parallel_for(0, blocks.x * blocks.y * blocks.z, [&](int n) {
    const IVec3 at(n % blocks.x, (n / blocks.x) % blocks.y, n / (blocks.x * blocks.y));
    fillBlock((first + at) * kBlock);
  });
  return field;
}

Mesh surfaceNets(const SampledField& field, const SampleBox& owned) {
  assert(field.box().contains(owned.lo - IVec3(1)) && field.box().contains(owned.hi));
  return surfaceNets(owned, field.spacing_mm(), [&](const IVec3& s) { return field.at(s); });
}

}  // namespace unkink::math
