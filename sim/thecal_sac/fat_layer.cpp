// How far the fat before a wall pushes the sac in.
#include "thecal_sac/fat_layer.hpp"

#include "math/vector8.hpp"
#include "thecal_sac/polygon.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace unkink::thecal_sac {
namespace {

using math::F8;
using math::kLanes;

constexpr float kReach_mm = 6.0f;  // beyond the healthy sac there is always room
constexpr float kLeastRadius_mm = 0.85f;
constexpr float kSteepest = 2.0f;  // of the wall against its radius

struct Work {
  float *x, *y;
  const float *planeX, *planeY, *offset;
  float* held;
  std::size_t size;
  float stiffness, atRest, compressed;
};

/// Model: pushed in by h, where h (g - b) = s (a - g) and g = free gap + h.
UNKINK_INLINE void pushAll(const Work& w) {
  for (std::size_t i = 0; i + kLanes <= w.size; i += kLanes) {
    F8 x, y, nx, ny, gap, held;
    math::load(x, w.x + i);
    math::load(y, w.y + i);
    math::load(nx, w.planeX + i);
    math::load(ny, w.planeY + i);
    math::load(gap, w.offset + i);
    math::load(held, w.held + i);
    gap -= nx * x + ny * y + held;  // were it not pushed in
    const F8 b = gap - w.compressed + w.stiffness;
    F8 inside = w.atRest - gap;
    math::raiseTo(inside, F8{});
    F8 root = b * b + 4.0f * w.stiffness * inside;
    math::squareRoot(root);
    // zero exactly where there is room
    const F8 now = gap < w.atRest ? 0.5f * (root - b) : F8{};
    const F8 more = now - held;
    x -= more * nx;
    y -= more * ny;
    math::store(w.x + i, x);
    math::store(w.y + i, y);
    math::store(w.held + i, now);
  }
}

void pushPlain(const Work& w) { pushAll(w); }
UNKINK_AVX2 void pushAvx2(const Work& w) { pushAll(w); }

float cross(const math::Vec2f& a, const math::Vec2f& b) { return a.x * b.y - a.y * b.x; }

/// How steep a wall may fall back there before fat fills it, against its radius.
float steepest(const Membrane& membrane, int spoke) {
  constexpr int kDorsal = kSpokes / 4, kPad = kSpokes * 35 / 360, kPadEnd = kSpokes * 60 / 360;
  const int aside = std::abs((spoke % kSpokes + kSpokes) % kSpokes - kDorsal);
  const double t = std::clamp(static_cast<double>(aside - kPad) / (kPadEnd - kPad), 0.0, 1.0);
  return static_cast<float>(std::lerp(membrane.steepestBehind, membrane.steepestRecess, t));
}

std::size_t wrapped(int k) { return static_cast<std::size_t>((k + 2 * kSpokes) % kSpokes); }

}  // namespace

RingWall::RingWall(const SectionFrame& frame, const float* wall_mm, const Membrane& membrane) {
  constexpr float kStep_rad = 2.0f * std::numbers::pi_v<float> / kSpokes;
  float healthy[kSpokes];
  for (int k = 0; k < kSpokes; ++k) {
    any_ = any_ || wall_mm[k] < kNoWall_mm;
    healthy[k] = static_cast<float>(frame.healthyRadius_mm(k));
    radius_[k] = std::clamp(wall_mm[k], kLeastRadius_mm, healthy[k] + kReach_mm);
  }
  // what is drawn in more sharply than that, the fat and the roots' sleeves fill
  const auto limit = [&](int k, int from) {
    const float step = steepest(membrane, k) * kStep_rad * healthy[k];
    radius_[k] = std::min(radius_[k], healthy[k] + (radius_[from] - healthy[from]) + step);
  };
  for (int i = 0; i < 2 * kSpokes; ++i) limit((i + 1) % kSpokes, i % kSpokes);
  for (int i = 2 * kSpokes; i > 0; --i) limit((i - 1) % kSpokes, i % kSpokes);
  for (int k = 0; k < kSpokes; ++k)
    slope_[k] = std::clamp((radius_[wrapped(k + 1)] - radius_[wrapped(k - 1)]) / (2.0f * kStep_rad),
                           -kSteepest * radius_[k], kSteepest * radius_[k]);
}

WallNear RingWall::near(const math::Vec2f& p, int k) const {
  const float r = std::sqrt(p.x * p.x + p.y * p.y);
  if (!any_ || r < 1e-3f) return {};
  const auto spoke = [](int n) { return math::Vec2f(spokeDirections()[wrapped(n)]); };
  for (int n = 0; n < kSpokes && cross(spoke(k), p) < 0.0f; ++n) --k;
  for (int n = 0; n < kSpokes && cross(spoke(k + 1), p) >= 0.0f; ++n) ++k;
  const float from = cross(spoke(k), p), to = cross(p, spoke(k + 1));
  const float t = from / std::max(from + to, 1e-9f);
  const std::size_t a = wrapped(k), b = wrapped(k + 1);
  const float radius = radius_[a] + t * (radius_[b] - radius_[a]);
  const float slope = slope_[a] + t * (slope_[b] - slope_[a]);
  const float length = std::sqrt(radius * radius + slope * slope);
  const math::Vec2f out = p / r, aside(-out.y, out.x);
  return {(radius - r) * radius / length, (radius * out - slope * aside) / length};
}

FatLayer::FatLayer(std::size_t size, const Membrane& m)
    : planes_{std::vector<float>(size), std::vector<float>(size), std::vector<float>(size, 1e9f),
              std::vector<float>(size)},
      fullStiffness_(static_cast<float>(m.fatStiffness_mm)),
      stiffness_(fullStiffness_),
      atRest_(static_cast<float>(m.fatAtRest_mm)),
      compressed_(static_cast<float>(m.fatCompressed_mm)) {}

void FatLayer::look(std::size_t i, const WallNear& wall, const math::Vec2f& p) {
  planes_.x[i] = wall.towards.x;
  planes_.y[i] = wall.towards.y;
  planes_.offset[i] = wall.gap_mm + wall.towards.x * p.x + wall.towards.y * p.y;
}

void FatLayer::begin(float share) {
  stiffness_ = share * fullStiffness_;
  std::fill(planes_.held.begin(), planes_.held.end(), 0.0f);
}

void FatLayer::push(TubePoints& points) {
  static const auto pushNow = math::whicheverFits(&pushPlain, &pushAvx2);
  pushNow({points.x.data(), points.y.data(), planes_.x.data(), planes_.y.data(),
           planes_.offset.data(), planes_.held.data(), planes_.x.size(), stiffness_, atRest_,
           compressed_});
}

}  // namespace unkink::thecal_sac
