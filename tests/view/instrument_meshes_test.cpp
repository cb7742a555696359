// Instruments are closed solids of the kit's sizes, and their jaws are where the bite is.
#include "view/instrument_meshes.hpp"

#include "operation/default_case.hpp"
#include "operation/instruments.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <numbers>
#include <optional>

using namespace unkink;
using namespace unkink::view;
using math::Vec3;

namespace {

using operation::ToolKind;

const InstrumentMeshes& kit() {
  static const InstrumentMeshes made = makeInstrumentMeshes();
  return made;
}

const InstrumentPieces& piecesOf(ToolKind kind) {
  return kind == ToolKind::kBoneRongeur ? kit().rongeur : kit().sculptor;
}

/// Where a ray from `from` leaves the last of the metal that it meets, mm; nothing: it meets none.
std::optional<double> lastHit(const InstrumentPieces& pieces, double share, const Vec3& from,
                              const Vec3& way) {
  std::optional<double> last;
  for (const InstrumentPiece& piece : pieces) {
    if (piece.look == Look::kCue) continue;
    const auto& m = piece.mesh;
    for (std::size_t n = 0; n < m.indices.size(); n += 3) {
      const auto corner = [&](std::size_t c) {
        return Vec3(m.vertices[m.indices[n + c]].position) + share * piece.closingMove;
      };
      const Vec3 a = corner(0), u = corner(1) - a, v = corner(2) - a, h = glm::cross(way, v);
      const double det = glm::dot(u, h);
      if (std::abs(det) < 1e-12) continue;
      const Vec3 s = from - a, q = glm::cross(s, u);
      const double x = glm::dot(s, h) / det, y = glm::dot(way, q) / det, t = glm::dot(v, q) / det;
      if (x < -1e-6 || y < -1e-6 || x + y > 1.0 + 1e-6 || t < 0.0) continue;
      last = std::max(last.value_or(0.0), t);
    }
  }
  return last;
}

/// How far the bite reaches from its middle.
double reach(const tissue::JawShape& jaw, const Vec3& way) {
  double t = 0.0;
  for (; jaw.distance_mm(jaw.centre_mm + t * way) < 0.0; t += 0.01) {
  }
  return t;
}

std::vector<Vec3> allWays() {
  constexpr int kCount = 400;
  std::vector<Vec3> ways;
  for (int n = 0; n < kCount; ++n) {  // a spiral over the sphere
    const double z = 1.0 - 2.0 * (n + 0.5) / kCount, r = std::sqrt(1.0 - z * z);
    const double a = n * std::numbers::pi * (3.0 - std::sqrt(5.0));
    ways.emplace_back(r * std::cos(a), r * std::sin(a), z);
  }
  return ways;
}

/// The widest that pieces in the beam are at a height.
double radiusAt(const InstrumentPieces& pieces, double from, double to) {
  double r = 0.0;
  for (const InstrumentPiece& piece : pieces)
    if (piece.beam != Beam::kOutside)
      for (const math::Vertex& v : piece.mesh.vertices)
        if (v.position.z >= from && v.position.z <= to)
          r = std::max(r, std::hypot(double{v.position.x}, double{v.position.y}));
  return r;
}

}  // namespace

TEST_CASE("every piece of every instrument is closed and faces outward") {
  for (const InstrumentPieces* pieces :
       {&kit().needle, &kit().portal, &kit().trocar, &kit().rongeur, &kit().sculptor, &kit().slit,
        &kit().gaping})
    for (const InstrumentPiece& piece : *pieces) {
      INFO("piece " << &piece - pieces->data() << " of " << pieces->size());
      CHECK(math::openEdgeCount(piece.mesh) == 0);
      CHECK(math::volume(piece.mesh) > 0.0);
      for (const math::Vertex& v : piece.mesh.vertices)
        REQUIRE(glm::length(v.normal) == Approx(1.0).margin(1e-3));
    }
  CHECK(math::openEdgeCount(kit().dressing) == 0);
  CHECK(math::volume(kit().dressing) > 0.0);
}

