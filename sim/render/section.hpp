// What a plane cuts out of closed surfaces: contours, the faces they bound, and bands along them.
#pragma once

#include "math/vec.hpp"
#include "view/scene.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace unkink::render {

/// A plane with axes of its own; across x up = normal, which points to what is cut away.
struct SectionPlane {
  math::Vec3f normal{0.0f}, across{0.0f}, up{0.0f};
  float offset_mm = 0.0f;  // dot(normal, p) + offset_mm is 0 on it

  SectionPlane() = default;
  /// \param plane  Patient; xyz need not have unit length, but not be zero
  explicit SectionPlane(const math::Vec4f& plane);

  math::Vec2f flat(const math::Vec3f& p) const { return {dot(across, p), dot(up, p)}; }
  math::Vec3f point(const math::Vec2f& q) const {
    return q.x * across + q.y * up - offset_mm * normal;
  }
};

/// A point of a contour: where it lies on the plane, and in its tissue.
struct ContourPoint {
  math::Vec2f at{0.0f};        // along the plane's axes, mm
  math::Vec3f material{0.0f};  // the mesh's own frame, mm
};

/// One triangle's share of a contour; the inside is at its left, seen against the normal.
struct ContourSegment {
  ContourPoint from, to;
};
using Contour = std::vector<ContourSegment>;

/// What the plane cuts out of one surface. Pieces that together are closed give contours that
/// together are.
Contour contourOf(const view::Surface& surface, const view::BendMatrices& bend,
                  const SectionPlane& plane);

/// A corner of a cut face or of a band along its edge.
struct SectionVertex {
  math::Vec3f position{0.0f};  // Patient, mm
  math::Vec3f material{0.0f};
  math::Vec3f inward{0.0f};  // of bands: how far one mm of width carries this corner; Patient
};
using SectionMesh = std::vector<SectionVertex>;  // quads, four corners each

/// The faces inside a closed contour, and those of its segments that bound them.
struct SectionFace {
  SectionMesh mesh;
  Contour rim;
};

/// Fills a closed contour wherever its winding is positive.
///
/// Model: a sweep along `up` into trapezoids; between two heights at which anything starts or ends,
/// the segments are sorted once. Neighbours share every corner on their common side, so that no
/// pixel falls between them. Cost: proportional to segments times how many one height crosses.
SectionFace faceOf(const Contour& contour, const SectionPlane& plane);

/// A band along the inner side of a contour; its inner corners carry `inward`.
SectionMesh bandOf(const Contour& contour, const SectionPlane& plane);

/// The contour's middle and half extents along its principal axes, in the material's frame.
struct SectionFrame {
  math::Vec3f centre{0.0f};
  math::Vec3f longAxis{1.0f, 0.0f, 0.0f}, shortAxis{0.0f, 0.0f, 1.0f};
  math::Vec2f half_mm{1.0f};
};
SectionFrame frameOf(const Contour& contour, const SectionPlane& plane);

}  // namespace unkink::render
