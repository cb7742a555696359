// How an X-ray is read: outlines and lines over it, and the tip's depth behind its two limits.
#pragma once

#include "fluoro/c_arm.hpp"
#include "operation/state.hpp"
#include "view/scene.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace unkink::view {

/// What may be drawn over an X-ray.
enum class Guide : std::uint8_t {
  kPedicles,      // seen on end
  kSpinous,       // processes, seen on end
  kLaminae,       // of the treated side, in section: the shingles
  kInterlaminar,  // the line through the ventral margins of the treated side's laminae
  kContrastEdge,  // the dorsal edge of the contrast line
  kTip,           // of the foremost instrument, with its depths
};
inline constexpr int kGuideCount = 6;
inline constexpr std::array<std::string_view, kGuideCount> kGuideNames{
    "pedicles", "spinous", "laminae", "interlaminar", "contrast", "tip"};
using Guides = std::array<bool, kGuideCount>;

/// How the X-ray is looked at.
struct XRayLook {
  Guides guides{};
  double fade = 0.0;  // 0: what you see, 1: what it is, the bones from the same place
  bool fine = false;  // 1024 pixels along the monitor's edge, not 512

  bool reads() const {
    for (const bool on : guides)
      if (on) return true;
    return false;
  }
  bool operator==(const XRayLook&) const = default;
};

/// One outline or line, and where the X-ray shows it.
struct GuideLine {
  Guide guide = Guide::kPedicles;
  bool closed = false;
  std::vector<math::Vec3> places;  // Patient, mm
  std::vector<math::Vec2> line;    // the same as fluoro::Projection::project has them
};

/// Where a guide's name points to, on the detector.
struct GuideName {
  Guide guide = Guide::kPedicles;
  math::Vec2 anchor{0.0};
};

/// The foremost end of what is in the patient, and how far it is behind the limits.
struct TipReading {
  math::Vec3 place{0.0};       // Patient, mm
  math::Vec2 at{0.0};          // on the detector
  std::string_view structure;  // key of the instrument's words
  // true distances, positive behind (dorsally of) the limit; nothing where the view shows no depth
  std::optional<double> behindInterlaminar_mm;
  std::optional<double> behindContrast_mm;  // nothing, too, where there is no contrast beside it
};

/// What there is to read in one X-ray; plain data, which stays as it is with the picture.
struct Reading {
  std::vector<GuideLine> lines;
  std::vector<GuideName> names;
  std::optional<TipReading> tip;
};

/// The ventral interlaminar limit of the treated level and side.
///
/// Model: a plane laid from the front against the ventral faces of both laminae about 6 mm beside
/// the mid-line, that runs on along the lamina's slope: in the CLO that matches the slope it is
/// seen as one line. Of the bones as they were before any bite, so that it stays where it is while
/// the margins are taken. Source: [gill2015]
struct InterlaminarLimit {
  math::Vec3 upper{0.0}, lower{0.0};  // the margins, Patient, mm
  math::Vec3 along{1.0, 0.0, 0.0};    // unit, along the lamina's ventral face in the axial plane

  math::Vec3 dorsal() const;
  /// Distance behind it, mm; negative in front.
  double behind_mm(const math::Vec3& p) const { return glm::dot(p - upper, dorsal()); }
};
InterlaminarLimit interlaminarLimit(const operation::Case& theCase, const operation::State& state);

/// How far a point is behind the dorsal edge of the contrast line beside it, mm; negative in front.
///
/// Model: distance to the dura (thecal_sac::distance) less the film's thickness there. Nothing
/// where there is no contrast, or beyond the film's reach around the sac.
std::optional<double> behindContrast_mm(const operation::State& state, const math::Vec3& p);

/// What an X-ray of this moment shows that can be read.
///
/// By the angle of the beam to what it meets: within 30 degrees of the spine's front-to-back axis
/// pedicles and spinous processes are seen on end; farther off depth is seen: the laminae of the
/// treated side in section unless the beam meets their face, the ventral interlaminar line, the
/// contrast's dorsal edge and the tip's depths. Outlines are of the tissue as it is, bites
/// included, but pedicles and spinous processes are of the whole bone. Cost: about 10 ms in AP,
/// else 4
Reading readingOf(const operation::Case& theCase, const operation::State& state,
                  const fluoro::Projection& projection);

/// A camera that sees everything where an X-ray shows it, from the detector's side, where its
/// picture is looked at from: its lines of sight meet in the source behind the patient.
Camera cameraOf(const fluoro::Projection& projection);

}  // namespace unkink::view
