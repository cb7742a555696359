// How an X-ray is read: outlines lie on bone, lines where they are said to be, depths are true.
#include "view/reading.hpp"

#include "support/worked_on.hpp"
#include "thecal_sac/sac_mesh.hpp"

using namespace unkink;
using namespace unkink::view;
using math::Vec2;
using math::Vec3;

namespace {

/// Lying bent with contrast given, a bite out of the treated upper lamina, the rongeur in place.
const operation::State& patient() {
  static const operation::State made = [] {
    test::Hand hand;
    hand.state = operation::heldIn(test::defaultCase(), hand.state, {0.6, false, 1.0});
    hand.state.contrast.inject(hand.state.contrast.stationCount() / 3,
                               fluoro::ContrastLayer::kAngleCells / 2, 1.0);
    hand.wait(0.4);
    const auto level = static_cast<double>(test::defaultCase().level());
    hand.holdJawAt(hand.state.bend.apply(hand.landmarks().upperLaminaInferiorEdge[0], {level, 0.0}),
                   operation::ToolKind::kBoneRongeur);
    hand.bite();
    return hand.state;
  }();
  return made;
}

fluoro::Projection projectionFor(fluoro::View view) {
  return operation::exposureAt(test::defaultCase(), patient(), view).projection;
}

const Reading& reading(fluoro::View view) {
  static std::map<fluoro::View, Reading> made;
  const auto [at, fresh] = made.try_emplace(view);
  if (fresh) at->second = readingOf(test::defaultCase(), patient(), projectionFor(view));
  return at->second;
}

std::vector<const GuideLine*> linesOf(fluoro::View view, Guide guide) {
  std::vector<const GuideLine*> lines;
  for (const GuideLine& line : reading(view).lines)
    if (line.guide == guide) lines.push_back(&line);
  return lines;
}

Vec3 middleOf(const GuideLine& line) {
  Vec3 sum(0.0);
  for (const Vec3& p : line.places) sum += p;
  return sum / static_cast<double>(line.places.size());
}

constexpr std::array kDeep{fluoro::View::kLateral, fluoro::View::kCloRight};

}  // namespace

TEST_CASE("what is seen on end is outlined in AP, what shows depth in CLO and lateral") {
  for (const Guide guide : {Guide::kPedicles, Guide::kSpinous}) {
    CHECK(linesOf(fluoro::View::kAp, guide).size() >= 3);
    for (const fluoro::View view : kDeep) CHECK(linesOf(view, guide).empty());
  }
  for (const Guide guide : {Guide::kLaminae, Guide::kInterlaminar, Guide::kContrastEdge}) {
    CHECK(linesOf(fluoro::View::kAp, guide).empty());
    for (const fluoro::View view : kDeep) CHECK_FALSE(linesOf(view, guide).empty());
  }
  // tilted towards the treated side the beam meets the face of its laminae
  CHECK(linesOf(fluoro::View::kCloLeft, Guide::kLaminae).empty());
  CHECK(linesOf(fluoro::View::kCloLeft, Guide::kInterlaminar).empty());
  CHECK_FALSE(reading(fluoro::View::kCloLeft).tip->behindContrast_mm);
  CHECK_FALSE(reading(fluoro::View::kAp).tip->behindInterlaminar_mm);
  CHECK(reading(fluoro::View::kCloRight).tip->behindInterlaminar_mm);
}

TEST_CASE("an outline runs along the surface of bone, and within it lies bone on every ray") {
  const tissue::Body body = operation::bodyOf(test::defaultCase(), patient());
  for (const auto& [view, guide] : {std::pair(fluoro::View::kAp, Guide::kPedicles),
                                    std::pair(fluoro::View::kAp, Guide::kSpinous),
                                    std::pair(fluoro::View::kCloRight, Guide::kLaminae)})
    for (const GuideLine* line : linesOf(view, guide)) {
      const Vec3 middle = middleOf(*line);
      for (const Vec3& p : line->places) {
        CHECK(body.bone(p) < 0.1);
        CHECK(body.bone(glm::mix(p, middle, 0.1)) < 0.0);
      }
    }
}

