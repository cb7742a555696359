// Measures a vertebra as osteometry does: on its sampled shape, by the definitions below.
//
// Definitions (LPS, mid-sagittal plane x = 0; voxels of 0.5 mm, so lengths are good to 0.5 mm, the
// canal's and the pedicle's widths to 1.5 mm, the pedicle's height to 2 mm):
//   EPW, EPD   width and depth of an endplate, 1-5 mm inside the line through its rims
//   VBH        height of the body in the mid-line: rim to rim in front, behind; centre to centre
//   SCD        canal, body to lamina in the mid-line, median of the slices in which the ring is
//   closed SCW        canal, widest between the pedicles, 2-9 mm behind the body PDW, PDH   isthmus
//   of the pedicle, across and high, both least over its length SPL        spinous process: from
//   the canal's roof, from the body's posterior wall SPH        its height at mid length TPW, AP, H
//   overall size across, from front to back, from below to above LamH, LamT lamina 7 mm from the
//   mid-line: height, and thickness as the largest inscribed sphere
#pragma once

#include "anatomy/vertebra.hpp"
#include "math/field.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace unkink::test {

using Measures = std::map<std::string, double>;

class Morphometry {
 public:
  explicit Morphometry(const anatomy::VertebraShape& shape) : shape_(shape) {
    const math::Box box = anatomy::vertebraBounds(shape);
    const math::SampleBox around = math::sampleBoxAround(box, kStep_mm, 2);
    field_ = math::sample(around, kStep_mm,
                          [&](const math::Vec3& p) { return anatomy::vertebraDistance(shape, p); });
    lo_ = around.lo;
    hi_ = around.hi - math::IVec3(1);
    mesh_ = math::surfaceNets(
        field_, math::SampleBox{around.lo + math::IVec3(1), around.hi - math::IVec3(1)});
  }

  const math::Mesh& mesh() const { return mesh_; }

  Measures measure() {
    findBody();
    measureBody();
    measureEndplate("u", 1, upperFront_, upperBack_);
    measureEndplate("l", -1, lowerFront_, lowerBack_);
    measureCanal();
    measureSpinous();
    measureWhole();
    return out_;
  }

 private:
  static constexpr double kStep_mm = 0.5;
  struct Run {
    int from, to;  // samples, half open
    double length_mm() const { return (to - from) * kStep_mm; }
  };
  struct Corner {
    double y, z;
  };

  int index(double mm) const { return static_cast<int>(std::lround(mm / kStep_mm)); }
  double mm(int i) const { return i * kStep_mm; }
  bool bone(int x, int y, int z) const {
    const math::IVec3 p(x, y, z);
    for (int a = 0; a < 3; ++a)
      if (p[a] < lo_[a] || p[a] > hi_[a]) return false;
    return field_.at(p) < 0.0F;
  }
  /// Runs of bone along one axis: `at(i)` for i in [from, to].
  template <class At>
  std::vector<Run> runs(int from, int to, const At& at) const {
    std::vector<Run> found;
    for (int i = from; i <= to; ++i)
      if (at(i)) {
        const int start = i;
        while (i <= to && at(i)) ++i;
        found.push_back({start, i});
      }
    return found;
  }
  std::vector<Run> alongX(int y, int z) const {
    return runs(lo_.x, hi_.x, [&](int x) { return bone(x, y, z); });
  }
  std::vector<Run> alongY(int x, int z) const {
    return runs(lo_.y, hi_.y, [&](int y) { return bone(x, y, z); });
  }
  std::vector<Run> alongZ(int x, int y) const {
    return runs(lo_.z, hi_.z, [&](int z) { return bone(x, y, z); });
  }
  static const Run* around(const std::vector<Run>& all, int i) {
    for (const Run& r : all)
      if (r.from <= i && i < r.to) return &r;
    return nullptr;
  }

