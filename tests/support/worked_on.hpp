// The default patient in the middle of an operation, for what looks at X-rays: diseased, lying
// bent, contrast given, bone and ligament bitten, needle, portal and rongeur in place.
#pragma once

#include "anatomy/meshes.hpp"
#include "config/files.hpp"
#include "operation/hand.hpp"
#include "view/scene_builder.hpp"

#include <array>
#include <memory>

namespace unkink::test {

inline operation::State workedOn() {
  const operation::Case& patient = defaultCase();
  const auto level = static_cast<double>(patient.level());
  Hand hand;
  hand.state = operation::heldIn(patient, hand.state, {0.6, false, 1.0});
  const int station = hand.state.contrast.stationCount() / 3;
  hand.state.contrast.inject(station, fluoro::ContrastLayer::kAngleCells / 2, 2.5);
  hand.wait(1.0);
  constexpr double kBelow_mm = 30.0, kBeside_mm = 6.0, kDeep_mm = 60.0;
  hand.say(operation::Verb::kNeedlePlace, kBeside_mm, hand.landmarks().canalCentre.z - kBelow_mm);
  hand.state.needle.depth_mm = kDeep_mm;
  const auto bite = [&](const math::Vec3& material, operation::ToolKind kind) {
    hand.holdJawAt(hand.state.bend.apply(material, {level + 0.5, 0.0}), kind);
    hand.bite();
  };
  bite(inLigament(), operation::ToolKind::kTissueSculptor);
  for (const double up_mm : {0.0, 2.0, 4.0})
    bite(hand.landmarks().upperLaminaInferiorEdge[0] + math::Vec3(0, 0, up_mm),
         operation::ToolKind::kBoneRongeur);
  return hand.state;
}

/// A scene's maker for the default patient, with the surfaces that the build baked.
inline std::unique_ptr<view::SceneBuilder> defaultSceneBuilder() {
  return std::make_unique<view::SceneBuilder>(
      defaultCase(), anatomy::surfacesOf(defaultCase().spine(), config::bakedPath("lumbar.glb")));
}

/// The scene once live surfaces are thinned out, as they are when nothing has just been cut.
inline const view::Scene& settledScene(view::SceneBuilder& builder, const operation::State& state) {
  builder.build(state, {});
  return builder.build(state, {});
}

inline constexpr std::array<fluoro::View, 3> kJudgedViews{fluoro::View::kAp, fluoro::View::kLateral,
                                                          fluoro::View::kCloRight};

}  // namespace unkink::test
