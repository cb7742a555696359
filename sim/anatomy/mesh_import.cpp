// Reading baked surfaces through Assimp; the one file of the program that knows Assimp.
//
// The file is held against what writeGlb would have written before Assimp sees a byte of it.
#include "anatomy/glb_document.hpp"
#include "anatomy/mesh_names.hpp"
#include "anatomy/meshes.hpp"
#include "config/error.hpp"

#include <assimp/Importer.hpp>
#include <assimp/mesh.h>
#include <assimp/scene.h>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>

namespace unkink::anatomy {
namespace {

using nlohmann::json;

/// The file under its name, with the one way to complain about it.
struct Source {
  std::string name;
  std::string bytes;

  [[noreturn]] void fail(std::string_view message) const { config::fail(name, "", message); }
  void require(bool holds, std::string_view message) const {
    if (!holds) fail(message);
  }
  std::uint32_t word(std::size_t at) const {
    std::uint32_t value = 0;
    if (at + sizeof value <= bytes.size()) std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
  }
};

struct Chunks {
  std::string_view document, binary;
};

Source readBytes(const std::filesystem::path& file) {
  Source source{file.string(), {}};
  std::ifstream in(file, std::ios::binary);
  source.require(in.is_open() && !std::filesystem::is_directory(file),
                 "the mesh file cannot be opened");
  source.bytes.assign(std::istreambuf_iterator<char>(in), {});
  source.require(!source.bytes.empty(), "the mesh file is empty");
  return source;
}

std::string_view chunk(const Source& source, std::size_t at, std::uint32_t kind) {
  const std::size_t start = at + kGlbChunkHeaderBytes;
  const std::size_t size = source.bytes.size();
  source.require(start <= size && source.word(at) <= size - start, "the mesh file is cut short");
  source.require(source.word(at + 4) == kind, "the mesh file's chunks are not those of a GLB");
  return std::string_view(source.bytes).substr(start, source.word(at));
}

Chunks openContainer(const Source& source) {
  source.require(source.word(0) == kGlbMagic, "not a binary glTF (GLB) file");
  source.require(source.bytes.size() >= kGlbHeaderBytes && source.word(8) <= source.bytes.size(),
                 "the mesh file is cut short");
  source.require(source.word(4) == kGlbVersion, "the GLB is not of version 2");
  source.require(source.word(8) == source.bytes.size(), "the mesh file has bytes after its end");
  const auto document = chunk(source, kGlbHeaderBytes, kGlbJsonChunk);
  const std::size_t next = kGlbHeaderBytes + kGlbChunkHeaderBytes + document.size();
  const auto binary = chunk(source, next, kGlbBinaryChunk);
  source.require(next + kGlbChunkHeaderBytes + binary.size() == source.bytes.size(),
                 "the GLB has more chunks than expected");
  return {document, binary};
}

math::Vec3f corner(const json& j) {
  return {j.at(0).get<float>(), j.at(1).get<float>(), j.at(2).get<float>()};
}

/// What the document claims of its meshes. Throws json::exception where it lacks one of our
/// entries.
std::vector<GlbMesh> claimedMeshes(const json& document) {
  std::vector<GlbMesh> meshes;
  const json& accessors = document.at("accessors");
  for (const json& entry : document.at("meshes")) {
    const std::size_t first = meshes.size() * kGlbAccessorCount;
    const json& position = accessors.at(first + kPosition);
    meshes.push_back({entry.at("name").get<std::string>(),
                      position.at("count").get<std::uint64_t>(),
                      accessors.at(first + kIndices).at("count").get<std::uint64_t>(),
                      corner(position.at("min")), corner(position.at("max"))});
  }
  return meshes;
}

constexpr auto kNotOurs = "not a mesh file that unkink_bake wrote";

std::uint64_t byteSize(const GlbMesh& mesh) {
  std::uint64_t bytes = 0;
  for (int a = 0; a < kGlbAccessorCount; ++a)
    bytes += kGlbElementBytes[a] * (a == kIndices ? mesh.indices : mesh.vertices);
  return bytes;
}

/// Refuses meshes that do not fill the binary chunk, and indices that name no vertex.
void checkBinary(const Source& source, std::string_view binary,
                 const std::vector<GlbMesh>& meshes) {
  std::uint64_t end = 0;
  for (const GlbMesh& mesh : meshes) {
    // each count by itself first, so that their products cannot overflow
    source.require(mesh.vertices <= binary.size() && mesh.indices <= binary.size(), kNotOurs);
    end += byteSize(mesh);
    source.require(end <= binary.size(), kNotOurs);
    for (std::uint64_t i = 0; i < mesh.indices; ++i) {
      std::uint32_t index;
      std::memcpy(&index, binary.data() + end - sizeof index * (i + 1), sizeof index);
      source.require(index < mesh.vertices, "a triangle of the mesh file names no vertex");
    }
  }
  source.require(end == binary.size() && !meshes.empty(), kNotOurs);
}

std::uint64_t number(const json& extras, const char* key) {
  const std::string text = extras.at(key).get<std::string>();
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, 16);
  return value;
}

BakedFor claimedOrigin(const json& document) {
  const json& extras = document.at("asset").at("extras");
  BakedFor claimed;
  claimed.shape = number(extras, "shape");
  claimed.cover = number(extras, "cover");
  return claimed;
}

/// Refuses every document but the one that writeGlb writes for such a binary chunk.
/// \return what the surfaces were baked for
BakedFor checkContent(const Source& source, const Chunks& chunks) {
  const json document = json::parse(chunks.document, nullptr, false);
  source.require(!document.is_discarded(), "the GLB's JSON is damaged");
  try {
    const auto meshes = claimedMeshes(document);
    for (const GlbMesh& mesh : meshes)
      source.require(parseMeshName(mesh.name).has_value(), kNotOurs);
    checkBinary(source, chunks.binary, meshes);
    const BakedFor origin = claimedOrigin(document);
    source.require(document == glbDocument(meshes, origin), kNotOurs);
    return origin;
  } catch (const json::exception&) {
    source.fail(kNotOurs);
  }
}

math::Vec3f fromAssimp(const aiVector3D& v) { return {v.x, v.y, v.z}; }

math::Mesh converted(const Source& source, const aiMesh& from) {
  source.require(from.HasNormals() && from.HasTextureCoords(0) && from.HasTextureCoords(1),
                 "a mesh lacks its normals or ties");
  math::Mesh mesh;
  mesh.vertices.reserve(from.mNumVertices);
  for (unsigned i = 0; i < from.mNumVertices; ++i)
    mesh.vertices.push_back({fromAssimp(from.mVertices[i]), fromAssimp(from.mNormals[i]),
                             from.mTextureCoords[0][i].x, from.mTextureCoords[1][i].x});
  mesh.indices.reserve(3 * std::size_t{from.mNumFaces});
  for (unsigned f = 0; f < from.mNumFaces; ++f) {
    const aiFace& face = from.mFaces[f];
    source.require(face.mNumIndices == 3, "a mesh has a face that is no triangle");
    mesh.indices.insert(mesh.indices.end(), face.mIndices, face.mIndices + 3);
  }
  return mesh;
}

BakedMesh baked(const Source& source, const aiMesh& from) {
  const auto id = parseMeshName(from.mName.C_Str());
  source.require(id.has_value(), "a mesh has a name that is not ours");
  return {from.mName.C_Str(), id->structure, id->index, id->window, converted(source, from)};
}

}  // namespace

BakedSpine readGlb(const std::filesystem::path& file) {
  const Source source = readBytes(file);
  BakedSpine spine;
  spine.bakedFor = checkContent(source, openContainer(source));

  Assimp::Importer importer;
  const aiScene* scene =
      importer.ReadFileFromMemory(source.bytes.data(), source.bytes.size(), 0, "glb");
  source.require(scene != nullptr, importer.GetErrorString());
  for (unsigned i = 0; i < scene->mNumMeshes; ++i)
    spine.meshes.push_back(baked(source, *scene->mMeshes[i]));
  return spine;
}

}  // namespace unkink::anatomy
