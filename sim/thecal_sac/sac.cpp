// The sac's life from tick to tick: noticing change, easing, falling asleep.
#include "thecal_sac/sac.hpp"

#include "math/hash.hpp"
#include "thecal_sac/dura.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace unkink::thecal_sac {
namespace {

constexpr float kAtRest_mm = 0.003f;  // nearer than this to rest is rest
constexpr float kSlow_mm_s = 0.1f;    // slower than this it goes straight to rest
constexpr double kToRest_s = 0.4;     // with this time constant

/// Moves every place a share of the way. \return how far one still has to go at most, mm
float approach(std::vector<math::Vec2f>& places, const std::vector<math::Vec2f>& rest,
               float share) {
  float most = 0.0f;
  for (std::size_t i = 0; i < places.size(); ++i) {
    places[i] += share * (rest[i] - places[i]);
    const math::Vec2f left = rest[i] - places[i];
    most = std::max(most, left.x * left.x + left.y * left.y);
  }
  return std::sqrt(most);
}

/// The walls as the sac meets them: nearer by what lies before them.
std::vector<float> wallsFelt_mm(const FreeSpace& space) {
  std::vector<float> felt = space.wall_mm;
  for (std::size_t i = 0; i < space.filled_mm.size(); ++i)
    if (felt[i] < kNoWall_mm) felt[i] = std::max(felt[i] - space.filled_mm[i], 0.0f);
  return felt;
}

void lookForRest(FreeSpace& space, const Membrane& membrane = {}) {
  if (space.rest_mm.empty())
    space.rest_mm = restingPlaces(space.frames, wallsFelt_mm(space), space.standing, membrane);
}

/// Of surroundings with something in the room; of the surroundings alone where there is nothing.
std::uint64_t roomKeyOf(std::uint64_t surroundings, std::uint64_t filling) {
  if (filling == 0) return surroundings;
  math::Hash hash;
  hash.add(surroundings);
  hash.add(filling);
  return hash.value();
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

std::vector<math::Vec2f> restingPlaces(const Frames& frames, const std::vector<float>& wall_mm,
                                       bool standing, const Membrane& membrane) {
  return Dura(frames, wall_mm, standing, membrane).rest();
}

bool ease(Sac& sac, FreeSpace& space, double dt_s, const Membrane& membrane) {
  if (!sac.nearRest) {
    Dura dura(space.frames, wallsFelt_mm(space), space.standing, membrane);
    const bool slow = dura.step(sac.place_mm, dt_s) < kSlow_mm_s * static_cast<float>(dt_s);
    sac.nearRest = slow && !space.fills;
    return true;
  }
  lookForRest(space, membrane);
  const auto share = static_cast<float>(1.0 - std::exp(-dt_s / kToRest_s));
  if (approach(sac.place_mm, space.rest_mm, share) > kAtRest_mm) return true;
  sac.place_mm = space.rest_mm;
  return false;
}

std::uint64_t FreeSpace::roomKey() const { return roomKeyOf(key, filling); }

std::uint64_t Surroundings::key() const {
  math::Hash hash;
  hash.add(held);
  for (const std::uint64_t level : tissue) hash.add(level);
  return hash.value();
}

Surroundings surroundingsOf(const tissue::Body& body, bool standing) {
  Surroundings all;
  math::Hash hash;
  addPatient(hash, body.spine());
  hash.add(body.severity());
  addBend(hash, body.bend());
  hash.add(standing);
  for (std::size_t l = 0; l < all.tissue.size(); ++l) {
    const auto level = static_cast<anatomy::Level>(l);
    hash.add(body.isLive(level));
    if (body.isLive(level)) all.tissue[l] = tissue::hashOf(body.live(level));
  }
  all.held = hash.value();
  return all;
}

void refresh(const tissue::Body& body, bool standing, FreeSpace& space) {
  const Surroundings now = surroundingsOf(body, standing);
  if (!space.empty() && space.key == now.key()) return;
  const Surroundings before = std::exchange(space.surroundings, now);
  const bool sameHeld = !space.empty() && space.key == before.key() && before.held == now.held;
  space.key = now.key();
  space.standing = standing;
  space.rest_mm.clear();
  const std::array<Clearance, 3> walls{[&](const math::Vec3& p) { return body.bone(p); },
                                       [&](const math::Vec3& p) { return body.disc(p); },
                                       [&](const math::Vec3& p) { return body.ligament(p); }};
  const std::vector<StationRange> live = liveStations(body);
  if (!sameHeld) {
    space.frames = sectionFrames(body.spine(), body.bend());
    space.wall_mm = freeRadii(space.frames, live, walls);
    space.setBack_mm = setBack_mm(space.frames, live);
    return;
  }
  for (std::size_t l = 0; l < now.tissue.size(); ++l)
    if (now.tissue[l] != before.tissue[l])
      renewRadii(space.frames, live,
                 stationsNear(body.base(static_cast<anatomy::Level>(l)), body.spine()), walls,
                 space.wall_mm);
}

void update(const tissue::Body& body, Sac& sac, FreeSpace& space, double dt_s, bool standing) {
  if (sac.place_mm.empty()) return settle(body, sac, space, standing);
  const std::uint64_t key = roomKeyOf(surroundingsOf(body, standing).key(), space.filling);
  if (sac.asleep && sac.surroundings == key) return;
  refresh(body, standing, space);
  if (sac.surroundings != key) sac.nearRest = false;
  sac.surroundings = key;
  sac.asleep = !ease(sac, space, dt_s);
  rehash(sac);
}

void settle(const tissue::Body& body, Sac& sac, FreeSpace& space, bool standing) {
  refresh(body, standing, space);
  lookForRest(space);
  sac = sacAt(space.rest_mm);
  sac.surroundings = space.roomKey();
  rehash(sac);
}

Sac restingSac(const tissue::Body& body, bool standing) {
  Sac sac;
  FreeSpace space;
  settle(body, sac, space, standing);
  return sac;
}

Sac healthySac(const Frames& frames) {
  Sac sac = sacAt(healthyPlaces(frames, 0.0));
  sac.asleep = sac.nearRest = false;
  rehash(sac);
  return sac;
}

Sac sacAt(std::vector<math::Vec2f> places_mm) {
  Sac sac;
  sac.stations = static_cast<int>(places_mm.size()) / kSpokes;
  sac.place_mm = std::move(places_mm);
  sac.asleep = sac.nearRest = true;
  rehash(sac);
  return sac;
}

void rehash(Sac& sac) {
  math::Hash hash;
  hash.add(sac.stations);
  for (const math::Vec2f& p : sac.place_mm) hash.add(p);
  hash.add(sac.nearRest);
  hash.add(sac.asleep);
  hash.add(sac.surroundings);
  sac.hash = hash.value();
}

}  // namespace unkink::thecal_sac
