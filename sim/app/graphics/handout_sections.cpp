// Each section's grid: title, case, pictures, steps, honesty, options; preparing, alarms, blanks,
// questions, sources.
#include "app/graphics/handout_sections.hpp"

#include "app/graphics/handout_pictures.hpp"
#include "ui/labels.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::app {
namespace {

// calm, and dark enough to be read on white: at least 4.5 : 1
constexpr Ink kNavy = ink(0x14324a), kBody = ink(0x24323d), kMuted = ink(0x56656f),
              kAccent = ink(0x0b6b7b), kRule = ink(0xc5d3da), kTint = ink(0xf1f6f8),
              kWhite = ink(0xffffff), kAmber = ink(0x8a5300), kAmberTint = ink(0xfff5e1),
              kAmberEdge = ink(0xe0a63a), kRed = ink(0xb01e16), kRedTint = ink(0xfdeeec),
              kGreen = ink(0x18704f), kDot = ink(0xd5dee3);

constexpr TypeStyle kTitleType{23.0, 700, kNavy}, kKickerType{9.5, 600, kAccent},
    kLeadType{10.5, 400, kMuted}, kHeadingType{13.0, 700, kNavy}, kBodyType{10.0, 400, kBody},
    kStrongType{10.0, 600, kNavy}, kSmallType{8.6, 400, kMuted}, kLabelType{8.4, 600, kMuted},
    kValueType{12.0, 700, kNavy}, kTinyType{7.4, 400, kMuted}, kCalloutType{7.2, 600, kNavy};

constexpr double kGutter_pt = 18.0, kPad_pt = 10.0, kLineGap_pt = 4.0;

TypeStyle in(TypeStyle style, const Ink& colour) {
  style.colour = colour;
  return style;
}
TypeStyle toTheRight(TypeStyle style) {
  style.toTheRight = true;
  return style;
}

/// What something is high, without drawing it.
template <class Draw>
double heightOf(SheetPen& pen, Draw&& draw) {
  const bool drawing = pen.drawing();
  pen.setDrawing(false);
  const double height = draw();
  pen.setDrawing(drawing);
  return height;
}

double heading(SheetPen& pen, const std::string& words, double x, double y, double width) {
  return pen.text(words, kHeadingType, x, y, width, "H2") + pen.scaled(kLineGap_pt + 1.0);
}

/// Draws a piece of each entry's own width, `columns` abreast, filled down column by column.
template <class Draw>
double grid(SheetPen& pen, std::size_t count, std::size_t columns, double x, double y, double width,
            double rowGap, Draw&& draw) {
  const std::size_t rows = (count + columns - 1) / columns;
  const double gutter = pen.scaled(kGutter_pt);
  const double each =
      (width - gutter * static_cast<double>(columns - 1)) / static_cast<double>(columns);
  double down = 0.0;
  for (std::size_t row = 0; row < rows; ++row) {
    double high = 0.0;
    for (std::size_t column = 0; column < columns; ++column)
      if (const std::size_t n = column * rows + row; n < count)
        high = std::max(high,
                        draw(n, x + static_cast<double>(column) * (each + gutter), y + down, each));
    down += high + (row + 1 < rows ? rowGap : 0.0);
  }
  return down;
}

class Sections {
 public:
  Sections(const HandoutContent& content, const HandoutPictures& pictures)
      : c_(content), say_(content.say), pictures_(pictures) {}

  double title(SheetPen& pen, double x, double y, double width) const {
    double down = pen.scaled(10.0);
    pen.box({x, y, pen.scaled(46.0), pen.scaled(3.2)}, kAccent, {}, 1.6, "bar");
    down += pen.text(say_("handout.kicker"), kKickerType, x, y + down, width);
    down += pen.text(say_("handout.title"), kTitleType, x, y + down, width, "H1");
    return down + pen.scaled(1.0) +
           pen.text(say_("handout.lead"), kLeadType, x, y + down + pen.scaled(1.0), width);
  }

