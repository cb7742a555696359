// Meshes as STL, OBJ, PLY and GLB, each with a remark on its axes.
#include "anatomy/glb_document.hpp"
#include "anatomy/mesh_export.hpp"
#include "config/error.hpp"

#include <bit>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <system_error>

namespace unkink::anatomy {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// What 3D Slicer looks for in a header; our own import does as well.
constexpr std::string_view kRemark = "unkink SPACE=LPS UNIT=mm";

class Bytes {
 public:
  template <class T>
  Bytes& put(const T& value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof(T));
    return *this;
  }
  Bytes& text(std::string_view words) {
    bytes_ += words;
    return *this;
  }
  /// The shortest decimal that reads back to the same bits.
  template <class T>
  Bytes& number(T value) {
    char digits[32];
    bytes_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    return *this;
  }
  Bytes& pad(std::size_t to, char with) {
    bytes_.resize((bytes_.size() + to - 1) / to * to, with);
    return *this;
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

math::Vec3f normalOf(const PlainMesh& mesh, std::size_t t) {
  const math::Vec3 a = mesh.corner(t, 0);
  const math::Vec3 n = glm::cross(mesh.corner(t, 1) - a, mesh.corner(t, 2) - a);
  const double length = glm::length(n);
  return length > 0.0 ? math::Vec3f(n / length) : math::Vec3f(0.0f);
}

std::string stl(const NamedMesh& named) {
  constexpr std::size_t kHeader = 80;
  std::string header = std::string(kRemark) + " " + named.name;
  header.resize(kHeader, '\0');
  Bytes out;
  out.text(header).put(static_cast<std::uint32_t>(named.mesh.triangleCount()));
  for (std::size_t t = 0; t < named.mesh.triangleCount(); ++t) {
    out.put(normalOf(named.mesh, t));
    for (std::size_t n = 0; n < 3; ++n) out.put(named.mesh.points[named.mesh.indices[3 * t + n]]);
    out.put(std::uint16_t{0});
  }
  return out.take();
}

std::string obj(const NamedMesh& named) {
  Bytes out;
  out.text("# ").text(kRemark).text("\no ").text(named.name).text("\n");
  for (const math::Vec3f& p : named.mesh.points)
    out.text("v ").number(p.x).text(" ").number(p.y).text(" ").number(p.z).text("\n");
  for (std::size_t t = 0; t < named.mesh.triangleCount(); ++t) {
    out.text("f");
    for (std::size_t n = 0; n < 3; ++n)
      out.text(" ").number(named.mesh.indices[3 * t + n] + 1);  // counted from 1
    out.text("\n");
  }
  return out.take();
}

/// The first corner of a binary PLY: Assimp 5.4 takes a carriage return or a line feed that follows
/// the header for its end, so a first byte of that value becomes the next one, a millionth away.
math::Vec3f firstCorner(math::Vec3f p) {
  auto bits = std::bit_cast<std::uint32_t>(p.x);
  if (const std::uint32_t byte = bits & 0xffu; byte == '\n' || byte == '\r') ++bits;
  p.x = std::bit_cast<float>(bits);
  return p;
}

std::string ply(const NamedMesh& named) {
  Bytes out;
  out.text("ply\nformat binary_little_endian 1.0\ncomment ").text(kRemark).text(" ");
  out.text(named.name).text("\nelement vertex ").number(named.mesh.points.size());
  out.text("\nproperty float x\nproperty float y\nproperty float z\nelement face ");
  out.number(named.mesh.triangleCount());
  out.text("\nproperty list uchar uint vertex_indices\nend_header\n");
  for (std::size_t n = 0; n < named.mesh.points.size(); ++n)
    out.put(n == 0 ? firstCorner(named.mesh.points[n]) : named.mesh.points[n]);
  for (std::size_t t = 0; t < named.mesh.triangleCount(); ++t) {
    out.put(std::uint8_t{3});
    for (std::size_t n = 0; n < 3; ++n) out.put(named.mesh.indices[3 * t + n]);
  }
  return out.take();
}

json corner(const math::Vec3& p) {
  const math::Vec3f f(p);
  return {f.x, f.y, f.z};
}

json document(const NamedMesh& named) {
  constexpr int kFloat = 5126, kUnsignedInt = 5125, kVertices = 34962, kIndices = 34963;
  const std::size_t points = named.mesh.points.size() * sizeof(math::Vec3f),
                    indices = named.mesh.indices.size() * sizeof(std::uint32_t);
  const math::Box box = bounds(named.mesh);
  json out;
  out["asset"] = {
      {"version", "2.0"}, {"generator", "unkink"}, {"extras", {{"SPACE", "LPS"}, {"UNIT", "mm"}}}};
  out["scene"] = 0;
  out["scenes"] = json::array({{{"nodes", json::array({0})}}});
  out["nodes"] = json::array({{{"name", named.name}, {"mesh", 0}}});
  out["meshes"] = json::array(
      {{{"name", named.name},
        {"primitives",
         json::array({{{"attributes", {{"POSITION", 0}}}, {"indices", 1}, {"mode", 4}}})}}});
  out["accessors"] = json::array({{{"bufferView", 0},
                                   {"componentType", kFloat},
                                   {"count", named.mesh.points.size()},
                                   {"type", "VEC3"},
                                   {"min", corner(box.lo)},
                                   {"max", corner(box.hi)}},
                                  {{"bufferView", 1},
                                   {"componentType", kUnsignedInt},
                                   {"count", named.mesh.indices.size()},
                                   {"type", "SCALAR"}}});
  out["bufferViews"] = json::array(
      {{{"buffer", 0}, {"byteOffset", 0}, {"byteLength", points}, {"target", kVertices}},
       {{"buffer", 0}, {"byteOffset", points}, {"byteLength", indices}, {"target", kIndices}}});
  out["buffers"] = json::array({{{"byteLength", points + indices}}});
  return out;
}

std::string glb(const NamedMesh& named) {
  Bytes words, binary, out;
  const std::string text = words.text(document(named).dump()).pad(4, ' ').take();
  for (const math::Vec3f& p : named.mesh.points) binary.put(p);
  for (const std::uint32_t i : named.mesh.indices) binary.put(i);
  const std::string bytes = binary.take();
  const auto size = [](std::size_t n) { return static_cast<std::uint32_t>(n); };
  out.put(kGlbMagic).put(kGlbVersion);
  out.put(size(kGlbHeaderBytes + 2 * kGlbChunkHeaderBytes + text.size() + bytes.size()));
  out.put(size(text.size())).put(kGlbJsonChunk).text(text);
  out.put(size(bytes.size())).put(kGlbBinaryChunk).text(bytes);
  return out.take();
}

std::string bytesOf(MeshFormat format, const NamedMesh& mesh) {
  switch (format) {
    case MeshFormat::kStl:
      return stl(mesh);
    case MeshFormat::kObj:
      return obj(mesh);
    case MeshFormat::kPly:
      return ply(mesh);
    case MeshFormat::kGlb:
      break;
  }
  return glb(mesh);
}

}  // namespace

void writeMesh(const fs::path& file, MeshFormat format, const NamedMesh& mesh) {
  const std::string bytes = bytesOf(format, mesh);
  errno = 0;
  std::ofstream out(file, std::ios::binary);
  const bool opened = out.is_open();
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (out) return;
  const std::string reason = errno ? std::generic_category().message(errno) : "unknown reason";
  std::error_code ignored;
  if (opened && fs::is_regular_file(file, ignored)) fs::remove(file, ignored);
  config::fail(file.string(), "", "the file could not be written (" + reason + ")");
}

}  // namespace unkink::anatomy
