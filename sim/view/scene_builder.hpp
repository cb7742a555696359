// From const State and Presentation to a Scene: draw lists, live surfaces re-meshed where they
// changed.
#pragma once

#include "anatomy/meshes.hpp"
#include "operation/state.hpp"
#include "view/presentation.hpp"
#include "view/scene.hpp"

#include <memory>
#include <vector>

namespace unkink::view {

/// Owns every mesh that scenes refer to, and keeps what did not change from frame to frame.
class SceneBuilder {
 public:
  /// \param theCase  outlives the builder
  SceneBuilder(const operation::Case& theCase, std::vector<anatomy::BakedMesh> baked);
  ~SceneBuilder();

  /// The scene of this moment; valid until the next call.
  const Scene& build(const operation::State& state, const Presentation& presentation);

  /// Triangles re-meshed by the last build, for the benchmarks and the curious.
  std::size_t lastRemeshedTriangles() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace unkink::view