  double facts(SheetPen& pen, double x, double y, double width) const {
    const double pad = pen.scaled(kPad_pt);
    const auto inside = [&] {
      const double names =
          grid(pen, c_.facts.size(), c_.facts.size(), x + pad, y + pad, width - 2.0 * pad, 0.0,
               [&](std::size_t n, double left, double top, double room) {
                 const double name = pen.text(c_.facts[n].name, kLabelType, left, top, room);
                 return name + pen.text(c_.facts[n].value, kValueType, left, top + name, room);
               });
      const double gap = pen.scaled(6.0);
      pen.line(x + pad, y + pad + names + gap, x + width - pad, y + pad + names + gap, kRule, 0.6);
      return 2.0 * pad + names + 2.0 * gap +
             pen.text(say_("ui.not_a_device"), in(kStrongType, kAccent), x + pad,
                      y + pad + names + 2.0 * gap, width - 2.0 * pad);
    };
    const double high = heightOf(pen, inside);
    pen.box({x, y, width, high}, kTint, kRule, 6.0, "facts");
    inside();
    return high + warning(pen, x, y + high, width);
  }

  double views(SheetPen& pen, double x, double y, double width) const {
    const double gutter = pen.scaled(kGutter_pt), each = 0.5 * (width - gutter);
    double high = 0.0;
    for (const bool after : {false, true})
      high = std::max(high, view(pen, after, x + (after ? each + gutter : 0.0), y, each));
    const double gap = pen.scaled(5.0);
    const std::string below = say_("handout.same_posture", {{"posture", c_.posture}}) + " " +
                              say_("handout.caption_straw");
    return high + gap + pen.text(below, kSmallType, x, y + high + gap, width, "Caption");
  }

  /// The steps, with the risks under them and a hundred people beside them.
  double steps(SheetPen& pen, double x, double y, double width) const {
    const double gutter = pen.scaled(kGutter_pt), right = 0.335 * width;
    const double left = width - right - gutter;
    double down = stepList(pen, x, y, left) + pen.scaled(9.0);
    down += pen.text(say_("ui.risks_title"), kHeadingType, x, y + down, left, "H2") +
            pen.scaled(kLineGap_pt);
    down += pen.text(say_("ui.risks"), kBodyType, x, y + down, left);
    return std::max(down, dots(pen, x + left + gutter, y, right));
  }

  double honesty(SheetPen& pen, double x, double y, double width) const {
    const double pad = pen.scaled(kPad_pt);
    const auto inside = [&] {
      double down = pad + pen.text(say_("handout.can_tell"), kStrongType, x + 1.4 * pad, y + pad,
                                   width - 2.4 * pad, "H2");
      for (const char* key : {"stage.before_after.honesty", "ui.relief"})
        down += pen.scaled(2.0) + pen.text(say_(key), kBodyType, x + 1.4 * pad,
                                           y + down + pen.scaled(2.0), width - 2.4 * pad);
      return down + pad;
    };
    const double high = heightOf(pen, inside);
    pen.box({x, y, width, high}, kTint, {}, 4.0, "honesty");
    pen.box({x, y, pen.scaled(3.6), high}, kAccent, {}, 1.8, "bar");
    inside();
    return high;
  }

  double options(SheetPen& pen, double x, double y, double width) const {
    double down = heading(pen, say_("handout.ways"), x, y, width);
    const double gap = pen.scaled(3.0), first = 0.22 * width, rest = pen.scaled(8.0) + first;
    for (int n = 1; say_.has("handout.way_" + std::to_string(n)); ++n) {
      const std::string key = "handout.way_" + std::to_string(n);
      if (n > 1) pen.line(x, y + down, x + width, y + down, kRule, 0.5);
      down += gap;
      down += std::max(pen.text(say_(key), kStrongType, x, y + down, first),
                       pen.text(say_(key + "_text"), kBodyType, x + rest, y + down, width - rest)) +
              gap;
    }
    return down;
  }

  double ready(SheetPen& pen, double x, double y, double width) const {
    const double gutter = pen.scaled(kGutter_pt), left = 0.43 * (width - gutter);
    return std::max(checklist(pen, x, y, left),
                    timeline(pen, x + left + gutter, y, width - gutter - left));
  }

  double alarms(SheetPen& pen, double x, double y, double width) const {
    const double gutter = pen.scaled(kGutter_pt), each = 0.5 * (width - gutter);
    const auto both = [&](double high) {
      return std::max(alarm(pen, true, {x, y, each, high}),
                      alarm(pen, false, {x + each + gutter, y, each, high}));
    };
    const double high = heightOf(pen, [&] { return both(0.0); });
    both(high);
    return high;
  }

