// A thin layer upon the column of bodies and discs, station by station: behind it and in front.
#include "anatomy/longitudinal_ligament.hpp"

#include "anatomy/canal_wall.hpp"
#include "anatomy/profile.hpp"
#include "anatomy/soft_tissue.hpp"
#include "anatomy/spine.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <memory>
#include <oneapi/tbb/parallel_for.h>

namespace unkink::anatomy {
namespace {

using math::Vec3;
using math::sdf::smoothMax;

constexpr int kAcross = 7;  // places from the mid-line to the left
constexpr double kAcrossStep_mm = 2.0;
constexpr int kBridge = 5, kRounding = 3;  // stations
constexpr double kEdge_mm = 0.3;           // rounding
constexpr double kFarAside_mm = 16.0;

using Face = std::array<double, kAcross>;

double across(const Face& face, double x) {
  const double u = std::min(std::abs(x) / kAcrossStep_mm, kAcross - 1.001);
  const auto i = static_cast<std::size_t>(u);
  return std::lerp(face[i], face[i + 1], u - static_cast<double>(i));
}

double aside_mm(std::size_t i) { return kAcrossStep_mm * static_cast<double>(i); }

/// The layer in one station's plane; v runs from the station's centre away from the column.
struct Slice {
  Vec3 centre, out, up;
  double chain = 0.0;  // of the station, along the vertebrae
  double halfWidth = 4.0;
  Face front{}, back{};          // v of its faces, mm
  Face frontMove{}, backMove{};  // what the disease's end point adds to them, mm

  Vec3 at(double x, double v) const { return centre + v * out + Vec3(x, 0.0, 0.0); }
};
using Slices = std::vector<Slice>;

/// Where the column's surface lies in a slice. \param from  v at which the search begins
Face wallOf(const Spine& spine, const Slice& s, double from, bool endPoint) {
  constexpr double kDeepest_mm = 40.0, kFine_mm = 0.02;
  Face wall{};
  CanalWall column(spine, s.chain, endPoint);
  for (std::size_t i = 0; i < kAcross; ++i) {
    double v = from;
    while (v > from - kDeepest_mm) {
      const double d = column.distance(s.at(aside_mm(i), v));
      if (d < kFine_mm) break;
      v -= std::max(0.7 * d, kFine_mm);
    }
    wall[i] = v;
  }
  return wall;
}

/// One number of every slice, evened out along the spine.
template <class Get>
void even(Slices& slices, const Get& get) {
  Profile p{0.0, 1.0, {}};
  for (Slice& s : slices) p.value.push_back(get(s));
  p.smoothen(kRounding);
  for (std::size_t k = 0; k < slices.size(); ++k) get(slices[k]) = p.value[k];
}

/// Spans the hollows of the column and evens out what is left.
std::vector<Face> tightened(const std::vector<Face>& walls) {
  const auto n = static_cast<int>(walls.size());
  std::vector<Face> out(walls.size());
  for (std::size_t i = 0; i < kAcross; ++i) {
    Profile wall{0.0, 1.0, {}};
    for (const Face& w : walls) wall.value.push_back(w[i]);
    Profile taut = wall;
    for (int pass = 0; pass < kBridge; ++pass)  // the outermost of itself and a chord's middle
      for (int k = 1; k + 1 < n; ++k) {
        const auto at = static_cast<std::size_t>(k);
        const auto before = static_cast<std::size_t>(std::max(k - kBridge, 0)),
                   after = static_cast<std::size_t>(std::min(k + kBridge, n - 1));
        taut.value[at] = std::max(taut.value[at], 0.5 * (wall.value[before] + wall.value[after]));
      }
    taut.smoothen(kRounding);
    for (std::size_t k = 0; k < walls.size(); ++k)
      out[k][i] = std::max(taut.value[k], wall.value[k]);
  }
  return out;
}

/// Slices run together.
class Band {
 public:
  explicit Band(Slices slices) : slices_(std::move(slices)) {}

