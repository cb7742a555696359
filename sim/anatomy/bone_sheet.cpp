// Subdivision of a cage, and the search for the nearest facet through a grid of cells.
#include "anatomy/bone_sheet.hpp"

#include "math/sdf.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>
#include <utility>

namespace unkink::anatomy {
namespace {

using math::IVec3;
using math::Vec3;

constexpr int kSubdivisions = 2;
constexpr double kCell_mm = 7.0;
constexpr double kSteepest = 1.7;  // of the distance to a facet

SheetKnot operator+(const SheetKnot& a, const SheetKnot& b) {
  return {a.at_mm + b.at_mm, a.radius_mm + b.radius_mm};
}
SheetKnot operator*(double w, const SheetKnot& k) { return {w * k.at_mm, w * k.radius_mm}; }

struct Edge {
  std::uint16_t a = 0, b = 0;           // its ends
  std::vector<std::uint16_t> opposite;  // the third corners of its plates: one on a free edge
  std::uint16_t middle = 0;             // the knot put on it
};

struct Cage {
  std::vector<SheetKnot> knots;
  std::vector<SheetPlate> plates;
};

using Edges = std::map<std::pair<std::uint16_t, std::uint16_t>, Edge>;

Edge& edgeOf(Edges& edges, std::uint16_t a, std::uint16_t b) {
  return edges[{std::min(a, b), std::max(a, b)}];
}

Edges edgesOf(const Cage& cage) {
  Edges edges;
  for (const SheetPlate& p : cage.plates)
    for (std::size_t k = 0; k < 3; ++k) {
      Edge& e = edgeOf(edges, p[k], p[(k + 1) % 3]);
      e.a = p[k];
      e.b = p[(k + 1) % 3];
      e.opposite.push_back(p[(k + 2) % 3]);
      assert(e.opposite.size() <= 2);
    }
  return edges;
}

/// The old knots drawn towards their neighbours: Loop's weights inside, a cubic spline's on a free
/// edge.
std::vector<SheetKnot> relaxed(const Cage& cage, const Edges& edges) {
  struct Around {
    SheetKnot sum{Vec3(0.0), 0.0}, freeSum{Vec3(0.0), 0.0};
    int count = 0, freeCount = 0;
  };
  std::vector<Around> around(cage.knots.size());
  const auto meet = [&](std::uint16_t at, std::uint16_t other, bool free) {
    Around& n = around[at];
    n.sum = n.sum + cage.knots[other];
    ++n.count;
    if (!free) return;
    n.freeSum = n.freeSum + cage.knots[other];
    ++n.freeCount;
  };
  for (const auto& [ends, e] : edges) {
    meet(e.a, e.b, e.opposite.size() == 1);
    meet(e.b, e.a, e.opposite.size() == 1);
  }
  std::vector<SheetKnot> out;
  for (std::size_t i = 0; i < cage.knots.size(); ++i) {
    const Around& n = around[i];
    assert(n.freeCount == 0 || n.freeCount == 2);
    if (n.freeCount == 2) {
      out.push_back(0.75 * cage.knots[i] + 0.125 * n.freeSum);
      continue;
    }
    const double spoke = 0.375 + 0.25 * std::cos(2.0 * std::numbers::pi / n.count);
    const double w = (0.625 - spoke * spoke) / n.count;
    out.push_back((1.0 - w * n.count) * cage.knots[i] + w * n.sum);
  }
  return out;
}

Cage subdivided(const Cage& cage) {
  Edges edges = edgesOf(cage);
  Cage out{relaxed(cage, edges), {}};
  for (auto& [ends, e] : edges) {
    e.middle = static_cast<std::uint16_t>(out.knots.size());
    const SheetKnot pair = cage.knots[e.a] + cage.knots[e.b];
    out.knots.push_back(e.opposite.size() == 1
                            ? 0.5 * pair
                            : 0.375 * pair +
                                  0.125 * (cage.knots[e.opposite[0]] + cage.knots[e.opposite[1]]));
  }
  for (const SheetPlate& p : cage.plates) {
    const std::uint16_t ab = edgeOf(edges, p[0], p[1]).middle,
                        bc = edgeOf(edges, p[1], p[2]).middle,
                        ca = edgeOf(edges, p[2], p[0]).middle;
    for (const SheetPlate& q :
         {SheetPlate{p[0], ab, ca}, {p[1], bc, ab}, {p[2], ca, bc}, {ab, bc, ca}})
      out.plates.push_back(q);
  }
  return out;
}

/// Distance to the bone about an edge of a facet.
double distanceToEdge(const Vec3& p, const SheetKnot& a, const SheetKnot& b) {
  const double t = math::sdf::segmentParameter(p, a.at_mm, b.at_mm);
  return glm::length(p - glm::mix(a.at_mm, b.at_mm, t)) - std::lerp(a.radius_mm, b.radius_mm, t);
}

}  // namespace

double chainDistance(const std::vector<SheetKnot>& knots, const Vec3& p) {
  double d = 1e9;
  for (std::size_t i = 0; i + 1 < knots.size(); ++i)
    d = std::min(d, math::sdf::taperedCapsule(p, knots[i].at_mm, knots[i + 1].at_mm,
                                              knots[i].radius_mm, knots[i + 1].radius_mm));
  return d;
}

BoneSheet::BoneSheet(std::vector<SheetKnot> knots, std::vector<SheetPlate> plates) {
  Cage cage{std::move(knots), std::move(plates)};
  for (int i = 0; i < kSubdivisions; ++i) cage = subdivided(cage);
  for (const SheetPlate& p : cage.plates) {
    Facet f{{cage.knots[p[0]], cage.knots[p[1]], cage.knots[p[2]]}};
    f.middle = (f.corner[0].at_mm + f.corner[1].at_mm + f.corner[2].at_mm) / 3.0;
    for (const SheetKnot& k : f.corner) {
      f.reach = std::max(f.reach, glm::length(k.at_mm - f.middle) + k.radius_mm);
      include(bounds_, k);
    }
    facets_.push_back(f);
  }
  layCells();
}

double BoneSheet::distanceTo(const Facet& f, const Vec3& p) {
  const auto& [a, b, c] = f.corner;
  const Vec3 ab = b.at_mm - a.at_mm, ac = c.at_mm - a.at_mm, ap = p - a.at_mm;
  const double bb = glm::dot(ab, ab), bc = glm::dot(ab, ac), cc = glm::dot(ac, ac);
  const double pb = glm::dot(ap, ab), pc = glm::dot(ap, ac);
  const double area2 = bb * cc - bc * bc;  // square of twice the facet's area
  const double v = cc * pb - bc * pc, w = bb * pc - bc * pb;
  if (v >= 0.0 && w >= 0.0 && v + w <= area2) {
    const double alongB = v / area2, alongC = w / area2;
    return glm::length(ap - alongB * ab - alongC * ac) -
           (a.radius_mm + alongB * (b.radius_mm - a.radius_mm) +
            alongC * (c.radius_mm - a.radius_mm));
  }
  double d = 1e9;
  if (w < 0.0) d = std::min(d, distanceToEdge(p, a, b));
  if (v < 0.0) d = std::min(d, distanceToEdge(p, a, c));
  if (v + w > area2) d = std::min(d, distanceToEdge(p, b, c));
  return d;
}

Vec3 BoneSheet::middleOf(const IVec3& cell) const {
  return bounds_.lo - Vec3(kReach_mm) + kCell_mm * (Vec3(cell) + 0.5);
}

/// The facets that may be the nearest somewhere within `reach` of a place.
std::vector<std::uint16_t> BoneSheet::around(const Vec3& middle, double reach_mm) const {
  double nearest = 1e9;
  for (const Facet& f : facets_) nearest = std::min(nearest, glm::length(middle - f.middle));
  std::vector<std::uint16_t> out;
  for (std::size_t f = 0; f < facets_.size(); ++f)
    if (facets_[f].least(middle) < nearest + (1.0 + kSteepest) * reach_mm)
      out.push_back(static_cast<std::uint16_t>(f));
  return out;
}

BoneSheet::Cell BoneSheet::cellAround(const Vec3& middle,
                                      const std::vector<std::uint16_t>& facets) {
  constexpr double kHalfDiagonal_mm = 0.87 * kCell_mm,
                   kWindow_mm = kSteepest * 2.0 * kHalfDiagonal_mm;
  Cell cell{static_cast<std::uint32_t>(near_.size()), 0, 1e9};
  std::vector<Near> candidates;
  for (const std::uint16_t f : facets) {
    const double least = facets_[f].least(middle);
    if (least < cell.atMiddle + kWindow_mm) candidates.push_back({static_cast<float>(least), f});
    cell.atMiddle = std::min(cell.atMiddle, least);
  }
  if (cell.atMiddle > kReach_mm + kHalfDiagonal_mm) return cell;
  // those that may be the nearest somewhere in the cell
  cell.atMiddle = 1e9;
  for (Near& n : candidates) {
    if (n.atMiddle < cell.atMiddle + kWindow_mm)
      n.atMiddle = static_cast<float>(distanceTo(facets_[n.facet], middle));
    cell.atMiddle = std::min<double>(cell.atMiddle, n.atMiddle);
  }
  for (const Near& n : candidates)
    if (n.atMiddle <= cell.atMiddle + kWindow_mm) near_.push_back(n);
  const auto first = near_.begin() + cell.first;
  std::sort(first, near_.end(), [](const Near& a, const Near& b) {
    return std::tie(a.atMiddle, a.facet) < std::tie(b.atMiddle, b.facet);
  });
  cell.count = static_cast<std::uint32_t>(near_.size()) - cell.first;
  return cell;
}

void BoneSheet::layCells() {
  constexpr int kBlock = 4;  // cells that choose from one list
  constexpr double kHalfDiagonal_mm = 0.87 * kBlock * kCell_mm;
  const IVec3 blocks(glm::ceil((bounds_.size() + Vec3(2.0 * kReach_mm)) / (kBlock * kCell_mm)));
  size_ = kBlock * blocks;
  cells_.resize(static_cast<std::size_t>(size_.x * size_.y * size_.z));
  for (int n = 0; n < blocks.x * blocks.y * blocks.z; ++n) {
    const IVec3 first =
        kBlock * IVec3(n % blocks.x, n / blocks.x % blocks.y, n / (blocks.x * blocks.y));
    const auto facets =
        around(middleOf(first) + Vec3(0.5 * (kBlock - 1) * kCell_mm), kHalfDiagonal_mm);
    for (int c = 0; c < kBlock * kBlock * kBlock; ++c) {
      const IVec3 at = first + IVec3(c % kBlock, c / kBlock % kBlock, c / (kBlock * kBlock));
      cells_[indexOf(at)] = cellAround(middleOf(at), facets);
    }
  }
}

double BoneSheet::distance(const Vec3& p) const {
  const IVec3 at(glm::floor((p - bounds_.lo + Vec3(kReach_mm)) / kCell_mm));
  const IVec3 in = glm::clamp(at, IVec3(0), size_ - IVec3(1));
  const Cell& cell = cells_[indexOf(in)];
  if (at != in || cell.count == 0) {
    const Vec3 out = glm::max(glm::max(bounds_.lo - p, p - bounds_.hi), Vec3(0.0));
    return std::max({glm::length(out), cell.atMiddle - glm::length(p - middleOf(in)), 0.0});
  }
  const double moved = kSteepest * glm::length(p - middleOf(in));
  double d = 1e9;
  for (std::uint32_t i = cell.first; i < cell.first + cell.count; ++i) {
    if (near_[i].atMiddle - moved > d) break;
    const Facet& f = facets_[near_[i].facet];
    const Vec3 off = p - f.middle;
    const double closest = d + f.reach;
    if (closest > 0.0 && glm::dot(off, off) < closest * closest) d = std::min(d, distanceTo(f, p));
  }
  return d;
}

}  // namespace unkink::anatomy
