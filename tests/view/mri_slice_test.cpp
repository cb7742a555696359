// The MRI-like slice: greys in their order, sides where radiologists have them, areas as measured.
#include "view/mri_slice.hpp"

#include "anatomy/meshes.hpp"
#include "anatomy/part.hpp"
#include "config/files.hpp"
#include "operation/default_case.hpp"
#include "operation/severity_presets.hpp"
#include "support/catch.hpp"
#include "thecal_sac/sac_mesh.hpp"
#include "thecal_sac/sections.hpp"
#include "view/scene_builder.hpp"

#include <cmath>
#include <cstdio>
#include <functional>
#include <map>
#include <tuple>

using namespace unkink;
using namespace unkink::view;

namespace {

/// Everything that draws one patient.
struct Reader {
  /// \param whole  with all that surrounds the treated level
  explicit Reader(std::shared_ptr<const operation::Case> c, bool whole = true)
      : theCase(std::move(c)),
        builder(*theCase,
                whole ? anatomy::surfacesOf(theCase->spine(), config::bakedPath("lumbar.glb"))
                      : std::vector<anatomy::BakedMesh>{}) {}
  std::shared_ptr<const operation::Case> theCase;
  operation::State healthy = operation::initialState(*theCase);
  SceneBuilder builder;
  MriSlicer slicer;

  const MriPicture& draw(const operation::State& s, SlicePlane plane = SlicePlane::kAxial,
                         double at_mm = 0.0, MriFineness fineness = MriFineness::kFull) {
    Presentation p;
    p.slice.open = true;
    p.slice.plane = plane;
    (plane == SlicePlane::kAxial ? p.slice.axial_mm : p.slice.sagittal_mm) = at_mm;
    builder.build(s, p);  // at rest surfaces are thinned
    return slicer.draw(builder.build(s, p), fineness);
  }
  operation::State held(const operation::Pose& pose) {
    return operation::heldIn(*theCase, healthy, pose);
  }
};

/// Mean signal of the pixels in a box of the picture, mm from its middle.
double meanIn(const MriPicture& picture, const math::Vec2& lo, const math::Vec2& hi) {
  const double step = picture.field_mm / picture.pixels;
  double sum = 0.0;
  int count = 0;
  for (int row = 0; row < picture.pixels; ++row)
    for (int column = 0; column < picture.pixels; ++column) {
      const math::Vec2 q =
          step * math::Vec2(column + 0.5, row + 0.5) - math::Vec2(0.5 * picture.field_mm);
      if (q.x < lo.x || q.y < lo.y || q.x > hi.x || q.y > hi.y) continue;
      sum += static_cast<double>(picture.at(column, row));
      ++count;
    }
  return sum / count;
}

/// Mean signal where a distance lies between two values in the slice's middle plane.
double meanWhere(const MriPicture& picture, double least_mm, double most_mm,
                 const std::function<double(const math::Vec3&)>& distance) {
  const double step = picture.field_mm / picture.pixels;
  double sum = 0.0;
  int count = 0;
  for (int row = 0; row < picture.pixels; ++row)
    for (int column = 0; column < picture.pixels; ++column) {
      const math::Vec2 q =
          step * math::Vec2(column + 0.5, row + 0.5) - math::Vec2(0.5 * picture.field_mm);
      const double d = distance(picture.plane.at(q));
      if (d < least_mm || d > most_mm) continue;
      sum += static_cast<double>(picture.at(column, row));
      ++count;
    }
  REQUIRE(count > 50);
  return sum / count;
}

double sacInPixels_mm2(const MriPicture& picture) {
  const double step = picture.field_mm / picture.pixels;
  double sum = 0.0;
  for (const float share : picture.sac) sum += static_cast<double>(share);
  return sum * step * step;
}

/// What is seen of the sac in an axial slice.
struct SacLook {
  double mean = 0.0, spread = 0.0;  // of its pixels, and how far they stray from that
  double bright = 0.0;              // share that reads as fluid
  double front = 0.0, back = 0.0;   // mean of its ventral and dorsal third
  double brightestBehind = 0.0;     // on the mid-line, from its back on, without noise
};

SacLook lookAtSac(const MriPicture& picture) {
  constexpr double kBehind_mm = 7.0, kAside_mm = 0.5;
  const double step = picture.field_mm / picture.pixels;
  double top = 1e9, bottom = -1e9, middle = 0.0;
  int count = 0;
  SacLook look;
  const auto each = [&](const auto& take) {
    for (int row = 0; row < picture.pixels; ++row)
      for (int column = 0; column < picture.pixels; ++column) {
        const auto i = static_cast<std::size_t>(row * picture.pixels + column);
        take(step * math::Vec2(column + 0.5, row + 0.5), picture.sac[i] > 0.99f,
             static_cast<double>(picture.signal[i]));
      }
  };
  each([&](const math::Vec2& q, bool inside, double v) {
    if (!inside) return;
    ++count;
    look.mean += v;
    look.spread += v * v;
    look.bright += v > 0.7 ? 1.0 : 0.0;
    middle += q.x;
    top = std::min(top, q.y);
    bottom = std::max(bottom, q.y);
  });
  REQUIRE(count > 100);
  look.mean /= count;
  look.spread = std::sqrt(look.spread / count - look.mean * look.mean);
  look.bright /= count;
  middle /= count;
  double fronts = 0.0, backs = 0.0;
  std::map<int, std::pair<double, int>> behind;  // by row
  each([&](const math::Vec2& q, bool inside, double v) {
    const double depth = (q.y - top) / (bottom - top);
    if (inside && depth < 1.0 / 3.0) look.front += v, fronts += 1.0;
    if (inside && depth > 2.0 / 3.0) look.back += v, backs += 1.0;
    if (std::abs(q.x - middle) > kAside_mm || q.y < bottom + 1.0 || q.y > bottom + kBehind_mm)
      return;
    auto& [sum, n] = behind[static_cast<int>(q.y / 1.0)];
    sum += v, ++n;
  });
  look.front /= fronts;
  look.back /= backs;
  for (const auto& [row, mean] : behind)
    look.brightestBehind = std::max(look.brightestBehind, mean.first / mean.second);
  return look;
}

Reader& defaultReader() {
  static Reader reader(test::sharedDefaultCase());
  return reader;
}

constexpr operation::Pose kLyingHealthy{0.0, false, 0.0}, kLyingDiseased{0.0, false, 1.0};

}  // namespace

