// From the scene to the files: the image, its geometry, the meshes.
#include "app/fluoro_action.hpp"

#include "anatomy/mesh_export.hpp"
#include "app/actions.hpp"
#include "config/error.hpp"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <system_error>

namespace unkink::app {
namespace {

namespace fs = std::filesystem;

#ifdef UNKINK_GRAPHICS
constexpr ProjectorKind kUsual = ProjectorKind::kGpu;
#else
constexpr ProjectorKind kUsual = ProjectorKind::kCpu;
#endif

void write(const fs::path& file, const char* bytes, std::size_t size) {
  errno = 0;
  std::ofstream out(file, std::ios::binary);
  out.write(bytes, static_cast<std::streamsize>(size));
  out.close();
  if (out) return;
  const std::string reason = errno ? std::generic_category().message(errno) : "unknown reason";
  config::fail(file.string(), {}, "the file could not be written (" + reason + ")");
}

anatomy::NamedMesh named(const view::XRayBody& body) {
  anatomy::NamedMesh mesh{body.name, {}};
  for (const math::Vertex& v : body.mesh.vertices) mesh.mesh.points.push_back(v.position);
  mesh.mesh.indices = body.mesh.indices;
  return mesh;
}

void writeMeshes(const fs::path& folder, const ImagedScene& scene) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (!fs::is_directory(folder, problem))
    config::fail("--meshes", {}, "\"" + folder.string() + "\" is no folder and cannot be made one");
  for (const ImagedBody& b : scene.bodies)
    anatomy::writeMesh(folder / (b.body.name + ".stl"), anatomy::MeshFormat::kStl, named(b.body));
}

/// The image, and on request how long one takes.
std::vector<float> shoot(const Imager& image, int repeat) {
  std::vector<float> picture = image();
  std::vector<double> took_ms;
  for (int n = 0; n < repeat; ++n) {
    const auto start = std::chrono::steady_clock::now();
    picture = image();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    took_ms.push_back(took.count());
  }
  if (repeat == 0) return picture;
  std::ranges::sort(took_ms);
  std::printf("median %.2f ms, fastest %.2f ms per frame\n", took_ms[took_ms.size() / 2],
              took_ms.front());
  return picture;
}

}  // namespace

Imager imagerOnCpu(const ImagedScene& scene) {
  std::vector<fluoro::Body> bodies;
  for (const ImagedBody& b : scene.bodies) bodies.push_back(view::fluoroBody(b.body));
  const auto projector = std::make_shared<const fluoro::Projector>(std::move(bodies));
  return [&scene, projector] {
    std::vector<float> image;
    if (scene.ofOneEnergy()) {
      for (const double sum :
           projector->lineIntegrals(scene.projection, scene.pixels, weights_perMm(scene)))
        image.push_back(static_cast<float>(std::exp(-sum)));
      return image;
    }
    for (const fluoro::PathLengths& l : projector->render(scene.projection, scene.pixels))
      image.push_back(static_cast<float>(scene.beam.transmission(l)));
    return image;
  };
}

#ifndef UNKINK_GRAPHICS
Imager imagerOnCard(const ImagedScene&) {
  throw config::Error(
      "--projector gpu is not built in: this build has no graphics (UNKINK_GRAPHICS); --projector "
      "cpu is there");
}
#endif

int fluoroscope(const Options& options) {
  const FluoroOptions& o = options.fluoro;
  const ImagedScene scene = imagedScene(options);
  const bool onCard = o.projector.value_or(kUsual) == ProjectorKind::kGpu;
  const std::vector<float> image =
      shoot(onCard ? imagerOnCard(scene) : imagerOnCpu(scene), o.repeat);
  static_assert(std::endian::native == std::endian::little);
  write(o.raw, reinterpret_cast<const char*>(image.data()), image.size() * sizeof(float));
  if (!o.meshFolder.empty()) writeMeshes(o.meshFolder, scene);
  if (!o.geometry.empty()) {
    const std::string text = asJson(scene, !o.meshFolder.empty()).dump(2) + "\n";
    write(o.geometry, text.data(), text.size());
  }
  const auto [least, most] = std::ranges::minmax(image);
  std::printf("%d x %d pixels, %zu bodies, %s: I/I0 from %.3g to %.3g\n", scene.pixels,
              scene.pixels, scene.bodies.size(), onCard ? "gpu" : "cpu", static_cast<double>(least),
              static_cast<double>(most));
  return 0;
}

}  // namespace unkink::app
