// Reading the sizes of sac, cord, roots and nerves.
#include "anatomy/neural.hpp"

#include "config/files.hpp"
#include "config/quantity.hpp"

#include <string>

namespace unkink::anatomy {
namespace {

constexpr std::array<std::string_view, kLevelCount> kDiscKeys{"l1_l2", "l2_l3", "l3_l4", "l4_l5",
                                                              "l5_s1"};
constexpr std::array<std::string_view, kSacralSections> kSacralKeys{"s1", "s1_s2", "end"};
constexpr std::array<std::string_view, kRootPairs> kRootKeys{"l1", "l2", "l3", "l4", "l5", "s1",
                                                             "s2", "s3", "s4", "s5", "co"};

SacSize sacSize(const config::Node& sac, std::string_view place) {
  const std::string name(place);
  return {config::quantity(sac, "area_" + name, "mm2").value,
          config::quantity(sac, "depth_" + name, "mm").value};
}

}  // namespace

NeuralSizes readNeuralSizes(const std::filesystem::path& file) {
  const config::Node root = config::Document::read(file).root();
  const auto value = [&](std::string_view table, std::string_view key, std::string_view unit) {
    return config::quantity(root.child(table), key, unit).value;
  };
  NeuralSizes n;
  for (std::size_t l = 0; l < n.sac.size(); ++l)
    n.sac[l] = sacSize(root.child("sac"), kDiscKeys[l]);
  for (std::size_t s = 0; s < n.sacralSac.size(); ++s)
    n.sacralSac[s] = sacSize(root.child("sac"), kSacralKeys[s]);
  n.sacEnd_mm = value("sac", "end_below_endplate", "mm");
  n.taperUpper = value("sac", "taper_upper", "");
  n.taperLower = value("sac", "taper_lower", "");
  n.ventralFat_mm = value("sac", "ventral_fat", "mm");
  n.lumbosacralFat_mm = value("sac", "lumbosacral_fat", "mm");
  n.cordEndInL1 = value("cord", "end_in_l1", "");
  n.cordWidth_mm = value("cord", "width", "mm");
  n.cordDepth_mm = value("cord", "depth", "mm");
  n.conusLength_mm = value("cord", "conus_length", "mm");
  n.filum_mm = value("cord", "filum_diameter", "mm");
  for (std::size_t r = 0; r < n.root.size(); ++r)
    n.root[r] = {value("ventral_root", kRootKeys[r], "mm"),
                 value("dorsal_root", kRootKeys[r], "mm")};
  for (std::size_t r = 0; r < n.nerve.size(); ++r)
    n.nerve[r] = {value("nerve", kRootKeys[r], "mm"), value("exit_angle", kRootKeys[r], "deg"),
                  value("ganglion_thickness", kRootKeys[r], "mm"),
                  value("ganglion_length", kRootKeys[r], "mm")};
  return n;
}

const NeuralSizes& neuralSizes() {
  static const NeuralSizes sizes = readNeuralSizes(config::assetPath("anatomy/neural.toml"));
  return sizes;
}

}  // namespace unkink::anatomy
