// Reading case and procedure.
#include "app/material.hpp"

#include "app/import_action.hpp"
#include "config/error.hpp"
#include "config/files.hpp"

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
  return lesson::readProcedure(config::assetPath("procedures/mild.toml"));
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

std::unique_ptr<lesson::Session> startSession(const operation::CaseParameters& parameters,
                                              lesson::Procedure procedure, bool ahead) {
  return std::make_unique<lesson::Session>(makeCase(parameters), std::move(procedure), ahead);
}

std::unique_ptr<lesson::Session> startSession(const Options& options) {
  return startSession(readParameters(options), readStory(), false);
}

}  // namespace unkink::app