  double blanks(SheetPen& pen, double x, double y, double width) const {
    const std::vector<std::string> names = say_.numbered("handout.fill");
    const double top = heading(pen, say_("handout.fill_in"), x, y, width);
    return top + grid(pen, names.size(), 2, x, y + top, width, pen.scaled(1.0),
                      [&](std::size_t n, double left, double at, double room) {
                        return blank(pen, names[n], left, at, room);
                      });
  }

  double questions(SheetPen& pen, double x, double y, double width) const {
    const double gutter = pen.scaled(kGutter_pt), left = 0.56 * (width - gutter);
    const double asked = boxes(pen, "handout.questions", "handout.question", x, y, left);
    const double from = x + left + gutter, room = width - left - gutter;
    const double own = heading(pen, say_("handout.own_questions"), from, y, room);
    const double line = pen.scaled(22.0);
    for (double at = own + 0.75 * line; at < std::max(asked, own + 2.8 * line); at += line)
      pen.line(from, y + at, from + room, y + at, kRule, 0.8);
    return std::max(asked, own + 2.8 * line);
  }

  double sources(SheetPen& pen, double x, double y, double width) const {
    std::string all;
    for (const std::string& citation : c_.citations) all += (all.empty() ? "" : "; ") + citation;
    const double name = pen.text(say_("handout.sources"), kLabelType, x, y, width, "H2");
    return name + pen.text(all + ".", kTinyType, x, y + name, width);
  }

 private:
  /// What must be talked about before anything else.
  double warning(SheetPen& pen, double x, double y, double width) const {
    if (!c_.surgeryFirst) return 0.0;
    const double gap = pen.scaled(7.0), pad = pen.scaled(8.0), in = pen.scaled(30.0);
    const double words = pen.heightOf(*c_.surgeryFirst, in_(kStrongType), width - in - pad);
    const PageRect box{x, y + gap, width, words + 2.0 * pad};
    pen.box(box, kAmberTint, kAmberEdge, 5.0, "surgery first");
    exclamation(pen, x + 0.55 * in, box.y + 0.5 * box.height, pen.scaled(15.0), kAmber, kWhite);
    pen.text(*c_.surgeryFirst, in_(kStrongType), x + in, box.y + pad, width - in - pad);
    return gap + box.height;
  }
  static TypeStyle in_(const TypeStyle& style) { return in(style, kAmber); }

  static void exclamation(SheetPen& pen, double x, double y, double side, const Ink& colour,
                          const Ink& mark) {
    pen.triangle(x, y, side, colour);
    pen.line(x, y - 0.26 * side, x, y + 0.08 * side, mark, 0.1 * side);
    pen.disc(x, y + 0.23 * side, 0.06 * side, mark);
  }

  /// One of the pair: its name and number, cut and straw, a bar of its room, and a caption.
  double view(SheetPen& pen, bool after, double x, double y, double width) const {
    const Ink colour = after ? kGreen : kAmber;
    const render::Image& scene = after ? pictures_.after : pictures_.before;
    const render::Image& straw = after ? pictures_.strawAfter : pictures_.strawBefore;
    const double percent = after ? c_.percentAfter : c_.percentBefore;
    const bool told = !after || c_.percentsShown;
    double down = pen.text(say_(after ? "handout.after" : "handout.before"),
                           in(kHeadingType, colour), x, y, 0.4 * width, "H2");
    if (told)
      pen.text(lesson::decimal(percent, 0) + " % " + say_("ui.of_healthy_room"),
               toTheRight(in(kStrongType, colour)), x + 0.3 * width, y + pen.scaled(3.0),
               0.7 * width);
    down += pen.scaled(3.0);
    const auto aspect = [](const render::Image& image) {
      return static_cast<double>(image.width) / image.height;
    };
    const double gap = pen.scaled(4.0);
    const double high = (width - gap) / (aspect(scene) + aspect(straw));
    const PageRect cut{x, y + down, high * aspect(scene), high};
    const PageRect kink{cut.right() + gap, cut.y, high * aspect(straw), high};
    pen.picture(scene, cut, 5.0, say_(after ? "handout.picture_after" : "handout.picture_before"));
    pen.picture(straw, kink, 5.0,
                say_(after ? "handout.picture_straw_after" : "handout.picture_straw_before"));
    names(pen, cut);
    directions(pen, cut);
    down += high + pen.scaled(5.0);
    if (told) {
      const double thick = pen.scaled(4.5), share = std::clamp(percent / 100.0, 0.05, 1.0);
      pen.box({x, y + down, width, thick}, kDot, {}, 2.2, "bar");
      pen.box({x, y + down, share * width, thick}, colour, {}, 2.2, "bar");
      down += thick + pen.scaled(4.0);
    }
    return down + pen.text(after ? c_.captionAfter : c_.captionBefore, kBodyType, x, y + down,
                           width, "Caption");
  }

