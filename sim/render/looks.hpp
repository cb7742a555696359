// The table of materials for the eye: colours, grain and sheen of every view::Look.
#pragma once

#include "math/vec.hpp"
#include "view/scene.hpp"

namespace unkink::render {

/// The numbers of shaders/scene/tissue.frag for one look; colours linear.
struct LookStyle {
  math::Vec3f colour{0.5f};
  math::Vec3f accent{0.5f};        // where the grain is high
  math::Vec3f glow{0.0f};          // light that comes out past the terminator
  math::Vec3f grainLength{16.0f};  // mm per tile of the grain along the material's axes
  float mottling = 0.0f, relief_mm = 0.0f, fineMottling = 0.0f, fineRelief_mm = 0.0f;
  float gloss = 20.0f, glint = 0.1f;  // exponent and strength of the key's highlight
  float reflectance = 0.04f;          // at normal incidence
  float studio = 0.0f;                // share of the studio's reflection; 0: none is computed
  float wrap = 0.15f;                 // how far the key light reaches round
  float rim = 0.12f;
  float glassFacing = 0.55f, glassEdge = 1.9f;  // factors of the opacity face on and at the edge
  bool stripes = false;
  bool twoSided = false;
};

const LookStyle& styleOf(view::Look look);

/// The patterns of shaders/scene/section.frag, numbered as there.
enum class SectionPattern { kPlain, kCancellous, kLamellae, kFibres, kLobules, kBundles, kFlat };

/// What a look's inside is like where a plane cuts it; colours linear.
struct SectionStyle {
  SectionPattern pattern = SectionPattern::kPlain;
  math::Vec3f colour{0.5f};
  math::Vec3f accent{0.5f};
  math::Vec3f line{0.1f};          // of the band along the edge
  float line_mm = 0.0f;            // its width at least
  float line_px = 1.4f;            // and on the screen
  math::Vec3f grainLength{16.0f};  // mm per tile of the grain
  float wet = 0.1f;                // strength of the sheen
  float faceOpacity = 1.0f;        // times the surface's; the band keeps the surface's
  int depth = 0;                   // how deep inside others: deeper ones lie over what holds them
};

const SectionStyle& sectionStyleOf(view::Look look);

}  // namespace unkink::render
