// What is imaged by `unkink fluoro`: a patient or somebody's own meshes, with one geometry and
// beam.
#pragma once

#include "app/command_line.hpp"
#include "fluoro/projector.hpp"
#include "view/xray_bodies.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace unkink::app {

struct ImagedMaterial {
  std::string name;
  std::vector<double> attenuation_perMm;  // per energy
};

struct ImagedBody {
  view::XRayBody body;  // its material and host only where a patient is imaged
  int material = -1;    // of ImagedScene::materials; -1: nothing, gas
  int host = -1;        // of ImagedScene::materials; -1: air
};

struct ImagedScene {
  fluoro::Projection projection;
  int pixels = 512;
  std::vector<double> energy_keV;  // empty: of one energy, which nobody said
  std::vector<double> weight;      // of each, in what the open detector counts; sums to 1
  std::vector<ImagedMaterial> materials;
  std::vector<ImagedBody> bodies;
  fluoro::Beam beam;               // where a patient is imaged; empty for meshes of one's own
  nlohmann::ordered_json patient;  // how they were held; null without

  bool ofOneEnergy() const { return beam.weight.empty(); }
};

/// Gathers what the options ask for.
///
/// Throws: config::Error for a file or a geometry that cannot be imaged
ImagedScene imagedScene(const Options& options);

/// Own meshes in a beam of one energy: what a millimetre of each adds to the line integral.
std::vector<double> weights_perMm(const ImagedScene& scene);

/// Everything that another program needs to make the same image. \param meshFiles  whether they
/// were written, under the bodies' names
nlohmann::ordered_json asJson(const ImagedScene& scene, bool meshFiles);

}  // namespace unkink::app
