// The canal's axis as stations, and the healthy thecal sac that hangs on them.
#include "anatomy/canal_wall.hpp"
#include "anatomy/neural.hpp"
#include "anatomy/sacrum.hpp"
#include "anatomy/spine.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <tbb/parallel_for.h>

namespace unkink::anatomy {
namespace {

using math::Vec3;

constexpr double kSpacing_mm = 1.5;
constexpr double kAboveL1_mm = 15.0;
constexpr double kS1Node_mm = -13.0, kS1S2Node_mm = -28.0;  // z in the sacrum's frame

constexpr double kSacClearance_mm = 0.65;  // between the healthy sac and bone or disc
constexpr double kFarthestShift_mm = 3.0;  // of the axis from its first place
constexpr double kMostTaper = 0.55;
constexpr double kMostWidening = 1.12;  // of a section that is shallower than wanted
constexpr int kAxisSmoothing = 12;      // passes over neighbouring stations
constexpr int kSizeSmoothing = 6;
constexpr int kPinchSmoothing = 2;  // a lamina's upper edge comes close over a few mm only

SacSection sectionOf(const SacSize& size, double taper) {
  const double halfDepth = 0.5 * size.depth_mm;
  return {size.area_mm2 / (std::numbers::pi * halfDepth), halfDepth, taper};
}

/// What a section may be wide at a depth: what it gives in depth it takes sideways.
double widest_mm(const SacSection& wanted, double halfDepth_mm) {
  return wanted.halfWidth_mm * std::clamp(wanted.halfDepth_mm / halfDepth_mm, 1.0, kMostWidening);
}

SacSection mixed(const SacSection& a, const SacSection& b, double t) {
  return {std::lerp(a.halfWidth_mm, b.halfWidth_mm, t),
          std::lerp(a.halfDepth_mm, b.halfDepth_mm, t), std::lerp(a.taper, b.taper, t)};
}

/// A point that the axis passes through.
struct Node {
  Vec3 centre, left;
  SacSection sac;
};

enum class Smoothing { kMean, kNeverMore };

/// Passes of a 1-2-1 mean along the stations; `kNeverMore` never raises a value above what it was.
void smoothen(std::vector<double>& v, int passes, Smoothing how) {
  for (int pass = 0; pass < passes; ++pass) {
    const std::vector<double> old = v;
    for (std::size_t i = 1; i + 1 < v.size(); ++i) {
      const double mean = 0.25 * (old[i - 1] + 2.0 * old[i] + old[i + 1]);
      v[i] = how == Smoothing::kMean ? mean : std::min(old[i], mean);
    }
  }
}

/// How wide an outline of half width and half depth 1 is at a height, by taper.
class UnitOutline {
 public:
  explicit UnitOutline(double taper) : taper_(taper) {
    const SacSection unit{1.0, 1.0, taper};
    // from the outline's bottom to its top; heights in between by the line
    double height = -1.0;
    std::size_t n = 0;
    math::Vec2 before(0.0, -1.0);
    for (const math::Vec2& direction : halfTurn()) {
      const math::Vec2 p = unit.radius_mm(direction) * direction;
      for (; n < kCount && height <= p.y + 1e-12;
           height = -1.0 + 2.0 * double(++n) / (kCount - 1)) {
        const double t = p.y > before.y ? (height - before.y) / (p.y - before.y) : 1.0;
        width_[n] = std::max(std::lerp(before.x, p.x, t), 0.0);
      }
      before = p;
    }
  }
  double taper() const { return taper_; }
  /// \param v  -1..1
  double widthAt(double v) const {
    const double at = 0.5 * (v + 1.0) * (kCount - 1);
    const auto i = std::min(static_cast<std::size_t>(at), kCount - 2);
    return std::lerp(width_[i], width_[i + 1], at - static_cast<double>(i));
  }

