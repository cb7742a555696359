// The image of `unkink fluoro` by the fluoroscope on the graphics card.
#include "app/fluoro_action.hpp"
#include "render/egl_context.hpp"
#include "render/renderer.hpp"

#include <memory>

namespace unkink::app {
namespace {

/// A context and what is drawn with it, for as long as images are asked for.
struct Card {
  render::HeadlessContext context;
  render::Renderer renderer;
  view::Scene scene;                         // of a patient
  std::vector<view::XRayWeighted> weighted;  // of meshes of one's own

  explicit Card(const ImagedScene& imaged) {
    const std::vector<double> weights =
        imaged.ofOneEnergy() ? weights_perMm(imaged) : std::vector<double>{};
    for (std::size_t n = 0; n < weights.size(); ++n)
      weighted.push_back({{&imaged.bodies[n].body.mesh, n + 1, 1}, weights[n]});
    if (imaged.ofOneEnergy()) return;
    scene.xRay.projection = imaged.projection;
    scene.xRay.beam = &imaged.beam;
    for (const ImagedBody& b : imaged.bodies)
      scene.xRay.surfaces.push_back(view::xRaySurface(b.body, scene.xRay.surfaces.size() + 1));
  }
};

}  // namespace

Imager imagerOnCard(const ImagedScene& imaged) {
  const auto card = std::make_shared<Card>(imaged);
  return [card, &imaged] {
    return imaged.ofOneEnergy()
               ? card->renderer.xRayTransmission(imaged.projection, card->weighted, imaged.pixels)
               : card->renderer.xRayTransmission(card->scene, imaged.pixels);
  };
}

}  // namespace unkink::app
