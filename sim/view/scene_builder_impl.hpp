// What the scene's builder keeps, for the files that fill a scene together: scene_builder.cpp
// (anatomy, X-ray), scene_instruments.cpp, scene_c_arm.cpp and scene_slice.cpp.
#pragma once

#include "math/hash.hpp"
#include "thecal_sac/roots_mesh.hpp"
#include "view/c_arm_meshes.hpp"
#include "view/disc_mesh.hpp"
#include "view/instrument_meshes.hpp"
#include "view/live_mesh.hpp"
#include "view/mri_signals.hpp"
#include "view/props.hpp"
#include "view/scene_builder.hpp"
#include "view/straw_stage.hpp"
#include "view/tented_ligament.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace unkink::view {

using anatomy::Structure;
using math::Mat4f;
using math::Vec3;

inline Mat4f matrixOf(const math::Mat3& r, const Vec3& t) {
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

inline math::Mesh surfaceOf(const std::vector<anatomy::BakedMesh>& baked, Structure structure) {
  for (const anatomy::BakedMesh& m : baked)
    if (m.structure == structure) return m.mesh;
  return {};
}

/// Skin over the back. Source: house; 2 to 3 mm are usual
inline constexpr float kSkin_mm = 2.2f;

/// A smooth closed surface moved inwards.
inline math::Mesh shrunk(math::Mesh mesh, float by_mm) {
  for (math::Vertex& v : mesh.vertices) v.position -= by_mm * v.normal;
  return mesh;
}

constexpr int hostOf(fluoro::Material m) { return static_cast<int>(m); }

/// The surfaces of a live level, with their identities.
struct LiveLevelMeshes {
  LiveLevelMeshes(const operation::Case& theCase, anatomy::Level at, std::uint64_t& nextId)
      : level(at), tissue(theCase.base(at)), disc(theCase.spine(), at), discId(nextId++) {
    for (std::uint64_t& id : ids) id = nextId++;
    for (std::uint64_t& id : innerIds) id = nextId++;
  }
  MeshRef surface(tissue::Channel c) const {
    return {&tissue.mesh(c), ids[static_cast<std::size_t>(c)], tissue.version(c)};
  }
  MeshRef inner(tissue::Channel bone) const {
    return {&tissue.inner(bone), innerIds[static_cast<std::size_t>(bone)],
            tissue.innerVersion(bone)};
  }
  MeshRef discSurface() const { return {&disc.mesh(), discId, disc.version()}; }

  anatomy::Level level;
  LiveMesh tissue;
  DiscMesh disc;
  std::uint64_t discId;
  std::array<std::uint64_t, tissue::kCuttableCount> ids{};
  std::array<std::uint64_t, 2> innerIds{};
};

struct SceneBuilder::Impl {
  const operation::Case& theCase;
  std::shared_ptr<const std::vector<anatomy::BakedMesh>> shared;
  const std::vector<anatomy::BakedMesh>& baked;
  std::vector<LiveLevelMeshes> live;  // from the head down
  TentedLigament tented;
  std::uint64_t tentedId = 0;
  InstrumentMeshes instruments = makeInstrumentMeshes();
  std::map<const InstrumentPiece*, MeshRef> instrumentRefs;
  MeshRef dressing{};
  std::optional<Props> props;            // made when first seen
  std::array<Owned, 2> pane, paneFrame;  // of the slice, by plane
  std::array<std::uint64_t, 2> propIds{};
  math::Mesh table, underSkin;
  MeshRef tableRef{}, underSkinRef{};
  std::optional<CArmMeshes> cArm;  // made when first seen
  std::array<std::uint64_t, 6> cArmIds{};
  Owned stand, beam;
  Owned sac, roots, cord, contrast, fat, otherFat;  // fat: of the live levels
  Owned vessels;                                    // in slices alone
  Owned sleeves;             // contrast along the roots outside the sac, with them; Material
  float sleeveShare = 0.0f;  // of what they enclose that is contrast
  /// Misplaced contrast, deposit by deposit.
  struct Stray {
    Owned shape, roots;       // those that it shows by their outlines
    fluoro::Deposit deposit;  // as last seen
    float share = 0.0f;       // of what it encloses that is contrast
  };
  static constexpr std::size_t kMostStray = 8;  // more are not shown
  std::array<Stray, kMostStray> stray;
  std::size_t strayCount = 0;
  std::optional<StrawStages> straws;
  std::uint64_t sacKey = 0;  // of the sac and its surroundings
  thecal_sac::CaudaEquina cauda;
  double sinking = 1.0;  // of the roots, see thecal_sac::sinkingOf
  Owned bitten, leak;
  std::vector<thecal_sac::Nerve> nerves;
  math::Mesh nerveMesh;
  MeshRef nerveRef{};
  std::vector<MeshRef> bakedRefs;
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
        tented(c.spine(), surfaceOf(baked, Structure::kPosteriorLongitudinalLigament)),
        nextId(firstId) {
    for (const anatomy::BakedMesh& m : baked) bakedRefs.push_back({&m.mesh, nextId++, 1});
    for (int l = 0; l < anatomy::kLevelCount; ++l)
      if (const auto level = static_cast<anatomy::Level>(l); c.isLive(level))
        live.emplace_back(c, level, nextId);
    tentedId = nextId++;
    table = makeTable(c.spine());
    tableRef = {&table, nextId++, 1};
    underSkin = shrunk(surfaceOf(baked, Structure::kTrunk), kSkin_mm);
    underSkinRef = {&underSkin, nextId++, 1};
    nerves = thecal_sac::nervesOf(c.spine());
    nerveMesh = thecal_sac::nervesMesh(nerves);
    nerveRef = {&nerveMesh, nextId++, 1};
    for (std::uint64_t& id : propIds) id = nextId++;
    for (std::uint64_t& id : cArmIds) id = nextId++;
    for (Owned* o : {&sac, &roots, &cord, &contrast, &fat, &otherFat, &vessels, &bitten, &leak,
                     &stand, &beam, &sleeves})
      o->ref = {&o->mesh, nextId++, 0};
    for (Stray& of : stray)
      for (Owned* o : {&of.shape, &of.roots}) o->ref = {&o->mesh, nextId++, 0};
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
    const bool liveDisc =
        m.structure == Structure::kDisc && theCase.isLive(static_cast<anatomy::Level>(m.index));
    return liveDisc || m.structure == Structure::kPosteriorLongitudinalLigament ||
           (m.window && theCase.isLive(*m.window));
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
  bool previewed(anatomy::Level l, tissue::Channel c) const {
    const auto level = static_cast<int>(l);
    if (!previewsLevel) return false;
    if (c == tissue::Channel::kLigament) return previewed(Structure::kLigamentumFlavum, level);
    return previewed(Structure::kVertebra, level + (c == tissue::Channel::kLowerBone ? 1 : 0));
  }

  void refreshMeshes(const operation::State& s);
  void refreshStray(const operation::State& s);
  void refreshSleeves(const fluoro::ContrastLayer& layer);
  math::Mesh rootsWithinSac(const operation::State& s) const;
  void addStray(const Presentation& p);
  void addStrayXRay();
  void refreshFat(const operation::State& s, const Presentation& p);
  void addAnatomy(const Presentation& p);
  void addLive(const Presentation& p);
  void addLive(const LiveLevelMeshes& of, const Presentation& p);
  void addPreview(const Presentation& p);
  void addInstruments(const operation::State& s, const Presentation& p);
  void addPieces(const InstrumentPieces& pieces, const char* part, const operation::State& s,
                 const Presentation& p, const Mat4f& m);
  void addOpening(const operation::State& s, const Presentation& p);
  void addPiece(const operation::State& s, const Presentation& p, const Mat4f& tool);
  void addLeak(const operation::State& s, const Presentation& p);
  void addXRay(const operation::State& s, const Presentation& p);
  void addCArm(const operation::State& s, const Presentation& p);
  void addMachine(const fluoro::Projection& projection, const Presentation& p, float alpha);
  void addProps(const operation::State& s, const Presentation& p);
  void addSlice(const operation::State& s, const Presentation& p);
  void addSliceSurfaces();
  void addSliceMarker();
  void measureSlice(const operation::State& s, const Presentation& p);
  std::uint64_t measuredKey = 0;
  Slice measured;  // its numbers alone
  void addSliceRoots(const operation::State& s);
  std::uint64_t coursesKey = 0;
  std::vector<SliceRoot> courses;
  std::vector<SacFilling> filling;
  std::vector<SliceVein> veins;  // of the bare spine, not bent
  void compareWithUntouched(const operation::State& s);
  /// \return the surface, until the next one; null where nothing of it is to be seen
  Surface* addSurface(MeshRef mesh, Look look, float alpha, bool bends,
                      const Mat4f& m = Mat4f(1.0f), bool clipped = false, bool inner = false);
  /// Makes a surface part of a structure, outlined where that is what is asked for.
  void name(Surface* surface, const Presentation& p, Layer layer, const PartName& part);
  void addSteel(std::string name, MeshRef mesh, const Mat4f& m, bool convex);

  template <class Make>
  void remake(Owned& o, std::uint64_t key, const Make& make) {
    if (o.key == key) return;
    o.key = key;
    o.mesh = make();
    ++o.ref.version;
  }
};

}  // namespace unkink::view
