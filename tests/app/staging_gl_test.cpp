// Every stage's picture is of what the stage is about: in sight, large enough, from outside the
// bones.
#include "app/graphics/director.hpp"
#include "app/graphics/frame.hpp"
#include "app/material.hpp"
#include "lesson/session.hpp"
#include "operation/default_case.hpp"
#include "render/egl_context.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <limits>

using namespace unkink;

namespace {

constexpr render::Size kSize{430, 270};  // as the 3D view of a window of 1280 x 720
constexpr int kColumns = 32, kRows = 20;

struct Studio {
  render::HeadlessContext context;
  render::Renderer renderer;
  std::unique_ptr<lesson::Session> session = app::startSession({});
  const lesson::Procedure& procedure = session->procedure();
  lesson::Catalogue catalogue = lesson::Catalogue::read("en");
  std::vector<anatomy::BakedMesh> baked = app::surfacesOf(session->theCase());
  app::FrameMaker frames{renderer, session->theCase(), baked, procedure, catalogue};
  app::Director director{session->theCase(), procedure};

  const lesson::Staging& staging(int stage) const {
    return procedure.stages[static_cast<std::size_t>(stage)].staging;
  }

  /// The share of the rays through the picture that meet what it is of before anything else.
  double share(int stage) {
    const app::FrameInput input{session->state(), director.presentation(), {}, {}};
    frames.buildScenes(input, 1.0f);
    frames.drawScene(kSize);
    int met = 0;
    for (int n = 0; n < kColumns * kRows; ++n) {
      const math::Vec2f at((static_cast<float>(n % kColumns) + 0.5f) / kColumns,
                           (static_cast<float>(n / kColumns) + 0.5f) / kRows);
      const auto part = frames.partAt(at);
      const auto isIt = [&](const std::string& name) { return part->structure.starts_with(name); };
      if (part && std::ranges::any_of(staging(stage).subject, isIt)) ++met;
    }
    return static_cast<double>(met) / (kColumns * kRows);
  }

  /// From a point to the nearest vertex of a bone in this posture, mm.
  double toBone_mm(const math::Vec3& p) const {
    double least = std::numeric_limits<double>::infinity();
    for (const anatomy::BakedMesh& piece : baked) {
      using anatomy::Structure;
      if (piece.structure != Structure::kVertebra && piece.structure != Structure::kRib &&
          piece.structure != Structure::kHipBone)
        continue;
      for (const math::Vertex& v : piece.mesh.vertices)
        least = std::min(least, glm::distance(p, session->state().bend.apply(math::Vec3(v.position),
                                                                             {v.chain, v.bulge})));
    }
    return least;
  }
};

}  // namespace

TEST_CASE(
    "in every stage what it is about is in sight, and the camera flies there through no bone") {
  constexpr double kAir_mm = 15.0;  // far beyond the near plane
  constexpr int kMoments = 8;       // of a flight
  Studio studio;
  view::Presentation before;
  for (int stage = 0; stage < studio.session->stageCount(); ++stage) {
    INFO(studio.procedure.stages[static_cast<std::size_t>(stage)].id);
    studio.session->seekEndOf(stage);
    studio.director.cutTo(stage, studio.session->state());
    const view::Presentation& there = studio.director.presentation();
    CHECK(studio.share(stage) >= 0.05);
    for (int n = 0; n < (stage > 0 ? kMoments : 0); ++n) {
      const auto on = view::between(before, there, static_cast<double>(n) / (kMoments - 1));
      CHECK(studio.toBone_mm(math::Vec3(view::cameraOf(on.orbit).eye)) > kAir_mm);
    }
    before = there;
  }
}
