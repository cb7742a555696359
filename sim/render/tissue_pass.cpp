// Permutations of scene/tissue.frag, made when first needed; uniforms per picture and per look.
#include "render/tissue_pass.hpp"

#include "render/grain.hpp"
#include "render/shadow_pass.hpp"

#include <cmath>
#include <glm/common.hpp>

namespace unkink::render {
namespace {

constexpr int kGrainUnit = 0, kOcclusionUnit = 1, kShadowUnit = 2;

}  // namespace

TissuePass::TissuePass() : grain_(makeGrain()) {}

const gl::Program& TissuePass::programFor(const Permutation& p) {
  const auto found = programs_.find(p);
  if (found != programs_.end()) return found->second;
  gl::Defines defines;
  const auto add = [&](bool on, const char* name) {
    if (on) defines.emplace_back(name);
  };
  add(p.bends, "BENDS");
  add(p.transparent, "TRANSPARENT");
  add(p.full, "FULL");
  add(p.full && !p.transparent, "OCCLUSION");
  add(p.full && !p.transparent, "SHADOW");
  add(p.reflects, "REFLECTS");
  add(p.stripes, "STRIPES");
  add(p.twoSided, "TWO_SIDED");
  add(p.cut, "CLIPPED");
  return programs_.emplace(p, gl::Program("scene/tissue.vert", "scene/tissue.frag", defines))
      .first->second;
}

void TissuePass::setLight(const gl::Program& program, const TissueLight& light) {
  program.set("viewFromPatient", light.viewFromPatient);
  program.set("clipFromView", light.clipFromView);
  program.set("pixelSize", math::Vec2f(1.0f / static_cast<float>(light.size.width),
                                       1.0f / static_cast<float>(light.size.height)));
  program.set("depthCue", light.depthCue);
  program.set("ground", light.ground);
  program.set("grain", kGrainUnit);
  program.set("occlusion", kOcclusionUnit);
  program.set("shadowMap", kShadowUnit);
  program.set("lightFromView", light.shadowFromView);
  program.set("shadowLift", light.shadowLift_mm);
  program.set("shadowTexel", 1.0f / static_cast<float>(ShadowPass::kEdge));
  setBend(program, *light.bend);
  setCut(program, *light.bend, light.viewFromPatient);
}

void TissuePass::setLook(const gl::Program& program, const view::Surface& surface) {
  const LookStyle& s = styleOf(surface.look);
  program.set("colour", s.colour);
  program.set("accent", s.accent);
  program.set("glow", s.glow);
  program.set("grainScale", 1.0f / s.grainLength);
  program.set("grainShape", math::Vec4f(s.mottling, s.relief_mm * 16.0f, s.fineMottling,
                                        s.fineRelief_mm * 16.0f * 3.83f));
  program.set("sheen", math::Vec4f(s.gloss, s.glint, s.reflectance, s.studio));
  program.set("softness", math::Vec2f(s.wrap, s.rim));
  // nearly opaque, it is no glass any more
  const float solid = glm::smoothstep(0.5f, 1.0f, surface.opacity);
  program.set("glass", math::Vec3f(surface.opacity, std::lerp(s.glassFacing, 1.0f, solid),
                                   std::lerp(s.glassEdge, 1.0f, solid)));
}

void TissuePass::draw(const SurfaceList& surfaces, const TissueLight& light, bool transparent,
                      MeshCache& cache) {
  gl::bindTexture(kGrainUnit, grain_.name(), GL_TEXTURE_3D);
  gl::bindTexture(kOcclusionUnit, light.occlusion);
  gl::bindTexture(kShadowUnit, light.shadowMap);
  const math::Mat3f turn(light.viewFromPatient);
  const gl::Program* current = nullptr;
  for (const view::Surface* surface : surfaces) {
    const LookStyle& style = styleOf(surface->look);
    const bool cut = light.bend->cuts(*surface);
    const gl::Program& program =
        programFor({surface->bends, transparent, light.full, style.studio > 0.0f, style.stripes,
                    style.twoSided, cut});
    if (&program != current) {
      program.use();
      setLight(program, light);
      current = &program;
    }
    setLook(program, *surface);
    if (!surface->bends) program.set("patientFromMesh", surface->patientFromMesh);
    program.set("viewFromMaterial",
                surface->bends ? turn : turn * math::Mat3f(surface->patientFromMesh));
    // inner walls stand behind a cut's filled face, where its trapezoids meet with a pixel's gap
    (style.twoSided || cut ? glDisable : glEnable)(GL_CULL_FACE);
    cache.get(surface->mesh).draw();
  }
}

}  // namespace unkink::render
