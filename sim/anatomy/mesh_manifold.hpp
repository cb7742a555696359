// Surfaces of sampled fields that are manifold: every edge has two triangles, every vertex one fan.
#pragma once

#include "anatomy/mesh_repair.hpp"
#include "math/field.hpp"

namespace unkink::anatomy {

/// The closed surface of a field at a level, manifold.
///
/// Model: surface nets, of which an edge has four triangles only where the four samples of a
/// lattice face have signs like a chessboard's; there the outer sample nearest to the level is
/// taken in. A vertex at which two sheets touch is given to each of them
/// once. Requires: the surface stays off the field's border.
PlainMesh manifoldSurface(math::SampledField field, double level_mm);

/// Gives every fan of triangles about a point a point of its own.
void partFans(PlainMesh& mesh);

/// Fewer triangles within an error, as manifold as before; the mesh itself where that fails.
PlainMesh thinned(const PlainMesh& mesh, std::size_t triangles, double error_mm);

}  // namespace unkink::anatomy
