// Measures a motion segment as radiologists do: on sections through the healthy fields of a spine.
//
// Segment frame: origin in the disc's middle, x to the left, y dorsally, z along the mean normal of
// the endplates. Lengths in mm, areas in mm2, angles in deg; paired structures on the left.
//   DiscHeight, _a, _p  between the endplates: in the middle, and 2 mm inside the rims
//   DiscWedge           between the two rims
//   WindowHeight        interlaminar space in the mid-line; the lowest, an arch, beside it
//   WindowWidth, _area  of the gap in the bone as seen along the normal of the plane through both
//                       laminar edges: at mid-height; of all of it
//   Interspinous        along z, in the middle of where the spinous processes face one another
//   FacetAngle          joint space to the sagittal plane, in the axial section with most of it
//   ForamenHeight       from pedicle to pedicle where most, in the plane of their middles
//   ForamenWidth_u, _l  between what bounds it in front and behind, from there to 5 mm medially:
//                       least of its upper and of its lower half
//   ForamenArea         of those least widths over its height
//   FlavumSetting       the parameter
//   FlavumThickness     largest circle inscribed in an axial section beside the mid-line: mean of
//                       the sections from the disc's middle down to the facet joint's
//   FlavumLength        from its uppermost to its lowermost end, 5 mm from the mid-line
//   FlavumWidth         of one half
//   SacArea, SacAP      of the healthy sac, at the disc
//   CanalArea           what bone, disc and ligament leave there
//   CanalAP             between disc and ligament in the mid-line, there
//   FatDepth, FatRatio  greatest behind the sac in the mid-line; the same over SacAP
//   SkinToEpidural      from the ligament's ventral face, perpendicular to the skin
#pragma once

#include "anatomy/canal_area.hpp"
#include "anatomy/morphometry.hpp"
#include "anatomy/spine.hpp"

#include <array>
#include <numbers>
#include <vector>

namespace unkink::test {

class SegmentMorphometry {
 public:
  SegmentMorphometry(const anatomy::Spine& spine, anatomy::Level level)
      : spine_(spine),
        level_(level),
        frame_(spine.segment(level).materialFromSegment),
        at_(spine.landmarks(level)),
        canal_(anatomy::stationAtDisc(spine, level)) {}

  Measures measure() {
    measureDisc();
    measureWindow();
    measureSpinous();
    measureFacets();
    measureForamen();
    measureFlavum();
    measureCanal();
    measureFat();
    measureSkin();
    return out_;
  }

  void measureDisc() {
    const DiscHalf up{1.0}, down{-1.0};
    const double rim = spine_.segment(level_).halfDepth_mm - 2.0;
    const auto height = [&](double y) { return discFrom(y, up) + discFrom(y, down); };
    out_["DiscHeight"] = height(0.0);
    out_["DiscHeight_a"] = height(-rim);
    out_["DiscHeight_p"] = height(rim);
    out_["DiscWedge"] = units::Deg(units::Rad(2.0 * std::atan(spine_.segment(level_).wedge))).value;
  }

  void measureForamen() {
    constexpr double kRow_mm = 0.5, kOpen_mm = 20.0;
    const Vec3 above = inSegment(at_.upperPedicle[0]), below = inSegment(at_.lowerPedicle[0]);
    const double x = 0.5 * (above.x + below.x);
    double top = above.z, bottom = below.z;
    out_["ForamenHeight"] = 0.0;
    for (double before = -2.0; before <= 6.0; before += 1.0) {
      double under = above.z, over = below.z;
      while (under > below.z && upper({x, above.y - before, under}) < 0.0) under -= kFine_mm;
      while (over < under && lower({x, below.y - before, over}) < 0.0) over += kFine_mm;
      if (under - over <= out_["ForamenHeight"]) continue;
      out_["ForamenHeight"] = under - over;
      top = under, bottom = over;
    }
    const auto wall = [&](const Vec3& q) {
      return std::min(bone(q), spine_.disc(level_, frame_ * q, false));
    };
    std::array<double, 2> least{kOpen_mm, kOpen_mm};
    double area = 0.0;
    for (double z = bottom + kRow_mm; z < top; z += kRow_mm) {
      const double share = (z - bottom) / (top - bottom);
      double width = kOpen_mm;
      for (const double medially : {0.0, 2.0, 4.0, 5.0}) {
        Vec3 from(x - medially, std::lerp(below.y, above.y, share), z);
        if (wall(from) <= 0.0) from.y += 2.0;
        if (wall(from) > 0.0)
          width = std::min(width, free_mm(wall, from, {0, 1, 0}, kOpen_mm) +
                                      free_mm(wall, from, {0, -1, 0}, kOpen_mm));
      }
      area += kRow_mm * width;
      if (share < 0.15 || share > 0.85) continue;
      double& half = least[share > 0.5 ? 0 : 1];
      half = std::min(half, width);
    }
    out_["ForamenWidth_u"] = least[0];
    out_["ForamenWidth_l"] = least[1];
    out_["ForamenArea"] = area;
  }

