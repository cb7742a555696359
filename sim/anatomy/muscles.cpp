// Compartments between bone and fascia, cut out of one another so that they touch and do not mix.
#include "anatomy/muscles.hpp"

#include "anatomy/curve.hpp"
#include "anatomy/profile.hpp"
#include "anatomy/soft_tissue.hpp"
#include "anatomy/spine.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace unkink::anatomy {
namespace {

using math::Vec3;
using math::sdf::smoothMax;
using math::sdf::smoothMin;

constexpr double kSpacing_mm = 2.5;
constexpr DecimationLimits kLimits{2500, 0.4};
constexpr double kNear_mm = 4.0;           // beyond this a muscle's own shape alone answers
constexpr double kBesideMidline_mm = 4.5;  // spinous processes and the ligaments between them
constexpr double kScale = 0.75;            // keeps |gradient| below one

/// A quantity at heights over the S1 endplate, for the mean stature; smooth in between.
struct Knot2 {
  double z, value;
};
template <std::size_t N>
Profile profileOf(const std::array<Knot2, N>& knots, double size, int rounding) {
  constexpr double kStep_mm = 4.0;
  Profile out{size * knots.front().z, kStep_mm, {}};
  std::size_t i = 0;
  for (double z = out.first; z < size * knots.back().z + kStep_mm; z += kStep_mm) {
    while (i + 2 < N && z > size * knots[i + 1].z) ++i;
    const double lo = size * knots[i].z, hi = size * knots[i + 1].z;
    const double t = std::clamp((z - lo) / (hi - lo), 0.0, 1.0);
    out.value.push_back(size * std::lerp(knots[i].value, knots[i + 1].value, t));
  }
  out.smoothen(rounding);
  return out;
}

/// What muscles keep clear of: bones, discs, ligamenta flava and sac.
class Obstacles {
 public:
  Obstacles(const Spine& spine, const std::vector<Part>& bones) : spine_(spine) {
    for (int v = 0; v < kVertebraCount; ++v)
      vertebra_[static_cast<std::size_t>(v)] = spine.boneBounds(static_cast<Vertebra>(v));
    for (int l = 0; l < kLevelCount; ++l) {
      disc_[static_cast<std::size_t>(l)] = spine.discBounds(static_cast<Level>(l));
      // an unusual patient's ligament outgrows its bounds
      flavum_[static_cast<std::size_t>(l)] = spine.ligamentBounds(static_cast<Level>(l)).grown(8.0);
    }
    for (const Part& part : bones)
      if (part.structure != Structure::kCancellous) bones_.push_back(part);
  }

  /// Signed distance, mm; exact near the surface, never more than `kNear_mm` elsewhere.
  double distance(const Vec3& p) const {
    double d = kNear_mm;
    const auto meets = [&](const math::Box& b) { return b.grown(kNear_mm).contains(p); };
    for (std::size_t v = 0; v < vertebra_.size(); ++v)
      if (meets(vertebra_[v])) d = std::min(d, spine_.bone(static_cast<Vertebra>(v), p, false));
    for (std::size_t l = 0; l < disc_.size(); ++l) {
      const auto level = static_cast<Level>(l);
      if (meets(disc_[l])) d = std::min(d, spine_.disc(level, p, false));
      if (meets(flavum_[l])) d = std::min(d, spine_.ligamentumFlavum(level, p, false));
    }
    if (std::abs(p.x) < kNear_mm + 12.0) d = std::min(d, spine_.healthySac(p));
    for (const Part& bone : bones_)
      if (meets(bone.bounds)) d = std::min(d, bone.distance(p));
    return d;
  }

