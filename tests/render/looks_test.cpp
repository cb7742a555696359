// Tissues that the story is about are told apart by colour, also by the colour-blind.
#include "render/looks.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <cmath>

using namespace unkink;
using math::Mat3;
using math::Vec3;
using view::Look;

namespace {

/// How linear colours look to people who lack one kind of cone, by rows: Machado, Oliveira and
/// Fernandes 2009, severity 1; protanopia, deuteranopia, tritanopia; first: everybody else.
const Mat3 kSights[] = {Mat3(1.0),
                        glm::transpose(Mat3(0.152286, 1.052583, -0.204868, 0.114503, 0.786281,
                                            0.099216, -0.003882, -0.048116, 1.051998)),
                        glm::transpose(Mat3(0.367322, 0.860646, -0.227968, 0.280085, 0.672501,
                                            0.047413, -0.011820, 0.042940, 0.968881)),
                        glm::transpose(Mat3(1.255528, -0.076749, -0.178779, -0.078411, 0.930809,
                                            0.147602, 0.004733, 0.691367, 0.303900))};

/// CIE 1976 L*a*b* of a linear sRGB colour, white D65.
Vec3 lab(const Vec3& linear) {
  const Mat3 toXyz = glm::transpose(Mat3(0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522,
                                         0.0721750, 0.0193339, 0.1191920, 0.9503041));
  Vec3 f = toXyz * glm::clamp(linear, 0.0, 1.0) / Vec3(0.95047, 1.0, 1.08883);
  for (int n = 0; n < 3; ++n)
    f[n] = f[n] > 0.008856 ? std::cbrt(f[n]) : 7.787 * f[n] + 16.0 / 116.0;
  return {116.0 * f.y - 16.0, 500.0 * (f.x - f.y), 200.0 * (f.y - f.z)};
}

/// The least difference of two colours to any of these eyes.
double apart(const math::Vec3f& a, const math::Vec3f& b) {
  double least = 1e9;
  for (const Mat3& sight : kSights)
    least = std::min(least, glm::distance(lab(sight * Vec3(a)), lab(sight * Vec3(b))));
  return least;
}

}  // namespace

TEST_CASE("what the story tells apart differs in colour to every kind of eye") {
  constexpr double kClear = 12.0;  // of L*a*b*; about 2 is just seen side by side
  const std::pair<Look, Look> pairs[] = {
      {Look::kLigament, Look::kBone}, {Look::kLigament, Look::kDura},
      {Look::kLigament, Look::kDisc}, {Look::kLigament, Look::kSatin},
      {Look::kDura, Look::kNerve},    {Look::kDura, Look::kBone},
      {Look::kContrast, Look::kDura}, {Look::kContrast, Look::kLigament},
      {Look::kContrast, Look::kBone}, {Look::kSatin, Look::kBone},
      {Look::kSkin, Look::kDrape},    {Look::kMuscle, Look::kBone},
      {Look::kMuscle, Look::kSkin}};
  for (const auto& [a, b] : pairs) {
    INFO(static_cast<int>(a) << " beside " << static_cast<int>(b));
    CHECK(apart(render::styleOf(a).colour, render::styleOf(b).colour) > kClear);
  }
}

TEST_CASE("so do the cut faces, where ligament, sac, nerves and bone lie side by side") {
  constexpr double kClear = 12.0;
  const std::pair<Look, Look> pairs[] = {
      {Look::kLigament, Look::kDura},       {Look::kLigament, Look::kBone},
      {Look::kLigament, Look::kCancellous}, {Look::kLigament, Look::kDisc},
      {Look::kDura, Look::kNerve},          {Look::kDura, Look::kFat}};
  for (const auto& [a, b] : pairs) {
    INFO(static_cast<int>(a) << " beside " << static_cast<int>(b));
    CHECK(apart(render::sectionStyleOf(a).colour, render::sectionStyleOf(b).colour) > kClear);
  }
}
