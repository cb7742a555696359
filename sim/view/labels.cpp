// Anchors of the labels: of several points of a structure the first that the camera sees.
#include "view/labels.hpp"

#include "thecal_sac/polygon.hpp"
#include "thecal_sac/sections.hpp"
#include "view/level_tags.hpp"
#include "view/sight.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace unkink::view {
namespace {

using math::Vec3;

/// Points of one structure, best first, Patient frame.
using Candidates = std::vector<Vec3>;

struct Subject {
  std::string key;
  Candidates at;
};

constexpr std::array<std::string_view, 4> kToolKeys{"", "trocar", "bone_rongeur",
                                                    "tissue_sculptor"};

/// The instruments as rods: what they hide, and where on them a name is hung.
class Rods {
 public:
  Rods(const operation::State& s, const Vec3& eye) : eye_(eye) {
    using namespace operation;
    if (s.needle.placed)
      add("needle", s.needle.tip(), s.needle.direction, kNeedleLength_mm, kNeedleRadius_mm);
    if (!s.portal.placed) return;
    add("portal", s.portal.tip(), s.portal.direction, kPortalLength_mm, kPortalOuterRadius_mm);
    if (s.tool.kind != ToolKind::kNone && s.tool.beyond_mm > 0.0)
      add(kToolKeys[static_cast<std::size_t>(s.tool.kind)],
          s.portal.tip() + s.tool.beyond_mm * s.portal.direction, s.portal.direction,
          s.tool.beyond_mm, radiusOf(s.tool.kind));
  }

  /// Whether an instrument other than the named one stands before p.
  bool hide(const Vec3& p, const std::string& named) const {
    constexpr double kBeyond_mm = 0.5, kMargin_mm = 0.4;
    const Vec3 towards = glm::normalize(eye_ - p), from = p + kBeyond_mm * towards;
    return std::ranges::any_of(rods_, [&](const Rod& rod) {
      return rod.key != named &&
             between(from, eye_, rod.tip, rod.back) < rod.radius_mm + kMargin_mm;
    });
  }
  /// Whether a name is an instrument's: a cut leaves those whole.
  static bool isOne(const std::string& key) {
    return key == "needle" || key == "portal" ||
           std::ranges::find(kToolKeys, key) != kToolKeys.end();
  }
  /// The point of a rod's surface that faces the eye.
  Vec3 facing(const Vec3& onAxis, const Vec3& axis, double radius_mm) const {
    const Vec3 towards = glm::normalize(eye_ - onAxis);
    const Vec3 across = towards - glm::dot(towards, axis) * axis;
    const double length = glm::length(across);
    return length > 0.1 ? onAxis + (radius_mm / length) * across : onAxis;
  }

 private:
  struct Rod {
    std::string key;
    Vec3 tip, back;
    double radius_mm;
  };
  void add(std::string_view key, const Vec3& tip, const Vec3& direction, double length,
           double radius) {
    rods_.push_back({std::string(key), tip, tip - length * direction, radius});
  }
  /// The least distance of two segments.
  static double between(const Vec3& a, const Vec3& b, const Vec3& c, const Vec3& d) {
    const Vec3 u = b - a, v = d - c, w = a - c;
    const double uu = glm::dot(u, u), uv = glm::dot(u, v), vv = glm::dot(v, v);
    const double uw = glm::dot(u, w), vw = glm::dot(v, w), det = uu * vv - uv * uv;
    double t = det > 1e-9 ? std::clamp((uv * vw - vv * uw) / det, 0.0, 1.0) : 0.0;
    const double q = std::clamp((uv * t + vw) / vv, 0.0, 1.0);
    t = std::clamp((uv * q - uw) / uu, 0.0, 1.0);
    return glm::length(w + t * u - q * v);
  }