 private:
  const Spine& spine_;
  std::array<math::Box, kVertebraCount> vertebra_;
  std::array<math::Box, kLevelCount> disc_, flavum_;
  std::vector<Part> bones_;
};

/// The ground of the groove beside the spinous processes: laminae, facets, transverse processes and
/// what spans them; y over x (one side) and z.
class Floor {
 public:
  Floor(const Obstacles& obstacles, const TrunkShape& trunk, double side, double bottom, double top)
      : bottom_(bottom), rows_(static_cast<std::size_t>((top - bottom) / kStep_mm) + 2) {
    for (std::size_t k = 0; k < rows_; ++k)
      for (std::size_t i = 0; i < kColumns; ++i) at(i, k) = probe(obstacles, trunk, side, i, k);
    for (std::size_t i = 0; i < kColumns; ++i) fill(i);
    for (int pass = 0; pass < 2; ++pass) smoothen();
  }

  double operator()(double x, double z) const {
    const double u = std::clamp(x / kStep_mm, 0.0, kColumns - 1.001);
    const double w = std::clamp((z - bottom_) / kStep_mm, 0.0, static_cast<double>(rows_) - 1.001);
    const auto i = static_cast<std::size_t>(u), k = static_cast<std::size_t>(w);
    const double s = u - static_cast<double>(i), t = w - static_cast<double>(k);
    return std::lerp(std::lerp(at(i, k), at(i + 1, k), s),
                     std::lerp(at(i, k + 1), at(i + 1, k + 1), s), t);
  }

 private:
  static constexpr double kStep_mm = 6.5;
  static constexpr std::size_t kColumns = 15;
  static constexpr double kNothing = -1e3;

  double& at(std::size_t i, std::size_t k) { return y_[k * kColumns + i]; }
  double at(std::size_t i, std::size_t k) const { return y_[k * kColumns + i]; }

  /// The first firm thing in front of the fascia, if it is not too deep.
  double probe(const Obstacles& obstacles, const TrunkShape& trunk, double side, std::size_t i,
               std::size_t k) {
    constexpr double kDeepest_mm = 52.0, kFine_mm = 0.1;
    const double x = std::max(kStep_mm * static_cast<double>(i), kBesideMidline_mm);
    const double z = bottom_ + kStep_mm * static_cast<double>(k);
    const double back = trunk.fascia_mm(z) + 4.0;
    double y = back;
    while (y > back - kDeepest_mm) {
      const double d = obstacles.distance({side * x, y, z});
      if (d < kFine_mm) return y;
      y -= d < kNear_mm ? std::max(0.7 * d, kFine_mm) : d;
    }
    return kNothing;
  }

  /// Spans what found nothing from row to row; beyond the outermost bone the ground rises slowly.
  void fill(std::size_t i) {
    constexpr double kRise = 0.15;
    std::size_t last = rows_;  // the last row that found something
    for (std::size_t k = 0; k < rows_; ++k) {
      if (at(i, k) == kNothing) continue;
      for (std::size_t m = last == rows_ ? 0 : last + 1; m < k; ++m) {
        const double t =
            last == rows_ ? 1.0 : static_cast<double>(m - last) / static_cast<double>(k - last);
        at(i, m) = last == rows_ ? at(i, k) : std::lerp(at(i, last), at(i, k), t);
      }
      last = k;
    }
    for (std::size_t k = last == rows_ ? 0 : last + 1; k < rows_; ++k)
      at(i, k) = last == rows_ ? at(i - 1, k) + kRise * kStep_mm : at(i, last);
  }

  void smoothen() {
    const std::vector<double> old = y_;
    const auto clamped = [&](std::size_t i, std::size_t k) {
      return old[std::min(k, rows_ - 1) * kColumns + std::min(i, kColumns - 1)];
    };
    for (std::size_t k = 0; k < rows_; ++k)
      for (std::size_t i = 0; i < kColumns; ++i) {
        const std::size_t left = i > 0 ? i - 1 : 0, below = k > 0 ? k - 1 : 0;
        at(i, k) = 0.25 * (2.0 * clamped(i, k) + 0.5 * (clamped(left, k) + clamped(i + 1, k) +
                                                        clamped(i, below) + clamped(i, k + 1)));
      }
  }

