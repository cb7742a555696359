// Filling the scene: static surfaces by reference, live ones brought up to date, instruments
// placed.
#include "view/scene_builder.hpp"

#include "math/hash.hpp"
#include "thecal_sac/fat_mesh.hpp"
#include "thecal_sac/roots_mesh.hpp"
#include "thecal_sac/sac_mesh.hpp"
#include "view/bite_meshes.hpp"
#include "view/disc_mesh.hpp"
#include "view/instrument_meshes.hpp"
#include "view/labels.hpp"
#include "view/live_mesh.hpp"
#include "view/mri_signals.hpp"
#include "view/props.hpp"
#include "view/shapes.hpp"
#include "view/slice_marker.hpp"
#include "view/straw_stage.hpp"
#include "view/structure_view.hpp"
#include "view/tented_ligament.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace unkink::view {
namespace {

using anatomy::Structure;
using math::Mat4f;
using math::Vec3;

Mat4f matrixOf(const math::Mat3& r, const Vec3& t) {
  Mat4f m(math::Mat3f{r});
  m[3] = math::Vec4f(math::Vec3f(t), 1.0f);
  return m;
}

/// A mesh that this builder owns, with its identity.
struct Owned {
  math::Mesh mesh;
  MeshRef ref{};
  std::uint64_t key = ~0ull;  // of what it was made from
};

/// Outward normal of the skin about a point of it.
Vec3 skinNormal(const operation::Case& theCase, const operation::State& s, const Vec3& at) {
  constexpr double kBeside_mm = 5.0;
  const auto skin = [&](double dx, double dz) {
    return operation::skinBehind(theCase, s, at.x + dx, at.z + dz);
  };
  const Vec3 across = skin(kBeside_mm, 0) - skin(-kBeside_mm, 0),
             along = skin(0, kBeside_mm) - skin(0, -kBeside_mm);
  return glm::normalize(glm::cross(along, across));
}

math::Mesh surfaceOf(const std::vector<anatomy::BakedMesh>& baked, Structure structure) {
  for (const anatomy::BakedMesh& m : baked)
    if (m.structure == structure) return m.mesh;
  return {};
}

/// What an inner structure lies in, whose layer it shares; any other one is its own.
Structure hostOf(const anatomy::BakedMesh& m) {
  if (m.structure == Structure::kNucleus) return Structure::kDisc;
  if (m.structure != Structure::kCancellous) return m.structure;
  return m.index < anatomy::kVertebraCount ? Structure::kVertebra : Structure::kThoracicVertebra;
}

constexpr int hostOf(fluoro::Material m) { return static_cast<int>(m); }

}  // namespace

struct SceneBuilder::Impl {
  const operation::Case& theCase;
  std::shared_ptr<const std::vector<anatomy::BakedMesh>> shared;
  const std::vector<anatomy::BakedMesh>& baked;
  LiveMesh live;
  DiscMesh disc;
  TentedLigament tented;
  std::uint64_t discId = 0, tentedId = 0;
  InstrumentMeshes instruments = makeInstrumentMeshes();
  std::map<const InstrumentPiece*, MeshRef> instrumentRefs;
  MeshRef dressing{};
  std::optional<Props> props;            // made when first seen
  std::array<Owned, 2> pane, paneFrame;  // of the slice, by plane
  std::array<std::uint64_t, 3> propIds{};
  Owned sac, roots, cord, contrast, fat, otherFat;  // fat: of the treated level
  std::optional<StrawStages> straws;
  std::uint64_t sacKey = 0;  // of the sac and its surroundings
  Owned bitten, leak;
  std::vector<thecal_sac::Nerve> nerves;
  math::Mesh nerveMesh;
  MeshRef nerveRef{};
  std::vector<MeshRef> bakedRefs;
  std::array<std::uint64_t, tissue::kCuttableCount> liveIds{};
  std::array<std::uint64_t, 2> innerIds{};
  std::uint64_t nextId;
  std::size_t remeshed = 0;
  std::uint64_t untouchedKey = 0;
  double untouchedArea_mm2 = 0.0;
  Scene scene;
  std::shared_ptr<const Preview> preview;
  bool previewsLevel = false;  // and not only what is around it
  std::uint64_t previewId = 0, previewVersion = 0;

