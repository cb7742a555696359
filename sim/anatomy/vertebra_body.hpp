// The vertebral body's signed distance: an inner part of the vertebra's.
#pragma once

#include "anatomy/vertebra.hpp"

namespace unkink::anatomy {

/// Signed distance to the body without its pedicles, mm; Bone frame.
double bodyDistance(const VertebralBody& body, const math::Vec3& p);

}  // namespace unkink::anatomy
