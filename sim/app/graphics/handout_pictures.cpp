// From two states to four pictures and the names in them.
#include "app/graphics/handout_pictures.hpp"

#include "app/graphics/frame.hpp"
#include "app/material.hpp"
#include "render/egl_context.hpp"

namespace unkink::app {
namespace {

constexpr render::Size kSceneSize{1040, 840};  // 300 dots an inch at three and a half inches
constexpr render::Size kStrawSize{340, 840};
constexpr double kForward_mm = 9.0;  // more of the bodies, less of the spinous processes
constexpr double kNearer = 0.7;    // than the stage stands, so that the level fills a small picture
constexpr int kSettledBuilds = 2;  // the second look at a state thins out what its first made

math::Vec3f groundColour() {
  const auto part = [](int shift) {
    return static_cast<float>((kPictureGround >> shift) & 255u) / 255.0f;
  };
  return {part(16), part(8), part(0)};
}

/// As the story ends, from near, without anything that marks or moves.
view::Presentation lookFor(const operation::Case& theCase, const lesson::Procedure& procedure,
                           const operation::State& state) {
  lesson::Staging staging = procedure.stages.back().staging;
  staging.distance_mm *= kNearer;
  staging.depthOffset_mm -= kForward_mm;
  view::Presentation look = view::staged(theCase, state, staging);
  look.compare = look.compareXRay = lesson::Comparing::kOff;
  look.slice.open = look.levelTags = look.bigStraw = false;
  look.active.clear();
  look.labels = {"ligamentum_flavum", "thecal_sac"};
  return look;
}

class Studio {
 public:
  Studio(const operation::Case& theCase, const lesson::Procedure& procedure,
         const lesson::Spoken& say)
      : case_(theCase),
        procedure_(procedure),
        say_(say),
        frames_(renderer_, theCase, surfacesOf(theCase), procedure, say.catalogue()) {
    renderer_.setGround(groundColour());
  }

  void show(const operation::State& state) {
    look_ = lookFor(case_, procedure_, state);
    state_ = &state;
    for (int n = 0; n < kSettledBuilds; ++n)
      frames_.buildScenes(FrameInput{state, look_, {}, {}}, 0.0f);
  }
  render::Image scene() {
    frames_.drawScene(kSceneSize);
    return frames_.renderer().read(frames_.pictures.scene, kSceneSize);
  }
  render::Image straw() {
    frames_.drawStraw(kStrawSize);
    return frames_.renderer().read(frames_.pictures.straw, kStrawSize);
  }
  /// Whether what is in front of the patient is at the picture's left.
  bool bellyLeft() const {
    const view::Camera camera = view::cameraOf(look_.orbit);
    return glm::cross(camera.target - camera.eye, camera.up).y > 0.0f;
  }
  std::vector<PictureLabel> labels() const {
    const FrameInput input{*state_, look_, {}, {}};
    const view::Scene& scene = frames_.shownBy(input).scene;
    const math::Mat4f clip =
        view::clipFromView(scene.camera, static_cast<float>(kSceneSize.width) /
                                             static_cast<float>(kSceneSize.height)) *
        view::viewFromPatient(scene.camera);
    std::vector<PictureLabel> labels;
    for (const view::Label& label : scene.labels) {
      const math::Vec4f at = clip * math::Vec4f(label.anchor, 1.0f);
      labels.push_back({say_(label.text), 0.5 + 0.5 * static_cast<double>(at.x / at.w),
                        0.5 - 0.5 * static_cast<double>(at.y / at.w)});
    }
    return labels;
  }

 private:
  const operation::Case& case_;
  const lesson::Procedure& procedure_;
  const lesson::Spoken& say_;
  render::HeadlessContext context_;
  render::Renderer renderer_;
  FrameMaker frames_;
  view::Presentation look_;
  const operation::State* state_ = nullptr;
};

}  // namespace

HandoutPictures takeHandoutPictures(const operation::Case& theCase,
                                    const lesson::Procedure& procedure,
                                    const operation::State& before, const operation::State& after,
                                    const lesson::Spoken& say) {
  Studio studio(theCase, procedure, say);
  HandoutPictures pictures;
  studio.show(before);
  pictures.before = studio.scene();
  pictures.strawBefore = studio.straw();
  pictures.labels = studio.labels();
  pictures.bellyLeft = studio.bellyLeft();
  studio.show(after);
  pictures.after = studio.scene();
  pictures.strawAfter = studio.straw();
  return pictures;
}

}  // namespace unkink::app
