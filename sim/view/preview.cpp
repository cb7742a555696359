// Coarse surfaces and the filled section, straight from the spine's fields.
#include "view/preview.hpp"

#include "anatomy/canal_area.hpp"
#include "anatomy/meshes.hpp"
#include "math/field.hpp"
#include "thecal_sac/sac_mesh.hpp"
#include "thecal_sac/sections.hpp"

#include <algorithm>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_invoke.h>

namespace unkink::view {
namespace {

using anatomy::Level;
using anatomy::Spine;
using math::Vec2f;
using math::Vec3;

// of the section, mm: half its width, and how far it goes in front of and behind the canal's centre
constexpr float kAcross_mm = 25.0f, kInFront_mm = 17.0f, kBehind_mm = 27.0f;
constexpr float kSectionStep_mm = 0.75f;

/// The sac at rest at a level, lying, and the frames it hangs in.
struct Resting {
  thecal_sac::Frames frames;
  thecal_sac::Sac sac;
  thecal_sac::SectionMeasure narrowest;
};

thecal_sac::StationRange nearLevel(const Spine& spine, Level level) {
  constexpr double kWindowsReach_mm = 24.0;
  const std::vector<anatomy::CanalStation>& canal = spine.canal();
  const double middle = spine.landmarks(level).canalCentre.z;
  thecal_sac::StationRange range{static_cast<int>(canal.size()), 0};
  for (int s = 0; s < static_cast<int>(canal.size()); ++s) {
    if (std::abs(canal[static_cast<std::size_t>(s)].centre.z - middle) > kWindowsReach_mm) continue;
    range.first = std::min(range.first, s);
    range.last = std::max(range.last, s + 1);
  }
  return range;
}

Resting restingSac(const Spine& spine, Level level) {
  Resting r;
  r.frames = thecal_sac::sectionFrames(spine, spine.bend(0.0, false));
  const std::array<thecal_sac::Clearance, 4> walls{
      [&](const Vec3& p) { return spine.bone(upperVertebra(level), p, true); },
      [&](const Vec3& p) { return spine.bone(lowerVertebra(level), p, true); },
      [&](const Vec3& p) { return spine.disc(level, p, true); },
      [&](const Vec3& p) { return spine.ligamentumFlavum(level, p, true); }};
  const std::vector<float> room =
      thecal_sac::freeRadii(r.frames, std::array{nearLevel(spine, level)}, walls);
  r.sac = thecal_sac::sacAt(thecal_sac::restingPlaces(r.frames, room, false));
  r.narrowest = thecal_sac::measureLevel(spine, r.frames, r.sac, level);
  return r;
}

/// A raster over the section, in which a tissue's distances are looked at.
class Raster {
 public:
  Raster() : values_(kColumns * kRows) {}

  template <class Distance>
  void sample(const Distance& distance) {
    oneapi::tbb::parallel_for(std::size_t{0}, kRows, [&](std::size_t j) {
      for (std::size_t i = 0; i < kColumns; ++i)
        values_[i + kColumns * j] = static_cast<float>(distance(at(i, j)));
    });
  }

  SectionPatch patch(Look look) const {
    SectionPatch out;
    out.look = look;
    for (std::size_t j = 0; j + 1 < kRows; ++j)
      for (std::size_t i = 0; i + 1 < kColumns; i += fill(i, j, out)) {
      }
    return out;
  }

 private:
  static constexpr std::size_t kColumns =
      static_cast<std::size_t>(2.0f * kAcross_mm / kSectionStep_mm) + 1;
  static constexpr std::size_t kRows =
      static_cast<std::size_t>((kInFront_mm + kBehind_mm) / kSectionStep_mm) + 1;

  static Vec2f at(std::size_t i, std::size_t j) {
    return {-kAcross_mm + kSectionStep_mm * static_cast<float>(i),
            -kInFront_mm + kSectionStep_mm * static_cast<float>(j)};
  }
  float value(std::size_t i, std::size_t j) const { return values_[i + kColumns * j]; }
  bool full(std::size_t i, std::size_t j) const {
    return value(i, j) < 0.0f && value(i + 1, j) < 0.0f && value(i, j + 1) < 0.0f &&
           value(i + 1, j + 1) < 0.0f;
  }