  Vec3 eye_;
  std::vector<Rod> rods_;
};

/// Everything that a presentation may name; each with where it could be pointed at.
class Subjects {
 public:
  Subjects(const operation::Case& theCase, const operation::State& s, const Sight& sight,
           const Rods& rods, const Orbit& orbit, double towards)
      : case_(theCase),
        s_(s),
        sight_(sight),
        rods_(rods),
        eye_(cameraOf(orbit).eye),
        distance_mm_(orbit.distance_mm),
        at_(theCase.spine().landmarks(theCase.level())),
        level_(static_cast<double>(theCase.level())),
        towards_(towards),
        side_(towards >= 0.0 ? 0 : 1) {}

  std::vector<Subject> named(const std::string& name) const {
    if (name == "vertebra") return vertebrae();
    if (name == "lamina") return {{name, lamina()}};
    if (name == "facet") return {{name, {material(at_.facetJoint[side_] + Vec3(0, 6, 0), 0.5)}}};
    if (name == "disc") return {{name, disc()}};
    if (name == "ligamentum_flavum") return {{name, ligament()}};
    if (name == "thecal_sac") return {{name, sac()}};
    if (name == "skin")
      return {{name, {operation::skinBehind(case_, s_, 30.0 * towards_, at_.skinMidline.z)}}};
    if (name == "portal") return instruments();
    if (name == "skin_opening" && s_.skinOpen && !s_.dressed) return {{name, skinOpening()}};
    if (name == "needle" && s_.needle.placed)
      return {
          {name, along(s_.needle, operation::kNeedleLength_mm, operation::kNeedleRadius_mm, 0.2)}};
    if (name == "contrast" && s_.contrast.volume_mL() > 0.0) return {{name, contrast()}};
    return {};
  }

 private:
  Vec3 material(const Vec3& m, double below) const {
    return s_.bend.apply(m, {level_ + below, 0.0});
  }
  /// Points, before them those that they have on the face of the cut inside a field.
  template <class Field>
  Candidates withCut(const Candidates& points, const Field& field) const {
    if (!sight_.cuts()) return points;
    Candidates all;
    for (const Vec3& p : points)
      if (const Vec3 q = sight_.ontoCut(p); field(q) < 0.0) all.push_back(q);
    all.insert(all.end(), points.begin(), points.end());
    return all;
  }

