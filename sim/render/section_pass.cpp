// Keeping contours per surface and faces per group, and drawing both.
#include "render/section_pass.hpp"

#include "math/hash.hpp"
#include "render/shadow_pass.hpp"

#include <cstddef>

namespace unkink::render {
namespace {

constexpr int kGrainUnit = 0, kShadowUnit = 2;
constexpr float kNesting_mm = 0.012f;  // between the faces of solids within one another
constexpr float kBandOver_mm = 0.004f;

std::uint64_t placeKey(const Stage& stage) {
  math::Hash hash;
  hash.add(stage.clipPlane);
  for (const math::Mat4f& motion : stage.bend.patientFromMaterial)
    for (int column = 0; column < 4; ++column) hash.add(motion[column]);
  for (const math::Vec3f& bulge : stage.bend.bulge_mm) hash.add(bulge);
  return hash.value();
}

std::uint64_t identityOf(const view::Surface& surface) {
  math::Hash hash;
  hash.add(surface.mesh.id);
  if (!surface.bends)
    for (int column = 0; column < 4; ++column) hash.add(surface.patientFromMesh[column]);
  return hash.value();
}

void attribute(GLuint index, std::size_t offset) {
  glEnableVertexAttribArray(index);
  glVertexAttribPointer(index, 3, GL_FLOAT, GL_FALSE, sizeof(SectionVertex),
                        reinterpret_cast<const void*>(offset));
}

std::vector<std::uint32_t> quadIndices(std::size_t vertices) {
  std::vector<std::uint32_t> indices;
  indices.reserve(vertices / 4 * 6);
  for (std::uint32_t first = 0; first + 3 < vertices; first += 4)
    for (const std::uint32_t corner : {0u, 1u, 2u, 0u, 2u, 3u}) indices.push_back(first + corner);
  return indices;
}

template <class T>
void send(GLenum target, GLuint buffer, const std::vector<T>& data) {
  glBindBuffer(target, buffer);
  glBufferData(target, static_cast<GLsizeiptr>(data.size() * sizeof(T)), data.data(),
               GL_DYNAMIC_DRAW);
}

}  // namespace

void SectionPass::Quads::upload(const SectionMesh& mesh) {
  glBindVertexArray(vertexArray.create());
  send(GL_ARRAY_BUFFER, vertices.create(), mesh);
  send(GL_ELEMENT_ARRAY_BUFFER, indices.create(), quadIndices(mesh.size()));
  attribute(0, offsetof(SectionVertex, position));
  attribute(1, offsetof(SectionVertex, material));
  attribute(2, offsetof(SectionVertex, inward));
}

void SectionPass::Quads::draw(GLsizei first, GLsizei count) const {
  if (count == 0) return;
  glBindVertexArray(vertexArray.name());
  const std::size_t offset = static_cast<std::size_t>(first) * sizeof(std::uint32_t);
  glDrawElements(GL_TRIANGLES, count, GL_UNSIGNED_INT, reinterpret_cast<const void*>(offset));
}

void SectionPass::Group::drawFace() const { quads.draw(0, faceIndices); }
void SectionPass::Group::drawBand() const { quads.draw(faceIndices, bandIndices); }

SectionPass::GroupKey SectionPass::groupOf(const view::Surface& surface) {
  const bool alone = sectionStyleOf(surface.look).pattern == SectionPattern::kLamellae;
  return {surface.look, surface.opacity, alone ? surface.mesh.id : 0};
}

const SectionPass::Cut& SectionPass::cutOf(const view::Surface& surface, const Stage& stage,
                                           std::uint64_t place) {
  const std::uint64_t identity = identityOf(surface);
  math::Hash hash;
  hash.add(identity);
  hash.add(surface.mesh.version);
  hash.add(place);
  Cut& cut = contours_[identity];
  if (cut.key != hash.value()) cut.contour = contourOf(surface, stage.bend, plane_);
  cut.key = hash.value();
  cut.used = true;
  return cut;
}

void SectionPass::fill(Group& group) const {
  Contour whole;
  for (const Cut* cut : group.members)
    whole.insert(whole.end(), cut->contour.begin(), cut->contour.end());
  SectionFace filled = faceOf(whole, plane_);
  SectionMesh& mesh = filled.mesh;
  const std::size_t face = mesh.size();
  const SectionMesh band = bandOf(filled.rim, plane_);
  mesh.insert(mesh.end(), band.begin(), band.end());
  group.frame = frameOf(whole, plane_);
  group.quads.upload(mesh);
  group.faceIndices = static_cast<GLsizei>(face / 4 * 6);
  group.bandIndices = static_cast<GLsizei>(band.size() / 4 * 6);
}

void SectionPass::forget() {
  std::erase_if(groups_, [](const auto& entry) { return entry.second.members.empty(); });
  std::erase_if(contours_, [](const auto& entry) { return !entry.second.used; });
}

void SectionPass::update(const Stage& stage) {
  for (auto& [identity, cut] : contours_) cut.used = false;
  for (auto& [key, group] : groups_) group.members.clear();
  cuts_ = math::Vec3f(stage.clipPlane) != math::Vec3f(0.0f);
  if (cuts_) {
    plane_ = SectionPlane(stage.clipPlane);
    const std::uint64_t place = placeKey(stage);
    for (const view::Surface& surface : stage.surfaces)
      if (surface.clipped && surface.mesh.mesh != nullptr && surface.opacity > 0.0f)
        groups_[groupOf(surface)].members.push_back(&cutOf(surface, stage, place));
  }
  forget();
  for (auto& [groupKey, group] : groups_) {
    math::Hash hash;
    for (const Cut* cut : group.members) hash.add(cut->key);
    if (group.key != hash.value()) fill(group);
    group.key = hash.value();
  }
}

const gl::Program& SectionPass::programFor(const Permutation& p) {
  const auto found = programs_.find(p);
  if (found != programs_.end()) return found->second;
  gl::Defines defines{"PATTERN " + std::to_string(static_cast<int>(p.pattern))};
  if (p.full) defines.emplace_back("FULL");
  if (p.shadow) defines.emplace_back("SHADOW");
  if (p.transparent) defines.emplace_back("TRANSPARENT");
  if (p.prepass) defines.emplace_back("PREPASS");
  return programs_.emplace(p, gl::Program("scene/section.vert", "scene/section.frag", defines))
      .first->second;
}

void SectionPass::drawGroup(const GroupKey& key, const Group& group, const TissueLight& light,
                            bool transparent) {
  const SectionStyle& style = sectionStyleOf(key.look);
  const auto use = [&](SectionPattern pattern) -> const gl::Program& {
    const gl::Program& program =
        programFor({pattern, light.full, light.shadowMap != 0, transparent, false});
    program.use();
    program.set("viewFromPatient", light.viewFromPatient);
    program.set("clipFromView", light.clipFromView);
    program.set("lightFromView", light.shadowFromView);
    program.set("shadowMap", kShadowUnit);
    program.set("shadowTexel", 1.0f / static_cast<float>(ShadowPass::kEdge));
    program.set("cutNormal", math::Mat3f(light.viewFromPatient) * plane_.normal);
    program.set("grain", kGrainUnit);
    program.set("grainScale", 1.0f / style.grainLength);
    program.set("centre", group.frame.centre);
    program.set("longAxis", group.frame.longAxis);
    program.set("shortAxis", group.frame.shortAxis);
    program.set("halfExtent", group.frame.half_mm);
    program.set("wet", style.wet);
    program.set("depthCue", light.depthCue);
    program.set("ground", light.ground);
    program.set("pixelSize", math::Vec2f(1.0f / static_cast<float>(light.size.width),
                                         1.0f / static_cast<float>(light.size.height)));
    return program;
  };
  const float nesting = kNesting_mm * static_cast<float>(style.depth);
  const gl::Program& face = use(style.pattern);
  face.set("colour", style.colour);
  face.set("accent", style.accent);
  face.set("lift", nesting * plane_.normal);
  face.set("opacity", key.opacity * style.faceOpacity);
  group.drawFace();
  const gl::Program& band = use(SectionPattern::kFlat);
  band.set("colour", style.line);
  band.set("accent", style.line);
  band.set("lift", (nesting + kBandOver_mm) * plane_.normal);
  band.set("band", math::Vec2f(style.line_mm, style.line_px * light.pixel));
  band.set("opacity", key.opacity);
  group.drawBand();
}

void SectionPass::draw(const TissueLight& light, bool transparent) {
  gl::bindTexture(kGrainUnit, light.grain, GL_TEXTURE_3D);
  gl::bindTexture(kShadowUnit, light.shadowMap);
  glDisable(GL_CULL_FACE);
  for (const auto& [key, group] : groups_)
    if ((key.opacity < 1.0f) == transparent) drawGroup(key, group, light, transparent);
}

void SectionPass::drawNormals(const math::Mat4f& clipFromView, const math::Mat4f& viewFromPatient) {
  if (groups_.empty()) return;
  const gl::Program& program = programFor({SectionPattern::kFlat, false, false, false, true});
  program.use();
  program.set("viewFromPatient", viewFromPatient);
  program.set("clipFromView", clipFromView);
  program.set("cutNormal", math::Mat3f(viewFromPatient) * plane_.normal);
  glDisable(GL_CULL_FACE);
  for (const auto& [key, group] : groups_)
    if (key.opacity >= 1.0f) group.drawFace();
}

void SectionPass::drawMask(const SurfaceList& surfaces, const math::Mat4f& clipFromView,
                           const math::Mat4f& viewFromPatient, const math::Vec2f& pixelSize) {
  if (!cuts_) return;
  std::map<GroupKey, Contour> wholes;
  for (const view::Surface* surface : surfaces)
    if (const auto cut = contours_.find(identityOf(*surface));
        surface->clipped && cut != contours_.end()) {
      Contour& whole = wholes[groupOf(*surface)];
      whole.insert(whole.end(), cut->second.contour.begin(), cut->second.contour.end());
    }
  SectionMesh mesh;
  for (const auto& [key, whole] : wholes) {
    const SectionMesh face = faceOf(whole, plane_).mesh;
    mesh.insert(mesh.end(), face.begin(), face.end());
  }
  masked_.upload(mesh);
  if (!mask_) mask_ = gl::Program("scene/section.vert", "scene/mask.frag");
  mask_.use();
  mask_.set("viewFromPatient", viewFromPatient);
  mask_.set("clipFromView", clipFromView);
  mask_.set("lift", math::Vec3f(0.0f));
  mask_.set("band", math::Vec2f(0.0f));
  mask_.set("depth", 0);
  mask_.set("pixelSize", pixelSize);
  masked_.draw(0, static_cast<GLsizei>(mesh.size() / 4 * 6));
}

}  // namespace unkink::render
