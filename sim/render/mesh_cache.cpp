// Uploading and forgetting meshes.
#include "render/mesh_cache.hpp"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace unkink::render {
namespace {

using math::Vertex;
static_assert(sizeof(Vertex) == 32 && offsetof(Vertex, normal) == 12 &&
              offsetof(Vertex, chain) == 24 && offsetof(Vertex, bulge) == 28);

constexpr std::uint64_t kPicturesKept =
    600;  // about ten seconds; an X-ray's still parts are drawn rarely

void attribute(GLuint index, GLint components, std::size_t offset) {
  glEnableVertexAttribArray(index);
  glVertexAttribPointer(index, components, GL_FLOAT, GL_FALSE, sizeof(Vertex),
                        reinterpret_cast<const void*>(offset));
}

/// Makes a vertex array over the entry's vertices and some indices.
void describe(MeshCache::Entry& entry, gl::VertexArray& array, gl::Buffer& indices) {
  glBindVertexArray(array.create());
  glBindBuffer(GL_ARRAY_BUFFER, entry.vertices.create());
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices.create());
  attribute(0, 3, offsetof(Vertex, position));
  attribute(1, 3, offsetof(Vertex, normal));
  attribute(2, 2, offsetof(Vertex, chain));
}

Sphere boundsOf(const math::Mesh& mesh) {
  if (mesh.vertices.empty()) return {};
  math::Vec3f lo = mesh.vertices[0].position, hi = lo;
  for (const Vertex& v : mesh.vertices) {
    lo = glm::min(lo, v.position);
    hi = glm::max(hi, v.position);
  }
  return {0.5f * (lo + hi), 0.5f * glm::length(hi - lo)};
}

void upload(MeshCache::Entry& entry, const math::Mesh& mesh) {
  if (!entry.vertexArray) describe(entry, entry.vertexArray, entry.indices);
  glBindVertexArray(entry.vertexArray.name());
  glBindBuffer(GL_ARRAY_BUFFER, entry.vertices.name());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(mesh.vertices.size() * sizeof(Vertex)),
               mesh.vertices.data(), GL_DYNAMIC_DRAW);
  glBufferData(GL_ELEMENT_ARRAY_BUFFER,
               static_cast<GLsizeiptr>(mesh.indices.size() * sizeof(std::uint32_t)),
               mesh.indices.data(), GL_DYNAMIC_DRAW);
  entry.indexCount = static_cast<GLsizei>(mesh.indices.size());
  entry.bounds = boundsOf(mesh);
}

}  // namespace

void MeshCache::Entry::draw() const {
  if (indexCount == 0) return;
  glBindVertexArray(vertexArray.name());
  glDrawElements(GL_TRIANGLES, indexCount, GL_UNSIGNED_INT, nullptr);
}

void MeshCache::Entry::draw(const std::vector<std::size_t>& chunkNumbers) const {
  std::vector<GLsizei> counts;
  std::vector<const void*> offsets;
  std::uint32_t end = 0;
  for (const std::size_t n : chunkNumbers) {
    const MeshChunk& chunk = chunks[n];
    if (!counts.empty() && chunk.first == end) {
      counts.back() += static_cast<GLsizei>(chunk.count);
    } else {
      counts.push_back(static_cast<GLsizei>(chunk.count));
      offsets.push_back(
          reinterpret_cast<const void*>(std::uintptr_t{chunk.first} * sizeof(std::uint32_t)));
    }
    end = chunk.first + chunk.count;
  }
  if (counts.empty()) return;
  glBindVertexArray(chunkArray.name());
  glMultiDrawElements(GL_TRIANGLES, counts.data(), GL_UNSIGNED_INT, offsets.data(),
                      static_cast<GLsizei>(counts.size()));
}

const MeshCache::Entry& MeshCache::getChunked(const view::MeshRef& mesh) {
  get(mesh);
  Entry& entry = entries_.at(mesh.id);
  if (entry.chunkArray && entry.chunkVersion == entry.version) return entry;
  if (!entry.chunkArray) describe(entry, entry.chunkArray, entry.chunkIndices);
  ChunkedIndices made = chunked(*mesh.mesh);
  glBindVertexArray(entry.chunkArray.name());
  glBufferData(GL_ELEMENT_ARRAY_BUFFER,
               static_cast<GLsizeiptr>(made.indices.size() * sizeof(std::uint32_t)),
               made.indices.data(), GL_DYNAMIC_DRAW);
  entry.chunks = std::move(made.chunks);
  entry.chunkVersion = entry.version;
  return entry;
}

const MeshCache::Entry& MeshCache::get(const view::MeshRef& mesh) {
  assert(mesh.mesh != nullptr);
  const auto [place, isNew] = entries_.try_emplace(mesh.id);
  Entry& entry = place->second;
  if (isNew || entry.version != mesh.version) {
    upload(entry, *mesh.mesh);
    entry.version = mesh.version;
  }
  entry.lastUse = now_;
  return entry;
}

void MeshCache::endPicture() {
  ++now_;
  std::erase_if(entries_,
                [this](const auto& e) { return e.second.lastUse + kPicturesKept < now_; });
}

}  // namespace unkink::render
