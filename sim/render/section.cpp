// Cutting triangles, sweeping contours into trapezoids, and laying bands along them.
#include "render/section.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <unordered_map>

namespace unkink::render {
namespace {

using math::Vec2f;
using math::Vec3f;

/// The posture as common/bend.glsl applies it, or a rigid place.
class Mover {
 public:
  Mover(const view::Surface& surface, const view::BendMatrices& bend, const SectionPlane& plane)
      : surface_(surface), bend_(bend) {
    for (std::size_t v = 0; v < planes_.size(); ++v) planes_[v] = pulledBack(motion(v), plane);
    for (std::size_t l = 0; l < bulges_.size(); ++l)
      bulges_[l] = glm::dot(plane.normal, bend.bulge_mm[l]);
  }

  /// Signed distance from the plane, positive where it is cut away.
  float distance(const math::Vertex& vertex) const {
    const math::Vec4f p(vertex.position, 1.0f);
    if (!surface_.bends) return glm::dot(planes_[0], p);
    const Place at = placeOf(vertex);
    const float d =
        std::lerp(glm::dot(planes_[at.upper], p), glm::dot(planes_[at.upper + 1], p), at.share);
    return d + vertex.bulge * bulges_[at.upper];
  }

  Vec3f position(const math::Vertex& vertex) const {
    const math::Vec4f p(vertex.position, 1.0f);
    if (!surface_.bends) return Vec3f(surface_.patientFromMesh * p);
    const Place at = placeOf(vertex);
    const Vec3f moved =
        glm::mix(Vec3f(motion(at.upper) * p), Vec3f(motion(at.upper + 1) * p), at.share);
    return moved + vertex.bulge * bend_.bulge_mm[at.upper];
  }

 private:
  struct Place {
    std::size_t upper;
    float share;
  };
  static Place placeOf(const math::Vertex& vertex) {
    constexpr float kLast = static_cast<float>(anatomy::kVertebraCount - 1);
    const float chain = std::clamp(vertex.chain, 0.0f, kLast);
    const float upper = std::min(std::floor(chain), kLast - 1.0f);
    return {static_cast<std::size_t>(upper), chain - upper};
  }
  const math::Mat4f& motion(std::size_t vertebra) const {
    return surface_.bends ? bend_.patientFromMaterial[vertebra] : surface_.patientFromMesh;
  }
  static math::Vec4f pulledBack(const math::Mat4f& motion, const SectionPlane& plane) {
    return math::Vec4f(plane.normal, plane.offset_mm) * motion;
  }

  const view::Surface& surface_;
  const view::BendMatrices& bend_;
  std::array<math::Vec4f, anatomy::kVertebraCount> planes_{};
  std::array<float, anatomy::kLevelCount> bulges_{};
};

/// A contour's segment standing up: lower end first.
struct Edge {
  ContourPoint low, high;
  int winding = 0;            // added to the count by crossing it from left to right
  std::uint32_t segment = 0;  // of the contour

  float xAt(float y) const {
    const float share = (y - low.at.y) / (high.at.y - low.at.y);
    return std::lerp(low.at.x, high.at.x, share);
  }
  ContourPoint pointAt(float y) const {
    const float share = std::clamp((y - low.at.y) / (high.at.y - low.at.y), 0.0f, 1.0f);
    // exactly at that height, and at the ends exactly there: neighbours have the same bits
    return {{glm::mix(low.at.x, high.at.x, share), y},
            glm::mix(low.material, high.material, share)};
  }
};

std::vector<Edge> edgesOf(const Contour& contour) {
  std::vector<Edge> edges;
  edges.reserve(contour.size());
  for (std::uint32_t n = 0; n < contour.size(); ++n) {
    const ContourSegment& s = contour[n];
    if (s.from.at.y < s.to.at.y) edges.push_back({s.from, s.to, -1, n});
    if (s.from.at.y > s.to.at.y) edges.push_back({s.to, s.from, 1, n});
  }
  std::ranges::sort(edges, {}, [](const Edge& e) { return e.low.at.y; });
  return edges;
}

std::vector<float> heightsOf(const std::vector<Edge>& edges) {
  std::vector<float> heights;
  heights.reserve(2 * edges.size());
  for (const Edge& e : edges) {
    heights.push_back(e.low.at.y);
    heights.push_back(e.high.at.y);
  }
  std::ranges::sort(heights);
  const auto rest = std::ranges::unique(heights);
  heights.erase(rest.begin(), rest.end());
  return heights;
}

/// A piece of the face between two heights: corners at its left and right, below and above.
struct Trapezoid {
  std::array<ContourPoint, 2> below, above;
};

/// The sweep's state: which segments the present height crosses, and the faces that grow there.
class Sweep {
 public:
  explicit Sweep(const Contour& contour)
      : edges_(edgesOf(contour)), open_(edges_.size()), bounds_(contour.size(), false) {}

