// Words, boxes and pictures on a printed page: Pango breaks the lines, Cairo draws, and where
// everything went is kept.
#pragma once

#include "render/image.hpp"

#include <cairo.h>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace unkink::app {

struct Ink {
  double r = 0.0, g = 0.0, b = 0.0;
};

constexpr Ink ink(unsigned rgb) {
  return {static_cast<double>((rgb >> 16) & 255) / 255.0,
          static_cast<double>((rgb >> 8) & 255) / 255.0, static_cast<double>(rgb & 255) / 255.0};
}

/// How words are set. Sizes are in points where the pen's scale is 1.
struct TypeStyle {
  double size_pt = 10.0;
  int weight = 400;  // 400 regular, 600, 700 bold
  Ink colour{};
  bool toTheRight = false;  // flush with the right end of their width
};

/// Points from the page's upper left corner.
struct PageRect {
  double x = 0.0, y = 0.0, width = 0.0, height = 0.0;

  double right() const { return x + width; }
  double bottom() const { return y + height; }
};

enum class Mark { kText, kPicture, kBox, kCallout };

/// Something that was drawn.
struct Placed {
  int page = 0;
  Mark mark = Mark::kText;
  PageRect rect;
  std::string what;  // the words, or what it is
};

/// Measures or draws; a distance that does not depend on words is given at scale 1 and grows with
/// scaled().
class SheetPen {
 public:
  /// \param cairo  outlives the pen
  SheetPen(cairo_t* cairo, const std::string& language);
  ~SheetPen();
  SheetPen(const SheetPen&) = delete;
  SheetPen& operator=(const SheetPen&) = delete;

  void setScale(double scale) { scale_ = scale; }
  double scale() const { return scale_; }
  double scaled(double points) const { return scale_ * points; }
  /// false: everything is measured, nothing drawn.
  void setDrawing(bool drawing) { drawing_ = drawing; }
  bool drawing() const { return drawing_; }

  /// Words in lines as wide as that. \param tag  their role in a tagged PDF: "P", "H1"; empty: none
  /// \return how high they are, pt
  double text(const std::string& words, const TypeStyle& style, double x, double y, double width,
              const std::string& tag = "P");
  /// How wide words are on one line, pt.
  double widthOf(const std::string& words, const TypeStyle& style) const;
  double heightOf(const std::string& words, const TypeStyle& style, double width) const;

  void box(const PageRect& rect, const std::optional<Ink>& fill, const std::optional<Ink>& edge,
           double radius_pt, const std::string& what);
  void line(double x1, double y1, double x2, double y2, const Ink& colour, double width_pt,
            const std::vector<double>& dashes = {});
  void disc(double x, double y, double radius_pt, const Ink& colour);
  void triangle(double x, double y, double side_pt, const Ink& colour);
  /// Fills the rectangle with a picture, embedded as a photograph.
  void picture(const render::Image& image, const PageRect& rect, double radius_pt,
               const std::string& what);
  /// Keeps where a callout's words and box are.
  void callout(const std::string& words, const TypeStyle& style, const PageRect& box);

  /// Ends this page, and goes on to the next one.
  void nextPage();
  int page() const { return page_; }
  const std::vector<Placed>& placed() const { return placed_; }

  /// A structure element of a tagged PDF around what is drawn meanwhile.
  class Tagged {
   public:
    Tagged(SheetPen& pen, std::string name);
    ~Tagged();
    Tagged(const Tagged&) = delete;
    Tagged& operator=(const Tagged&) = delete;

   private:
    cairo_t* cairo_;  // null: nothing is drawn
    std::string name_;
  };

 private:
  struct Layout;
  std::unique_ptr<Layout> layout(const std::string& words, const TypeStyle& style,
                                 double width) const;
  void rounded(const PageRect& rect, double radius);
  void source(const Ink& colour);

  cairo_t* cairo_;
  std::string language_;
  double scale_ = 1.0;
  bool drawing_ = true;
  int page_ = 0;
  std::vector<Placed> placed_;
};

}  // namespace unkink::app
