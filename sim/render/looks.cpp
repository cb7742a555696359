// Colours are written as sRGB bytes, as they would be picked from a photograph, and made linear
// here.
#include "render/looks.hpp"

#include <array>
#include <cmath>

namespace unkink::render {
namespace {

math::Vec3f rgb(int hex) {
  const auto linear = [hex](int shift) {
    const double c = ((hex >> shift) & 0xff) / 255.0;
    return static_cast<float>(c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
  };
  return {linear(16), linear(8), linear(0)};
}

LookStyle bone() {
  LookStyle s{.colour = rgb(0xeadfc8), .accent = rgb(0xd2bd9b), .glow = rgb(0x3a2418)};
  s.grainLength = math::Vec3f(21.0f, 21.0f, 27.0f);
  s.mottling = 1.5f, s.relief_mm = 0.15f, s.fineMottling = 1.2f, s.fineRelief_mm = 0.12f;
  s.gloss = 26.0f, s.glint = 0.12f, s.wrap = 0.18f, s.rim = 0.10f;
  s.glassFacing = 0.30f, s.glassEdge = 2.4f;  // seen through it is its outline
  return s;
}

LookStyle ligament() {
  LookStyle s{.colour = rgb(0xe6c878), .accent = rgb(0xc79d4e), .glow = rgb(0x4a3008)};
  s.grainLength = math::Vec3f(9.0f, 9.0f, 110.0f);  // fibres run from lamina to lamina
  s.mottling = 1.9f, s.relief_mm = 0.34f, s.fineMottling = 0.9f, s.fineRelief_mm = 0.06f;
  s.gloss = 34.0f, s.glint = 0.20f, s.wrap = 0.25f, s.rim = 0.10f;
  return s;
}

LookStyle dura() {
  LookStyle s{.colour = rgb(0xc2d6e4), .accent = rgb(0xa3bccf), .glow = rgb(0x3c4a58)};
  s.grainLength = math::Vec3f(18.0f, 18.0f, 60.0f);
  s.mottling = 0.8f, s.relief_mm = 0.10f, s.fineMottling = 0.3f, s.fineRelief_mm = 0.02f;
  s.gloss = 110.0f, s.glint = 0.85f, s.studio = 0.9f, s.wrap = 0.35f, s.rim = 0.22f;
  s.glassFacing = 0.45f, s.glassEdge = 2.2f;
  return s;
}

LookStyle nerve() {
  LookStyle s{.colour = rgb(0xf4e3ae), .accent = rgb(0xe2c988), .glow = rgb(0x50380f)};
  s.grainLength = math::Vec3f(6.0f, 6.0f, 60.0f);
  s.mottling = 1.2f, s.relief_mm = 0.07f, s.fineMottling = 0.4f, s.fineRelief_mm = 0.01f;
  s.gloss = 70.0f, s.glint = 0.40f, s.studio = 0.45f, s.wrap = 0.35f, s.rim = 0.14f;
  return s;
}

LookStyle skin() {
  LookStyle s{.colour = rgb(0xe8b898), .accent = rgb(0xd69a7c), .glow = rgb(0x8a3420)};
  s.grainLength = math::Vec3f(52.0f);
  s.mottling = 1.0f, s.relief_mm = 0.10f, s.fineMottling = 0.5f, s.fineRelief_mm = 0.05f;
  s.gloss = 12.0f, s.glint = 0.07f, s.wrap = 0.45f, s.rim = 0.16f;
  s.glassFacing = 0.22f, s.glassEdge = 2.3f;
  return s;
}

LookStyle muscle() {
  LookStyle s{.colour = rgb(0x9c3a33), .accent = rgb(0x6b1f20), .glow = rgb(0x501010)};
  s.grainLength = math::Vec3f(11.0f, 11.0f, 150.0f);
  s.mottling = 1.8f, s.relief_mm = 0.40f, s.fineMottling = 0.9f, s.fineRelief_mm = 0.07f;
  s.gloss = 36.0f, s.glint = 0.22f, s.wrap = 0.25f, s.rim = 0.10f;
  s.glassFacing = 0.5f, s.glassEdge = 2.0f;
  return s;
}

LookStyle steel() {
  LookStyle s{.colour = rgb(0xd3d6d9), .accent = rgb(0xb4b9be)};
  s.grainLength = math::Vec3f(90.0f, 90.0f, 2.4f);  // turned: fine rings round the shaft
  s.mottling = 0.9f, s.relief_mm = 0.012f, s.fineMottling = 0.4f, s.fineRelief_mm = 0.004f;
  s.gloss = 60.0f, s.glint = 0.8f, s.reflectance = 0.80f, s.studio = 0.92f, s.wrap = 0.0f;
  s.rim = 0.10f;
  return s;
}

LookStyle contrast() {
  LookStyle s{.colour = rgb(0x4b2a72), .accent = rgb(0x38195c), .glow = rgb(0x2a1050)};
  s.grainLength = math::Vec3f(24.0f);
  s.mottling = 0.6f, s.gloss = 90.0f, s.glint = 0.5f, s.studio = 0.6f, s.wrap = 0.3f;
  s.rim = 0.25f, s.glassFacing = 0.8f, s.glassEdge = 1.5f;
  return s;
}

/// Thin clear plastic with coloured stripes.
LookStyle straw() {
  LookStyle s{.colour = rgb(0xf4f6f6), .accent = rgb(0xd42a22), .glow = rgb(0x302826)};
  s.grainLength = math::Vec3f(40.0f);
  s.gloss = 140.0f, s.glint = 1.6f, s.studio = 0.8f, s.wrap = 0.35f, s.rim = 0.35f;
  s.glassFacing = 0.28f, s.glassEdge = 2.2f, s.stripes = true;
  return s;
}

LookStyle particle() {
  LookStyle s{.colour = rgb(0xfffdf4), .accent = rgb(0xfff6e0), .glow = rgb(0x6a6458)};
  s.gloss = 40.0f, s.glint = 0.4f, s.wrap = 0.9f, s.rim = 0.2f;
  return s;
}

LookStyle ghost() {
  LookStyle s{.colour = rgb(0xd6e4ec), .accent = rgb(0xd6e4ec), .glow = rgb(0x404448)};
  s.gloss = 60.0f, s.glint = 0.0f, s.wrap = 1.0f, s.rim = 0.6f;
  s.glassFacing = -1.3f, s.glassEdge = 1.9f;  // its edge alone
  return s;
}

LookStyle liquid() {
  LookStyle s{.colour = rgb(0x6cbcf0), .accent = rgb(0x5cb0ea), .glow = rgb(0x1c5c88)};
  s.grainLength = math::Vec3f(30.0f);
  s.mottling = 0.5f, s.gloss = 160.0f, s.glint = 0.6f, s.studio = 0.3f, s.wrap = 0.6f;
  s.rim = 0.30f, s.glassFacing = 0.7f, s.glassEdge = 1.9f;
  return s;
}

LookStyle dressing() {
  LookStyle s{.colour = rgb(0xf1eee6), .accent = rgb(0xdcd6c8), .glow = rgb(0x30302c)};
  s.grainLength = math::Vec3f(3.0f);
  s.mottling = 0.5f, s.relief_mm = 0.08f, s.fineMottling = 0.6f, s.fineRelief_mm = 0.04f;
  s.gloss = 8.0f, s.glint = 0.03f, s.wrap = 0.3f, s.rim = 0.08f;
  return s;
}

LookStyle drape() {
  LookStyle s{.colour = rgb(0x3f6f78), .accent = rgb(0x366069), .glow = rgb(0x0a1c20)};
  s.grainLength = math::Vec3f(14.0f);
  s.mottling = 0.9f, s.relief_mm = 0.12f, s.fineMottling = 0.8f, s.fineRelief_mm = 0.06f;
  s.gloss = 8.0f, s.glint = 0.03f, s.wrap = 0.3f, s.rim = 0.10f, s.twoSided = true;
  return s;
}

LookStyle fibrous() {
  LookStyle s = ligament();
  s.colour = rgb(0xe3dccb), s.accent = rgb(0xc9bfa8), s.glow = rgb(0x30281c);
  s.glint = 0.30f, s.studio = 0.2f;
  return s;
}

/// The annulus: fibrous tissue too, in rings.
LookStyle disc() {
  LookStyle s = fibrous();
  s.colour = rgb(0xdcdacf), s.accent = rgb(0xbcbeb6), s.glow = rgb(0x2c3230);
  s.grainLength = math::Vec3f(40.0f, 40.0f, 5.0f);
  s.mottling = 1.2f, s.relief_mm = 0.10f, s.fineMottling = 0.5f, s.fineRelief_mm = 0.03f;
  return s;
}

LookStyle fat() {
  LookStyle s{.colour = rgb(0xf2d77a), .accent = rgb(0xe3bf5a), .glow = rgb(0x5a3c0c)};
  s.grainLength = math::Vec3f(7.0f);
  s.mottling = 1.2f, s.relief_mm = 0.25f, s.fineMottling = 0.5f, s.fineRelief_mm = 0.05f;
  s.gloss = 60.0f, s.glint = 0.40f, s.studio = 0.4f, s.wrap = 0.4f, s.rim = 0.16f;
  s.glassFacing = 0.6f, s.glassEdge = 1.8f;
  return s;
}

LookStyle nucleus() {
  LookStyle s{.colour = rgb(0xc9dde0), .accent = rgb(0xaec8cf), .glow = rgb(0x34484c)};
  s.grainLength = math::Vec3f(20.0f);
  s.mottling = 0.7f, s.relief_mm = 0.05f;
  s.gloss = 120.0f, s.glint = 0.7f, s.studio = 0.8f, s.wrap = 0.35f, s.rim = 0.2f;
  return s;
}

LookStyle cancellous() {
  LookStyle s = bone();
  s.colour = rgb(0xb98a70), s.accent = rgb(0xe6d2b0);
  return s;
}

LookStyle satin() {
  LookStyle s{.colour = rgb(0x666d75), .accent = rgb(0x575e66)};
  s.grainLength = math::Vec3f(5.0f, 5.0f, 40.0f);  // brushed along the shaft
  s.mottling = 0.6f, s.relief_mm = 0.004f, s.fineMottling = 0.3f;
  s.gloss = 18.0f, s.glint = 0.35f, s.reflectance = 0.5f, s.studio = 0.35f, s.wrap = 0.05f;
  s.rim = 0.10f;
  return s;
}

LookStyle polymer() {
  LookStyle s{.colour = rgb(0x2c343c), .accent = rgb(0x262d34), .glow = rgb(0x06080a)};
  s.grainLength = math::Vec3f(4.0f);
  s.mottling = 0.5f, s.relief_mm = 0.02f;
  s.gloss = 22.0f, s.glint = 0.16f, s.wrap = 0.15f, s.rim = 0.20f;
  return s;
}

LookStyle plastic() {
  LookStyle s{.colour = rgb(0x4f9fd0), .accent = rgb(0x3f8cbd), .glow = rgb(0x103048)};
  s.gloss = 80.0f, s.glint = 0.6f, s.studio = 0.3f, s.wrap = 0.3f, s.rim = 0.25f;
  return s;
}

LookStyle cue() {
  LookStyle s{.colour = rgb(0x4fd67c), .accent = rgb(0x4fd67c), .glow = rgb(0x1c6034)};
  s.gloss = 30.0f, s.glint = 0.2f, s.wrap = 0.8f, s.rim = 0.15f;
  return s;
}

LookStyle wound() {
  LookStyle s{.colour = rgb(0xa4473f), .accent = rgb(0x85332d), .glow = rgb(0x401410)};
  s.grainLength = math::Vec3f(9.0f);
  s.mottling = 0.8f, s.relief_mm = 0.05f, s.gloss = 40.0f, s.glint = 0.2f, s.wrap = 0.3f;
  return s;
}

LookStyle enamel() {
  LookStyle s{.colour = rgb(0xe6e9ea), .accent = rgb(0xe6e9ea), .glow = rgb(0x202428)};
  s.gloss = 50.0f, s.glint = 0.35f, s.studio = 0.12f, s.wrap = 0.2f, s.rim = 0.10f;
  return s;
}

LookStyle ray() {
  LookStyle s{.colour = rgb(0xffe9a0), .accent = rgb(0xffe9a0), .glow = rgb(0x8a6a20)};
  s.gloss = 10.0f, s.glint = 0.0f, s.wrap = 1.0f, s.rim = 0.0f;
  s.glassFacing = 0.9f, s.glassEdge = 1.2f;
  return s;
}

/// A cut face in the colours of its surface.
SectionStyle cutAs(const LookStyle& look, int depth) {
  SectionStyle s{.colour = look.colour, .accent = look.accent, .line = 0.25f * look.accent};
  s.depth = depth;
  return s;
}

SectionStyle boneCut() {
  SectionStyle s{.colour = rgb(0xeee2c8), .accent = rgb(0xdcc9a4), .line = rgb(0x4a3626)};
  s.depth = 5;
  return s;
}

SectionStyle cancellousCut() {
  SectionStyle s{.pattern = SectionPattern::kCancellous, .colour = rgb(0xa86f5a)};
  s.accent = rgb(0xe6cda6), s.line = rgb(0xcdb48c), s.line_px = 1.0f;
  s.grainLength = math::Vec3f(7.0f, 7.0f, 10.0f);  // struts stand along the load
  s.wet = 0.12f, s.depth = 6;
  return s;
}

SectionStyle discCut() {
  SectionStyle s{.pattern = SectionPattern::kLamellae, .colour = rgb(0xdfdccb)};
  s.accent = rgb(0x8d9894), s.line = rgb(0x3c484c), s.wet = 0.25f, s.depth = 4;
  return s;
}

SectionStyle nucleusCut() {
  SectionStyle s{.colour = rgb(0xb2cbd0), .accent = rgb(0x8fb0b8), .line = rgb(0x7d969c)};
  s.grainLength = math::Vec3f(11.0f);
  s.line_px = 1.0f, s.wet = 0.5f, s.depth = 5;
  return s;
}

SectionStyle ligamentCut() {
  SectionStyle s{.pattern = SectionPattern::kFibres, .colour = rgb(0xeed489)};
  s.accent = rgb(0xb98d3c), s.line = rgb(0x5c4212), s.wet = 0.2f, s.depth = 3;
  s.grainLength = math::Vec3f(6.0f, 6.0f, 70.0f);
  return s;
}

SectionStyle fibrousCut() {
  SectionStyle s = ligamentCut();
  s.colour = rgb(0xebe4d4), s.accent = rgb(0xb8ab90), s.line = rgb(0x4c4434), s.depth = 2;
  return s;
}

SectionStyle fatCut() {
  SectionStyle s{.pattern = SectionPattern::kLobules, .colour = rgb(0xf0cf6a)};
  s.accent = rgb(0xfbeebc), s.line = rgb(0x7a5c1c), s.grainLength = math::Vec3f(14.0f);
  s.wet = 0.35f, s.depth = 1;
  return s;
}

SectionStyle skinCut() {
  SectionStyle s = fatCut();
  s.line = rgb(0xd9a184), s.line_mm = 2.0f;  // the skin itself
  s.grainLength = math::Vec3f(26.0f), s.depth = 0;
  return s;
}

SectionStyle muscleCut() {
  SectionStyle s{.pattern = SectionPattern::kBundles, .colour = rgb(0x8f312c)};
  s.accent = rgb(0xd99c86), s.line = rgb(0x3c1010),
  s.grainLength = math::Vec3f(17.0f, 17.0f, 80.0f);
  s.wet = 0.3f, s.depth = 1;
  return s;
}

/// Cerebrospinal fluid within the dura's line.
SectionStyle duraCut() {
  SectionStyle s{.colour = rgb(0x8fb4cc), .accent = rgb(0x7ea6c2), .line = rgb(0xe6eef2)};
  s.line_mm = 0.35f, s.line_px = 1.6f, s.wet = 0.6f, s.faceOpacity = 0.24f, s.depth = 7;
  return s;
}

SectionStyle nerveCut() {
  SectionStyle s{.colour = rgb(0xf6e9c0), .accent = rgb(0xe4cc92), .line = rgb(0xd6bc80)};
  s.grainLength = math::Vec3f(5.0f);
  s.line_px = 1.0f, s.wet = 0.35f, s.depth = 8;
  return s;
}

}  // namespace

const LookStyle& styleOf(view::Look look) {
  // in the order of view::Look
  static const std::array<LookStyle, static_cast<std::size_t>(view::Look::kCount)> table{
      bone(),    disc(),     ligament(),   dura(),     nerve(), skin(),     muscle(),
      steel(),   contrast(), straw(),      liquid(),   drape(), dressing(), fibrous(),
      fat(),     nucleus(),  cancellous(), particle(), ghost(), satin(),    polymer(),
      plastic(), cue(),      wound(),      enamel(),   ray()};
  return table[static_cast<std::size_t>(look)];
}

const SectionStyle& sectionStyleOf(view::Look look) {
  // in the order of view::Look
  static const std::array<SectionStyle, static_cast<std::size_t>(view::Look::kCount)> table{
      boneCut(),
      discCut(),
      ligamentCut(),
      duraCut(),
      nerveCut(),
      skinCut(),
      muscleCut(),
      cutAs(steel(), 9),
      cutAs(contrast(), 6),
      cutAs(straw(), 9),
      cutAs(liquid(), 9),
      cutAs(drape(), 9),
      cutAs(dressing(), 9),
      fibrousCut(),
      fatCut(),
      nucleusCut(),
      cancellousCut(),
      cutAs(particle(), 9),
      cutAs(ghost(), 9),
      cutAs(satin(), 9),
      cutAs(polymer(), 9),
      cutAs(plastic(), 9),
      cutAs(cue(), 9),
      cutAs(wound(), 9),
      cutAs(enamel(), 9),
      cutAs(ray(), 9)};
  return table[static_cast<std::size_t>(look)];
}

}  // namespace unkink::render
