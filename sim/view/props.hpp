// What is round the patient in the room: the drape with its opening, bolster and table.
#pragma once

#include "anatomy/spine.hpp"
#include "math/mesh.hpp"

namespace unkink::view {

struct Props {
  math::Mesh drape;    // Material frame, ties filled in: it lies on the skin and bends with it
  math::Mesh bolster;  // Patient frame
};

/// The table's top with rounded edges; Patient frame.
math::Mesh makeTable(const anatomy::Spine& spine);

/// Model: a sheet a few millimetres off the skin that falls to the table, with a window over the
/// level.
Props makeProps(const anatomy::Spine& spine, anatomy::Level level);

}  // namespace unkink::view
