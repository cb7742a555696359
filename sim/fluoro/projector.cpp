// Path lengths through bodies that nest and displace one another.
#include "fluoro/projector.hpp"

#include "fluoro/triangle_tree.hpp"

#include <algorithm>
#include <cassert>
#include <span>
#include <tbb/parallel_for.h>

namespace unkink::fluoro {

namespace {

/// Path inside a solid before `end`: the sum of sign x distance, each distance cut off at the end.
double lengthBefore(std::span<const Crossing> crossings, double end_mm) {
  double sum = 0.0;
  for (const Crossing& c : crossings) sum += c.sign * std::min(c.at_mm, end_mm);
  return sum;
}

/// Path inside both solids: what the first holds between the other's crossings.
double sharedLength(std::span<const Crossing> solid, std::span<const Crossing> other,
                    double end_mm) {
  double sum = 0.0;
  for (const Crossing& c : other) sum += c.sign * lengthBefore(solid, std::min(c.at_mm, end_mm));
  return sum;
}

void count(PathLengths& lengths_mm, const Body& body, double length_mm) {
  const PathLengths perMm = body.countsPerMm();
  for (std::size_t c = 0; c < lengths_mm.size(); ++c) lengths_mm[c] += length_mm * perMm[c];
}

}  // namespace

/// The crossings of one ray: all bodies' one after another.
struct Projector::Scratch {
  std::vector<Crossing> crossings;
  std::vector<std::size_t> end;  // per body

  std::span<const Crossing> of(std::size_t body) const {
    const std::size_t first = body == 0 ? 0 : end[body - 1];
    return {crossings.data() + first, end[body] - first};
  }
};

PathLengths Body::countsPerMm() const {
  PathLengths counts{};
  const auto add = [&](Material of, double sign) {
    const PathLengths& channels = channelsOf(of);
    for (std::size_t c = 0; c < counts.size(); ++c) counts[c] += sign * share * channels[c];
  };
  if (material) add(*material, 1.0);
  if (host >= 0) add(static_cast<Material>(host), -1.0);
  return counts;
}

Projector::Projector(std::vector<Body> bodies) : bodies_(std::move(bodies)) {
  for (const Body& body : bodies_) trees_.push_back(std::make_unique<TriangleTree>(*body.mesh));
}
Projector::~Projector() = default;
Projector::Projector(Projector&&) noexcept = default;
Projector& Projector::operator=(Projector&&) noexcept = default;

void Projector::place(std::size_t body, const math::Rigid<math::Patient, Shape>& patientFromShape) {
  bodies_[body].patientFromShape = patientFromShape;
}

void Projector::setMesh(std::size_t body, const math::Mesh& mesh) {
  bodies_[body].mesh = &mesh;
  trees_[body] = std::make_unique<TriangleTree>(mesh);
}

PathLengths Projector::pathLengths(const Ray& ray) const {
  Scratch scratch;
  return pathLengths(ray, scratch);
}

void Projector::cross(const Ray& ray, Scratch& scratch) const {
  const math::Vec3 direction = glm::normalize(ray.to - ray.from);
  scratch.crossings.clear();
  scratch.end.clear();
  for (std::size_t i = 0; i < bodies_.size(); ++i) {
    const auto shapeFromPatient = bodies_[i].patientFromShape.inverse();
    const CrossingLine line(shapeFromPatient * ray.from, shapeFromPatient.rotate(direction));
    const std::size_t first = scratch.crossings.size();
    trees_[i]->cross(line, scratch.crossings);
    // a solid that holds the source is counted from the source on
    for (std::size_t c = first; c < scratch.crossings.size(); ++c)
      scratch.crossings[c].at_mm = std::max(scratch.crossings[c].at_mm, 0.0);
    scratch.end.push_back(scratch.crossings.size());
  }
}

PathLengths Projector::pathLengths(const Ray& ray, Scratch& scratch) const {
  cross(ray, scratch);
  const double end_mm = glm::length(ray.to - ray.from);
  PathLengths lengths_mm{};
  for (std::size_t i = 0; i < bodies_.size(); ++i) {
    if (scratch.of(i).empty()) continue;
    count(lengths_mm, bodies_[i], lengthBefore(scratch.of(i), end_mm));
    if (!bodies_[i].instrument) continue;
    // the instrument displaces the anatomy inside it
    for (std::size_t a = 0; a < bodies_.size(); ++a)
      if (!bodies_[a].instrument && !scratch.of(a).empty())
        count(lengths_mm, bodies_[a], -sharedLength(scratch.of(a), scratch.of(i), end_mm));
  }
  return lengths_mm;
}

namespace {

/// Calls with each pixel's number and its ray, rows from the top, several rows at once.
template <class Scratch, class Do>
void forEachPixel(const Projection& projection, int pixels, const Do& work) {
  assert(pixels > 0);
  const double step = 2.0 / pixels;
  tbb::parallel_for(0, pixels, [&](int row) {
    Scratch scratch;
    for (int column = 0; column < pixels; ++column) {
      const math::Vec2 ndc(step * (column + 0.5) - 1.0, 1.0 - step * (row + 0.5));
      work(static_cast<std::size_t>(row) * static_cast<std::size_t>(pixels) +
               static_cast<std::size_t>(column),
           Ray{projection.source_mm, projection.detectorPoint(ndc)}, scratch);
    }
  });
}

std::size_t squared(int pixels) {
  return static_cast<std::size_t>(pixels) * static_cast<std::size_t>(pixels);
}

}  // namespace

std::vector<PathLengths> Projector::render(const Projection& projection, int pixels) const {
  std::vector<PathLengths> image(squared(pixels));
  forEachPixel<Scratch>(projection, pixels, [&](std::size_t i, const Ray& ray, Scratch& scratch) {
    image[i] = pathLengths(ray, scratch);
  });
  return image;
}

std::vector<double> Projector::lineIntegrals(const Projection& projection, int pixels,
                                             std::span<const double> weight_perMm) const {
  assert(weight_perMm.size() == bodies_.size());
  std::vector<double> image(squared(pixels));
  forEachPixel<Scratch>(projection, pixels, [&](std::size_t i, const Ray& ray, Scratch& scratch) {
    cross(ray, scratch);
    const double end_mm = glm::length(ray.to - ray.from);
    for (std::size_t b = 0; b < bodies_.size(); ++b)
      image[i] += weight_perMm[b] * lengthBefore(scratch.of(b), end_mm);
  });
  return image;
}

}  // namespace unkink::fluoro
