// Oval sections of a trunk, stacked along the spinous processes, under a coat of fat.
#include "anatomy/trunk.hpp"

#include "anatomy/pelvis.hpp"
#include "anatomy/spine.hpp"
#include "anatomy/thorax.hpp"
#include "config/files.hpp"
#include "config/quantity.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace unkink::anatomy {
namespace {

using math::Vec3;
using math::sdf::smoothStep;

constexpr double kStep_mm = 4.0;  // of the profiles
constexpr double kScale = 0.85;   // keeps |gradient| below one where sections change
constexpr double kMeanFat_mm = 14.0;
constexpr double kEndFat_mm = 14.0;  // at most, over the trunk's ends: the body goes on there

struct Section {
  double height_mm, halfWidth_mm, depth_mm, furrow_mm, backFat;
};

/// assets/anatomy/trunk.toml.
struct TrunkParameters {
  double furrowHalfWidth_mm, fasciaOverSpines_mm, leastSkin_mm, mostMuscle_mm;
  double flankFat, frontFat, visceralDepth, visceralHalfWidth, endRounding_mm;
  std::array<double, 4> thoracicRise_mm;  // 30, 60, 100 and 150 mm above L1's tip
  Vec3 buttock_mm, buttockRadii_mm;       // y against the mid-line's fascia
  std::vector<Section> sections;          // upwards
};

TrunkParameters readTrunk() {
  const auto document = config::Document::read(config::assetPath("anatomy/trunk.toml"));
  const config::Node root = document.root();
  const auto mm = [](const config::Node& n, std::string_view key) {
    return config::quantity(n, key, "mm").value;
  };
  const auto share = [](const config::Node& n, std::string_view key) {
    return config::quantity(n, key, "").value;
  };
  const config::Node rise = root.child("thoracic_rise"), buttock = root.child("buttock");
  TrunkParameters t{
      mm(root, "furrow_half_width"),
      mm(root, "fascia_over_spines"),
      mm(root, "least_skin"),
      mm(root, "most_muscle"),
      share(root, "flank_fat"),
      share(root, "front_fat"),
      share(root, "visceral_depth"),
      share(root, "visceral_half_width"),
      mm(root, "end_rounding"),
      {mm(rise, "at_30"), mm(rise, "at_60"), mm(rise, "at_100"), mm(rise, "at_150")},
      {mm(buttock, "side"), mm(buttock, "behind_fascia"), mm(buttock, "height")},
      {mm(buttock, "half_width"), mm(buttock, "half_depth"), mm(buttock, "half_height")},
      {}};
  for (const config::Node& n : root.list("section")) {
    n.onlyKeys({"name", "height", "half_width", "depth", "furrow", "back_fat"});
    const double height = mm(n, "height");
    if (!t.sections.empty() && height <= t.sections.back().height_mm)
      n.fail("height", "found a section that is not above the one before it");
    t.sections.push_back(
        {height, mm(n, "half_width"), mm(n, "depth"), mm(n, "furrow"), share(n, "back_fat")});
  }
  if (t.sections.size() < 2) root.fail("section", "found fewer than two, expected a stack");
  return t;
}

const TrunkParameters& parameters() {
  static const TrunkParameters t = readTrunk();
  return t;
}

constexpr double kCrestCover_mm = 1.0;  // periosteum and fascia over the hind end of the crest
constexpr double kCrests_mm = 40.0;     // sections up to here go with the pelvis

/// The mean's section in a patient's size.
Section sized(Section s, const TrunkBed& bed) {
  const bool pelvic = s.height_mm <= kCrests_mm;
  s.height_mm *= s.height_mm < 0.0 ? bed.pelvis.length : bed.size;
  s.halfWidth_mm *= pelvic ? bed.pelvis.breadth : bed.size;
  s.depth_mm *= pelvic ? bed.pelvis.length : bed.size;
  return s;
}

/// One quantity of the sections over height, smooth.
Profile along(const TrunkBed& bed, double Section::*quantity) {
  std::vector<Section> s;
  for (const Section& mean : parameters().sections) s.push_back(sized(mean, bed));
  Profile out{s.front().height_mm, kStep_mm, {}};
  std::size_t i = 0;
  for (double z = s.front().height_mm; z < s.back().height_mm + kStep_mm; z += kStep_mm) {
    while (i + 2 < s.size() && z > s[i + 1].height_mm) ++i;
    const Section &lo = s[i], &hi = s[i + 1];
    const double t = std::clamp((z - lo.height_mm) / (hi.height_mm - lo.height_mm), 0.0, 1.0);
    out.value.push_back(std::lerp(lo.*quantity, hi.*quantity, t));
  }
  constexpr int kRounding = 24;  // passes: takes the corners off over about 30 mm
  out.smoothen(kRounding);
  return out;
}

/// A profile's upper envelope: hollows narrower than twice the reach are bridged.
Profile bridged(const Profile& p, int reach) {
  const auto extreme = [&](const std::vector<double>& v, bool greatest) {
    const auto n = static_cast<int>(v.size());
    std::vector<double> out;
    for (int i = 0; i < n; ++i) {
      const auto first = v.begin() + std::max(i - reach, 0),
                 end = v.begin() + std::min(i + reach + 1, n);
      out.push_back(greatest ? *std::max_element(first, end) : *std::min_element(first, end));
    }
    return out;
  };
  return {p.first, p.step, extreme(extreme(p.value, true), false)};
}

/// A norm between ellipse and rounded rectangle.
double ovalNorm(double u, double v) {
  const double u2 = u * u, v2 = v * v;
  return 0.5 * (std::sqrt(u2 + v2) + std::sqrt(std::sqrt(u2 * u2 + v2 * v2)));
}

/// Lifts a line behind L1 where the thoracic vertebrae of a very lordotic patient lie behind it.
void riseOver(const std::vector<Vec3>& tips, double l1, Profile& line) {
  std::vector<Vec3> ground{{0.0, 0.0, l1}};  // y: by how much
  for (const Vec3& tip : tips)
    if (tip.z > ground.back().z) ground.push_back({0.0, std::max(tip.y - line(tip.z), 0.0), tip.z});
  for (std::size_t k = 0; k < line.value.size(); ++k) {
    const double z = line.first + line.step * static_cast<double>(k);
    if (z <= l1 || ground.size() < 2) continue;
    std::size_t i = 0;
    while (i + 2 < ground.size() && z > ground[i + 1].z) ++i;
    const double t = std::clamp((z - ground[i].z) / (ground[i + 1].z - ground[i].z), 0.0, 1.0);
    line.value[k] += std::lerp(ground[i].y, ground[i + 1].y, t);
  }
}

/// The line over the spinous tips from the trunk's bottom to its top.
Profile lineOverTips(const TrunkBed& bed, double bottom, double top) {
  constexpr int kBridge = 6;  // samples: spinous tips lie up to 40 mm apart
  constexpr int kRounding = 10;
  const std::array<double, 4>& rise = parameters().thoracicRise_mm;
  const Profile spines = bridged(bed.spines, kBridge);
  const double l1 = spines.last(), tip = spines.value.back();
  const auto thoracic = [&](double above) {
    constexpr std::array<double, 5> kAt{0.0, 30.0, 60.0, 100.0, 150.0};
    const std::array<double, 5> y{0.0, rise[0], rise[1], rise[2], rise[3]};
    std::size_t i = 0;
    while (i + 2 < kAt.size() && above > kAt[i + 1]) ++i;
    const double t = std::clamp((above - kAt[i]) / (kAt[i + 1] - kAt[i]), 0.0, 1.0);
    return std::lerp(y[i], y[i + 1], t);
  };
  Profile out{bottom, kStep_mm, {}};
  for (double z = bottom; z < top + kStep_mm; z += kStep_mm)
    out.value.push_back(z > l1 ? tip + bed.size * thoracic((z - l1) / bed.size) : spines(z));
  riseOver(bed.thoracicTips, l1, out);
  Profile smooth = out;
  smooth.smoothen(kRounding);
  for (std::size_t i = 0; i < out.value.size(); ++i)
    out.value[i] = std::max(out.value[i], smooth.value[i]);
  out.smoothen(2);
  return out;
}

}  // namespace

