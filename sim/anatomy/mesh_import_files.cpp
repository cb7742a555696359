// Foreign meshes through Assimp.
#include "anatomy/mesh_import_files.hpp"

#include "config/error.hpp"

#include <algorithm>
#include <array>
#include <assimp/Importer.hpp>
#include <assimp/ProgressHandler.hpp>
#include <assimp/config.h>
#include <assimp/mesh.h>
#include <assimp/postprocess.h>
#include <assimp/scene.h>
#include <cctype>
#include <cmath>
#include <fstream>
#include <limits>

namespace unkink::anatomy {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 5> kEndings{".stl", ".obj", ".ply", ".gltf", ".glb"};
constexpr std::size_t kHead_bytes = 64 * 1024;  // in which a header's remark is looked for

std::string endingOf(const fs::path& file) {
  std::string ending = file.extension().string();
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return ending;
}

[[noreturn]] void fail(const fs::path& file, const std::string& message) {
  config::fail(file.string(), "", message);
}

std::string headOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!fs::is_regular_file(file) || !in) fail(file, "found no readable file, expected a mesh");
  std::string head(kHead_bytes, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(in.gcount()));
  if (head.empty()) fail(file, "found an empty file, expected a mesh");
  return head;
}

/// Passes Assimp's progress on.
class Watcher : public Assimp::ProgressHandler {
 public:
  explicit Watcher(const std::function<void(double)>& progress) : progress_(progress) {}
  bool Update(float share) override {
    if (progress_ && share >= 0.0f) progress_(std::min(1.0, static_cast<double>(share)));
    return true;
  }

 private:
  const std::function<void(double)>& progress_;
};

/// Bytes of binary STL whose length fits its count; Assimp would read past the end of others.
void checkStl(const fs::path& file, const std::string& head) {
  if (head.rfind("solid", 0) == 0) return;  // text, or a binary one that pretends to be
  constexpr std::uintmax_t kHeader = 84, kTriangle = 50;
  if (head.size() < kHeader) fail(file, "found the file's end in the header, expected an STL");
  std::uintmax_t count = 0;
  for (std::size_t n = 4; n-- > 0;) count = count << 8 | static_cast<unsigned char>(head[80 + n]);
  const std::uintmax_t size = fs::file_size(file);
  if (size < kHeader + count * kTriangle)
    fail(file, "found " + std::to_string((size - kHeader) / kTriangle) +
                   " triangles, expected the " + std::to_string(count) +
                   " that its header speaks of: the file is cut short");
}

bool isFinite(const aiVector3D& v) {
  return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z);
}

PlainMesh converted(const fs::path& file, const aiMesh& from, const aiMatrix4x4& place) {
  PlainMesh mesh;
  mesh.points.reserve(from.mNumVertices);
  for (unsigned i = 0; i < from.mNumVertices; ++i) {
    const aiVector3D v = place * from.mVertices[i];
    if (!isFinite(v)) fail(file, "found a corner that is no number, expected coordinates");
    mesh.points.emplace_back(v.x, v.y, v.z);
  }
  mesh.indices.reserve(3 * std::size_t{from.mNumFaces});
  for (unsigned f = 0; f < from.mNumFaces; ++f) {
    const aiFace& face = from.mFaces[f];
    if (face.mNumIndices != 3) continue;  // loose points and lines
    for (unsigned n = 0; n < 3; ++n)
      if (face.mIndices[n] >= from.mNumVertices) fail(file, "found a triangle without its corner");
    mesh.indices.insert(mesh.indices.end(), face.mIndices, face.mIndices + 3);
  }
  return mesh;
}

void take(const fs::path& file, const aiScene& scene, const aiNode& node, const aiMatrix4x4& above,
          std::vector<std::string> names, ForeignFile& out) {
  const aiMatrix4x4 place = above * node.mTransformation;
  if (node.mName.length > 0) names.insert(names.begin(), node.mName.C_Str());
  for (unsigned n = 0; n < node.mNumMeshes; ++n) {
    const aiMesh& mesh = *scene.mMeshes[node.mMeshes[n]];
    ForeignMesh foreign{names, converted(file, mesh, place)};
    if (mesh.mName.length > 0) foreign.names.insert(foreign.names.begin(), mesh.mName.C_Str());
    if (!foreign.mesh.indices.empty()) out.meshes.push_back(std::move(foreign));
  }
  for (unsigned n = 0; n < node.mNumChildren; ++n)
    take(file, scene, *node.mChildren[n], place, names, out);
}

const aiScene* read(Assimp::Importer& importer, const fs::path& file) {
  importer.SetPropertyInteger(AI_CONFIG_PP_RVC_FLAGS,
                              aiComponent_NORMALS | aiComponent_TANGENTS_AND_BITANGENTS |
                                  aiComponent_COLORS | aiComponent_TEXCOORDS |
                                  aiComponent_MATERIALS | aiComponent_TEXTURES);
  try {
    return importer.ReadFile(file.string(), aiProcess_RemoveComponent | aiProcess_Triangulate);
  } catch (const std::exception& problem) {
    fail(file, problem.what());
  }
}

std::string oneLine(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.pop_back();
  return text;
}

}  // namespace

bool isMeshFile(const fs::path& file) {
  return std::find(kEndings.begin(), kEndings.end(), endingOf(file)) != kEndings.end();
}

ForeignFile readMeshFile(const fs::path& file, const std::function<void(double)>& progress) {
  const std::string head = headOf(file);
  if (!isMeshFile(file))
    fail(file, "found the ending \"" + endingOf(file) + "\", expected stl, obj, ply, gltf or glb");
  if (endingOf(file) == ".stl") checkStl(file, head);
  Watcher watcher(progress);
  Assimp::Importer importer;
  importer.SetProgressHandler(&watcher);
  const aiScene* scene = read(importer, file);
  importer.SetProgressHandler(nullptr);  // it does not own ours
  if (scene == nullptr || scene->mRootNode == nullptr)
    fail(file, "found damage (" + oneLine(importer.GetErrorString()) + "), expected a whole mesh");
  ForeignFile out;
  out.axes = axesSaid(head);
  take(file, *scene, *scene->mRootNode, aiMatrix4x4(), {}, out);
  if (out.meshes.empty()) fail(file, "found no triangles, expected a mesh");
  return out;
}

}  // namespace unkink::anatomy
