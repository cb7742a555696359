// What --import asks for: a patient's own bones, with their story told on stderr.
#pragma once

#include "anatomy/own_bones.hpp"
#include "app/command_line.hpp"
#include "lesson/recording.hpp"

#include <memory>

namespace unkink::app {

/// The imported bones, or null where none are asked for; progress and notices go to stderr.
///
/// Throws: config::Error, as anatomy::gather and anatomy::ownBones
std::shared_ptr<const anatomy::OwnBones> importBones(const Options& options);

/// The same for a recording, which must have been made with the same bones.
///
/// Throws: config::Error where they are missing or others
std::shared_ptr<const anatomy::OwnBones> importFor(const Options& options,
                                                   const lesson::Recording& recording);

}  // namespace unkink::app