  Impl(const operation::Case& c, std::shared_ptr<const std::vector<anatomy::BakedMesh>> b,
       std::uint64_t firstId)
      : theCase(c),
        shared(std::move(b)),
        baked(*shared),
        live(c.base()),
        disc(c.spine(), c.level()),
        tented(c.spine(), c.level(), surfaceOf(baked, Structure::kPosteriorLongitudinalLigament)),
        nextId(firstId) {
    for (const anatomy::BakedMesh& m : baked) bakedRefs.push_back({&m.mesh, nextId++, 1});
    for (std::uint64_t& id : liveIds) id = nextId++;
    for (std::uint64_t& id : innerIds) id = nextId++;
    discId = nextId++;
    tentedId = nextId++;
    nerves = thecal_sac::nervesOf(c.spine());
    nerveMesh = thecal_sac::nervesMesh(nerves);
    nerveRef = {&nerveMesh, nextId++, 1};
    for (std::uint64_t& id : propIds) id = nextId++;
    for (Owned* o : {&sac, &roots, &cord, &contrast, &fat, &otherFat, &bitten, &leak})
      o->ref = {&o->mesh, nextId++, 0};
    straws.emplace(nextId);
    nextId += StrawStages::kIds;
    for (std::size_t n = 0; n < pane.size(); ++n)
      for (Owned* o : {&pane[n], &paneFrame[n]}) o->ref = {&o->mesh, nextId++, 0};
    dressing = {&instruments.dressing, nextId++, 1};
    for (const InstrumentPieces* pieces :
         {&instruments.needle, &instruments.portal, &instruments.trocar, &instruments.rongeur,
          &instruments.sculptor, &instruments.slit, &instruments.gaping})
      for (const InstrumentPiece& piece : *pieces)
        instrumentRefs[&piece] = {&piece.mesh, nextId++, 1};
    previewId = nextId;
  }

  float opacity(const Presentation& p, Layer l) const {
    return p.opacity[static_cast<std::size_t>(l)];
  }
  bool replaced(const anatomy::BakedMesh& m) const {
    const bool treatedDisc =
        m.structure == Structure::kDisc && m.index == static_cast<int>(theCase.level());
    return treatedDisc || m.structure == Structure::kPosteriorLongitudinalLigament ||
           (m.window && *m.window == theCase.level());
  }
  /// Whether the preview shows a structure in its own way.
  bool previewed(Structure structure, int index) const {
    if (!preview) return false;
    const auto upper = static_cast<int>(preview->level);
    if (structure == Structure::kVertebra) return index == upper || index == upper + 1;
    return (structure == Structure::kDisc || structure == Structure::kLigamentumFlavum) &&
           index == upper;
  }
  /// How dry a level's disc is.
  float drynessOf(int level) const {
    const anatomy::LevelDisease& d =
        theCase.spine().parameters().disease[static_cast<std::size_t>(level)];
    return static_cast<float>(std::min(d.discHeightLoss / mriSettings().dryAt, 1.0));
  }
  bool previewed(tissue::Channel c) const {
    const auto level = static_cast<int>(theCase.level());
    if (!previewsLevel) return false;
    if (c == tissue::Channel::kLigament) return previewed(Structure::kLigamentumFlavum, level);
    return previewed(Structure::kVertebra, level + (c == tissue::Channel::kLowerBone ? 1 : 0));
  }

  void refreshMeshes(const operation::State& s);
  void refreshFat(const operation::State& s, const Presentation& p);
  void addAnatomy(const Presentation& p);
  void addLive(const Presentation& p);
  void addPreview(const Presentation& p);
  void addInstruments(const operation::State& s, const Presentation& p);
  void addPieces(const InstrumentPieces& pieces, const char* part, const operation::State& s,
                 const Presentation& p, const Mat4f& m);
  void addOpening(const operation::State& s, const Presentation& p);
  void addPiece(const operation::State& s, const Presentation& p, const Mat4f& tool);
  void addLeak(const operation::State& s, const Presentation& p);
  void addXRay(const operation::State& s, const Presentation& p);
  void addProps(const operation::State& s, const Presentation& p);
  void addSlice(const operation::State& s, const Presentation& p);
  void addSliceSurfaces();
  void addSliceMarker();
  void measureSlice(const operation::State& s, const Presentation& p);
  std::uint64_t measuredKey = 0;
  Slice measured;  // its numbers alone
  void addSliceRoots(const operation::State& s, bool axial);
  std::uint64_t coursesKey = 0;
  std::vector<SliceRoot> courses;
  void compareWithUntouched(const operation::State& s);
  /// \return the surface, until the next one; null where nothing of it is to be seen
  Surface* addSurface(MeshRef mesh, Look look, float alpha, bool bends,
                      const Mat4f& m = Mat4f(1.0f), bool clipped = false, bool inner = false);
  /// Makes a surface part of a structure, outlined where that is what is asked for.
  void name(Surface* surface, const Presentation& p, Layer layer, const PartName& part);
  void addSteel(MeshRef mesh, const Mat4f& m, bool convex);

