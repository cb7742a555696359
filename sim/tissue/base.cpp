// Sampling the spine's fields around one interlaminar window.
#include "tissue/base.hpp"

#include "anatomy/meshes.hpp"
#include "config/error.hpp"
#include "math/hash.hpp"

#include <algorithm>
#include <fstream>
#include <span>
#include <vector>

namespace unkink::tissue {
namespace {

using anatomy::Level;
using anatomy::Spine;

// how far queries reach beyond the window: to the ventral wall of the canal and both pedicles
constexpr double kVentralReach_mm = 26.0;
constexpr double kSideReach_mm = 2.0;
constexpr double kEndReach_mm = 2.0;

math::SampleBox queryBox(const math::SampleBox& window, double spacing_mm) {
  const auto samples = [&](double mm) { return static_cast<int>(mm / spacing_mm); };
  math::SampleBox box = window;
  box.lo -= math::IVec3(samples(kSideReach_mm), samples(kVentralReach_mm), samples(kEndReach_mm));
  box.hi += math::IVec3(samples(kSideReach_mm), 2, samples(kEndReach_mm));
  return box;
}

double fieldOf(Spine::Probe& probe, Level level, Channel c, bool endPoint) {
  switch (c) {
    case Channel::kUpperBone:
      return probe.bone(upperVertebra(level), endPoint);
    case Channel::kLowerBone:
      return probe.bone(lowerVertebra(level), endPoint);
    case Channel::kLigament:
      return probe.ligamentumFlavum(level, endPoint);
    case Channel::kDisc:
      return probe.disc(level, endPoint);
  }
  return 0.0;
}

bool diseased(const Spine& spine, Level level, Channel c) {
  const anatomy::LevelDisease& d = spine.parameters().disease[static_cast<std::size_t>(level)];
  const bool facets = d.facetHypertrophy_mm != anatomy::Sides{};
  if (c == Channel::kDisc) return d.discBulge_mm > 0.0 || d.discHeightLoss > 0.0;
  if (c == Channel::kLigament) return facets || d.ligamentThickening_mm != anatomy::Sides{};
  return facets;
}

constexpr std::uint64_t kMagic = 0x31657361426b6e55ull;  // "UnkBase1"

std::uint64_t keyOf(const Spine& spine, Level level, double spacing_mm) {
  math::Hash h;
  h.add(level);
  h.add(spacing_mm);
  h.add(anatomy::fingerprint(spine.parameters()));
  return h.value();
}

template <class T>
void writeRaw(std::ofstream& out, T value) {
  out.write(reinterpret_cast<const char*>(&value), sizeof value);
}
template <class T>
bool readRaw(std::ifstream& in, T& value) {
  return static_cast<bool>(in.read(reinterpret_cast<char*>(&value), sizeof value));
}

}  // namespace

Base::Base(const Spine& spine, Level level, double spacing_mm, const std::filesystem::path& baked)
    : key_(keyOf(spine, level, spacing_mm)),
      level_(level),
      spacing_(spacing_mm),
      window_(spine.window(level, spacing_mm)),
      box_(queryBox(window_, spacing_mm)) {
  const auto& stations = spine.canal();
  const math::Vec3 at = spine.landmarks(level).canalCentre;
  const auto nearest =
      std::min_element(stations.begin(), stations.end(), [&](const auto& a, const auto& b) {
        return glm::distance(a.centre, at) < glm::distance(b.centre, at);
      });
  dorsal_ = nearest->dorsal;
  if (baked.empty() || !load(baked)) sampleAll(spine);
}

void Base::sampleAll(const Spine& spine) {
  struct Asked {
    Channel channel;
    bool endPoint;
  };
  std::vector<Asked> asked;
  std::vector<double> slopes;
  for (int n = 0; n < kChannelCount; ++n) {
    const auto c = static_cast<Channel>(n);
    for (const bool endPoint : {false, true}) {
      if (endPoint && !diseased(spine, level_, c)) continue;
      asked.push_back({c, endPoint});
      slopes.push_back(c == Channel::kLigament ? anatomy::kLigamentSlope : anatomy::kBoneSlope);
    }
  }
  std::vector<math::SampledField> sampled = math::sampleTogether(
      box_, spacing_,
      [&](const math::Vec3& p, math::FieldBits wanted, std::span<double> distances) {
        Spine::Probe probe(spine, p);
        for (std::size_t f = 0; f < asked.size(); ++f)
          if ((wanted >> f & 1) != 0)
            distances[f] = fieldOf(probe, level_, asked[f].channel, asked[f].endPoint);
      },
      slopes);
  for (std::size_t f = 0; f < asked.size(); ++f) {
    Pair& pair = fields_[static_cast<std::size_t>(asked[f].channel)];
    (asked[f].endPoint ? pair.endPoint : pair.healthy) = std::move(sampled[f]);
  }
}

void Base::save(const std::filesystem::path& file) const {
  std::ofstream out(file, std::ios::binary);
  writeRaw(out, kMagic);
  writeRaw(out, key_);
  for (const Pair& pair : fields_)
    for (const math::SampledField* field : {&pair.healthy, &pair.endPoint}) {
      writeRaw(out, static_cast<std::uint64_t>(field->values().size()));
      out.write(reinterpret_cast<const char*>(field->values().data()),
                static_cast<std::streamsize>(field->values().size() * sizeof(float)));
    }
  if (!out.flush())
    throw config::Error(file.string() + ": could not be written; expected a writable file");
}

bool Base::load(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::uint64_t magic = 0, key = 0;
  if (!readRaw(in, magic) || !readRaw(in, key) || magic != kMagic || key != key_) return false;
  std::array<Pair, kChannelCount> fields;
  for (Pair& pair : fields)
    for (math::SampledField* field : {&pair.healthy, &pair.endPoint}) {
      std::uint64_t count = 0;
      if (!readRaw(in, count)) return false;
      if (count == 0) continue;
      *field = math::SampledField(box_, spacing_, 0.0f);
      if (count != field->values().size()) return false;
      in.read(reinterpret_cast<char*>(field->values().data()),
              static_cast<std::streamsize>(count * sizeof(float)));
    }
  if (!in) return false;
  fields_ = std::move(fields);
  return true;
}

void Base::brick(Channel c, const math::IVec3& brick, float severity, BrickValues& out) const {
  const Pair& f = fields_[static_cast<std::size_t>(c)];
  const math::IVec3 first = firstSampleOf(brick), last = box_.hi - math::IVec3(1);
  std::array<std::size_t, kBrickEdge> x;
  for (int i = 0; i < kBrickEdge; ++i)
    x[static_cast<std::size_t>(i)] =
        static_cast<std::size_t>(std::clamp(first.x + i, box_.lo.x, last.x) - box_.lo.x);
  float* to = out.mm.data();
  for (int k = first.z; k < first.z + kBrickEdge; ++k)
    for (int j = first.y; j < first.y + kBrickEdge; ++j, to += kBrickEdge) {
      const std::size_t row = f.healthy.index(
          {box_.lo.x, std::clamp(j, box_.lo.y, last.y), std::clamp(k, box_.lo.z, last.z)});
      const float* healthy = f.healthy.values().data() + row;
      for (std::size_t i = 0; i < kBrickEdge; ++i) to[i] = healthy[x[i]];
      if (f.endPoint.empty()) continue;
      const float* endPoint = f.endPoint.values().data() + row;
      for (std::size_t i = 0; i < kBrickEdge; ++i) to[i] += severity * (endPoint[x[i]] - to[i]);
    }
}

double Base::distance(Channel c, const math::Vec3& p, double severity) const {
  const Pair& f = fields_[static_cast<std::size_t>(c)];
  const double healthy = f.healthy.interpolate(p);
  return f.endPoint.empty() ? healthy : healthy + severity * (f.endPoint.interpolate(p) - healthy);
}

anatomy::Tie Base::tie(Channel c, const math::Vec3& p) const {
  const auto upper = static_cast<double>(level_);
  if (c == Channel::kUpperBone) return {upper, 0.0};
  if (c == Channel::kLowerBone) return {upper + 1.0, 0.0};
  const double du = fields_[0].healthy.interpolate(p), dl = fields_[1].healthy.interpolate(p);
  anatomy::Tie tie = Spine::tieBetween(level_, du, dl);
  if (c == Channel::kDisc)
    tie.bulge = -tie.bulge;  // the disc gives way dorsally, the ligament ventrally
  return tie;
}

}  // namespace unkink::tissue
