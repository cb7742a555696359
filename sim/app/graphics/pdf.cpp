// Cairo's PDF surface, and an update appended to what it writes.
#include "app/graphics/pdf.hpp"

#include "config/error.hpp"

#include <cairo-pdf.h>
#include <cstdio>
#include <map>
#include <memory>

namespace unkink::app {
namespace {

struct Release {
  void operator()(cairo_surface_t* p) const { cairo_surface_destroy(p); }
  void operator()(cairo_t* p) const { cairo_destroy(p); }
};

cairo_status_t append(void* bytes, const unsigned char* data, unsigned size) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

/// UTF-8 as a PDF text string in UTF-16 with its mark, in hexadecimal.
std::string textString(const std::string& words) {
  std::string hex = "<FEFF";
  for (std::size_t n = 0; n < words.size();) {
    const auto first = static_cast<unsigned char>(words[n]);
    const int more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    unsigned point = more == 0 ? first : first & (0x3fu >> more);
    for (int k = 1; k <= more; ++k)
      point =
          point << 6 | (static_cast<unsigned char>(words[n + static_cast<std::size_t>(k)]) & 0x3fu);
    n += 1 + static_cast<std::size_t>(more);
    char unit[8];
    std::snprintf(unit, sizeof unit, "%04X", point & 0xffffu);
    hex += unit;
  }
  return hex + ">";
}

/// One object of a PDF: its number, and its dictionary from "<<" to before the last ">>".
struct Object {
  int number = 0;
  std::string open;
};

/// The object that begins at "\nN 0 obj".
Object objectAt(const std::string& pdf, std::size_t at) {
  const std::size_t from = pdf.find("obj", at) + 3, end = pdf.find("endobj", from);
  const std::size_t close = pdf.rfind(">>", end);
  if (end == std::string::npos || close == std::string::npos || close < from) return {};
  return {std::atoi(pdf.c_str() + at + 1), pdf.substr(from, close - from)};
}

std::size_t lastOf(const std::string& pdf, const char* word) { return pdf.rfind(word); }

/// The number after a word, behind a place.
int numberAfter(const std::string& pdf, const char* word, std::size_t from) {
  const std::size_t at = pdf.find(word, from);
  return at == std::string::npos ? -1 : std::atoi(pdf.c_str() + at + std::string(word).size());
}

/// Every object whose dictionary says that it is a figure, in the file's order.
std::vector<Object> figuresOf(const std::string& pdf) {
  std::vector<Object> figures;
  for (std::size_t at = pdf.find("/S /Figure"); at != std::string::npos;
       at = pdf.find("/S /Figure", at + 1)) {
    const std::size_t obj = pdf.rfind(" 0 obj", at);
    const std::size_t line = obj == std::string::npos ? obj : pdf.rfind('\n', obj);
    if (line != std::string::npos) figures.push_back(objectAt(pdf, line));
  }
  return figures;
}

}  // namespace

std::string describedPdf(std::string pdf, const std::string& language,
                         const std::vector<std::string>& figures) {
  const std::size_t trailer = lastOf(pdf, "trailer"), start = lastOf(pdf, "startxref");
  if (trailer == std::string::npos || start == std::string::npos) return pdf;
  const int root = numberAfter(pdf, "/Root ", trailer), info = numberAfter(pdf, "/Info ", trailer);
  const int size = numberAfter(pdf, "/Size ", trailer);
  const std::size_t at = pdf.find("\n" + std::to_string(root) + " 0 obj");
  if (root < 0 || size < 0 || at == std::string::npos) return pdf;
  std::map<int, std::string> renewed;
  renewed[root] = objectAt(pdf, at).open + "   /Lang (" + language +
                  ")\n   /ViewerPreferences << /DisplayDocTitle true >>\n>>";
  const std::vector<Object> found = figuresOf(pdf);
  if (found.size() == figures.size())
    for (std::size_t n = 0; n < found.size(); ++n)
      renewed[found[n].number] = found[n].open + "   /Alt " + textString(figures[n]) + "\n>>";
  const int before = numberAfter(pdf, "startxref\n", start);
  if (pdf.back() != '\n') pdf += '\n';
  std::string table = "xref\n";
  for (const auto& [number, dictionary] : renewed) {
    char entry[64];
    std::snprintf(entry, sizeof entry, "%d 1\n%010zu 00000 n \n", number, pdf.size());
    table += entry;
    pdf += std::to_string(number) + " 0 obj" + dictionary + "\nendobj\n";
  }
  const std::size_t tableAt = pdf.size();
  return pdf + table + "trailer\n<< /Size " + std::to_string(size) + "\n   /Root " +
         std::to_string(root) + " 0 R\n   /Info " + std::to_string(info) + " 0 R\n   /Prev " +
         std::to_string(before) + "\n>>\nstartxref\n" + std::to_string(tableAt) + "\n%%EOF\n";
}

std::string makePdf(const PdfFacts& facts, const std::function<void(cairo_t*)>& draw) {
  std::string bytes;
  const std::unique_ptr<cairo_surface_t, Release> surface(
      cairo_pdf_surface_create_for_stream(append, &bytes, facts.width_pt, facts.height_pt));
  // the last version whose objects are written in the open, where describedPdf() finds them
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_4);
  const auto say = [&](cairo_pdf_metadata_t what, const std::string& words) {
    cairo_pdf_surface_set_metadata(surface.get(), what, words.c_str());
  };
  say(CAIRO_PDF_METADATA_TITLE, facts.title);
  say(CAIRO_PDF_METADATA_SUBJECT, facts.subject);
  say(CAIRO_PDF_METADATA_CREATOR, facts.creator);
  say(CAIRO_PDF_METADATA_CREATE_DATE, facts.date + "T00:00:00Z");
  say(CAIRO_PDF_METADATA_MOD_DATE, facts.date + "T00:00:00Z");
  const std::unique_ptr<cairo_t, Release> cairo(cairo_create(surface.get()));
  draw(cairo.get());
  cairo_status_t status = cairo_status(cairo.get());
  cairo_surface_finish(surface.get());
  if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface.get());
  if (status != CAIRO_STATUS_SUCCESS)
    throw config::Error(std::string("the sheet could not be drawn: ") +
                        cairo_status_to_string(status));
  return describedPdf(std::move(bytes), facts.language, facts.figures);
}

}  // namespace unkink::app