  template <class Make>
  void remake(Owned& o, std::uint64_t key, const Make& make) {
    if (o.key == key) return;
    o.key = key;
    o.mesh = make();
    ++o.ref.version;
  }
};

void SceneBuilder::Impl::refreshMeshes(const operation::State& s) {
  const tissue::Body body = operation::bodyOf(theCase, s);
  remeshed = live.update(body);
  disc.update(s.patient.severity);
  tented.update(s.patient.severity);
  const thecal_sac::Frames& frames = s.freeSpace.frames;
  math::Hash h;
  h.add(s.sac.hash);
  h.add(s.freeSpace.key);
  const std::uint64_t key = sacKey = h.value();
  remake(sac, key, [&] { return thecal_sac::sacMesh(frames, s.sac); });
  remake(roots, key,
         [&] { return thecal_sac::rootsMesh(theCase.spine(), s.bend, frames, s.sac, nerves); });

  h.add(s.contrast.volume_mL() > 0.0 ? s.contrast.version() : 0);
  remake(contrast, h.value(), [&] {
    return s.contrast.volume_mL() > 0.0
               ? fluoro::contrastMesh(s.contrast, thecal_sac::dorsalGap(s.freeSpace, s.sac).corners)
               : math::Mesh{};
  });
}

/// The fat pads, once somebody looks at them.
void SceneBuilder::Impl::refreshFat(const operation::State& s, const Presentation& p) {
  if (opacity(p, Layer::kFat) <= 0.0f) return;
  const anatomy::Spine& spine = theCase.spine();
  math::Hash h;
  h.add(s.sac.hash);
  h.add(s.freeSpace.key);
  remake(fat, h.value(), [&] {
    return thecal_sac::fatMesh(s.freeSpace, s.sac, thecal_sac::fatSpan(spine, theCase.level()));
  });
  remake(otherFat, 0, [&] {
    math::Mesh all;
    for (int l = 0; l < anatomy::kLevelCount; ++l)
      if (const auto level = static_cast<anatomy::Level>(l); level != theCase.level())
        math::append(all, thecal_sac::healthyFatMesh(spine, level));
    return all;
  });
}

Surface* SceneBuilder::Impl::addSurface(MeshRef mesh, Look look, float alpha, bool bends,
                                        const Mat4f& m, bool clipped, bool inner) {
  if (alpha <= 0.0f || mesh.mesh->indices.empty()) return nullptr;
  Surface surface;
  surface.mesh = mesh;
  surface.look = look;
  surface.opacity = alpha;
  surface.bends = bends;
  surface.patientFromMesh = m;
  surface.clipped = clipped;
  surface.inner = inner;
  return &scene.surfaces.emplace_back(surface);
}

void SceneBuilder::Impl::name(Surface* surface, const Presentation& p, Layer layer,
                              const PartName& part) {
  if (surface == nullptr) return;
  const auto found = std::ranges::find(scene.parts, part);
  surface->part = static_cast<int>(found - scene.parts.begin());
  if (found == scene.parts.end()) scene.parts.push_back(part);
  const auto level = anatomy::kLevelNames[static_cast<std::size_t>(theCase.level())];
  const bool treated = part.place.empty() || part.place == level;
  surface->highlighted = p.pointed        ? part == *p.pointed
                         : p.pointedLayer ? layer == *p.pointedLayer
                                          : part.structure == p.active && treated;
}