 private:
  static constexpr std::size_t kCount = 65;
  static constexpr std::size_t kTurns = 257;
  static const std::array<math::Vec2, kTurns>& halfTurn() {
    static const auto directions = [] {
      std::array<math::Vec2, kTurns> out;
      for (std::size_t k = 0; k < kTurns; ++k) {
        const double a = std::numbers::pi * (static_cast<double>(k) / (kTurns - 1) - 0.5);
        out[k] = {std::cos(a), std::sin(a)};
      }
      return out;
    }();
    return directions;
  }
  double taper_;
  std::array<double, kCount> width_{};
};

/// Half of the outline of the room around a station: x away from the mid-line, y dorsally, mm.
struct HalfRoom {
  std::vector<math::Vec2> hits;  // where rays meet bone or disc, from the front to the back
  std::vector<math::Vec2> line;  // through them
};

/// The room that bone and disc leave around a station's axis.
struct Room {
  HalfRoom left, right;  // right is empty where it mirrors the left
  double ventral_mm = 0.0, dorsal_mm = 0.0;
};

/// Half width of the widest section of a depth and place that lies inside one half's outline.
///
/// \param atMost     it is not wider than this
/// \param notBelow   of widths below this any one will do
double widestInside(const HalfRoom& room, const UnitOutline& shape, double halfDepth, double shift,
                    double atMost, double notBelow) {
  double width = atMost;
  for (const math::Vec2& p : room.line) {
    const double v = (p.y - shift) / halfDepth;
    if (std::abs(v) >= 0.999) continue;
    const double unit = shape.widthAt(v);
    if (p.x >= width * unit) continue;
    width = p.x / unit;
    if (width < notBelow) break;
  }
  return width;
}

Vec3 spline(const std::vector<Node>& n, std::size_t i, double t) {
  const Vec3 b = n[i].centre, c = n[i + 1].centre;
  const Vec3 a = i > 0 ? n[i - 1].centre : 2.0 * b - c;
  const Vec3 d = i + 2 < n.size() ? n[i + 2].centre : 2.0 * c - b;
  return b +
         0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)));
}

/// Squares a station's frame to its axis.
void square(CanalStation& s, const Vec3& up) {
  s.up = glm::normalize(up);
  s.dorsal = glm::normalize(glm::cross(s.up, s.left));
  s.left = glm::cross(s.dorsal, s.up);
}

/// Where a body's rim ends behind: the sac's bed passes over the hollow between two rims.
Vec3 rimWall(const Rim& r) { return r.boneFromRim * Vec3(0.0, r.halfDepth_mm, 0.0); }

/// Stations every 1.5 mm along the spline through the nodes.
std::vector<CanalStation> stationsAlong(const std::vector<Node>& nodes) {
  constexpr int kFine = 64;
  std::vector<CanalStation> out;
  double due = 0.0;
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i)
    for (int k = 0; k < kFine; ++k) {
      const double t = static_cast<double>(k) / kFine;
      const Vec3 p = spline(nodes, i, t), next = spline(nodes, i, t + 1.0 / kFine);
      const double length = glm::length(next - p);
      for (; due < length; due += kSpacing_mm) {
        const double s = t + due / length / kFine;
        const double u = s * s * (3.0 - 2.0 * s);
        CanalStation station;
        station.centre = glm::mix(p, next, due / length);
        station.left = glm::mix(nodes[i].left, nodes[i + 1].left, s);
        station.sac = mixed(nodes[i].sac, nodes[i + 1].sac, u);
        square(station, p - next);
        out.push_back(station);
      }
      due -= length;
    }
  return out;
}

/// The sections that the axis' nodes have in health: at the bodies the mean of the discs beside.
std::vector<SacSection> wantedSections(const NeuralSizes& sizes) {
  std::vector<SacSection> disc, out;
  for (std::size_t l = 0; l < kLevelCount; ++l)
    disc.push_back(sectionOf(sizes.sac[l], std::lerp(sizes.taperUpper, sizes.taperLower,
                                                     static_cast<double>(l) / (kLevelCount - 1))));
  out.assign(2, disc.front());  // above L1, L1
  for (std::size_t l = 0; l < kLevelCount; ++l) {
    out.push_back(disc[l]);
    if (l + 1 < kLevelCount) out.push_back(mixed(disc[l], disc[l + 1], 0.5));
  }
  for (const SacSize& size : sizes.sacralSac) out.push_back(sectionOf(size, sizes.taperLower));
  return out;
}