  /// Fills one cell, or a run of full ones. \return how many
  std::size_t fill(std::size_t i, std::size_t j, SectionPatch& out) const {
    std::size_t run = 0;
    while (i + run + 1 < kColumns && full(i + run, j)) ++run;
    if (run == 0) {
      fillPart(i, j, out);
      return 1;
    }
    const Vec2f a = at(i, j), b = at(i + run, j + 1);
    for (const Vec2f& p : {a, Vec2f(b.x, a.y), b, a, b, Vec2f(a.x, b.y)})
      out.triangles.push_back(p);
    return run;
  }

  /// The part of a cell that is inside, by its corners' distances.
  void fillPart(std::size_t i, std::size_t j, SectionPatch& out) const {
    const std::array<Vec2f, 4> corner{at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)};
    const std::array<float, 4> v{value(i, j), value(i + 1, j), value(i + 1, j + 1),
                                 value(i, j + 1)};
    std::array<Vec2f, 8> polygon;
    std::array<Vec2f, 4> crossing;
    std::size_t corners = 0, crossings = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const std::size_t next = (k + 1) % 4;
      if (v[k] < 0.0f) polygon[corners++] = corner[k];
      if ((v[k] < 0.0f) == (v[next] < 0.0f)) continue;
      crossing[crossings] = glm::mix(corner[k], corner[next], v[k] / (v[k] - v[next]));
      polygon[corners++] = crossing[crossings++];
    }
    for (std::size_t k = 2; k < corners; ++k)
      for (const Vec2f& p : {polygon[0], polygon[k - 1], polygon[k]}) out.triangles.push_back(p);
    for (std::size_t k = 1; k < crossings; k += 2)
      out.outline.push_back({crossing[k - 1], crossing[k]});
  }

  std::vector<float> values_;
};

SectionPatch sacPatch(const std::vector<math::Vec2>& outline) {
  SectionPatch patch;
  patch.look = Look::kDura;
  const auto at = [&](std::size_t k) { return Vec2f(outline[k % outline.size()]); };
  for (std::size_t k = 0; k < outline.size(); ++k) {
    for (const Vec2f& p : {Vec2f(0.0f), at(k), at(k + 1)}) patch.triangles.push_back(p);
    patch.outline.push_back({at(k), at(k + 1)});
  }
  return patch;
}

AxialSection sectionOf(const Spine& spine, Level level, const Resting& r) {
  // where a radiologist looks: at the disc, whatever place is the narrowest
  const auto station =
      static_cast<int>(&anatomy::stationAtDisc(spine, level) - spine.canal().data());
  const auto& frame = r.frames[static_cast<std::size_t>(station)];
  // the station's plane, moved into the middle of the disc
  const Vec3 centre =
      frame.centre +
      glm::dot(spine.landmarks(level).discCentre - frame.centre, frame.up) * frame.up;
  const auto place = [&](const Vec2f& p) {
    return centre + double(p.x) * frame.left + double(p.y) * frame.dorsal;
  };
  AxialSection section;
  section.lo = {-kAcross_mm, -kInFront_mm};
  section.hi = {kAcross_mm, kBehind_mm};
  section.sacArea_mm2 = r.narrowest.area_mm2;
  section.healthyArea_mm2 = r.narrowest.healthyArea_mm2;
  Raster raster;
  const auto add = [&](Look look, const auto& distance) {
    raster.sample([&](const Vec2f& p) { return distance(place(p)); });
    section.patches.push_back(raster.patch(look));
  };
  add(Look::kDisc, [&](const Vec3& p) { return spine.disc(level, p, true); });
  add(Look::kLigament, [&](const Vec3& p) { return spine.ligamentumFlavum(level, p, true); });
  add(Look::kBone, [&](const Vec3& p) {
    return std::min(spine.bone(upperVertebra(level), p, true),
                    spine.bone(lowerVertebra(level), p, true));
  });
  section.patches.push_back(sacPatch(thecal_sac::sectionOutline(r.sac, station)));
  return section;
}

