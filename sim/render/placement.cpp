// Matrices to rows: three rows say all of an affine motion.
#include "render/placement.hpp"

#include <glm/matrix.hpp>

namespace unkink::render {

BendUniforms bendUniforms(const view::BendMatrices& bend) {
  BendUniforms uniforms;
  for (const math::Mat4f& motion : bend.patientFromMaterial) {
    const math::Mat4f rows = glm::transpose(motion);
    for (int row = 0; row < 3; ++row) uniforms.rows.push_back(rows[row]);
  }
  uniforms.bulge.assign(bend.bulge_mm.begin(), bend.bulge_mm.end());
  return uniforms;
}

void setCut(const gl::Program& program, const BendUniforms& bend,
            const math::Mat4f& viewFromPatient) {
  program.set("cutPlane", bend.cutPlane);
  const math::Vec3f normal = math::Mat3f(viewFromPatient) * math::Vec3f(bend.cutPlane);
  program.set("cutNormal", glm::normalize(normal));
}

void setBend(const gl::Program& program, const BendUniforms& bend) {
  program.set("bendRows", bend.rows);
  program.set("bendBulge", bend.bulge);
}

}  // namespace unkink::render