TEST_CASE("fluid and fat are bright, ligament, cortex and muscle are dark") {
  Reader& r = defaultReader();
  const operation::State s = r.held(kLyingHealthy);
  const MriPicture& picture = r.draw(s);
  const tissue::Body body = operation::bodyOf(*r.theCase, s);
  const double ligament =
      meanWhere(picture, -9.0, -1.0, [&](const auto& p) { return body.ligament(p); });
  const double cortex = meanWhere(picture, -0.8, -0.5, [&](const auto& p) { return body.bone(p); });
  const double marrow = meanWhere(picture, -9.0, -2.5, [&](const auto& p) { return body.bone(p); });
  const double sac = meanWhere(picture, -9.0, -1.0, [&](const auto& p) {
    return thecal_sac::distance(s.freeSpace.frames, s.sac, p);
  });
  CHECK(sac > 0.7);
  CHECK(ligament < 0.25);
  CHECK(cortex < 0.25);
  CHECK(marrow > ligament + 0.1);
  CHECK(marrow < sac - 0.2);
  CHECK(meanIn(picture, {22.0, 20.0}, {34.0, 34.0}) < 0.35);  // the muscles of the back
}

TEST_CASE(
    "the patient's right is at the left of an axial picture, the belly at that of a sagittal") {
  operation::CaseParameters p;
  anatomy::LevelDisease& d = p.disease[static_cast<std::size_t>(p.level)];
  d.ligamentThickening_mm = {3.0, 0.0};  // the patient's left alone
  Reader r(std::make_shared<const operation::Case>(p, test::defaultCase()));
  const operation::State s = r.held(kLyingDiseased);
  const MriPicture& axial = r.draw(s);
  CHECK(meanIn(axial, {2.0, -12.0}, {9.0, 2.0}) < meanIn(axial, {-9.0, -12.0}, {-2.0, 2.0}) - 0.1);
  CHECK(axial.plane.right.x > 0.9);
  const MriPicture& sagittal = r.draw(s, SlicePlane::kSagittal);
  CHECK(meanIn(sagittal, {70.0, -10.0}, {75.0, 10.0}) < 0.1);  // air behind the back
  CHECK(meanIn(sagittal, {-75.0, -10.0}, {-70.0, 10.0}) > 0.2);
}

