// A take-home sheet on paper: where everything stands on two pages, and drawing it.
#pragma once

#include "app/graphics/handout_content.hpp"
#include "app/graphics/sheet_pen.hpp"

namespace unkink::app {

struct Paper {
  std::string name;  // as it is asked for: "a4"
  double width_pt = 595.276, height_pt = 841.89;
};

/// Throws: config::Error that lists the papers there are
Paper paperNamed(const std::string& name);

/// What was drawn where.
struct HandoutLayout {
  double scale = 1.0;  // of all type
  int pages = 0;
  std::vector<Placed> placed;
};

/// Margins of a page, pt: nothing stands in them but what is told of the page itself.
inline constexpr double kMargin_pt = 38.0;

/// Draws the sheet.
///
/// Model: sections one under another. The type is as large as lets the first half of them stand on
/// page one and the rest on page two; where even the smallest is too large, a section moves to the
/// next page, and a third is begun. What is left free goes between the sections.
/// \param cairo   a surface as large as the paper, that shows pages
HandoutLayout drawHandout(cairo_t* cairo, const Paper& paper, const HandoutContent& content,
                          const HandoutPictures& pictures);

}  // namespace unkink::app
