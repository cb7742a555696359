// The pinhole geometry of `unkink fluoro`, from options and files.
#pragma once

#include "app/fluoro_options.hpp"
#include "fluoro/c_arm.hpp"

namespace unkink::app {

struct ImageGeometry {
  fluoro::Projection projection;
  int pixels = 512;
};

/// The geometry that is asked for. \param arm   where the angles do not say otherwise
///
/// Throws: config::Error where the detector does not face the source, its axes are not square to
/// each other, or a file is not what --geometry writes
ImageGeometry imageGeometry(const FluoroOptions& options, fluoro::CArm arm);

}  // namespace unkink::app