TEST_CASE("a thicker ligament darkens more of the picture, and the more of it the thicker") {
  Reader& r = defaultReader();
  double before = 2.0;
  for (const double severity : {0.0, 0.5, 1.0}) {
    const MriPicture& picture = r.draw(r.held({0.0, false, severity}));
    const double mean = meanIn(picture, {-9.0, -12.0}, {9.0, 8.0});
    CHECK(mean < before - 0.02);
    before = mean;
  }
}

TEST_CASE("the same state gives the same bits, another one another noise") {
  Reader& r = defaultReader();
  const operation::State a = r.held(kLyingDiseased), b = r.held({0.3, false, 1.0});
  const std::vector<float> first = r.draw(a).signal;
  const std::vector<float> other = r.draw(b).signal;
  CHECK(first != other);
  Reader fresh(test::sharedDefaultCase());
  CHECK(fresh.draw(a).signal == first);
  const std::uint64_t number = r.draw(a).number;
  CHECK(r.draw(a).signal == first);
  CHECK(r.draw(a).number == number);  // not even drawn again
}

TEST_CASE("the sac takes as many pixels as its measured section has area") {
  Reader& r = defaultReader();
  for (const operation::Pose& pose : {kLyingHealthy, kLyingDiseased})
    for (const double at_mm : {-4.0, 0.0, 5.0}) {
      const operation::State s = r.held(pose);
      const MriPicture& picture = r.draw(s, SlicePlane::kAxial, at_mm);
      const math::Mesh mesh = thecal_sac::sacMesh(s.freeSpace.frames, s.sac);
      const double measured = math::area_mm2(math::sectionOf(mesh, picture.plane));
      // the picture's slice is thick: where the sac widens fast along it, its mean is a little more
      CHECK(sacInPixels_mm2(picture) == Approx(measured).epsilon(0.05));
    }
}

TEST_CASE("a moving picture shows the same sac with fewer pixels") {
  Reader& r = defaultReader();
  const operation::State s = r.held(kLyingDiseased);
  const double full = sacInPixels_mm2(r.draw(s));
  const MriPicture& quick = r.draw(s, SlicePlane::kAxial, 0.0, MriFineness::kMoving);
  CHECK(quick.pixels < kMriPixels);
  CHECK(sacInPixels_mm2(quick) == Approx(full).epsilon(0.05));
}

TEST_CASE("steel and air are black") {
  Reader& r = defaultReader();
  operation::State s = r.held(kLyingDiseased);
  const math::PlaneFrame plane = r.draw(s).plane;
  const double before = meanIn(r.draw(s), {14.0, 18.0}, {16.0, 20.0});
  s.portal.placed = true;  // along the slice, through the muscle
  s.portal.direction = -plane.down;
  s.portal.entry_mm = plane.at({15.0, 60.0});
  s.portal.depth_mm = 50.0;
  CHECK(meanIn(r.draw(s), {14.0, 18.0}, {16.0, 30.0}) < 0.12);
  CHECK(before > 0.12);
}

