// Pango and Cairo, called.
#include "app/graphics/sheet_pen.hpp"

#include <cmath>
#include <numbers>
#include <pango/pangocairo.h>
#include <stb/stb_image_write.h>

namespace unkink::app {
namespace {

constexpr const char* kFamilies = "Open Sans, DejaVu Sans, sans-serif";
constexpr float kLeading = 0.94f;  // of the font's own line height
constexpr int kPhotoQuality = 92;  // of JPEG, 1..100

struct Release {
  void operator()(PangoLayout* p) const { g_object_unref(p); }
  void operator()(cairo_surface_t* p) const { cairo_surface_destroy(p); }
};

void setFont(PangoLayout* layout, const TypeStyle& style, double scale) {
  PangoFontDescription* font = pango_font_description_from_string(kFamilies);
  pango_font_description_set_absolute_size(font, scale * style.size_pt * PANGO_SCALE);
  pango_font_description_set_weight(font, static_cast<PangoWeight>(style.weight));
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
}

/// Letters stand where a printer puts them, not on a screen's pixels.
void setForPrint(PangoLayout* layout, const std::string& language) {
  PangoContext* context = pango_layout_get_context(layout);
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context, FALSE);
  pango_cairo_context_set_resolution(context, 72.0);
  pango_context_set_language(context, pango_language_from_string(language.c_str()));
  pango_layout_context_changed(layout);
}

void append(void* bytes, void* data, int size) {
  const auto* from = static_cast<const unsigned char*>(data);
  auto& to = *static_cast<std::vector<unsigned char>*>(bytes);
  to.insert(to.end(), from, from + size);
}

/// The picture for a page: its pixels, and the same as JPEG, which is what a PDF takes.
std::unique_ptr<cairo_surface_t, Release> photograph(const render::Image& image) {
  std::unique_ptr<cairo_surface_t, Release> surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, image.width, image.height));
  std::vector<unsigned char> rgb;
  rgb.reserve(image.rgba.size() / 4 * 3);
  cairo_surface_flush(surface.get());
  unsigned char* pixels = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x) {
      const std::uint8_t* from =
          &image.rgba[4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                           static_cast<std::size_t>(x))];
      rgb.insert(rgb.end(), from, from + 3);
      const std::uint32_t packed = static_cast<std::uint32_t>(from[0]) << 16 |
                                   static_cast<std::uint32_t>(from[1]) << 8 | from[2];
      reinterpret_cast<std::uint32_t*>(pixels + y * stride)[x] = packed;
    }
  cairo_surface_mark_dirty(surface.get());
  auto* jpeg = new std::vector<unsigned char>;
  stbi_write_jpg_to_func(append, jpeg, image.width, image.height, 3, rgb.data(), kPhotoQuality);
  cairo_surface_set_mime_data(
      surface.get(), CAIRO_MIME_TYPE_JPEG, jpeg->data(), jpeg->size(),
      [](void* p) { delete static_cast<std::vector<unsigned char>*>(p); }, jpeg);
  return surface;
}

}  // namespace

struct SheetPen::Layout {
  std::unique_ptr<PangoLayout, Release> pango;

  /// Of the words, from the layout's upper left corner.
  PageRect extent() const {
    PangoRectangle r;
    pango_layout_get_extents(pango.get(), nullptr, &r);
    const auto points = [](int units) { return static_cast<double>(units) / PANGO_SCALE; };
    return {points(r.x), points(r.y), points(r.width), points(r.height)};
  }
};

SheetPen::SheetPen(cairo_t* cairo, const std::string& language)
    : cairo_(cairo), language_(language) {}
SheetPen::~SheetPen() = default;

