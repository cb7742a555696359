// The detector's and the monitor's passes, in the order of a photon's life.
#include "render/xray_picture.hpp"

#include <cmath>

namespace unkink::render {
namespace {

constexpr double kDetectorBlur_mm =
    0.25;                        // sigma at the detector: 29 % are left at 1 line pair per mm
constexpr float kGlare = 0.01f;  // of what the detector counts; panels have little, house
constexpr float kMostOverGrey = 40.0f;     // the detector's range over mid-grey, house
constexpr double kScatterSigma_mm = 40.0;  // half height of the point kernel at about 48 mm
constexpr float kContrast = 2.3f;          // slope of the film curve per unit of ln(signal)
constexpr float kEvening = 0.75f;          // of what changes over centimetres is taken away
constexpr float kEveningBeyond = 0.20f;    // more of it where it is far from mid-grey
constexpr double kRegionSigma_mm = 30.0;   // over which that is
constexpr double kNearbySigma_mm = 13.0;   // over which what is still too bright is brought down
constexpr float kTooBright = 0.3f, kTooBrightTaken = 0.8f;  // from there on, and how much of it
constexpr float kBrightest = 6.0f;    // in the logarithm over mid-grey: open field counts no more
constexpr float kEdgeBoost = 0.45f;   // how much of the difference to the surroundings is added
constexpr double kFineBlur_px = 0.6;  // above it the blur needs a 5 x 5 kernel
// of the blades' edges: 0.6 mm of focal spot, seen from blades 250 mm in front of it; house
constexpr double kPenumbra_mm = 1.8;
constexpr double kElectronicNoise = 4.0;    // quanta, in a reference pixel; "a few", house
constexpr double kReferencePixels = 512.0;  // view::XRay counts quanta for this many

std::string binsDefine(int bins) { return "BINS " + std::to_string(bins); }

struct BinUniforms {
  std::vector<math::Vec4f> low, high;
  std::vector<float> weight;
};

BinUniforms binUniforms(const fluoro::Beam& beam) {
  BinUniforms uniforms;
  for (std::size_t bin = 0; bin < beam.weight.size(); ++bin) {
    math::Vec4f low, high;
    for (int c = 0; c < 4; ++c) {
      const auto channel = static_cast<std::size_t>(c);
      low[c] = static_cast<float>(beam.attenuation_per_mm[channel][bin]);
      high[c] = static_cast<float>(beam.attenuation_per_mm[channel + 4][bin]);
    }
    uniforms.low.push_back(low);
    uniforms.high.push_back(high);
    uniforms.weight.push_back(static_cast<float>(beam.weight[bin]));
  }
  return uniforms;
}

/// Gaussian weights at 0..reach pixels, the whole row summing to 1.
std::vector<float> blurKernel(double sigma_px, int reach) {
  std::vector<float> weights;
  float sum = 0.0f;
  for (int i = 0; i <= reach; ++i) {
    weights.push_back(static_cast<float>(std::exp(-0.5 * i * i / (sigma_px * sigma_px))));
    sum += (i == 0 ? 1.0f : 2.0f) * weights.back();
  }
  for (float& weight : weights) weight /= sum;
  return weights;
}

math::Vec2f pixelSize(Size size) {
  return {1.0f / static_cast<float>(size.width), 1.0f / static_cast<float>(size.height)};
}

/// Tangent of the angle between the central ray and that to the middle of the field's edge.
double halfSlope(const fluoro::Projection& p) {
  return 0.5 * p.size_mm / glm::distance(p.source_mm, p.detectorCentre_mm);
}

/// Of what the detector counts, the rest is astray.
float directShare(const view::XRay& xRay) {
  return 1.0f - kGlare - static_cast<float>(xRay.scatterFraction);
}

}  // namespace

XRayPicture::XRayPicture()
    : shrink_("common/fullscreen.vert", "xray/shrink.frag"),
      astray_("common/fullscreen.vert", "xray/astray.frag"),
      level_("common/fullscreen.vert", "xray/level.frag"),
      spread_("common/fullscreen.vert", "xray/spread.frag", {"REACH 16"}),
      detect_("common/fullscreen.vert", "xray/detect.frag"),
      noisyDetect_("common/fullscreen.vert", "xray/detect.frag", {"NOISE"}),
      fineDisplay_("common/fullscreen.vert", "xray/display.frag", {"REACH 2"}),
      coarseDisplay_("common/fullscreen.vert", "xray/display.frag", {"REACH 1"}),
      fineTurned_("common/fullscreen.vert", "xray/display.frag", {"REACH 2", "TURNED"}),
      coarseTurned_("common/fullscreen.vert", "xray/display.frag", {"REACH 1", "TURNED"}) {}

XRayPicture::Target XRayPicture::makeTarget(gl::Format format, int pixels, GLenum filter) {
  Target target;
  target.size = {pixels, pixels};
  target.texture = gl::makeTexture(format, target.size, filter);
  target.framebuffer = gl::makeFramebuffer({target.texture.name()});
  return target;
}

void XRayPicture::resize(int pixels) {
  if (pixels == pixels_) return;
  pixels_ = pixels;
  const int quarter = (pixels + 3) / 4, sixteenth = (quarter + 3) / 4;
  primary_ = makeTarget(gl::kR32F, pixels, GL_NEAREST);
  quarter_ = makeTarget(gl::kR16F, quarter, GL_LINEAR);
  scatter_ = makeTarget(gl::kRg16F, sixteenth, GL_LINEAR);
  region_ = makeTarget(gl::kRg16F, sixteenth, GL_LINEAR);
  nearby_ = makeTarget(gl::kRg16F, sixteenth, GL_LINEAR);
  spreadOnce_ = makeTarget(gl::kRg16F, sixteenth, GL_LINEAR);
  detected_ = makeTarget(gl::kR32F, pixels, GL_NEAREST);
  picture_ = makeTarget(gl::kRgba8, pixels, GL_LINEAR);
}

void XRayPicture::transmit(const XRayPaths& paths, const view::XRay& xRay, const Patch& patch) {
  const XRayFrame& frame = paths.frame();
  resize(frame.pixels);
  const BinUniforms bins = binUniforms(*xRay.beam);
  if (static_cast<int>(bins.weight.size()) != bins_) {
    bins_ = static_cast<int>(bins.weight.size());
    transmission_ =
        gl::Program("common/fullscreen.vert", "xray/transmission.frag", {binsDefine(bins_)});
  }
  gl::drawInto(primary_.framebuffer, frame.size());
  transmission_.use();
  constexpr std::array<const char*, 4> kNames{"stillLow", "stillHigh", "movingLow", "movingHigh"};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    gl::bindTexture(static_cast<GLint>(i), paths.textures()[i]);
    transmission_.set(kNames[i], static_cast<int>(i));
  }
  transmission_.set("attenuationLow", bins.low);
  transmission_.set("attenuationHigh", bins.high);
  transmission_.set("weight", bins.weight);
  setDetector(transmission_, frame);
  scissorTo(patch);
  fullscreen_.draw();
  glDisable(GL_SCISSOR_TEST);
}

