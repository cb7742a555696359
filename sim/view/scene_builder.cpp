// Filling the scene: static surfaces by reference, live ones brought up to date, the X-ray; what
// else there is to it is in scene_instruments.cpp, scene_c_arm.cpp and scene_slice.cpp.
#include "view/scene_builder.hpp"

#include "math/hash.hpp"
#include "operation/table.hpp"
#include "thecal_sac/fat_mesh.hpp"
#include "thecal_sac/roots_mesh.hpp"
#include "thecal_sac/sac_mesh.hpp"
#include "view/labels.hpp"
#include "view/scene_builder_impl.hpp"
#include "view/structure_view.hpp"

#include <algorithm>
#include <array>

namespace unkink::view {
namespace {

/// What an inner structure lies in, whose layer it shares; any other one is its own.
Structure hostOf(const anatomy::BakedMesh& m) {
  if (m.structure == Structure::kNucleus) return Structure::kDisc;
  if (m.structure != Structure::kCancellous) return m.structure;
  return m.index < anatomy::kVertebraCount ? Structure::kVertebra : Structure::kThoracicVertebra;
}

}  // namespace

void SceneBuilder::Impl::refreshMeshes(const operation::State& s) {
  const tissue::Body body = operation::bodyOf(theCase, s);
  remeshed = 0;
  for (LiveLevelMeshes& of : live) {
    remeshed += of.tissue.update(body.at(of.level));
    of.disc.update(s.patient.severity);
  }
  tented.update(s.patient.severity);
  const thecal_sac::Frames& frames = s.freeSpace.frames;
  math::Hash h;
  h.add(s.sac.hash);
  h.add(s.freeSpace.key);
  const std::uint64_t key = sacKey = h.value();
  remake(sac, key, [&] { return thecal_sac::sacMesh(frames, s.sac); });
  sinking = thecal_sac::sinkingOf(s.patient.posture, s.patient.standing);
  math::Hash withWeight = h;
  withWeight.add(sinking);
  remake(roots, withWeight.value(), [&] {
    cauda = thecal_sac::caudaEquina(theCase.spine(), frames, s.sac, nerves, sinking);
    return thecal_sac::rootsMesh(cauda, frames, nerves, s.bend);
  });

  h.add(s.contrast.empty() ? 0 : s.contrast.version());
  remake(contrast, h.value(), [&] {
    return !s.contrast.empty()
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
    math::Mesh all;
    for (const LiveLevelMeshes& of : live)
      math::append(all,
                   thecal_sac::fatMesh(s.freeSpace, s.sac, thecal_sac::fatSpan(spine, of.level)));
    return all;
  });
  remake(otherFat, 0, [&] {
    math::Mesh all;
    for (int l = 0; l < anatomy::kLevelCount; ++l)
      if (const auto level = static_cast<anatomy::Level>(l); !theCase.isLive(level))
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
  addStray(p);
}

void SceneBuilder::Impl::addLive(const Presentation& p) {
  name(addSurface({&tented.mesh(), tentedId, tented.version()}, Look::kFibrous,
                  opacity(p, Layer::kLigaments), true, Mat4f(1.0f), true),
       p, Layer::kLigaments, partOf(Structure::kPosteriorLongitudinalLigament, 0));
  for (const LiveLevelMeshes& of : live) addLive(of, p);
}

void SceneBuilder::Impl::addLive(const LiveLevelMeshes& of, const Presentation& p) {
  // lying in the neutral posture the bend is all the preview's: what is live needs none
  const bool bends = !preview;
  const int level = static_cast<int>(of.level);
  if (!previewsLevel || !previewed(Structure::kDisc, level))
    name(addSurface(of.discSurface(), Look::kDisc, opacity(p, Layer::kDiscs), bends, Mat4f(1.0f),
                    true),
         p, Layer::kDiscs, partOf(Structure::kDisc, level));
  for (int n = 0; n < tissue::kCuttableCount; ++n) {
    const auto c = static_cast<tissue::Channel>(n);
    const bool bone = c != tissue::Channel::kLigament;
    if (previewed(of.level, c)) continue;
    const Layer layer = bone ? Layer::kBone : Layer::kLigamentumFlavum;
    name(addSurface(of.surface(c), bone ? Look::kBone : Look::kLigament, opacity(p, layer), bends,
                    Mat4f(1.0f), true),
         p, layer,
         bone ? partOf(Structure::kVertebra, level + (c == tissue::Channel::kLowerBone ? 1 : 0))
              : partOf(Structure::kLigamentumFlavum, level));
    if (bone)
      addSurface(of.inner(c), Look::kCancellous, opacity(p, Layer::kBone), bends, Mat4f(1.0f), true,
                 true);
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

void SceneBuilder::Impl::addXRay(const operation::State& s, const Presentation& p) {
  using fluoro::Material;
  XRay& x = scene.xRay;
  const auto add = [&](std::string name, MeshRef mesh, std::optional<Material> material, int host,
                       bool bends, bool moving) {
    if (mesh.mesh->indices.empty()) return;
    XRaySurface surface;
    surface.name = std::move(name);
    surface.mesh = mesh;
    surface.material = material;
    surface.host = host;
    surface.bends = bends;
    surface.moving = moving;
    x.surfaces.push_back(surface);
  };
  const int inMuscle = hostOf(Material::kMuscle), inCortex = hostOf(Material::kCortical);
  add("subcutaneous_fat", underSkinRef, Material::kFat, hostOf(Material::kSkin), true, false);
  for (std::size_t n = 0; n < baked.size(); ++n) {
    if (replaced(baked[n])) continue;
    const StructureView& shown = viewOf(baked[n].structure);
    if (shown.material || shown.host >= 0)
      add(anatomy::structureName(baked[n].structure, baked[n].index), bakedRefs[n], shown.material,
          shown.host, true, false);
  }
  for (const LiveLevelMeshes& of : live) {
    const int level = static_cast<int>(of.level);
    for (const tissue::Channel c : {tissue::Channel::kUpperBone, tissue::Channel::kLowerBone}) {
      const int bone = level + (c == tissue::Channel::kLowerBone ? 1 : 0);
      add(anatomy::structureName(Structure::kVertebra, bone), of.surface(c), Material::kCortical,
          inMuscle, true, false);
      add(anatomy::structureName(Structure::kCancellous, bone), of.inner(c), Material::kBone,
          inCortex, true, false);
    }
    add(anatomy::structureName(Structure::kDisc, level), of.discSurface(), Material::kDisc,
        inMuscle, true, false);
  }
  add("thecal_sac", sac.ref, Material::kFluid, inMuscle, false, true);
  add("contrast", contrast.ref, Material::kContrast, inMuscle, false, true);
  addStrayXRay();
  if (!s.patient.standing) {
    add("table", tableRef, Material::kCarbon, -1, false, false);
    x.surfaces.back().share = operation::kCarbonOfTable;
  }
  const fluoro::Exposure exposure =
      p.xRayView ? operation::exposureAt(theCase, s, *p.xRayView) : s.cArm.exposure;
  x.beam = &theCase.beam();
  x.projection = exposure.projection;
  x.brightness = exposure.brightness;
  x.quantaPerPixel = exposure.quantaPerPixel;
  x.exposure = exposure.number;
  x.scatterFraction = exposure.scatterFraction;
  x.focalBlur_mm = fluoro::focalBlur_mm(exposure.cArm);
  x.monitor = s.cArm.monitor;
  x.boneDark = p.boneDark;
}

void SceneBuilder::Impl::addProps(const operation::State& s, const Presentation& p) {
  constexpr float kSkinIsTheSubject = 0.9f;
  if (s.patient.standing || opacity(p, Layer::kSkin) < kSkinIsTheSubject) return;
  if (!props) props = makeProps(theCase.spine(), theCase.level());
  addSurface(tableRef, Look::kDressing, 1.0f, false);
  addSurface({&props->bolster, propIds[0], 1}, Look::kDrape, 1.0f, false);
  addSurface({&props->drape, propIds[1], 1}, Look::kDrape, 1.0f, true);
}

void SceneBuilder::Impl::compareWithUntouched(const operation::State& s) {
  if (s.removed.bites == 0) return;
  math::Hash h;
  for (const double v : {s.patient.posture, s.patient.severity, s.patient.standing ? 1.0 : 0.0})
    h.add(v);
  h.add(s.freeSpace.filling);
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
  b.refreshStray(s);
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
  b.addCArm(s, p);
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
