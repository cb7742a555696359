// Which strands there are, and discs pushed apart in half a section.
#include "thecal_sac/strands.hpp"

#include "anatomy/neural.hpp"
#include "math/sdf.hpp"
#include "thecal_sac/polygon.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <tbb/parallel_for.h>

namespace unkink::thecal_sac {
namespace {

using anatomy::Side;
using math::Vec2;
using math::sdf::smoothStep;

constexpr int kStationStep = 2;           // every so many stations are laid out
constexpr double kDura_mm = 0.3;          // thickness, and a film of CSF
constexpr double kBetween_mm = 0.08;      // kept between two roots
constexpr double kFullest = 0.66;         // share of a section that round roots may take up
constexpr double kLeastSqueeze = 0.5;     // of a root's radius
constexpr int kPushes = 36, kPulls = 26;  // pushes apart; the first of them with pull and weight
constexpr double kPull = 0.05;            // back to its place
constexpr double kWeight_mm = 0.25;       // sinks by as much, each pull
constexpr double kMoveOut_mm = 26.0;      // over which the others take the place of one that leaves
constexpr double kLeave_mm = 18.0;        // over which a root goes to the corner it leaves by

// Where a root lies by its turn to leave (0 = next), from lateral towards the side it sinks to.
using Turns = std::array<double, anatomy::kRootPairs>;
constexpr Turns kSunk_deg{14, 30, 44, 55, 63, 70, 75, 79, 83, 86, 88};    // piled up there
constexpr Turns kFilled_deg{-16, 8, 28, 44, 56, 65, 72, 77, 82, 85, 88};  // all over the section
constexpr double kCorner_deg = -16.0;      // ventrolateral, where roots leave. Source: [wall1990]
constexpr double kVentralTurn_deg = -8.0;  // ventral roots lie more ventrally
// of the way out: dorsal and ventral root
constexpr std::array<double, 2> kSunkShare{0.97, 0.86}, kFilledShare{0.93, 0.5};

// Roots sink where they are free to: areas at which they did, and did not. Source: [sedsign2016]
constexpr double kSunkFrom_mm2 = 95.0, kStuckFrom_mm2 = 79.0;
// or where they take up little of the section, as in the sac's end
constexpr double kLooseBelow = 0.40, kTightFrom = 0.52;
constexpr double kSpread = 0.8;  // share of a tight section over which roots spread evenly

/// One half of a section, x away from the mid-line: how far a disc may be out in each direction.
class HalfOutline {
 public:
  HalfOutline(const Radii& radii, bool left) {
    const auto radiusAt = [&](double angle) {
      const double spoke = (left ? angle : std::numbers::pi - angle) / kSpoke_rad + kSpokes;
      const double whole = std::floor(spoke);
      const auto k = static_cast<std::size_t>(whole);
      return std::lerp(radii[k % kSpokes], radii[(k + 1) % kSpokes], spoke - whole);
    };
    for (std::size_t i = 0; i <= kTurns; ++i) {
      const double angle = angles()[i];
      radius_[i] = radiusAt(angle);
      const double slope =
          (radiusAt(angle + 0.5 * kSpoke_rad) - radiusAt(angle - 0.5 * kSpoke_rad)) / kSpoke_rad;
      oblique_[i] = std::min(std::sqrt(1.0 + slope * slope / (radius_[i] * radius_[i])), 2.0);
    }
    for (std::size_t i = 0; i < kTurns; ++i)
      area_ += 0.5 * radius_[i] * radius_[i + 1] * std::sin(angles()[i + 1] - angles()[i]);
  }
  double area_mm2() const { return area_; }
  /// A place by direction and share of the way out.
  Vec2 place(double angle_rad, double share, double radius_mm) const {
    const Vec2 out(std::cos(angle_rad), std::sin(angle_rad));
    return share * farthest_mm(out, radius_mm) * out;
  }
  void keepInside(Vec2& p, double radius_mm) const {
    p.x = std::max(p.x, radius_mm + 0.5 * kBetween_mm);
    const double length = glm::length(p), most = farthest_mm(p, radius_mm);
    if (length > most) p *= most / length;
  }

 private:
  static constexpr double kSpoke_rad = 2.0 * std::numbers::pi / kSpokes;
  static constexpr std::size_t kTurns = 96;

