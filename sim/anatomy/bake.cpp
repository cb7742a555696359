// Baking: the spine's fields become triangle meshes, bone and ligament in pieces by window.
#include "anatomy/decimate.hpp"
#include "anatomy/mesh_names.hpp"
#include "anatomy/meshes.hpp"
#include "anatomy/part.hpp"
#include "math/field.hpp"
#include "math/hash.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <oneapi/tbb/parallel_for.h>

namespace unkink::anatomy {
namespace {

using Pieces = std::vector<BakedMesh>;

constexpr int kMargin = 2;  // samples around a structure's bounds
constexpr DecimationLimits kVertebraLimits{8500, 0.15};
constexpr DecimationLimits kSacrumLimits{9000, 0.15};
constexpr DecimationLimits kCancellousLimits{3000, 0.5};
constexpr DecimationLimits kDiscLimits{1500, 0.15};
constexpr DecimationLimits kLigamentLimits{1500, 0.15};

BakedMesh named(const MeshIdentity& id, math::Mesh mesh) {
  return {meshName(id), id.structure, id.index, id.window, std::move(mesh)};
}

template <class TieAt>
void tie(Pieces& pieces, const TieAt& tieAt) {
  for (BakedMesh& piece : pieces)
    for (math::Vertex& vertex : piece.mesh.vertices) {
      const Tie t = tieAt(math::Vec3(vertex.position));
      vertex.chain = static_cast<float>(t.chain);
      vertex.bulge = static_cast<float>(t.bulge);
    }
}

/// Deals a structure's triangles out to its pieces in proportion to what each has.
void decimateTogether(Pieces& pieces, const DecimationLimits& limits) {
  double total = 0.0;
  for (const BakedMesh& piece : pieces) total += static_cast<double>(piece.mesh.triangleCount());
  for (BakedMesh& piece : pieces) {
    const double share = static_cast<double>(piece.mesh.triangleCount()) / total;
    const double triangles = share * static_cast<double>(limits.triangles);
    piece.mesh = decimate(piece.mesh, {static_cast<std::size_t>(triangles), limits.error_mm});
  }
}

class Baker {
 public:
  Baker(const Spine& spine, bool decimate, const Surfaced& like = {})
      : spine_(spine),
        decimate_(decimate),
        symmetric_(!spine.parameters().own),
        like_(like),
        windows_(windowsOf(spine)) {
    if (like.spine != nullptr) likeWindows_ = windowsOf(*like.spine);
  }

  Pieces vertebra(int v) const {
    const auto id = static_cast<Vertebra>(v);
    const math::SampleBox samples =
        samplesOf(spine_.boneBounds(id), kLatticeSpacing_mm, symmetric_);
    if (like_.spine != nullptr && spine_.sameBone(id, *like_.spine) && sameWindows(samples))
      return takenOver(v);
    const auto field = math::sampleSurface(
        samples, kLatticeSpacing_mm, [&](const math::Vec3& p) { return spine_.bone(id, p, false); },
        -kCortex_mm, 0.0, kBoneSlope, symmetric_);
    const auto limits = id == Vertebra::kS1 ? kSacrumLimits : kVertebraLimits;
    const auto rigid = [&](const math::Vec3&) { return Tie{double(v), 0}; };
    Pieces pieces = finish(split({Structure::kVertebra, v, {}}, field), limits, rigid);
    Pieces inner =
        finish(split({Structure::kCancellous, v, {}}, field, kCortex_mm), kCancellousLimits, rigid);
    std::move(inner.begin(), inner.end(), std::back_inserter(pieces));
    return pieces;
  }

  Pieces ligament(int level) const {
    const auto l = static_cast<Level>(level);
    const auto field = sampledWhole(
        spine_.ligamentBounds(l), kLatticeSpacing_mm,
        [&](const math::Vec3& p) { return spine_.ligamentumFlavum(l, p, false); }, kLigamentSlope,
        symmetric_);
    Pieces pieces = split({Structure::kLigamentumFlavum, level, {}}, field);
    return finish(std::move(pieces), kLigamentLimits, [&](const math::Vec3& p) {
      return Spine::tieBetween(l, spine_.bone(upperVertebra(l), p, false),
                               spine_.bone(lowerVertebra(l), p, false));
    });
  }

  Pieces disc(int level) const {
    const auto l = static_cast<Level>(level);
    return part({Structure::kDisc, level, spine_.discBounds(l), kLatticeSpacing_mm, kDiscLimits,
                 [&](const math::Vec3& p) { return spine_.disc(l, p, false); },
                 [&](const math::Vec3& p) { return spine_.tieByHeight(p); }});
  }