void XRayPicture::show(const view::XRay& xRay, int pixels) {
  shrink_.use();
  shrink(shrink_, primary_, quarter_);
  goAstray(xRay);
  adapt(xRay, region_, kRegionSigma_mm);
  adapt(xRay, nearby_, kNearbySigma_mm);
  detect(xRay, pixels);
  display(xRay, pixels);
}

void XRayPicture::shrink(const gl::Program& program, const Target& from, const Target& to) {
  gl::drawInto(to.framebuffer, to.size);
  gl::bindTexture(0, from.texture.name());
  program.set("source", 0);
  fullscreen_.draw();
}

/// What reaches the detector elsewhere than where its ray was going.
void XRayPicture::goAstray(const view::XRay& xRay) {
  const auto brightness = static_cast<float>(xRay.brightness);
  astray_.use();
  astray_.set("brightness", brightness);
  astray_.set("scatterFraction", static_cast<float>(xRay.scatterFraction));
  astray_.set("glareFraction", kGlare);
  astray_.set("most", kMostOverGrey * brightness);
  shade(astray_, xRay.projection);
  shrink(astray_, quarter_, scatter_);
  spread(scatter_, kScatterSigma_mm, xRay.projection.size_mm);
}

/// What the monitor's processing takes for the level about each place.
void XRayPicture::adapt(const view::XRay& xRay, const Target& to, double sigma_mm) {
  gl::drawInto(to.framebuffer, to.size);
  level_.use();
  gl::bindTexture(0, quarter_.texture.name());
  level_.set("source", 0);
  gl::bindTexture(1, scatter_.texture.name());
  level_.set("scatter", 1);
  level_.set("direct", directShare(xRay));
  shade(level_, xRay.projection);
  level_.set("brightness", static_cast<float>(xRay.brightness));
  level_.set("brightest", kBrightest);
  fullscreen_.draw();
  spread(to, sigma_mm, xRay.projection.size_mm);
}

