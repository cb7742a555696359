// Reading the sizes of soft tissue.
#include "anatomy/soft_tissue.hpp"

#include "config/files.hpp"
#include "config/quantity.hpp"

#include <string>

namespace unkink::anatomy {
namespace {

constexpr std::array<const char*, kLevelCount> kLevelKeys{"l1_l2", "l2_l3", "l3_l4", "l4_l5",
                                                          "l5_s1"};
constexpr std::array<const char*, kVertebraCount - 1> kVertebraKeys{"l1", "l2", "l3", "l4", "l5"};

double mm(const config::Node& n, std::string_view key) {
  return config::quantity(n, key, "mm").value;
}
double share(const config::Node& n, std::string_view key) {
  return config::quantity(n, key, "").value;
}

/// A row per name, each with the same stem.
template <std::size_t N>
std::array<double, N> rows(const config::Node& n, const std::string& stem,
                           const std::array<const char*, N>& names) {
  std::array<double, N> out{};
  for (std::size_t i = 0; i < N; ++i) out[i] = mm(n, stem + names[i]);
  return out;
}

SoftTissueSizes read() {
  const auto document = config::Document::read(config::assetPath("anatomy/soft_tissue.toml"));
  const config::Node root = document.root();
  const config::Node nucleus = root.child("nucleus"), cord = root.child("supraspinous"),
                     strap = root.child("posterior_longitudinal"),
                     band = root.child("anterior_longitudinal");
  SoftTissueSizes s{};
  s.nucleus = {share(nucleus, "area_share"), share(nucleus, "behind_centre"),
               mm(nucleus, "endplate")};
  s.interspinous_mm = rows(root.child("interspinous"), "thickness_", kLevelKeys);
  s.supraspinousWidth_mm = mm(cord, "width");
  s.supraspinousThickness_mm = mm(cord, "thickness");
  s.posteriorLongitudinal = {mm(strap, "thickness"), mm(strap, "gap"),
                             rows(strap, "width_", kVertebraKeys), rows(strap, "fan_", kLevelKeys)};
  s.anteriorLongitudinal = {mm(band, "thickness"), mm(band, "gap"),
                            rows(band, "width_", kVertebraKeys)};
  const config::Node muscles = root.child("muscles");
  s.muscles = {mm(muscles, "gap"),
               mm(muscles, "multifidus_width_l1"),
               mm(muscles, "multifidus_width_l3"),
               mm(muscles, "multifidus_width_l5"),
               mm(muscles, "erector_reach_t12"),
               mm(muscles, "erector_reach_l3"),
               mm(muscles, "erector_reach_l5")};
  return s;
}

}  // namespace

const SoftTissueSizes& softTissueSizes() {
  static const SoftTissueSizes sizes = read();
  return sizes;
}

}  // namespace unkink::anatomy