  // a direction (x, y) with x >= 0 is told by y / (x + |y|): no trigonometry
  static const std::array<double, kTurns + 1>& angles() {
    static const auto table = [] {
      std::array<double, kTurns + 1> a;
      for (std::size_t i = 0; i <= kTurns; ++i) {
        const double t = 2.0 * static_cast<double>(i) / kTurns - 1.0;
        a[i] = std::atan2(t, 1.0 - std::abs(t));
      }
      return a;
    }();
    return table;
  }
  /// How far out a disc's middle may lie.
  double farthest_mm(const Vec2& p, double radius_mm) const {
    const double sum = std::abs(p.x) + std::abs(p.y);
    const double t = sum > 1e-9 ? p.y / sum : 0.0;
    const double at = 0.5 * (t + 1.0) * kTurns;
    const std::size_t i = std::min(static_cast<std::size_t>(at), kTurns - 1);
    const double f = at - static_cast<double>(i);
    const double r = std::lerp(radius_[i], radius_[i + 1], f);
    const double oblique = std::max(oblique_[i], oblique_[i + 1]);
    return std::max(r - (radius_mm + kDura_mm) * oblique, 0.0);
  }

  std::array<double, kTurns + 1> radius_, oblique_;
  double area_ = 0.0;
};

/// A disc in half a section.
struct Disc {
  Vec2 place, wanted;
  double radius_mm = 0.0;  // that it keeps to others
  std::size_t strand = 0;
  double own_mm = 0.0;  // that it keeps to the dura
  double free = 1.0;    // of its sleeve, which holds a root that leaves
};

void pushApart(Disc& a, Disc& b) {
  const Vec2 off = b.place - a.place;
  const double apart = a.radius_mm + b.radius_mm + kBetween_mm, square = glm::dot(off, off);
  if (square >= apart * apart) return;
  const double distance = std::sqrt(square);
  const Vec2 along = distance > 1e-6 ? off / distance : Vec2(0.0, 1.0);
  // the thicker one gives way less
  const double share = b.radius_mm / (a.radius_mm + b.radius_mm);
  a.place -= share * (apart - distance) * along;
  b.place += (1.0 - share) * (apart - distance) * along;
}

void pushOff(Disc& a, const Vec2& middle, const Vec2& half) {
  const Vec2 free = half + Vec2(a.radius_mm + kBetween_mm);
  const Vec2 off = (a.place - middle) / free;
  const double inside = glm::length(off);
  if (inside < 1.0) a.place = middle + (inside > 1e-6 ? off / inside : Vec2(1.0, 0.0)) * free;
}

/// How many roots are still to leave before this one; a root that leaves is passed gradually.
double turnOf(const Strand& strand, double arc_mm, const std::vector<double>& exits) {
  double turn = 0.0;
  for (int p = 0; p < strand.pair; ++p)
    turn += 1.0 - smoothStep(exits[static_cast<std::size_t>(p)] - kMoveOut_mm,
                             exits[static_cast<std::size_t>(p)], arc_mm);
  return turn;
}

double turnAngle_deg(const Turns& turns, double turn) {
  const auto i = std::min(static_cast<std::size_t>(turn), turns.size() - 2);
  return std::lerp(turns[i], turns[i + 1], turn - static_cast<double>(i));
}

/// What is the same for every section.
struct Plan {
  const Frames& frames;
  const Sac& sac;
  const Cord& cord;
  const std::vector<Strand>& strands;
  double sinking;
  std::vector<double> exits;  // by pair

  double arc(int station) const { return frames[static_cast<std::size_t>(station)].arc_mm; }
};

/// y of cord or filum: the cord in the middle, the filum sinks with the roots.
double filumDorsal_mm(const Plan& plan, int station, const Radii& radii) {
  const double half = plan.cord.halfSize_mm(plan.arc(station)).y;
  const double there = radii[plan.sinking < 0.0 ? 3 * kSpokes / 4 : kSpokes / 4];
  const double free = std::max(there - half - kDura_mm, 0.0);
  const double below =
      smoothStep(plan.cord.end_mm - 20.0, plan.cord.end_mm + 25.0, plan.arc(station));
  return std::lerp(0.1, 0.7 * plan.sinking, below) * free;
}

/// The roots of half a section and the room they have.
struct Crowd {
  std::vector<Disc> discs;
  double roots_mm2 = 0.0, room_mm2 = 1.0;