TrunkShape::TrunkShape(const TrunkBed& bed) {
  const TrunkParameters& t = parameters();
  halfWidth_ = along(bed, &Section::halfWidth_mm);
  depth_ = along(bed, &Section::depth_mm);
  furrow_ = along(bed, &Section::furrow_mm);
  backFat_ = along(bed, &Section::backFat);
  bottom_ = halfWidth_.first;
  top_ = halfWidth_.last();
  fascia_ = tips_ = lineOverTips(bed, bottom_, top_);
  for (double& y : fascia_.value) y += t.fasciaOverSpines_mm;
  layFat(bed);
  const double belly = bed.fat_mm - kMeanFat_mm;
  for (double& v : halfWidth_.value) v += t.visceralHalfWidth * belly;
  for (double& v : depth_.value) v += t.visceralDepth * belly;
  fat_ = bed.fat_mm;
  flankFat_ = t.flankFat;
  frontFat_ = t.frontFat;
  furrowHalfWidth_ = t.furrowHalfWidth_mm;
  rounding_ = t.endRounding_mm;
  const Vec3 pelvis(bed.pelvis.breadth, bed.pelvis.length, bed.pelvis.length);
  buttock_ = pelvis * t.buttock_mm;
  buttock_.y += fascia_(buttock_.z);
  crest_ = bed.crest;
  for (SheetKnot& k : crest_) k.radius_mm += kCrestCover_mm;
  buttockRadii_ = pelvis * t.buttockRadii_mm;
  for (double z = bottom_; z <= top_; z += 10.0) {
    const double back = fascia_(z) + furrow_(z), fat = fat_ * std::max(flankFat_, 1.0);
    bounds_.include({halfWidth_(z) + fat, back + backFat_(z), z})
        .include({-halfWidth_(z) - fat, back - depth_(z) - frontFat_ * fat_, z});
  }
  for (const double side : {-1.0, 1.0})
    bounds_.include({side * (buttock_.x + buttockRadii_.x + fat_ * flankFat_),
                     buttock_.y + buttockRadii_.y + fat_, buttock_.z});
  bounds_ = bounds_.grown(12.0 + std::max(fat_ * std::max(flankFat_, frontFat_) - kEndFat_mm, 0.0));
}

