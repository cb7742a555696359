// The shared loop of the passes that need no look.
#include "render/depth_draw.hpp"

namespace unkink::render {

DepthDraw::DepthDraw(const char* fragmentFile) {
  for (const bool bends : {false, true})
    for (const bool cut : {false, true}) {
      gl::Defines defines;
      if (bends) defines.emplace_back("BENDS");
      if (cut) defines.emplace_back("CLIPPED");
      programs_[bends][cut] = gl::Program("scene/depth.vert", fragmentFile, defines);
    }
}

void DepthDraw::draw(const SurfaceList& surfaces, const math::Mat4f& clipFromView,
                     const math::Mat4f& viewFromPatient, const BendUniforms& bend,
                     MeshCache& cache) {
  const bool culling = glIsEnabled(GL_CULL_FACE) == GL_TRUE;
  for (const bool bends : {false, true})
    for (const bool cut : {false, true}) {
      const gl::Program& program = programs_[bends][cut];
      program.use();
      program.set("clipFromPatient", clipFromView * viewFromPatient);
      program.set("viewTurn", math::Mat3f(viewFromPatient));
      program.set("depth", 0);
      program.set("pixelSize", pixelSize_);
      if (bends) setBend(program, bend);
      if (cut) setCut(program, bend, viewFromPatient);
      (culling && !cut ? glEnable : glDisable)(GL_CULL_FACE);
      for (const view::Surface* surface : surfaces) {
        if (surface->bends != bends || bend.cuts(*surface) != cut) continue;
        if (!bends) program.set("patientFromMesh", surface->patientFromMesh);
        if (number_) program.set("number", number_(*surface));
        cache.get(surface->mesh).draw();
      }
    }
}

}  // namespace unkink::render
