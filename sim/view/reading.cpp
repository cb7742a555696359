// Outlines by marching through the tissue in planes across the beam; lines from landmarks and from
// the contrast layer.
#include "view/reading.hpp"

#include "thecal_sac/sac_mesh.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <tuple>

namespace unkink::view {

using anatomy::Level;
using math::Vec2;
using math::Vec3;

namespace {

constexpr double kOnEnd_cos = 0.866;      // within 30 degrees of an axis it is seen on end; house
constexpr double kFaceOn_cos = 0.9;       // of the beam to the lamina: it meets its face; house
constexpr double kContrastSeen_mm = 0.1;  // a thinner film casts no shadow to speak of
constexpr double kSteepest = 1.3;         // of any distance field (anatomy::Spine)

/// What one reading asks of.
struct Reader {
  const operation::Case& theCase;
  const operation::State& state;
  const fluoro::Projection& projection;
  tissue::Body body;
  std::size_t side;  // treated: 0 left, 1 right
  Vec3 beam;         // unit, from the source to the detector
  Vec3 dorsal;       // of the treated level, unit, Patient
  Reading reading{};

  Reader(const operation::Case& c, const operation::State& s, const fluoro::Projection& p)
      : theCase(c),
        state(s),
        projection(p),
        body(operation::bodyOf(c, s)),
        side(c.side() == anatomy::Side::kLeft ? 0 : 1),
        beam(glm::normalize(p.detectorCentre_mm - p.source_mm)) {
    const auto level = static_cast<double>(c.level());
    dorsal =
        s.bend.rotate(c.spine().segment(c.level()).materialFromSegment.rotation[1], level + 0.5);
  }

  const anatomy::Spine& spine() const { return theCase.spine(); }
  const anatomy::LevelLandmarks& marks(int level) const {
    return spine().landmarks(static_cast<Level>(level));
  }
  bool alongBeam(const Vec3& axis) const { return std::abs(glm::dot(beam, axis)) > kOnEnd_cos; }
  bool showsDepth() const { return !alongBeam(dorsal); }
  /// Whether depth behind the limit can be read: the beam does not meet the laminae's face.
  bool reads(const InterlaminarLimit& limit) const {
    return showsDepth() && std::abs(glm::dot(beam, limit.dorsal())) < kFaceOn_cos;
  }
  Vec3 ofVertebra(int vertebra, const Vec3& material) const {
    return state.bend.apply(material, {static_cast<double>(vertebra), 0.0});
  }
  /// A vertebra's own front-to-back axis.
  Vec3 dorsalOf(int vertebra) const {
    const auto& pose = spine().materialFromBone(static_cast<anatomy::Vertebra>(vertebra));
    return state.bend.rotate(pose.rotation[1], static_cast<double>(vertebra));
  }
  /// Distance to a vertebra as it was before any bite, at a Patient point.
  auto bare(int vertebra) const {
    return [this, vertebra](const Vec3& p) {
      return spine().bone(static_cast<anatomy::Vertebra>(vertebra),
                          state.bend.undo(p, {static_cast<double>(vertebra), 0.0}), false);
    };
  }
  bool inPicture(const Vec3& p) const {
    const Vec2 at = projection.project(p);
    return std::max(std::abs(at.x), std::abs(at.y)) < 1.0 &&
           fluoro::isOpen(projection.collimator, 0.5 * projection.size_mm * at);
  }