/// Shares the depth told at L4-L5 out to muscle and fat, and turns the shares of fat into mm.
void TrunkShape::layFat(const TrunkBed& bed) {
  const TrunkParameters& t = parameters();
  const double z = bed.skin.z;
  const double room = bed.skin.y - fascia_(z);
  const double muscle = std::clamp(room - bed.fat_mm * backFat_(z), 0.0, t.mostMuscle_mm);
  const double fat = std::max(room - muscle, t.leastSkin_mm);
  const double unit = fat / backFat_(z);
  for (double& y : fascia_.value) y += muscle;
  for (double& v : backFat_.value) v = std::max(v * unit, t.leastSkin_mm);
}

/// Both buttocks' muscle: two ellipsoids with a cleft between them.
double TrunkShape::buttock(const Vec3& p) const {
  constexpr double kCleft_mm = 22.0;  // how far its ground is rounded
  const Vec3 mirrored(-p.x, p.y, p.z);
  return math::sdf::smoothMin(math::sdf::ellipsoid(p - buttock_, buttockRadii_),
                              math::sdf::ellipsoid(mirrored - buttock_, buttockRadii_), kCleft_mm);
}

TrunkShape::Depth TrunkShape::sectionAt(const Vec3& p) const {
  constexpr double kMiddle = 0.5;  // of the depth, where a section is widest
  constexpr double kButtockBlend_mm = 45.0, kCrestBlend_mm = 16.0;
  const double halfWidth = halfWidth_(p.z), depth = depth_(p.z);
  const double furrow = furrow_(p.z), midline = fascia_(p.z);
  const double shaped = furrow * std::exp(-p.x * p.x / (furrowHalfWidth_ * furrowHalfWidth_));
  // the fascia gives the furrow's ground: the oval's back lies a furrow's depth behind it
  const double halfDepth = kMiddle * (depth + furrow);
  const double y = p.y - (midline + furrow - halfDepth);
  const double u = p.x / halfWidth, v = y / halfDepth;
  const double k = std::hypot(u, v);
  const double slope = k > 1e-9 ? std::hypot(u / halfWidth, v / halfDepth) / k : 1.0 / halfDepth;
  double d = (ovalNorm(u, v) - 1.0) / slope + shaped * smoothStep(0.2, 0.8, v);
  const double gluteal = std::abs(p.z - buttock_.z) - buttockRadii_.z;
  if (gluteal < kButtockBlend_mm) d = math::sdf::smoothMin(d, buttock(p), kButtockBlend_mm);
  d = math::sdf::smoothMin(d, chainDistance(crest_, {std::abs(p.x), p.y, p.z}), kCrestBlend_mm);
  const double middle = 0.5 * (bottom_ + top_), half = 0.5 * (top_ - bottom_);
  const double behind = smoothStep(0.15, 0.9, v), before = smoothStep(0.15, 0.9, -v);
  const double fat = behind * backFat_(p.z) + before * frontFat_ * fat_ +
                     (1.0 - behind - before) * flankFat_ * fat_;
  const double inset = std::abs(p.z - middle) - half;
  d = math::sdf::smoothMax(d, inset + std::min(fat, kEndFat_mm), rounding_);
  return {kScale * d, kScale * fat};
}

