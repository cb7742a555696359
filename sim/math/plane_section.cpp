// Cutting triangles by a plane, and summing signed areas along the rows of a raster.
#include "math/plane_section.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace unkink::math {
namespace {

double cross(const Vec2& a, const Vec2& b) { return a.x * b.y - a.y * b.x; }

}  // namespace

void addSection(std::span<const Vec3f> positions, std::span<const std::uint32_t> indices,
                const PlaneFrame& plane, SectionEdges& edges) {
  // relative to the plane's origin: small numbers keep their digits
  const Vec3f origin(plane.origin), right(plane.right), down(plane.down), up(plane.normal());
  thread_local std::vector<float> height;
  height.resize(positions.size());
  for (std::size_t n = 0; n < positions.size(); ++n)
    height[n] = glm::dot(positions[n] - origin, up);
  const auto crossing = [&](std::uint32_t a, std::uint32_t b) {
    // the same bits whichever triangle asks
    if (height[a] < height[b]) std::swap(a, b);
    const float t = height[a] / (height[a] - height[b]);
    const Vec3f p = positions[a] + t * (positions[b] - positions[a]) - origin;
    return Vec2f(glm::dot(p, right), glm::dot(p, down));
  };
  for (std::size_t n = 0; n + 2 < indices.size(); n += 3) {
    const std::array<std::uint32_t, 3> v{indices[n], indices[n + 1], indices[n + 2]};
    const bool a = height[v[0]] >= 0.0f, b = height[v[1]] >= 0.0f, c = height[v[2]] >= 0.0f;
    if (a == b && b == c) continue;
    const std::size_t odd = a == b ? 2 : a == c ? 1 : 0;  // alone on its side
    const Vec2f next = crossing(v[odd], v[(odd + 1) % 3]),
                last = crossing(v[odd], v[(odd + 2) % 3]);
    if (height[v[odd]] >= 0.0f)
      edges.push_back({next, last});
    else
      edges.push_back({last, next});
  }
}

SectionEdges sectionOf(const Mesh& mesh, const PlaneFrame& plane) {
  std::vector<Vec3f> positions;
  positions.reserve(mesh.vertices.size());
  for (const Vertex& v : mesh.vertices) positions.push_back(v.position);
  SectionEdges edges;
  addSection(positions, mesh.indices, plane, edges);
  return edges;
}

double area_mm2(const SectionEdges& edges) {
  double twice = 0.0;
  for (const SectionEdge& e : edges) twice += cross(Vec2(e[0]), Vec2(e[1]));
  return 0.5 * twice;
}

double perimeter_mm(const SectionEdges& edges) {
  double sum = 0.0;
  for (const SectionEdge& e : edges) sum += glm::distance(Vec2(e[0]), Vec2(e[1]));
  return sum;
}