  void add(Guide guide, bool closed, std::vector<Vec3> places) {
    if (places.size() < 2) return;
    GuideLine line{guide, closed, std::move(places), {}};
    line.line.reserve(line.places.size());
    for (const Vec3& p : line.places) line.line.push_back(projection.project(p));
    reading.lines.push_back(std::move(line));
  }
  void name(Guide guide, const Vec2& anchor) { reading.names.push_back({guide, anchor}); }
};

/// A plane's two directions.
struct Across {
  Vec3 right, up;
};

/// Square to a direction, as upright in the picture as may be.
Across across(const Reader& r, const Vec3& normal) {
  const Vec3& axis = r.projection.axisRight;
  const Vec3 right = glm::normalize(axis - glm::dot(axis, normal) * normal);
  return {right, glm::cross(normal, right)};
}

/// Where a field's inside ends on a straight way out of it; the start is inside.
template <class Field>
double ends_mm(const Field& field, const Vec3& from, const Vec3& direction, double reach_mm) {
  constexpr double kLeast_mm = 0.1, kThere_mm = 0.02;
  double t = 0.0;
  while (t < reach_mm) {
    const double d = field(from + t * direction);
    if (d > -kThere_mm) return t;
    t += std::max(-d / kSteepest, kLeast_mm);
  }
  return reach_mm;
}

/// Outline of what is inside around a point in a plane; empty where the point itself is outside.
template <class Field>
std::vector<Vec3> outlineOf(const Field& field, const Vec3& centre, const Across& plane,
                            double reach_mm, int around = 32) {
  if (field(centre) > 0.0) return {};
  std::vector<Vec3> outline;
  for (int n = 0; n < around; ++n) {
    const double angle = 2.0 * std::numbers::pi * n / around;
    const Vec3 out = std::cos(angle) * plane.right + std::sin(angle) * plane.up;
    outline.push_back(centre + ends_mm(field, centre, out, reach_mm) * out);
  }
  return outline;
}

Vec3 meanOf(const std::vector<Vec3>& points) {
  Vec3 sum(0.0);
  for (const Vec3& p : points) sum += p;
  return sum / static_cast<double>(points.size());
}

/// The same across the ray to the point, and from the middle of what was found, so that it is as
/// even as may be.
template <class Field>
std::vector<Vec3> centredOutline(const Reader& r, const Field& field, const Vec3& centre,
                                 double reach_mm) {
  const Across plane = across(r, glm::normalize(centre - r.projection.source_mm));
  constexpr int kCoarse = 12;
  const std::vector<Vec3> first = outlineOf(field, centre, plane, reach_mm, kCoarse);
  if (first.empty()) return {};
  const std::vector<Vec3> second = outlineOf(field, meanOf(first), plane, reach_mm);
  return second.empty() ? outlineOf(field, centre, plane, reach_mm) : second;
}

/// Where the X-ray shows most of a line towards a direction of the detector.
Vec2 farthest(const GuideLine& line, const Vec2& towards) {
  return *std::ranges::max_element(line.line, {},
                                   [&](const Vec2& p) { return glm::dot(p, towards); });
}

/// How a pedicle's axis runs from the front-to-back one: outwards, and to the head.
struct Turn {
  double outward = 0.0, up = 0.0;
  Vec3 of(const Vec3& dorsal, const Vec3& out) const {
    const Vec3 level = std::cos(outward) * dorsal + std::sin(outward) * out;
    return std::cos(up) * level + std::sin(up) * glm::cross(out, dorsal);
  }
};

constexpr double kPedicle_mm = 13.0;  // no pedicle reaches so far from its middle

/// The plane through a pedicle's middle in which it is least: square to its own axis.
template <class Field>
Turn axisOf(const Reader& r, const Field& bone, const Vec3& centre, const Vec3& dorsal,
            const Vec3& out) {
  constexpr double kStep_deg = 10.0;
  constexpr int kCoarse = 8;
  double least = std::numeric_limits<double>::infinity();
  Turn best;
  for (int outward = 0; outward <= 4; ++outward)  // pedicles converge forwards
    for (int up = -1; up <= 1; ++up) {
      const Turn turn{units::Rad(units::Deg(kStep_deg * outward)).value,
                      units::Rad(units::Deg(kStep_deg * up)).value};
      double area = 0.0;
      for (const Vec3& p :
           outlineOf(bone, centre, across(r, turn.of(dorsal, out)), kPedicle_mm, kCoarse))
        area += glm::dot(p - centre, p - centre);
      if (area >= least) continue;
      least = area;
      best = turn;
    }
  return best;
}

void pedicles(Reader& r) {
  const int upper = static_cast<int>(r.theCase.level());
  for (int v = 0; v < anatomy::kVertebraCount - 1; ++v) {
    const Vec3 dorsal = r.dorsalOf(v);
    const auto middle = [&](std::size_t side) {
      return r.ofVertebra(v, r.marks(v).upperPedicle[side]);
    };
    if (!r.alongBeam(dorsal) || !(r.inPicture(middle(0)) || r.inPicture(middle(1)))) continue;
    const auto bone = r.bare(v);
    const Vec3 left = glm::normalize(middle(0) - middle(1));
    const Turn turn = axisOf(r, bone, middle(0), dorsal, left);  // the right one is its mirror
    for (std::size_t side = 0; side < 2; ++side) {
      const Vec3 centre = middle(side), out = side == 0 ? left : -left;
      if (!r.inPicture(centre)) continue;
      // cross(out, dorsal) points up on the left alone
      const Turn own{turn.outward, side == 0 ? turn.up : -turn.up};
      r.add(Guide::kPedicles, true,
            outlineOf(bone, centre, across(r, own.of(dorsal, out)), kPedicle_mm));
      if (v == upper && side == r.side)
        r.name(Guide::kPedicles,
               farthest(r.reading.lines.back(),
                        r.projection.project(centre) - r.projection.project(middle(1 - side))));
    }
  }
}

void spinousProcesses(Reader& r) {
  constexpr double kBeforeTip_mm = 8.0, kReach_mm = 22.0;
  const int upper = static_cast<int>(r.theCase.level());
  for (int v = 0; v < anatomy::kVertebraCount - 1; ++v) {
    const Vec3 axis = r.dorsalOf(v);
    const Vec3 centre = r.ofVertebra(v, r.marks(v).upperSpinousTip) - kBeforeTip_mm * axis;
    if (!r.alongBeam(axis) || !r.inPicture(centre)) continue;
    const std::size_t before = r.reading.lines.size();
    r.add(Guide::kSpinous, true, centredOutline(r, r.bare(v), centre, kReach_mm));
    if (v == upper && r.reading.lines.size() > before)
      r.name(Guide::kSpinous, farthest(r.reading.lines.back(), {0.0, 1.0}));
  }
}

/// The middle of a lamina between its upper and its lower edge, as deep in bone as may be; Patient.
Vec3 midLamina(const Reader& r, int vertebra) {
  const auto bone = r.bare(vertebra);
  constexpr double kLook_mm = 8.0, kStep_mm = 1.0;
  const Vec3 lower = r.marks(vertebra).upperLaminaInferiorEdge[r.side];
  const Vec3 upper = r.marks(vertebra - 1).lowerLaminaSuperiorEdge[r.side];
  const Vec3 middle = r.ofVertebra(vertebra, 0.5 * (lower + upper));
  const Vec3 axis = r.dorsalOf(vertebra);
  Vec3 best = middle;
  double deepest = bone(middle);
  for (double t = -kLook_mm; t <= kLook_mm; t += kStep_mm)
    if (const double d = bone(middle + t * axis); d < deepest) {
      deepest = d;
      best = middle + t * axis;
    }
  return best;
}

void laminae(Reader& r, const InterlaminarLimit& limit) {
  constexpr double kReach_mm = 15.0;
  if (!r.reads(limit)) return;
  const auto whole = [&](const Vec3& p) { return r.body.bone(p); };
  for (int v = 1; v < anatomy::kVertebraCount - 1; ++v) {
    const Vec3 centre = midLamina(r, v);
    if (!r.inPicture(centre)) continue;
    const std::size_t before = r.reading.lines.size();
    r.add(Guide::kLaminae, true, centredOutline(r, whole, centre, kReach_mm));
    if (v == static_cast<int>(r.theCase.level()) && r.reading.lines.size() > before)
      r.name(Guide::kLaminae,
             farthest(r.reading.lines.back(),
                      r.projection.project(centre + r.dorsal) - r.projection.project(centre)));
  }
}

void interlaminarLine(Reader& r, const InterlaminarLimit& limit) {
  constexpr double kBeyond_mm = 6.0;
  if (!r.reads(limit)) return;
  const Vec3 up = glm::normalize(limit.upper - limit.lower);
  const std::vector<Vec3> ends{limit.lower - kBeyond_mm * up, limit.upper + kBeyond_mm * up};
  if (!r.inPicture(0.5 * (limit.lower + limit.upper))) return;
  r.add(Guide::kInterlaminar, false, ends);
  r.name(Guide::kInterlaminar, r.projection.project(ends.back()));
}

/// A place on the film's outer face, and how thick the film is there.
struct FilmPlace {
  Vec3 outer{0.0};
  double thickness_mm = 0.0;
};

/// The middles of the contrast's cells, row by row, on its face towards the laminae.
std::vector<FilmPlace> filmOf(const operation::State& s) {
  using fluoro::ContrastLayer;
  const thecal_sac::DorsalGap gap = thecal_sac::dorsalGap(s.freeSpace, s.sac);
  std::vector<FilmPlace> film(s.contrast.cellCount());
  for (int row = 0; row < s.contrast.stationCount(); ++row)
    for (int cell = 0; cell < ContrastLayer::kAngleCells; ++cell) {
      FilmPlace& place = film[ContrastLayer::index(row, cell)];
      place.thickness_mm = s.contrast.thickness_mm(row, cell);
      Vec3 normal(0.0);
      for (const int down : {0, 1})
        for (const int round : {0, 1}) {
          const auto n = static_cast<std::size_t>((row + down) * (ContrastLayer::kAngleCells + 1) +
                                                  cell + round);
          place.outer += 0.25 * Vec3(gap.corners[n].position);
          normal += Vec3(gap.corners[n].normal);
        }
      place.outer += place.thickness_mm * glm::normalize(normal);
    }
  return film;
}

/// The farthest back of a row's contrast, as the X-ray shows it; nothing where there is none.
std::optional<Vec3> dorsalOfRow(const Reader& r, const std::vector<FilmPlace>& film, int row) {
  using fluoro::ContrastLayer;
  const thecal_sac::SectionFrame& frame = r.state.freeSpace.frames[static_cast<std::size_t>(row)];
  const Vec2 back =
      r.projection.project(frame.centre + frame.dorsal) - r.projection.project(frame.centre);
  std::optional<Vec3> best;
  double most = 0.0;
  for (int cell = 0; cell < ContrastLayer::kAngleCells; ++cell) {
    const FilmPlace& place = film[ContrastLayer::index(row, cell)];
    if (place.thickness_mm < kContrastSeen_mm) continue;
    const double far = glm::dot(r.projection.project(place.outer), back);
    if (best && far <= most) continue;
    best = place.outer;
    most = far;
  }
  return best && r.inPicture(*best) ? best : std::nullopt;
}

void contrastEdge(Reader& r) {
  if (!r.showsDepth() || r.state.contrast.empty()) return;
  const std::vector<FilmPlace> film = filmOf(r.state);
  const double low = -0.35;  // its name stands below the middle, away from the lamina's
  std::vector<Vec3> piece;
  std::optional<Vec2> anchor;
  for (int row = 0; row < r.state.contrast.stationCount(); ++row) {
    if (const auto place = dorsalOfRow(r, film, row)) {
      const Vec2 at = r.projection.project(*place);
      if (!anchor || std::abs(at.y - low) < std::abs(anchor->y - low)) anchor = at;
      piece.push_back(*place);
    } else {
      r.add(Guide::kContrastEdge, false, std::move(piece));
      piece = {};
    }
  }
  r.add(Guide::kContrastEdge, false, std::move(piece));
  if (anchor) r.name(Guide::kContrastEdge, *anchor);
}

std::string_view structureOf(operation::ToolKind kind) {
  switch (kind) {
    case operation::ToolKind::kTrocar:
      return "trocar";
    case operation::ToolKind::kBoneRongeur:
      return "bone_rongeur";
    case operation::ToolKind::kTissueSculptor:
      return "tissue_sculptor";
    case operation::ToolKind::kNone:
      break;
  }
  return "portal";
}

void tip(Reader& r, const InterlaminarLimit& limit) {
  const operation::State& s = r.state;
  TipReading found;
  if (s.portal.placed) {
    const bool leads = s.tool.kind != operation::ToolKind::kNone && s.tool.beyond_mm > 0.0;
    found.place = s.portal.tip() + (leads ? s.tool.beyond_mm : 0.0) * s.portal.direction;
    found.structure = leads ? structureOf(s.tool.kind) : "portal";
  } else if (s.needle.placed) {
    found.place = s.needle.tip();
    found.structure = "needle";
  } else {
    return;
  }
  if (!r.inPicture(found.place)) return;
  found.at = r.projection.project(found.place);
  if (r.reads(limit)) {
    found.behindInterlaminar_mm = limit.behind_mm(found.place);
    found.behindContrast_mm = behindContrast_mm(s, found.place);
  }
  r.reading.tip = found;
  r.name(Guide::kTip, found.at);
}

/// Places along the ventral face of a lamina, of the bone before any bite; Patient.
///
/// \param from, to   its edges beside the mid-line, Material
std::vector<Vec3> ventralFace(const operation::Case& theCase, const operation::State& s,
                              int vertebra, const Vec3& from, const Vec3& to) {
  constexpr int kPlaces = 14;
  constexpr double kFrom_mm = 8.0, kReach_mm = 18.0, kLeast_mm = 0.05;
  const anatomy::Spine& spine = theCase.spine();
  const auto v = static_cast<anatomy::Vertebra>(vertebra);
  const Vec3 dorsal = spine.materialFromBone(v).rotation[1];
  std::vector<Vec3> face;
  for (int n = 0; n < kPlaces; ++n) {
    const Vec3 start = glm::mix(from, to, (n + 0.5) / kPlaces) - kFrom_mm * dorsal;
    if (spine.bone(v, start, false) < 0.0) continue;  // already in the body
    for (double t = 0.0; t < kReach_mm;) {
      const double d = spine.bone(v, start + t * dorsal, false);
      if (d < kLeast_mm) {
        face.push_back(s.bend.apply(start + t * dorsal, {static_cast<double>(vertebra), 0.0}));
        break;
      }
      t += std::max(d / kSteepest, kLeast_mm);
    }
  }
  return face;
}

/// The places of both faces that no other place is in front of: where a ruler laid against them
/// from the front touches.
std::pair<Vec3, Vec3> touching(const std::vector<Vec3>& upper, const std::vector<Vec3>& lower,
                               const Vec3& dorsal) {
  std::pair<Vec3, Vec3> best{upper.front(), lower.back()};
  double least = std::numeric_limits<double>::infinity();
  for (const Vec3& u : upper)
    for (const Vec3& l : lower) {
      const Vec3 along = u - l;
      const Vec3 back = dorsal - glm::dot(dorsal, along) / glm::dot(along, along) * along;
      double before = 0.0;  // of the place that is farthest in front
      for (const auto* face : {&upper, &lower})
        for (const Vec3& p : *face) before = std::max(before, -glm::dot(p - l, back));
      if (before >= least) continue;
      least = before;
      best = {u, l};
    }
  return best;
}

}  // namespace

Vec3 InterlaminarLimit::dorsal() const {
  const Vec3 normal = glm::normalize(glm::cross(along, upper - lower));
  return normal.y < 0.0 ? -normal : normal;
}

InterlaminarLimit interlaminarLimit(const operation::Case& theCase, const operation::State& s) {
  constexpr double kEndBone_mm = 12.0;  // of the first and the last lamina
  const anatomy::Spine& spine = theCase.spine();
  const auto level = static_cast<int>(theCase.level());
  const auto marks = [&](int l) { return spine.landmarks(static_cast<Level>(l)); };
  const std::size_t side = theCase.side() == anatomy::Side::kLeft ? 0 : 1;
  const math::Mat3& axes = spine.segment(theCase.level()).materialFromSegment.rotation;
  const auto turned = [&](const Vec3& d) { return s.bend.rotate(d, level + 0.5); };
  const Vec3 upperFoot = marks(level).upperLaminaInferiorEdge[side];
  const Vec3 upperTop = level > 0 ? marks(level - 1).lowerLaminaSuperiorEdge[side]
                                  : upperFoot + kEndBone_mm * axes[2];
  const Vec3 lowerTop = marks(level).lowerLaminaSuperiorEdge[side];
  const Vec3 lowerFoot = level + 1 < anatomy::kLevelCount
                             ? marks(level + 1).upperLaminaInferiorEdge[side]
                             : lowerTop - kEndBone_mm * axes[2];
  const std::vector<Vec3> upper = ventralFace(theCase, s, level, upperFoot, upperTop);
  const std::vector<Vec3> lower = ventralFace(theCase, s, level + 1, lowerFoot, lowerTop);
  const double slope = units::Rad(marks(level).laminarSlope).value;
  InterlaminarLimit limit;
  limit.along =
      turned(anatomy::sign(theCase.side()) * std::cos(slope) * axes[0] - std::sin(slope) * axes[1]);
  std::tie(limit.upper, limit.lower) = touching(upper, lower, turned(axes[1]));
  return limit;
}

std::optional<double> behindContrast_mm(const operation::State& s, const Vec3& p) {
  using fluoro::ContrastLayer;
  if (s.contrast.empty()) return std::nullopt;
  const thecal_sac::Frames& frames = s.freeSpace.frames;
  const auto along = [&](const thecal_sac::SectionFrame& f) {
    return glm::dot(p - f.centre, f.up);
  };
  // a row lies between two stations
  std::size_t row = 0;
  for (std::size_t n = 0; n + 1 < frames.size(); ++n)
    if (std::abs(along(frames[n]) + along(frames[n + 1])) <
        std::abs(along(frames[row]) + along(frames[row + 1])))
      row = n;
  const thecal_sac::SectionFrame& frame = frames[row];
  const Vec3 out = p - frame.centre;
  const units::Deg angle =
      units::Rad(std::atan2(glm::dot(out, frame.left), glm::dot(out, frame.dorsal)));
  if (std::abs(angle.value) > ContrastLayer::kHalfSpan.value) return std::nullopt;
  const double thickness =
      s.contrast.thickness_mm(static_cast<int>(row), ContrastLayer::cellAt(angle));
  if (thickness < kContrastSeen_mm) return std::nullopt;
  return thecal_sac::distance(frames, s.sac, p) - thickness;
}

Reading readingOf(const operation::Case& theCase, const operation::State& state,
                  const fluoro::Projection& projection) {
  Reader r(theCase, state, projection);
  const InterlaminarLimit limit = interlaminarLimit(theCase, state);
  pedicles(r);
  spinousProcesses(r);
  laminae(r, limit);
  interlaminarLine(r, limit);
  contrastEdge(r);
  tip(r, limit);
  return std::move(r.reading);
}

Camera cameraOf(const fluoro::Projection& projection) {
  // so far behind the detector, which itself is not drawn: only light and depth cue ask for it
  constexpr double kBeyond_mm = 300.0;
  constexpr float kNear_mm = 50.0f, kBeforeSource_mm = 100.0f;
  const Vec3 axis = projection.detectorCentre_mm - projection.source_mm;
  const double distance = glm::length(axis);
  Camera c;
  c.eye = math::Vec3f(projection.detectorCentre_mm + kBeyond_mm / distance * axis);
  c.target = math::Vec3f(projection.source_mm + fluoro::kSourceToIsocentre_mm / distance * axis);
  c.up = math::Vec3f(projection.axisUp);
  c.fieldOfView_deg = static_cast<float>(
      units::Deg(units::Rad(2.0 * std::atan(0.5 * projection.size_mm / distance))).value);
  c.converges_mm = static_cast<float>(distance + kBeyond_mm);
  c.near_mm = kNear_mm;
  c.far_mm = c.converges_mm - kBeforeSource_mm;
  return c;
}

}  // namespace unkink::view