  /// Which way the belly is, at the foot of a cut.
  void directions(SheetPen& pen, const PageRect& picture) const {
    if (!pen.drawing()) return;
    for (const bool left : {true, false}) {
      const std::string& words = say_(left == pictures_.bellyLeft ? "ui.cut_front" : "ui.cut_back");
      const double width = pen.widthOf(words, kCalloutType) + pen.scaled(7.0);
      const double high = pen.heightOf(words, kCalloutType, 0.0) + pen.scaled(2.5);
      const double in = pen.scaled(4.0);
      pen.callout(words, kCalloutType,
                  {left ? picture.x + in : picture.right() - in - width,
                   picture.bottom() - in - high, width, high});
    }
  }

  /// The names of what a picture shows, beside it on the picture.
  void names(SheetPen& pen, const PageRect& picture) const {
    if (!pen.drawing()) return;
    std::vector<ui::Callout> callouts;
    const double pad = pen.scaled(3.5);
    const auto points = [](double v) { return static_cast<float>(v); };
    for (const PictureLabel& label : pictures_.labels)
      callouts.push_back({label.words, points(picture.x + label.x * picture.width),
                          points(picture.y + label.y * picture.height),
                          points(pen.widthOf(label.words, kCalloutType) + 2.0 * pad),
                          points(pen.heightOf(label.words, kCalloutType, 0.0) + pad)});
    const double foot = pen.scaled(18.0);  // of the words that tell where the belly is
    const ui::Rect area{points(picture.x + pad), points(picture.y + pad),
                        points(picture.width - 2.0 * pad), points(picture.height - pad - foot)};
    ui::LabelMemory memory;
    for (const ui::PlacedCallout& placed : ui::placeCallouts(callouts, area, points(pad), memory)) {
      const PageRect box{placed.box.x, placed.box.y, placed.box.width, placed.box.height};
      const double from = placed.left ? box.right() : box.x, middle = box.y + 0.5 * box.height;
      const double x = placed.callout.anchorX, y = placed.callout.anchorY;
      pen.line(from, middle, x, y, kWhite, pen.scaled(1.8));
      pen.line(from, middle, x, y, kNavy, pen.scaled(0.8));
      pen.disc(x, y, pen.scaled(2.2), kWhite);
      pen.disc(x, y, pen.scaled(1.4), kNavy);
      pen.callout(placed.callout.text, kCalloutType, box);
    }
  }

  double stepList(SheetPen& pen, double x, double y, double width) const {
    const std::vector<std::string> steps = say_.numbered("handout.step");
    double down = heading(pen, say_("handout.steps"), x, y, width);
    const SheetPen::Tagged list(pen, "L");
    const double radius = pen.scaled(8.5), in = pen.scaled(26.0), gap = pen.scaled(6.0);
    const TypeStyle digit{10.0, 700, kWhite};
    for (std::size_t n = 0; n < steps.size(); ++n) {
      const std::string number = std::to_string(n + 1);
      const double middle = y + down + radius;
      pen.disc(x + radius, middle, radius, kAccent);
      pen.text(number, digit, x + radius - 0.5 * pen.widthOf(number, digit),
               middle - 0.5 * pen.heightOf(number, digit, 0.0), 0.0, "Lbl");
      const double lift = pen.scaled(1.5);
      down += std::max(2.0 * radius, lift + pen.text(steps[n], kBodyType, x + in, y + down + lift,
                                                     width - in, "LI")) +
              gap;
    }
    return down - gap;
  }

