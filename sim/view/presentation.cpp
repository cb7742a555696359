// Cameras, staged presentations and the way from one to another.
#include "view/presentation.hpp"

#include "thecal_sac/sections.hpp"
#include "thecal_sac/slice_measures.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::view {

using math::Vec3;

namespace {

/// Where a cut's position is counted from, and along what; Patient.
struct CutAxis {
  Vec3 origin, direction;
};

CutAxis axisOf(const operation::Case& theCase, const operation::State& state, CutPlane plane) {
  if (plane == CutPlane::kSagittal) return {Vec3(0.0), Vec3(1.0, 0.0, 0.0)};
  const anatomy::Spine& spine = theCase.spine();
  const anatomy::LevelLandmarks& at = spine.landmarks(theCase.level());
  const double between = static_cast<double>(theCase.level()) + 0.5;
  const bool axial = plane == CutPlane::kAxial;
  const math::Mat3& segment = spine.segment(theCase.level()).materialFromSegment.rotation;
  return {state.bend.apply(axial ? at.discCentre : at.canalCentre, {between, 0.0}),
          glm::normalize(state.bend.rotate(segment[axial ? 2 : 1], between))};
}

/// From the disc's middle, headwards: half way to the facet joints, where the ligament bulges most
/// into the canal; half millimetres.
double mostCrowded_mm(const operation::Case& theCase) {
  const anatomy::Spine& spine = theCase.spine();
  const Vec3& joint = spine.landmarks(theCase.level()).facetJoint[0];
  return 0.5 * std::round((spine.segment(theCase.level()).segmentFromMaterial * joint).z);
}

double sideOf(const Orbit& orbit) {
  return std::sin(units::Rad(units::Deg(orbit.azimuth_deg)).value) >= 0.0 ? 1.0 : -1.0;
}

}  // namespace

math::Vec4 clipPlaneOf(const operation::Case& theCase, const operation::State& state,
                       const Presentation& p) {
  if (p.cut.plane == CutPlane::kNone) return math::Vec4(0.0);
  const CutAxis axis = axisOf(theCase, state, p.cut.plane);
  const Vec3 towardsEye = Vec3(cameraOf(p.orbit).eye) - p.orbit.target;
  const Vec3 normal = glm::dot(axis.direction, towardsEye) < 0.0 ? -axis.direction : axis.direction;
  return {normal, -glm::dot(normal, axis.origin + p.cut.at_mm * axis.direction)};
}

math::PlaneFrame slicePlaneOf(const operation::Case& theCase, const operation::State& state,
                              SlicePlane plane, const SliceLook& look) {
  // the middle of the picture: so far behind the canal and above it that what matters is in it
  constexpr double kAxialBehind_mm = 6.0, kSagittalBehind_mm = 0.0, kSagittalAbove_mm = 30.0;
  const anatomy::Level level = theCase.level();
  if (plane == SlicePlane::kAxial) {
    auto axial = thecal_sac::axialPlane(theCase.spine(), state.bend, level, look.axial_mm);
    axial.origin += kAxialBehind_mm * axial.down;
    return axial;
  }
  const Vec3 canal = state.bend.apply(theCase.spine().landmarks(level).canalCentre,
                                      {static_cast<double>(level) + 0.5, 0.0});
  return {{look.sagittal_mm, canal.y + kSagittalBehind_mm, canal.z + kSagittalAbove_mm},
          {0.0, 1.0, 0.0},
          {0.0, 0.0, -1.0}};
}

Camera cameraOf(const Orbit& o) {
  const units::Rad azimuth(units::Deg(o.azimuth_deg)), elevation(units::Deg(o.elevation_deg));
  const Vec3 out(std::sin(azimuth.value) * std::cos(elevation.value),
                 std::cos(azimuth.value) * std::cos(elevation.value), std::sin(elevation.value));
  const Vec3 head(0.0, 0.0, 1.0);
  const Vec3 right = glm::normalize(glm::cross(-out, head));
  const Vec3 up = glm::cross(right, -out);
  const units::Rad roll(units::Deg(o.roll_deg));
  Camera c;
  c.up = math::Vec3f(std::cos(roll.value) * up + std::sin(roll.value) * right);
  c.target = math::Vec3f(o.target);
  c.eye = math::Vec3f(o.target + o.distance_mm * out);
  c.near_mm = static_cast<float>(std::max(5.0, 0.05 * o.distance_mm));
  c.far_mm = static_cast<float>(o.distance_mm + std::max(900.0, 0.7 * o.distance_mm));
  return c;
}