  void measureFlavum() {
    constexpr int kSections = 7;
    const double joint = inSegment(at_.facetJoint[0]).z;
    double sum = 0.0;
    for (int i = 0; i < kSections; ++i) sum += inscribed_mm(joint * i / (kSections - 1));
    out_["FlavumThickness"] = sum / kSections;
    out_["FlavumSetting"] =
        spine_.parameters().ligamentThickness_mm[static_cast<std::size_t>(level_)];
    Vec3 top(0.0, 0.0, -1e3), bottom(0.0, 0.0, 1e3);
    double widest = 0.0, least = 1e3;
    overSection([&](const Vec3& q) {
      if (q.z > top.z) top = q;
      if (q.z < bottom.z) bottom = q;
    });
    for (double z = bottom.z; z < top.z; z += 2.0)
      for (double y = bottom.y - 10.0; y < top.y + 10.0; y += 0.5)
        for (double x = 0.0; x < 20.0; x += 0.25)
          if (flavum({x, y, z}) < 0.0) widest = std::max(widest, x), least = std::min(least, x);
    out_["FlavumLength"] = glm::distance(top, bottom);
    out_["FlavumWidth"] = widest - least;
  }

  void measureCanal() {
    out_["SacArea"] = std::numbers::pi * canal_.sac.halfWidth_mm * canal_.sac.halfDepth_mm;
    out_["SacAP"] = 2.0 * canal_.sac.halfDepth_mm;
    out_["CanalArea"] = anatomy::freeCanalArea_mm2(spine_, level_, 0.0);
    const auto wall = [&](const Vec3& p) {
      return std::min(spine_.disc(level_, p, false), behind(p));
    };
    const Vec3 middle = canal_.centre + kBesideCleft_mm * canal_.left;
    out_["CanalAP"] =
        free_mm(wall, middle, canal_.dorsal, 20.0) + free_mm(wall, middle, -canal_.dorsal, 20.0);
  }

  const Measures& measures() const { return out_; }

 private:
  using Vec3 = math::Vec3;
  struct DiscHalf {
    double way;
  };
  static constexpr double kFine_mm = 0.1;
  static constexpr double kBesideCleft_mm = 0.6;  // of the ligament

  Vec3 inSegment(const Vec3& material) const {
    return spine_.segment(level_).segmentFromMaterial * material;
  }
  double upper(const Vec3& q) const {
    return spine_.bone(anatomy::upperVertebra(level_), frame_ * q, false);
  }
  double lower(const Vec3& q) const {
    return spine_.bone(anatomy::lowerVertebra(level_), frame_ * q, false);
  }
  double bone(const Vec3& q) const { return std::min(upper(q), lower(q)); }
  double flavum(const Vec3& q) const { return spine_.ligamentumFlavum(level_, frame_ * q, false); }
  /// To what lies behind the sac; Material.
  double behind(const Vec3& p) const {
    return std::min({spine_.bone(anatomy::upperVertebra(level_), p, false),
                     spine_.bone(anatomy::lowerVertebra(level_), p, false),
                     spine_.ligamentumFlavum(level_, p, false)});
  }

