// Reading geometries, and refusing those that no pinhole camera has.
#include "app/fluoro_geometry.hpp"

#include "config/error.hpp"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

namespace unkink::app {
namespace {

using math::Vec3;
using Json = nlohmann::json;

constexpr double kSquare = 1e-6;  // cosine of what still counts as a right angle

/// One of a file's values, or an Error that names it.
template <class T, class Get>
T valueOf(const std::string& file, const Json& json, const char* key, const char* expected,
          const Get& get) {
  const auto found = json.find(key);
  if (found == json.end()) config::fail(file, key, std::string("not found, expected ") + expected);
  try {
    return get(*found);
  } catch (const Json::exception&) {
    config::fail(file, key, "found " + found->dump() + ", expected " + expected);
  }
}

Vec3 vectorOf(const std::string& file, const Json& json, const char* key) {
  return valueOf<Vec3>(file, json, key, "three numbers", [](const Json& v) {
    const auto a = v.get<std::array<double, 3>>();
    return Vec3(a[0], a[1], a[2]);
  });
}

Json parsed(const std::string& file) {
  std::ifstream in(file);
  if (!in) config::fail(file, {}, "could not be opened, expected a JSON file");
  try {
    return Json::parse(in);
  } catch (const Json::exception&) {
    config::fail(file, {}, "found no JSON, expected what --geometry writes");
  }
}

ImageGeometry readGeometry(const std::string& file) {
  const Json json = parsed(file);
  const auto number = [](const Json& v) { return v.get<double>(); };
  ImageGeometry g;
  g.projection.source_mm = vectorOf(file, json, "source_mm");
  g.projection.detectorCentre_mm = vectorOf(file, json, "detector_centre_mm");
  g.projection.axisRight = vectorOf(file, json, "axis_u");
  g.projection.axisUp = vectorOf(file, json, "axis_v");
  g.projection.size_mm = valueOf<double>(file, json, "size_mm", "a number above 0", number);
  g.pixels = static_cast<int>(valueOf<double>(file, json, "size_px", "a number of pixels", number));
  if (!(g.projection.size_mm > 0.0)) config::fail(file, "size_mm", "expected a number above 0");
  if (g.pixels < 1 || g.pixels > 8192) config::fail(file, "size_px", "expected 1 to 8192");
  return g;
}

/// Image right and up where only one or none is given.
void completeAxes(const FluoroOptions& o, fluoro::Projection& p) {
  const Vec3 towardsSource = glm::normalize(p.source_mm - p.detectorCentre_mm);
  const Vec3 head(0.0, 0.0, 1.0);
  if (o.axisV)
    p.axisUp = *o.axisV;
  else if (o.axisU)
    p.axisUp = glm::cross(*o.axisU, towardsSource);
  else
    p.axisUp = head - glm::dot(head, towardsSource) * towardsSource;
  p.axisRight = o.axisU ? *o.axisU : glm::cross(towardsSource, p.axisUp);
}

/// Makes the axes unit vectors and looks whether they are square.
void squareUp(fluoro::Projection& p) {
  const Vec3 ray = p.detectorCentre_mm - p.source_mm;
  const double distance = glm::length(ray);
  if (!(distance > 0.0))
    config::fail("fluoro", {}, "found source and detector at one place, expected them apart");
  for (Vec3* axis : {&p.axisRight, &p.axisUp}) {
    const double length = glm::length(*axis);
    if (!(length > 1e-9)) config::fail("fluoro", {}, "found an image axis without a direction");
    *axis /= length;
  }
  if (std::abs(glm::dot(p.axisRight, p.axisUp)) > kSquare)
    config::fail("fluoro", {}, "found image axes askew, expected them square to each other");
  if (std::abs(glm::dot(p.axisRight, ray / distance)) > kSquare ||
      std::abs(glm::dot(p.axisUp, ray / distance)) > kSquare)
    config::fail("fluoro", {},
                 "found a detector askew to its central ray, expected it to face the source");
}

}  // namespace

ImageGeometry imageGeometry(const FluoroOptions& o, fluoro::CArm arm) {
  ImageGeometry g;
  if (!o.geometryIn.empty()) {
    g = readGeometry(o.geometryIn.string());
  } else if (o.primary_deg) {
    arm.primary = units::Deg(*o.primary_deg);
    arm.secondary = units::Deg(*o.secondary_deg);
    g.projection = fluoro::projectionOf(arm);
  } else {
    g.projection.source_mm = *o.source_mm;
    g.projection.detectorCentre_mm = *o.detector_mm;
    g.projection.size_mm = arm.fieldOfView_mm;
    completeAxes(o, g.projection);
  }
  if (o.size_mm) g.projection.size_mm = *o.size_mm;
  if (o.size_px) g.pixels = *o.size_px;
  squareUp(g.projection);
  return g;
}

}  // namespace unkink::app
