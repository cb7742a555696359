// Reading assets/materials/mri.toml.
#include "view/mri_signals.hpp"

#include "config/files.hpp"
#include "config/quantity.hpp"

namespace unkink::view {

MriSettings readMriSettings(const std::filesystem::path& file) {
  const config::Node root = config::Document::read(file).root();
  root.onlyKeys({"signal", "disc", "picture"});
  const config::Node signal = root.child("signal"), picture = root.child("picture");
  MriSettings s;
  for (std::size_t n = 0; n < kMriSignalNames.size(); ++n)
    s.signal[n] = static_cast<float>(config::quantity(signal, kMriSignalNames[n], "of CSF").value);
  const auto value = [&](std::string_view key, std::string_view unit) {
    return config::quantity(picture, key, unit).value;
  };
  s.dryAt = config::quantity(root.child("disc"), "dry_at", "").value;
  s.sliceThickness_mm = value("slice_thickness", "mm");
  s.pointSpread_mm = value("point_spread", "mm");
  s.duraThickness_mm = value("dura_thickness", "mm");
  s.noise = value("noise", "of CSF");
  s.coilGain_per_mm = value("coil_gain", "1/mm");
  s.axialField_mm = value("axial_field", "mm");
  s.sagittalField_mm = value("sagittal_field", "mm");
  return s;
}

const MriSettings& mriSettings() {
  static const MriSettings settings = readMriSettings(config::assetPath("materials/mri.toml"));
  return settings;
}

}  // namespace unkink::view
