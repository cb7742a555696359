// Levenberg-Marquardt over pose and proportions of the model's bone.
#include "anatomy/bone_fit.hpp"

#include "anatomy/sacrum.hpp"
#include "math/field.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <initializer_list>

namespace unkink::anatomy {
namespace {

using math::Mat3;
using math::Vec3;

constexpr std::size_t kPoseCount = 6, kSizeCount = 6;
constexpr std::size_t kMostCount = kPoseCount + kSizeCount;
using Parameters = std::array<double, kMostCount>;

constexpr double kTurnUnit_mm = 30.0;    // a turn by 1/30 moves the bone's outskirts by about 1 mm
constexpr double kSizeUnit = 1.0 / 30;   // so does a change of size by 1/30
constexpr double kSizeSpread = 0.12;     // standard deviation of sizes among adults; house
constexpr double kSizeTrust_mm2 = 0.02;  // what one such deviation costs, as mean squared distance
constexpr double kLeastSize = 0.7, kMostSize = 1.4;

VertebraVariation variationOf(const Parameters& p) {
  const auto size = [&](std::size_t n) {
    return std::clamp(1.0 + kSizeUnit * p[kPoseCount + n], kLeastSize, kMostSize);
  };
  VertebraVariation v;
  v.bodyWidth = size(0);
  v.bodyDepth = size(1);
  v.bodyHeight = size(2);
  v.canalWidth = size(3);
  v.canalDepth = size(4);
  v.arch = size(5);
  return v;
}

Mat3 turnBy(const Vec3& axisTimesAngle) {
  const double angle = glm::length(axisTimesAngle);
  if (angle < 1e-12) return Mat3(1.0);
  const Vec3 n = axisTimesAngle / angle;
  const Mat3 cross(0, n.z, -n.y, -n.z, 0, n.x, n.y, -n.x, 0);  // columns
  return Mat3(1.0) + std::sin(angle) * cross + (1.0 - std::cos(angle)) * (cross * cross);
}

/// The pose, less a start that the parameters move on from.
math::Rigid<Scan, math::Bone> poseOf(const math::Rigid<Scan, math::Bone>& start,
                                     const Parameters& p) {
  const Mat3 turn = turnBy(Vec3(p[0], p[1], p[2]) / kTurnUnit_mm);
  return {start.rotation * turn, start.translation + Vec3(p[3], p[4], p[5])};
}

/// One bone's distance for given sizes.
using Distance = std::function<double(const Vec3&)>;

Distance distanceOf(Vertebra bone, const VertebraShape& shape) {
  if (bone == Vertebra::kS1) return [](const Vec3& q) { return sacrumDistance(q); };
  return [shape](const Vec3& q) { return vertebraDistance(shape, q); };
}

/// Solves a symmetric positive system in place, by Cholesky's decomposition.
void solve(std::array<std::array<double, kMostCount>, kMostCount>& a, Parameters& b,
           std::size_t n) {
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = a[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= a[i][k] * a[j][k];
      a[i][j] = i == j ? std::sqrt(std::max(sum, 1e-12)) : sum / a[j][j];
    }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= a[i][k] * b[k];
    b[i] /= a[i][i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) b[i] -= a[k][i] * b[k];
    b[i] /= a[i][i];
  }
}

class Fit {
 public:
  Fit(Vertebra bone, const VertebraShape& mean, const std::vector<Vec3>& points,
      const math::Rigid<Scan, math::Bone>& start)
      : bone_(bone), mean_(mean), points_(points), start_(start) {}

  /// Improves the parameters. \param count   how many of them: kPoseCount or kMostCount
  void improve(std::size_t count, double tolerance_mm, int steps) {
    tolerance2_ = tolerance_mm * tolerance_mm;
    std::vector<double> residuals = residualsAt(now_);
    double cost = costOf(residuals, now_);
    double damping = 1e-2;
    for (int step = 0; step < steps && damping < 1e6; ++step) {
      const Parameters next = stepFrom(residuals, count, damping);
      std::vector<double> tried = residualsAt(next);
      const double costThere = costOf(tried, next);
      if (costThere >= cost) {
        damping *= 5.0;
        continue;
      }
      const bool settled = cost - costThere < 1e-6 * cost;
      now_ = next;
      cost = costThere;
      residuals = std::move(tried);
      damping = std::max(0.3 * damping, 1e-6);
      if (settled) break;
    }
    cost_ = cost;
  }