void SceneBuilder::Impl::addAnatomy(const Presentation& p) {
  for (std::size_t n = 0; n < baked.size(); ++n) {
    const StructureView& shown = viewOf(baked[n].structure);
    const Structure host = hostOf(baked[n]);
    const auto& layer = viewOf(host).layer;
    if (replaced(baked[n]) || !layer || previewed(host, baked[n].index)) continue;
    const bool inner = host != baked[n].structure;
    Surface* const surface =
        addSurface(bakedRefs[n], shown.look, opacity(p, *layer), true, Mat4f(1.0f), true, inner);
    if (!inner) name(surface, p, *layer, partOf(host, baked[n].index));
  }
  const auto add = [&](const MeshRef& mesh, Look look, Layer layer, bool bends, const char* part) {
    name(addSurface(mesh, look, opacity(p, layer), bends, Mat4f(1.0f), true), p, layer, {part, ""});
  };
  if (!preview || !previewsLevel) add(sac.ref, Look::kDura, Layer::kThecalSac, false, "thecal_sac");
  add(roots.ref, Look::kNerve, Layer::kNerves, false, "cauda_equina");
  add(nerveRef, Look::kNerve, Layer::kNerves, true, "nerve_root");
  add(fat.ref, Look::kFat, Layer::kFat, false, "epidural_fat");
  add(otherFat.ref, Look::kFat, Layer::kFat, true, "epidural_fat");
  add(contrast.ref, Look::kContrast, Layer::kContrast, false, "contrast");
}

void SceneBuilder::Impl::addLive(const Presentation& p) {
  // lying in the neutral posture the bend is all the preview's: what is live needs none
  const bool bends = !preview;
  const int level = static_cast<int>(theCase.level());
  if (!previewsLevel || !previewed(Structure::kDisc, level))
    name(addSurface({&disc.mesh(), discId, disc.version()}, Look::kDisc, opacity(p, Layer::kDiscs),
                    bends, Mat4f(1.0f), true),
         p, Layer::kDiscs, partOf(Structure::kDisc, level));
  name(addSurface({&tented.mesh(), tentedId, tented.version()}, Look::kFibrous,
                  opacity(p, Layer::kLigaments), true, Mat4f(1.0f), true),
       p, Layer::kLigaments, partOf(Structure::kPosteriorLongitudinalLigament, 0));
  for (int n = 0; n < tissue::kCuttableCount; ++n) {
    const auto c = static_cast<tissue::Channel>(n);
    const bool bone = c != tissue::Channel::kLigament;
    if (previewed(c)) continue;
    const Layer layer = bone ? Layer::kBone : Layer::kLigamentumFlavum;
    name(addSurface({&live.mesh(c), liveIds[static_cast<std::size_t>(n)], live.version(c)},
                    bone ? Look::kBone : Look::kLigament, opacity(p, layer), bends, Mat4f(1.0f),
                    true),
         p, layer,
         bone ? partOf(Structure::kVertebra, level + (c == tissue::Channel::kLowerBone ? 1 : 0))
              : partOf(Structure::kLigamentumFlavum, level));
    if (bone)
      addSurface({&live.inner(c), innerIds[static_cast<std::size_t>(n)], live.innerVersion(c)},
                 Look::kCancellous, opacity(p, Layer::kBone), bends, Mat4f(1.0f), true, true);
  }
}

void SceneBuilder::Impl::addPreview(const Presentation& p) {
  if (!preview) return;
  std::uint64_t id = previewId;
  const auto add = [&](const math::Mesh& mesh, Look look, Layer layer, const PartName& part) {
    name(addSurface({&mesh, id++, previewVersion}, look, opacity(p, layer), false, Mat4f(1.0f),
                    true, look == Look::kCancellous),
         p, layer, part);
  };
  const int level = static_cast<int>(preview->level);
  for (std::size_t piece = previewsLevel ? 0 : 1; piece < 2; ++piece)
    for (std::size_t n = 0; n < preview->bone.size(); ++n) {
      const PartName bone = partOf(Structure::kVertebra, level + static_cast<int>(n));
      add(preview->bone[n][piece], Look::kBone, Layer::kBone, bone);
      add(preview->cancellous[n][piece], Look::kCancellous, Layer::kBone, bone);
    }
  if (!previewsLevel) return;
  add(preview->ligament, Look::kLigament, Layer::kLigamentumFlavum,
      partOf(Structure::kLigamentumFlavum, level));
  add(preview->disc, Look::kDisc, Layer::kDiscs, partOf(Structure::kDisc, level));
  add(preview->sac, Look::kDura, Layer::kThecalSac, {"thecal_sac", ""});
}