void XRayPicture::spread(const Target& target, double sigma_mm, double size_mm) {
  const double pixel_mm = size_mm / target.size.width;
  spread_.use();
  spread_.set("source", 0);
  spread_.set("sigma", static_cast<float>(sigma_mm / pixel_mm));
  for (const bool across : {true, false}) {
    const Target& from = across ? target : spreadOnce_;
    const Target& to = across ? spreadOnce_ : target;
    gl::drawInto(to.framebuffer, to.size);
    gl::bindTexture(0, from.texture.name());
    spread_.set("direction", across ? 1 : 0, across ? 0 : 1);
    fullscreen_.draw();
  }
}

void XRayPicture::detect(const view::XRay& xRay, int pixels) {
  const bool noisy = xRay.quantaPerPixel > 0.0;
  const gl::Program& program = noisy ? noisyDetect_ : detect_;
  gl::drawInto(detected_.framebuffer, detected_.size);
  program.use();
  gl::bindTexture(0, primary_.texture.name());
  gl::bindTexture(1, scatter_.texture.name());
  program.set("primary", 0);
  program.set("scatter", 1);
  program.set("pixelSize", pixelSize(detected_.size));
  program.set("direct", directShare(xRay));
  const double area = std::pow(kReferencePixels / pixels, 2.0);
  program.set("quantaPerSignal", static_cast<float>(xRay.quantaPerPixel * area / xRay.brightness));
  program.set("electronic", static_cast<float>(kElectronicNoise * kElectronicNoise * area));
  program.set("slopeOfEdge", static_cast<float>(halfSlope(xRay.projection)));
  program.set("seedLow", static_cast<int>(xRay.exposure & 0x7fffffffu));
  program.set("seedHigh", static_cast<int>((xRay.exposure >> 31) & 0x7fffffffu));
  fullscreen_.draw();
}

/// Tells the collimator's opening, in halves of the field's edge.
void XRayPicture::shade(const gl::Program& program, const fluoro::Projection& projection) {
  const fluoro::Collimator& c = projection.collimator;
  const double half_mm = 0.5 * projection.size_mm;
  program.set("iris", static_cast<float>(c.irisRadius_mm / half_mm));
  program.set("leafReach", static_cast<float>(0.5 * c.leafGap_mm / half_mm));
  program.set("leafAxis", math::Vec2f(fluoro::leafAxis(c)));
  program.set("penumbra", static_cast<float>(0.5 * kPenumbra_mm / half_mm));
}

void XRayPicture::display(const view::XRay& xRay, int pixels) {
  const double blur_px =
      std::hypot(kDetectorBlur_mm, xRay.focalBlur_mm) * pixels / xRay.projection.size_mm;
  const bool fine = blur_px > kFineBlur_px;
  const gl::Program& program = xRay.monitor.upright() ? (fine ? fineDisplay_ : coarseDisplay_)
                                                      : (fine ? fineTurned_ : coarseTurned_);
  gl::drawInto(picture_.framebuffer, picture_.size);
  program.use();
  gl::bindTexture(0, detected_.texture.name());
  gl::bindTexture(1, quarter_.texture.name());
  program.set("detected", 0);
  program.set("surroundings", 1);
  gl::bindTexture(2, region_.texture.name());
  program.set("region", 2);
  gl::bindTexture(3, nearby_.texture.name());
  program.set("nearby", 3);
  program.set("tooBright", math::Vec2f(kTooBright, kTooBrightTaken));
  program.set("evening", math::Vec2f(kEvening, kEveningBeyond));
  program.set("pixelSize", pixelSize(picture_.size));
  if (xRay.monitor.upright()) {
    program.set("kernel", blurKernel(blur_px, fine ? 2 : 1));
  } else {
    program.set("sigma", static_cast<float>(blur_px));
    program.set("toRight", math::Vec2f(fluoro::onDetector(xRay.monitor, {1.0, 0.0})));
    program.set("toUp", math::Vec2f(fluoro::onDetector(xRay.monitor, {0.0, 1.0})));
  }
  shade(program, xRay.projection);
  program.set("brightness", static_cast<float>(xRay.brightness));
  program.set("contrast", kContrast);
  program.set("edgeBoost", kEdgeBoost);
  program.set("polarity", xRay.boneDark ? math::Vec2f(1.0f, 0.0f) : math::Vec2f(-1.0f, 1.0f));
  fullscreen_.draw();
}

}  // namespace unkink::render