/// The roomiest section about a station, its centre shifted dorsally, that is no larger than the
/// one wanted there.
///
/// \param shapes  that may be chosen from
SacSection fitAround(const CanalStation& s, const Room& room, double shift_mm,
                     const std::vector<UnitOutline>& shapes) {
  constexpr double kDepthStep_mm = 0.3, kLeastShare = 0.6;
  constexpr double kTaperCost = 8.0;       // mm2 of half width x half depth
  constexpr double kSame = 1e-6;           // of two that are as large the deeper one
  SacSection best{1.0, 1.0, s.sac.taper};  // where nothing fits
  double most = -1e30;
  for (const UnitOutline& shape : shapes)
    for (double depth = s.sac.halfDepth_mm; depth > kLeastShare * s.sac.halfDepth_mm;
         depth -= kDepthStep_mm) {
      if (shift_mm - depth < -room.ventral_mm || shift_mm + depth > room.dorsal_mm) continue;
      const double cost = kTaperCost * std::abs(shape.taper() - s.sac.taper);
      const double needed = (most + cost) / depth;  // narrower ones are worse than the best yet
      double width = widest_mm(s.sac, depth);
      for (const HalfRoom* half : {&room.left, &room.right})
        if (width >= needed) width = widestInside(*half, shape, depth, shift_mm, width, needed);
      const double value = width * depth - cost;
      if (value > most + kSame) most = value, best = {width, depth, shape.taper()};
    }
  return best;
}

/// Looks around a station for bone and disc.
Room roomAround(const Spine& spine, const CanalStation& s, bool symmetric) {
  constexpr int kDirections = 19;  // over one half
  constexpr int kBetween = 4;      // points of the line from one hit to the next
  constexpr double kFar_mm = 14.0;
  CanalWall wall(spine, s.chain, false);
  const double atCentre = wall.distance(s.centre);
  const auto hit = [&](const Vec3& along) {
    CanalWall beside = wall;
    double r = 0.0;
    for (double d = atCentre; d >= kSacClearance_mm + 0.05;) {
      r += std::max(0.8 * (d - kSacClearance_mm), 0.05);
      if (r >= kFar_mm) break;
      d = beside.distance(s.centre + r * along);
    }
    return r;
  };
  const auto half = [&](double side) {
    HalfRoom out;
    for (int k = 0; k < kDirections; ++k) {
      const double a = (k / (kDirections - 1.0) - 0.5) * std::numbers::pi;
      const math::Vec2 direction(std::cos(a), std::sin(a));
      out.hits.push_back(hit(side * direction.x * s.left + direction.y * s.dorsal) * direction);
    }
    for (std::size_t i = 0; i + 1 < out.hits.size(); ++i)
      for (int k = 0; k < kBetween; ++k)
        out.line.push_back(
            glm::mix(out.hits[i], out.hits[i + 1], static_cast<double>(k) / kBetween));
    return out;
  };
  Room room;
  room.left = half(1.0);
  if (!symmetric) room.right = half(-1.0);
  room.ventral_mm = -room.left.hits.front().y;
  room.dorsal_mm = room.left.hits.back().y;
  return room;
}

/// How far the room's middle lies to the left of a station, mm.
double offCentre_mm(const Room& room) {
  const std::vector<math::Vec2>&left = room.left.hits, &right = room.right.hits;
  if (right.empty()) return 0.0;
  double sum = 0.0;
  for (std::size_t k = 0; k < left.size(); ++k) sum += left[k].x - right[k].x;
  return std::clamp(0.5 * sum / static_cast<double>(left.size()), -kFarthestShift_mm,
                    kFarthestShift_mm);
}

std::vector<UnitOutline> shapesFrom(double leastTaper) {
  std::vector<UnitOutline> shapes;
  for (double t = leastTaper; t < kMostTaper + 1e-9; t += 0.15) shapes.emplace_back(t);
  return shapes;
}

constexpr double kShiftStep_mm = 0.25;

/// The fits of a station along a row of shifts, from the farthest ventral one.
struct FitRow {
  std::vector<SacSection> sac;
  std::vector<double> cost;  // square of the share of the wanted area that does not fit
};

FitRow fitRow(const CanalStation& s, const Room& room, int reach) {
  const std::vector<UnitOutline> shapes = shapesFrom(s.sac.taper);
  const double wanted = s.sac.halfWidth_mm * s.sac.halfDepth_mm;
  FitRow row;
  for (int k = -reach; k <= reach; ++k) {
    const SacSection fit = fitAround(s, room, k * kShiftStep_mm, shapes);
    const double lacking = 1.0 - fit.halfWidth_mm * fit.halfDepth_mm / wanted;
    row.sac.push_back(fit);
    row.cost.push_back(lacking * lacking);
  }
  return row;
}