void SceneBuilder::Impl::addPieces(const InstrumentPieces& pieces, const char* part,
                                   const operation::State& s, const Presentation& p,
                                   const Mat4f& m) {
  const auto shut = static_cast<float>(closedShare(s));
  for (const InstrumentPiece& piece : pieces) {
    if (s.tool.beyond_mm < piece.shownFrom_mm) continue;
    Mat4f at = m;
    at[3] = m * math::Vec4f(shut * math::Vec3f(piece.closingMove), 1.0f);
    const MeshRef& ref = instrumentRefs.at(&piece);
    if (piece.drawn)
      name(addSurface(ref, piece.look, opacity(p, Layer::kInstruments), false, at), p,
           Layer::kInstruments, {part, ""});
    if (piece.beam != Beam::kOutside) addSteel(ref, at, piece.beam == Beam::kConvex);
  }
}

void SceneBuilder::Impl::addInstruments(const operation::State& s, const Presentation& p) {
  using operation::ToolKind;
  const auto pose = [](const Vec3& tip, const Vec3& direction, units::Deg angle) {
    const auto f = operation::patientFromShaft(tip, direction, angle);
    return matrixOf(f.rotation, f.translation);
  };
  if (s.needle.placed)
    addPieces(instruments.needle, "needle", s, p,
              pose(s.needle.tip(), s.needle.direction, units::Deg(0)));
  if (s.portal.placed)
    addPieces(instruments.portal, "portal", s, p,
              pose(s.portal.tip(), s.portal.direction, units::Deg(0)));
  if (s.tool.kind != ToolKind::kNone) {
    const Mat4f m = pose(s.portal.tip() + s.tool.beyond_mm * s.portal.direction, s.portal.direction,
                         s.tool.angle);
    if (s.tool.kind == ToolKind::kTrocar) addPieces(instruments.trocar, "trocar", s, p, m);
    if (s.tool.kind == ToolKind::kBoneRongeur)
      addPieces(instruments.rongeur, "bone_rongeur", s, p, m);
    if (s.tool.kind == ToolKind::kTissueSculptor)
      addPieces(instruments.sculptor, "tissue_sculptor", s, p, m);
    addPiece(s, p, m);
  }
  addOpening(s, p);
}

/// The opening in the skin, or what covers it: on the skin, square to it, the slit up and down.
void SceneBuilder::Impl::addOpening(const operation::State& s, const Presentation& p) {
  if (!s.skinOpen) return;
  // a pad without the skin that it lies on would float; the opening shows on skin like glass too
  constexpr float kPadFrom = 0.5f, kOpeningFrom = 0.05f;
  const float skin = opacity(p, Layer::kSkin);
  const Vec3 in = -skinNormal(theCase, s, s.skinOpening_mm);
  const Vec3 head = glm::normalize(Vec3(0, 0, 1) - in.z * in);
  const Mat4f m = matrixOf(math::Mat3(glm::cross(head, in), head, in), s.skinOpening_mm);
  if (s.dressed) {
    if (skin >= kPadFrom) addSurface(dressing, Look::kDressing, skin, false, m);
  } else if (skin >= kOpeningFrom) {
    for (const InstrumentPiece& piece : s.portal.placed ? instruments.gaping : instruments.slit)
      addSurface(instrumentRefs.at(&piece), piece.look, 1.0f, false, m);
  }
}

/// What the jaw holds, on its way out; not for patients' eyes.
void SceneBuilder::Impl::addPiece(const operation::State& s, const Presentation& p,
                                  const Mat4f& tool) {
  if (s.tool.held_mm3() <= 0.0 || p.voice == Voice::kPlain) return;
  const math::Vec3 at = operation::jawOf(s.tool.kind).shape.centre_mm;
  math::Hash h;
  h.add(s.tool.held_mm3());
  h.add(at);
  remake(bitten, h.value(), [&] { return moved(pieceMesh(s.tool.held_mm3()), math::Vec3f(at)); });
  const bool bone = s.tool.heldBone_mm3 > s.tool.heldLigament_mm3;
  name(addSurface(bitten.ref, bone ? Look::kBone : Look::kLigament, opacity(p, Layer::kInstruments),
                  false, tool),
       p, Layer::kInstruments, {"tissue_piece", ""});
}