  double bottom_;
  std::size_t rows_;
  std::vector<double> y_ = std::vector<double>(rows_ * kColumns);
};

/// The compartments of one side.
class Compartments {
 public:
  Compartments(const Spine& spine, const std::vector<Part>& bones, Side side)
      : spine_(spine),
        sizes_(softTissueSizes().muscles),
        size_(spine.trunkSize()),
        side_(sign(side)),
        obstacles_(spine, bones),
        floor_(obstacles_, spine.trunkShape(), side_, size_ * kMultifidusBottom_mm, top()) {
    const MuscleSizes& m = sizes_;
    border_ = profileOf<7>({{{-70.0, 16.0},
                             {-45.0, 27.0},
                             {-10.0, m.multifidusWidthL5_mm},
                             {25.0, m.multifidusWidthL5_mm},
                             {92.0, m.multifidusWidthL3_mm},
                             {159.0, m.multifidusWidthL1_mm},
                             {195.0, 5.0}}},
                           size_, 12);
    reach_ = profileOf<7>({{{-60.0, 22.0},
                            {-30.0, 44.0},
                            {23.0, m.erectorReachL5_mm},
                            {92.0, m.erectorReachL3_mm},
                            {150.0, m.erectorReachL3_mm},
                            {190.0, m.erectorReachT12_mm},
                            {260.0, m.erectorReachT12_mm - 2.0}}},
                          size_, 12);
    constexpr std::array<double, 11> kZ{-108, -95, -60, -30, 0, 23, 38, 56, 92, 126, 168};
    const auto psoas = [&](const std::array<double, 11>& v) {
      std::array<Knot2, 11> knots;
      for (std::size_t i = 0; i < v.size(); ++i) knots[i] = {kZ[i], v[i]};
      return profileOf<11>(knots, size_, 8);
    };
    psoasX_ = psoas({88, 84, 73, 63, 54, 49, 46.5, 43.5, 37.5, 31, 24});
    psoasY_ = psoas({-82, -78, -66, -51, -35, -23, -18, -15, -8, 1, 12});
    psoasHalfWidth_ = psoas({12, 14, 16, 17, 18.5, 20, 20, 19, 15, 10, 5});
    psoasHalfDepth_ = psoas({12, 13.5, 15, 16.5, 19, 21.5, 22, 21, 18, 14, 8});
  }

  double multifidus(const Vec3& p) const {
    const Vec3 q(side_ * p.x, p.y, p.z);
    const double ends =
        std::max(q.z - size_ * kMultifidusTop_mm, size_ * kMultifidusBottom_mm - q.z);
    double d = smoothMax(groove(q), lateralOfBorder(q) + 0.5 * sizes_.gap_mm, 5.0);
    d = smoothMax(d, ends, 14.0);
    return clearOf(d, p);
  }

  double erectorSpinae(const Vec3& p) const {
    const Vec3 q(side_ * p.x, p.y, p.z);
    const double ends = std::max(q.z - top(), size_ * kErectorBottom_mm - q.z);
    const double border = 0.5 * sizes_.gap_mm - lateralOfBorder(q);
    double d = smoothMax(groove(q), q.x - reach_(q.z), 24.0);
    d = smoothMax(d, border, 5.0);
    d = smoothMax(d, ends, 14.0);
    return clearOf(d, p);
  }

  double psoas(const Vec3& p) const {
    const double ends = std::max(p.z - psoasX_.last(), psoasX_.first - p.z);
    const double d = ellipseDistance(side_ * p.x - psoasX_(p.z), p.y - psoasY_(p.z),
                                     psoasHalfWidth_(p.z), psoasHalfDepth_(p.z));
    // in front of the groove of the muscles of the back
    const double behind = sizes_.gap_mm - groove(Vec3(side_ * p.x, p.y, p.z));
    return clearOf(std::max(smoothMax(d, ends, 10.0), behind), p);
  }

