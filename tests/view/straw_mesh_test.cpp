// Claims about the drawn straw: its wall is folded and not stretched, it holds what flows in it,
// and the same numbers give the same picture.
#include "view/straw_mesh.hpp"

#include "support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace unkink;
using namespace unkink::view;
using math::Vec2;
using math::Vec3;

namespace {

constexpr double kPi = std::numbers::pi;

struct Size {
  double perimeter = 0.0, area = 0.0;
};
Size sizeOf(const StrawSection& s) {
  Size size;
  for (std::size_t k = 0; k < s.size(); ++k) {
    const Vec2 a = s[k], b = s[(k + 1) % s.size()];
    size.perimeter += glm::distance(a, b);
    size.area += 0.5 * (a.x * b.y - a.y * b.x);
  }
  return size;
}

/// A straw with `room` of its healthy area left in the middle, and another narrow place below.
thecal_sac::Straw kinked(double room) {
  thecal_sac::Straw s;
  double resistance = 0.0;
  for (int n = 0; n < thecal_sac::kStrawPoints; ++n) {
    const auto i = static_cast<std::size_t>(n);
    const double a = (n - 20) / 3.0, b = (n - 31) / 2.0;
    const double here = 1.0 - (1.0 - room) * (std::exp(-a * a) + 0.4 * std::exp(-b * b));
    s.arc_mm[i] = 4.0f * static_cast<float>(n);
    s.bore[i] = static_cast<float>(std::sqrt(here));
    s.middle[i] =
        math::Vec3f(0.0f, 0.1f * static_cast<float>(n), 90.0f - 3.9f * static_cast<float>(n));
    s.chain[i] = static_cast<float>(n) / 8.0f;
    resistance += 1.0 / (here * here) / thecal_sac::kStrawPoints;
  }
  s.flow = 1.0 / resistance;
  for (std::size_t i = 0; i < s.bore.size(); ++i)
    s.speed[i] = static_cast<float>(s.flow) / (s.bore[i] * s.bore[i]);
  s.narrowest = 20;
  s.narrowestBore = static_cast<double>(s.bore[20]);
  return s;
}

/// The outline of the wall's outside at a ring, back from the mesh.
Size outlineOf(const StrawBody& body, const math::Mesh& wall, std::size_t ring) {
  const StrawRing& r = body.rings[ring];
  StrawSection s;
  for (std::size_t k = 0; k < s.size(); ++k) {
    const Vec3 p = Vec3(wall.vertices[ring * (kStrawSides + 1) + k].position) - r.centre;
    CHECK(std::abs(glm::dot(p, r.along)) < 1e-3);
    s[k] = {glm::dot(p, r.across), glm::dot(p, r.dorsal)};
  }
  return sizeOf(s);
}

/// Whether a point lies inside the inside of the wall at a ring's height.
bool inside(const StrawBody& body, std::size_t ring, const Vec3& point) {
  const StrawRing& r = body.rings[ring];
  const double scale = (1.0 - kStrawWall) * r.radius_mm;
  const Vec2 p =
      Vec2(glm::dot(point - r.centre, r.across), glm::dot(point - r.centre, r.dorsal)) / scale;
  const StrawSection& s = body.sections[ring];
  for (std::size_t k = 0; k < s.size(); ++k) {
    const Vec2 a = s[k], along = s[(k + 1) % s.size()] - a;
    if (along.x * (p.y - a.y) - along.y * (p.x - a.x) < -0.01) return false;
  }
  return true;
}

std::size_t nearestRing(const StrawBody& body, const Vec3& point) {
  std::size_t best = 0;
  for (std::size_t n = 0; n < body.rings.size(); ++n)
    if (glm::distance(body.rings[n].centre, point) < glm::distance(body.rings[best].centre, point))
      best = n;
  return best;
}

}  // namespace

