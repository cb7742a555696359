// How the state is looked at: camera, layers, voice. Recorded for films, outside the state's hash.
#pragma once

#include "lesson/procedure.hpp"
#include "operation/state.hpp"
#include "view/scene.hpp"

#include <array>
#include <optional>

namespace unkink::view {

enum class Layer : std::uint8_t {
  kBone,
  kLigamentumFlavum,
  kDiscs,
  kThecalSac,
  kNerves,
  kMuscle,
  kSkin,
  kInstruments,
  kContrast,
  kLigaments,   // interspinous, supraspinous, posterior longitudinal
  kFat,         // posterior epidural
  kNeighbours,  // T11, T12, ribs, hip bones
};
inline constexpr int kLayerCount = lesson::kLayerCount;

/// A camera that orbits a point of the patient.
struct Orbit {
  double azimuth_deg = 30.0;  // from straight behind, positive towards the patient's left
  double elevation_deg = 10.0;
  double distance_mm = 320.0;
  double roll_deg =
      0.0;  // 90: a patient who lies face down lies across the picture, head to the left
  math::Vec3 target{0.0};  // Patient, mm
};

enum class Voice : std::uint8_t { kPlain, kClinical };

struct Presentation {
  Orbit orbit;
  std::array<float, kLayerCount> opacity{};  // 0 hidden, 1 opaque
  std::vector<std::string> labels;           // structures named, see lesson::kLabelNames
  std::string active;                        // the one that is outlined; empty: none
  double cutaway = 0.0;           // 1: the patient's right half of bone and soft tissue is cut away
  double cutawayOffset_mm = 0.0;  // of the cut from the mid-line, towards the camera
  bool boneDark = true;
  std::optional<fluoro::View>
      xRayView;  // set: this view of the present state instead of the last exposure
  Voice voice = Voice::kPlain;
};

Camera cameraOf(const Orbit& orbit);

/// What a stage asks for, on this patient in this state.
Presentation staged(const operation::Case& theCase, const operation::State& state,
                    const lesson::Staging& staging);

/// A presentation part of the way from a to b (t in 0..1, eased by the caller): cameras fly, layers
/// fade.
Presentation between(const Presentation& a, const Presentation& b, double t);

}  // namespace unkink::view