  double distance(const Vec3& p) const {
    if (std::abs(p.x) > kFarAside_mm) return std::abs(p.x) - kFarAside_mm + 4.0;
    const Place at = placeOf(p);
    const Slice &a = slices_[at.slice], &b = slices_[at.slice + 1];
    const double front = std::lerp(across(a.front, p.x), across(b.front, p.x), at.t);
    const double back = std::lerp(across(a.back, p.x), across(b.back, p.x), at.t);
    const double side = std::abs(p.x) - std::lerp(a.halfWidth, b.halfWidth, at.t);
    double d = smoothMax(std::max(front - at.v, at.v - back), side, kEdge_mm);
    if (at.slice == 0) d = smoothMax(d, -at.below, kEdge_mm);
    if (at.slice + 2 == slices_.size()) d = smoothMax(d, -at.over, kEdge_mm);
    return 0.8 * d;
  }

  /// How far the disease's end point takes a place of the surface.
  Vec3 moved(const Vec3& p) const {
    const Place at = placeOf(p);
    const Slice &a = slices_[at.slice], &b = slices_[at.slice + 1];
    const auto between = [&](Face Slice::*face) {
      return std::lerp(across(a.*face, p.x), across(b.*face, p.x), at.t);
    };
    const double front = between(&Slice::front), back = between(&Slice::back);
    const double depth = std::clamp((at.v - front) / std::max(back - front, 1e-6), 0.0, 1.0);
    return std::lerp(between(&Slice::frontMove), between(&Slice::backMove), depth) *
           glm::normalize(glm::mix(a.out, b.out, at.t));
  }

  math::Box bounds() const {
    math::Box box;
    for (const Slice& s : slices_)
      for (std::size_t i = 0; i < kAcross; ++i) {
        const double x = aside_mm(i);
        if (x > s.halfWidth + kAcrossStep_mm) break;
        for (const double v : {s.front[i], s.back[i]}) box.include(s.at(x, v)).include(s.at(-x, v));
      }
    return box.grown(0.5);
  }

 private:
  /// Between the planes of a slice and of the next.
  struct Place {
    std::size_t slice;
    double below, over, t, v;
  };

  Place placeOf(const Vec3& p) const {
    const std::size_t last = slices_.size() - 1;
    std::size_t i = std::min(guess(p.z), last - 1);
    while (i > 0 && glm::dot(p - slices_[i].centre, slices_[i].up) > 0.0) --i;
    while (i + 1 < last && glm::dot(p - slices_[i + 1].centre, slices_[i + 1].up) < 0.0) ++i;
    const Slice &a = slices_[i], &b = slices_[i + 1];
    const double below = -glm::dot(p - a.centre, a.up), over = glm::dot(p - b.centre, b.up);
    const double t = std::clamp(below / std::max(below + over, 1e-9), 0.0, 1.0);
    const double v = std::lerp(glm::dot(p - a.centre, a.out), glm::dot(p - b.centre, b.out), t);
    return {i, below, over, t, v};
  }

  std::size_t guess(double z) const {
    const double top = slices_.front().centre.z, bottom = slices_.back().centre.z;
    const double t = std::clamp((top - z) / (top - bottom), 0.0, 1.0);
    return static_cast<std::size_t>(t * static_cast<double>(slices_.size() - 1));
  }

  Slices slices_;  // downwards
};

Part partOf(Structure structure, Slices slices, double spacing_mm, const DecimationLimits& limits,
            const Spine& spine) {
  const auto band = std::make_shared<const Band>(std::move(slices));
  return {structure,
          0,
          band->bounds(),
          spacing_mm,
          limits,
          [band](const Vec3& p) { return band->distance(p); },
          [&spine](const Vec3& p) { return spine.tieByHeight(p); },
          [band](const Vec3& p) { return band->moved(p); }};
}

/// The ligament behind the column, between it and the sac.
class Posterior {
 public:
  explicit Posterior(const Spine& spine)
      : spine_(spine), sizes_(softTissueSizes().posteriorLongitudinal) {}

