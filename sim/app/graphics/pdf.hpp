// A PDF of several pages, drawn with Cairo, that says its title and language and describes its
// figures.
#pragma once

#include <cairo.h>
#include <functional>
#include <string>
#include <vector>

namespace unkink::app {

struct PdfFacts {
  double width_pt = 0.0, height_pt = 0.0;
  std::string title, subject, creator;
  std::string language;  // BCP 47, such as "en"
  std::string date;      // ISO 8601: no clock is asked, so the same sheet is the same bytes
  std::vector<std::string> figures;  // what each tagged "Figure" shows, in the order they are drawn
};

/// The file's bytes. Throws: config::Error where Cairo fails
std::string makePdf(const PdfFacts& facts, const std::function<void(cairo_t*)>& draw);

/// Adds what Cairo cannot say: the document's language, that its title is shown, and what each
/// figure shows, as an incremental update (PDF 32000-1, 7.5.6). A file that it cannot read stays
/// as it is.
std::string describedPdf(std::string pdf, const std::string& language,
                         const std::vector<std::string>& figures);

}  // namespace unkink::app