  /// The body's mid-sagittal edges, and the rims' corners as their extremes along the diagonals.
  void findBody() {
    for (int y = lo_.y; y <= hi_.y; ++y) {
      const std::vector<Run> column = alongZ(0, y);
      const Run* r = around(column, 0);
      if (!r) {
        if (!edge_.empty()) break;
        continue;
      }
      edge_.push_back({mm(y), mm(r->to) - 0.5 * kStep_mm, mm(r->from) - 0.5 * kStep_mm});
    }
    upperFront_ = corner(1, -1);
    upperBack_ = corner(1, 1);
    lowerFront_ = corner(-1, -1);
    lowerBack_ = corner(-1, 1);
    const std::vector<Run> middle = alongY(0, 0);
    const Run* depth = around(middle, 0);
    front_ = mm(depth->from);
    wall_ = mm(depth->to - 1);
  }
  Corner corner(int up, int back) const {
    double mean = 0.0;
    for (const Edge& e : edge_) mean += e.y / static_cast<double>(edge_.size());
    const double depth = edge_.back().y - edge_.front().y, height = 0.6 * depth;
    Corner best{};
    double most = -std::numeric_limits<double>::max();
    for (const Edge& e : edge_) {
      const double z = up > 0 ? e.top : e.bottom;
      const double value = back * (e.y - mean) / depth + up * z / height;
      if (value > most) most = value, best = {e.y, z};
    }
    return best;
  }

  void measureBody() {
    out_["VBH_a"] = upperFront_.z - lowerFront_.z;
    out_["VBH_p"] = upperBack_.z - lowerBack_.z;
    const Edge& centre = edge_[edge_.size() / 2];
    out_["VBH_c"] = centre.top - centre.bottom;
  }

  void measureEndplate(const std::string& which, int up, const Corner& a, const Corner& p) {
    double width = 0.0, depth = 0.0;
    const double length = wall_ - front_;
    const auto level = [&](double y, double inside) {
      return index(a.z + (y - a.y) * (p.z - a.z) / (p.y - a.y) - up * inside);
    };
    for (double inside = 1.0; inside <= 5.0; inside += kStep_mm) {
      for (int x = index(-2.5); inside <= 4.0 && x <= index(2.5); ++x)
        for (const Run& r :
             runs(lo_.y, hi_.y, [&](int y) { return bone(x, y, level(mm(y), inside)); }))
          if (mm(r.from) < front_ + 0.5 * length && front_ + 0.5 * length < mm(r.to - 1))
            depth = std::max(depth, std::min(r.length_mm(), p.y + 3.0 - mm(r.from)));
      for (double y = front_ + 0.15 * length; y < front_ + 0.8 * length; y += kStep_mm) {
        const std::vector<Run> row = alongX(index(y), level(y, inside));
        if (const Run* r = around(row, 0)) width = std::max(width, r->length_mm());
      }
    }
    out_["EPW_" + which] = width;
    out_["EPD_" + which] = depth;
  }

  /// Whether the arch is closed at a height: sheared so that it lies lower behind.
  struct Slice {
    double roof, depth, tilt;
    int z;
  };
  std::vector<Slice> closedSlices(double tilt) const {
    std::vector<Slice> found;
    const int wall = index(wall_);
    for (int z = lo_.z; z <= hi_.z; ++z) {
      const auto in = [&](int x, int y) {
        return bone(x, y, z - static_cast<int>(std::lround(tilt * (y - wall))));
      };
      int from = wall - index(3.0);
      while (from < hi_.y && !(in(0, from) && !in(0, from + 1))) ++from;
      int to = from + 1;
      while (to < hi_.y && !in(0, to)) ++to;
      if (from >= hi_.y || to >= hi_.y || mm(from) > wall_ + 4.0) continue;
      bool closed = true;
      for (int y = from + 1; closed && y < to; ++y) {
        int x = 0;
        while (x <= hi_.x && !in(x, y)) ++x;
        closed = x <= hi_.x;
      }
      if (closed) found.push_back({mm(to), mm(to - from - 1), tilt, z});
    }
    return found;
  }

  void measureCanal() {
    std::vector<Slice> slices;
    for (const double degrees : {0.0, 10.0, 20.0, 30.0}) {
      slices = closedSlices(std::tan(units::Rad(units::Deg(degrees)).value));
      if (static_cast<double>(slices.size()) * kStep_mm >= 2.0) break;
    }
    if (slices.empty()) return;
    const auto median = [&](double Slice::*value) {
      std::vector<double> all;
      for (const Slice& s : slices) all.push_back(s.*value);
      std::sort(all.begin(), all.end());
      return all[all.size() / 2];
    };
    out_["SCD"] = median(&Slice::depth);
    roof_ = median(&Slice::roof);
    measurePedicle();
    measureIsthmus(slices[slices.size() / 2]);
  }

