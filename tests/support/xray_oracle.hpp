// An independent judge of path lengths: Embree finds what a ray crosses, and a walk along the
// ray says what it is in between two crossings.
//
// Nothing is shared with fluoro::Projector or the GPU but the rule of overlap: anatomy counts for
// its material and against its host, a mixture by its share; where a ray is inside an instrument it
// is in nothing else.
// Distances are computed from the triangles in double precision.
#pragma once

#include "fluoro/projector.hpp"
#include "support/embree.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <oneapi/tbb/parallel_for.h>
#include <stdexcept>
#include <utility>
#include <vector>

namespace unkink::test {

class XRayOracle {
 public:
  /// \param bodies   their meshes outlive the oracle
  explicit XRayOracle(std::vector<fluoro::Body> bodies)
      : bodies_(std::move(bodies)), device_(rtcNewDevice(nullptr)) {
    if (!device_) throw std::runtime_error("Embree gives no device");
    scene_.reset(rtcNewScene(device_.get()));
    rtcSetSceneFlags(scene_.get(), RTC_SCENE_FLAG_ROBUST);
    for (const fluoro::Body& body : bodies_) add(body);
    rtcCommitScene(scene_.get());
  }

  /// Path lengths at the pixel centres, row by row from the top left.
  std::vector<fluoro::PathLengths> render(const fluoro::Projection& projection, int pixels) const {
    const auto edge = static_cast<std::size_t>(pixels);
    std::vector<fluoro::PathLengths> image(edge * edge);
    oneapi::tbb::parallel_for(std::size_t{0}, edge, [&](std::size_t row) {
      for (std::size_t column = 0; column < edge; ++column)
        image[row * edge + column] = pathLengths(rayOf(projection, pixels, row, column));
    });
    return image;
  }

  /// Asks every triangle in double precision wherever somebody else's picture differs from mine by
  /// more than doubt_mm: single precision may lose both ends of a short path on an edge.
  void settle(std::vector<fluoro::PathLengths>& mine,
              const std::vector<fluoro::PathLengths>& others, const fluoro::Projection& projection,
              int pixels, double doubt_mm) const {
    const auto edge = static_cast<std::size_t>(pixels);
    oneapi::tbb::parallel_for(std::size_t{0}, mine.size(), [&](std::size_t i) {
      double most = 0.0;
      for (std::size_t m = 0; m < mine[i].size(); ++m)
        most = std::max(most, std::abs(mine[i][m] - others[i][m]));
      if (most <= doubt_mm) return;
      const fluoro::Ray ray = rayOf(projection, pixels, i / edge, i % edge);
      mine[i] = walk(ray, crossingsOf(ray, everyHit(ray)));
    });
  }

  /// \throws std::runtime_error where a body is entered and never left: it is not closed
  fluoro::PathLengths pathLengths(const fluoro::Ray& ray) const {
    std::vector<Crossing> crossings = crossingsOf(ray, tracedHits(ray));
    if (!balanced(crossings)) crossings = crossingsOf(ray, everyHit(ray));
    return walk(ray, crossings);
  }

 private:
  struct Crossing {
    double at_mm;
    std::size_t body;
    int step;  // +1 entering, -1 leaving
  };
  struct Hit {
    unsigned geometry, triangle;
  };

  /// The ray through a pixel's centre; rows from the top.
  static fluoro::Ray rayOf(const fluoro::Projection& projection, int pixels, std::size_t row,
                           std::size_t column) {
    const double x = (2.0 * static_cast<double>(column) + 1.0) / pixels - 1.0,
                 y = 1.0 - (2.0 * static_cast<double>(row) + 1.0) / pixels;
    return {projection.source_mm,
            projection.detectorCentre_mm +
                0.5 * projection.size_mm * (x * projection.axisRight + y * projection.axisUp)};
  }

  fluoro::PathLengths walk(const fluoro::Ray& ray, const std::vector<Crossing>& crossings) const {
    if (!balanced(crossings)) throw std::runtime_error("a ray enters a body and does not leave it");
    int instruments = 0;
    fluoro::PathLengths anatomy{}, steel{};
    double last = 0.0;
    fluoro::PathLengths lengths{};
    const double end = glm::distance(ray.from, ray.to);
    for (const Crossing& c : crossings) {
      const double at = std::clamp(c.at_mm, 0.0, end);
      const auto& holds = instruments > 0 ? steel : anatomy;
      for (std::size_t m = 0; m < lengths.size(); ++m) lengths[m] += (at - last) * holds[m];
      last = at;
      const fluoro::Body& body = bodies_[c.body];
      auto& counts = body.instrument ? steel : anatomy;
      if (body.instrument) instruments += c.step;
      const auto count = [&](fluoro::Material of, double step) {
        const fluoro::PathLengths& channels = fluoro::channelsOf(of);
        for (std::size_t m = 0; m < counts.size(); ++m) counts[m] += step * channels[m];
      };
      if (body.material) count(*body.material, body.share * c.step);
      if (body.host >= 0) count(static_cast<fluoro::Material>(body.host), -body.share * c.step);
    }
    return lengths;
  }

  static std::vector<Hit>& hits() {
    thread_local std::vector<Hit> all;
    return all;
  }

  /// Notes a hit and lets the ray go on.
  static void note(const RTCFilterFunctionNArguments* a) {
    hits().push_back({RTCHitN_geomID(a->hit, a->N, 0), RTCHitN_primID(a->hit, a->N, 0)});
    a->valid[0] = 0;
  }

