// The options of `unkink fluoro` and the small languages of their values.
#include "app/fluoro_options.hpp"

#include "config/error.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <string_view>

namespace unkink::app {
namespace {

constexpr int kSmallest_pixels = 16, kLargest_pixels = 8192, kMostFrames = 10000;
constexpr double kSteepest_deg = 85.0;  // beyond it the image has no up

template <class T>
std::optional<T> numberIn(std::string_view text) {
  T value{};
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> finiteIn(std::string_view text) {
  const auto value = numberIn<double>(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

/// What follows the last comma, which is taken away with it; nothing where there is none.
std::optional<std::string_view> takeLast(std::string_view& text) {
  const std::size_t comma = text.rfind(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const std::string_view last = text.substr(comma + 1);
  text = text.substr(0, comma);
  return last;
}

[[noreturn]] void failMesh(const std::string& word, const std::string& why) {
  config::fail("--mesh", {},
               "found \"" + word + "\", " + why +
                   ": FILE,MU[,HOST] with MU in 1/cm and HOST the "
                   "number of an other mesh, counted from 0");
}

/// FILE,MU or FILE,MU,HOST; the file's own name may have commas.
OwnMesh meshIn(const std::string& word, std::size_t self, std::size_t count) {
  std::string_view rest = word;
  const auto last = takeLast(rest);
  if (!last || rest.empty()) failMesh(word, "expected an attenuation coefficient after the file");
  std::string_view before = rest;
  const auto middle = takeLast(before);
  const auto host = numberIn<int>(*last);
  OwnMesh mesh;
  if (middle && host && finiteIn(*middle) && !before.empty()) {
    if (*host < 0 || static_cast<std::size_t>(*host) >= count ||
        static_cast<std::size_t>(*host) == self)
      failMesh(word, "expected a host among the meshes that is not the mesh itself");
    mesh = {before, *finiteIn(*middle), *host};
  } else if (const auto mu = finiteIn(*last)) {
    mesh = {rest, *mu, -1};
  } else {
    failMesh(word, "expected numbers after the file");
  }
  if (mesh.attenuation_perCm < 0.0) failMesh(word, "expected a coefficient of at least 0");
  return mesh;
}

std::optional<math::Vec3> vectorIn(const std::string& option, const std::string& word) {
  if (word.empty()) return std::nullopt;
  std::string_view rest = word;
  const auto z = takeLast(rest), y = takeLast(rest);
  const auto at = [](const auto& text) { return text ? finiteIn(*text) : std::nullopt; };
  const auto c = at(z), b = at(y), a = finiteIn(rest);
  if (!a || !b || !c)
    config::fail(option, {}, "found \"" + word + "\", expected three numbers as X,Y,Z");
  return math::Vec3(*a, *b, *c);
}

void checkGeometry(const FluoroOptions& o) {
  const bool given = o.source_mm || o.detector_mm || o.axisU || o.axisV;
  const bool angles = o.primary_deg || o.secondary_deg;
  const int ways = (given ? 1 : 0) + (angles ? 1 : 0) + (o.geometryIn.empty() ? 0 : 1);
  const std::string expected =
      o.meshes.empty() ? "expected one of --primary with --secondary, --source with --detector, "
                         "and --geometry-in"
                       : "expected --source with --detector, or --geometry-in";
  if (ways != 1)
    config::fail("fluoro", {},
                 (ways == 0 ? "found no geometry, " : "found more than one geometry, ") + expected);
  if (angles && !(o.primary_deg && o.secondary_deg && o.meshes.empty()))
    config::fail("fluoro", {}, "found an angle of the C-arm alone or with --mesh, " + expected);
  if (given && !(o.source_mm && o.detector_mm))
    config::fail("fluoro", {}, "found only a part of a geometry, " + expected);
}

}  // namespace

void addFluoroOptions(CLI::App& c, FluoroOptions& o, FluoroWords& w) {
  c.add_option("--primary", o.primary_deg,
               "C-arm, DICOM (0018,1510): where the detector is, degrees towards the patient's "
               "left; 180 is AP of a prone patient")
      ->check(CLI::Range(-180.0, 180.0));
  c.add_option("--secondary", o.secondary_deg,
               "C-arm, DICOM (0018,1511): degrees towards the head; the beam goes through the "
               "treated level's canal")
      ->check(CLI::Range(-kSteepest_deg, kSteepest_deg));
  c.add_option("--source", w.source, "Instead of angles: the source, mm")->type_name("X,Y,Z");
  c.add_option("--detector", w.detector, "And the detector's middle, which faces the source")
      ->type_name("X,Y,Z");
  c.add_option("--axis-u", w.axisU, "Image right; without it as --axis-v has it")
      ->type_name("X,Y,Z");
  c.add_option("--axis-v", w.axisV, "Image up; without it +z as seen")->type_name("X,Y,Z");
  c.add_option("--geometry-in", o.geometryIn, "Instead of both: a JSON file as --geometry writes")
      ->type_name("FILE");
  c.add_option("--size-mm", o.size_mm, "Edge of the square detector field; 230")
      ->check(CLI::Range(1.0, 10000.0));
  c.add_option("--size", o.size_px, "Pixels along an edge; 512")
      ->check(CLI::Range(kSmallest_pixels, kLargest_pixels));
  c.add_option("--mesh", w.meshes,
               "Instead of a patient: a closed mesh, its attenuation coefficient in 1/cm, and the "
               "number (from 0) of the mesh that it lies in; repeatable; one energy")
      ->type_name("FILE,MU[,HOST]")
      ->allow_extra_args(false);
  c.add_option("--projector", w.projector, "cpu or gpu; gpu where graphics are built in, else cpu");
  c.add_option("--raw", o.raw, "The image: I/I0 as little-endian float32, row 0 at the top");
  c.add_option("--geometry", o.geometry,
               "What was imaged, and how, as JSON: source, detector, spectrum, materials, bodies");
  c.add_option("--meshes", o.meshFolder,
               "A folder for every body as it was imaged, as binary STL where the patient lies")
      ->type_name("FOLDER");
  c.add_option("--repeat", o.repeat,
               "With --mesh: image so many times more and print the median time of a frame")
      ->check(CLI::Range(1, kMostFrames));
}

void interpret(const FluoroWords& w, FluoroOptions& o) {
  for (std::size_t n = 0; n < w.meshes.size(); ++n)
    o.meshes.push_back(meshIn(w.meshes[n], n, w.meshes.size()));
  o.source_mm = vectorIn("--source", w.source);
  o.detector_mm = vectorIn("--detector", w.detector);
  o.axisU = vectorIn("--axis-u", w.axisU);
  o.axisV = vectorIn("--axis-v", w.axisV);
  if (w.projector == "cpu") o.projector = ProjectorKind::kCpu;
  if (w.projector == "gpu") o.projector = ProjectorKind::kGpu;
  if (!w.projector.empty() && !o.projector)
    config::fail("--projector", {}, "found \"" + w.projector + "\", expected cpu or gpu");
  if (o.repeat > 0 && o.meshes.empty())
    config::fail("--repeat", {}, "found without --mesh, expected with it");
  checkGeometry(o);
}

}  // namespace unkink::app
