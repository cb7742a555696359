// Reading case and procedure.
#include "app/material.hpp"

#include "app/import_action.hpp"
#include "config/error.hpp"
#include "config/files.hpp"
#include "lesson/claims.hpp"
#include "lesson/guide.hpp"

#include <cmath>

namespace unkink::app {

operation::CaseParameters readParameters(const Options& options) {
  const std::filesystem::path file = options.caseFile.empty()
                                         ? config::assetPath("cases/l4_l5_ligamentum_flavum.toml")
                                         : options.caseFile;
  operation::CaseParameters parameters = operation::readCase(file);
  for (const std::string& setting : options.settings) config::set(setting, parameters);
  operation::checkTogether(parameters, [](std::string_view) { return "--set"; });
  parameters.own = importBones(options);
  return parameters;
}

lesson::Procedure readStory() {
  const std::filesystem::path file = config::assetPath("procedures/mild.toml");
  lesson::Procedure story = lesson::readProcedure(file);
  story.guide = std::make_shared<const lesson::Guide>(lesson::readGuide(file.parent_path(), story));
  story.claims = std::make_shared<const lesson::Claims>(
      lesson::readClaims(config::assetPath("references/claims.toml")));
  return story;
}

std::shared_ptr<const operation::Case> makeCase(const operation::CaseParameters& parameters) {
  std::filesystem::path baked;
  try {
    baked = config::bakedPath("default.field");
  } catch (const config::Error&) {
    // only dearer: the case samples for itself what the build did not leave
  }
  return std::make_shared<const operation::Case>(parameters, baked);
}

std::vector<anatomy::BakedMesh> surfacesOf(const operation::Case& theCase,
                                           const anatomy::Surfaced& like) {
  return anatomy::surfacesOf(theCase.spine(), config::bakedPath("lumbar.glb"), like);
}

operation::State heldAsAsked(const Options& options, const operation::Case& theCase,
                             const operation::State& state) {
  if (!options.posture && !options.atSeverity) return state;
  operation::Pose pose{state.patient.posture, state.patient.standing, state.patient.severity};
  if (options.posture) {
    pose.posture = *options.posture;
    pose.standing = options.standing;
  }
  if (options.atSeverity) pose.severity = *options.atSeverity;
  return operation::heldIn(theCase, state, pose);
}

std::unique_ptr<lesson::Session> startSession(const operation::CaseParameters& parameters,
                                              lesson::Procedure procedure, bool ahead) {
  return std::make_unique<lesson::Session>(makeCase(parameters), std::move(procedure), ahead);
}

std::unique_ptr<lesson::Session> startSession(const Options& options) {
  return startSession(readParameters(options), readStory(), false);
}

void seekMoment(lesson::Session& session, int stage, double through) {
  session.seekEndOf(stage - 1);
  const auto span = stage > 0 ? session.span(stage - 1) : std::nullopt;
  if (!span) return;
  session.seek(span->first + static_cast<std::uint64_t>(std::lround(
                                 through * static_cast<double>(span->last - span->first))));
}

}  // namespace unkink::app