  double cost() const { return cost_; }
  math::Rigid<Scan, math::Bone> pose() const { return poseOf(start_, now_); }
  VertebraShape shape() const { return shapeAt(now_); }
  VertebraVariation sizes() const { return variationOf(now_); }
  double residual_mm() const {
    double sum = 0.0;
    for (const double r : residualsAt(now_)) sum += r * r;
    return std::sqrt(sum / static_cast<double>(points_.size()));
  }

 private:
  VertebraShape shapeAt(const Parameters& p) const {
    return bone_ == Vertebra::kS1 ? mean_ : varied(mean_, variationOf(p));
  }
  std::vector<double> residualsAt(const Parameters& p) const {
    const auto boneFromScan = poseOf(start_, p).inverse();
    const Distance distance = distanceOf(bone_, shapeAt(p));
    std::vector<double> r;
    r.reserve(points_.size());
    for (const Vec3& q : points_) r.push_back(distance(boneFromScan * q));
    return r;
  }
  /// Mean squared distance, that of far points levelling off, and what the sizes cost.
  double costOf(const std::vector<double>& residuals, const Parameters& p) const {
    double sum = 0.0;
    for (const double r : residuals) sum += tolerance2_ * r * r / (tolerance2_ + r * r);
    double sizes = 0.0;
    for (std::size_t n = kPoseCount; n < kMostCount; ++n) sizes += p[n] * p[n];
    return sum / static_cast<double>(points_.size()) + sizes * sizeCost();
  }
  static double sizeCost() {
    return kSizeTrust_mm2 * kSizeUnit * kSizeUnit / (kSizeSpread * kSizeSpread);
  }
  Parameters stepFrom(const std::vector<double>& residuals, std::size_t count,
                      double damping) const {
    std::array<std::vector<double>, kMostCount> slope;
    constexpr double kStep = 0.02;
    for (std::size_t n = 0; n < count; ++n) {
      Parameters beside = now_;
      beside[n] += kStep;
      slope[n] = residualsAt(beside);
      for (std::size_t i = 0; i < residuals.size(); ++i)
        slope[n][i] = (slope[n][i] - residuals[i]) / kStep;
    }
    std::array<std::array<double, kMostCount>, kMostCount> a{};
    Parameters b{};
    const double share = 1.0 / static_cast<double>(points_.size());
    for (std::size_t i = 0; i < residuals.size(); ++i) {
      const double far = tolerance2_ / (tolerance2_ + residuals[i] * residuals[i]);
      const double weight = share * far * far;
      for (std::size_t n = 0; n < count; ++n) {
        b[n] -= weight * slope[n][i] * residuals[i];
        for (std::size_t m = 0; m <= n; ++m) a[n][m] += weight * slope[n][i] * slope[m][i];
      }
    }
    for (std::size_t n = kPoseCount; n < count; ++n) {
      a[n][n] += sizeCost();
      b[n] -= sizeCost() * now_[n];
    }
    for (std::size_t n = 0; n < count; ++n) a[n][n] = a[n][n] * (1.0 + damping) + 1e-9;
    solve(a, b, count);
    Parameters next = now_;
    for (std::size_t n = 0; n < count; ++n) next[n] += b[n];
    return next;
  }