  void run() {
    const std::vector<float> heights = heightsOf(edges_);
    for (std::size_t n = 0; n + 1 < heights.size(); ++n) advance(heights[n], heights[n + 1]);
    if (!heights.empty()) endAllBut(-1, heights.back());
  }

  const std::vector<Trapezoid>& pieces() const { return pieces_; }
  /// Whether a segment of the contour bounds the face anywhere; level ones are not told apart.
  bool bounds(const ContourSegment& s, std::size_t segment) const {
    return bounds_[segment] || s.from.at.y == s.to.at.y;
  }

 private:
  struct Crossing {
    float x;
    std::uint32_t edge;
  };
  /// A face between a left edge (by whose number it is filed) and a right one.
  struct Open {
    std::uint32_t right = 0;
    float since = 0.0f;
    int seen = -2;  // the last slab that it stood in
  };

  void advance(float from, float to) {
    std::erase_if(active_, [&](const Crossing& c) { return edges_[c.edge].high.at.y <= from; });
    for (; next_ < edges_.size() && edges_[next_].low.at.y <= from; ++next_)
      active_.push_back({0.0f, static_cast<std::uint32_t>(next_)});
    const float middle = 0.5f * (from + to);
    for (Crossing& c : active_) c.x = edges_[c.edge].xAt(middle);
    sortActive();
    ++slab_;
    int winding = 0;
    for (std::size_t n = 0, left = 0; n < active_.size(); ++n) {
      const int before = winding;
      winding += edges_[active_[n].edge].winding;
      if (before <= 0 && winding > 0) left = n;
      if (before > 0 && winding <= 0) stand(active_[left].edge, active_[n].edge, from);
    }
    endAllBut(slab_, from);
  }

  /// Nearly sorted from slab to slab.
  void sortActive() {
    for (std::size_t n = 1; n < active_.size(); ++n)
      for (std::size_t k = n; k > 0 && active_[k].x < active_[k - 1].x; --k)
        std::swap(active_[k], active_[k - 1]);
  }

  void stand(std::uint32_t left, std::uint32_t right, float from) {
    bounds_[edges_[left].segment] = bounds_[edges_[right].segment] = true;
    Open& face = open_[left];
    const bool stands = face.seen == slab_ - 1;
    if (stands && face.right != right) end(left, face, from);
    if (!stands || face.right != right) {
      face.right = right;
      face.since = from;
    }
    if (!stands) standing_.push_back(left);
    face.seen = slab_;
  }

  void endAllBut(int slab, float height) {
    std::erase_if(standing_, [&](std::uint32_t left) {
      if (open_[left].seen == slab) return false;
      end(left, open_[left], height);
      return true;
    });
  }

  void end(std::uint32_t left, const Open& face, float to) {
    const Edge &l = edges_[left], &r = edges_[face.right];
    pieces_.push_back(
        {{l.pointAt(face.since), r.pointAt(face.since)}, {l.pointAt(to), r.pointAt(to)}});
  }