TEST_CASE("a section has the room asked for and the wall it always had") {
  const Size round = sizeOf(strawSection(1.0));
  CHECK(round.perimeter == Approx(2.0 * kPi).epsilon(0.002));
  for (double room = kLeastRoom; room <= 1.0; room += 0.01) {
    const Size s = sizeOf(strawSection(room));
    INFO("room " << room);
    CHECK(s.perimeter == Approx(round.perimeter).epsilon(0.01));
    CHECK(s.area / round.area == Approx(room).epsilon(0.01));
  }
}

TEST_CASE("the less room, the flatter the section, the wider and the sharper its creases") {
  StrawSection before = strawSection(1.0);
  CHECK(innerRadius(before) == Approx(1.0).epsilon(0.01));
  for (double room = 0.95; room > 0.05; room -= 0.05) {
    const StrawSection s = strawSection(room);
    CHECK(innerRadius(s) < innerRadius(before));
    CHECK(s[0].x > before[0].x);
    before = s;
  }
  const auto corner = [](const StrawSection& s) {
    const Vec2 a = glm::normalize(s[0] - s[kStrawSides - 1]), b = glm::normalize(s[1] - s[0]);
    return std::acos(glm::dot(a, b));
  };
  CHECK(corner(strawSection(1.0)) < 0.15);
  CHECK(corner(strawSection(0.5)) > corner(strawSection(0.8)));
  CHECK(corner(strawSection(0.2)) > 1.0);
}

TEST_CASE("every cross-section of the wall keeps its perimeter and has the profile's room") {
  for (const double room : {1.0, 0.6, 0.3}) {
    const thecal_sac::Straw straw = kinked(room);
    for (const bool byHeight : {false, true}) {
      const StrawBody body = strawBody(straw, {.byHeight = byHeight});
      const StrawMeshes m = makeStrawMeshes(body);
      const double perimeter = 2.0 * kPi * 9.0, area = kPi * 81.0;
      for (std::size_t n = body.first; n <= body.last; ++n) {
        const Size s = outlineOf(body, m.wall, n);
        INFO("ring " << n << " of a straw with " << room);
        CHECK(s.perimeter == Approx(perimeter).epsilon(0.01));
        CHECK(s.area / area ==
              Approx(thecal_sac::roomAt(straw, body.rings[n].share)).epsilon(0.01));
      }
    }
  }
}

TEST_CASE("wall and liquid are closed, the wall turned out and the liquid in") {
  for (const double room : {1.0, 0.6, 0.25}) {
    const StrawBody body = strawBody(kinked(room));
    const StrawMeshes m = makeStrawMeshes(body);
    INFO("room " << room);
    CHECK(math::openEdgeCount(m.wall) == 0);
    CHECK(math::openEdgeCount(m.liquid) == 0);
    CHECK(math::volume(m.wall) > 0.0);
    CHECK(-math::volume(m.liquid) ==
          Approx(0.985 * 0.985 * body.filled_mm3[body.surface]).epsilon(0.03));
    for (const math::Mesh* mesh : {&m.wall, &m.liquid, &m.level, &m.ghost})
      for (const math::Vertex& v : mesh->vertices) {
        REQUIRE(std::isfinite(glm::length(v.position)));
        REQUIRE(glm::length(v.normal) == Approx(1.0).margin(1e-3));
      }
  }
}

TEST_CASE("the same height is the same place as in the sac") {
  const thecal_sac::Straw straw = kinked(0.5);
  const StrawBody body = strawBody(straw, {.byHeight = true});
  for (std::size_t n = body.first; n <= body.last; ++n)
    CHECK(body.rings[n].centre.z ==
          Approx(thecal_sac::middleAt(straw, body.rings[n].share).z).margin(1e-6));
}

TEST_CASE("a healthy straw is straight, a kinked one bends in the more the less room there is") {
  const auto bow = [](double room) {
    const StrawBody body = strawBody(kinked(room));
    double most = 0.0;
    for (std::size_t n = body.first; n <= body.last; ++n)
      most = std::max(most, -body.rings[n].centre.y);
    CHECK(body.rings[body.first].centre.y == Approx(0.0).margin(1e-9));
    CHECK(body.rings[body.last].centre.y == Approx(0.0).margin(0.3));
    return most;
  };
  CHECK(bow(1.0) == Approx(0.0).margin(1e-9));
  CHECK(bow(0.7) > 0.5);
  CHECK(bow(0.5) > bow(0.7));
}