TEST_CASE("pedicles are as wide and high as published, one on either side") {
  // Source: [zindrick1987] L1 to L5: 7 to 18 mm across, 14 to 16 mm high; house margins
  const auto lines = linesOf(fluoro::View::kAp, Guide::kPedicles);
  REQUIRE(lines.size() % 2 == 0);
  for (std::size_t n = 0; n < lines.size(); n += 2) {
    CHECK(middleOf(*lines[n]).x > 8.0);
    CHECK(middleOf(*lines[n + 1]).x == Approx(-middleOf(*lines[n]).x).margin(0.5));
    Vec3 lo(1e9), hi(-1e9);
    for (const Vec3& p : lines[n]->places) lo = glm::min(lo, p), hi = glm::max(hi, p);
    CHECK(hi.x - lo.x > 6.0);
    CHECK(hi.x - lo.x < 22.0);
    CHECK(hi.z - lo.z > 10.0);
    CHECK(hi.z - lo.z < 20.0);
  }
}

TEST_CASE("every line is where the exposure's own projection shows its places") {
  for (const fluoro::View view : test::kJudgedViews) {
    const fluoro::Projection projection = projectionFor(view);
    for (const GuideLine& line : reading(view).lines)
      for (std::size_t n = 0; n < line.places.size(); ++n)
        CHECK(glm::distance(projection.project(line.places[n]), line.line[n]) < 1e-12);
  }
}

TEST_CASE("the contrast's edge lies behind the sac and before the laminae, farthest back of all") {
  const operation::State& s = patient();
  const tissue::Body body = operation::bodyOf(test::defaultCase(), s);
  const math::Mesh film =
      fluoro::contrastMesh(s.contrast, thecal_sac::dorsalGap(s.freeSpace, s.sac).corners, 0.1);
  for (const fluoro::View view : kDeep)
    for (const GuideLine* line : linesOf(view, Guide::kContrastEdge))
      for (const Vec3& p : line->places) {
        CHECK(thecal_sac::distance(s.freeSpace.frames, s.sac, p) > 0.0);
        CHECK(body.bone(p) > -1.0);  // a film that presses reaches a little into the wall
        CHECK(behindContrast_mm(s, p).value_or(0.0) == Approx(0.0).margin(0.5));
      }
  const fluoro::Projection projection = projectionFor(fluoro::View::kCloRight);
  const double px = 2.0 / 512.0;
  for (const GuideLine* line : linesOf(fluoro::View::kCloRight, Guide::kContrastEdge))
    for (const Vec2& at : line->line)  // behind is at the left of this view
      for (const math::Vertex& v : film.vertices)
        if (const Vec2 q = projection.project(Vec3(v.position)); std::abs(q.y - at.y) < 0.5 * px)
          CHECK(q.x > at.x - 4.0 * px);
}

TEST_CASE("depth behind the contrast is that behind the dura less the film's thickness") {
  const operation::State& s = patient();
  for (const GuideLine* line : linesOf(fluoro::View::kCloRight, Guide::kContrastEdge))
    for (std::size_t n = 4; n + 4 < line->places.size(); n += 4)
      for (const double further_mm : {-0.5, 1.0, 2.0}) {
        const Vec3 out(0.0, further_mm, 0.0);
        const auto at = behindContrast_mm(s, line->places[n]);
        const auto there = behindContrast_mm(s, line->places[n] + out);
        if (!at || !there) continue;
        const double moved =
            thecal_sac::distance(s.freeSpace.frames, s.sac, line->places[n] + out) -
            thecal_sac::distance(s.freeSpace.frames, s.sac, line->places[n]);
        CHECK(*there - *at == Approx(moved).margin(0.4));
      }
  CHECK_FALSE(behindContrast_mm(operation::initialState(test::defaultCase()), Vec3(0.0)));
}