  Slices slices() const {
    Slices slices;
    const double begin = spine_.materialFromBone(Vertebra::kL1).translation.z + kAboveL1_mm;
    const double end = spine_.landmarks(Level::kL5S1).canalCentre.z - kBelowS1_mm;
    for (const CanalStation& s : spine_.canal())
      if (s.centre.z <= begin && s.centre.z >= end)
        slices.push_back({s.centre, s.dorsal, s.up, s.chain, 0.0, {}, {}, {}, {}});
    std::vector<Face> healthy(slices.size()), diseased(slices.size());
    oneapi::tbb::parallel_for(std::size_t{0}, slices.size(), [&](std::size_t k) {
      Slice& s = slices[k];
      healthy[k] = wallOf(spine_, s, 0.0, false);
      diseased[k] = bulges(s) ? wallOf(spine_, s, 0.0, true) : healthy[k];
      const std::size_t flat = flatPart(healthy[k]);
      for (std::size_t i = flat + 1; i < kAcross; ++i) {
        diseased[k][i] += healthy[k][flat] - healthy[k][i];
        healthy[k][i] = healthy[k][flat];
      }
      s.halfWidth = std::clamp(aside_mm(flat) - 0.5, kLeastHalfWidth_mm, wanted_mm(s));
    });
    even(slices, [](Slice& s) -> double& { return s.halfWidth; });
    healthy = tightened(healthy);
    diseased = tightened(diseased);
    for (std::size_t k = 0; k < slices.size(); ++k) lay(slices[k], healthy[k], diseased[k]);
    return slices;
  }

 private:
  static constexpr double kThinnest_mm = 0.7;        // where the sac lies close
  static constexpr double kThinnestTented_mm = 0.4;  // over a bulging disc
  static constexpr double kThinned = 0.4;            // of its thickness, by a bulge's height
  static constexpr double kFanReach_mm = 13.0;       // from the disc's middle up and down
  static constexpr double kAboveL1_mm = 3.0;         // where it begins, over the body's middle
  static constexpr double kBelowS1_mm = 7.0;         // where it ends, under the lowest disc
  static constexpr double kLeastHalfWidth_mm = 2.0;

  bool bulges(const Slice& s) const {
    // a place beside a body has a disc above and one below
    for (const double level : {std::ceil(s.chain) - 1.0, std::floor(s.chain)})
      if (level >= 0.0 && level < kLevelCount &&
          spine_.parameters().disease[static_cast<std::size_t>(level)].discBulge_mm > 0.0)
        return true;
    return false;
  }

  /// It ends where the wall turns dorsally, at a pedicle. \return the last place before that
  static std::size_t flatPart(const Face& wall) {
    constexpr double kTurn_mm = 0.6;
    std::size_t flat = 1;
    while (flat + 1 < kAcross && wall[flat + 1] - wall[flat] < kTurn_mm) ++flat;
    return flat;
  }

  /// A strap behind the bodies, a fan over each disc.
  double wanted_mm(const Slice& s) const {
    const auto body = static_cast<std::size_t>(
        std::clamp(std::lround(s.chain), 0L, static_cast<long>(kVertebraCount) - 2L));
    const double strap = 0.5 * sizes_.width_mm[body];
    double width = strap;
    for (std::size_t l = 0; l < kLevelCount; ++l) {
      const Vec3 disc = spine_.landmarks(static_cast<Level>(l)).canalCentre;
      const double away = std::min(glm::length(s.centre - disc) / kFanReach_mm, 1.0);
      // flat over the disc, hollow sides
      const double fan = 1.0 - away * away * (2.0 - away * away);
      width = std::max(width, std::lerp(strap, 0.5 * sizes_.fan_mm[l], fan));
    }
    return std::max(width, kLeastHalfWidth_mm);
  }

  /// A gap from the wall and, healthy, a gap from the sac; over a bulge it is drawn thin.
  void lay(Slice& s, const Face& healthy, const Face& diseased) const {
    for (std::size_t i = 0; i < kAcross; ++i) {
      const auto toSac = [&](double v) { return spine_.healthySac(s.at(aside_mm(i), v)); };
      const double front = healthy[i] + sizes_.gap_mm;
      double back = front + sizes_.thickness_mm;
      while (back > front + kThinnest_mm && toSac(back) < sizes_.gap_mm) back -= 0.05;
      const double bulge = std::max(diseased[i] - healthy[i], 0.0);
      const double tented = std::max(back - front - kThinned * bulge, kThinnestTented_mm);
      s.front[i] = front;
      s.back[i] = back;
      s.frontMove[i] = bulge;
      s.backMove[i] = bulge + tented - (back - front);
    }
  }

  const Spine& spine_;
  const PosteriorLongitudinalSizes& sizes_;
};

/// The ligament in front of the column, from L1's upper rim to the first two sacral bodies.
class Anterior {
 public:
  explicit Anterior(const Spine& spine)
      : spine_(spine), sizes_(softTissueSizes().anteriorLongitudinal) {}

