// The faces of what the clip plane cuts: made again where the tissue, the plane or the posture
// changed, drawn as surfaces of their own.
#pragma once

#include "render/gl/program.hpp"
#include "render/looks.hpp"
#include "render/section.hpp"
#include "render/stage.hpp"
#include "render/tissue_pass.hpp"

#include <map>
#include <optional>
#include <unordered_map>

namespace unkink::render {

/// Model: surfaces of one look and opacity are closed together, so their contours are filled
/// together; discs are filled one by one, since their lamellae run around each one's middle. Inner
/// solids lie over what holds them by hundredths of a millimetre.
class SectionPass {
 public:
  /// Brings the faces up to date.
  void update(const Stage& stage);

  /// Draws the opaque faces, or adds the transparent ones to the bound sums.
  void draw(const TissueLight& light, bool transparent);
  /// Draws the opaque faces' normals, for the occlusion's prepass.
  void drawNormals(const math::Mat4f& clipFromView, const math::Mat4f& viewFromPatient);

  /// Draws the faces of some surfaces of the last update with scene/mask.frag, its texture bound.
  void drawMask(const SurfaceList& surfaces, const math::Mat4f& clipFromView,
                const math::Mat4f& viewFromPatient, const math::Vec2f& pixelSize);

 private:
  struct Cut {  // of one surface
    std::uint64_t key = 0;
    Contour contour;
    bool used = false;
  };
  struct GroupKey {
    view::Look look;
    float opacity;
    std::uint64_t mesh;  // 0 where surfaces are filled together
    auto operator<=>(const GroupKey&) const = default;
  };
  static GroupKey groupOf(const view::Surface& surface);
  struct Quads {
    gl::VertexArray vertexArray;
    gl::Buffer vertices, indices;

    void upload(const SectionMesh& mesh);
    void draw(GLsizei first, GLsizei count) const;
  };
  struct Group {
    std::uint64_t key = 0;
    std::vector<const Cut*> members;
    SectionFrame frame;
    Quads quads;
    GLsizei faceIndices = 0, bandIndices = 0;

    void drawFace() const;
    void drawBand() const;
  };

  struct Permutation {
    SectionPattern pattern;
    bool full, shadow, transparent, prepass;
    auto operator<=>(const Permutation&) const = default;
  };

  const Cut& cutOf(const view::Surface& surface, const Stage& stage, std::uint64_t place);
  void fill(Group& group) const;
  void forget();
  const gl::Program& programFor(const Permutation& permutation);
  void drawGroup(const GroupKey& key, const Group& group, const TissueLight& light,
                 bool transparent);

  SectionPlane plane_;
  bool cuts_ = false;
  std::unordered_map<std::uint64_t, Cut> contours_;  // by mesh and place
  std::map<GroupKey, Group> groups_;
  std::map<Permutation, gl::Program> programs_;
  Quads masked_;
  gl::Program mask_;
};

}  // namespace unkink::render