  /// How far one can go from a point until f is no longer positive; at most `reach`.
  template <class Field>
  static double free_mm(const Field& f, const Vec3& from, const Vec3& direction, double reach) {
    constexpr double kNear_mm = 0.02;
    double gone = 0.0;
    while (gone < reach) {
      const double d = f(from + gone * direction);
      if (d <= kNear_mm) break;
      gone += std::max(0.7 * d, kNear_mm);
    }
    return std::min(gone, reach);
  }

  double discFrom(double y, DiscHalf half) const {
    const auto inside = [&](const Vec3& q) { return -spine_.disc(level_, frame_ * q, false); };
    return free_mm(inside, {0.0, y, 0.0}, {0.0, 0.0, half.way}, 14.0);
  }

  void measureWindow() {
    constexpr double kRaster_mm = 0.5, kHalf_mm = 12.0, kBefore_mm = 3.0, kThrough_mm = 12.0;
    constexpr double kBesideArch_mm = 6.0, kAside_mm = 20.0;
    out_["WindowHeight"] =
        level_ == anatomy::Level::kL5S1
            ? glm::length(at_.upperLaminaInferiorEdge[0] - at_.lowerLaminaSuperiorEdge[0])
            : glm::length(at_.ventralInterlaminar[0] - at_.ventralInterlaminar[1]);
    const Vec3 up = inSegment(at_.upperLaminaInferiorEdge[0]),
               down = inSegment(at_.lowerLaminaSuperiorEdge[0]);
    const Vec3 along = glm::normalize(Vec3(0.0, up.y - down.y, up.z - down.z));
    const Vec3 through(0.0, along.z, -along.y);
    const auto bones = [&](const Vec3& q) { return bone(q); };
    const auto open = [&](double x, double w) {
      const Vec3 middle(x, 0.5 * (up.y + down.y), 0.5 * (up.z + down.z));
      return free_mm(bones, middle + w * along - kBefore_mm * through, through, kThrough_mm) >=
             kThrough_mm;
    };
    double area = 0.0;
    for (double w = -kHalf_mm; w <= kHalf_mm; w += kRaster_mm) {
      double from = 0.0;
      while (from < kBesideArch_mm && !open(from, w)) from += kRaster_mm;
      double to = from;
      while (to < kAside_mm && open(to, w)) to += kRaster_mm;
      area += 2.0 * (to - from) * kRaster_mm;
      if (w == 0.0) out_["WindowWidth"] = to > from ? 2.0 * to : 0.0;
    }
    out_["WindowArea"] = area;
  }

  void measureSpinous() {
    const double from = inSegment(at_.interlaminarMidline).y;
    std::vector<double> gap;
    for (double y = from; y < from + 45.0; y += 1.0) {
      double lowest = 1e3, highest = -1e3;  // of the bone above, of the bone below
      for (double z = -60.0; z < 30.0; z += kFine_mm) {
        if (lowest > 1e2 && upper({0.0, y, z}) < 0.0) lowest = z;
        if (lower({0.0, y, z}) < 0.0) highest = z;
      }
      if (lowest < 1e2 && highest > -1e2 && lowest > highest) gap.push_back(lowest - highest);
    }
    if (!gap.empty()) out_["Interspinous"] = gap[gap.size() / 2];
  }

  /// Direction of points in the axial plane, to the sagittal plane, and how far they reach along
  /// it.
  struct Line {
    double angle_deg = 0.0, length_mm = 0.0;
  };
  static Line lineThrough(const std::vector<math::Vec2>& points) {
    math::Vec2 mean(0.0);
    for (const math::Vec2& p : points) mean += p / static_cast<double>(points.size());
    double xx = 0.0, yy = 0.0, xy = 0.0;
    for (const math::Vec2& p : points) {
      const math::Vec2 d = p - mean;
      xx += d.x * d.x, yy += d.y * d.y, xy += d.x * d.y;
    }
    const units::Rad angle(0.5 * std::atan2(2.0 * xy, yy - xx));
    double lo = 1e3, hi = -1e3;
    for (const math::Vec2& p : points) {
      const double s = p.x * std::sin(angle.value) + p.y * std::cos(angle.value);
      lo = std::min(lo, s), hi = std::max(hi, s);
    }
    return {units::Deg(angle).value, hi - lo};
  }

