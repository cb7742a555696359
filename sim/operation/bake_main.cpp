// unkink_bake SURFACES.glb BASE.field: bakes the default spine's surfaces and live level at build
// time.
#include "anatomy/meshes.hpp"
#include "operation/case.hpp"

#include <chrono>
#include <cstdio>
#include <exception>

namespace {

using namespace unkink::anatomy;

void bakeSurfaces(const char* file, const Spine& spine) {
  const auto start = std::chrono::steady_clock::now();
  const std::vector<BakedMesh> meshes = bake(spine, true);
  writeGlb(file, {BakedFor(spine.parameters()), meshes});

  std::size_t triangles = 0;
  for (const BakedMesh& baked : meshes) {
    triangles += baked.mesh.triangleCount();
    std::printf("  %-28s %6zu triangles\n", baked.name.c_str(), baked.mesh.triangleCount());
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::printf("%s: %zu surfaces, %zu triangles, %.1f s\n", file, meshes.size(), triangles,
              took.count());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: unkink_bake SURFACES.glb BASE.field\n");
    return 2;
  }
  try {
    const unkink::operation::Case theCase{unkink::operation::CaseParameters{}};
    bakeSurfaces(argv[1], theCase.spine());
    theCase.base().save(argv[2]);
    return 0;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "unkink_bake: %s\n", e.what());
    return 1;
  }
}