/// Fluid from the last tear of the dura; not for patients' eyes.
void SceneBuilder::Impl::addLeak(const operation::State& s, const Presentation& p) {
  constexpr double kRuns_s = 5.0;
  if (!s.duraTorn || p.voice == Voice::kPlain) return;
  const auto tear = std::find_if(s.events.rbegin(), s.events.rend(), [](const auto& e) {
    return e.kind == operation::EventKind::kDuralTear;
  });
  if (tear == s.events.rend()) return;
  const double since_s = static_cast<double>(s.tick - tear->tick) * operation::kTick_s;
  const double share = std::min(since_s / kRuns_s, 1.0);
  const Vec3 out = s.portal.placed ? s.portal.tip() - 12.0 * s.portal.direction : tear->place;
  math::Hash h;
  h.add(share);
  h.add(out);
  h.add(tear->place);
  remake(leak, h.value(), [&] { return leakMesh(tear->place, out, share); });
  name(addSurface(leak.ref, Look::kLiquid, 0.75f, false), p, Layer::kThecalSac, {"csf_leak", ""});
}

void SceneBuilder::Impl::addSteel(MeshRef mesh, const Mat4f& m, bool convex) {
  XRaySurface x;
  x.mesh = mesh;
  x.material = fluoro::Material::kSteel;
  // a convex rod displaces exactly what lies in it; hollow and thin ones displace muscle
  x.host = convex ? -1 : hostOf(fluoro::Material::kMuscle);
  x.instrument = convex;
  x.patientFromMesh = m;
  x.moving = true;
  scene.xRay.surfaces.push_back(x);
}

void SceneBuilder::Impl::addXRay(const operation::State& s, const Presentation& p) {
  using fluoro::Material;
  XRay& x = scene.xRay;
  const auto add = [&](MeshRef mesh, std::optional<Material> material, int host, bool bends,
                       bool moving) {
    if (mesh.mesh->indices.empty()) return;
    XRaySurface surface;
    surface.mesh = mesh;
    surface.material = material;
    surface.host = host;
    surface.bends = bends;
    surface.moving = moving;
    x.surfaces.push_back(surface);
  };
  const int inMuscle = hostOf(Material::kMuscle), inCortex = hostOf(Material::kCortical);
  for (std::size_t n = 0; n < baked.size(); ++n) {
    if (replaced(baked[n])) continue;
    const StructureView& shown = viewOf(baked[n].structure);
    if (shown.material || shown.host >= 0)
      add(bakedRefs[n], shown.material, shown.host, true, false);
  }
  for (int n = 0; n < 2; ++n) {
    const auto c = static_cast<tissue::Channel>(n);
    const auto i = static_cast<std::size_t>(n);
    add({&live.mesh(c), liveIds[i], live.version(c)}, Material::kCortical, inMuscle, true, false);
    add({&live.inner(c), innerIds[i], live.innerVersion(c)}, Material::kBone, inCortex, true,
        false);
  }
  add({&disc.mesh(), discId, disc.version()}, Material::kDisc, inMuscle, true, false);
  add(sac.ref, Material::kFluid, inMuscle, false, true);
  add(contrast.ref, Material::kContrast, inMuscle, false, true);
  const fluoro::Exposure exposure =
      p.xRayView ? operation::exposureAt(theCase, s, *p.xRayView) : s.cArm.exposure;
  x.beam = &theCase.beam();
  x.projection = exposure.projection;
  x.brightness = exposure.brightness;
  x.quantaPerPixel = exposure.quantaPerPixel;
  x.exposure = exposure.number;
  x.boneDark = p.boneDark;
}

void SceneBuilder::Impl::addProps(const operation::State& s, const Presentation& p) {
  constexpr float kSkinIsTheSubject = 0.9f;
  if (s.patient.standing || opacity(p, Layer::kSkin) < kSkinIsTheSubject) return;
  if (!props) props = makeProps(theCase.spine(), theCase.level());
  addSurface({&props->table, propIds[0], 1}, Look::kDressing, 1.0f, false);
  addSurface({&props->bolster, propIds[1], 1}, Look::kDrape, 1.0f, false);
  addSurface({&props->drape, propIds[2], 1}, Look::kDrape, 1.0f, true);
}

