// The parametric lumbar spine as signed distance fields in the Material frame, with its landmarks.
//
// Disease is a straight line between two fields: what severity 0 and severity 1 give. So a field at
// any severity is mix(healthy, endPoint, severity), here and in the live volume alike.
#pragma once

#include "anatomy/bend.hpp"
#include "anatomy/disc.hpp"
#include "anatomy/levels.hpp"
#include "anatomy/ligament.hpp"
#include "anatomy/sac_section.hpp"
#include "anatomy/sacrum.hpp"
#include "anatomy/trunk.hpp"
#include "anatomy/vertebra.hpp"
#include "math/box.hpp"
#include "math/rigid.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace unkink::anatomy {

/// [0] = left, [1] = right.
using Sides = std::array<double, 2>;

/// Of the endplate's depth: an arch that is whole is caught by the facets before it slips farther
/// (Meyerding's grade 1).
inline constexpr double kGradeOneSlip = 0.25;

/// What has become of one motion segment; all zero: healthy.
struct LevelDisease {
  // how far it has come at severity 1
  Sides ligamentThickening_mm{};  // added to the healthy thickness, mostly ventrally
  Sides facetHypertrophy_mm{};    // added bone around the joint, towards canal and recess
  double discBulge_mm = 0.0;      // dorsal, at the mid-line
  // how the bones lie and are, at every severity
  double discHeightLoss = 0.0;  // fraction of the healthy height, 0..0.5: the endplates come closer
  double osteophytes_mm = 0.0;  // how far the two endplates' rims have grown outwards
  // spondylolisthesis: of the upper bone forwards, as a fraction of the lower endplate's depth;
  // 0..kGradeOneSlip, with a defect of the pars to 0.5: grade 2
  double slip = 0.0;
  bool parsDefect = false;  // lysis: the upper bone slips without its arch (else degenerative)

  /// Whether anything of the level changes with severity.
  bool grows() const {
    return ligamentThickening_mm != Sides{} || facetHypertrophy_mm != Sides{} || discBulge_mm > 0.0;
  }
  bool operator==(const LevelDisease&) const = default;
};

/// One vertebra's size against the mean of its sex and stature; 1 = the same.
struct VertebraScale {
  double width = 1.0, depth = 1.0, height = 1.0;  // of the body
  double canalWidth = 1.0, canalDepth = 1.0;

  bool operator==(const VertebraScale&) const = default;
};

struct Gap;
struct OwnBone;
struct OwnBones;

/// What is given about one patient's anatomy.
struct SpineParameters {
  std::array<LevelDisease, kLevelCount> disease{};
  Sex sex = Sex::kMean;
  double stature_cm = 170.0;
  double lordosis_deg = 0.0;  // added to the mean lordosis L1-S1, spread over the segments
  std::array<VertebraScale, kVertebraCount - 1> scale{};
  // healthy, mid-part; so that what is built measures as published [khasawneh2023]
  std::array<double, kLevelCount> ligamentThickness_mm{3.0, 3.3, 3.42, 3.43, 3.45};
  double skinToLamina_mm = 42.0;        // perpendicular, at L4-L5, prone
  double subcutaneousFat_mm = 14.0;     // thickness over the mid-line at L4
  std::shared_ptr<const OwnBones> own;  // the patient's bones in place of the model's; null: none

  bool operator==(const SpineParameters&) const = default;
};

/// A number that is the same for two sets of parameters only if their bones, discs, ligaments and
/// canal are; skin and fat do not count.
std::uint64_t fingerprint(const SpineParameters& parameters);

/// The same patient before the disease that severity brings; its bones and poses are the patient's.
SpineParameters atSeverityZero(const SpineParameters& parameters);

/// One station of the canal's axis, from above L1 down to S2; the sac's cross-sections hang on
/// these.
struct CanalStation {
  math::Vec3 centre;   // Material, mm: where the healthy sac's section is centred
  math::Vec3 left;     // unit, +x patient left
  math::Vec3 dorsal;   // unit, towards the laminae
  math::Vec3 up;       // unit, tangent of the axis, towards the head
  double chain = 0.0;  // how posture ties it
  SacSection sac;      // the healthy sac's outline about the centre
};

