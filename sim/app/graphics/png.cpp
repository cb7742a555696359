// stb_image_write, called.
#include "app/graphics/png.hpp"

#include "config/error.hpp"

#include <stb/stb_image_write.h>

namespace unkink::app {

void writePng(const std::filesystem::path& file, const render::Image& image) {
  std::vector<std::uint8_t> rgb;
  rgb.reserve(image.rgba.size() / 4 * 3);
  for (std::size_t n = 0; n + 3 < image.rgba.size(); n += 4)
    rgb.insert(rgb.end(), {image.rgba[n], image.rgba[n + 1], image.rgba[n + 2]});
  if (!stbi_write_png(file.c_str(), image.width, image.height, 3, rgb.data(), 3 * image.width))
    throw config::Error(file.string() + ": could not be written, expected a place for a PNG file");
}

}  // namespace unkink::app
