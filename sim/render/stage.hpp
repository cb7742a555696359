// What one 3D picture is drawn from: the operating field, or the straw.
#pragma once

#include "view/scene.hpp"

#include <vector>

namespace unkink::render {

struct Stage {
  const view::Camera& camera;
  const view::BendMatrices& bend;
  const std::vector<view::Surface>& surfaces;
  math::Vec4f clipPlane{0.0f};
};

}  // namespace unkink::render