std::unique_ptr<SheetPen::Layout> SheetPen::layout(const std::string& words, const TypeStyle& style,
                                                   double width) const {
  auto made = std::make_unique<Layout>();
  made->pango.reset(pango_cairo_create_layout(cairo_));
  PangoLayout* p = made->pango.get();
  setForPrint(p, language_);
  setFont(p, style, scale_);
  pango_layout_set_text(p, words.c_str(), static_cast<int>(words.size()));
  pango_layout_set_wrap(p, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width(p, width > 0.0 ? static_cast<int>(width * PANGO_SCALE) : -1);
  pango_layout_set_line_spacing(p, kLeading);
  if (style.toTheRight) pango_layout_set_alignment(p, PANGO_ALIGN_RIGHT);
  return made;
}

double SheetPen::text(const std::string& words, const TypeStyle& style, double x, double y,
                      double width, const std::string& tag) {
  const auto set = layout(words, style, width);
  const PageRect extent = set->extent();
  if (!drawing_) return extent.height;
  const bool tagged = !tag.empty();
  if (tagged) cairo_tag_begin(cairo_, tag.c_str(), nullptr);
  source(style.colour);
  cairo_move_to(cairo_, x, y);
  pango_cairo_show_layout(cairo_, set->pango.get());
  if (tagged) cairo_tag_end(cairo_, tag.c_str());
  placed_.push_back({page_, Mark::kText, {x + extent.x, y, extent.width, extent.height}, words});
  return extent.height;
}

double SheetPen::widthOf(const std::string& words, const TypeStyle& style) const {
  return layout(words, style, 0.0)->extent().width;
}

double SheetPen::heightOf(const std::string& words, const TypeStyle& style, double width) const {
  return layout(words, style, width)->extent().height;
}

void SheetPen::source(const Ink& colour) {
  cairo_set_source_rgb(cairo_, colour.r, colour.g, colour.b);
}

void SheetPen::rounded(const PageRect& rect, double radius) {
  constexpr double kQuarter = 0.5 * std::numbers::pi;
  cairo_new_sub_path(cairo_);
  cairo_arc(cairo_, rect.right() - radius, rect.y + radius, radius, -kQuarter, 0.0);
  cairo_arc(cairo_, rect.right() - radius, rect.bottom() - radius, radius, 0.0, kQuarter);
  cairo_arc(cairo_, rect.x + radius, rect.bottom() - radius, radius, kQuarter, 2.0 * kQuarter);
  cairo_arc(cairo_, rect.x + radius, rect.y + radius, radius, 2.0 * kQuarter, 3.0 * kQuarter);
  cairo_close_path(cairo_);
}

void SheetPen::box(const PageRect& rect, const std::optional<Ink>& fill,
                   const std::optional<Ink>& edge, double radius_pt, const std::string& what) {
  if (!drawing_) return;
  placed_.push_back({page_, Mark::kBox, rect, what});
  rounded(rect, scaled(radius_pt));
  if (fill) {
    source(*fill);
    cairo_fill_preserve(cairo_);
  }
  if (edge) {
    source(*edge);
    cairo_set_line_width(cairo_, 0.8);
    cairo_stroke_preserve(cairo_);
  }
  cairo_new_path(cairo_);
}

void SheetPen::line(double x1, double y1, double x2, double y2, const Ink& colour, double width_pt,
                    const std::vector<double>& dashes) {
  if (!drawing_) return;
  source(colour);
  cairo_set_line_width(cairo_, width_pt);
  cairo_set_dash(cairo_, dashes.data(), static_cast<int>(dashes.size()), 0.0);
  cairo_move_to(cairo_, x1, y1);
  cairo_line_to(cairo_, x2, y2);
  cairo_stroke(cairo_);
  cairo_set_dash(cairo_, nullptr, 0, 0.0);
}

void SheetPen::disc(double x, double y, double radius_pt, const Ink& colour) {
  if (!drawing_) return;
  source(colour);
  cairo_new_path(cairo_);
  cairo_arc(cairo_, x, y, radius_pt, 0.0, 2.0 * std::numbers::pi);
  cairo_fill(cairo_);
}

void SheetPen::triangle(double x, double y, double side_pt, const Ink& colour) {
  if (!drawing_) return;
  const double high = 0.5 * std::numbers::sqrt3 * side_pt;
  source(colour);
  cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to(cairo_, x, y - 0.6 * high);
  cairo_line_to(cairo_, x + 0.5 * side_pt, y + 0.4 * high);
  cairo_line_to(cairo_, x - 0.5 * side_pt, y + 0.4 * high);
  cairo_close_path(cairo_);
  cairo_fill_preserve(cairo_);
  cairo_set_line_width(cairo_, 0.16 * side_pt);
  cairo_stroke(cairo_);
}

void SheetPen::picture(const render::Image& image, const PageRect& rect, double radius_pt,
                       const std::string& what) {
  if (!drawing_) return;
  placed_.push_back({page_, Mark::kPicture, rect, what});
  const auto surface = photograph(image);
  cairo_tag_begin(cairo_, "Figure", nullptr);
  cairo_save(cairo_);
  rounded(rect, scaled(radius_pt));
  cairo_clip(cairo_);
  cairo_translate(cairo_, rect.x, rect.y);
  cairo_scale(cairo_, rect.width / image.width, rect.height / image.height);
  cairo_set_source_surface(cairo_, surface.get(), 0.0, 0.0);
  cairo_paint(cairo_);
  cairo_restore(cairo_);
  cairo_tag_end(cairo_, "Figure");
}

void SheetPen::callout(const std::string& words, const TypeStyle& style, const PageRect& box) {
  if (!drawing_) return;
  placed_.push_back({page_, Mark::kCallout, box, words});
  rounded(box, scaled(3.0));
  cairo_set_source_rgba(cairo_, 1.0, 1.0, 1.0, 0.92);
  cairo_fill(cairo_);
  const auto set = layout(words, style, 0.0);
  const PageRect extent = set->extent();
  source(style.colour);
  cairo_move_to(cairo_, box.x + 0.5 * (box.width - extent.width),
                box.y + 0.5 * (box.height - extent.height));
  pango_cairo_show_layout(cairo_, set->pango.get());
}

void SheetPen::nextPage() {
  cairo_show_page(cairo_);
  ++page_;
}

SheetPen::Tagged::Tagged(SheetPen& pen, std::string name)
    : cairo_(pen.drawing_ ? pen.cairo_ : nullptr), name_(std::move(name)) {
  if (cairo_) cairo_tag_begin(cairo_, name_.c_str(), nullptr);
}

SheetPen::Tagged::~Tagged() {
  if (cairo_) cairo_tag_end(cairo_, name_.c_str());
}

}  // namespace unkink::app
