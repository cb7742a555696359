// Sections, their grid, and how they share two pages.
#include "app/graphics/handout_page.hpp"

#include "app/graphics/handout_sections.hpp"
#include "config/error.hpp"

#include <algorithm>
#include <array>

namespace unkink::app {
namespace {

constexpr double kFooter_pt = 30.0, kLeastGap_pt = 11.0, kMostGap_pt = 24.0;
constexpr double kLargest = 1.12, kSmallest = 0.78, kStep = 0.01;

const std::array<Paper, 2>& papers() {
  static const std::array<Paper, 2> all{Paper{"a4", 595.276, 841.89},
                                        Paper{"letter", 612.0, 792.0}};
  return all;
}

/// Which sections stand on each page.
using Pages = std::vector<std::vector<const HandoutSection*>>;

class Press {
 public:
  Press(SheetPen& pen, const Paper& paper, const HandoutContent& content)
      : pen_(pen), paper_(paper), content_(content) {}

  /// The first page's sections and the rest as they should stand; at a scale at which they do.
  Pages share(const std::vector<HandoutSection>& sections) {
    Pages wish(2);
    for (const HandoutSection& s : sections) wish[s.onSecond ? 1 : 0].push_back(&s);
    pen_.setDrawing(false);
    for (double scale = kLargest; scale >= kSmallest; scale -= kStep) {
      pen_.setScale(scale);
      if (std::ranges::all_of(wish, [&](const auto& page) { return fits(page); })) return wish;
    }
    return flow(sections);
  }

  void print(const Pages& pages) {
    pen_.setDrawing(true);
    for (std::size_t n = 0; n < pages.size(); ++n) {
      if (n > 0) pen_.nextPage();
      const SheetPen::Tagged part(pen_, "Sect");
      double y = kMargin_pt;
      const double gap = std::min(kMostGap_pt, free(pages[n]) / gaps(pages[n]));
      for (const HandoutSection* section : pages[n])
        y += section->draw(pen_, kMargin_pt, y, width()) + gap;
      footer(n, pages.size());
    }
  }

 private:
  double width() const { return paper_.width_pt - 2.0 * kMargin_pt; }
  double room() const { return paper_.height_pt - 2.0 * kMargin_pt - kFooter_pt; }
  static double gaps(const std::vector<const HandoutSection*>& page) {
    return std::max(1.0, static_cast<double>(page.size()) - 1.0);
  }
  double free(const std::vector<const HandoutSection*>& page) {
    const bool drawing = pen_.drawing();
    pen_.setDrawing(false);
    double left = room();
    for (const HandoutSection* section : page) left -= section->draw(pen_, 0.0, 0.0, width());
    pen_.setDrawing(drawing);
    return left;
  }
  bool fits(const std::vector<const HandoutSection*>& page) {
    return free(page) >= kLeastGap_pt * gaps(page);
  }
  /// As many as fit on a page, then the next one.
  Pages flow(const std::vector<HandoutSection>& sections) {
    Pages pages(1);
    for (const HandoutSection& section : sections) {
      pages.back().push_back(&section);
      if (pages.back().size() == 1 || fits(pages.back())) continue;
      pages.back().pop_back();
      pages.push_back({&section});
    }
    return pages;
  }

  void footer(std::size_t page, std::size_t count) {
    const double top = paper_.height_pt - kMargin_pt - kFooter_pt + 8.0;
    pen_.line(kMargin_pt, top, kMargin_pt + width(), top, ink(0xc5d3da), 0.6);
    TypeStyle style = footerType();
    const std::string number = content_.say(
        "handout.page", {{"n", std::to_string(page + 1)}, {"count", std::to_string(count)}});
    const double scale = pen_.scale();
    pen_.setScale(1.0);
    const double last = pen_.widthOf(number, style) + 12.0;
    std::string words = content_.say("handout.device");
    if (page + 1 == count) words += " " + content_.say("handout.mark");
    words += " " + content_.about;
    for (const double room = kFooter_pt - 12.0 + 4.0;
         pen_.heightOf(words, style, width() - last) > room && style.size_pt > 5.0;)
      style.size_pt -= 0.25;
    pen_.text(words, style, kMargin_pt, top + 5.0, width() - last);
    style.toTheRight = true;
    pen_.text(number, style, kMargin_pt + width() - last, top + 5.0, last);
    pen_.setScale(scale);
  }

  SheetPen& pen_;
  const Paper& paper_;
  const HandoutContent& content_;
};

}  // namespace

Paper paperNamed(const std::string& name) {
  std::string all;
  for (const Paper& paper : papers()) {
    if (paper.name == name) return paper;
    all += (all.empty() ? "" : " or ") + paper.name;
  }
  config::fail("--paper", {}, "found \"" + name + "\", expected " + all);
}

HandoutLayout drawHandout(cairo_t* cairo, const Paper& paper, const HandoutContent& content,
                          const HandoutPictures& pictures) {
  SheetPen pen(cairo, content.language);
  const std::vector<HandoutSection> sections = handoutSections(content, pictures);
  Press press(pen, paper, content);
  const Pages pages = press.share(sections);
  press.print(pages);
  return {pen.scale(), static_cast<int>(pages.size()), pen.placed()};
}

}  // namespace unkink::app