TEST_CASE("from Schizas A to D less and less fluid is seen between the roots, and none at the end",
          "[again]") {
  double before = 2.0;
  std::vector<SacLook> looks;
  for (const operation::SeverityPreset& preset : operation::severityPresets()) {
    operation::CaseParameters p;
    const auto level = static_cast<std::size_t>(p.level);
    p.disease[level] = preset.disease[level];
    Reader r(std::make_shared<const operation::Case>(p, test::defaultCase()));
    const MriPicture& picture = r.draw(r.held(kLyingDiseased), SlicePlane::kAxial, -4.0);
    const SacLook look = lookAtSac(picture);
    INFO("Schizas " << preset.name);
    std::printf("Schizas %s: sac %.2f +- %.2f, bright %.0f %%, front %.2f back %.2f, behind %.2f\n",
                preset.name.c_str(), look.mean, look.spread, 100.0 * look.bright, look.front,
                look.back, look.brightestBehind);
    CHECK(look.mean < before + 0.02);  // C and D are of one grey
    before = look.mean;
    looks.push_back(look);
  }
  const auto& [a, b, c, d] = std::tie(looks[0], looks[1], looks[2], looks[3]);
  // A: fluid is plain to see, in front of the roots, which have sunk to the back
  CHECK(a.bright > 0.25);
  CHECK(a.front > 0.75);
  CHECK(a.back < a.front - 0.2);
  // B: roots all over with fluid between them, so that it is grainy
  CHECK(b.bright > 0.04);
  CHECK(b.bright < 0.3);
  CHECK(b.spread > 0.08);
  CHECK(std::abs(b.front - b.back) < 0.15);
  // C: an even grey without a bright point, but fat behind it
  CHECK(c.bright < 0.005);
  CHECK(c.mean < b.mean - 0.15);
  CHECK(c.spread < 0.05);
  CHECK(c.brightestBehind > 0.5);
  // D: as C, and no fat behind it
  CHECK(d.bright < 0.005);
  CHECK(d.spread < 0.05);
  CHECK(d.brightestBehind < 0.4);
}

TEST_CASE("along the mid-line the cauda equina lies behind bright fluid as darker streaks") {
  Reader r(test::sharedDefaultCase(), false);
  const MriPicture& picture = r.draw(r.held(kLyingHealthy), SlicePlane::kSagittal);
  // by height above the level: L2 to L4
  for (const double up_mm : {20.0, 45.0, 70.0}) {
    const int row = static_cast<int>((0.5 * picture.field_mm + 30.0 - up_mm) / picture.field_mm *
                                     picture.pixels);
    double front = 0.0, back = 0.0;
    int count = 0;
    for (int line = row - 3; line <= row + 3; ++line) {
      std::vector<double> inside;  // from front to back
      for (int column = 0; column < picture.pixels; ++column) {
        const auto i = static_cast<std::size_t>(line * picture.pixels + column);
        if (picture.sac[i] > 0.95f) inside.push_back(static_cast<double>(picture.signal[i]));
      }
      const std::size_t third = inside.size() / 3;
      REQUIRE(third > 2);
      for (std::size_t n = 0; n < third; ++n, ++count) {
        front += inside[n];
        back += inside[inside.size() - 1 - n];
      }
    }
    front /= count;
    back /= count;
    INFO(up_mm << " mm above: front " << front << ", back " << back);
    CHECK(front > 0.85);
    CHECK(back < front - 0.1);
  }
}

TEST_CASE(
    "divided, a picture is the untouched one's left of the line and the present one's right") {
  Reader reader(test::sharedDefaultCase(), false);
  const MriPicture before = reader.draw(reader.held({0.0, false, 1.0}));
  const MriPicture now = reader.draw(reader.held({0.0, false, 0.0}));
  for (const double share : {0.0, 0.3, 1.0}) {
    const MriPicture both = divided(before, now, share);
    const int line = static_cast<int>(std::lround(share * now.pixels));
    for (int row = 0; row < now.pixels; row += 7)
      for (int column = 0; column < now.pixels; ++column)
        REQUIRE(both.at(column, row) == (column < line ? before : now).at(column, row));
    CHECK(both.number != before.number);
  }
  CHECK(divided(before, now, 0.3).number != divided(before, now, 0.4).number);
}

TEST_CASE("all muscles are of one grey, the psoas as dark as those of the back, and no darker") {
  Reader r(test::sharedDefaultCase());
  const operation::State s = r.held(kLyingHealthy);
  const MriPicture& picture = r.draw(s);
  std::vector<double> grey;
  for (const anatomy::Part& part : anatomy::surroundingTissue(r.theCase->spine()))
    if (part.structure == anatomy::Structure::kPsoas ||
        part.structure == anatomy::Structure::kMultifidus)
      grey.push_back(meanWhere(picture, -60.0, -1.5, [&](const math::Vec3& p) {
        return part.bounds.contains(p) ? part.distance(p) : 1.0;
      }));
  REQUIRE(grey.size() == 4);
  for (const double g : grey) {
    CHECK(g > 0.12);
    CHECK(g == Approx(grey.front()).margin(0.08));
  }
}