  void measureFacets() {
    constexpr double kWidest_mm = 2.6;  // joint space
    constexpr double kReach_mm = 16.0, kRaster_mm = 0.25;
    constexpr std::size_t kFewest = 12;
    const Vec3 joint = inSegment(at_.facetJoint[0]);
    Line longest;
    for (double z = joint.z - 6.0; z <= joint.z + 6.0; z += 1.0) {
      std::vector<math::Vec2> space;
      for (double x = 4.0; x < 2.0 * kReach_mm; x += kRaster_mm)
        for (double y = joint.y - kReach_mm; y < joint.y + kReach_mm; y += kRaster_mm) {
          const double u = upper({x, y, z});
          if (u <= 0.0 || u > kWidest_mm) continue;
          const double d = lower({x, y, z});
          if (d > 0.0 && u + d < kWidest_mm && std::abs(u - d) < 0.3) space.emplace_back(x, y);
        }
      if (space.size() < kFewest) continue;
      const Line line = lineThrough(space);
      if (line.length_mm > longest.length_mm) longest = line;
    }
    out_["FacetAngle"] = longest.angle_deg;
  }

  template <class Visit>
  void overSection(Visit visit) const {
    const math::Box box = spine_.ligamentBounds(level_);
    const double from = inSegment(box.lo).y - 8.0, to = inSegment(box.hi).y + 8.0;
    for (double z = -36.0; z < 24.0; z += 0.5)
      for (double y = from; y < to; y += 0.5)
        if (flavum({5.0, y, z}) < 0.0) visit(Vec3(5.0, y, z));
  }

  double inscribed_mm(double z) const {
    const double from = inSegment(at_.canalCentre).y;
    double deepest = 0.0;
    for (double x = 2.0; x <= 12.0; x += 0.5)
      for (double y = from; y < from + 30.0; y += 0.3)
        deepest = std::max(deepest, -flavum({x, y, z}));
    return 2.0 * deepest;
  }

  void measureFat() {
    constexpr double kUnderUpper_mm = 8.0, kOverLower_mm = 2.5, kDeepest_mm = 15.0;
    const double top = inSegment(at_.upperLaminaInferiorEdge[0]).z + kUnderUpper_mm;
    const double bottom = inSegment(at_.lowerLaminaSuperiorEdge[0]).z - kOverLower_mm;
    const auto wall = [&](const Vec3& p) { return behind(p); };
    double most = 0.0;
    for (const anatomy::CanalStation& c : spine_.canal()) {
      const double z = inSegment(c.centre).z;
      if (z < bottom || z > top) continue;
      const Vec3 sac = c.centre + c.sac.halfDepth_mm * c.dorsal + kBesideCleft_mm * c.left;
      most = std::max(most, free_mm(wall, sac, c.dorsal, kDeepest_mm));
    }
    out_["FatDepth"] = most;
    out_["FatRatio"] = most / (2.0 * canal_.sac.halfDepth_mm);
  }

  void measureSkin() {
    const Vec3 canal(kBesideCleft_mm, inSegment(at_.canalCentre).y,
                     inSegment(at_.interlaminarMidline).z);
    const auto empty = [&](const Vec3& q) { return flavum(q); };
    const Vec3 face = frame_ * (canal + free_mm(empty, canal, {0, 1, 0}, 30.0) * Vec3(0, 1, 0));
    const auto under = [&](const Vec3& p) { return -spine_.trunk(p); };
    double least = 1e3;
    for (double up = -50.0; up <= 50.0; up += 2.0) {
      const units::Rad a = units::Deg(up);
      least = std::min(least, free_mm(under, {0.0, face.y, face.z},
                                      {0.0, std::cos(a.value), std::sin(a.value)}, 150.0));
    }
    out_["SkinToEpidural"] = least;
  }

  const anatomy::Spine& spine_;
  anatomy::Level level_;
  math::Rigid<math::Material, anatomy::Segment> frame_;
  const anatomy::LevelLandmarks& at_;
  const anatomy::CanalStation& canal_;
  Measures out_;
};

}  // namespace unkink::test
