// What misplaced contrast looks like: a ball, a pool, a film, a run of veins.
#include "fluoro/contrast.hpp"
#include "fluoro/stray_contrast.hpp"
#include "math/hash.hpp"
#include "math/mesh_clip.hpp"
#include "thecal_sac/epidural_veins.hpp"
#include "thecal_sac/sac_mesh.hpp"
#include "thecal_sac/tube.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

namespace unkink::fluoro {
namespace {

using math::Mesh;
using math::Vec3;
using thecal_sac::Frames;
using thecal_sac::StationRange;

constexpr double kMm3PerMl = 1000.0;

/// The value between lo and hi where a rising function reaches a target.
template <class Rising>
double whereReaches(double target, double lo, double hi, const Rising& rising) {
  constexpr int kHalvings = 16;
  for (int n = 0; n < kHalvings; ++n) {
    const double middle = 0.5 * (lo + hi);
    (rising(middle) < target ? lo : hi) = middle;
  }
  return 0.5 * (lo + hi);
}

int stationNear(const Frames& frames, const Vec3& p) {
  const auto nearest = std::ranges::min_element(
      frames, {}, [&](const auto& f) { return glm::dot(p - f.centre, p - f.centre); });
  return static_cast<int>(nearest - frames.begin());
}

// --- soft tissue: a ball

constexpr int kRings = 15, kAround = 22;  // of the ball, between its poles
constexpr double kSoaks = 0.6;            // of the ball is contrast, the rest tissue; house
constexpr double kAlongFibres = 1.5;      // longer along muscle's fibres than across; house
constexpr double kMostRadius_mm = 30.0;

std::vector<Vec3> ballDirections() {
  std::vector<Vec3> all{{0, 0, 1}};
  for (int r = 1; r <= kRings; ++r)
    for (int k = 0; k < kAround; ++k) {
      const double polar = std::numbers::pi * r / (kRings + 1);
      const double a = 2.0 * std::numbers::pi * k / kAround;
      all.emplace_back(std::sin(polar) * std::cos(a), std::sin(polar) * std::sin(a),
                       std::cos(polar));
    }
  all.emplace_back(0, 0, -1);
  return all;
}

std::vector<std::uint32_t> ballIndices() {
  std::vector<std::uint32_t> all;
  const auto at = [](int ring, int k) {
    return static_cast<std::uint32_t>(1 + (ring - 1) * kAround + k % kAround);
  };
  const auto last = static_cast<std::uint32_t>(1 + kRings * kAround);
  for (int k = 0; k < kAround; ++k) {
    all.insert(all.end(), {0u, at(1, k), at(1, k + 1)});
    for (int r = 1; r < kRings; ++r)
      all.insert(all.end(), {at(r, k), at(r + 1, k), at(r + 1, k + 1), at(r, k), at(r + 1, k + 1),
                             at(r, k + 1)});
    all.insert(all.end(), {at(kRings, k), last, at(kRings, k + 1)});
  }
  return all;
}

/// How far it reaches in a direction against a ball: tissue gives way unevenly.
double unevenness(const Vec3& d, const Vec3& at) {
  math::Hash hash;
  hash.add(at);
  const double phase = 1e-3 * static_cast<double>(hash.value() % 6283);
  return 1.0 + 0.13 * std::sin(3.1 * d.x + 2.3 * d.z + phase) +
         0.11 * std::sin(4.2 * d.y - 2.7 * d.z + 2.0 * phase) +
         0.08 * std::sin(6.1 * d.z + 4.4 * d.x - 3.0 * phase);
}

Mesh ballMesh(const Deposit& deposit, const Surrounding& around) {
  const double along = deposit.tissue == anatomy::Tissue::kMuscle ? kAlongFibres : 1.0;
  Mesh mesh;
  mesh.indices = ballIndices();
  std::vector<double> reach_mm, longest;
  for (const Vec3& d : ballDirections()) {
    mesh.vertices.push_back({math::Vec3f(deposit.at), math::Vec3f(d), 0.0f, 0.0f});
    reach_mm.push_back(std::min(around.reach_mm(d), kMostRadius_mm));
    longest.push_back(unevenness(d, deposit.at) / glm::length(Vec3(d.x, d.y, d.z / along)));
  }
  const auto volume = [&](double radius) {
    for (std::size_t i = 0; i < mesh.vertices.size(); ++i) {
      const double r = std::min(radius * longest[i], reach_mm[i]);
      mesh.vertices[i].position = math::Vec3f(deposit.at + r * Vec3(mesh.vertices[i].normal));
    }
    return math::volume(mesh);
  };
  volume(whereReaches(deposit.volume_mL * kMm3PerMl / kSoaks, 0.0, kMostRadius_mm, volume));
  return mesh;
}

// --- intrathecal: a pool

constexpr double kInset_mm = 0.1;  // of the pool from the dura, so that it is seen inside

/// The sac of some stations alone, closed.
Mesh partOfSac(const Surrounding& around, StationRange range) {
  const Frames frames(around.space.frames.begin() + range.first,
                      around.space.frames.begin() + range.last);
  thecal_sac::Sac part;
  part.stations = range.last - range.first;
  const auto from = around.sac.place_mm.begin();
  part.place_mm.assign(from + range.first * thecal_sac::kSpokes,
                       from + range.last * thecal_sac::kSpokes);
  for (math::Vec2f& p : part.place_mm)
    p *= 1.0f - static_cast<float>(kInset_mm) / std::max(glm::length(p), 1.0f);
  return thecal_sac::sacMesh(frames, part);
}

/// How far it has run and what it has mixed with since; house.
StationRange poolRange(const Deposit& deposit, const Frames& frames) {
  constexpr double kAtOnce_mm = 30.0, kRuns_mm_s = 8.0;
  const double reach = kAtOnce_mm + kRuns_mm_s * deposit.age_s;
  const double at = frames[static_cast<std::size_t>(stationNear(frames, deposit.at))].arc_mm;
  StationRange range{static_cast<int>(frames.size()), 0};
  for (int s = 0; s < static_cast<int>(frames.size()); ++s) {
    if (std::abs(frames[static_cast<std::size_t>(s)].arc_mm - at) > reach) continue;
    range.first = std::min(range.first, s);
    range.last = std::max(range.last, s + 1);
  }
  return range;
}

/// Lying is prone.
Vec3 upwards(const Surrounding& around) { return around.standing ? Vec3(0, 0, 1) : Vec3(0, 1, 0); }

Mesh poolMesh(const Deposit& deposit, const Surrounding& around) {
  constexpr double kMixedAtOnce = 2.0, kMixedLater = 8.0, kMixes_s = 40.0, kMostOfSac = 0.95;
  const Mesh sac = partOfSac(around, poolRange(deposit, around.space.frames));
  const double mixed = std::lerp(kMixedLater, kMixedAtOnce, std::exp(-deposit.age_s / kMixes_s));
  const double wanted = mixed * deposit.volume_mL * kMm3PerMl;
  if (wanted > kMostOfSac * math::volume(sac)) return sac;
  const Vec3 up = upwards(around);
  const math::Box box = math::bounds(sac);
  const double level =
      whereReaches(wanted, glm::dot(up, box.lo), glm::dot(up, box.hi),
                   [&](double h) { return math::volume(math::below(sac, up, h)); });
  return math::below(sac, up, level);
}

// --- subdural: a film

Mesh subduralMesh(const Deposit& deposit, const Surrounding& around) {
  constexpr double kThick_mm = 0.5;  // thin, and the longer for it; house
  const Frames& frames = around.space.frames;
  std::vector<math::Vertex> corners = thecal_sac::dorsalGap(around.space, around.sac).corners;
  for (math::Vertex& v : corners) {
    v.normal = -v.normal;
    v.position += static_cast<float>(kInset_mm) * v.normal;
  }
  const std::vector<double> width_mm = thecal_sac::gapCellWidths_mm(frames);
  const auto rows = static_cast<int>(width_mm.size());
  std::vector<float> thickness_mm(width_mm.size() * ContrastLayer::kAngleCells, 0.0f);
  const int at = std::min(stationNear(frames, deposit.at), rows - 1);
  double holds_mm3 = 0.0;
  for (int away = 0; away < rows && holds_mm3 < deposit.volume_mL * kMm3PerMl; ++away)
    for (const int row : {at - away, at + away}) {
      if (row < 0 || row >= rows || (away == 0 && holds_mm3 > 0.0)) continue;
      std::fill_n(thickness_mm.begin() + row * ContrastLayer::kAngleCells,
                  ContrastLayer::kAngleCells, static_cast<float>(kThick_mm));
      holds_mm3 += kThick_mm * ContrastLayer::kStationSpacing_mm * ContrastLayer::kAngleCells *
                   width_mm[static_cast<std::size_t>(row)];
    }
  return filmMesh(thickness_mm, corners);
}

// --- vascular: veins as far as the blood has come

/// Fills veins from the needle on.
class Run {
 public:
  Run(const Deposit& deposit, const Surrounding& around)
      : around_(around),
        at_(deposit.at),
        front_mm_(std::min(kBegins_mm + kSpeed_mm_s * deposit.age_s, kFarthest_mm)) {}

