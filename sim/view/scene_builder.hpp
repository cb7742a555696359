// From const State and Presentation to a Scene: draw lists, live surfaces re-meshed where they
// changed.
#pragma once

#include "anatomy/meshes.hpp"
#include "operation/state.hpp"
#include "view/presentation.hpp"
#include "view/preview.hpp"
#include "view/scene.hpp"

#include <memory>
#include <vector>

namespace unkink::view {

/// Owns every mesh that scenes refer to, and keeps what did not change from frame to frame.
class SceneBuilder {
 public:
  /// \param theCase  outlives the builder
  /// \param firstId  of its meshes: where scenes of several builders are drawn by one renderer,
  /// thousands apart
  SceneBuilder(const operation::Case& theCase, std::vector<anatomy::BakedMesh> baked,
               std::uint64_t firstId = 1);
  ~SceneBuilder();

  /// A builder for another state of the same patient; the surfaces that never change are shared.
  /// \param firstId  of its own meshes
  std::unique_ptr<SceneBuilder> another(std::uint64_t firstId) const;

  /// The scene of this moment; valid until the next call.
  const Scene& build(const operation::State& state, const Presentation& presentation);

  /// Shows a preview's surfaces in place of those that they stand for; null: none. Only for a
  /// patient lying in the neutral posture.
  /// \param levelToo  false: only what is outside the live window, whose inside is this builder's
  void show(std::shared_ptr<const Preview> preview, bool levelToo);

  /// Triangles re-meshed by the last build, for the benchmarks and the curious.
  std::size_t lastRemeshedTriangles() const;

 private:
  SceneBuilder(const operation::Case& theCase,
               std::shared_ptr<const std::vector<anatomy::BakedMesh>> baked, std::uint64_t firstId);
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace unkink::view