  /// A part, and with a left one of a pair the right one.
  Pieces partAndMirror(const Part& left) const {
    Pieces pieces = part(left);
    if (!symmetric_ || !hasRight(left)) return pieces;
    BakedMesh right = named({left.structure, left.index + 1, {}}, pieces.front().mesh);
    math::mirrorX(right.mesh);
    pieces.push_back(std::move(right));
    return pieces;
  }
  /// Whether partAndMirror of another part makes this one.
  bool mirrorsAnother(const Part& part) const {
    return symmetric_ && leftOf(part.structure, part.index).has_value();
  }

  Pieces part(const Part& part) const {
    const bool mirrored = symmetric_ && isSymmetric(part);
    const bool band = part.structure == Structure::kPosteriorLongitudinalLigament ||
                      part.structure == Structure::kAnteriorLongitudinalLigament;
    const double slope = band ? kLigamentSlope : kBoneSlope;
    const auto field = sampledWhole(part.bounds, part.spacing_mm, part.distance, slope, mirrored);
    Pieces pieces{
        named({part.structure, part.index, {}}, math::surfaceNets(field, field.box().grown(-1)))};
    return finish(std::move(pieces), part.limits, part.tie);
  }

 private:
  static std::vector<math::SampleBox> windowsOf(const Spine& spine) {
    std::vector<math::SampleBox> windows;
    for (int level = 0; level < kLevelCount; ++level)
      windows.push_back(spine.window(static_cast<Level>(level), kLatticeSpacing_mm));
    return windows;
  }
  /// Whether the windows that cut a box into pieces are the other spine's.
  bool sameWindows(const math::SampleBox& samples) const {
    for (std::size_t l = 0; l < windows_.size(); ++l) {
      const auto pieceOf = [&](const math::SampleBox& window) {
        const math::SampleBox piece = window.clipped(samples);
        return piece.empty() ? math::SampleBox{} : piece;
      };
      if (!(pieceOf(windows_[l]) == pieceOf(likeWindows_[l]))) return false;
    }
    return true;
  }
  /// The pieces of a vertebra that the other spine has just so.
  Pieces takenOver(int v) const {
    Pieces pieces;
    for (const BakedMesh& m : *like_.meshes)
      if (m.index == v &&
          (m.structure == Structure::kVertebra || m.structure == Structure::kCancellous))
        pieces.push_back(m);
    return pieces;
  }
  static bool hasRight(const Part& part) {
    return part.index + 1 < countOf(part.structure) &&
           leftOf(part.structure, part.index + 1) == part.index;
  }
  static std::size_t openEdges(const Pieces& pieces) {
    math::Mesh whole;
    for (const BakedMesh& piece : pieces) math::append(whole, piece.mesh);
    return math::openEdgeCount(whole);
  }
  /// Samples a surface on its bounds, and on larger ones where an unusual patient's outgrows them.
  static math::SampledField sampledWhole(const math::Box& bounds, double spacing_mm,
                                         const math::DistanceFunction& distance, double slope,
                                         bool mirrored) {
    constexpr int kTries = 4;
    constexpr double kMore_mm = 8.0;
    math::SampledField field;
    for (int n = 0; n < kTries && (n == 0 || reachesBorder(field)); ++n)
      field = math::sampleSurface(samplesOf(bounds.grown(n * kMore_mm), spacing_mm, mirrored),
                                  spacing_mm, distance, 0.0, 0.0, slope, mirrored);
    return field;
  }
  /// Whether something solid lies in the outermost samples.
  static bool reachesBorder(const math::SampledField& field) {
    const math::SampleBox inner = field.box().grown(-2);
    const math::IVec3 lo = field.box().lo, hi = field.box().hi;
    for (int k = lo.z; k < hi.z; ++k)
      for (int j = lo.y; j < hi.y; ++j)
        for (int i = lo.x; i < hi.x; ++i) {
          if (i == inner.lo.x && j >= inner.lo.y && j < inner.hi.y && k >= inner.lo.z &&
              k < inner.hi.z)
            i = inner.hi.x;
          if (field.at({i, j, k}) < 0.0f) return true;
        }
    return false;
  }
  /// A part that is its own mirror image, bit for bit, where no bone is a patient's own.
  static bool isSymmetric(const Part& part) {
    switch (part.structure) {
      case Structure::kDisc:
      case Structure::kNucleus:
      case Structure::kInterspinousLigament:
      case Structure::kSupraspinousLigament:
      case Structure::kPosteriorLongitudinalLigament:
      case Structure::kAnteriorLongitudinalLigament:
      case Structure::kThoracicVertebra:
        return true;
      case Structure::kCancellous:
        return !hasRight(part) && !leftOf(part.structure, part.index);
      default:
        return false;
    }
  }
  static math::SampleBox samplesOf(math::Box bounds, double spacing_mm, bool mirrored) {
    if (mirrored) bounds.hi.x = std::max(bounds.hi.x, -bounds.lo.x);
    if (mirrored) bounds.lo.x = -bounds.hi.x;
    return math::sampleBoxAround(bounds, spacing_mm, kMargin);
  }

