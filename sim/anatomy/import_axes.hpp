// Which way a file's coordinates point, in the letters of the field: R/L, A/P, S/I.
#pragma once

#include "math/vec.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace unkink::anatomy {

/// Where +x, +y and +z of a file point: "lps" is left, posterior, superior.
struct Axes {
  std::string letters = "lps";
  math::Mat3 lpsFromFile{1.0};  // its determinant is -1 where the coordinates are mirrored

  bool mirrored() const;
};

/// Axes by their three letters, one of r/l, of a/p and of s/i each, in any case and order.
std::optional<Axes> axesNamed(std::string_view letters);

/// The 24 ways to lie that are not mirrored.
std::vector<Axes> everyUnmirrored();

/// What a file's header says, as 3D Slicer and unkink write it: "SPACE=RAS" and the like.
/// \param head   the beginning of the file
std::optional<Axes> axesSaid(std::string_view head);

}  // namespace unkink::anatomy
