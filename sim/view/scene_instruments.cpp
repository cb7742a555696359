// Filling the scene with what the hand holds and what it leaves: instruments, the opening in the
// skin, the piece in the jaw, a leak.
#include "view/bite_meshes.hpp"
#include "view/scene_builder_impl.hpp"
#include "view/shapes.hpp"

namespace unkink::view {
namespace {

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

}  // namespace

void SceneBuilder::Impl::addPieces(const InstrumentPieces& pieces, const char* part,
                                   const operation::State& s, const Presentation& p,
                                   const Mat4f& m) {
  const auto shut = static_cast<float>(closedShare(s));
  int inBeam = 0;
  for (const InstrumentPiece& piece : pieces) {
    if (s.tool.beyond_mm < piece.shownFrom_mm) continue;
    Mat4f at = m;
    at[3] = m * math::Vec4f(shut * math::Vec3f(piece.closingMove), 1.0f);
    const MeshRef& ref = instrumentRefs.at(&piece);
    if (piece.drawn)
      name(addSurface(ref, piece.look, opacity(p, Layer::kInstruments), false, at), p,
           Layer::kInstruments, {part, ""});
    if (piece.beam != Beam::kOutside)
      addSteel(std::string(part) + "_" + std::to_string(++inBeam), ref, at,
               piece.beam == Beam::kConvex);
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

void SceneBuilder::Impl::addSteel(std::string name, MeshRef mesh, const Mat4f& m, bool convex) {
  XRaySurface x;
  x.name = std::move(name);
  x.mesh = mesh;
  x.material = fluoro::Material::kSteel;
  // a convex rod displaces exactly what lies in it; hollow and thin ones displace muscle
  x.host = convex ? -1 : hostOf(fluoro::Material::kMuscle);
  x.instrument = convex;
  x.patientFromMesh = m;
  x.moving = true;
  scene.xRay.surfaces.push_back(x);
}

}  // namespace unkink::view