double TrunkShape::skin(const Vec3& p) const {
  const Depth at = sectionAt(p);
  return at.muscle - at.fat;
}

void Spine::placeTrunk() {
  constexpr double kBehind_mm = 160.0, kFront_mm = -20.0, kFine_mm = 0.02;
  TrunkBed bed;
  bed.size = trunkSize_;
  bed.pelvis = pelvisSize_;
  const HipBone& hip = meanHipBone();
  const Vec3 stretch(pelvisSize_.breadth, pelvisSize_.length, pelvisSize_.length);
  for (const SheetKnot& k : hip.hindCrest())
    bed.crest.push_back(
        {pose_.back() * (hip.sacrumFromPelvis() * (stretch * k.at_mm)), k.radius_mm});
  bed.fat_mm = parameters_.subcutaneousFat_mm;
  // the most dorsal bone in the mid-line, from the coccyx to L1's tip
  const auto midline = [&](double z) {
    double y = kBehind_mm;
    while (y > kFront_mm) {
      double d = kBehind_mm;
      for (int v = 0; v < kVertebraCount; ++v)
        d = std::min(d, bareBone(static_cast<Vertebra>(v), {0.0, y, z}));
      if (d < kFine_mm) break;
      y -= std::max(0.7 * d, 0.1);
    }
    return y;
  };
  const math::Box l1 = boneBounds(Vertebra::kL1), sacrum = boneBounds(Vertebra::kS1);
  bed.spines = {kStep_mm * std::floor(sacrum.lo.z / kStep_mm), kStep_mm, {}};
  for (double z = bed.spines.first; z < l1.hi.z; z += kStep_mm)
    bed.spines.value.push_back(midline(z));
  auto pose = pose_[0];
  const auto thoracic = thoracicSegments(trunkSize_);
  for (std::size_t t = thoracic.size(); t-- > 0;) {  // from below
    pose = pose * thoracic[t].belowFromThis;
    const SpinousProcess& s = thoracic[t].shape.spinous;
    for (const Knot* k : {&s.tipLower, &s.tipUpper})
      bed.thoracicTips.push_back(pose * k->at_mm + Vec3(0.0, k->reach(), 0.0));
  }
  // below the coccyx and above L1's spinous process nothing is behind the canal
  const auto tip = [&](const auto& first, const auto& end) { return std::max_element(first, end); };
  auto& y = bed.spines.value;
  const auto atL1 = static_cast<std::ptrdiff_t>(
      (pose_[0].translation.z - 45.0 * bed.size - bed.spines.first) / kStep_mm);
  y.erase(tip(y.begin() + atL1, y.end()) + 1, y.end());
  const auto lowest = std::find_if(y.begin(), y.end(), [](double d) { return d > 40.0; });
  std::fill(y.begin(), lowest, *lowest);

  // the laminae of L4-L5, and the skin a given distance from them along the segment's dorsal axis
  const Level l = Level::kL4L5;
  const DiscShape& s = segment(l);
  const CanalRoof& roof = ligament_[static_cast<std::size_t>(l)].roof();
  const double z = 0.5 * (roof.upperEdge_mm + roof.lowerEdge_mm);
  const auto bareAt = [&](double x, double behind) {
    const Vec3 p = s.materialFromSegment * Vec3(x, behind, z);
    return std::min(bareBone(upperVertebra(l), p), bareBone(lowerVertebra(l), p));
  };
  constexpr double kBesideSpinous_mm = 10.0, kFarBehind_mm = 70.0;
  double lamina = kFarBehind_mm;
  while (lamina > 20.0 && bareAt(kBesideSpinous_mm, lamina) > kFine_mm) lamina -= 0.1;
  bed.skin = s.materialFromSegment * Vec3(0.0, lamina + parameters_.skinToLamina_mm, z);
  trunk_ = TrunkShape(bed);
}

}  // namespace unkink::anatomy