  double tightness() const { return smoothStep(kLooseBelow, kTightFrom, roots_mm2 / room_mm2); }
};

Crowd crowdOf(const Plan& plan, Side side, double arc) {
  Crowd crowd;
  for (std::size_t i = 0; i < plan.strands.size(); ++i) {
    const Strand& s = plan.strands[i];
    if (s.side != side || !s.passes(arc)) continue;
    crowd.discs.push_back({Vec2(0.0), Vec2(0.0), s.radius_mm, i, s.radius_mm, 1.0});
    crowd.roots_mm2 += std::numbers::pi * s.radius_mm * s.radius_mm;
  }
  return crowd;
}

/// How far a strand is on its way out.
double leaving(const Strand& s, double arc_mm) {
  return smoothStep(s.exitArc_mm - kLeave_mm, s.exitArc_mm - 2.0, arc_mm);
}

/// Where a strand would lie were it alone.
/// \param sunk  share of the way from filling the section to lying where the weight takes it
Vec2 placeOf(const Plan& plan, const Strand& s, double arc, const HalfOutline& outline,
             double radius_mm, double sunk, double spread) {
  const auto n = static_cast<std::size_t>(s.ventral);
  const double turn = turnOf(s, arc, plan.exits);
  const double out = leaving(s, arc);
  const auto place = [&](const Turns& turns, double share, double towards) {
    const double lie =
        towards * (turnAngle_deg(turns, turn) + (s.ventral ? kVentralTurn_deg : 0.0));
    const double angle = std::lerp(lie, kCorner_deg, out) * std::numbers::pi / 180.0;
    return outline.place(angle, std::lerp(share, kSunkShare[0], out), radius_mm);
  };
  const Vec2 filled = place(kFilled_deg, kFilledShare[n] * spread, 1.0);
  return glm::mix(filled, place(kSunk_deg, kSunkShare[n], plan.sinking < 0.0 ? -1.0 : 1.0), sunk);
}

/// Lays out one half of a section. \return share of their radius that the room leaves the roots
double layOutHalf(const Plan& plan, int station, const Radii& radii, bool left, Vec2* places) {
  constexpr double kHanging = 0.62;  // how far out roots hang that have room
  const HalfOutline outline(radii, left);
  const double arc = plan.arc(station);
  Crowd crowd = crowdOf(plan, left ? Side::kLeft : Side::kRight, arc);
  const Vec2 half = plan.cord.halfSize_mm(arc);
  const Vec2 middle(0.0, filumDorsal_mm(plan, station, radii));
  crowd.room_mm2 = std::max(outline.area_mm2() - 0.5 * std::numbers::pi * half.x * half.y, 1.0);
  const double full = crowd.room_mm2 / std::max(crowd.roots_mm2, 1e-6);
  const double squeeze = std::clamp(std::sqrt(kFullest * full), kLeastSqueeze, 1.0);
  const double sunk =
      std::abs(plan.sinking) * freedomToSink(2.0 * outline.area_mm2(), 2.0 * crowd.roots_mm2);
  const double spread = std::lerp(kHanging, 1.0, crowd.tightness());
  // wedged in, they keep as far from one another as they can
  const double apart = std::clamp(std::sqrt(kSpread * full), squeeze, 1.3);
  const double swell = std::lerp(squeeze, apart, (1.0 - sunk) * crowd.tightness());
  for (Disc& d : crowd.discs) {
    const Strand& s = plan.strands[d.strand];
    d.radius_mm *= swell;
    d.own_mm *= squeeze;
    d.free = 1.0 - leaving(s, arc);
    d.wanted = d.place = placeOf(plan, s, arc, outline, d.own_mm, sunk, spread);
  }
  const Vec2 weight(0.0, kWeight_mm * plan.sinking * sunk);
  for (int n = 0; n < kPushes; ++n) {
    for (std::size_t i = 0; i < crowd.discs.size(); ++i) {
      for (std::size_t j = i + 1; j < crowd.discs.size(); ++j)
        pushApart(crowd.discs[i], crowd.discs[j]);
      pushOff(crowd.discs[i], middle, half);
    }
    for (Disc& d : crowd.discs) {
      if (n < kPulls) d.place += kPull * (d.wanted - d.place) + d.free * weight;
      outline.keepInside(d.place, d.own_mm);
    }
  }
  for (const Disc& d : crowd.discs) places[d.strand] = {left ? d.place.x : -d.place.x, d.place.y};
  return squeeze;
}

/// Smooths every strand's way along the canal.
void smoothAlong(const Plan& plan, StrandLayout& layout) {
  constexpr int kPasses = 2;
  const std::size_t count = plan.strands.size();
  for (int pass = 0; pass < kPasses; ++pass) {
    const std::vector<Vec2> old = layout.place;
    for (std::size_t n = 1; n + 1 < layout.stations.size(); ++n)
      for (std::size_t i = 0; i < count; ++i) {
        if (!plan.strands[i].passes(plan.arc(layout.stations[n - 1])) ||
            !plan.strands[i].passes(plan.arc(layout.stations[n + 1])))
          continue;
        layout.place[n * count + i] =
            0.25 * (old[(n - 1) * count + i] + 2.0 * old[n * count + i] + old[(n + 1) * count + i]);
      }
  }
}

/// How redundant roots are at each laid-out station: 0 .. 1, for those that pass below `from`.
struct Narrowing {
  double arc_mm = 0.0;
  double severity = 0.0;  // 0 .. 1
};

Narrowing tightest(const Plan& plan) {
  constexpr double kBegins_mm2 = 79.0, kFull_mm2 = 48.0;  // [wjr2021] L4-L5 without; superior type
  Narrowing worst;
  for (int s = 0; s < plan.sac.stations; ++s) {
    const Frames& f = plan.frames;
    // the blind end is narrow by nature
    const double healthy = std::numbers::pi * f[static_cast<std::size_t>(s)].healthy.halfWidth_mm *
                           f[static_cast<std::size_t>(s)].healthy.halfDepth_mm;
    if (healthy < 1.2 * kBegins_mm2) continue;
    const double severity = std::clamp(
        (kBegins_mm2 - area_mm2(outline(plan.sac.section(s)))) / (kBegins_mm2 - kFull_mm2), 0.0,
        1.0);
    if (severity > worst.severity) worst = {plan.arc(s), severity};
  }
  return worst;
}

/// Winds the roots above a severe narrowing, those that pass it.
void wind(const Plan& plan, StrandLayout& layout) {
  constexpr double kWave_mm = 15.0, kMost_mm = 2.7, kReach_mm = 52.0;
  const Narrowing narrow = tightest(plan);
  if (narrow.severity <= 0.0) return;
  const std::size_t count = plan.strands.size();
  for (std::size_t n = 0; n < layout.stations.size(); ++n) {
    const double above = narrow.arc_mm - plan.arc(layout.stations[n]);
    const double amplitude = kMost_mm * narrow.severity * smoothStep(4.0, 14.0, above) *
                             (1.0 - smoothStep(0.45 * kReach_mm, kReach_mm, above));
    if (amplitude <= 0.0) continue;
    for (std::size_t i = 0; i < count; ++i) {
      const Strand& s = plan.strands[i];
      if (s.exitArc_mm < narrow.arc_mm) continue;
      const double own = 2.4 * s.pair + (s.ventral ? 1.1 : 0.0);
      const double phase = 2.0 * std::numbers::pi * above / (kWave_mm + 0.6 * s.pair) + own;
      layout.place[n * count + i] += amplitude * Vec2(anatomy::sign(s.side) * std::sin(phase),
                                                      0.8 * std::cos(0.9 * phase + own));
    }
  }
}

/// Nothing outside the dura or across the mid-line, whatever was done to it.
void keepAllInside(const Plan& plan, StrandLayout& layout) {
  const std::size_t count = plan.strands.size();
  tbb::parallel_for(std::size_t{0}, layout.stations.size(), [&](std::size_t n) {
    const Radii radii = spokeRadii(outline(plan.sac.section(layout.stations[n])));
    const std::array<HalfOutline, 2> half{HalfOutline(radii, true), HalfOutline(radii, false)};
    for (std::size_t i = 0; i < count; ++i) {
      const Strand& s = plan.strands[i];
      if (!s.passes(plan.arc(layout.stations[n]))) continue;
      const double sign = anatomy::sign(s.side);
      Vec2& place = layout.place[n * count + i];
      Vec2 p(sign * place.x, place.y);
      half[s.side == Side::kLeft ? 0 : 1].keepInside(p, layout.squeeze[n] * s.radius_mm);
      place = {sign * p.x, p.y};
    }
  });
}

}  // namespace

Vec2 Cord::halfSize_mm(double arc_mm) const {
  const anatomy::NeuralSizes& n = anatomy::neuralSizes();
  const double filum = 0.5 * n.filum_mm;
  const double t = std::clamp((end_mm - arc_mm) / n.conusLength_mm, 0.0, 1.0);
  // a blunt cone
  const double share = std::sqrt(t * (2.0 - t)) * (0.35 + 0.65 * t);
  return {filum + share * (0.5 * n.cordWidth_mm - filum),
          filum + share * (0.5 * n.cordDepth_mm - filum)};
}

Cord cordOf(const anatomy::Spine& spine, const Frames& frames) {
  constexpr double kPedicles = 0.68;  // of the body's height, above its lower rim
  const anatomy::DiscShape& below = spine.segment(anatomy::Level::kL1L2);
  const math::Vec3 lower =
      below.materialFromSegment * math::Vec3(0.0, below.dorsalWall_mm(false), below.halfHeight_mm);
  const auto& pedicle = spine.landmarks(anatomy::Level::kL1L2).upperPedicle;
  const math::Vec3 end = glm::mix(lower, 0.5 * (pedicle[0] + pedicle[1]),
                                  anatomy::neuralSizes().cordEndInL1 / kPedicles);
  const auto& canal = spine.canal();
  std::size_t best = 0;
  for (std::size_t s = 0; s < canal.size(); ++s)
    if (std::abs(glm::dot(end - canal[s].centre, canal[s].up)) <
        std::abs(glm::dot(end - canal[best].centre, canal[best].up)))
      best = s;
  return {frames[best].arc_mm};
}

std::vector<Strand> strandsOf(const std::vector<Nerve>& nerves, const Cord& cord,
                              const Frames& frames) {
  constexpr double kApart_mm = 4.0;  // between the places where two roots come off the conus
  const anatomy::NeuralSizes& sizes = anatomy::neuralSizes();
  const double end = frames.back().arc_mm - 2.0;
  std::vector<Strand> strands;
  for (int pair = 0; pair < anatomy::kRootPairs; ++pair)
    for (const Side side : {Side::kLeft, Side::kRight}) {
      const auto p = static_cast<std::size_t>(pair);
      // the sacral ones below S1 leave one after the other on the last bit
      double exit = end - 4.0 * (anatomy::kRootPairs - 1 - pair);
      for (const Nerve& n : nerves)
        if (n.pair == pair && n.side == side) exit = n.exitArc_mm;
      const double start =
          std::max(cord.end_mm - 1.0 - kApart_mm * (anatomy::kRootPairs - 1 - pair), 0.0);
      for (const bool ventral : {true, false})
        strands.push_back({pair, side, ventral,
                           0.5 * (ventral ? sizes.root[p].ventral_mm : sizes.root[p].dorsal_mm),
                           start, exit});
    }
  return strands;
}

double sinkingOf(double posture, bool standing) {
  constexpr double kBack = 0.05,
                   kFace = 0.45;  // posture up to which they lie on the back, and from
  return standing ? 0.0 : 1.0 - 2.0 * smoothStep(kBack, kFace, posture);
}

double freedomToSink(double sac_mm2, double roots_mm2) {
  return std::max(smoothStep(kStuckFrom_mm2, kSunkFrom_mm2, sac_mm2),
                  1.0 - smoothStep(kLooseBelow, kTightFrom, roots_mm2 / std::max(sac_mm2, 1.0)));
}

StrandLayout layOut(const Frames& frames, const Sac& sac, const Cord& cord,
                    const std::vector<Strand>& strands, double sinking) {
  Plan plan{frames, sac, cord, strands, sinking, std::vector<double>(anatomy::kRootPairs)};
  for (const Strand& s : strands)
    plan.exits[static_cast<std::size_t>(s.pair)] =
        std::max(plan.exits[static_cast<std::size_t>(s.pair)], s.exitArc_mm);
  StrandLayout layout;
  for (int s = 0; s < sac.stations; s += kStationStep) layout.stations.push_back(s);
  layout.place.resize(layout.stations.size() * strands.size());
  layout.squeeze.resize(layout.stations.size());
  layout.filumDorsal_mm.resize(layout.stations.size());
  tbb::parallel_for(std::size_t{0}, layout.stations.size(), [&](std::size_t n) {
    Vec2* places = layout.place.data() + n * strands.size();
    const int station = layout.stations[n];
    const Radii radii = spokeRadii(outline(sac.section(station)));
    layout.squeeze[n] = std::min(layOutHalf(plan, station, radii, true, places),
                                 layOutHalf(plan, station, radii, false, places));
    layout.filumDorsal_mm[n] = filumDorsal_mm(plan, station, radii);
  });
  smoothAlong(plan, layout);
  wind(plan, layout);
  keepAllInside(plan, layout);
  return layout;
}

}  // namespace unkink::thecal_sac