  /// Surface nets of a field at a depth below its surface, one piece for each window it enters and
  /// one for what lies outside all.
  Pieces split(MeshIdentity id, const math::SampledField& field, double depth_mm = 0.0) const {
    const math::SampleBox owned = field.box().grown(-1);
    const auto inset = static_cast<float>(depth_mm);
    const auto value = [&](const math::IVec3& s) { return field.at(s) + inset; };
    // windows consist of whole blocks of the lattice
    const auto outside = [&](const math::IVec3& s) {
      return field.nearSurface(s) &&
             std::none_of(windows_.begin(), windows_.end(), [&](auto& w) { return w.contains(s); });
    };
    const auto near = [&](const math::IVec3& s) { return field.nearSurface(s); };
    Pieces pieces;
    const auto add = [&](math::Mesh mesh) {
      if (!mesh.indices.empty()) pieces.push_back(named(id, std::move(mesh)));
    };
    add(math::surfaceNets(owned, kLatticeSpacing_mm, value, outside));
    for (int level = 0; level < kLevelCount; ++level) {
      id.window = static_cast<Level>(level);
      const math::SampleBox window = windows_[static_cast<std::size_t>(level)].clipped(owned);
      if (!window.empty()) add(math::surfaceNets(window, kLatticeSpacing_mm, value, near));
    }
    return pieces;
  }

  template <class TieAt>
  Pieces finish(Pieces pieces, const DecimationLimits& limits, const TieAt& tieAt) const {
    if (decimate_) {
      Pieces fewer = pieces;
      decimateTogether(fewer, limits);
      // thinning may fold a sliver away; then the surface stays as fine as it was
      if (openEdges(fewer) == 0 || openEdges(pieces) > 0) pieces = std::move(fewer);
    }
    tie(pieces, tieAt);
    return pieces;
  }

  const Spine& spine_;
  bool decimate_;
  bool symmetric_;  // the healthy spine is, bit for bit: no bone is a patient's own
  Surfaced like_;
  std::vector<math::SampleBox> windows_, likeWindows_;
};

}  // namespace

std::vector<BakedMesh> bake(const Spine& spine, bool decimate, const Surfaced& like) {
  const Baker baker(spine, decimate, like);
  std::vector<std::function<Pieces()>> jobs;
  for (int v = 0; v < kVertebraCount; ++v) jobs.emplace_back([&, v] { return baker.vertebra(v); });
  for (int l = 0; l < kLevelCount; ++l) jobs.emplace_back([&, l] { return baker.disc(l); });
  for (int l = 0; l < kLevelCount; ++l) jobs.emplace_back([&, l] { return baker.ligament(l); });
  std::vector<Part> parts = surroundingBones(spine);
  for (Part& part : surroundingTissue(spine)) parts.push_back(std::move(part));
  for (const Part& part : parts)
    if (!baker.mirrorsAnother(part)) jobs.emplace_back([&] { return baker.partAndMirror(part); });

  // on all cores, one by one because they differ in size, then gathered in their order
  std::vector<Pieces> results(jobs.size());
  oneapi::tbb::parallel_for(
      std::size_t{0}, jobs.size(), [&](std::size_t i) { results[i] = jobs[i](); },
      oneapi::tbb::simple_partitioner());
  Pieces all;
  for (Pieces& pieces : results)
    for (BakedMesh& piece : pieces) all.push_back(std::move(piece));
  return all;
}

BakedFor::BakedFor(const SpineParameters& parameters) {
  shape = fingerprint(atSeverityZero(parameters));
  math::Hash h;
  h.add(parameters.skinToLamina_mm);
  h.add(parameters.subcutaneousFat_mm);
  cover = h.value();
}

std::vector<BakedMesh> surfacesOf(const Spine& spine, const std::filesystem::path& baked,
                                  const Surfaced& like) {
  const BakedFor wanted(spine.parameters());
  BakedSpine read = readGlb(baked);
  if (read.bakedFor.shape != wanted.shape) return bake(spine, true, like);
  if (read.bakedFor == wanted) return std::move(read.meshes);
  const Baker baker(spine, true);
  for (const Part& part : surroundingTissue(spine))
    for (BakedMesh& mesh : read.meshes)
      if (mesh.structure == part.structure && mesh.index == part.index)
        mesh = std::move(baker.part(part).front());
  return std::move(read.meshes);
}

}  // namespace unkink::anatomy