  /// The narrowest run beside the canal in its front third, in one slice of the closed ring.
  void measureIsthmus(const Slice& slice) {
    const auto beside = [&](int y) {
      const int z = slice.z - static_cast<int>(std::lround(slice.tilt * (y - index(wall_))));
      for (const Run& r : alongX(y, z))
        if (r.from > 0) return r.length_mm();
      return 0.0;
    };
    int y = index(wall_ - 4.0);
    while (y < index(slice.roof) && beside(y) == 0.0) ++y;
    const double length = std::max(3.0, 0.35 * (slice.roof - mm(y)));
    double width = std::numeric_limits<double>::max();
    for (int i = y + index(1.0); i < y + index(length); ++i)
      if (const double here = beside(i); here > 0.0) width = std::min(width, here);
    out_["PDW"] = width;
  }

  /// Everything between mid-body and upper rim, seen from above.
  bool shadow(int x, int y) const {
    const double top = std::max(upperFront_.z, upperBack_.z);
    for (int z = index(-3.0); z < index(top); ++z)
      if (bone(x, y, z)) return true;
    return false;
  }

  void measurePedicle() {
    double canal = 0.0, height = std::numeric_limits<double>::max();
    for (double back = 2.0; back < 9.0; back += kStep_mm) {
      const int y = index(wall_ + back);
      if (shadow(0, y)) continue;
      int inner = 0;
      while (inner < hi_.x && !shadow(inner, y)) ++inner;
      canal = std::max(canal, 2.0 * mm(inner) - kStep_mm);
      if (back >= 8.0) continue;
      const Run* tallest = nullptr;
      std::vector<Run> column;
      for (double in = 1.0; in < 5.0; in += 1.0) {
        std::vector<Run> here = alongZ(inner + index(in), y);
        for (const Run& r : here)
          if (mm(r.from) < upperBack_.z && mm(r.to) > -6.0 &&
              (!tallest || r.length_mm() > tallest->length_mm())) {
            column = here;
            tallest = &column[static_cast<std::size_t>(&r - here.data())];
          }
      }
      if (!tallest) continue;
      height = std::min(height, tallest->length_mm());
    }
    out_["SCW"] = canal;
    out_["PDH"] = height;
  }

  void measureSpinous() {
    int tip = hi_.y;
    while (tip > lo_.y && alongZ(0, tip).empty()) --tip;
    out_["SPL_canal"] = mm(tip) - roof_;
    out_["SPL_body"] = mm(tip) - wall_;
    double tallest = 0.0;
    for (const Run& r : alongZ(0, index(0.5 * (mm(tip) + roof_))))
      tallest = std::max(tallest, r.length_mm());
    out_["SPH"] = tallest;

    constexpr double kPlace_mm = 7.0;
    double height = 0.0, thickness = 0.0;
    const auto lamina = [&](int z) {
      for (int y = index(roof_ - 4.0); y < index(roof_ + 14.0); ++y)
        if (bone(index(kPlace_mm), y, z)) return true;
      return false;
    };
    for (const Run& r : runs(lo_.z, hi_.z, lamina)) height = std::max(height, r.length_mm());
    for (double y = roof_ - 6.0; y < roof_ + 16.0; y += kStep_mm)
      for (int z = lo_.z; z <= hi_.z; ++z)
        thickness =
            std::max(thickness, -2.0 * anatomy::vertebraDistance(shape_, {kPlace_mm, y, mm(z)}));
    out_["LamH"] = height;
    out_["LamT"] = thickness;
  }

  void measureWhole() {
    const math::Vec3 size = math::bounds(mesh_).size();
    out_["TPW"] = size.x;
    out_["AP"] = size.y;
    out_["H"] = size.z;
    out_["vol_cm3"] = math::volume(mesh_) / 1000.0;
    double area = 0.0;
    for (std::size_t t = 0; t < mesh_.indices.size(); t += 3) {
      const auto at = [&](std::size_t i) {
        return math::Vec3(mesh_.vertices[mesh_.indices[t + i]].position);
      };
      area += 0.5 * glm::length(glm::cross(at(1) - at(0), at(2) - at(0)));
    }
    out_["area_cm2"] = area / 100.0;
  }

  struct Edge {
    double y, top, bottom;
  };
  anatomy::VertebraShape shape_;
  math::SampledField field_;
  math::IVec3 lo_{0}, hi_{0};
  math::Mesh mesh_;
  std::vector<Edge> edge_;
  Corner upperFront_{}, upperBack_{}, lowerFront_{}, lowerBack_{};
  double front_ = 0.0, wall_ = 0.0, roof_ = 0.0;
  Measures out_;
};

inline Measures measured(const anatomy::VertebraShape& shape) {
  return Morphometry(shape).measure();
}

}  // namespace unkink::test
