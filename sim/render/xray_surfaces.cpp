// One place sets the uniforms of every program that walks X-ray surfaces.
#include "render/xray_surfaces.hpp"

#include "fluoro/projector.hpp"

namespace unkink::render {
namespace {

gl::Program makeProgram(Count count, bool bends) {
  gl::Defines defines;
  if (bends) defines.emplace_back("BENDS");
  if (count == Count::kDisplaced) defines.emplace_back("DISPLACED");
  return {"xray/depth.vert", count == Count::kInterval ? "xray/interval.frag" : "xray/paths.frag",
          defines};
}

struct Channels {
  math::Vec4f low{0.0f}, high{0.0f};
};

Channels channelsOf(const view::XRaySurface& surface) {
  const fluoro::PathLengths counts =
      fluoro::Body{
          nullptr, surface.material, surface.host, false, {}, static_cast<double>(surface.share)}
          .countsPerMm();
  Channels channels;
  for (int c = 0; c < fluoro::kChannelCount; ++c)
    (c < 4 ? channels.low : channels.high)[c % 4] =
        static_cast<float>(counts[static_cast<std::size_t>(c)]);
  return channels;
}

void chooseAttachments(const Channels& channels) {
  const auto needed = [](const math::Vec4f& c, GLenum attachment) -> GLenum {
    return c == math::Vec4f(0.0f) ? GL_NONE : attachment;
  };
  const std::array<GLenum, 2> targets{needed(channels.low, GL_COLOR_ATTACHMENT0),
                                      needed(channels.high, GL_COLOR_ATTACHMENT1)};
  glDrawBuffers(2, targets.data());
}

}  // namespace

void setFrame(const gl::Program& program, const XRayFrame& frame) {
  program.set("reference", frame.reference);
  program.set("axisRight", frame.right);
  program.set("axisUp", frame.up);
  program.set("axisForward", frame.forward);
  program.set("referenceDepth", frame.referenceDepth);
  program.set("focal", frame.focal);
  program.set("frontSign", frame.frontSign);
}

void setDetector(const gl::Program& program, const XRayFrame& frame) {
  program.set("halfEdgeOverDistance", 1.0f / frame.focal);
  program.set("pixelSize", math::Vec2f(1.0f / static_cast<float>(frame.pixels)));
}

void beginSum() {
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_CULL_FACE);
  glClearColor(0.0f, 0.0f, 0.0f, 0.0f);
  glClear(GL_COLOR_BUFFER_BIT);
  glEnable(GL_BLEND);
  glBlendFunc(GL_ONE, GL_ONE);
}

XRaySurfaces::XRaySurfaces() {
  for (const Count count : {Count::kWhole, Count::kDisplaced, Count::kInterval})
    for (const bool bends : {false, true})
      programs_[static_cast<std::size_t>(count)][bends] = makeProgram(count, bends);
}

void XRaySurfaces::begin(const XRayFrame& frame, const view::BendMatrices& bend, Count count) {
  frame_ = frame;
  bend_ = bendUniforms(bend);
  count_ = count;
  isSet_ = {};
}

const gl::Program& XRaySurfaces::use(bool bends) {
  const gl::Program& program = programs_[static_cast<std::size_t>(count_)][bends];
  program.use();
  if (isSet_[bends]) return program;
  isSet_[bends] = true;
  setFrame(program, frame_);
  if (count_ == Count::kDisplaced) program.set("frontSign", -frame_.frontSign);
  program.set("intervalsLow", 0);
  program.set("intervalsHigh", 1);
  if (bends) setBend(program, bend_);
  return program;
}

void XRaySurfaces::draw(const view::XRaySurface& surface, const MeshCache::Entry& mesh,
                        const std::vector<std::size_t>* chunks) {
  const gl::Program& program = use(surface.bends);
  if (!surface.bends) program.set("patientFromMesh", surface.patientFromMesh);
  if (count_ != Count::kInterval) {
    const Channels channels = channelsOf(surface);
    program.set("channelsLow", channels.low);
    program.set("channelsHigh", channels.high);
    chooseAttachments(channels);
  }
  if (chunks != nullptr)
    mesh.draw(*chunks);
  else
    mesh.draw();
}

}  // namespace unkink::render
