// The C-arm as it stands in the room: tube, arc, detector, stand, and the beam between them.
#pragma once

#include "fluoro/c_arm.hpp"
#include "math/mesh.hpp"
#include "math/rigid.hpp"

namespace unkink::view {

struct Gantry {};  // frame tag: x image right, y image up, z from the source to the detector

/// What is moulded once; each about its own origin, in the axes of the Gantry frame.
struct CArmMeshes {
  math::Mesh tube, collimator;  // about the source; the collimator's mouth is dark
  math::Mesh detector, plate;   // about the detector's centre; the plate faces the patient
  math::Mesh arc, rail;         // about the arc's centre, on the +x side
};
CArmMeshes makeCArmMeshes();

/// Where the machine stands for a projection: on one side of the patient, on the floor.
struct CArmPlace {
  math::Rigid<math::Patient, Gantry> tube, detector, arc;
  math::Vec3 mount_mm{0.0};  // Patient: where the stand holds the arc from outside
};

/// \param side   of the patient that the stand is on: +1 left, -1 right
CArmPlace placeOf(const fluoro::Projection& projection, double side);

/// Horizontal arm, column and trolley. Patient frame; up is +y, as the patient lies prone.
/// \param floor_mm   the floor's y
math::Mesh standMesh(const math::Vec3& mount_mm, double side, double floor_mm);

/// The open beam from the source to the detector, closed. Patient frame.
math::Mesh beamMesh(const fluoro::Projection& projection);

}  // namespace unkink::view
