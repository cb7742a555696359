// Grey to RGBA, turned upside down.
#include "render/slice_texture.hpp"

namespace unkink::render {

unsigned SliceTexture::upload(const view::MriPicture& picture) {
  if (texture_ && picture.number == number_ && picture.pixels == pixels_) return texture_.name();
  const Size size{picture.pixels, picture.pixels};
  if (picture.pixels != pixels_) texture_ = gl::makeTexture(gl::kRgba8, size, GL_LINEAR);
  pixels_ = picture.pixels;
  number_ = picture.number;
  const std::vector<std::uint8_t> grey = view::greyOf(picture);
  std::vector<std::uint8_t> rgba;
  rgba.reserve(4 * grey.size());
  const auto row = static_cast<std::size_t>(pixels_);
  for (std::size_t y = row; y-- > 0;)
    for (std::size_t x = 0; x < row; ++x) {
      const std::uint8_t g = grey[y * row + x];
      rgba.insert(rgba.end(), {g, g, g, 255});
    }
  glBindTexture(GL_TEXTURE_2D, texture_.name());
  glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, pixels_, pixels_, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
  return texture_.name();
}

}  // namespace unkink::render
