// Making the straws' surfaces where the sac has changed, and setting them on their stages.
#include "view/straw_stage.hpp"

#include "math/hash.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::view {
namespace {

constexpr double kSmallRadius_mm = 13.0, kBigRadius_mm = 11.0;
constexpr double kLongestStep_s = 0.3;  // of the clock; longer ones are jumps
constexpr double kSmallPictures_per_s = 15.0;
constexpr float kWallOpacity = 0.45f, kGhostOpacity = 0.5f, kLevelOpacity = 0.75f;

StrawWish wishFor(bool big, double side) {
  StrawWish wish;
  wish.radius_mm = big ? kBigRadius_mm : kSmallRadius_mm;
  wish.byHeight = big;
  if (!big) wish.particles = 36;
  wish.mouth = big ? 0.8 : 0.72;
  wish.turn *= side;  // towards the camera
  wish.mouthTurn *= side;
  return wish;
}

}  // namespace

StrawStages::StrawStages(std::uint64_t firstId) {
  for (Straw* straw : {&small_, &big_})
    for (Owned& part : straw->parts) part.ref = {&part.mesh, firstId++, 0};
}

void StrawStages::make(Straw& straw, std::uint64_t key, const thecal_sac::Straw& numbers,
                       const StrawWish& wish) {
  if (straw.key == key) return;
  straw.key = key;
  straw.numbers = numbers;
  straw.body = strawBody(numbers, wish);
  StrawMeshes meshes = makeStrawMeshes(straw.body);
  const auto take = [&](Part part, math::Mesh& mesh) {
    straw.parts[part].mesh = std::move(mesh);
    ++straw.parts[part].ref.version;
  };
  take(kLiquid, meshes.liquid);
  take(kLevel, meshes.level);
  take(kWall, meshes.wall);
  take(kGhost, meshes.ghost);
  straw.drifted = false;
}

void StrawStages::drift(Straw& straw, double clock_s) {
  const double step = clock_s - straw.clock_s;
  if (straw.drifted && step == 0.0) return;
  const double pace = kStrawSpeed_mm_s * straw.body.flow;
  if (std::abs(step) > kLongestStep_s)
    straw.travel_mm = pace * clock_s;
  else
    straw.travel_mm += pace * step;
  straw.clock_s = clock_s;
  straw.drifted = true;
  straw.parts[kParticles].mesh = particleMesh(strawParticles(straw.body, straw.travel_mm));
  ++straw.parts[kParticles].ref.version;
}

std::vector<Surface> StrawStages::surfacesOf(const Straw& straw) {
  std::vector<Surface> surfaces;
  const auto add = [&](Part part, Look look, float opacity) {
    Surface surface;
    surface.mesh = straw.parts[part].ref;
    surface.look = look;
    surface.opacity = opacity;
    surfaces.push_back(surface);
  };
  add(kLiquid, Look::kLiquid, 1.0f);
  add(kParticles, Look::kParticle, 1.0f);
  add(kLevel, Look::kLiquid, kLevelOpacity);
  add(kGhost, Look::kGhost, kGhostOpacity);
  add(kWall, Look::kStraw, kWallOpacity);
  return surfaces;
}

void StrawStages::showSmall(Scene& scene, double side) const {
  scene.strawSurfaces = surfacesOf(small_);
  const math::Vec3 rim = small_.body.rings.front().centre, foot = small_.body.rings.back().centre;
  Camera& c = scene.strawCamera;
  double least = 0.0, most = 0.0;
  for (const StrawRing& ring : small_.body.rings) {
    least = std::min(least, ring.centre.y);
    most = std::max(most, ring.centre.y);
  }
  c.target = {0.0f, static_cast<float>(0.5 * (least + most)),
              static_cast<float>(0.5 * (rim.z + foot.z))};
  c.fieldOfView_deg = 20.0f;
  const auto away = static_cast<float>(1.6 * (rim.z - foot.z + 1.2 * kSmallRadius_mm)) * 1.85f;
  c.eye = c.target + away * math::Vec3f(static_cast<float>(side), 0.0f, 0.12f);
  c.far_mm = away + 300.0f;
}

/// Level with the 3D view's camera and as far from the straw as that is from the canal, so that
/// the same height is the same height in both pictures.
void StrawStages::showBig(Scene& scene, const Presentation& p, double side) const {
  StrawStage& stage = scene.bigStraw;
  stage.surfaces = surfacesOf(big_);
  Camera& c = stage.camera;
  c = scene.camera;
  const float distance = glm::distance(c.eye, c.target);
  // words stand beside it; less where the untouched one does too
  const double aside = p.compare == lesson::Comparing::kOff ? 46.0 : 20.0;
  c.target = {0.0f, static_cast<float>(side * aside), scene.camera.target.z};
  c.eye = c.target + math::Vec3f(static_cast<float>(side) * distance, 0.0f, 0.0f);
  c.up = {0.0f, 0.0f, 1.0f};
  const auto mark = [&](double share, std::string text) {
    const auto span = static_cast<double>(big_.body.last - big_.body.first);
    const auto ring = big_.body.first + static_cast<std::size_t>(std::lround(share * span));
    return StrawMark{std::move(text), math::Vec3f(big_.body.rings[ring].centre),
                     math::Vec3f(thecal_sac::middleAt(big_.numbers, share))};
  };
  for (int v = 0; v < anatomy::kVertebraCount; ++v)
    if (const auto share = thecal_sac::shareOf(big_.numbers, v))
      stage.marks.push_back(
          mark(*share, std::string(anatomy::kVertebraNames[static_cast<std::size_t>(v)])));
  stage.narrowest =
      mark(static_cast<double>(big_.numbers.narrowest) / (thecal_sac::kStrawPoints - 1), "");
  stage.room = thecal_sac::narrowestRoom(big_.numbers);
  stage.flow = big_.numbers.flow;
  stage.radius_mm = static_cast<float>(kBigRadius_mm);
}

void StrawStages::show(const operation::Case& theCase, const operation::State& state,
                       const Presentation& p, std::uint64_t key, Scene& scene) {
  const thecal_sac::Frames& frames = state.freeSpace.frames;
  const math::Vec3 out = math::Vec3(scene.camera.eye) - math::Vec3(scene.camera.target);
  const double side = p.bigStraw ? (out.x >= 0.0 ? 1.0 : -1.0) : anatomy::sign(theCase.side());
  math::Hash h;
  h.add(key);
  h.add(side);
  if (small_.key != h.value())
    make(small_, h.value(),
         thecal_sac::levelStraw(theCase.spine(), frames, state.sac, theCase.level()),
         wishFor(false, side));
  // at its size a few pictures a second are enough
  drift(small_, std::floor(p.clock_s * kSmallPictures_per_s) / kSmallPictures_per_s);
  showSmall(scene, side);
  if (!p.bigStraw) return;
  if (big_.key != h.value())
    make(big_, h.value(),
         thecal_sac::straw(thecal_sac::levelledProfile(theCase.spine(), frames, state.sac)),
         wishFor(true, side));
  drift(big_, p.clock_s);
  showBig(scene, p, side);
}

}  // namespace unkink::view