double convexPerimeter_mm(const SectionEdges& edges) {
  std::vector<Vec2> points;
  for (const SectionEdge& e : edges) points.emplace_back(e[0]);
  std::sort(points.begin(), points.end(),
            [](const Vec2& a, const Vec2& b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
  double sum = 0.0;
  for (const double turn : {1.0, -1.0}) {
    std::vector<Vec2> hull;
    for (const Vec2& p : points) {
      while (hull.size() >= 2 &&
             turn * cross(hull.back() - hull[hull.size() - 2], p - hull.back()) <= 0.0)
        hull.pop_back();
      hull.push_back(p);
    }
    for (std::size_t n = 1; n < hull.size(); ++n) sum += glm::distance(hull[n], hull[n - 1]);
  }
  return sum;
}

Vec2 centroid(const SectionEdges& edges) {
  Vec2 moment(0.0);
  double twice = 0.0;
  for (const SectionEdge& e : edges) {
    const Vec2 a(e[0]), b(e[1]);
    moment += cross(a, b) * (a + b);
    twice += cross(a, b);
  }
  return twice > 0.0 ? moment / (3.0 * twice) : Vec2(0.0);
}

double chordDown_mm(const SectionEdges& edges, double x) {
  // where the line leaves less where it enters
  double sum = 0.0;
  for (const SectionEdge& e : edges) {
    const Vec2 a(e[0]), b(e[1]);
    if ((a.x < x) == (b.x < x)) continue;
    const double y = a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x);
    sum += a.x < b.x ? -y : y;
  }
  return std::max(sum, 0.0);
}

CoverageRaster::CoverageRaster(int width, int height, const Vec2& lo, double step_mm)
    : width_(width),
      height_(height),
      lo_(lo),
      step_(step_mm),
      change_(static_cast<std::size_t>(width + 2) * static_cast<std::size_t>(height)) {}

void CoverageRaster::clear() {
  if (any_) std::fill(change_.begin(), change_.end(), 0.0f);
  any_ = false;
}

void CoverageRaster::add(const SectionEdges& edges) {
  const Vec2f lo(lo_);
  const auto per = static_cast<float>(1.0 / step_);
  for (const SectionEdge& e : edges) line(per * (e[0] - lo), per * (e[1] - lo));
}

void CoverageRaster::addStroke(const SectionEdges& edges, double width_mm) {
  SectionEdges quad;
  for (const SectionEdge& e : edges) {
    const Vec2f along = e[1] - e[0];
    const float length = glm::length(along);
    if (length <= 0.0f) continue;
    const Vec2f aside = static_cast<float>(0.5 * width_mm) / length * Vec2f(-along.y, along.x);
    const std::array<Vec2f, 4> corner{e[0] - aside, e[1] - aside, e[1] + aside, e[0] + aside};
    for (std::size_t n = 0; n < 4; ++n) quad.push_back({corner[n], corner[(n + 1) % 4]});
  }
  add(quad);
}

/// Adds what lies to the right of a line, row by row: the line's own pixels in part, all after them
/// in full.
void CoverageRaster::line(Vec2f from, Vec2f to) {
  if (from.y == to.y) return;
  const float sign = from.y < to.y ? -1.0f : 1.0f;  // upwards: the inside begins
  if (from.y > to.y) std::swap(from, to);
  const auto rows = static_cast<float>(height_), columns = static_cast<float>(width_);
  if (to.y <= 0.0f || from.y >= rows) return;
  any_ = true;
  const float slope = (to.x - from.x) / (to.y - from.y);
  const int first = static_cast<int>(std::max(from.y, 0.0f)),
            last = static_cast<int>(std::ceil(std::min(to.y, rows)));
  for (int row = first; row < last; ++row) {
    const float top = std::max(static_cast<float>(row), from.y),
                bottom = std::min(static_cast<float>(row + 1), to.y);
    const float a = std::clamp(from.x + slope * (top - from.y), 0.0f, columns),
                b = std::clamp(from.x + slope * (bottom - from.y), 0.0f, columns);
    const float height = sign * (bottom - top);
    const float lo = std::min(a, b), hi = std::max(a, b);
    const int begin = static_cast<int>(lo), end = static_cast<int>(hi);
    float* out =
        change_.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(width_ + 2);
    float before = 0.0f;  // the share of the row's height that is full up to the last pixel
    for (int x = begin; x <= end; ++x) {
      // mean over the pixel of how much of the line lies to the left
      const float p = std::max(lo, static_cast<float>(x)),
                  q = std::min(hi, static_cast<float>(x + 1));
      float covered = static_cast<float>(x + 1) - 0.5f * (lo + hi);  // where all of it is in here
      if (begin != end) {
        const float per = 1.0f / (hi - lo), passed = (p - lo) * per, here = (q - p) * per;
        covered = passed + here * (static_cast<float>(x + 1) - 0.5f * (p + q));
      }
      out[x] += height * (covered - before);
      before = covered;
    }
    out[end + 1] += height * (1.0f - before);
  }
}

void CoverageRaster::resolve(std::vector<float>& coverage) const {
  coverage.resize(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_));
  const float* in = change_.data();
  float* out = coverage.data();
  for (int row = 0; row < height_; ++row, in += width_ + 2) {
    float sum = 0.0f;
    for (int x = 0; x < width_; ++x) {
      sum += in[x];
      *out++ = std::clamp(sum, 0.0f, 1.0f);
    }
  }
}

}  // namespace unkink::math