  /// A hundred people, of whom so many are filled in.
  static void hundred(SheetPen& pen, double x, double y, double side, double filled,
                      const Ink& colour) {
    const double pitch = side / 10.0, radius = 0.36 * pitch;
    for (int n = 0; n < 100; ++n) {
      const double at = x + (n % 10 + 0.5) * pitch, down = y + (n / 10 + 0.5) * pitch;
      const double share = filled - n;
      pen.disc(at, down, radius, share >= 1.0 ? colour : kDot);
      if (share > 0.0 && share < 1.0) pen.disc(at, down, radius * std::sqrt(share), colour);
    }
  }

  double dots(SheetPen& pen, double x, double y, double width) const {
    struct Group {
      const char* name;
      const char* here;
      const char* open;
      double hereOf100, openOf100;
    };
    // Source: [medicare_laminectomy]
    constexpr Group kGroups[] = {
        {"handout.harm", "handout.about_2", "handout.about_6", 1.9, 5.8},
        {"handout.more_surgery", "handout.about_9", "handout.about_5_6", 9.0, 5.5}};
    const double pad = pen.scaled(kPad_pt), room = width - 2.0 * pad, left = x + pad;
    const double side = std::min(pen.scaled(58.0), 0.42 * room), second = left + 0.54 * room;
    const auto inside = [&] {
      double down = pad + pen.text(say_("handout.in_100"), kStrongType, left, y + pad, room, "H2");
      for (const Group& group : kGroups) {
        down += pen.scaled(5.0);
        down += pen.text(say_(group.name), kLabelType, left, y + down, room) + pen.scaled(3.0);
        hundred(pen, left, y + down, side, group.hereOf100, kAccent);
        hundred(pen, second, y + down, side, group.openOf100, kAmberEdge);
        down += side + pen.scaled(2.0);
        const auto under = [&](const char* whose, const char* many, double at) {
          const double name = pen.text(say_(whose), kSmallType, at, y + down, 0.46 * room);
          return name + pen.text(say_(many), kStrongType, at, y + down + name, 0.46 * room);
        };
        down += std::max(under("handout.this_treatment", group.here, left),
                         under("handout.open_surgery", group.open, second));
      }
      down += pen.scaled(5.0);
      return down + pen.text(say_("handout.dots"), kTinyType, left, y + down, room) + pad;
    };
    const double high = heightOf(pen, inside);
    pen.box({x, y, width, high}, kTint, kRule, 6.0, "dots");
    inside();
    return high;
  }

  /// A list with a box to tick before each line.
  double boxes(SheetPen& pen, const char* name, const std::string& stem, double x, double y,
               double width) const {
    double down = heading(pen, say_(name), x, y, width);
    const SheetPen::Tagged list(pen, "L");
    const double side = pen.scaled(8.5), in = pen.scaled(18.0), gap = pen.scaled(5.0);
    for (const std::string& words : say_.numbered(stem)) {
      pen.box({x, y + down + pen.scaled(2.6), side, side}, kWhite, kAccent, 1.6, "tick");
      down += pen.text(words, kBodyType, x + in, y + down, width - in, "LI") + gap;
    }
    return down - gap;
  }

  double checklist(SheetPen& pen, double x, double y, double width) const {
    return boxes(pen, "handout.ready", "handout.ready", x, y, width);
  }

  double timeline(SheetPen& pen, double x, double y, double width) const {
    double down = heading(pen, say_("handout.afterwards"), x, y, width);
    const std::vector<std::string> when = say_.numbered("handout.when");
    const std::vector<std::string> then = say_.numbered("handout.then");
    const double in = pen.scaled(16.0), first = pen.scaled(82.0), gap = pen.scaled(5.0);
    const double middle = x + pen.scaled(4.0), high = pen.scaled(7.0);
    double last = y + down + high;
    const SheetPen::Tagged list(pen, "L");
    for (std::size_t n = 0; n < std::min(when.size(), then.size()); ++n) {
      const double at = y + down + high;
      pen.line(middle, last, middle, at, kRule, 1.4);
      if (n > 0) pen.disc(middle, last, pen.scaled(3.4), kAccent);
      pen.disc(middle, at, pen.scaled(3.4), kAccent);
      last = at;
      down += std::max(pen.text(when[n], kStrongType, x + in, y + down, first, "Lbl"),
                       pen.text(then[n], kBodyType, x + in + first + gap, y + down,
                                width - in - first - gap, "LI")) +
              gap;
    }
    return down + pen.text(say_("ui.no_help"), kSmallType, x + in, y + down, width - in);
  }