/// The shift of every station, as an index into its row, by which the least room is lacking and the
/// axis bends least (Viterbi).
std::vector<std::size_t> leastCost(const std::vector<FitRow>& rows) {
  constexpr double kBendCost = 0.04;  // per mm2 of the step between two neighbours
  const std::size_t states = rows.front().cost.size();
  std::vector<std::vector<std::size_t>> from(rows.size(), std::vector<std::size_t>(states));
  std::vector<double> cost = rows.front().cost;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    std::vector<double> next(states, 1e30);
    for (std::size_t k = 0; k < states; ++k)
      for (std::size_t j = 0; j < states; ++j) {
        const double step = kShiftStep_mm * (static_cast<double>(k) - static_cast<double>(j));
        const double sum = cost[j] + rows[i].cost[k] + kBendCost * step * step;
        if (sum < next[k]) next[k] = sum, from[i][k] = j;
      }
    cost = next;
  }
  std::vector<std::size_t> out(rows.size());
  out.back() = static_cast<std::size_t>(std::min_element(cost.begin(), cost.end()) - cost.begin());
  for (std::size_t i = rows.size() - 1; i > 0; --i) out[i - 1] = from[i][out[i]];
  return out;
}

/// Moves the stations to where their rooms are widest, smoothly.
void moveAxis(double farthestShift_mm, int smoothing, const std::vector<Room>& room,
              std::vector<CanalStation>& canal) {
  const std::size_t count = canal.size();
  const int reach = static_cast<int>(farthestShift_mm / kShiftStep_mm);
  std::vector<FitRow> rows(count);
  std::vector<double> shift(count), taper(count), aside(count);
  tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
    rows[i] = fitRow(canal[i], room[i], reach);
    aside[i] = offCentre_mm(room[i]);
  });
  const std::vector<std::size_t> chosen = leastCost(rows);
  for (std::size_t i = 0; i < count; ++i) {
    shift[i] = kShiftStep_mm * (static_cast<double>(chosen[i]) - reach);
    taper[i] = rows[i].sac[chosen[i]].taper;
  }
  smoothen(shift, smoothing, Smoothing::kMean);
  smoothen(aside, kAxisSmoothing, Smoothing::kMean);
  smoothen(taper, kSizeSmoothing, Smoothing::kMean);
  for (std::size_t i = 0; i < count; ++i) {
    canal[i].centre += shift[i] * canal[i].dorsal + aside[i] * canal[i].left;
    canal[i].sac.taper = taper[i];
  }
  for (std::size_t i = 1; i + 1 < count; ++i)
    square(canal[i], canal[i - 1].centre - canal[i + 1].centre);
}

}  // namespace

void Spine::placeCanal() {
  const NeuralSizes& sizes = neuralSizes();
  const std::vector<SacSection> wanted = wantedSections(sizes);
  std::vector<Node> nodes;
  const auto add = [&](const Vec3& wall, const auto& frame, double fat) {
    const SacSection& sac = wanted[nodes.size()];
    nodes.push_back({wall + (fat + sac.halfDepth_mm) * frame.rotate(Vec3(0.0, 1.0, 0.0)),
                     frame.rotate(Vec3(1.0, 0.0, 0.0)), sac});
  };
  for (std::size_t v = 0; v < shape_.size(); ++v) {
    const VertebralBody& b = shape_[v].body;
    const double wall = 0.5 * (rimWall(upperRim_[v]) + rimWall(lowerRim_[v])).y;
    if (v == 0)
      add(pose_[v] * Vec3(0.0, wall, b.upperRim_mm + kAboveL1_mm), pose_[v], sizes.ventralFat_mm);
    add(pose_[v] * Vec3(0.0, wall, 0.5 * (b.upperRim_mm + b.lowerRim_mm)), pose_[v],
        sizes.ventralFat_mm);
    const DiscShape& s = disc_[v];
    add(s.materialFromSegment * Vec3(0.0, s.dorsalWall_mm(false), 0.0), s.materialFromSegment,
        v + 1 == shape_.size() ? sizes.lumbosacralFat_mm : sizes.ventralFat_mm);
  }
  for (const double z : {kS1Node_mm, kS1S2Node_mm, -sizes.sacEnd_mm})
    add(pose_[5] * Vec3(0.0, sacralCanalFloor_mm(z, pelvisSize_), z), pose_[5],
        sizes.ventralFat_mm);
  canal_ = stationsAlong(nodes);
  for (CanalStation& s : canal_) s.chain = tieByHeight(s.centre).chain;
}

