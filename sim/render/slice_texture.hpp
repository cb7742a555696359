// The slice's picture as a texture.
#pragma once

#include "render/gl/objects.hpp"
#include "view/mri_slice.hpp"

namespace unkink::render {

class SliceTexture {
 public:
  /// Uploads a picture that is another than the last. \return the texture's name, bottom row first
  unsigned upload(const view::MriPicture& picture);

 private:
  gl::Texture texture_;
  int pixels_ = 0;
  std::uint64_t number_ = 0;
};

}  // namespace unkink::render
