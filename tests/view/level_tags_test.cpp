// Tags of levels stand beside the vertebrae that are seen, and only where levels can be told apart.
#include "operation/default_case.hpp"
#include "support/catch.hpp"
#include "view/labels.hpp"

using namespace unkink;
using namespace unkink::view;
using test::defaultCase;

namespace {

Presentation look(double azimuth_deg, double distance_mm) {
  Presentation p;
  p.opacity[static_cast<std::size_t>(Layer::kBone)] = 1.0f;
  p.levelTags = true;
  p.orbit.azimuth_deg = azimuth_deg;
  p.orbit.elevation_deg = 5.0;
  p.orbit.distance_mm = distance_mm;
  p.orbit.target = defaultCase().spine().landmarks(defaultCase().level()).canalCentre;
  return p;
}

std::vector<Label> tags(const Presentation& p) {
  static const operation::State s = operation::initialState(defaultCase());
  std::vector<Label> found;
  for (const Label& label : labelsOf(defaultCase(), s, p))
    if (label.beside) found.push_back(label);
  return found;
}

std::string names(const std::vector<Label>& labels) {
  std::string all;
  for (const Label& label : labels) all += label.text;
  return all;
}

}  // namespace

TEST_CASE("from all around, every vertebra has its tag, off the bone and beside its body") {
  const operation::State s = operation::initialState(defaultCase());
  const tissue::Body body = operation::bodyOf(defaultCase(), s);
  for (const double azimuth : {0.0, 8.0, -40.0, 90.0, -90.0, 180.0}) {
    INFO("azimuth " << azimuth);
    const std::vector<Label> found = tags(look(azimuth, 600.0));
    CHECK(names(found) == "L1L2L3L4L5S1");
    for (const Label& tag : found) {
      CHECK(body.bone(math::Vec3(tag.anchor)) > 1.0);
      const double away = glm::distance(tag.anchor, *tag.beside);
      CHECK(away > 15.0);
      CHECK(away < 80.0);
    }
  }
}

TEST_CASE("on a sagittal cut the tags stand in front of the bodies") {
  Presentation p = look(88.0, 300.0);
  p.cut = {CutPlane::kSagittal, 4.5};
  const std::vector<Label> found = tags(p);
  CHECK(names(found) == "L1L2L3L4L5S1");
  for (const Label& tag : found) {
    CHECK(tag.anchor.x == Approx(4.5f).margin(0.6));
    CHECK(tag.anchor.y < tag.beside->y);
  }
}

TEST_CASE("no tags where none are wanted, the bone is hidden, or a level fills the picture") {
  Presentation p = look(0.0, 600.0);
  p.levelTags = false;
  CHECK(tags(p).empty());
  p = look(0.0, 600.0);
  p.opacity[static_cast<std::size_t>(Layer::kBone)] = 0.0f;
  CHECK(tags(p).empty());
  p = look(0.0, 600.0);
  p.opacity[static_cast<std::size_t>(Layer::kSkin)] = 1.0f;
  CHECK(tags(p).empty());
  CHECK(tags(look(0.0, 60.0)).empty());
}
