// The sections of a take-home sheet, each as wide as the page's grid and as high as its words.
#pragma once

#include "app/graphics/handout_content.hpp"
#include "app/graphics/sheet_pen.hpp"

#include <functional>

namespace unkink::app {

struct HandoutSection {
  std::string name;
  bool onSecond = false;  // page, where both have room
  /// Measures or draws, as the pen is set, from (x, y) on. \return its height, pt
  std::function<double(SheetPen& pen, double x, double y, double width)> draw;
};

/// \param content, pictures   outlive the sections
std::vector<HandoutSection> handoutSections(const HandoutContent& content,
                                            const HandoutPictures& pictures);

TypeStyle footerType();

}  // namespace unkink::app
