// The sac's life from tick to tick: noticing change, easing, falling asleep.
#include "thecal_sac/sac.hpp"

#include "math/hash.hpp"
#include "thecal_sac/polygon.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace unkink::thecal_sac {
namespace {

constexpr float kAtRest_mm = 0.003f;  // nearer than this to rest is rest

std::size_t at(int station, int spoke = 0) {
  return static_cast<std::size_t>(station) * kSpokes + static_cast<std::size_t>(spoke);
}

/// Moves one section a share of the way; \return how far it still has to go at most, mm.
float easeSection(float* radius, const float* target, const float* wall, float share,
                  float least_mm) {
  float left = 0.0f;
  for (int k = 0; k < kSpokes; ++k) {
    radius[k] += share * (target[k] - radius[k]);
    // a wall that came nearer takes the sac along at once
    radius[k] = std::min(radius[k], std::max(target[k], wall[k] - least_mm));
    left = std::max(left, std::abs(target[k] - radius[k]));
  }
  return left;
}

/// Takes in a section whose folds would need more membrane than there is.
void keepPerimeter(float* radius, double limit_mm) {
  const double perimeter = perimeter_mm(radius);
  if (perimeter <= limit_mm) return;
  const auto scale = static_cast<float>(limit_mm / perimeter);
  for (int k = 0; k < kSpokes; ++k) radius[k] *= scale;
}

bool sameSection(const float* a, const float* b) { return std::equal(a, a + kSpokes, b); }

double healthyPerimeter_mm(const SectionFrame& frame) {
  Radii healthy;
  for (int k = 0; k < kSpokes; ++k)
    healthy[static_cast<std::size_t>(k)] = static_cast<float>(frame.healthyRadius_mm(k));
  return perimeter_mm(healthy.data());
}

void comeToRest(Sac& sac, const FreeSpace& space) {
  sac.stations = static_cast<int>(space.frames.size());
  sac.radius_mm = space.target_mm;
  sac.asleep = true;
  sac.surroundings = space.key;
}

void addBend(math::Hash& hash, const anatomy::Bend& bend) {
  for (const auto& motion : bend.motion) {
    for (int c = 0; c < 3; ++c) hash.add(motion.rotation[c]);
    hash.add(motion.translation);
  }
  for (const math::Vec3& bulge : bend.bulge_mm) hash.add(bulge);
}

void addPatient(math::Hash& hash, const anatomy::Spine& spine) {
  hash.add(anatomy::fingerprint(spine.parameters()));
  hash.add(spine.canal().size());
}

}  // namespace

bool ease(Sac& sac, const FreeSpace& space, double dt_s, const Membrane& membrane) {
  const auto share = static_cast<float>(1.0 - std::exp(-dt_s / membrane.timeConstant_s));
  const auto least = static_cast<float>(membrane.fatCompressed_mm);
  float left = 0.0f;
  for (int s = 0; s < sac.stations; ++s) {
    float* radius = sac.radius_mm.data() + at(s);
    const float* target = space.target_mm.data() + at(s);
    if (sameSection(radius, target)) continue;
    left = std::max(left, easeSection(radius, target, space.wall_mm.data() + at(s), share, least));
    keepPerimeter(radius, (1.0 + kStretchLimit) *
                              healthyPerimeter_mm(space.frames[static_cast<std::size_t>(s)]));
  }
  if (left > kAtRest_mm) return true;
  sac.radius_mm = space.target_mm;
  return false;
}

std::uint64_t surroundingsKey(const tissue::Body& body, bool standing) {
  math::Hash hash;
  addPatient(hash, body.spine());
  hash.add(body.base().level());
  hash.add(body.severity());
  addBend(hash, body.bend());
  hash.add(body.live().carving.hash());
  for (const float drift : body.live().relief.now_mm) hash.add(drift);
  hash.add(standing);
  return hash.value();
}

void refresh(const tissue::Body& body, bool standing, FreeSpace& space) {
  const std::uint64_t key = surroundingsKey(body, standing);
  if (!space.empty() && space.key == key) return;
  space.key = key;
  space.frames = sectionFrames(body.spine(), body.bend());
  const std::array<Clearance, 3> walls{[&](const math::Vec3& p) { return body.bone(p); },
                                       [&](const math::Vec3& p) { return body.disc(p); },
                                       [&](const math::Vec3& p) { return body.ligament(p); }};
  space.wall_mm = freeRadii(space.frames, stationsNear(body.base(), body.spine()), walls);
  space.target_mm = restingRadii(space.frames, space.wall_mm, standing);
}

void update(const tissue::Body& body, Sac& sac, FreeSpace& space, double dt_s, bool standing) {
  if (sac.radius_mm.empty()) return settle(body, sac, space, standing);
  const std::uint64_t key = surroundingsKey(body, standing);
  if (sac.asleep && sac.surroundings == key) return;
  refresh(body, standing, space);
  sac.surroundings = key;
  sac.asleep = !ease(sac, space, dt_s);
  rehash(sac);
}

void settle(const tissue::Body& body, Sac& sac, FreeSpace& space, bool standing) {
  refresh(body, standing, space);
  comeToRest(sac, space);
  rehash(sac);
}

Sac restingSac(const tissue::Body& body, bool standing) {
  Sac sac;
  FreeSpace space;
  settle(body, sac, space, standing);
  return sac;
}

Sac healthySac(const Frames& frames) {
  Sac sac;
  sac.stations = static_cast<int>(frames.size());
  for (const SectionFrame& frame : frames)
    for (int k = 0; k < kSpokes; ++k)
      sac.radius_mm.push_back(static_cast<float>(frame.healthyRadius_mm(k)));
  rehash(sac);
  return sac;
}

void rehash(Sac& sac) {
  math::Hash hash;
  hash.add(sac.stations);
  for (const float r : sac.radius_mm) hash.add(r);
  hash.add(sac.asleep);
  hash.add(sac.surroundings);
  sac.hash = hash.value();
}

}  // namespace unkink::thecal_sac
