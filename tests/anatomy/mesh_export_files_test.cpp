// Files of one mesh each come back with the corners that were written, whatever their first byte.
#include "anatomy/mesh_export.hpp"
#include "anatomy/mesh_import_files.hpp"
#include "support/catch.hpp"
#include "support/temp_file.hpp"

#include <bit>

using namespace unkink;
using namespace unkink::anatomy;

TEST_CASE("every format gives back corners whose first byte is a line's end") {
  const test::TempDirectory folder;
  for (std::size_t n = 0; n < kMeshFormats.size(); ++n)
    for (const std::uint32_t byte : {0x0au, 0x0du, 0x20u, 0x00u}) {
      const float x = std::bit_cast<float>((std::bit_cast<std::uint32_t>(8.0f) & ~0xffu) | byte);
      NamedMesh named{"disc_L4L5", {}};
      named.mesh.points = {{x, 0, 0}, {0, 5, 0}, {0, 0, 5}, {-4, -4, -4}};
      named.mesh.indices = {0, 1, 2, 0, 3, 1, 1, 3, 2, 2, 3, 0};
      const auto file = folder.path() / ("mesh." + std::string(kMeshFormats[n]));
      writeMesh(file, static_cast<MeshFormat>(n), named);
      const ForeignFile read = readMeshFile(file, {});
      CAPTURE(kMeshFormats[n], byte);
      REQUIRE(read.meshes.size() == 1);
      float most = -1e9f;
      for (const math::Vec3f& p : read.meshes.front().mesh.points) most = std::max(most, p.x);
      CHECK(most == Approx(x).epsilon(1e-6));
      CHECK(read.meshes.front().mesh.triangleCount() == 4);
    }
}