void Spine::fitSac() {
  constexpr double kSlit_mm = 0.5;  // left of it where a slipped arch has closed a small canal
  const std::size_t count = canal_.size();
  std::vector<Room> room(count);
  const auto lookAround = [&] {
    tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
      room[i] = roomAround(*this, canal_[i], parameters_.own == nullptr);
    });
  };
  // first the axis: towards the hollow of the posterior walls, where laminae come close behind;
  // roughly, then finer
  lookAround();
  moveAxis(kFarthestShift_mm, kSizeSmoothing, room, canal_);
  lookAround();
  moveAxis(0.5 * kFarthestShift_mm, kPinchSmoothing, room, canal_);
  lookAround();
  moveAxis(0.5 * kFarthestShift_mm, kPinchSmoothing, room, canal_);
  // then the sac around it
  lookAround();
  std::vector<double> width(count), depth(count);
  tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
    const SacSection fit = fitAround(canal_[i], room[i], 0.0, {UnitOutline(canal_[i].sac.taper)});
    width[i] = fit.halfWidth_mm;
    depth[i] = fit.halfDepth_mm;
  });
  // even, and nowhere deeper than fits: what it gives in depth it may take sideways
  const std::vector<double> deepest = depth;
  for (const Smoothing how : {Smoothing::kNeverMore, Smoothing::kMean})
    smoothen(depth, kSizeSmoothing, how);
  smoothen(width, kSizeSmoothing, Smoothing::kMean);
  for (std::size_t i = 0; i < count; ++i) {
    const UnitOutline shape(canal_[i].sac.taper);
    depth[i] = std::min(depth[i], deepest[i]);
    for (const HalfRoom* half : {&room[i].left, &room[i].right})
      width[i] = widestInside(*half, shape, depth[i], 0.0, width[i], 0.0);
  }
  for (auto* size : {&width, &depth}) smoothen(*size, kPinchSmoothing, Smoothing::kNeverMore);
  for (std::size_t i = 0; i < count; ++i) {
    canal_[i].sac.halfWidth_mm = std::max(width[i], kSlit_mm);
    canal_[i].sac.halfDepth_mm = std::max(depth[i], kSlit_mm);
  }
  stationStep_mm_ = 0.0;
  for (std::size_t i = 0; i + 1 < count; ++i)
    stationStep_mm_ =
        std::max(stationStep_mm_, glm::distance(canal_[i].centre, canal_[i + 1].centre));
}

namespace {

/// \param longestStep_mm  between two neighbours
std::size_t nearestStation(const std::vector<CanalStation>& canal, double longestStep_mm,
                           const Vec3& p) {
  const std::size_t last = canal.size() - 1;
  const double top = canal.front().centre.z, bottom = canal.back().centre.z;
  const double share = std::clamp((top - p.z) / (top - bottom), 0.0, 1.0);
  // no farther than the one at the same height, if they were even
  double least =
      glm::distance(p, canal[static_cast<std::size_t>(share * static_cast<double>(last))].centre);
  std::size_t best = 0;
  double nearest = 1e30;
  for (std::size_t i = 0; i <= last;) {
    const double d = glm::distance(p, canal[i].centre);
    if (d < nearest) nearest = d, best = i;
    least = std::min(least, d);
    // a station comes nearer by no more than the steps to it
    i += std::max<std::size_t>(static_cast<std::size_t>((d - least) / longestStep_mm), 1);
  }
  return best;
}

}  // namespace

double Spine::healthySac(const Vec3& p) const {
  // the nearest stretch between two stations
  const std::size_t best = nearestStation(canal_, stationStep_mm_, p);
  const bool above = glm::dot(p - canal_[best].centre, canal_[best].up) > 0.0;
  const std::size_t last = canal_.size() - 1;
  const std::size_t i = std::min(above ? best - std::min<std::size_t>(best, 1) : best, last - 1);
  const CanalStation &s = canal_[i], &o = canal_[i + 1];
  // between the planes of two stations; the ends are flat
  const double below = -glm::dot(p - s.centre, s.up), over = glm::dot(p - o.centre, o.up);
  const double t = std::clamp(below / std::max(below + over, 1e-9), 0.0, 1.0);
  const double dorsal =
      std::lerp(glm::dot(p - s.centre, s.dorsal), glm::dot(p - o.centre, o.dorsal), t);
  const double left = std::lerp(glm::dot(p - s.centre, s.left), glm::dot(p - o.centre, o.left), t);
  const double side = mixed(s.sac, o.sac, t).distance({left, dorsal});
  if (i == 0 && below < 0.0) return std::max(side, -below);
  if (i + 1 == last && over < 0.0) return std::max(side, -over);
  return side;
}

}  // namespace unkink::anatomy