  std::vector<Subject> vertebrae() const {
    std::vector<Subject> all;
    for (int n = 0; n < anatomy::kVertebraCount; ++n) {
      const auto v = static_cast<anatomy::Vertebra>(n);
      const Vec3 at = case_.spine().materialFromBone(v).translation;
      const bool sacrum = v == anatomy::Vertebra::kS1;
      const double z = at.z - (sacrum ? 34.0 : 3.0);
      Candidates points;  // the body's side, then what lies furthest back
      if (!sacrum)
        points.push_back(
            fromOutside(v, {towards_ * 80.0, at.y - 4.0, at.z}, {-towards_, 0.0, 0.0}));
      points.push_back(fromOutside(v, {towards_ * 14.0, 150.0, z}, {0.0, -1.0, 0.0}));
      points.push_back(fromOutside(v, {0.0, 150.0, z}, {0.0, -1.0, 0.0}));
      all.push_back(
          {"vertebra_" + std::string(anatomy::kVertebraNames[static_cast<std::size_t>(n)]),
           points});
    }
    return all;
  }
  /// The first point of a vertebra along a material ray, a little before it, in the present
  /// posture.
  Vec3 fromOutside(anatomy::Vertebra v, Vec3 p, const Vec3& direction) const {
    constexpr double kBefore_mm = 1.0;
    for (int n = 0; n < 60; ++n) {
      const double clear = case_.spine().bone(v, p, false) - kBefore_mm;
      if (clear < 0.2) break;
      p += clear * direction;
    }
    return s_.bend.apply(p, {static_cast<double>(v), 0.0});
  }
  /// On the back of the lamina, beside the spinous process.
  Candidates lamina() const {
    constexpr double kBehind_mm = 14.0, kMost_mm = 24.0, kOn_mm = 0.1;
    const double out = side_ == 0 ? 1.0 : -1.0;
    Candidates at;
    for (const double beside : {3.0, 1.5, 5.0, 6.5})
      for (const double up : {6.0, 9.0, 4.0, 12.0}) {
        Vec3 p = material(at_.upperLaminaInferiorEdge[side_] + Vec3(out * beside, 0.0, up), 0.0);
        p.y += kBehind_mm;
        double gone = 0.0, clear = sight_.body().bone(p);
        for (; clear > kOn_mm && gone < kMost_mm; clear = sight_.body().bone(p))
          p.y -= clear, gone += clear;
        if (clear <= kOn_mm && gone > 0.0) at.push_back(p);
      }
    return at;
  }
  Candidates disc() const {
    const auto across = [&](double x, double y) {
      return material(at_.discCentre + Vec3(x, y, 0.0), 0.5);
    };
    Candidates at = sight_.cuts() ? Candidates{across(0.0, -4.0)} : Candidates{};
    at.push_back(across(towards_ * 24.5, 0.0));
    at.push_back(across(towards_ * 22.0, 10.0));
    return withCut(at, [&](const Vec3& p) { return sight_.body().disc(p); });
  }
  Candidates ligament() const {
    const auto from = [&](double x, double y, double z) {
      return material(at_.interlaminarMidline + Vec3(x, y, z), 0.5);
    };
    Candidates at = withCut({from(towards_ * 4.0, -1.0, 1.0), from(towards_ * 4.0, -4.0, 3.0),
                             from(towards_ * 3.0, 2.0, -1.0)},
                            [&](const Vec3& p) { return sight_.body().ligament(p); });
    if (sight_.cuts()) return at;
    at.clear();  // away from the mid-line, where the two sides part
    for (const double x : {7.0, 5.0, 9.0, 3.0, -5.0, -7.0})
      for (const double z : {1.0, -2.0, 4.0})
        at.push_back(facingLigament(from(towards_ * x, -2.0, z)));
    std::erase_if(at, [&](const Vec3& p) { return sight_.body().ligament(p) > 0.5; });
    return at;
  }
  /// From inside the ligament to its surface before the eye; p where it is outside.
  Vec3 facingLigament(Vec3 p) const {
    constexpr double kOn_mm = 0.05, kMost_mm = 20.0;
    const Vec3 towards = glm::normalize(eye_ - p);
    for (double gone = 0.0, in = sight_.body().ligament(p); in < -kOn_mm && gone < kMost_mm;
         gone -= in, in = sight_.body().ligament(p))
      p -= in * towards;
    return p;
  }
  /// The side and the back of the sac; on a cut its wall in front, past dye, fat and nerves.
  Candidates sac() const {
    constexpr int kLeft = 0, kDorsal = thecal_sac::kSpokes / 4, kRight = thecal_sac::kSpokes / 2;
    constexpr double kWellInside_mm = 1.0, kWall_mm = 0.15;
    Candidates at;
    const auto& frames = s_.freeSpace.frames;
    const int last = static_cast<int>(frames.size()) - 1, middle = (last + 1) * 2 / 3;
    for (const int step : {-2, 2, -6, 6, -12, 12, -18, 18, -26, -34}) {
      const int station = std::clamp(middle + step, 0, last);
      const auto& f = frames[static_cast<std::size_t>(station)];
      const auto in = [&](const Vec3& p) { return thecal_sac::distance(frames, s_.sac, p); };
      if (Vec3 face = sight_.ontoCut(f.centre); sight_.cuts() && in(face) < -kWellInside_mm) {
        for (double d = in(face); d < -kWall_mm; d = in(face)) {
          const Vec3 next = sight_.ontoCut(face + 0.5 * d * f.dorsal);
          if (glm::distance(next, face) < 1e-3) break;
          face = next;
        }
        at.push_back(face);
      }
      const auto radii = thecal_sac::spokeRadii(thecal_sac::outline(s_.sac.section(station)));
      for (const int spoke : {towards_ > 0.0 ? kLeft : kRight, kDorsal})
        at.push_back(f.point(spoke, radii[static_cast<std::size_t>(spoke)]));
    }
    return at;
  }
  Candidates contrast() const {
    Candidates at;
    for (const auto& f : s_.freeSpace.frames)
      if (std::abs(f.centre.z - s_.needle.tip().z) < 40.0)
        at.push_back(f.centre + 1.15 * f.healthy.halfDepth_mm * f.dorsal);
    return at;
  }
  /// The ends of the slit, beside what stands in it.
  Candidates skinOpening() const {
    constexpr double kEnd_mm = 0.5 * operation::kSkinOpening_mm + 0.4;
    const Vec3& at = s_.skinOpening_mm;
    return {operation::skinBehind(case_, s_, at.x, at.z + kEnd_mm),
            operation::skinBehind(case_, s_, at.x, at.z - kEnd_mm)};
  }
  /// Points along a shaft, as far behind its tip as the camera is wide.
  Candidates along(const operation::Shaft& shaft, double length_mm, double radius_mm,
                   double first) const {
    Candidates at;
    for (const double share : {first, 0.15, 0.1, 0.22, 0.06, 0.3, 0.03})
      if (const double back = share * distance_mm_; back < 0.95 * length_mm)
        at.push_back(
            rods_.facing(shaft.tip() - back * shaft.direction, shaft.direction, radius_mm));
    return at;
  }
  std::vector<Subject> instruments() const {
    using namespace operation;
    std::vector<Subject> all;
    if (s_.portal.placed)
      all.push_back({"portal", along(s_.portal, kPortalLength_mm, kPortalOuterRadius_mm, 0.1)});
    if (s_.tool.kind == ToolKind::kNone) return all;
    // its front first, then what is left of it before the portal's mouth
    const bool rongeur = s_.tool.kind == ToolKind::kBoneRongeur;
    const double front = rongeur ? jawOf(s_.tool.kind).shape.bounds().hi.z + 0.4 : -0.5;
    Candidates at;
    for (const double behind : {0.0, 9.5, 12.0, 6.0})
      if (const double out = s_.tool.beyond_mm + front - behind; out > -0.5)
        at.push_back(rods_.facing(s_.portal.tip() + out * s_.portal.direction, s_.portal.direction,
                                  (behind > 0.0 ? 0.95 : 0.6) * radiusOf(s_.tool.kind)));
    all.push_back({std::string(kToolKeys[static_cast<std::size_t>(s_.tool.kind)]), at});
    return all;
  }

