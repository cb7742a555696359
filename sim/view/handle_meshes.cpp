// What hands hold and what lies on the skin: grips in dark polymer, the depth guide, the opening.
//
// No source gives the shapes of the grips; they are design defaults (house).
#include "operation/instruments.hpp"
#include "view/instrument_meshes.hpp"
#include "view/shapes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

namespace unkink::view {
namespace {

using math::Mesh;
using math::Vec2;
using math::Vec3;
using namespace operation;

using Ring = std::vector<Vec3>;

constexpr int kSides = 40;
constexpr double kPi = std::numbers::pi;

/// A rounded rectangle about a point, in the plane of u and v.
Ring rounded(const Vec3& at, const Vec3& u, const Vec3& v) {
  constexpr double kSquare = 0.55;
  Ring ring;
  for (int n = 0; n < kSides; ++n) {
    const double a = 2.0 * kPi * n / kSides;
    const auto bulged = [](double c) { return std::copysign(std::pow(std::abs(c), kSquare), c); };
    ring.push_back(at + bulged(std::cos(a)) * u + bulged(std::sin(a)) * v);
  }
  return ring;
}

/// A bar along z with rounded ends.
Mesh bar(double from, double to, double halfX, double halfY, double y = 0.0) {
  std::vector<Ring> rings;
  const double end = std::copysign(std::min(2.0, 0.3 * halfX), to - from);
  const auto ring = [&](double z, double share) {
    rings.push_back(rounded({0.0, y, z}, {share * halfX, 0.0, 0.0}, {0.0, share * halfY, 0.0}));
  };
  ring(from, 0.82);
  ring(from + 0.4 * end, 0.94);
  ring(from + end, 1.0);
  ring(to - end, 1.0);
  ring(to - 0.4 * end, 0.94);
  ring(to, 0.82);
  return loft(rings);
}

/// A turned knob with flutes for the fingers.
Mesh knurled(double radius, double from, double to) {
  constexpr int kFlutes = 14, kRound = 8 * kFlutes;
  std::vector<Ring> rings;
  const auto ring = [&](double z, double r, double depth) {
    Ring& points = rings.emplace_back();
    for (int n = 0; n < kRound; ++n) {
      const double a = 2.0 * kPi * n / kRound;
      const double rho = r - depth * std::pow(0.5 + 0.5 * std::cos(kFlutes * a), 2.0);
      points.emplace_back(rho * std::sin(a), rho * std::cos(a), z);
    }
  };
  ring(from, 0.86 * radius, 0.0);
  ring(from + 1.5, radius, 0.0);
  ring(from + 2.5, radius, 0.9);
  ring(to - 2.5, radius, 0.9);
  ring(to - 1.5, radius, 0.0);
  ring(to, 0.86 * radius, 0.0);
  return loft(rings);
}

/// A bent bar in the plane x = 0: the centres' (y, z), and half its width and depth at each.
Mesh bent(std::span<const Vec2> centres, std::span<const Vec2> halves) {
  std::vector<Ring> rings;
  for (std::size_t n = 0; n < centres.size(); ++n) {
    const Vec2 along =
        glm::normalize(centres[std::min(n + 1, centres.size() - 1)] - centres[n > 0 ? n - 1 : 0]);
    rings.push_back(rounded({0.0, centres[n].x, centres[n].y}, {halves[n].x, 0.0, 0.0},
                            halves[n].y * Vec3(0.0, -along.y, along.x)));
  }
  return loft(rings);
}

/// A ring for a finger in the plane x = 0.
Mesh fingerRing(const Vec2& centre, double radius, double thickness) {
  Mesh m = lathe(
      [&] {
        std::vector<Vec2> profile;
        for (int n = 0; n <= 16; ++n) {
          const double a = -2.0 * kPi * (n % 16) / 16.0;
          profile.emplace_back(radius + thickness * std::cos(a), -thickness * std::sin(a));
        }
        return profile;
      }(),
      kSides);
  for (math::Vertex& v : m.vertices) {  // the lathe's axis z becomes x
    v.position = {v.position.z, v.position.x + static_cast<float>(centre.x),
                  v.position.y + static_cast<float>(centre.y)};
    v.normal = {v.normal.z, v.normal.x, v.normal.y};
  }
  return m;
}

}  // namespace

InstrumentPieces portalFurniture() {
  constexpr double kEnd_mm = -kPortalLength_mm;
  Mesh grip = knurled(8.5, kEnd_mm - 4.0, kEnd_mm + 14.0);
  // the plate on either side that the fingers hold
  math::append(grip, bar(kEnd_mm + 14.0, kEnd_mm + 18.0, 21.0, 8.0));
  InstrumentPieces all;
  all.push_back({std::move(grip), Look::kPolymer});
  // the depth guide: a collar that is clamped where the skin will stop it
  all.push_back({knurled(6.0, kEnd_mm + 27.0, kEnd_mm + 37.0), Look::kPolymer});
  const std::array<Vec3, 2> screw{{{0.0, 4.0, kEnd_mm + 32.0}, {0.0, 11.0, kEnd_mm + 32.0}}};
  all.push_back({tube(screw, std::array<double, 2>{2.0, 2.0}, 20), Look::kSatin});
  return all;
}

InstrumentPieces trocarHandle() {
  InstrumentPieces all;
  constexpr double kEnd_mm = -kPortalLength_mm - kTrocarBeyondPortal_mm - 6.0;
  Mesh handle = knurled(7.5, kEnd_mm - 12.0, kEnd_mm);
  // a cross-bar for the palm
  math::append(handle, bar(kEnd_mm - 26.0, kEnd_mm - 12.0, 26.0, 7.0));
  all.push_back({std::move(handle), Look::kPolymer});
  return all;
}

InstrumentPieces pistolGrip(bool ring) {
  constexpr double kEnd_mm = -kToolShaftLength_mm;
  Mesh handle = knurled(7.0, kEnd_mm - 4.0, kEnd_mm + 8.0);
  math::append(handle, bar(kEnd_mm - 50.0, kEnd_mm - 4.0, 8.5, 11.0));
  const std::array<Vec2, 5> grip{{{-6.0, kEnd_mm - 36.0},
                                  {-22.0, kEnd_mm - 42.0},
                                  {-42.0, kEnd_mm - 52.0},
                                  {-64.0, kEnd_mm - 64.0},
                                  {-82.0, kEnd_mm - 70.0}}};
  math::append(handle,
               bent(grip, std::array<Vec2, 5>{
                              {{7.5, 13.0}, {8.5, 11.5}, {8.0, 12.0}, {8.5, 11.5}, {9.0, 13.0}}}));
  const std::array<Vec2, 4> trigger{{{-6.0, kEnd_mm - 12.0},
                                     {-18.0, kEnd_mm - 16.0},
                                     {-32.0, kEnd_mm - 18.0},
                                     {-46.0, kEnd_mm - 12.0}}};
  Mesh pulled =
      bent(trigger, std::array<Vec2, 4>{{{4.5, 4.5}, {4.5, 4.0}, {4.5, 3.5}, {4.0, 3.0}}});
  if (ring) {
    pulled = bent(std::span(trigger).first(2), std::array<Vec2, 2>{{{4.0, 4.5}, {4.0, 3.5}}});
    math::append(pulled, fingerRing({-30.0, kEnd_mm - 17.0}, 13.0, 3.0));
  }
  const Vec3 pull(0.0, 0.0, -9.0);
  InstrumentPieces all;
  all.push_back({std::move(handle), Look::kPolymer});
  all.push_back({std::move(pulled), Look::kPolymer, Beam::kOutside, true, pull});
  // which way the window faces, for the hand outside
  all.push_back({arrow({0.0, 11.0, kEnd_mm - 24.0}, 18.0, 10.0), Look::kCue});
  return all;
}

Mesh arrow(const Vec3& from, double length_mm, double width_mm) {
  const double thin = 0.16 * width_mm, neck = 0.55 * length_mm;
  const auto slab = [&](double y0, double half0, double y1, double half1) {
    std::vector<Ring> rings;
    for (const Vec2& end : {Vec2(y0, half0), Vec2(y1, half1)})
      rings.push_back({from + Vec3(-thin, end.x, end.y), from + Vec3(thin, end.x, end.y),
                       from + Vec3(thin, end.x, -end.y), from + Vec3(-thin, end.x, -end.y)});
    return loft(rings);
  };
  Mesh m = slab(0.0, thin, neck, thin);
  math::append(m, slab(neck, 0.5 * width_mm, length_mm, 0.02));
  return m;
}

InstrumentPieces skinOpening(double halfWidth_mm) {
  constexpr double kHalf_mm = 0.5 * kSkinOpening_mm, kAround_mm = 2.6;
  const double lip_mm = std::min(1.0, 0.4 + 0.22 * halfWidth_mm);  // pushed up by the portal
  const auto outline = [&](double beyond, double a) {
    // pointed ends, as a blade leaves them
    const double c = std::cos(a), s = std::sin(a);
    return Vec3((halfWidth_mm + beyond) * s * std::abs(s), (kHalf_mm + beyond) * c, 0.0);
  };
  const auto ring = [&](double beyond, double z) {
    Ring points;
    for (int n = 0; n < kSides; ++n)
      points.push_back(outline(beyond, 2.0 * kPi * n / kSides) + Vec3(0.0, 0.0, z));
    return points;
  };
  InstrumentPieces all;
  all.push_back({loft(std::vector<Ring>{ring(kAround_mm + 0.4, 1.5), ring(kAround_mm, -0.1),
                                        ring(0.0, -0.55)}),
                 Look::kSkin});
  std::vector<Vec3> lip;
  for (int n = 0; n <= 2 * kSides; ++n)
    lip.push_back(outline(0.5 * lip_mm, kPi * (n % (2 * kSides)) / kSides) + Vec3(0.0, 0.0, -0.5));
  all.push_back({tube(lip, std::vector<double>(lip.size(), lip_mm), 14), Look::kWound});
  all.push_back({loft(std::vector<Ring>{ring(0.0, 0.4), ring(0.0, -0.62)}), Look::kMuscle});
  return all;
}

}  // namespace unkink::view
