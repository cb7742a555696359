// Meshes on the graphics card: uploaded once per identity and version, dropped when long unused.
#pragma once

#include "math/vec.hpp"
#include "render/gl/objects.hpp"
#include "render/mesh_chunks.hpp"
#include "view/scene.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace unkink::render {

/// A sphere around a mesh, in the mesh's own frame, mm.
struct Sphere {
  math::Vec3f centre{0.0f};
  float radius = 0.0f;
};

class MeshCache {
 public:
  /// A mesh that is ready to be drawn.
  struct Entry {
    gl::VertexArray vertexArray;
    gl::Buffer vertices, indices;
    GLsizei indexCount = 0;
    Sphere bounds;
    std::uint64_t version = 0;
    std::uint64_t lastUse = 0;
    // its chunks, once they are asked for
    gl::VertexArray chunkArray;
    gl::Buffer chunkIndices;
    std::vector<MeshChunk> chunks;
    std::uint64_t chunkVersion = 0;

    void draw() const;
    /// Draws the chunks of these numbers, which rise.
    void draw(const std::vector<std::size_t>& chunkNumbers) const;
  };

  /// The mesh on the card, uploaded if it is new or has changed. Requires: mesh.mesh is not null
  const Entry& get(const view::MeshRef& mesh);

  /// The same with its chunks ready.
  const Entry& getChunked(const view::MeshRef& mesh);

  /// Ends a picture: forgets meshes that no picture has asked for in a long time.
  void endPicture();

 private:
  std::unordered_map<std::uint64_t, Entry> entries_;
  std::uint64_t now_ = 0;
};

}  // namespace unkink::render
