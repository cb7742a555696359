// The hip bone from the handles of assets/anatomy/pelvis.toml.
#include "anatomy/pelvis.hpp"

#include "config/files.hpp"
#include "config/quantity.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <string_view>

namespace unkink::anatomy {
namespace {

using math::Vec3;

constexpr double kSocketReach_mm = 30.0;  // the rim ends nearer than this to the socket
constexpr double kSocketEdge_mm = 2.0;    // rounding of the rim's inner edge

enum HipKnot : std::uint16_t {
  kAsis,
  kCrestFront,
  kTubercle,
  kCrestSide,
  kCrestTop,
  kCrestBack,
  kCrestHind,
  kCrestEnd,
  kPsis,
  kPiis,
  kFossaFront,
  kFossaUpper,
  kFossaMiddle,
  kFossaBack,
  kTuberosity,
  kAuricular,
  kNotchRoof,
  kFossaLower,
  kLineUpper,
  kSpineNotch,
  kAiis,
  kRoofFront,
  kRoofMiddle,
  kRoofBack,
  kNotchFront,
  kNotchLower,
  kWallFront,
  kWallMiddle,
  kWallBack,
  kSpine,
  kIschiumUpper,
  kIschiumFront,
  kIschiumLower,
  kIschiumInner,
  kTuberUpper,
  kTuberLower,
  kRamusBack,
  kRamusMiddle,
  kRamusFront,
  kRamusBackIn,
  kRamusMiddleIn,
  kRamusFrontIn,
  kSymphysisLower,
  kSymphysisUpper,
  kPubisBody,
  kPubicTubercle,
  kRamusUpperFront,
  kRamusUpperInner,
  kRamusUpperBack,
  kRamusUpperLower,
  kHipKnots
};
constexpr std::array<std::string_view, kHipKnots> kKnotNames{"asis",
                                                             "crest_front",
                                                             "tubercle",
                                                             "crest_side",
                                                             "crest_top",
                                                             "crest_back",
                                                             "crest_hind",
                                                             "crest_end",
                                                             "psis",
                                                             "piis",
                                                             "fossa_front",
                                                             "fossa_upper",
                                                             "fossa_middle",
                                                             "fossa_back",
                                                             "tuberosity",
                                                             "auricular",
                                                             "notch_roof",
                                                             "fossa_lower",
                                                             "line_upper",
                                                             "spine_notch",
                                                             "aiis",
                                                             "roof_front",
                                                             "roof_middle",
                                                             "roof_back",
                                                             "notch_front",
                                                             "notch_lower",
                                                             "wall_front",
                                                             "wall_middle",
                                                             "wall_back",
                                                             "spine",
                                                             "ischium_upper",
                                                             "ischium_front",
                                                             "ischium_lower",
                                                             "ischium_inner",
                                                             "tuber_upper",
                                                             "tuber_lower",
                                                             "ramus_back",
                                                             "ramus_middle",
                                                             "ramus_front",
                                                             "ramus_back_in",
                                                             "ramus_middle_in",
                                                             "ramus_front_in",
                                                             "symphysis_lower",
                                                             "symphysis_upper",
                                                             "pubis_body",
                                                             "pubic_tubercle",
                                                             "ramus_upper_front",
                                                             "ramus_upper_inner",
                                                             "ramus_upper_back",
                                                             "ramus_upper_lower"};
constexpr std::array<SheetPlate, 63> kPlates{
    {{kAsis, kCrestFront, kFossaFront},
     {kCrestFront, kFossaUpper, kFossaFront},
     {kCrestFront, kTubercle, kFossaUpper},
     {kTubercle, kCrestSide, kFossaUpper},
     {kCrestSide, kFossaMiddle, kFossaUpper},
     {kCrestSide, kCrestTop, kFossaMiddle},
     {kCrestTop, kCrestBack, kFossaMiddle},
     {kCrestBack, kFossaBack, kFossaMiddle},
     {kCrestBack, kCrestHind, kFossaBack},
     {kCrestHind, kTuberosity, kFossaBack},
     {kCrestHind, kCrestEnd, kTuberosity},
     {kCrestEnd, kPsis, kTuberosity},
     {kPsis, kPiis, kTuberosity},
     {kPiis, kAuricular, kTuberosity},
     {kTuberosity, kAuricular, kFossaBack},
     {kAuricular, kLineUpper, kFossaBack},
     {kAuricular, kNotchRoof, kLineUpper},
     {kFossaBack, kLineUpper, kFossaMiddle},
     {kFossaMiddle, kLineUpper, kFossaUpper},
     {kLineUpper, kFossaLower, kFossaUpper},
     {kFossaUpper, kFossaLower, kFossaFront},
     {kAsis, kFossaFront, kSpineNotch},
     {kSpineNotch, kFossaFront, kAiis},
     {kFossaFront, kFossaLower, kAiis},
     {kFossaLower, kRoofFront, kAiis},
     {kFossaLower, kRoofMiddle, kRoofFront},
     {kFossaLower, kLineUpper, kRoofMiddle},
     {kLineUpper, kRoofBack, kRoofMiddle},
     {kLineUpper, kNotchRoof, kRoofBack},
     {kNotchRoof, kNotchFront, kRoofBack},
     {kNotchFront, kNotchLower, kRoofBack},
     {kNotchLower, kWallBack, kRoofBack},
     {kRoofBack, kWallBack, kRoofMiddle},
     {kWallBack, kWallMiddle, kRoofMiddle},
     {kWallMiddle, kWallFront, kRoofMiddle},
     {kWallFront, kRoofFront, kRoofMiddle},
     {kAiis, kRoofFront, kRamusUpperBack},
     {kRoofFront, kWallFront, kRamusUpperBack},
     {kWallFront, kRamusUpperLower, kRamusUpperBack},
     {kRamusUpperBack, kRamusUpperLower, kRamusUpperFront},
     {kRamusUpperLower, kRamusUpperInner, kRamusUpperFront},
     {kRamusUpperFront, kRamusUpperInner, kPubicTubercle},
     {kRamusUpperInner, kPubisBody, kPubicTubercle},
     {kPubicTubercle, kPubisBody, kSymphysisUpper},
     {kSymphysisUpper, kPubisBody, kSymphysisLower},
     {kPubisBody, kRamusFrontIn, kSymphysisLower},
     {kRamusFrontIn, kRamusFront, kSymphysisLower},
     {kRamusFront, kRamusFrontIn, kRamusMiddleIn},
     {kRamusFront, kRamusMiddleIn, kRamusMiddle},
     {kRamusMiddle, kRamusMiddleIn, kRamusBackIn},
     {kRamusMiddle, kRamusBackIn, kRamusBack},
     {kRamusBack, kRamusBackIn, kTuberLower},
     {kRamusBackIn, kIschiumInner, kTuberLower},
     {kTuberLower, kIschiumInner, kIschiumLower},
     {kTuberLower, kIschiumLower, kTuberUpper},
     {kIschiumLower, kIschiumUpper, kTuberUpper},
     {kIschiumInner, kIschiumUpper, kIschiumLower},
     {kIschiumInner, kIschiumFront, kIschiumUpper},
     {kIschiumFront, kWallMiddle, kIschiumUpper},
     {kWallMiddle, kWallBack, kIschiumUpper},
     {kWallBack, kNotchLower, kIschiumUpper},
     {kNotchLower, kSpine, kIschiumUpper},
     {kSpine, kTuberUpper, kIschiumUpper}}};
constexpr std::array<std::string_view, 6> kRimNames{"front",      "upper_front", "top",
                                                    "upper_back", "back",        "lower"};

double number(const config::Node& table, std::string_view key, std::string_view unit = "mm") {
  return config::quantity(table, key, unit).value;
}

SheetKnot knotOf(const config::Node& table) {
  table.onlyKeys({"left", "back", "up", "radius"});
  return {{number(table, "left"), number(table, "back"), number(table, "up")},
          number(table, "radius")};
}

template <std::size_t N>
std::vector<SheetKnot> knotsOf(const config::Node& tables,
                               const std::array<std::string_view, N>& names) {
  for (const std::string& key : tables.keys())
    if (std::find(names.begin(), names.end(), key) == names.end())
      tables.fail(key, "found a knot that the hip bone does not have");
  std::vector<SheetKnot> knots;
  for (const std::string_view name : names) knots.push_back(knotOf(tables.child(name)));
  return knots;
}

config::Node shapeOf(const config::Document& file) {
  const config::Node root = file.root();
  root.onlyKeys({"frame", "joints", "acetabulum", "knot", "rim"});
  return root;
}

config::Document readFile() {
  return config::Document::read(config::assetPath("anatomy/pelvis.toml"));
}

}  // namespace

HipBone::HipBone() : HipBone(shapeOf(readFile())) {}

HipBone::HipBone(const config::Node& root)
    : rim_(knotsOf(root.child("rim"), kRimNames)),
      sheet_(knotsOf(root.child("knot"), kKnotNames), {kPlates.begin(), kPlates.end()}),
      socket_(knotOf(root.child("acetabulum"))),
      sacroiliacGap_(number(root.child("joints"), "sacroiliac_gap")),
      symphysisGap_(number(root.child("joints"), "symphysis_gap")),
      fillet_(number(root.child("joints"), "rim_fillet")) {
  root.child("joints").onlyKeys({"sacroiliac_gap", "symphysis_gap", "rim_fillet"});
  root.child("frame").onlyKeys({"sacral_slope"});
  const units::Deg slope(number(root.child("frame"), "sacral_slope", "deg"));
  sacrumFromPelvis_.rotation = math::rotationX(units::Deg(-slope.value));
  bounds_ = sheet_.bounds();
  for (const SheetKnot& k : rim_) include(bounds_, k);
  for (const HipKnot k : {kCrestHind, kCrestEnd, kPsis, kPiis})
    hindCrest_.push_back(knotOf(root.child("knot").child(kKnotNames[k])));
  bounds_ = bounds_.grown(0.25 * fillet_);
}

const HipBone& meanHipBone() {
  static const HipBone bone;
  return bone;
}

double HipBone::distance(const Vec3& p) const {
  double d = sheet_.distance(p);
  const double toSocket = glm::length(p - socket_.at_mm) - socket_.radius_mm;
  if (toSocket < kSocketReach_mm) {
    d = math::sdf::smoothMin(d, chainDistance(rim_, p), fillet_);
    d = math::sdf::smoothMax(d, -toSocket, kSocketEdge_mm);
  }
  return std::max(d, 0.5 * symphysisGap_ - p.x);
}

}  // namespace unkink::anatomy
