// What every run starts from: the case, the procedure, and a session over them.
#pragma once

#include "anatomy/meshes.hpp"
#include "app/command_line.hpp"
#include "lesson/session.hpp"

#include <memory>

namespace unkink::app {

/// The case that the options name, with their settings on top.
///
/// Throws: config::Error with its address
operation::CaseParameters readParameters(const Options& options);
lesson::Procedure readStory();

/// The case, from what the build sampled where that fits, else sampled anew.
std::shared_ptr<const operation::Case> makeCase(const operation::CaseParameters& parameters);

/// The surfaces of a case's spine, from what the build baked where that fits.
std::vector<anatomy::BakedMesh> surfacesOf(const operation::Case& theCase,
                                           const anatomy::Surfaced& like = {});

/// The state, held as the options ask for where they do.
operation::State heldAsAsked(const Options& options, const operation::Case& theCase,
                             const operation::State& state);

/// A session over a case. \param ahead   the story is written ahead on a thread of its own
std::unique_ptr<lesson::Session> startSession(const operation::CaseParameters& parameters,
                                              lesson::Procedure procedure, bool ahead);
/// The session of the options, its story written when it is asked for.
std::unique_ptr<lesson::Session> startSession(const Options& options);

/// Goes to a moment of a stage, 1-based. \param through  0 its beginning, 1 its end
void seekMoment(lesson::Session& session, int stage, double through);

}  // namespace unkink::app
