// The straw's surfaces from its rings.
#include "view/straw_mesh.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

namespace unkink::view {
namespace {

using math::Mesh;
using math::Vec2;
using math::Vec3;
using math::Vec3f;

constexpr double kLiquid = 0.985;   // of the inside, so that no surface lies in another
constexpr double kTwist = 0.45;     // turns of the stripes over the whole straw
constexpr double kMeniscus = 0.16;  // how far the liquid climbs up the wall, in radii
constexpr int kLevelCircles = 7;

using Index = std::uint32_t;

Vec3 pointOf(const StrawBody& body, std::size_t ring, int side, double scale) {
  const StrawRing& r = body.rings[ring];
  const Vec2& p = body.sections[ring][static_cast<std::size_t>(side % kStrawSides)];
  return r.centre + scale * r.radius_mm * (p.x * r.across + p.y * r.dorsal);
}

/// How sharply a wall folds along the straw at a ring: at the shoulders of a kink.
double shoulderAt(const StrawBody& body, std::size_t ring) {
  constexpr std::size_t kReach = 3;
  if (ring < body.first + kReach || ring + kReach > body.last) return 0.0;
  const auto flat = [&](std::size_t n) { return innerRadius(body.sections[n]); };
  const double step = glm::distance(body.rings[ring - kReach].centre, body.rings[ring].centre) /
                      body.rings[ring].radius_mm;
  return std::abs(flat(ring - kReach) - 2.0 * flat(ring) + flat(ring + kReach)) / (step * step);
}

/// How sharply the plastic is folded at a side of a ring: most at the two creases, and on the flat
/// sides at a kink's shoulders.
double creaseAt(const StrawBody& body, std::size_t ring, int side, double shoulder) {
  const double gone = 1.0 - body.rings[ring].room;
  const int half = kStrawSides / 2;
  const int from = std::min(side % half, half - side % half);
  const double edge = std::exp(-0.5 * from * from);
  const double face = std::sin(2.0 * std::numbers::pi * from / kStrawSides);
  return std::clamp(2.0 * gone * edge + 0.30 * shoulder * face * face + 0.1 * gone, 0.0, 1.0);
}

/// A skin over rings [first, last] at a scale of their outlines. \param outward   else turned in
void addSkin(Mesh& mesh, const StrawBody& body, std::size_t first, std::size_t last, double scale,
             bool outward) {
  const auto base = static_cast<Index>(mesh.vertices.size());
  constexpr Index kRow = kStrawSides + 1;
  for (std::size_t n = first; n <= last; ++n) {
    const double shoulder = shoulderAt(body, n);
    for (int side = 0; side <= kStrawSides; ++side) {
      math::Vertex v;
      v.position = Vec3f(pointOf(body, n, side, scale));
      const Vec3 down = pointOf(body, std::min(n + 1, last), side, scale) -
                        pointOf(body, n > first ? n - 1 : n, side, scale);
      const Vec3 round =
          pointOf(body, n, side + 1, scale) - pointOf(body, n, side + kStrawSides - 1, scale);
      const Vec3 out = glm::normalize(glm::cross(down, round));
      v.normal = Vec3f(outward ? out : -out);
      v.chain = static_cast<float>(static_cast<double>(side) / kStrawSides +
                                   kTwist * static_cast<double>(n) /
                                       static_cast<double>(body.rings.size()));
      v.bulge = static_cast<float>(creaseAt(body, n, side, shoulder));
      mesh.vertices.push_back(v);
    }
  }
  for (Index n = 0; n + 1 < static_cast<Index>(last - first + 1); ++n)
    for (Index side = 0; side < kStrawSides; ++side) {
      const Index a = base + n * kRow + side, b = a + 1, c = a + kRow, d = c + 1;
      if (outward)
        mesh.indices.insert(mesh.indices.end(), {a, c, b, b, c, d});
      else
        mesh.indices.insert(mesh.indices.end(), {a, b, c, b, d, c});
    }
}

/// The flat ring of plastic at an end, between outside and inside.
void addRim(Mesh& mesh, const StrawBody& body, std::size_t ring, bool up) {
  const auto base = static_cast<Index>(mesh.vertices.size());
  for (int side = 0; side <= kStrawSides; ++side)
    for (const double scale : {1.0, 1.0 - kStrawWall}) {
      math::Vertex v;
      v.position = Vec3f(pointOf(body, ring, side, scale));
      v.normal = Vec3f(up ? body.rings[ring].along : -body.rings[ring].along);
      v.chain = 0.5f / 3.0f;  // between the stripes
      v.bulge = 1.0f;         // a cut edge is whiter
      mesh.vertices.push_back(v);
    }
  for (Index side = 0; side < kStrawSides; ++side) {
    const Index a = base + 2 * side, b = a + 1, c = a + 2, d = a + 3;  // out, in, next out, next in
    if (up)
      mesh.indices.insert(mesh.indices.end(), {a, c, b, b, c, d});
    else
      mesh.indices.insert(mesh.indices.end(), {a, b, c, b, d, c});
  }
}

/// The liquid's surface: level whatever way the straw leans, higher along the wall.
std::vector<std::vector<Vec3>> levelCircles(const StrawBody& body) {
  const StrawRing& top = body.rings[body.surface];
  std::vector<std::vector<Vec3>> circles;
  for (int c = 0; c <= kLevelCircles; ++c) {
    const double out = static_cast<double>(c) / kLevelCircles;
    std::vector<Vec3> circle;
    for (int side = 0; side < kStrawSides; ++side) {
      Vec3 p = pointOf(body, body.surface, side, out * kLiquid * (1.0 - kStrawWall));
      p += (top.centre.z - p.z) / top.along.z * top.along;
      p += kMeniscus * top.radius_mm * std::pow(out, 5.0) * top.along;
      circle.push_back(p);
    }
    circles.push_back(std::move(circle));
  }
  return circles;
}

Mesh levelMesh(const std::vector<std::vector<Vec3>>& circles, bool upward) {
  Mesh mesh;
  for (std::size_t c = 0; c < circles.size(); ++c)
    for (std::size_t side = 0; side < kStrawSides; ++side) {
      math::Vertex v;
      v.position = Vec3f(circles[c][side]);
      const std::vector<Vec3>& out = circles[std::min(c + 1, circles.size() - 1)];
      const std::vector<Vec3>& in = circles[c > 0 ? c - 1 : 0];
      const Vec3 radial = out[side] - in[side];
      const Vec3 round =
          circles[std::max<std::size_t>(c, 1)][(side + 1) % kStrawSides] -
          circles[std::max<std::size_t>(c, 1)][(side + kStrawSides - 1) % kStrawSides];
      const Vec3 up = glm::normalize(glm::cross(radial, round));
      v.normal = Vec3f(upward ? up : -up);
      mesh.vertices.push_back(v);
    }
  for (Index c = 0; c + 1 < static_cast<Index>(circles.size()); ++c)
    for (Index side = 0; side < kStrawSides; ++side) {
      const Index next = (side + 1) % kStrawSides;
      const Index a = c * kStrawSides + side, b = c * kStrawSides + next;
      const Index d = a + kStrawSides, e = b + kStrawSides;
      // the middle circle is one point
      if (c > 0) mesh.indices.insert(mesh.indices.end(), {a, upward ? e : b, upward ? b : e});
      mesh.indices.insert(mesh.indices.end(), {a, upward ? d : e, upward ? e : d});
    }
  return mesh;
}

/// The column from the surface down, closed, every triangle turned in.
Mesh liquidMesh(const StrawBody& body, const std::vector<std::vector<Vec3>>& circles) {
  const double scale = kLiquid * (1.0 - kStrawWall);
  Mesh mesh;
  addSkin(mesh, body, body.surface, body.rings.size() - 1, scale, false);
  const std::vector<Vec3>& edge = circles.back();
  for (int side = 0; side <= kStrawSides; ++side)
    mesh.vertices[static_cast<std::size_t>(side)].position =
        Vec3f(edge[static_cast<std::size_t>(side % kStrawSides)]);
  math::append(mesh, levelMesh(circles, false));
  const auto base = static_cast<Index>(mesh.vertices.size());
  const std::size_t foot = body.rings.size() - 1;
  math::Vertex v;
  v.normal = Vec3f(body.rings[foot].along);
  v.position = Vec3f(body.rings[foot].centre);
  mesh.vertices.push_back(v);
  for (int side = 0; side < kStrawSides; ++side) {
    v.position = Vec3f(pointOf(body, foot, side, scale));
    mesh.vertices.push_back(v);
  }
  for (Index side = 0; side < kStrawSides; ++side)
    mesh.indices.insert(mesh.indices.end(),
                        {base, base + 1 + side, base + 1 + (side + 1) % kStrawSides});
  return mesh;
}

/// A round straw without ends from the top of the computed part to its foot.
Mesh ghostMesh(const StrawBody& body) {
  StrawBody healthy;
  constexpr std::size_t kSteps = 24;
  for (std::size_t n = 0; n <= kSteps; ++n) {
    StrawRing ring = body.rings[body.first];
    ring.centre = glm::mix(body.rings[body.first].centre, body.rings[body.last].centre,
                           static_cast<double>(n) / kSteps);
    ring.room = 1.0;
    healthy.rings.push_back(ring);
    healthy.sections.push_back(strawSection(1.0));
  }
  Mesh mesh;
  addSkin(mesh, healthy, 0, kSteps, 1.03, true);
  return mesh;
}

/// Numbers in 0..1 that look drawn by lot: the same for a particle for ever.
double lot(int particle, int which) {
  const double x =
      0.7548776662466927 * particle + 0.5698402909980532 * which + 0.31 * particle * which;
  return x - std::floor(x);
}

/// Where in the straw so much liquid is below: a ring and how far on towards the next one up.
struct Depth {
  std::size_t ring;
  double t;
};
Depth depthOf(const StrawBody& body, double below_mm3) {
  // filled falls from the mouthpiece down
  const auto lower = std::lower_bound(body.filled_mm3.begin(), body.filled_mm3.end(), below_mm3,
                                      [](double a, double b) { return a > b; });
  const auto n = std::clamp<std::size_t>(static_cast<std::size_t>(lower - body.filled_mm3.begin()),
                                         1, body.rings.size() - 1);
  const double step = body.filled_mm3[n - 1] - body.filled_mm3[n];
  return {n, step > 0.0 ? std::clamp((below_mm3 - body.filled_mm3[n]) / step, 0.0, 1.0) : 0.0};
}

}  // namespace

StrawMeshes makeStrawMeshes(const StrawBody& body) {
  const std::size_t last = body.rings.size() - 1;
  StrawMeshes m;
  addSkin(m.wall, body, 0, last, 1.0, true);
  addSkin(m.wall, body, 0, last, 1.0 - kStrawWall, false);
  addRim(m.wall, body, 0, true);
  addRim(m.wall, body, last, false);
  const auto circles = levelCircles(body);
  m.liquid = liquidMesh(body, circles);
  m.level = levelMesh(circles, true);
  m.ghost = ghostMesh(body);
  return m;
}

std::vector<StrawParticle> strawParticles(const StrawBody& body, double travel_mm) {
  constexpr double kEnds = 0.02;        // of the volume, at either end, that they keep out of
  constexpr double kFurthestOut = 0.6;  // of the way to the wall
  const double whole = body.filled_mm3[body.surface];
  const double gone = travel_mm * body.healthyArea_mm2 / (whole * (1.0 - 2.0 * kEnds));
  std::vector<StrawParticle> particles;
  for (int n = 0; n < body.particles; ++n) {
    const double at = (n + 0.4 * lot(n, 1)) / body.particles + gone;
    const double place = at - std::floor(at);
    const Depth d = depthOf(body, whole * (kEnds + (1.0 - 2.0 * kEnds) * place));
    const StrawRing &a = body.rings[d.ring], &b = body.rings[d.ring - 1];
    const double side = lot(n, 2) * kStrawSides, out = kFurthestOut * std::sqrt(lot(n, 3));
    const auto k = static_cast<int>(side);
    const double scale = out * (1.0 - kStrawWall);
    const auto on = [&](std::size_t ring) {
      return glm::mix(pointOf(body, ring, k, scale), pointOf(body, ring, k + 1, scale), side - k);
    };
    StrawParticle p;
    p.centre = glm::mix(on(d.ring), on(d.ring - 1), d.t);
    p.along = glm::normalize(b.centre - a.centre);
    const double inner =
        (1.0 - kStrawWall) * std::min(a.radius_mm * innerRadius(body.sections[d.ring]),
                                      b.radius_mm * innerRadius(body.sections[d.ring - 1]));
    const double fresh = std::min({1.0, 25.0 * place, 25.0 * (1.0 - place)});  // none pops up
    p.radius_mm =
        std::min(a.radius_mm * (0.05 + 0.035 * lot(n, 4)) * fresh, 0.8 * (1.0 - out) * inner);
    p.room = std::lerp(a.room, b.room, d.t);
    p.speed = body.flow / p.room;
    p.length = 0.7 + 1.3 * p.speed;
    particles.push_back(p);
  }
  return particles;
}

Mesh particleMesh(const std::vector<StrawParticle>& particles) {
  constexpr int kRound = 8, kUp = 6;
  Mesh mesh;
  for (const StrawParticle& p : particles) {
    const Vec3 x(1.0, 0.0, 0.0), y = glm::normalize(glm::cross(p.along, x));
    const auto base = static_cast<Index>(mesh.vertices.size());
    for (int up = 0; up <= kUp; ++up)
      for (int side = 0; side < kRound; ++side) {
        const double a = 2.0 * std::numbers::pi * side / kRound, e = std::numbers::pi * up / kUp;
        const Vec3 round = std::sin(e) * (std::cos(a) * x + std::sin(a) * y);
        math::Vertex v;
        v.position = Vec3f(p.centre + p.radius_mm * (round - std::cos(e) * p.length * p.along));
        v.normal = Vec3f(glm::normalize(round - std::cos(e) / p.length * p.along));
        mesh.vertices.push_back(v);
      }
    for (Index up = 0; up < kUp; ++up)
      for (Index side = 0; side < kRound; ++side) {
        const Index a = base + up * kRound + side, b = base + up * kRound + (side + 1) % kRound;
        const Index c = a + kRound, d = b + kRound;
        if (up > 0) mesh.indices.insert(mesh.indices.end(), {a, b, c});
        if (up + 1 < kUp) mesh.indices.insert(mesh.indices.end(), {b, d, c});
      }
  }
  return mesh;
}

}  // namespace unkink::view
