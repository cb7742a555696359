// The X-ray's surfaces as bodies for the reference projector and for files: placed, pieces joined.
#pragma once

#include "fluoro/projector.hpp"
#include "view/scene.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace unkink::view {

/// One body in the X-ray, where posture and hand have taken it.
struct XRayBody {
  std::string name;
  math::Mesh mesh;  // Patient, mm; closed: the pieces of a carved bone are joined, not welded
  std::optional<fluoro::Material> material;  // as of XRaySurface, like host and instrument
  int host = -1;
  bool instrument = false;
  bool bends = false;                 // was bent by the posture
  math::Mat4f patientFromMesh{1.0f};  // was moved by this where it was not bent
  float share = 1.0f;                 // as of XRaySurface
};

/// The bodies of a scene's X-ray, in the order of their first surfaces.
///
/// Cost: about 10 ms for 300 000 triangles
std::vector<XRayBody> xRayBodies(const Scene& scene);

/// A body for the reference projector, and as a surface for the GPU. \param body  outlives them
fluoro::Body fluoroBody(const XRayBody& body);
XRaySurface xRaySurface(const XRayBody& body, std::uint64_t id);
std::vector<fluoro::Body> fluoroBodies(std::span<const XRayBody> bodies);

}  // namespace unkink::view