Presentation staged(const operation::Case& theCase, const operation::State& state,
                    const lesson::Staging& staging) {
  const auto level = static_cast<double>(theCase.level());
  const Vec3 canal =
      state.bend.apply(theCase.spine().landmarks(theCase.level()).canalCentre, {level + 0.5, 0.0});
  Presentation p;
  // the camera stands on the side that is treated
  p.orbit.azimuth_deg = staging.azimuth_deg * anatomy::sign(theCase.side());
  p.orbit.elevation_deg = staging.elevation_deg;
  p.orbit.distance_mm = staging.distance_mm;
  p.orbit.roll_deg = staging.roll_deg * anatomy::sign(theCase.side());
  p.orbit.target = canal + Vec3(0.0, staging.depthOffset_mm, staging.heightOffset_mm);
  for (std::size_t n = 0; n < p.opacity.size() && n < staging.layers.size(); ++n)
    p.opacity[n] = static_cast<float>(staging.layers[n]);
  p.labels = staging.labels;
  p.slice.open = staging.slice;
  p.slice.axial_mm = mostCrowded_mm(theCase);
  if (!staging.subject.empty()) p.active = staging.subject.front();
  p.levelTags = staging.levelTags;
  p.compare = staging.compare;
  p.compareXRay = staging.compareXRay;
  if (staging.cutaway >= 0.5)
    p.cut = {CutPlane::kSagittal, staging.cutawayOffset_mm * sideOf(p.orbit)};
  return p;
}

Presentation besideStraw(const operation::Case& theCase, const operation::State& state,
                         Presentation p) {
  // the canal from L1 to the sacrum, and the straw's mouthpiece above it
  const thecal_sac::Frames& frames = state.freeSpace.frames;
  const auto through = thecal_sac::throughStations(thecal_sac::profile(frames, state.sac));
  const Vec3 top = frames.front().centre;
  const Vec3 foot = frames[through - 1].centre - Vec3(0.0, 0.0, 16.0);
  constexpr double kAbove_mm = 52.0, kBehind_mm = 4.0;
  const units::Rad half(units::Deg(0.5 * static_cast<double>(Camera{}.fieldOfView_deg)));
  const double high = top.z + kAbove_mm - foot.z;
  p.orbit = {};
  p.orbit.azimuth_deg = 90.0 * anatomy::sign(theCase.side());
  p.orbit.elevation_deg = 0.0;
  p.orbit.distance_mm = 0.5 * high / std::tan(half.value);
  p.orbit.target = {0.0, frames[through / 2].centre.y + kBehind_mm, foot.z + 0.5 * high};
  p.opacity.fill(0.0f);
  for (const Layer layer :
       {Layer::kBone, Layer::kLigamentumFlavum, Layer::kDiscs, Layer::kNerves, Layer::kLigaments})
    p.opacity[static_cast<std::size_t>(layer)] = 1.0f;
  p.opacity[static_cast<std::size_t>(Layer::kThecalSac)] = 0.8f;
  p.labels = {"thecal_sac"};
  p.active.clear();
  p.levelTags = true;
  p.cut = {CutPlane::kSagittal, 0.0};
  return p;
}

Presentation aroundCArm(const operation::Case& theCase, const operation::State& state,
                        Presentation p) {
  const double side = theCase.side() == anatomy::Side::kLeft ? 1.0 : -1.0;
  p.orbit = {62.0 * side, -24.0, 3400.0, 90.0 * side, state.cArm.now.isocentre_mm};
  constexpr double kUnderPatient_mm = 130.0;  // more of the machine is there
  p.orbit.target.y -= kUnderPatient_mm;
  for (const Layer layer : {Layer::kCArm, Layer::kBeam, Layer::kSkin})
    p.opacity[static_cast<std::size_t>(layer)] = 1.0f;
  p.labels.clear();
  p.levelTags = false;
  p.cut = {};
  return p;
}

Presentation asXRayed(Presentation p) {
  p.opacity.fill(0.0f);
  const auto set = [&](Layer layer, float opacity) {
    p.opacity[static_cast<std::size_t>(layer)] = opacity;
  };
  constexpr float kClear = 0.7f;  // so that contrast is seen under the laminae
  set(Layer::kBone, kClear);
  set(Layer::kDiscs, kClear);
  set(Layer::kNeighbours, kClear);
  set(Layer::kThecalSac, 1.0f);
  set(Layer::kContrast, 1.0f);
  set(Layer::kInstruments, 1.0f);
  p.labels.clear();
  p.active.clear();
  p.pointed.reset();
  p.pointedLayer.reset();
  p.levelTags = false;
  p.cut = {};
  p.slice.open = false;
  p.bigStraw = false;
  return p;
}

Presentation between(const Presentation& a, const Presentation& b, double t) {
  Presentation p = b;
  if (t >= 1.0) return p;
  const double turn = std::remainder(b.orbit.azimuth_deg - a.orbit.azimuth_deg, 360.0);
  p.orbit.azimuth_deg = a.orbit.azimuth_deg + t * turn;
  p.orbit.elevation_deg = std::lerp(a.orbit.elevation_deg, b.orbit.elevation_deg, t);
  p.orbit.distance_mm = std::lerp(a.orbit.distance_mm, b.orbit.distance_mm, t);
  p.orbit.roll_deg = std::lerp(a.orbit.roll_deg, b.orbit.roll_deg, t);
  p.orbit.target = glm::mix(a.orbit.target, b.orbit.target, t);
  for (std::size_t n = 0; n < p.opacity.size(); ++n)
    p.opacity[n] = std::lerp(a.opacity[n], b.opacity[n], static_cast<float>(t));
  // a cut cannot be half made: it opens at the end of the flight and closes at its start
  if (a.cut.plane != b.cut.plane)
    p.cut = {};
  else
    p.cut.at_mm = std::lerp(a.cut.at_mm, b.cut.at_mm, t);
  return p;
}

}  // namespace unkink::view