/// Named points of one motion segment, Material frame, mm; [0] = left, [1] = right where paired.
struct LevelLandmarks {
  math::Vec3 discCentre;
  math::Vec3 canalCentre;                             // at the disc's height
  std::array<math::Vec3, 2> upperLaminaInferiorEdge;  // on bone, about 6 mm from the mid-line
  std::array<math::Vec3, 2> lowerLaminaSuperiorEdge;  // on bone, about 6 mm from the mid-line
  std::array<math::Vec3, 2> dockingPoint;  // dorsal surface of the lower lamina: first contact
  std::array<math::Vec3, 2> facetJoint;    // middle of the joint space
  std::array<math::Vec3, 2> upperPedicle, lowerPedicle;  // centres of the isthmus
  math::Vec3 interlaminarMidline;  // mid of the interlaminar gap, at the ligament
  std::array<math::Vec3, 2>
      ventralInterlaminar;  // ventral laminar margins of upper [0], lower [1], mid-line side
  math::Vec3 upperSpinousTip, lowerSpinousTip;
  math::Vec3 skinMidline;   // on the skin behind the interlaminar window
  units::Deg laminarSlope;  // of the ventral laminar surface to the coronal plane, axial plane
};

class Spine {
 public:
  explicit Spine(const SpineParameters& parameters);
  /// The same, at a fraction of the cost where only thickened ligaments, hypertrophied facets,
  /// bulging discs, skin and fat are another's.
  Spine(const SpineParameters& parameters, const Spine& like);

  const SpineParameters& parameters() const { return parameters_; }
  const math::Rigid<math::Material, math::Bone>& materialFromBone(Vertebra v) const {
    return pose_[static_cast<std::size_t>(v)];
  }

  class Probe;

  // Signed distances at a material point: mm, negative inside, |gradient| <= about 1.3.
  // `endPoint` false: healthy; true: severity 1. Neighbouring structures touch or keep apart, none
  // overlaps another. Of several structures at one place a Probe is cheaper.
  double bone(Vertebra v, const math::Vec3& p, bool endPoint) const;
  double disc(Level l, const math::Vec3& p, bool endPoint) const;
  double ligamentumFlavum(Level l, const math::Vec3& p,
                          bool endPoint) const;  // both halves, midline cleft
  double healthySac(const math::Vec3& p) const;  // thecal sac with room around it, L1 to S2
  double trunk(const math::Vec3& p) const;       // the skin: a closed body with the lordotic back
  double muscle(
      const math::Vec3& p) const;  // everything under the subcutaneous fat (closed, inside trunk)

  math::Box boneBounds(Vertebra v) const;
  math::Box discBounds(Level l) const;
  math::Box ligamentBounds(Level l) const;
  math::Box trunkBounds() const;

  /// A level's disc before bones are taken from it, and the frame of the segment.
  const DiscShape& segment(Level l) const { return disc_[static_cast<std::size_t>(l)]; }
  const TrunkShape& trunkShape() const { return trunk_; }
  /// Of the trunk and what fills it, against the mean: the column's own share of stature.
  double trunkSize() const { return trunkSize_; }
  const PelvisSize& pelvisSize() const { return pelvisSize_; }
  const std::vector<CanalStation>& canal() const { return canal_; }
  const LevelLandmarks& landmarks(Level l) const { return landmarks_[static_cast<std::size_t>(l)]; }

  /// The lattice box around the interlaminar window of a level that becomes a live volume when
  /// treated.
  ///
  /// It holds the lower half of the upper laminae with the inferior articular processes' medial
  /// part, the upper half of the lower laminae and all of the ligament, both sides; boxes of
  /// neighbouring levels are disjoint; lo and size are multiples of 8 samples.
  math::SampleBox window(Level l, double spacing_mm) const;

  /// The rim of a bone's upper endplate, where it is.
  PlacedRim upperEndplate(Vertebra v) const {
    return placed(v, upperRim_[static_cast<std::size_t>(v)]);
  }

  /// Whether a bone at severity 0 is in the same place and of the same shape as another spine's,
  /// bit for bit.
  bool sameBone(Vertebra v, const Spine& other) const;

  /// Ties by height alone, for what is not near a facet joint: sac, skin, muscle, disc.
  Tie tieByHeight(const math::Vec3& p) const;
  /// Ties of the trunk's skin, fat and muscle: spread from one vertebra's middle to the next's, so
  /// that what lies far in front of the spine does not fold as it bends.
  Tie tieOfTrunk(const math::Vec3& p) const;
  /// Tie of ligament tissue between two bones, from its distances to them (rigid where it touches
  /// one).
  static Tie tieBetween(Level l, double distanceToUpper_mm, double distanceToLower_mm);