  Vertebra bone_;
  VertebraShape mean_;
  const std::vector<Vec3>& points_;
  math::Rigid<Scan, math::Bone> start_;
  Parameters now_{};
  double tolerance2_ = 1.0;
  double cost_ = 0.0;
};

constexpr double kRoughTolerance_mm = 8.0, kTolerance_mm = 3.0;
constexpr int kRoughSteps = 15, kSteps = 40;
constexpr std::size_t kRoughPoints = 160;

VertebraShape meanOf(Vertebra bone) {
  return bone == Vertebra::kS1 ? VertebraShape{} : lumbarShape(bone);
}

std::vector<Vec3> fewOf(const std::vector<Vec3>& points) {
  const std::size_t step = std::max<std::size_t>(1, points.size() / kRoughPoints);
  std::vector<Vec3> few;
  for (std::size_t i = 0; i < points.size(); i += step) few.push_back(points[i]);
  return few;
}

Vec3 middleOf(const std::vector<Vec3>& points) {
  math::Box box;
  for (const Vec3& p : points) box.include(p);
  return box.centre();
}

/// The best of several tilts, roughly fitted.
Fit roughFit(Vertebra bone, const std::vector<Vec3>& few, const Mat3& axes,
             std::initializer_list<double> tilts_deg) {
  const VertebraShape mean = meanOf(bone);
  const Vec3 modelMiddle = (bone == Vertebra::kS1 ? sacrumBounds() : vertebraBounds(mean)).centre();
  std::vector<Fit> tries;
  for (const double tilt_deg : tilts_deg) {
    const Mat3 rotation = axes * math::rotationX(units::Rad(units::Deg(tilt_deg)));
    Fit fit(bone, mean, few, {rotation, middleOf(few) - rotation * modelMiddle});
    fit.improve(kPoseCount, kRoughTolerance_mm, kRoughSteps);
    tries.push_back(std::move(fit));
  }
  return *std::min_element(tries.begin(), tries.end(),
                           [](const Fit& a, const Fit& b) { return a.cost() < b.cost(); });
}

Parameters parametersOf(const VertebraVariation& v) {
  Parameters p{};
  const std::array<double, kSizeCount> sizes{v.bodyWidth,  v.bodyDepth,  v.bodyHeight,
                                             v.canalWidth, v.canalDepth, v.arch};
  for (std::size_t n = 0; n < kSizeCount; ++n) p[kPoseCount + n] = (sizes[n] - 1.0) / kSizeUnit;
  return p;
}

/// Lays a bone's points through places where they are wanted.
class PointFit {
 public:
  PointFit(Vertebra bone, const OwnBone& found, const Nudges& nudge_mm)
      : bone_(bone), mean_(meanOf(bone)), start_(found.pose) {
    found_ = now_ = parametersOf(found.sizes);
    const std::vector<BonePoint> points = bonePoints(bone, found.shape);
    for (std::size_t n = 0; n < points.size(); ++n) {
      wanted_.push_back(start_ * points[n].at + nudge_mm[n]);
      weight_.push_back(nudge_mm[n] != Vec3(0.0) ? 1.0 : kUnmoved);
    }
  }

  void run() {
    constexpr int kMostSteps = 12;
    const std::size_t count = bone_ == Vertebra::kS1 ? kPoseCount : kMostCount;
    for (int step = 0; step < kMostSteps; ++step) {
      const std::vector<double> here = residualsAt(now_);
      std::array<std::vector<double>, kMostCount> slope;
      constexpr double kStep = 0.05;
      for (std::size_t n = 0; n < count; ++n) {
        Parameters beside = now_;
        beside[n] += kStep;
        slope[n] = residualsAt(beside);
        for (std::size_t i = 0; i < here.size(); ++i) slope[n][i] = (slope[n][i] - here[i]) / kStep;
      }
      std::array<std::array<double, kMostCount>, kMostCount> a{};
      Parameters b{};
      for (std::size_t n = 0; n < count; ++n) {
        for (std::size_t i = 0; i < here.size(); ++i) b[n] -= slope[n][i] * here[i];
        for (std::size_t m = 0; m <= n; ++m)
          for (std::size_t i = 0; i < here.size(); ++i) a[n][m] += slope[n][i] * slope[m][i];
        a[n][n] += 1e-6;
      }
      solve(a, b, count);
      for (std::size_t n = 0; n < count; ++n) now_[n] += b[n];
    }
  }

  math::Rigid<Scan, math::Bone> pose() const { return poseOf(start_, now_); }
  VertebraVariation sizes() const { return variationOf(now_); }
  VertebraShape shape() const { return shapeAt(now_); }

 private:
  static constexpr double kUnmoved = 0.4;  // root of the weight of points that were not moved
  static constexpr double kSizesHold =
      0.05;  // of a size's change that moves the bone's outskirts by 1 mm

  VertebraShape shapeAt(const Parameters& p) const {
    return bone_ == Vertebra::kS1 ? mean_ : varied(mean_, variationOf(p));
  }
  std::vector<double> residualsAt(const Parameters& p) const {
    const auto pose = poseOf(start_, p);
    const std::vector<BonePoint> points = bonePoints(bone_, shapeAt(p));
    std::vector<double> r;
    for (std::size_t n = 0; n < points.size(); ++n) {
      const Vec3 off = weight_[n] * (pose * points[n].at - wanted_[n]);
      r.insert(r.end(), {off.x, off.y, off.z});
    }
    for (std::size_t n = kPoseCount; n < kMostCount; ++n)
      r.push_back(kSizesHold * (p[n] - found_[n]));
    return r;
  }