  Slices slices() const {
    Slices slices = stations();
    std::vector<Face> walls(slices.size());
    oneapi::tbb::parallel_for(std::size_t{0}, slices.size(), [&](std::size_t k) {
      walls[k] = wallOf(spine_, slices[k], kFrom_mm, false);
    });
    const std::vector<Face> taut = tightened(walls);
    // it fills the hollow of a body: there it is thickest
    for (std::size_t k = 0; k < slices.size(); ++k)
      for (std::size_t i = 0; i < kAcross; ++i) {
        const double beside = std::min(aside_mm(i) / slices[k].halfWidth, 1.0);
        slices[k].front[i] = walls[k][i] + sizes_.gap_mm;
        slices[k].back[i] = taut[k][i] + sizes_.gap_mm +
                            sizes_.thickness_mm * std::lerp(1.0, kEdgeShare, beside * beside);
      }
    return slices;
  }

 private:
  static constexpr double kFrom_mm = 40.0;  // in front of the column's middle the search begins
  static constexpr double kStep_mm = 2.0;
  static constexpr double kEdgeShare = 0.5;    // of the thickness, at the edges
  static constexpr double kUnderRim_mm = 6.0;  // of L1, where it begins
  static constexpr double kOnSacrum_mm = 24.0;

  struct Node {
    Vec3 at, out, up;
    double width_mm;
  };

  /// Middles of bodies and discs, downwards.
  std::vector<Node> nodes() const {
    std::vector<Node> nodes;
    const auto add = [&](const auto& pose, const Vec3& at, std::size_t body) {
      nodes.push_back({pose * at, pose.rotate({0, -1, 0}), pose.rotate({0, 0, 1}),
                       spine_.pelvisSize().body * sizes_.width_mm[body]});
    };
    for (std::size_t v = 0; v < kLevelCount; ++v) {
      const auto& bone = spine_.materialFromBone(static_cast<Vertebra>(v));
      if (v == 0) {
        const DiscShape& below = spine_.segment(Level::kL1L2);
        const double half = glm::length(below.materialFromSegment.translation - bone.translation) -
                            below.halfHeight_mm;
        add(bone, {0.0, 0.0, half - kUnderRim_mm}, v);
      }
      add(bone, Vec3(0.0), v);
      add(spine_.segment(static_cast<Level>(v)).materialFromSegment, Vec3(0.0), v);
    }
    const auto& sacrum = spine_.materialFromBone(Vertebra::kS1);
    for (const double down : {0.5 * kOnSacrum_mm, kOnSacrum_mm})
      add(sacrum, {0.0, 0.0, -spine_.pelvisSize().length * down}, kLevelCount - 1);
    return nodes;
  }

  Slices stations() const {
    Slices slices;
    const std::vector<Node> nodes = this->nodes();
    for (std::size_t n = 0; n + 1 < nodes.size(); ++n) {
      const Node &a = nodes[n], &b = nodes[n + 1];
      const int steps = std::max(static_cast<int>(glm::length(b.at - a.at) / kStep_mm), 1);
      const bool last = n + 2 == nodes.size();
      for (int k = 0; k < steps + (last ? 1 : 0); ++k) {
        const double t = static_cast<double>(k) / steps;
        Slice s{glm::mix(a.at, b.at, t),
                glm::normalize(glm::mix(a.out, b.out, t)),
                glm::normalize(glm::mix(a.up, b.up, t)),
                0.0,
                0.5 * std::lerp(a.width_mm, b.width_mm, t),
                {},
                {},
                {},
                {}};
        s.chain = spine_.tieByHeight(s.centre).chain;
        slices.push_back(s);
      }
    }
    return slices;
  }

  const Spine& spine_;
  const AnteriorLongitudinalSizes& sizes_;
};

}  // namespace

Part posteriorLongitudinalLigament(const Spine& spine) {
  constexpr double kSpacing_mm = 0.35;  // thin: opposite faces must not share a cell
  return partOf(Structure::kPosteriorLongitudinalLigament, Posterior(spine).slices(), kSpacing_mm,
                {2400, 0.08}, spine);
}

Part anteriorLongitudinalLigament(const Spine& spine) {
  constexpr double kSpacing_mm = 0.5;
  Part part = partOf(Structure::kAnteriorLongitudinalLigament, Anterior(spine).slices(),
                     kSpacing_mm, {1300, 0.2}, spine);
  part.moved = {};  // a bulge goes backwards
  return part;
}

}  // namespace unkink::anatomy
