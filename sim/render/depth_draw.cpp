// The shared loop of the passes that need no look.
#include "render/depth_draw.hpp"

namespace unkink::render {

DepthDraw::DepthDraw(const char* fragmentFile) {
  programs_[0] = gl::Program("scene/depth.vert", fragmentFile);
  programs_[1] = gl::Program("scene/depth.vert", fragmentFile, {"BENDS"});
}

void DepthDraw::draw(const SurfaceList& surfaces, const math::Mat4f& clipFromView,
                     const math::Mat4f& viewFromPatient, const BendUniforms& bend,
                     MeshCache& cache) {
  for (const bool bends : {false, true}) {
    const gl::Program& program = programs_[bends];
    program.use();
    program.set("clipFromPatient", clipFromView * viewFromPatient);
    program.set("viewTurn", math::Mat3f(viewFromPatient));
    if (bends) setBend(program, bend);
    for (const view::Surface* surface : surfaces) {
      if (surface->bends != bends) continue;
      if (!bends) program.set("patientFromMesh", surface->patientFromMesh);
      cache.get(surface->mesh).draw();
    }
  }
}

}  // namespace unkink::render
