// What there is to draw, as plain data: the one-way valve between the simulation and the picture.
#pragma once

#include "anatomy/levels.hpp"
#include "fluoro/beam.hpp"
#include "fluoro/exposure.hpp"
#include "math/mesh.hpp"
#include "math/plane_section.hpp"
#include "math/vec.hpp"
#include "thecal_sac/slice_measures.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace unkink::view {

/// A mesh that somebody else owns; `id` names it for life, `version` changes with its content.
struct MeshRef {
  const math::Mesh* mesh = nullptr;
  std::uint64_t id = 0;
  std::uint64_t version = 0;
};

/// What a surface is made of, for the eye.
enum class Look : std::uint8_t {
  kBone,
  kDisc,
  kLigament,
  kDura,
  kNerve,
  kSkin,
  kMuscle,
  kSteel,
  kContrast,
  kStraw,
  kLiquid,
  kDrape,
  kDressing,
  kFibrous,  // ligaments other than the yellow one
  kFat,
  kNucleus,
  kCancellous,  // inside of a bone; seen only where it is cut
  kParticle,    // drifts in the straw
  kGhost,       // a healthy shape about a changed one: its outline alone
  kSatin,       // blasted steel, of what goes through the portal
  kPolymer,     // dark: handles, marks
  kPlastic,     // clear blue: a needle's hub
  kCue,         // what is drawn for the trainee and not there
  kWound,       // the skin's edge where it is open
  kEnamel,      // painted metal of machines
  kRay,         // a beam, as if there were mist in it
  kCount
};

/// A structure as it is pointed at: the key of its words and which of them ("disc", "L4-L5").
struct PartName {
  std::string structure, place;
  bool operator==(const PartName&) const = default;
};

/// One surface of the 3D view.
struct Surface {
  MeshRef mesh;
  Look look = Look::kBone;
  float opacity = 1.0f;               // below 1: drawn in the transparency pass
  bool bends = false;                 // true: vertices are Material frame and follow Scene::bend
  math::Mat4f patientFromMesh{1.0f};  // used when it does not bend
  bool highlighted = false;           // outlined as the active structure
  bool clipped = false;               // cut away in front of Scene::clipPlane, its cut face filled
  int part = -1;                      // in Scene::parts; -1: nothing that can be pointed at
  bool inner = false;                 // lies wholly inside another: seen only on the face of a cut
};

/// The posture for the GPU; the twin of anatomy::Bend.
struct BendMatrices {
  std::array<math::Mat4f, anatomy::kVertebraCount> patientFromMaterial{};
  std::array<math::Vec3f, anatomy::kLevelCount> bulge_mm{};
};

struct Camera {
  math::Vec3f eye{0.0f, 400.0f, 0.0f};  // Patient, mm
  math::Vec3f target{0.0f};
  math::Vec3f up{0.0f, 0.0f, 1.0f};
  float fieldOfView_deg = 30.0f;  // vertical
  float near_mm = 10.0f;
  float far_mm = 2000.0f;
  /// Above 0: lines of sight meet so far in front of the eye, beyond all that is drawn, instead of
  /// in it; fieldOfView_deg is then the angle there.
  float converges_mm = 0.0f;
};

math::Mat4f viewFromPatient(const Camera& camera);
math::Mat4f clipFromView(const Camera& camera, float aspect);

/// One closed surface in the X-ray: its path counts for `material` and against `host`, inside which
/// it lies.
struct XRaySurface {
  MeshRef mesh;
  std::optional<fluoro::Material> material =
      fluoro::Material::kBone;  // nothing: gas, which only displaces
  int host = -1;                // fluoro::Material that it displaces; -1: air
  bool bends = false;
  math::Mat4f patientFromMesh{1.0f};
  float share = 1.0f;       // of its volume that is its material; the rest stays its host's
  bool instrument = false;  // convex; displaces whatever anatomy lies inside it
  bool moving = false;      // may change from frame to frame: kept out of the still sum
  std::string name{};       // of the body: surfaces of one name are its pieces, closed together
};

/// A closed surface in one beam of one energy.
struct XRayWeighted {
  MeshRef mesh;             // Patient
  double weight_perMm = 0;  // its attenuation coefficient less its host's
};

struct XRay {
  fluoro::Projection projection;
  const fluoro::Beam* beam = nullptr;
  std::vector<XRaySurface> surfaces;
  double brightness =
      1.0;  // display gain from the automatic brightness control: signal that shows mid-grey
  bool boneDark = true;           // polarity
  double quantaPerPixel = 250.0;  // at mid-grey, for 512 pixels; 0: no noise
  std::uint64_t exposure =
      0;  // which exposure this is: seeds the noise; a new number is a new picture
  double scatterFraction = 0.22;  // of what arrives behind the grid
  double focalBlur_mm = 0.0;      // see fluoro::focalBlur_mm
  fluoro::Monitor monitor{};
};