  const operation::Case& case_;
  const operation::State& s_;
  const Sight& sight_;
  const Rods& rods_;
  Vec3 eye_;
  double distance_mm_;
  const anatomy::LevelLandmarks& at_;
  double level_;
  double towards_;  // +1: the camera is on the patient's left
  std::size_t side_;
};

}  // namespace

std::vector<Label> labelsOf(const operation::Case& theCase, const operation::State& s,
                            const Presentation& p) {
  std::vector<Label> labels;
  if (s.freeSpace.empty()) return labels;
  const Sight sight(theCase, s, p);
  labels = levelTagsOf(theCase, s, p, sight);
  const Rods rods(s, cameraOf(p.orbit).eye);
  const Subjects subjects(theCase, s, sight, rods, p.orbit,
                          p.orbit.azimuth_deg >= 0.0 ? 1.0 : -1.0);
  const bool steel = p.opacity[static_cast<std::size_t>(Layer::kInstruments)] > 0.0f;
  for (const std::string& name : p.labels)
    for (const Subject& subject : subjects.named(name))
      for (const Vec3& at : subject.at) {
        if ((sight.cutAway(at) && !Rods::isOne(subject.key)) || !sight.sees(at)) continue;
        if (steel && rods.hide(at, subject.key)) continue;
        labels.push_back({math::Vec3f(at), "structure." + subject.key});
        break;
      }
  return labels;
}

}  // namespace unkink::view
