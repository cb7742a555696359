// A picture as a PNG file.
#pragma once

#include "render/image.hpp"

#include <filesystem>

namespace unkink::app {

/// Writes the picture without its alpha. Throws: config::Error where the file cannot be written
void writePng(const std::filesystem::path& file, const render::Image& image);

}  // namespace unkink::app