  void add(const fluoro::Body& body) {
    RTCGeometry geometry = rtcNewGeometry(device_.get(), RTC_GEOMETRY_TYPE_TRIANGLE);
    const std::vector<math::Vec3f> points = placed(body);
    const auto& indices = body.mesh->indices;
    void* to = rtcSetNewGeometryBuffer(geometry, RTC_BUFFER_TYPE_VERTEX, 0, RTC_FORMAT_FLOAT3,
                                       sizeof(math::Vec3f), points.size());
    std::memcpy(to, points.data(), points.size() * sizeof(math::Vec3f));
    to = rtcSetNewGeometryBuffer(geometry, RTC_BUFFER_TYPE_INDEX, 0, RTC_FORMAT_UINT3,
                                 3 * sizeof(std::uint32_t), indices.size() / 3);
    std::memcpy(to, indices.data(), indices.size() * sizeof(std::uint32_t));
    rtcSetGeometryIntersectFilterFunction(geometry, note);
    rtcCommitGeometry(geometry);
    rtcAttachGeometryByID(scene_.get(), geometry, static_cast<unsigned>(points_.size()));
    rtcReleaseGeometry(geometry);
    points_.push_back(points);
    for (const math::Vec3f& p : points) {
      lo_ = glm::min(lo_, math::Vec3(p));
      hi_ = glm::max(hi_, math::Vec3(p));
    }
  }

  static std::vector<math::Vec3f> placed(const fluoro::Body& body) {
    std::vector<math::Vec3f> points;
    for (const math::Vertex& v : body.mesh->vertices)
      points.emplace_back(body.patientFromShape * math::Vec3(v.position));
    return points;
  }

  bool balanced(const std::vector<Crossing>& crossings) const {
    std::vector<int> inside(bodies_.size(), 0);
    for (const Crossing& c : crossings) inside[c.body] += c.step;
    return std::ranges::all_of(inside, [](int n) { return n == 0; });
  }

  std::vector<Crossing> crossingsOf(const fluoro::Ray& ray, const std::vector<Hit>& met) const {
    const math::Vec3 direction = glm::normalize(ray.to - ray.from);
    std::vector<Crossing> crossings;
    for (const Hit& h : met) crossings.push_back(crossing(h, ray.from, direction));
    std::ranges::sort(crossings, {}, &Crossing::at_mm);
    return crossings;
  }

  std::vector<Hit> tracedHits(const fluoro::Ray& ray) const {
    hits().clear();
    trace(ray.from, glm::normalize(ray.to - ray.from));
    return hits();
  }

  /// For the one ray in ten thousand that single precision loses on an edge: every triangle, in
  /// double.
  std::vector<Hit> everyHit(const fluoro::Ray& ray) const {
    const math::Vec3 d = ray.to - ray.from;
    std::vector<Hit> all;
    for (unsigned g = 0; g < bodies_.size(); ++g)
      for (unsigned t = 0; t < bodies_[g].mesh->indices.size() / 3; ++t) {
        const math::Vec3 a = corner({g, t}, 0) - ray.from, b = corner({g, t}, 1) - ray.from,
                         c = corner({g, t}, 2) - ray.from;
        const double u = glm::dot(d, glm::cross(b, c)), v = glm::dot(d, glm::cross(c, a)),
                     w = glm::dot(d, glm::cross(a, b));
        if ((u > 0.0 && v > 0.0 && w > 0.0) || (u < 0.0 && v < 0.0 && w < 0.0))
          all.push_back({g, t});
      }
    return all;
  }

  /// From a point near the bodies, so that single precision is fine there.
  void trace(const math::Vec3& from, const math::Vec3& direction) const {
    const math::Vec3 middle = 0.5 * (lo_ + hi_);
    const double before = glm::dot(middle - from, direction) - 0.5 * glm::distance(lo_, hi_) - 1.0;
    const math::Vec3f origin(from + std::max(before, 0.0) * direction), along(direction);
    RTCRayHit ray{};
    ray.ray.org_x = origin.x, ray.ray.org_y = origin.y, ray.ray.org_z = origin.z;
    ray.ray.dir_x = along.x, ray.ray.dir_y = along.y, ray.ray.dir_z = along.z;
    ray.ray.tfar = std::numeric_limits<float>::infinity();
    ray.ray.mask = ~0u;
    ray.hit.geomID = RTC_INVALID_GEOMETRY_ID;
    traverse(scene_.get(), ray);
  }

  math::Vec3 corner(const Hit& h, std::size_t n) const {
    return math::Vec3(points_[h.geometry][bodies_[h.geometry].mesh->indices[3 * h.triangle + n]]);
  }

  /// Where the line meets the triangle's plane.
  Crossing crossing(const Hit& h, const math::Vec3& from, const math::Vec3& direction) const {
    const math::Vec3 a = corner(h, 0), b = corner(h, 1), c = corner(h, 2);
    const math::Vec3 normal = glm::cross(b - a, c - a);
    const double slope = glm::dot(normal, direction);
    const double at = glm::dot(normal, a - from) / slope;
    // a plane nearly along the ray tells little; the crossing is between the corners all the same
    const auto along = [&](const math::Vec3& p) { return glm::dot(p - from, direction); };
    const auto [least, most] = std::minmax({along(a), along(b), along(c)});
    return {std::isfinite(at) ? std::clamp(at, least, most) : least, h.geometry,
            slope < 0.0 ? 1 : -1};
  }

  std::vector<fluoro::Body> bodies_;
  std::vector<std::vector<math::Vec3f>> points_;  // of each body, Patient
  math::Vec3 lo_{1e9}, hi_{-1e9};
  EmbreeDevice device_;
  EmbreeScene scene_;
};

}  // namespace unkink::test
