// Anchors of the labels: of several points of a structure the first that the camera sees.
#include "view/labels.hpp"

#include "thecal_sac/polygon.hpp"
#include "thecal_sac/sections.hpp"
#include "view/level_tags.hpp"
#include "view/sight.hpp"

#include <array>
#include <string>

namespace unkink::view {
namespace {

using math::Vec3;

/// Points of one structure, best first, Patient frame.
using Candidates = std::vector<Vec3>;

struct Subject {
  std::string key;
  Candidates at;
};

/// Everything that a presentation may name; each with where it could be pointed at.
class Subjects {
 public:
  Subjects(const operation::Case& theCase, const operation::State& s, const Sight& sight,
           double towards)
      : case_(theCase),
        s_(s),
        sight_(sight),
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
    if (name == "needle" && s_.needle.placed)
      return {{name, {s_.needle.tip() - 30.0 * s_.needle.direction}}};
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
  Candidates lamina() const {
    return {material(at_.upperLaminaInferiorEdge[side_] + Vec3(0.0, 3.5, 7.0), 0.0),
            material(at_.upperLaminaInferiorEdge[side_] + Vec3(0.0, 2.0, 4.0), 0.0)};
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
    return withCut({from(towards_ * 4.0, -1.0, 1.0), from(towards_ * 4.0, -4.0, 3.0),
                    from(towards_ * 3.0, 2.0, -1.0)},
                   [&](const Vec3& p) { return sight_.body().ligament(p); });
  }
  Candidates sac() const {
    constexpr int kLeft = 0, kDorsal = thecal_sac::kSpokes / 4, kRight = thecal_sac::kSpokes / 2;
    constexpr double kWithin = 0.9, kWellInside_mm = 1.0;
    Candidates at;
    const auto& frames = s_.freeSpace.frames;
    const int last = static_cast<int>(frames.size()) - 1, middle = (last + 1) * 2 / 3;
    for (const int step : {-2, 2, -6, 6, -12, 12, -18, 18, -26, -34}) {
      const int station = std::clamp(middle + step, 0, last);
      const auto& f = frames[static_cast<std::size_t>(station)];
      // on a cut the middle of its face, past dye and fat; elsewhere its side and its back
      if (const Vec3 face = sight_.ontoCut(f.centre);
          sight_.cuts() && thecal_sac::distance(frames, s_.sac, face) < -kWellInside_mm)
        at.push_back(face);
      const auto radii = thecal_sac::spokeRadii(thecal_sac::outline(s_.sac.section(station)));
      for (const int spoke : {towards_ > 0.0 ? kLeft : kRight, kDorsal})
        at.push_back(f.point(spoke, kWithin * radii[static_cast<std::size_t>(spoke)]));
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
  std::vector<Subject> instruments() const {
    std::vector<Subject> all;
    if (s_.portal.placed) all.push_back({"portal", {s_.portal.tip() - 40.0 * s_.portal.direction}});
    constexpr std::array<const char*, 4> kKeys{"", "trocar", "bone_rongeur", "tissue_sculptor"};
    if (s_.tool.kind != operation::ToolKind::kNone && s_.tool.beyond_mm > -3.0)
      all.push_back({kKeys[static_cast<std::size_t>(s_.tool.kind)],
                     {s_.portal.tip() + (s_.tool.beyond_mm - 1.0) * s_.portal.direction}});
    return all;
  }

  const operation::Case& case_;
  const operation::State& s_;
  const Sight& sight_;
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
  const Subjects subjects(theCase, s, sight, p.orbit.azimuth_deg >= 0.0 ? 1.0 : -1.0);
  for (const std::string& name : p.labels)
    for (const Subject& subject : subjects.named(name))
      for (const Vec3& at : subject.at) {
        if (sight.cutAway(at) || !sight.sees(at)) continue;
        labels.push_back({math::Vec3f(at), "structure." + subject.key});
        break;
      }
  return labels;
}

}  // namespace unkink::view