TEST_CASE("the liquid's surface is level and climbs the wall") {
  const StrawBody body = strawBody(kinked(0.5));
  const math::Mesh level = makeStrawMeshes(body).level;
  const double middle = static_cast<double>(level.vertices.front().position.z);
  const StrawRing& top = body.rings[body.surface];
  for (const math::Vertex& v : level.vertices) {
    CHECK(v.normal.z > 0.0f);
    CHECK(static_cast<double>(v.position.z) >= middle - 1e-3);
    CHECK(static_cast<double>(v.position.z) <= middle + 0.2 * top.radius_mm);
    // in the mouthpiece, below its rim
    const Vec3 from = Vec3(v.position) - body.rings.front().centre;
    CHECK(glm::dot(from, body.rings.front().along) < 0.0);
  }
}

TEST_CASE("none of the particles is lost, and none leaves the straw") {
  for (const double room : {1.0, 0.5, 0.2}) {
    const StrawBody body = strawBody(kinked(room));
    for (const double travel : {0.0, 3.7, 41.0, 260.0, 99999.0}) {
      const auto particles = strawParticles(body, travel);
      REQUIRE(particles.size() == static_cast<std::size_t>(body.particles));
      const math::Mesh mesh = particleMesh(particles);
      CHECK(math::openEdgeCount(mesh) == 0);
      const std::size_t each = mesh.vertices.size() / particles.size();
      for (std::size_t v = 0; v < mesh.vertices.size(); ++v) {
        const Vec3 p(mesh.vertices[v].position);
        INFO("particle " << v / each << ", room " << room << ", travel " << travel);
        REQUIRE(inside(body, nearestRing(body, p), p));
      }
    }
  }
}

TEST_CASE("particles go as fast as continuity asks: speed times area is one number all along") {
  for (const double room : {0.7, 0.35}) {
    const thecal_sac::Straw straw = kinked(room);
    const StrawBody body = strawBody(straw);
    // as stated
    for (const StrawParticle& p : strawParticles(body, 12.0))
      CHECK(p.speed * p.room == Approx(straw.flow));
    // and as they move
    constexpr double kStep_mm = 0.05;
    const auto a = strawParticles(body, 12.0), b = strawParticles(body, 12.0 + kStep_mm);
    for (std::size_t n = 0; n < a.size(); ++n) {
      const std::size_t ring = nearestRing(body, a[n].centre);
      if (ring < body.first + 2 || ring > body.last - 2) continue;
      if (glm::distance(a[n].centre, b[n].centre) > 5.0) continue;  // begins anew
      const double along = glm::dot(b[n].centre - a[n].centre, body.rings[ring].along);
      INFO("particle " << n << " room " << a[n].room);
      CHECK(along * a[n].room / kStep_mm == Approx(1.0).epsilon(0.08));
    }
  }
}

TEST_CASE("the same straw at the same travel is the same picture, bit for bit") {
  const StrawBody one = strawBody(kinked(0.4)), other = strawBody(kinked(0.4));
  const auto same = [](const math::Mesh& a, const math::Mesh& b) {
    REQUIRE(a.indices == b.indices);
    for (std::size_t n = 0; n < a.vertices.size(); ++n) {
      REQUIRE(a.vertices[n].position == b.vertices[n].position);
      REQUIRE(a.vertices[n].normal == b.vertices[n].normal);
    }
  };
  same(makeStrawMeshes(one).wall, makeStrawMeshes(other).wall);
  same(makeStrawMeshes(one).liquid, makeStrawMeshes(other).liquid);
  same(particleMesh(strawParticles(one, 77.7)), particleMesh(strawParticles(other, 77.7)));
}