  math::Box backBounds(double bottom, double halfWidth) const {
    math::Box box;
    for (double z = size_ * bottom; z < top(); z += 20.0) {
      const double back = spine_.trunkShape().fascia_mm(z);
      box.include({side_ * kBesideMidline_mm, back + 14.0, z})
          .include({side_ * size_ * halfWidth, back - 56.0, z});
    }
    box.hi.z = top();
    return box;
  }
  math::Box multifidusBounds() const {
    math::Box box = backBounds(kMultifidusBottom_mm, 45.0);
    box.hi.z = size_ * kMultifidusTop_mm + 2.0;
    return box;
  }
  math::Box erectorBounds() const { return backBounds(kErectorBottom_mm, 92.0); }
  math::Box psoasBounds() const {
    math::Box box;
    for (double z = psoasX_.first; z <= psoasX_.last(); z += 8.0) {
      const double x = psoasX_(z), y = psoasY_(z), a = psoasHalfWidth_(z), b = psoasHalfDepth_(z);
      box.include({side_ * (x - a), y - b, z}).include({side_ * (x + a), y + b, z});
    }
    return box.grown(1.0);
  }

 private:
  static constexpr double kMultifidusTop_mm = 185.0, kMultifidusBottom_mm = -66.0;
  static constexpr double kErectorBottom_mm = -52.0;
  static constexpr double kUnderTop_mm = 42.0;  // of the trunk

  double top() const { return spine_.trunkShape().top_mm() - kUnderTop_mm; }

  /// Between the mid-line, the ground of the groove and the fascia; q: mirrored to the left.
  double groove(const Vec3& q) const {
    const double medial = kBesideMidline_mm - q.x;
    const double ground = floor_(q.x, q.z) - 1.0 - q.y;
    const double fascia = spine_.muscle(q) + sizes_.gap_mm;
    return smoothMax(smoothMax(medial, ground, 3.0), fascia, 4.0);
  }

  /// Positive lateral of the border between multifidus and erector spinae.
  double lateralOfBorder(const Vec3& q) const {
    constexpr double kLean = 0.18;  // the border leans outwards towards the bone
    const double deep = spine_.trunkShape().fascia_mm(q.z) - q.y;
    return 0.95 * (q.x - border_(q.z) - kLean * (deep - 15.0));
  }

  double clearOf(double d, const Vec3& p) const {
    if (d > kNear_mm) return kScale * d;
    return kScale * smoothMax(d, sizes_.gap_mm - obstacles_.distance(p), 1.5);
  }

  const Spine& spine_;
  MuscleSizes sizes_;
  double size_, side_;
  Obstacles obstacles_;
  Floor floor_;
  Profile border_, reach_;  // x over z: multifidus to erector, erector's lateral edge
  Profile psoasX_, psoasY_, psoasHalfWidth_, psoasHalfDepth_;
};

}  // namespace

std::vector<Part> musclesOf(const Spine& spine, const std::vector<Part>& bones) {
  std::vector<Part> parts;
  for (const Side side : {Side::kLeft, Side::kRight}) {
    const auto c = std::make_shared<const Compartments>(spine, bones, side);
    const auto add = [&](Structure structure, const math::Box& bounds, auto distance) {
      parts.push_back({structure, static_cast<int>(side), bounds, kSpacing_mm, kLimits,
                       std::move(distance),
                       [&spine](const Vec3& p) { return spine.tieOfTrunk(p); }});
    };
    add(Structure::kMultifidus, c->multifidusBounds(),
        [c](const Vec3& p) { return c->multifidus(p); });
    add(Structure::kErectorSpinae, c->erectorBounds(),
        [c](const Vec3& p) { return c->erectorSpinae(p); });
    add(Structure::kPsoas, c->psoasBounds(), [c](const Vec3& p) { return c->psoas(p); });
  }
  return parts;
}

}  // namespace unkink::anatomy