/// What a closed surface encloses in a slice, in the order in which it is painted: each over those
/// before it.
enum class SliceTissue : std::uint8_t {
  kTrunk,     // skin and the fat under it
  kUnderFat,  // everything under that: fat between what follows
  kMuscle,
  kVessel,  // the great ones in front of the spine
  kGas,
  kInterspinous,
  kFibrous,  // longitudinal and supraspinous ligaments
  kNerve,    // outside the sac
  kCortex,
  kMarrow,
  kDisc,
  kNucleus,
  kLigamentumFlavum,
  kSac,
  kRoots,
  kContrast,
  kSteel,
  kCount
};

/// One closed surface in the slice.
struct SliceSurface {
  MeshRef mesh;
  SliceTissue tissue = SliceTissue::kTrunk;
  bool bends = false;  // as of Surface
  math::Mat4f patientFromMesh{1.0f};
  float dryness = 0.0f;  // of a nucleus: 0 as healthy, 1 dry
};

/// One root of the cauda equina in the slice; Patient, mm.
struct SliceRoot {
  std::vector<math::Vec3f> course;
  std::vector<float> girth_mm;  // radius at each place of the course
  float radius_mm = 1.0f;       // where it has room
};

/// What is seen between the roots at a station of the sac; from the head down.
struct SacFilling {
  math::Vec3f centre{0.0f};  // Patient
  float fluid = 1.0f;        // see fluidBetween()
};

/// Where a body's veins leave it: a groove in the middle of its back wall; Patient.
struct SliceVein {
  math::Vec3f wall{0.0f}, forward{0.0f, -1.0f, 0.0f};
};

enum class SlicePlane : std::uint8_t { kAxial, kSagittal };

/// The slice that is asked for, and what lies in it; empty where none is.
struct Slice {
  SlicePlane kind = SlicePlane::kAxial;
  math::PlaneFrame plane;       // Patient; its origin is the picture's middle
  math::PlaneFrame other;       // of the other kind, through the place that was chosen there
  math::PlaneFrame texture;     // what grain is tied to: x, y, z along right, down, normal
  double field_mm = 80.0;       // edge of the square that is seen
  math::Vec2 dorsal{0.0, 1.0};  // which way the back is, in the plane
  std::uint64_t seed = 0;       // of the noise: differs where the state does
  std::vector<SliceSurface> surfaces;
  thecal_sac::SliceMeasure measure;      // of the axial slice, whichever is seen
  std::array<double, 2> midFlavum_mm{};  // of the level, midway between the laminae
  math::PlaneFrame measured;             // the plane of `canal` and `measure`
  std::vector<math::Vec2> canal;         // its bony outline there, closed
  double sinking = 1.0;                  // of the roots, see thecal_sac::sinkingOf
  std::vector<SliceRoot> roots;
  std::vector<SacFilling> filling;
  std::vector<SliceVein> veins;
};

/// Words beside a structure, with a line to it; or a small tag that stands where it is.
struct Label {
  math::Vec3f anchor;                   // Patient, mm
  std::string text;                     // a key of its words; a tag's own text
  std::optional<math::Vec3f> beside{};  // set: a tag, on the side of the anchor away from this
};

/// A place along the big straw, and the same place of the sac.
struct StrawMark {
  std::string text;         // a vertebra's own name; empty: the narrowest place
  math::Vec3f straw{0.0f};  // on the straw's stage
  math::Vec3f sac{0.0f};    // Patient, mm
};

/// The big straw on its own stage, as high in its picture as the sac is in the 3D view's.
struct StrawStage {
  Camera camera;
  std::vector<Surface> surfaces;  // none: it is not shown
  std::vector<StrawMark> marks;
  StrawMark narrowest;
  float radius_mm = 0.0f;  // of the healthy straw
  double room = 1.0;       // at the narrowest place, of healthy
  double flow = 1.0;       // of healthy
};

/// Everything that one frame shows; rebuilt each frame, cheap because meshes are only referred to.
struct Scene {
  Camera camera;
  BendMatrices bend;
  std::vector<Surface> surfaces;
  std::vector<PartName> parts;
  std::vector<Label> labels;
  XRay xRay;
  Slice slice;
  // the treated level's sac area in this posture if nothing had been removed; 0: nothing has been
  double untouchedArea_mm2 = 0.0;
  // the drinking straw: its own little stage, same units
  Camera strawCamera;
  std::vector<Surface> strawSurfaces;
  StrawStage bigStraw;
  math::Vec4f clipPlane{
      0.0f};  // Patient: clipped surfaces show where dot(xyz, p) + w < 0; zero: no cut
  bool reducedDetail = false;  // effects off while things move on a slow machine
};

}  // namespace unkink::view