/// Everything closed that lies in the slice, whatever layers the eye has on.
void SceneBuilder::Impl::addSliceSurfaces() {
  std::vector<SliceSurface>& all = scene.slice.surfaces;
  const auto add = [&](const MeshRef& mesh, SliceTissue tissue, bool bends, float dryness = 0.0f) {
    if (!mesh.mesh->indices.empty()) all.push_back({mesh, tissue, bends, Mat4f(1.0f), dryness});
  };
  for (std::size_t n = 0; n < baked.size(); ++n) {
    if (replaced(baked[n])) continue;
    const SliceTissue tissue = viewOf(baked[n].structure).slice;
    add(bakedRefs[n], tissue, true,
        tissue == SliceTissue::kNucleus ? drynessOf(baked[n].index) : 0.0f);
  }
  for (int n = 0; n < tissue::kCuttableCount; ++n) {
    const auto c = static_cast<tissue::Channel>(n);
    const auto i = static_cast<std::size_t>(n);
    const bool bone = c != tissue::Channel::kLigament;
    add({&live.mesh(c), liveIds[i], live.version(c)},
        bone ? SliceTissue::kCortex : SliceTissue::kLigamentumFlavum, true);
    if (bone) add({&live.inner(c), innerIds[i], live.innerVersion(c)}, SliceTissue::kMarrow, true);
  }
  add({&disc.mesh(), discId, disc.version()}, SliceTissue::kDisc, true);
  add({&tented.mesh(), tentedId, tented.version()}, SliceTissue::kFibrous, true);
  add(nerveRef, SliceTissue::kNerve, true);
  add(sac.ref, SliceTissue::kSac, false);
  add(contrast.ref, SliceTissue::kContrast, false);
  for (const XRaySurface& x : scene.xRay.surfaces)
    if (x.material == fluoro::Material::kSteel)
      all.push_back({x.mesh, SliceTissue::kSteel, false, x.patientFromMesh, 0.0f});
}

/// Root by root where the slice crosses them, as one mesh where it runs along.
void SceneBuilder::Impl::addSliceRoots(const operation::State& s, bool axial) {
  std::vector<SliceSurface>& all = scene.slice.surfaces;
  if (!axial) {
    all.push_back({roots.ref, SliceTissue::kRoots, false, Mat4f(1.0f), 0.0f});
    return;
  }
  const anatomy::Spine& spine = theCase.spine();
  const thecal_sac::Frames& frames = s.freeSpace.frames;
  remake(cord, roots.key, [&] { return thecal_sac::cordMesh(spine, frames, s.sac, nerves); });
  all.push_back({cord.ref, SliceTissue::kRoots, false, Mat4f(1.0f), 0.0f});
  if (coursesKey != roots.key) {
    coursesKey = roots.key;
    courses.clear();
    for (const auto& root : thecal_sac::rootCourses(spine, s.bend, frames, s.sac, nerves)) {
      courses.push_back({{}, static_cast<float>(root.radius_mm)});
      for (const thecal_sac::TubePoint& p : root.course)
        courses.back().course.emplace_back(p.centre);
    }
  }
  scene.slice.roots = courses;
}

/// Where the slice lies, in the 3D view.
void SceneBuilder::Impl::addSliceMarker() {
  constexpr float kPane = 0.12f, kFrame = 0.9f;  // seen through, so that neither casts a shadow
  const Slice& slice = scene.slice;
  const auto n = static_cast<std::size_t>(slice.kind);
  if (pane[n].mesh.indices.empty()) {
    SliceMarker marker = makeSliceMarker(slice.field_mm);
    remake(pane[n], 1, [&] { return std::move(marker.pane); });
    remake(paneFrame[n], 1, [&] { return std::move(marker.frame); });
  }
  const math::Mat3 axes(slice.plane.right, slice.plane.down, slice.plane.normal());
  const Mat4f m = matrixOf(axes, slice.plane.origin);
  addSurface(pane[n].ref, Look::kLiquid, kPane, false, m);
  addSurface(paneFrame[n].ref, Look::kLiquid, kFrame, false, m);
}

void SceneBuilder::Impl::measureSlice(const operation::State& s, const Presentation& p) {
  math::Hash h;
  h.add(s.sac.hash);
  h.add(s.freeSpace.key);
  h.add(p.slice.axial_mm);
  if (h.value() != measuredKey) {
    measuredKey = h.value();
    const tissue::Body body = operation::bodyOf(theCase, s);
    measured.measured =
        thecal_sac::axialPlane(theCase.spine(), s.bend, theCase.level(), p.slice.axial_mm);
    thecal_sac::SliceOutlines outlines;
    measured.measure =
        thecal_sac::measureSlice(body, s.freeSpace.frames, s.sac, measured.measured, &outlines);
    measured.canal = outlines.canal;
    measured.midFlavum_mm = thecal_sac::midFlavumThickness_mm(body);
  }
  Slice& slice = scene.slice;
  slice.measured = measured.measured;
  slice.measure = measured.measure;
  slice.canal = measured.canal;
  slice.midFlavum_mm = measured.midFlavum_mm;
}

