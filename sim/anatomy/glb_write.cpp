// Writing baked surfaces as one glTF 2.0 binary file.
#include "anatomy/glb_document.hpp"
#include "anatomy/meshes.hpp"
#include "config/error.hpp"

#include <cassert>
#include <cstdio>
#include <fstream>
#include <string>

namespace unkink::anatomy {
namespace {

using nlohmann::json;

constexpr int kFloat = 5126, kUnsignedInt = 5125;
constexpr int kVertexBuffer = 34962, kIndexBuffer = 34963;

json accessor(std::uint64_t view, int component, std::uint64_t count, const char* type) {
  return {{"bufferView", view}, {"componentType", component}, {"count", count}, {"type", type}};
}

json corner(const math::Vec3f& p) { return {p.x, p.y, p.z}; }

void addAccessors(json& accessors, const GlbMesh& mesh) {
  const std::uint64_t first = accessors.size();
  json position = accessor(first + kPosition, kFloat, mesh.vertices, "VEC3");
  position["min"] = corner(mesh.lo);
  position["max"] = corner(mesh.hi);
  accessors.push_back(position);
  accessors.push_back(accessor(first + kNormal, kFloat, mesh.vertices, "VEC3"));
  accessors.push_back(accessor(first + kChain, kFloat, mesh.vertices, "VEC2"));
  accessors.push_back(accessor(first + kBulge, kFloat, mesh.vertices, "VEC2"));
  accessors.push_back(accessor(first + kIndices, kUnsignedInt, mesh.indices, "SCALAR"));
}

/// \return the byte after the mesh's last view
std::uint64_t addViews(json& views, const GlbMesh& mesh, std::uint64_t offset) {
  for (int a = 0; a < kGlbAccessorCount; ++a) {
    const std::uint64_t count = a == kIndices ? mesh.indices : mesh.vertices;
    const std::uint64_t bytes = count * kGlbElementBytes[a];
    views.push_back({{"buffer", 0},
                     {"byteOffset", offset},
                     {"byteLength", bytes},
                     {"target", a == kIndices ? kIndexBuffer : kVertexBuffer}});
    offset += bytes;
  }
  return offset;
}

json meshEntry(const std::string& name, std::uint64_t first) {
  const json attributes{{"POSITION", first + kPosition},
                        {"NORMAL", first + kNormal},
                        {"TEXCOORD_0", first + kChain},
                        {"TEXCOORD_1", first + kBulge}};
  const json primitive{{"attributes", attributes}, {"indices", first + kIndices}, {"mode", 4}};
  return {{"name", name}, {"primitives", json::array({primitive})}};
}

/// Sixteen hexadecimal digits: JSON numbers cannot hold 64 bits.
std::string digits(std::uint64_t v) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(v));
  return text;
}

json assetEntry(const BakedFor& bakedFor) {
  return {{"version", "2.0"},
          {"generator", "unkink"},
          {"extras",
           {{"units", "mm"},
            {"shape", digits(bakedFor.shape)},
            {"cover", digits(bakedFor.cover)},
            {"frame", "DICOM LPS, neutral posture: +x patient left, +y posterior, +z head"},
            {"TEXCOORD_0.u", "place along the chain of vertebrae: 0 = L1 to 5 = sacrum"},
            {"TEXCOORD_1.u", "share of the level's soft-tissue bulge"}}}};
}

class Bytes {
 public:
  template <class T>
  void put(const T& value) {
    const auto* p = reinterpret_cast<const char*>(&value);
    bytes_.append(p, sizeof(T));
  }
  const std::string& all() const { return bytes_; }

 private:
  std::string bytes_;
};

void putMesh(Bytes& bytes, const math::Mesh& mesh) {
  for (const math::Vertex& v : mesh.vertices) bytes.put(v.position);
  for (const math::Vertex& v : mesh.vertices) bytes.put(v.normal);
  for (const math::Vertex& v : mesh.vertices) bytes.put(math::Vec2f(v.chain, 0.0f));
  for (const math::Vertex& v : mesh.vertices) bytes.put(math::Vec2f(v.bulge, 0.0f));
  for (const std::uint32_t i : mesh.indices) bytes.put(i);
}

GlbMesh described(const BakedMesh& baked) {
  assert(!baked.mesh.vertices.empty() && !baked.mesh.indices.empty());
  const math::Box box = math::bounds(baked.mesh);
  return {baked.name, baked.mesh.vertices.size(), baked.mesh.indices.size(), math::Vec3f(box.lo),
          math::Vec3f(box.hi)};
}

std::string container(std::string document, const std::string& binary) {
  document.resize((document.size() + 3) / 4 * 4, ' ');
  Bytes head, middle;
  head.put(kGlbMagic);
  head.put(kGlbVersion);
  head.put(static_cast<std::uint32_t>(kGlbHeaderBytes + 2 * kGlbChunkHeaderBytes + document.size() +
                                      binary.size()));
  head.put(static_cast<std::uint32_t>(document.size()));
  head.put(kGlbJsonChunk);
  middle.put(static_cast<std::uint32_t>(binary.size()));
  middle.put(kGlbBinaryChunk);
  return head.all() + document + middle.all() + binary;
}

}  // namespace

json glbDocument(const std::vector<GlbMesh>& meshes, const BakedFor& bakedFor) {
  json document{{"asset", assetEntry(bakedFor)}, {"scene", 0}};
  json accessors = json::array(), views = json::array(), entries = json::array(),
       nodes = json::array(), roots = json::array();
  std::uint64_t offset = 0;
  for (const GlbMesh& mesh : meshes) {
    roots.push_back(nodes.size());
    nodes.push_back({{"name", mesh.name}, {"mesh", entries.size()}});
    entries.push_back(meshEntry(mesh.name, accessors.size()));
    addAccessors(accessors, mesh);
    offset = addViews(views, mesh, offset);
  }
  document["scenes"] = json::array({{{"nodes", roots}}});
  document["nodes"] = nodes;
  document["meshes"] = entries;
  document["accessors"] = accessors;
  document["bufferViews"] = views;
  document["buffers"] = json::array({{{"byteLength", offset}}});
  return document;
}

void writeGlb(const std::filesystem::path& file, const BakedSpine& spine) {
  std::vector<GlbMesh> entries;
  Bytes binary;
  for (const BakedMesh& baked : spine.meshes) {
    entries.push_back(described(baked));
    putMesh(binary, baked.mesh);
  }
  const std::string bytes = container(glbDocument(entries, spine.bakedFor).dump(), binary.all());
  std::ofstream out(file, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) config::fail(file.string(), "", "the file cannot be written");
}

}  // namespace unkink::anatomy