/// A surface of the preview, from those lattice edges that `owns` has.
template <class Owns>
math::Mesh surfaceOf(const math::SampledField& field, double inset_mm, const Owns& owns) {
  const math::SampleBox owned = field.box().grown(-1);
  const auto inset = static_cast<float>(inset_mm);
  return math::surfaceNets(
      owned, kPreviewSpacing_mm, [&](const math::IVec3& s) { return field.at(s) + inset; }, owns);
}

math::SampledField sampled(const math::Box& bounds, double inset_mm,
                           const math::DistanceFunction& distance) {
  return math::sampleSurface(math::sampleBoxAround(bounds, kPreviewSpacing_mm, 3),
                             kPreviewSpacing_mm, distance, -inset_mm, 0.0);
}

math::Mesh whole(const math::Box& bounds, const math::DistanceFunction& distance) {
  return surfaceOf(sampled(bounds, 0.0, distance), 0.0, [](const math::IVec3&) { return true; });
}

/// The level's live window on the preview's lattice.
math::SampleBox coarseWindow(const Spine& spine, Level level) {
  const math::SampleBox fine = spine.window(level, anatomy::kLatticeSpacing_mm);
  const auto ratio = static_cast<int>(kPreviewSpacing_mm / anatomy::kLatticeSpacing_mm);
  return {fine.lo / ratio, fine.hi / ratio};
}

/// Both pieces of a bone, and of what is inside its cortex.
void makeBone(const Spine& spine, anatomy::Vertebra v, const math::SampleBox& window,
              std::array<math::Mesh, 2>& bone, std::array<math::Mesh, 2>& cancellous) {
  const math::SampledField field = sampled(spine.boneBounds(v), anatomy::kCortex_mm,
                                           [&](const Vec3& p) { return spine.bone(v, p, true); });
  const auto inside = [&](const math::IVec3& s) { return window.contains(s); };
  const auto outside = [&](const math::IVec3& s) { return !window.contains(s); };
  bone = {surfaceOf(field, 0.0, inside), surfaceOf(field, 0.0, outside)};
  cancellous = {surfaceOf(field, anatomy::kCortex_mm, inside),
                surfaceOf(field, anatomy::kCortex_mm, outside)};
}

/// Moves the bones of one spine to where those of another are.
anatomy::Bend movedTo(const Spine& spine, const Spine& shown) {
  anatomy::Bend bend = spine.bend(0.0, false);
  for (std::size_t v = 0; v < bend.motion.size(); ++v) {
    const auto vertebra = static_cast<anatomy::Vertebra>(v);
    const auto there = bend.motion[v] * spine.materialFromBone(vertebra);
    bend.motion[v] = there * shown.materialFromBone(vertebra).inverse();
  }
  return bend;
}

}  // namespace

AxialSection axialSection(const Spine& spine, Level level) {
  return sectionOf(spine, level, restingSac(spine, level));
}

Preview makePreview(const Spine& spine, Level level, const Spine& shown) {
  Preview preview;
  preview.level = level;
  preview.posture = movedTo(spine, shown);
  const math::SampleBox window = coarseWindow(spine, level);
  oneapi::tbb::parallel_invoke(
      [&] {
        makeBone(spine, upperVertebra(level), window, preview.bone[0], preview.cancellous[0]);
      },
      [&] {
        makeBone(spine, lowerVertebra(level), window, preview.bone[1], preview.cancellous[1]);
      },
      [&] {
        preview.ligament = whole(spine.ligamentBounds(level), [&](const Vec3& p) {
          return spine.ligamentumFlavum(level, p, true);
        });
      },
      [&] {
        preview.disc = whole(spine.discBounds(level),
                             [&](const Vec3& p) { return spine.disc(level, p, true); });
      },
      [&] {
        const Resting resting = restingSac(spine, level);
        preview.sac = thecal_sac::sacMesh(resting.frames, resting.sac);
        preview.section = sectionOf(spine, level, resting);
      });
  return preview;
}

}  // namespace unkink::view