  Mesh run() {
    const Frames& frames = around_.space.frames;
    const int from = stationNear(frames, at_);
    const auto& frame = frames[static_cast<std::size_t>(from)];
    const auto side = glm::dot(at_ - frame.centre, frame.left) > 0.0 ? anatomy::Side::kLeft
                                                                     : anatomy::Side::kRight;
    for (const int step : {-1, 1}) along(side, from, step, 0.0, true);
    return std::move(mesh_);
  }

 private:
  static constexpr double kSpeed_mm_s = 60.0, kBegins_mm = 4.0;  // house
  static constexpr double kFarthest_mm = 110.0;
  static constexpr double kBranch_mm = 28.0;  // out through a foramen
  static constexpr int kSides = 8;

  /// Along the canal from a station, and into what branches off there.
  void along(anatomy::Side side, int from, int step, double began_mm, bool crosses) {
    const auto stations = static_cast<int>(around_.space.frames.size());
    const StationRange range = step < 0 ? StationRange{0, from + 1} : StationRange{from, stations};
    std::vector<Vec3> course =
        thecal_sac::epiduralVein(around_.space, around_.sac, side, around_.seed, range);
    if (step < 0) std::ranges::reverse(course);
    add(course, began_mm, thecal_sac::kVeinRadius_mm);
    double gone = began_mm;
    for (int n = 1; n < static_cast<int>(course.size()) && gone < front_mm_; ++n) {
      gone += glm::distance(course[static_cast<std::size_t>(n)],
                            course[static_cast<std::size_t>(n) - 1]);
      const int s = from + n * step;
      if (passes(s, step, 0.5)) outward(course[static_cast<std::size_t>(n)], s, side, gone);
      if (crosses && step < 0 && passes(s, step, 0.0)) crosses = !across(side, s, gone);
    }
  }