  /// The bend of a posture. \param posture -1 full extension, 0 neutral, +1 full flexion
  /// \param loaded standing: the discs bulge and the ligaments slacken a little more
  Bend bend(double posture, bool loaded) const;

 private:
  /// A facet joint pair: where hypertrophied bone grows.
  struct Joint {
    std::array<math::Vec3, 2> centre{};     // [0] = left, [1] = right; Material
    std::array<math::Vec3, 2> canalward{};  // unit, from the joint towards the canal
    math::Box growth;                       // hypertrophy stays inside, both sides; Material
  };

  /// How far a segment turns, and what its ligament does then.
  struct Motion {
    units::Rad extension, flexion;  // extension is negative
    double slackExtended_mm = 0.0, slackFlexed_mm = 0.0, slackLoaded_mm = 0.0;
  };

  void make();
  void makeLike(const Spine& other);
  void shapeVertebrae();
  void placeVertebrae();
  void placeOwnBones();
  void finishVertebrae();
  void fitFacets(Level l);
  void placeSegments();
  void layLigaments(bool onSameBones);
  CanalRoof roofOf(Level l) const;
  void layLigament(Level l, const CanalRoof& roof);
  void placeJoints();
  void placeCanal();
  void fitSac();
  void findLandmarks();
  void findMotion();
  void placeTrunk();
  LevelLandmarks landmarksOf(Level l) const;
  /// Motion of a segment's upper bone; positive: flexion.
  math::Rigid<math::Material, math::Material> turned(Level l, units::Rad angle) const;
  std::array<units::Rad, 2> freeOfContact(Level l, units::Rad extension, units::Rad flexion) const;
  double stretched(Level l, units::Rad angle) const;  // the ligament's free length, 1 = neutral

  const OwnBone* own(Vertebra v) const;  // null: the model's
  VertebraVariation sizesOf(Vertebra v) const;
  double slip_mm(Level l) const;
  double lysis_mm(Level l) const;  // how far the upper bone's arch stays behind
  math::Rigid<math::Bone, math::Bone> lowerFromUpper(Level l, const Gap& gap) const;
  PlacedRim placed(Vertebra v, const Rim& rim) const;
  double bareBone(Vertebra v, const math::Vec3& p) const;
  double growth_mm(Level l, const math::Vec3& p) const;
  double canalFloor_mm(Level l, double z) const;
  math::Box windowBox(Level l) const;
  double windowBorder_mm(Level upper) const;

  SpineParameters parameters_;
  std::array<VertebraShape, kVertebraCount - 1> shape_;
  std::array<VertebraField, kVertebraCount - 1> field_;  // of shape_, once it is finished
  std::array<math::Rigid<math::Material, math::Bone>, kVertebraCount> pose_;
  std::array<math::Rigid<math::Bone, math::Material>, kVertebraCount> boneFromMaterial_;
  std::array<math::Box, kVertebraCount> localBounds_;
  std::array<Rim, kVertebraCount> upperRim_;
  std::array<Rim, kVertebraCount - 1> lowerRim_;
  std::array<DiscShape, kLevelCount> disc_;
  std::array<LigamentShape, kLevelCount> ligament_;
  std::array<Joint, kLevelCount> joint_;
  double trunkSize_ = 1.0;
  PelvisSize pelvisSize_;
  TrunkShape trunk_;
  std::vector<CanalStation> canal_;
  double stationStep_mm_ = 0.0;  // the longest between two neighbours of the canal's
  std::array<LevelLandmarks, kLevelCount> landmarks_;
  std::array<Motion, kLevelCount> motion_;
};

/// Distances of several structures at one place: what more than one of them depends on is found
/// once.
class Spine::Probe {
 public:
  /// \param spine, p  outlive the probe
  Probe(const Spine& spine, const math::Vec3& p) : spine_(spine), p_(p) {}

  // as the spine's own
  double bone(Vertebra v, bool endPoint);
  double disc(Level l, bool endPoint);
  double ligamentumFlavum(Level l, bool endPoint);

 private:
  double bareBone(Vertebra v);
  double grownBone(Vertebra v, bool endPoint);
  double healthySac();

  const Spine& spine_;
  const math::Vec3& p_;
  std::array<std::optional<double>, kVertebraCount> bareBone_;
  std::optional<double> healthySac_;
};

}  // namespace unkink::anatomy