void SceneBuilder::Impl::addSlice(const operation::State& s, const Presentation& p) {
  if (!p.slice.open) return;
  Slice& slice = scene.slice;
  const bool axial = p.slice.plane == SlicePlane::kAxial;
  slice.kind = p.slice.plane;
  slice.plane = slicePlaneOf(theCase, s, p.slice.plane, p.slice);
  slice.other =
      slicePlaneOf(theCase, s, axial ? SlicePlane::kSagittal : SlicePlane::kAxial, p.slice);
  slice.texture = slicePlaneOf(theCase, s, SlicePlane::kAxial, {});
  slice.dorsal = axial ? math::Vec2(0.0, 1.0) : math::Vec2(1.0, 0.0);
  slice.field_mm = axial ? mriSettings().axialField_mm : mriSettings().sagittalField_mm;
  math::Hash h;
  h.add(s.sac.hash);
  h.add(s.freeSpace.key);
  h.add(s.tissue.carving.hash());
  h.add(p.slice.plane);
  h.add(p.slice.at_mm());
  slice.seed = h.value();
  addSliceSurfaces();
  addSliceRoots(s, axial);
  addSliceMarker();
  measureSlice(s, p);
}

void SceneBuilder::Impl::compareWithUntouched(const operation::State& s) {
  if (s.removed.bites == 0) return;
  math::Hash h;
  for (const double v : {s.patient.posture, s.patient.severity, s.patient.standing ? 1.0 : 0.0})
    h.add(v);
  if (h.value() != untouchedKey) untouchedArea_mm2 = operation::untouchedArea_mm2(theCase, s);
  untouchedKey = h.value();
  scene.untouchedArea_mm2 = untouchedArea_mm2;
}

SceneBuilder::SceneBuilder(const operation::Case& theCase, std::vector<anatomy::BakedMesh> baked,
                           std::uint64_t firstId)
    : SceneBuilder(theCase,
                   std::make_shared<const std::vector<anatomy::BakedMesh>>(std::move(baked)),
                   firstId) {}
SceneBuilder::SceneBuilder(const operation::Case& theCase,
                           std::shared_ptr<const std::vector<anatomy::BakedMesh>> baked,
                           std::uint64_t firstId)
    : impl_(std::make_unique<Impl>(theCase, std::move(baked), firstId)) {}
SceneBuilder::~SceneBuilder() = default;

std::unique_ptr<SceneBuilder> SceneBuilder::another(std::uint64_t firstId) const {
  auto twin =
      std::unique_ptr<SceneBuilder>(new SceneBuilder(impl_->theCase, impl_->shared, firstId));
  twin->impl_->bakedRefs = impl_->bakedRefs;  // the same meshes on the card
  return twin;
}

void SceneBuilder::show(std::shared_ptr<const Preview> preview, bool levelToo) {
  impl_->preview = std::move(preview);
  impl_->previewsLevel = impl_->preview && levelToo;
  ++impl_->previewVersion;
}

const Scene& SceneBuilder::build(const operation::State& s, const Presentation& p) {
  Impl& b = *impl_;
  b.scene = {};
  b.refreshMeshes(s);
  b.refreshFat(s, p);
  b.scene.camera = cameraOf(p.orbit);
  const anatomy::Bend& bend = b.preview ? b.preview->posture : s.bend;
  for (std::size_t v = 0; v < bend.motion.size(); ++v)
    b.scene.bend.patientFromMaterial[v] =
        matrixOf(bend.motion[v].rotation, bend.motion[v].translation);
  for (std::size_t l = 0; l < bend.bulge_mm.size(); ++l)
    b.scene.bend.bulge_mm[l] = math::Vec3f(bend.bulge_mm[l]);
  b.scene.clipPlane = math::Vec4f(clipPlaneOf(b.theCase, s, p));
  b.addAnatomy(p);
  b.addLive(p);
  b.addPreview(p);
  b.addProps(s, p);
  b.addXRay(s, p);
  b.addInstruments(s, p);
  b.addLeak(s, p);
  b.addSlice(s, p);
  b.straws->show(b.theCase, s, p, b.sacKey, b.scene);
  b.compareWithUntouched(s);
  b.scene.labels = labelsOf(b.theCase, s, p);
  return b.scene;
}

std::size_t SceneBuilder::lastRemeshedTriangles() const { return impl_->remeshed; }

}  // namespace unkink::view