  /// Whether the station is the first of its vertebra's (0) or disc's (0.5) middle on the way.
  bool passes(int station, int step, double fraction) const {
    const auto chain = [&](int s) {
      return std::floor(around_.space.frames[static_cast<std::size_t>(s)].chain - fraction);
    };
    return chain(station) != chain(station - step);
  }

  /// Out through the foramen.
  void outward(const Vec3& root, int station, anatomy::Side side, double began_mm) {
    const auto& frame = around_.space.frames[static_cast<std::size_t>(station)];
    const Vec3 out =
        glm::normalize(anatomy::sign(side) * frame.left - 0.35 * frame.dorsal - 0.25 * frame.up);
    std::vector<Vec3> course;
    for (double t = 0.0; t <= kBranch_mm; t += 2.0) course.push_back(root + t * out);
    add(course, began_mm, 0.8 * thecal_sac::kVeinRadius_mm);
  }

  /// Behind the sac to the other side, and on there. \return true
  bool across(anatomy::Side side, int station, double began_mm) {
    const auto other = anatomy::opposite(side);
    const auto endOf = [&](anatomy::Side of) {
      return thecal_sac::epiduralVein(around_.space, around_.sac, of, around_.seed,
                                      {station, station + 1})[0];
    };
    const auto& frame = around_.space.frames[static_cast<std::size_t>(station)];
    const Vec3 from = endOf(side), to = endOf(other);
    const double behind = frame.healthy.halfDepth_mm + 1.0;
    std::vector<Vec3> course;
    constexpr int kPieces = 16;
    for (int n = 0; n <= kPieces; ++n) {
      const double t = static_cast<double>(n) / kPieces;
      const Vec3 chord = glm::mix(from, to, t);
      const double lift = behind - 0.5 * glm::dot(from + to - 2.0 * frame.centre, frame.dorsal);
      course.push_back(chord + std::sin(std::numbers::pi * t) * lift * frame.dorsal);
    }
    add(course, began_mm, 0.8 * thecal_sac::kVeinRadius_mm);
    double length = 0.0;
    for (std::size_t n = 1; n < course.size(); ++n)
      length += glm::distance(course[n], course[n - 1]);
    if (began_mm + length < front_mm_) along(other, station, -1, began_mm + length, false);
    return true;
  }

  void add(const std::vector<Vec3>& course, double began_mm, double radius_mm) {
    thecal_sac::Tube tube;
    double gone = began_mm;
    for (std::size_t n = 0; n < course.size(); ++n) {
      if (n > 0) gone += glm::distance(course[n], course[n - 1]);
      if (gone > front_mm_) break;
      tube.push_back({course[n], radius_mm});
    }
    thecal_sac::addTube(tube, kSides, mesh_);
  }

  const Surrounding& around_;
  Vec3 at_;
  double front_mm_;
  Mesh mesh_;
};

}  // namespace

math::Mesh rootsInPool(const Deposit& deposit, const Surrounding& around, const math::Mesh& pool,
                       const math::Mesh& roots) {
  const Frames& frames = around.space.frames;
  const StationRange range = poolRange(deposit, frames);
  const auto& top = frames[static_cast<std::size_t>(range.first)];
  const auto& bottom = frames[static_cast<std::size_t>(range.last - 1)];
  const Vec3 up = upwards(around);
  Mesh in = math::below(roots, up, glm::dot(up, math::bounds(pool).hi));
  in = math::below(in, top.up, glm::dot(top.up, top.centre));
  return math::below(in, -bottom.up, -glm::dot(bottom.up, bottom.centre));
}

math::Mesh strayMesh(const Deposit& deposit, const Surrounding& around) {
  switch (deposit.place) {
    case ContrastPlace::kSoftTissue:
      return ballMesh(deposit, around);
    case ContrastPlace::kIntrathecal:
      return poolMesh(deposit, around);
    case ContrastPlace::kSubdural:
      return subduralMesh(deposit, around);
    case ContrastPlace::kVascular:
      return Run(deposit, around).run();
    case ContrastPlace::kOutside:
    case ContrastPlace::kEpidural:
      break;
  }
  return {};
}

}  // namespace unkink::fluoro