  Vertebra bone_;
  VertebraShape mean_;
  math::Rigid<Scan, math::Bone> start_;
  std::vector<Vec3> wanted_;  // Scan
  std::vector<double> weight_;
  Parameters found_{}, now_{};
};

/// A field as it is seen from another frame.
math::SampledField resampled(const math::SampledField& field,
                             const math::Rigid<math::Bone, math::Bone>& newFromOld) {
  const math::Box box{field.position(field.box().lo),
                      field.position(field.box().hi - math::IVec3(1))};
  math::Box moved;
  for (int c = 0; c < 8; ++c)
    moved.include(newFromOld * Vec3(c & 1 ? box.lo.x : box.hi.x, c & 2 ? box.lo.y : box.hi.y,
                                    c & 4 ? box.lo.z : box.hi.z));
  const auto oldFromNew = newFromOld.inverse();
  return math::sample(
      math::sampleBoxAround(moved, field.spacing_mm(), 0), field.spacing_mm(), [&](const Vec3& p) {
        const Vec3 q = oldFromNew * p;
        const double away = glm::length(glm::max(glm::max(box.lo - q, q - box.hi), Vec3(0.0)));
        return field.interpolate(q) + away;
      });
}

}  // namespace

std::shared_ptr<const OwnBone> nudged(Vertebra bone, std::shared_ptr<const OwnBone> found,
                                      const Nudges& nudge_mm) {
  if (nudge_mm == Nudges{}) return found;
  PointFit fit(bone, *found, nudge_mm);
  fit.run();
  auto out = std::make_shared<OwnBone>(*found);
  out->pose = fit.pose();
  out->shape = fit.shape();
  out->sizes = fit.sizes();
  out->surface = resampled(found->surface, out->pose.inverse() * found->pose);
  out->found = std::move(found);
  out->nudge_mm = nudge_mm;
  return out;
}

std::shared_ptr<const OwnBones> nudged(const OwnBones& bones, Vertebra bone,
                                       const Nudges& nudge_mm) {
  auto out = std::make_shared<OwnBones>(bones);
  std::shared_ptr<const OwnBone>& mine = out->bone[static_cast<std::size_t>(bone)];
  mine = nudged(bone, mine->found ? mine->found : mine, nudge_mm);
  out->fingerprint = fingerprintOf(*out);
  return out;
}

std::vector<Vec3> spreadOver(const PlainMesh& mesh, std::size_t count) {
  std::vector<double> upTo;
  double area = 0.0;
  for (std::size_t t = 0; t < mesh.triangleCount(); ++t) {
    const Vec3 a = mesh.corner(t, 0);
    area += 0.5 * glm::length(glm::cross(mesh.corner(t, 1) - a, mesh.corner(t, 2) - a));
    upTo.push_back(area);
  }
  // even steps along the area, places in the triangles by a sequence that fills a square evenly
  constexpr double kFirst = 0.7548776662466927, kSecond = 0.5698402909980532;
  std::vector<Vec3> points;
  points.reserve(count);
  for (std::size_t n = 0; n < count && area > 0.0; ++n) {
    const double at = area * (static_cast<double>(n) + 0.5) / static_cast<double>(count);
    const auto t = static_cast<std::size_t>(
        std::min(std::lower_bound(upTo.begin(), upTo.end(), at), upTo.end() - 1) - upTo.begin());
    double u = std::fmod(kFirst * static_cast<double>(n + 1), 1.0),
           v = std::fmod(kSecond * static_cast<double>(n + 1), 1.0);
    if (u + v > 1.0) {
      u = 1.0 - u;
      v = 1.0 - v;
    }
    const Vec3 a = mesh.corner(t, 0);
    points.push_back(a + u * (mesh.corner(t, 1) - a) + v * (mesh.corner(t, 2) - a));
  }
  return points;
}

BoneFit fitBone(Vertebra bone, const std::vector<Vec3>& points) {
  const std::vector<Vec3> few = fewOf(points);
  const Fit rough =
      roughFit(bone, few, Mat3(1.0), {0.0, 15.0, -15.0, 30.0, -30.0, 50.0, -50.0, 70.0});
  Fit fine(bone, meanOf(bone), points, rough.pose());
  fine.improve(kPoseCount, kTolerance_mm, kRoughSteps);
  if (bone != Vertebra::kS1) fine.improve(kMostCount, kTolerance_mm, kSteps);
  return {fine.shape(), fine.sizes(), fine.pose(), fine.residual_mm()};
}

BoneFit fitRoughly(Vertebra bone, const std::vector<Vec3>& points, const Mat3& axes) {
  const std::vector<Vec3> few = fewOf(points);
  const Fit fit = roughFit(bone, few, glm::transpose(axes), {0.0, 30.0, -30.0});
  return {fit.shape(), fit.sizes(), fit.pose(), fit.residual_mm()};
}

}  // namespace unkink::anatomy
