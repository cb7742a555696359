// The views of a case for paper: drawn without a screen, on the page's own ground.
#pragma once

#include "app/graphics/handout_content.hpp"
#include "lesson/procedure.hpp"

namespace unkink::app {

/// The ground that the pictures are drawn on, sRGB.
inline constexpr unsigned kPictureGround = 0xeaf1f5;

/// Draws with a context of its own, so on any thread that has none.
///
/// \param before, after   the same patient at the same posture
/// Throws: config::Error where there is no OpenGL. Cost: about 8 s on two cores without a GPU
HandoutPictures takeHandoutPictures(const operation::Case& theCase,
                                    const lesson::Procedure& procedure,
                                    const operation::State& before, const operation::State& after,
                                    const lesson::Spoken& say);

}  // namespace unkink::app
