// How the state is looked at: camera, layers, voice. Recorded for films, outside the state's hash.
#pragma once

#include "lesson/procedure.hpp"
#include "operation/state.hpp"
#include "view/reading.hpp"
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
  kCArm,
  kBeam,  // of the C-arm, as wide as the collimator leaves it
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

/// Which way a cut runs.
enum class CutPlane : std::uint8_t { kNone, kSagittal, kAxial, kCoronal };

/// A cut through the patient: what is nearer to the camera than its plane is taken away.
struct Cut {
  CutPlane plane = CutPlane::kNone;
  /// Sagittal: from the mid-line to the patient's left. Axial: from the middle of the treated
  /// level's disc along its normal, towards the head. Coronal: from the canal's centre there,
  /// dorsally.
  double at_mm = 0.0;

  bool operator==(const Cut&) const = default;
};

enum class Voice : std::uint8_t { kPlain, kClinical };

/// Which slice of the MRI-like picture is looked at.
struct SliceLook {
  bool open = false;  // else the X-ray stands in its place
  SlicePlane plane = SlicePlane::kAxial;
  double axial_mm = 0.0;  // from the middle of the treated level's disc along its normal, headwards
  double sagittal_mm = 0.0;  // from the mid-line to the patient's left
  bool outlines = false;     // what is measured is drawn over it

  double at_mm() const { return plane == SlicePlane::kAxial ? axial_mm : sagittal_mm; }
  bool operator==(const SliceLook&) const = default;
};

/// How far slices go to either side, mm.
inline constexpr double kAxialReach_mm = 30.0, kSagittalReach_mm = 20.0;

struct Presentation {
  Orbit orbit;
  std::array<float, kLayerCount> opacity{};  // 0 hidden, 1 opaque
  std::vector<std::string> labels;           // structures named, see lesson::kLabelNames
  std::string active;                 // the treated level's structure that is outlined; empty: none
  std::optional<PartName> pointed;    // outlined in its stead: what the pointer is on
  std::optional<Layer> pointedLayer;  // or all of a layer
  bool levelTags = false;             // "L1" to "S1" stand beside the vertebrae
  Cut cut;
  bool boneDark = true;
  std::optional<fluoro::View>
      xRayView;  // set: this view of the present state instead of the last exposure
  XRayLook xRay;
  Voice voice = Voice::kPlain;
  SliceLook slice;
  bool bigStraw = false;  // the straw stands beside the spine, cut open along its middle
  double clock_s = 0.0;   // moves what drifts in the straw
  lesson::Comparing compare = lesson::Comparing::kOff;      // with the untouched: 3D view, straws
  lesson::Comparing compareXRay = lesson::Comparing::kOff;  // and X-ray
  double divider = 0.5;  // share of a picture's width that is the untouched patient's
};

/// Where a slice lies: radiological convention, so the patient's right is at an axial picture's
/// left, and the belly at a sagittal one's.
math::PlaneFrame slicePlaneOf(const operation::Case& theCase, const operation::State& state,
                              SlicePlane plane, const SliceLook& look);

Camera cameraOf(const Orbit& orbit);

/// The plane of a presentation's cut as Scene::clipPlane has it; zero where nothing is cut.
math::Vec4 clipPlaneOf(const operation::Case& theCase, const operation::State& state,
                       const Presentation& presentation);

/// What a stage asks for, on this patient in this state.
Presentation staged(const operation::Case& theCase, const operation::State& state,
                    const lesson::Staging& staging);

/// The same, turned to the whole lumbar canal as it stands beside the big straw: cut along the
/// middle and seen from the treated side.
Presentation besideStraw(const operation::Case& theCase, const operation::State& state,
                         Presentation presentation);

/// The same with the C-arm and its beam, the whole machine in the picture: from the feet and the
/// treated side, across the patient who lies prone.
Presentation aroundCArm(const operation::Case& theCase, const operation::State& state,
                        Presentation presentation);

/// The same with what an X-ray is read for in its place: bones half clear, the sac, contrast and
/// instruments; neither skin nor muscle.
Presentation asXRayed(Presentation presentation);

/// A presentation part of the way from a to b (t in 0..1, eased by the caller): cameras fly, layers
/// fade.
Presentation between(const Presentation& a, const Presentation& b, double t);

}  // namespace unkink::view