  std::vector<Edge> edges_;
  std::vector<Open> open_;
  std::vector<bool> bounds_;  // by segment of the contour
  std::vector<Crossing> active_;
  std::vector<std::uint32_t> standing_;
  std::size_t next_ = 0;
  int slab_ = 0;
  std::vector<Trapezoid> pieces_;
};

/// Corners of all pieces by height, then from left to right.
std::vector<ContourPoint> cornersOf(const std::vector<Trapezoid>& pieces) {
  const auto before = [](const ContourPoint& a, const ContourPoint& b) {
    return a.at.y != b.at.y ? a.at.y < b.at.y : a.at.x < b.at.x;
  };
  std::vector<ContourPoint> corners;
  corners.reserve(4 * pieces.size());
  for (const Trapezoid& t : pieces)
    for (const ContourPoint& p : {t.below[0], t.below[1], t.above[0], t.above[1]})
      corners.push_back(p);
  std::ranges::sort(corners, before);
  const auto rest = std::ranges::unique(corners, {}, &ContourPoint::at);
  corners.erase(rest.begin(), rest.end());
  return corners;
}

/// The corners on a level side of a piece, its neighbours' among them, from left to right.
std::vector<ContourPoint> along(const std::array<ContourPoint, 2>& side,
                                const std::vector<ContourPoint>& corners) {
  const auto first = std::ranges::lower_bound(
      corners, side[0].at,
      [](const Vec2f& a, const Vec2f& b) { return a.y != b.y ? a.y < b.y : a.x < b.x; },
      &ContourPoint::at);
  std::vector<ContourPoint> chain{side[0]};
  for (auto p = first; p != corners.end() && p->at.y == side[0].at.y && p->at.x < side[1].at.x; ++p)
    if (p->at.x > side[0].at.x) chain.push_back(*p);
  if (side[1].at != side[0].at) chain.push_back(side[1]);
  return chain;
}

/// Fills the pieces without a corner of one on the side of another: no pixel falls between them.
SectionMesh filled(const std::vector<Trapezoid>& pieces, const SectionPlane& plane) {
  const std::vector<ContourPoint> corners = cornersOf(pieces);
  SectionMesh mesh;
  for (const Trapezoid& t : pieces) {
    const std::vector<ContourPoint> below = along(t.below, corners),
                                    above = along(t.above, corners);
    const std::size_t strips = std::max(below.size(), above.size()) - 1;
    for (std::size_t n = 0; n < strips; ++n) {
      const auto at = [&](const std::vector<ContourPoint>& chain, std::size_t k) {
        const ContourPoint& p = chain[std::min(k, chain.size() - 1)];
        mesh.push_back({plane.point(p.at), p.material, Vec3f(0.0f)});
      };
      at(below, n), at(below, n + 1), at(above, n + 1), at(above, n);
    }
  }
  return mesh;
}

struct SamePlace {
  std::size_t operator()(const Vec2f& p) const {
    return std::bit_cast<std::uint32_t>(p.x) * 0x9e3779b1u ^ std::bit_cast<std::uint32_t>(p.y);
  }
};
using Corners = std::unordered_map<Vec2f, Vec2f, SamePlace>;  // to the sum of the normals there

Vec2f inwardNormal(const ContourSegment& s) {
  const Vec2f along = s.to.at - s.from.at;
  const float length = glm::length(along);
  return length > 0.0f ? Vec2f(-along.y, along.x) / length : Vec2f(0.0f);
}

/// How far the corner of a band of width 1 lies from the contour, mitred but never far.
Vec2f mitre(const Vec2f& sum, const Vec2f& normal) {
  constexpr float kMost = 2.0f;
  const float length = glm::length(sum);
  if (length < 1e-3f) return normal;
  const Vec2f direction = sum / length;
  return direction * std::min(1.0f / std::max(glm::dot(direction, normal), 0.1f), kMost);
}

}  // namespace

SectionPlane::SectionPlane(const math::Vec4f& plane) {
  const float length = glm::length(Vec3f(plane));
  normal = Vec3f(plane) / length;
  offset_mm = plane.w / length;
  const Vec3f aside = std::abs(normal.z) < 0.7f ? Vec3f(0, 0, 1) : Vec3f(0, 1, 0);
  across = glm::normalize(glm::cross(aside, normal));
  up = glm::cross(normal, across);
}

Contour contourOf(const view::Surface& surface, const view::BendMatrices& bend,
                  const SectionPlane& plane) {
  const math::Mesh& mesh = *surface.mesh.mesh;
  const Mover mover(surface, bend, plane);
  std::vector<float> distance;
  distance.reserve(mesh.vertices.size());
  for (const math::Vertex& v : mesh.vertices) distance.push_back(mover.distance(v));
  // always from the kept side to the other: both neighbours of an edge get the same bits
  const auto crossing = [&](std::uint32_t kept, std::uint32_t gone) -> ContourPoint {
    const math::Vertex &a = mesh.vertices[kept], &b = mesh.vertices[gone];
    const float share = distance[kept] / (distance[kept] - distance[gone]);
    return {plane.flat(glm::mix(mover.position(a), mover.position(b), share)),
            glm::mix(a.position, b.position, share)};
  };
  Contour contour;
  for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
    const std::array<std::uint32_t, 3> corner{mesh.indices[i], mesh.indices[i + 1],
                                              mesh.indices[i + 2]};
    const auto gone = [&](std::size_t k) { return distance[corner[k % 3]] >= 0.0f; };
    if (gone(0) == gone(1) && gone(1) == gone(2)) continue;
    ContourSegment segment;
    for (std::size_t k = 0; k < 3; ++k) {
      const std::uint32_t a = corner[k], b = corner[(k + 1) % 3];
      if (gone(k) && !gone(k + 1)) segment.from = crossing(b, a);
      if (!gone(k) && gone(k + 1)) segment.to = crossing(a, b);
    }
    contour.push_back(segment);
  }
  return contour;
}