TEST_CASE("the interlaminar limit touches both laminae from the front and outlasts every bite") {
  const operation::State& s = patient();
  const operation::Case& c = test::defaultCase();
  const InterlaminarLimit limit = interlaminarLimit(c, s);
  CHECK(limit.behind_mm(limit.upper) == Approx(0.0).margin(1e-9));
  CHECK(limit.behind_mm(limit.lower) == Approx(0.0).margin(1e-9));
  CHECK(limit.behind_mm(limit.upper + 3.0 * limit.dorsal()) == Approx(3.0));
  CHECK(limit.dorsal().y > 0.5);
  CHECK(limit.upper.z > limit.lower.z + 5.0);
  const operation::State was = operation::untouched(c, s);
  const tissue::Body whole = operation::bodyOf(c, was);
  for (const Vec3& at : {limit.upper, limit.lower}) {
    CHECK(whole.bone(at) < 0.5);
    CHECK(whole.bone(at - 1.5 * limit.dorsal()) > 0.0);
  }
  const InterlaminarLimit before = interlaminarLimit(c, was);
  CHECK(glm::distance(before.upper, limit.upper) < 1e-9);
  CHECK(glm::distance(before.lower, limit.lower) < 1e-9);
  // the view that matches the slope sees it edge on
  const fluoro::Projection clo = projectionFor(fluoro::View::kCloRight);
  const Vec3 beam = glm::normalize(clo.detectorCentre_mm - clo.source_mm);
  CHECK(std::abs(glm::dot(beam, limit.dorsal())) < 0.2);
}

TEST_CASE("the tip's depths are those of the foremost end, wherever the C-arm stands") {
  const operation::State& s = patient();
  const TipReading& tip = *reading(fluoro::View::kCloRight).tip;
  CHECK(glm::distance(tip.place, s.portal.tip() +
                                     std::max(0.0, s.tool.beyond_mm) * s.portal.direction) < 1e-9);
  CHECK(*tip.behindInterlaminar_mm ==
        Approx(interlaminarLimit(test::defaultCase(), s).behind_mm(tip.place)));
  CHECK(tip.behindContrast_mm == behindContrast_mm(s, tip.place));
  CHECK(*tip.behindInterlaminar_mm ==
        Approx(*reading(fluoro::View::kLateral).tip->behindInterlaminar_mm));
}

TEST_CASE("an X-ray's camera shows everything where the X-ray does, what is behind over the rest") {
  constexpr double kHalfPixel = 0.5 * 2.0 / 1024.0;
  for (const fluoro::View view : test::kJudgedViews) {
    const fluoro::Projection projection = projectionFor(view);
    const Camera camera = cameraOf(projection);
    const math::Mat4f clip = clipFromView(camera, 1.0f) * viewFromPatient(camera);
    const auto seen = [&](const Vec3& p) {
      const math::Vec4f q = clip * math::Vec4f(math::Vec3f(p), 1.0f);
      return math::Vec3f(q) / q.w;
    };
    const Vec3 beam = glm::normalize(projection.detectorCentre_mm - projection.source_mm);
    for (int l = 0; l < anatomy::kLevelCount; ++l) {
      const auto& marks = test::defaultCase().spine().landmarks(static_cast<anatomy::Level>(l));
      for (const Vec3& p : {marks.canalCentre, marks.facetJoint[0], marks.facetJoint[1],
                            marks.upperPedicle[0], marks.upperSpinousTip, marks.skinMidline}) {
        CHECK(glm::distance(Vec2(math::Vec2f(seen(p))), projection.project(p)) < kHalfPixel);
        CHECK(std::abs(seen(p).z) < 1.0f);
        CHECK(seen(p + beam).z < seen(p).z);  // towards the detector is nearer to the eye
      }
    }
  }
}
