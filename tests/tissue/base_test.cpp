// The given tissue: sampled as the spine defines it, kept in a file, and never from a wrong one.
#include "tissue/base.hpp"

#include "support/catch.hpp"
#include "support/temp_file.hpp"
#include "tissue/level.hpp"

#include <cstring>
#include <iterator>

using namespace unkink;
using namespace unkink::tissue;

namespace {

constexpr double kCoarse_mm = 1.0;

const Base& coarse() {
  static const Base made(test::spine(), test::kTreated, kCoarse_mm);
  return made;
}

bool sameBits(const Base& a, const Base& b) {
  bool same = true;
  test::overSamples(a.box(), [&](const math::IVec3& s) {
    for (int c = 0; c < kChannelCount; ++c)
      for (const float severity : {0.0f, 1.0f})
        same = same && a.value(static_cast<Channel>(c), s, severity) ==
                           b.value(static_cast<Channel>(c), s, severity);
  });
  return same;
}

std::string contentOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("near a surface the samples are the spine's own distances") {
  const Base& b = test::base();
  double worst = 0.0;
  const math::SampleBox w = b.window();
  for (int k = w.lo.z; k < w.hi.z; k += 4)
    for (int j = w.lo.y; j < w.hi.y; j += 4)
      for (int i = w.lo.x; i < w.hi.x; i += 4) {
        const math::Vec3 p = test::materialAt({i, j, k});
        const float bone = b.value(Channel::kUpperBone, {i, j, k}, 1.0f),
                    soft = b.value(Channel::kLigament, {i, j, k}, 0.0f);
        const anatomy::Spine& s = test::spine();
        if (std::abs(bone) < 1.0f)
          worst = std::max(worst, std::abs(bone - s.bone(upperVertebra(b.level()), p, true)));
        if (std::abs(soft) < 1.0f)
          worst = std::max(worst, std::abs(soft - s.ligamentumFlavum(b.level(), p, false)));
      }
  CHECK(worst < 1e-5);
}

TEST_CASE("severity runs in a straight line between the healthy field and the end point") {
  const Base& b = test::base();
  const math::IVec3 s = test::deepest(Channel::kLigament);
  const float healthy = b.value(Channel::kLigament, s, 0.0f),
              worst = b.value(Channel::kLigament, s, 1.0f);
  CHECK(worst < healthy);
  CHECK(b.value(Channel::kLigament, s, 0.25f) == Approx(0.75 * healthy + 0.25 * worst));
  CHECK(b.distance(Channel::kLigament, test::materialAt(s), 1.0) == Approx(worst));
}

TEST_CASE("a fine brick holds the fine samples one by one, and every other one is the given's") {
  const Base& b = test::base();
  const math::IVec3 deepest = brickOf(finerOf(test::deepest(Channel::kLigament)));
  // in the middle, and where the box ends
  const math::IVec3 corner = brickOf(finerOf(b.box().hi - math::IVec3(1)));
  BrickValues values;
  for (const math::IVec3& brick : {deepest, deepest - math::IVec3(3, 1, 2), corner})
    for (const Channel c : {Channel::kUpperBone, Channel::kLigament}) {
      b.fineBrick(c, brick, 0.7f, values);
      const math::IVec3 first = firstSampleOf(brick);
      bool same = true, given = true;
      test::overSamples({first, first + math::IVec3(kBrickEdge)}, [&](const math::IVec3& s) {
        same = same && values.mm[indexInBrick(s)] == b.fineValue(c, s, 0.7f);
        const math::IVec3 coarse = coarserOf(s);
        if (finerOf(coarse) == s && b.box().contains(coarse))
          given = given && values.mm[indexInBrick(s)] == b.value(c, coarse, 0.7f);
      });
      CHECK(same);
      CHECK(given);
    }
}

TEST_CASE(
    "between its samples the given is as smooth as the spine's own distance, and no sign is "
    "made up") {
  const Base& b = test::base();
  double worst = 0.0, sum = 0.0;
  int near = 0;
  bool held = true;
  BrickValues values;
  forEachBrick(finerOf(b.window().grown(-16)), [&](const math::IVec3& brick) {
    b.fineBrick(Channel::kUpperBone, brick, 1.0f, values);
    test::overSamples(
        {firstSampleOf(brick), firstSampleOf(brick) + math::IVec3(kBrickEdge)},
        [&](const math::IVec3& s) {
          const float v = values.mm[indexInBrick(s)];
          float least = v, most = v;
          for (int k = 0; k < 8; ++k) {
            const float at = b.value(Channel::kUpperBone,
                                     coarserOf(s + math::IVec3(k & 1, k >> 1 & 1, k >> 2)), 1.0f);
            least = std::min(least, at);
            most = std::max(most, at);
          }
          held = held && v >= least && v <= most;
          if (std::abs(v) > 0.25f || finerOf(coarserOf(s)) == s) return;
          const double off =
              std::abs(v - test::spine().bone(upperVertebra(b.level()),
                                              math::Vec3(s) * b.fineSpacing_mm(), true));
          worst = std::max(worst, off);
          sum += off;
          ++near;
        });
  });
  CHECK(held);
  CHECK(near > 1000);
  CHECK(worst < 0.1);
  CHECK(sum / near < 0.005);
}

TEST_CASE("a base that was saved is read back to the same bits") {
  const test::TempDirectory folder;
  coarse().save(folder.path() / "level.field");
  CHECK(sameBits(coarse(),
                 Base(test::spine(), test::kTreated, kCoarse_mm, folder.path() / "level.field")));
}

TEST_CASE("a file of another patient, a torn one, rubbish and none at all are left aside") {
  const test::TempDirectory folder;
  const auto file = folder.path() / "level.field";
  anatomy::SpineParameters other = test::spine().parameters();
  other.disease[static_cast<std::size_t>(test::kTreated)].ligamentThickening_mm[0] += 1.0;
  Base(anatomy::Spine(other), test::kTreated, kCoarse_mm).save(file);
  CHECK(sameBits(coarse(), Base(test::spine(), test::kTreated, kCoarse_mm, file)));

  coarse().save(file);
  const std::string whole = contentOf(file);
  std::string none = whole.substr(0, 16) + std::string(8, '\0') + whole.substr(24);
  for (const std::string& bad : {whole.substr(0, whole.size() / 2), whole.substr(0, 20),
                                 std::string("not a field"), std::string(), none}) {
    folder.write("bad.field", bad);
    CHECK(sameBits(coarse(),
                   Base(test::spine(), test::kTreated, kCoarse_mm, folder.path() / "bad.field")));
  }
  CHECK(sameBits(coarse(), Base(test::spine(), test::kTreated, kCoarse_mm, folder.path() / "no")));
}

TEST_CASE("only a writable place takes a base") {
  CHECK_THROWS_AS(coarse().save("/no/such/folder/level.field"), config::Error);
}