SectionFace faceOf(const Contour& contour, const SectionPlane& plane) {
  Sweep sweep(contour);
  sweep.run();
  SectionFace face{filled(sweep.pieces(), plane), {}};
  for (std::size_t n = 0; n < contour.size(); ++n)
    if (sweep.bounds(contour[n], n)) face.rim.push_back(contour[n]);
  return face;
}

SectionMesh bandOf(const Contour& contour, const SectionPlane& plane) {
  Corners corners;
  corners.reserve(2 * contour.size());
  for (const ContourSegment& s : contour)
    for (const ContourPoint* p : {&s.from, &s.to}) corners[p->at] += inwardNormal(s);
  SectionMesh mesh;
  mesh.reserve(4 * contour.size());
  const auto add = [&](const ContourPoint& p, const Vec2f& inward) {
    mesh.push_back({plane.point(p.at), p.material, inward.x * plane.across + inward.y * plane.up});
  };
  for (const ContourSegment& s : contour) {
    const Vec2f normal = inwardNormal(s);
    add(s.from, Vec2f(0.0f));
    add(s.to, Vec2f(0.0f));
    add(s.to, mitre(corners[s.to.at], normal));
    add(s.from, mitre(corners[s.from.at], normal));
  }
  return mesh;
}

SectionFrame frameOf(const Contour& contour, const SectionPlane& plane) {
  SectionFrame frame;
  double length = 0.0, xx = 0.0, xy = 0.0, yy = 0.0;
  math::Vec2 middle(0.0);
  math::Vec3 material(0.0);
  const auto each = [&](const auto& use) {
    for (const ContourSegment& s : contour)
      use(math::Vec2(0.5f * (s.from.at + s.to.at)),
          math::Vec3(0.5f * (s.from.material + s.to.material)),
          static_cast<double>(glm::length(s.to.at - s.from.at)));
  };
  each([&](const math::Vec2& at, const math::Vec3& m, double weight) {
    length += weight;
    middle += weight * at;
    material += weight * m;
  });
  if (length <= 0.0) return frame;
  middle /= length;
  frame.centre = Vec3f(material / length);
  each([&](const math::Vec2& at, const math::Vec3&, double weight) {
    const math::Vec2 d = at - middle;
    xx += weight * d.x * d.x, xy += weight * d.x * d.y, yy += weight * d.y * d.y;
  });
  const double turn = 0.5 * std::atan2(2.0 * xy, xx - yy);
  const Vec2f axis(static_cast<float>(std::cos(turn)), static_cast<float>(std::sin(turn)));
  frame.longAxis = axis.x * plane.across + axis.y * plane.up;
  frame.shortAxis = -axis.y * plane.across + axis.x * plane.up;
  Vec2f half(0.0f);
  each([&](const math::Vec2& at, const math::Vec3&, double) {
    const Vec2f d = Vec2f(at - middle);
    half = glm::max(half, glm::abs(Vec2f(glm::dot(d, axis), axis.x * d.y - axis.y * d.x)));
  });
  frame.half_mm = glm::max(half, Vec2f(0.1f));
  return frame;
}

}  // namespace unkink::render