  double alarm(SheetPen& pen, bool emergency, const PageRect& box) const {
    const std::string key = emergency ? "handout.emergency" : "handout.call";
    const double pad = pen.scaled(kPad_pt), room = box.width - 2.0 * pad;
    const TypeStyle head{12.5, 700, emergency ? kWhite : kAmber};
    const double icon = pen.scaled(22.0);
    const double header = pen.heightOf(say_(key), head, room - icon) + pen.scaled(9.0);
    if (box.height > 0.0) {
      pen.box(box, emergency ? kRedTint : kAmberTint, emergency ? kRed : kAmberEdge, 6.0, key);
      if (emergency) pen.box({box.x, box.y, box.width, header}, kRed, {}, 6.0, "bar");
    }
    const double x = box.x + pad, middle = box.y + 0.5 * header;
    if (emergency)
      exclamation(pen, x + 0.35 * icon, middle, pen.scaled(14.0), kWhite, kRed);
    else
      handset(pen, x + 0.3 * icon, middle);
    pen.text(say_(key), head, x + icon, box.y + pen.scaled(4.5), room - icon, "H2");
    double down = header + pen.scaled(7.0);
    for (const std::string& sign : say_.numbered(key)) {
      pen.disc(x + pen.scaled(3.0), box.y + down + pen.scaled(7.4), pen.scaled(2.0),
               emergency ? kRed : kAmber);
      down += pen.text(sign, emergency ? kStrongType : kBodyType, x + pen.scaled(12.0),
                       box.y + down, room - pen.scaled(12.0), "LI") +
              pen.scaled(3.0);
    }
    down += pen.scaled(4.0);
    if (emergency)
      down += pen.text(say_("handout.emergency_do"), in(kBodyType, kRed), x, box.y + down, room);
    else
      down += blank(pen, say_("handout.phone"), x, box.y + down, room);
    return down + pad;
  }

  static void handset(SheetPen& pen, double x, double y) {
    const double w = pen.scaled(8.0), h = pen.scaled(14.0);
    pen.box({x - 0.5 * w, y - 0.5 * h, w, h}, kAmber, {}, 1.8, "icon");
    pen.box({x - 0.34 * w, y - 0.36 * h, 0.68 * w, 0.6 * h}, kAmberTint, {}, 0.6, "icon");
    pen.disc(x, y + 0.37 * h, pen.scaled(0.9), kAmberTint);
  }

  /// A name with a line to write on after it.
  double blank(SheetPen& pen, const std::string& name, double x, double y, double width) const {
    const double high = pen.scaled(25.0);
    const double least = 0.4 * width,
                 wide = std::min(pen.widthOf(name, kStrongType), width - least);
    const double words = pen.heightOf(name, kStrongType, wide + 1.0);
    const double row = std::max(high, words + pen.scaled(8.0));
    const double base = y + row - pen.scaled(4.0);
    pen.text(name, kStrongType, x, base + pen.scaled(3.0) - words, wide + 1.0);
    pen.line(x + wide + pen.scaled(8.0), base, x + width, base, kMuted, 0.7);
    return row;
  }

  const HandoutContent& c_;
  const lesson::Spoken& say_;
  const HandoutPictures& pictures_;
};

}  // namespace

std::vector<HandoutSection> handoutSections(const HandoutContent& content,
                                            const HandoutPictures& pictures) {
  const auto sections = std::make_shared<const Sections>(content, pictures);
  using Draw = double (Sections::*)(SheetPen&, double, double, double) const;
  const auto section = [&](const char* name, bool onSecond, Draw draw) {
    return HandoutSection{name, onSecond,
                          [sections, draw](SheetPen& pen, double x, double y, double width) {
                            return ((*sections).*draw)(pen, x, y, width);
                          }};
  };
  return {
      section("title", false, &Sections::title),   section("facts", false, &Sections::facts),
      section("views", false, &Sections::views),   section("honesty", false, &Sections::honesty),
      section("steps", false, &Sections::steps),   section("options", true, &Sections::options),
      section("ready", true, &Sections::ready),    section("alarms", true, &Sections::alarms),
      section("blanks", true, &Sections::blanks),  section("questions", true, &Sections::questions),
      section("sources", true, &Sections::sources)};
}

TypeStyle footerType() { return {7.2, 400, kMuted}; }

}  // namespace unkink::app