TEST_CASE("what lies in the beam has the kit's dimensions") {
  using namespace operation;
  CHECK(radiusAt(kit().portal, -kPortalLength_mm, 0.0) == Approx(kPortalOuterRadius_mm));
  CHECK(radiusAt(kit().trocar, -200.0, 0.0) == Approx(kTrocarRadius_mm));
  CHECK(radiusAt(kit().rongeur, -kToolShaftLength_mm, 9.0) == Approx(kRongeurRadius_mm));
  CHECK(radiusAt(kit().sculptor, -kToolShaftLength_mm, -16.0) == Approx(kSculptorRadius_mm));
  CHECK(radiusAt(kit().needle, -kNeedleLength_mm, 0.0) == Approx(kNeedleRadius_mm));
  for (const math::Vertex& v : kit().portal.front().mesh.vertices)  // it is hollow
    CHECK(std::hypot(v.position.x, v.position.y) > kPortalInnerRadius_mm - 1e-4);
  // whatever goes through the portal fits its bore, the head of the sculptor off its axis
  CHECK(kRongeurRadius_mm < kPortalInnerRadius_mm);
  const double offAxis = kTrocarRadius_mm - kSculptorRadius_mm;
  CHECK(radiusAt(kit().sculptor, -16.0, 0.0) < kPortalInnerRadius_mm + offAxis);
}

TEST_CASE("what the X-ray takes as convex is convex") {
  for (const InstrumentPieces* pieces : {&kit().trocar, &kit().rongeur})
    for (const InstrumentPiece& piece : *pieces) {
      if (piece.beam != Beam::kConvex) continue;
      INFO("piece " << &piece - pieces->data() << " of " << pieces->size());
      const auto& m = piece.mesh;
      double out = 0.0;
      for (std::size_t n = 0; n < m.indices.size(); n += 3) {
        const auto corner = [&](std::size_t c) {
          return Vec3(m.vertices[m.indices[n + c]].position);
        };
        const Vec3 area = glm::cross(corner(1) - corner(0), corner(2) - corner(0));
        if (glm::length(area) < 1e-6) continue;
        for (const math::Vertex& v : m.vertices)
          out = std::max(out, glm::dot(Vec3(v.position) - corner(0), glm::normalize(area)));
      }
      CHECK(out < 0.02);
    }
}

TEST_CASE("shut, the drawn jaw encloses what the bite takes") {
  for (const ToolKind kind : {ToolKind::kBoneRongeur, ToolKind::kTissueSculptor}) {
    const tissue::JawShape jaw = operation::jawOf(kind).shape;
    double furthest = 0.0;
    for (const Vec3& way : allWays()) {
      const auto hit = lastHit(piecesOf(kind), 1.0, jaw.centre_mm, way);
      INFO(static_cast<int>(kind) << ": " << way.x << ' ' << way.y << ' ' << way.z);
      REQUIRE(hit);
      // two upper bounds of how far a point of the bite's surface lies outside the metal
      const double at = reach(jaw, way);
      const Vec3 p = jaw.centre_mm + at * way, axis(0.0, 0.25, p.z);
      const double across = glm::distance(p, axis);
      const auto beside = lastHit(piecesOf(kind), 1.0, axis, (p - axis) / across);
      furthest = std::max(furthest, std::min(at - *hit, beside ? across - *beside : at));
    }
    INFO(static_cast<int>(kind));
    CHECK(furthest < 0.2);
  }
}

TEST_CASE("open, the jaw lets tissue in from where its window faces and from nowhere else") {
  for (const ToolKind kind : {ToolKind::kBoneRongeur, ToolKind::kTissueSculptor}) {
    const Vec3 middle = operation::jawOf(kind).shape.centre_mm;
    INFO(static_cast<int>(kind));
    CHECK_FALSE(lastHit(piecesOf(kind), 0.0, middle, {0.0, 1.0, 0.0}));
    CHECK(lastHit(piecesOf(kind), 0.0, middle, {0.0, -1.0, 0.0}));
    CHECK(lastHit(piecesOf(kind), 0.0, middle, {0.0, 0.0, 1.0}));
  }
}

TEST_CASE("the jaw shuts as its time runs out and springs open after the bite") {
  operation::State s = operation::initialState(test::defaultCase());
  s.tool.kind = ToolKind::kBoneRongeur;
  CHECK(closedShare(s) == 0.0);
  double before = -1.0;
  for (const double left : {1.0, 0.75, 0.5, 0.25, 0.01}) {
    s.tool.closing_s = left * operation::kJawCloses_s;
    CHECK(closedShare(s) > before);
    before = closedShare(s);
  }
  CHECK(before > 0.99);
  s.tool.closing_s = 0.0;
  s.events.push_back({});
  s.events.back().kind = operation::EventKind::kBite;
  s.events.back().tick = s.tick;
  CHECK(closedShare(s) == Approx(1.0));
  s.tick += 60;
  CHECK(closedShare(s) == 0.0);
}
