// "This patient": which level, how tight, start; everything else folds out.
#include "ui/import_section.hpp"
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/section_view.hpp"
#include "ui/setup_fields.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace unkink::ui {
namespace {

using anatomy::Level;
using operation::CaseParameters;

constexpr std::array<const char*, kSeverityCount> kGradeKeys{"grade_a", "grade_b", "grade_c",
                                                             "grade_d"};
constexpr int kOpenSurgeryFirst = 3;  // the card from which open surgery is talked about first

std::size_t index(Level l) { return static_cast<std::size_t>(l); }

/// How thick and fat a build is over the lamina; the mean and one standard deviation either way.
/// Source: lee2004 for the depth, house for the share that is fat.
struct Build {
  const char* key;
  double skinToLamina_mm, fat_mm;
};
constexpr std::array<Build, 3> kBuilds{
    {{"build_slim", 32.0, 8.0}, {"build_average", 42.0, 14.0}, {"build_heavy", 52.0, 24.0}}};

int buildOf(const CaseParameters& p) {
  for (std::size_t n = 0; n < kBuilds.size(); ++n)
    if (kBuilds[n].skinToLamina_mm == p.skinToLamina_mm &&
        kBuilds[n].fat_mm == p.subcutaneousFat_mm)
      return static_cast<int>(n);
  return -1;
}

std::string areaText(const Shown& shown, double mm2) {
  return decimal(mm2, 0) + " " + word(shown, "unit_mm2");
}

/// One page being drawn.
class PatientPage {
 public:
  PatientPage(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output)
      : shown_(shown),
        workshop_(*shown.workshop),
        page_(state.setup),
        draft_(state.setup.draft),
        output_(output),
        fields_(shown, state.setup),
        s_(layout.scale) {}

  void draw(const Layout& layout) {
    page_.held = false;
    head();
    const float footer = 84.0f * s_;
    ImGui::BeginChild("fields",
                      ImVec2(0.0f, layout.setup.bottom() - footer - ImGui::GetCursorScreenPos().y),
                      false, ImGuiWindowFlags_NavFlattened);
    importSection(shown_, s_, page_, output_);
    level();
    severity();
    ligament();
    person();
    folds();
    ImGui::EndChild();
    foot();
  }

 private:
  anatomy::LevelDisease& disease() { return draft_.disease[index(draft_.level)]; }
  int& grade() { return page_.grade[index(draft_.level)]; }
  /// Two things side by side; each is given its width.
  template <class Left, class Right>
  void pair(const Left& left, const Right& right) {
    const float space = 16.0f * s_;
    const float width = std::floor(0.5f * (ImGui::GetContentRegionAvail().x - space));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const auto column = [&](const auto& draw, float x) {
      ImGui::SetCursorScreenPos(ImVec2(x, at.y));
      ImGui::BeginGroup();
      draw(width);
      ImGui::EndGroup();
      return ImGui::GetCursorScreenPos().y;
    };
    const float leftEnd = column(left, at.x);
    const float rightEnd = column(right, at.x + width + space);
    ImGui::SetCursorScreenPos(ImVec2(at.x, std::max(leftEnd, rightEnd)));
  }
  void gap(float height = 6.0f) { ImGui::Dummy(ImVec2(0.0f, height * s_)); }

  void head() {
    heading(word(shown_, "this_patient"));
    const char* close = word(shown_, "close");
    const float button = ImGui::CalcTextSize(close).x + 2 * ImGui::GetStyle().FramePadding.x;
    ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - button);
    if (ImGui::Button(close)) output_.closeSetup = true;
    muted(spoken(shown_, "intro"));
    gap(2.0f);
  }

  void step(const char* number, const char* text) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float size = ImGui::GetFontSize(), radius = 0.62f * size;
    const ImVec2 middle(at.x + radius, at.y + 0.5f * size);
    list.AddCircleFilled(middle, radius, pack(kAccentDeep));
    const ImVec2 text2 = ImGui::CalcTextSize(number);
    list.AddText(ImVec2(middle.x - 0.5f * text2.x, middle.y - 0.5f * text2.y), pack(kText), number);
    ImGui::Dummy(ImVec2(2.0f * radius, size));
    ImGui::SameLine();
    ImGui::TextUnformatted(text);
  }

  void level() {
    step("1", spoken(shown_, "level"));
    std::array<const char*, anatomy::kLevelCount> names{};
    for (std::size_t n = 0; n < names.size(); ++n) names[n] = anatomy::kLevelNames[n].data();
    const int pressed =
        choiceRow(names.data(), anatomy::kLevelCount, static_cast<int>(draft_.level));
    if (pressed >= 0) treat(static_cast<Level>(pressed));
    gap();
  }

  /// The narrow place is another one: it moves there, unless that level is narrow already.
  void treat(Level l) {
    anatomy::LevelDisease& there = draft_.disease[index(l)];
    if (l != draft_.level && there == anatomy::LevelDisease{}) {
      std::swap(there, disease());
      std::swap(page_.grade[index(l)], grade());
      // a grade is as much narrowing as that level takes
      if (const int n = page_.grade[index(l)]; n >= 0)
        there = workshop_.cards[static_cast<std::size_t>(n)].disease[index(l)];
    }
    page_.detailed = draft_.level = l;
  }

  void severity() {
    step("2", spoken(shown_, "severity"));
    const float space = 8.0f * s_;
    const float width =
        (ImGui::GetContentRegionAvail().x - space * (kSeverityCount - 1)) / kSeverityCount;
    for (std::size_t n = 0; n < kSeverityCount; ++n) {
      if (n > 0) ImGui::SameLine(0.0f, space);
      card(n, width);
    }
    warning();
    gap();
  }

  void card(std::size_t n, float width) {
    const SeverityCard& card = workshop_.cards[n];
    const bool chosen = grade() == static_cast<int>(n);
    const float line = ImGui::GetTextLineHeight(), pad = 6.0f * s_;
    const float picture = sectionHeight(width - 2 * pad);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::PushID(static_cast<int>(n));
    if (chosen) ImGui::PushStyleColor(ImGuiCol_Button, vec4(kAccentDeep));
    const ImVec2 size(width, picture + 2 * line + 3 * pad);
    if (ImGui::Button("##card", size)) {
      disease() = card.disease[index(draft_.level)];
      grade() = static_cast<int>(n);
    }
    if (chosen) ImGui::PopStyleColor();
    ImGui::PopID();
    const Rect well{at.x + pad, at.y + pad, width - 2 * pad, picture};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(ImVec2(well.x, well.y), ImVec2(well.right(), well.bottom()),
                       pack(kBackground), 5.0f * s_);
    if (card.section) drawSection(*card.section, well, s_);
    const std::string name = fitted(
        std::string(kGradeLetters[n]) + "  " + spoken(shown_, kGradeKeys[n]), width - 2 * pad);
    list.AddText(ImVec2(at.x + pad + 2.0f * s_, well.bottom() + pad), pack(kText), name.c_str());
    if (!card.section) return;
    ImGui::PushFont(fontOf(Type::kSmall));
    const std::string share = cardNumber(*card.section);
    list.AddText(ImVec2(at.x + pad + 2.0f * s_, well.bottom() + pad + line),
                 pack(chosen ? kText : kMuted), share.c_str());
    ImGui::PopFont();
  }

  /// Square millimetres for those who use them, the share of healthy room for the others.
  std::string cardNumber(const view::AxialSection& section) const {
    if (shown_.presentation.voice == view::Voice::kClinical)
      return areaText(shown_, section.sacArea_mm2);
    return decimal(100.0 * section.sacArea_mm2 / section.healthyArea_mm2, 0) + " % " +
           spoken(shown_, "of_room");
  }

  bool severe() {
    const auto& worst = workshop_.cards[kOpenSurgeryFirst].section;
    const bool tight =
        worst && workshop_.section && workshop_.section->sacArea_mm2 <= worst->sacArea_mm2 + 0.5;
    return grade() == kOpenSurgeryFirst || tight || disease().slip > anatomy::kGradeOneSlip;
  }

  void warning() {
    if (severe())
      wrapped((std::string(word(shown_, "severe_first")) + ". " +
               spoken(shown_, disease().slip > anatomy::kGradeOneSlip ? "why_slip" : "why_severe"))
                  .c_str(),
              Type::kBody, kCare);
  }

  std::string ofLevel(const char* name) const {
    return "disease." + std::string(operation::kLevelKeys[index(page_.detailed)]) + "." + name;
  }

  /// Total thickness as it is read from the MRI: the healthy one and what has been added.
  void thickness(const char* key, const char* text, Level l, float width) {
    const double healthy = anatomy::SpineParameters{}.ligamentThickness_mm[index(l)];
    fields_.slider("disease." + std::string(operation::kLevelKeys[index(l)]) + "." + key, text,
                   {1.0, healthy, "mm", 1}, width);
  }

  void ligament() {
    step("\u2022", spoken(shown_, "ligament"));
    pair([&](float w) { thickness("ligament_thickening_left_mm", "left", draft_.level, w); },
         [&](float w) { thickness("ligament_thickening_right_mm", "right", draft_.level, w); });
    gap();
  }

  void person() {
    pair(
        [&](float w) {
          const char* names[] = {word(shown_, "side_left"), word(shown_, "side_right")};
          const int side = fields_.choice("side", names, static_cast<int>(draft_.side), w);
          if (side >= 0) draft_.side = static_cast<anatomy::Side>(side);
        },
        [&](float w) {
          const char* names[] = {spoken(shown_, "sex_mean"), spoken(shown_, "sex_female"),
                                 spoken(shown_, "sex_male")};
          const int sex = fields_.choice("sex", names, static_cast<int>(draft_.sex), w);
          if (sex >= 0) draft_.sex = static_cast<anatomy::Sex>(sex);
        });
    gap(2.0f);
    const char* builds[] = {spoken(shown_, kBuilds[0].key), spoken(shown_, kBuilds[1].key),
                            spoken(shown_, kBuilds[2].key)};
    const int build =
        fields_.choice("build", builds, buildOf(draft_), ImGui::GetContentRegionAvail().x);
    if (build >= 0) {
      draft_.skinToLamina_mm = kBuilds[static_cast<std::size_t>(build)].skinToLamina_mm;
      draft_.subcutaneousFat_mm = kBuilds[static_cast<std::size_t>(build)].fat_mm;
    }
    gap();
  }

  bool fold(const char* text) {
    ImGui::PushStyleColor(ImGuiCol_Header, vec4(kWell));
    const bool open =
        ImGui::CollapsingHeader((std::string(spoken(shown_, text)) + "###" + text).c_str());
    ImGui::PopStyleColor();
    return open;
  }

  void folds() {
    if (fold("more_level")) details();
    if (fold("more_person")) body();
    if (fold("more_levels")) others();
    if (fold("more_files")) files();
  }

  void details() {
    std::array<const char*, anatomy::kLevelCount> names{};
    for (std::size_t n = 0; n < names.size(); ++n) names[n] = anatomy::kLevelNames[n].data();
    ImGui::PushID("detailed");
    const int pressed =
        choiceRow(names.data(), anatomy::kLevelCount, static_cast<int>(page_.detailed));
    ImGui::PopID();
    if (pressed >= 0) page_.detailed = static_cast<Level>(pressed);
    if (page_.detailed != draft_.level)
      pair(
          [&](float w) {
            thickness("ligament_thickening_left_mm", "ligament_left", page_.detailed, w);
          },
          [&](float w) {
            thickness("ligament_thickening_right_mm", "ligament_right", page_.detailed, w);
          });
    const SetupFields::Manner mm{1.0, 0.0, "mm", 1}, percent{100.0, 0.0, "%", 0};
    SetupFields::Manner slipped = percent;
    if (!draft_.disease[index(page_.detailed)].parsDefect) slipped.most = anatomy::kGradeOneSlip;
    const auto slider = [&](const char* name, const char* text, const SetupFields::Manner& manner) {
      return [=, this](float w) { fields_.slider(ofLevel(name), text, manner, w); };
    };
    pair(slider("facet_hypertrophy_left_mm", "facet_left", mm),
         slider("facet_hypertrophy_right_mm", "facet_right", mm));
    pair(slider("disc_bulge_mm", "bulge", mm), slider("disc_height_loss", "height_loss", percent));
    pair(slider("osteophytes_mm", "osteophytes", mm), slider("slip", "slip", slipped));
    pair([&](float w) { canal(w); }, [&](float) { lysis(); });
    gap();
  }

  /// One number for the canal of a level: of its two vertebrae, both ways.
  void canal(float width) {
    const auto upper = index(page_.detailed);
    const std::size_t lower = std::min(upper + 1, draft_.scale.size() - 1);
    const double before = draft_.scale[upper].canalDepth;
    fields_.slider("vertebra." + std::string(operation::kVertebraKeys[upper]) + ".canal_depth",
                   "canal", {100.0, 0.0, "%", 0}, width);
    const double now = draft_.scale[upper].canalDepth;
    if (now == before) return;
    for (const std::size_t v : {upper, lower}) {
      draft_.scale[v].canalDepth = now;
      draft_.scale[v].canalWidth = std::clamp(now, 0.85, 1.2);
    }
  }

  /// The arch of a bone whose pars is whole holds it at grade 1.
  void lysis() {
    anatomy::LevelDisease& d = draft_.disease[index(page_.detailed)];
    ImGui::NewLine();
    ImGui::Checkbox(spoken(shown_, "lysis"), &d.parsDefect);
    if (!d.parsDefect) d.slip = std::min(d.slip, anatomy::kGradeOneSlip);
  }

  void body() {
    const auto slider = [&](const char* key, const char* text, const char* unit) {
      return [=, this](float w) { fields_.slider(key, text, {1.0, 0.0, unit, 0}, w); };
    };
    pair(slider("patient.stature_cm", "stature", "cm"),
         slider("patient.lordosis_deg", "lordosis", "\u00b0"));
    pair(slider("patient.skin_to_lamina_mm", "depth", "mm"),
         slider("patient.subcutaneous_fat_mm", "fat", "mm"));
    gap();
  }

  /// The other levels may be narrow too; one is treated.
  void others() {
    muted(spoken(shown_, "one_treated"));
    for (int n = 0; n < anatomy::kLevelCount; ++n) {
      const auto l = static_cast<Level>(n);
      if (l == draft_.level) continue;
      otherLevel(l);
    }
    gap();
  }

  void otherLevel(Level l) {
    const bool healthy = draft_.disease[index(l)] == anatomy::LevelDisease{};
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(anatomy::kLevelNames[index(l)].data());
    ImGui::SameLine(64.0f * s_);
    const std::array<const char*, kSeverityCount + 1> names{spoken(shown_, "grade_none"),
                                                            kGradeLetters[0], kGradeLetters[1],
                                                            kGradeLetters[2], kGradeLetters[3]};
    int& chosen = page_.grade[index(l)];
    ImGui::PushID(static_cast<int>(l));
    const int pressed = choiceRow(names.data(), static_cast<int>(names.size()),
                                  healthy ? 0 : chosen + (chosen >= 0 ? 1 : 0));
    ImGui::PopID();
    if (pressed < 0) return;
    chosen = pressed - 1;
    draft_.disease[index(l)] =
        pressed == 0 ? anatomy::LevelDisease{}
                     : workshop_.cards[static_cast<std::size_t>(chosen)].disease[index(l)];
  }

  void files() {
    muted(spoken(shown_, "files_hint"));
    listing("recent_cases", workshop_.recent);
    listing("own_cases", workshop_.own);
    listing("ready_cases", workshop_.shipped);
    muted(spoken(shown_, "path"));
    const char* open = word(shown_, "setup_open");
    const float button = ImGui::CalcTextSize(open).x + 2 * ImGui::GetStyle().FramePadding.x;
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - button -
                            ImGui::GetStyle().ItemSpacing.x);
    const bool entered = ImGui::InputText("##path", page_.path.data(), page_.path.size(),
                                          ImGuiInputTextFlags_EnterReturnsTrue);
    ImGui::SameLine();
    if ((ImGui::Button(open) || entered) && page_.path[0] != '\0')
      output_.openCase = std::filesystem::path(page_.path.data());
    gap();
  }

  void listing(const char* text, const std::vector<CaseListing>& cases) {
    if (cases.empty()) return;
    muted(spoken(shown_, text));
    ImGui::PushID(text);
    for (const CaseListing& c : cases) {
      ImGui::PushID(c.file.c_str());
      const std::string title = "\u25b6  " + caseTitle(shown_, c.title);
      if (ImGui::Selectable(fitted(title, ImGui::GetContentRegionAvail().x).c_str()))
        output_.openCase = c.file;
      ImGui::PopID();
    }
    ImGui::PopID();
  }

  void foot() {
    ImGui::Separator();
    const bool waiting = page_.starting && !workshop_.ready;
    const char* start = waiting ? word(shown_, "setup_shaping") : word(shown_, "setup_start");
    const float save = 110.0f * s_, space = ImGui::GetStyle().ItemSpacing.x;
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(9.0f * s_, 9.0f * s_));
    if (choiceButton(start, true, ImGui::GetContentRegionAvail().x - save - space))
      output_.startPatient = true;
    ImGui::SameLine();
    if (ImGui::Button(word(shown_, "setup_save"), ImVec2(save, 0.0f))) output_.saveCase = true;
    ImGui::PopStyleVar();
    news();
  }

  void news() {
    using News = Workshop::News;
    if (workshop_.news == News::kNone) return muted(spoken(shown_, "one_level"));
    const bool refused = workshop_.news == News::kRefused;
    const char* what = workshop_.news == News::kSaved    ? word(shown_, "setup_saved")
                       : workshop_.news == News::kOpened ? word(shown_, "setup_opened")
                                                         : word(shown_, "setup_refused");
    const bool isTitle = workshop_.news == News::kOpened;
    const std::string said = isTitle ? caseTitle(shown_, workshop_.said) : workshop_.said;
    wrapped((std::string(what) + ": " + said).c_str(), Type::kSmall, refused ? kBad : kGood);
  }

  const Shown& shown_;
  const Workshop& workshop_;
  SetupPage& page_;
  CaseParameters& draft_;
  UiOutput& output_;
  SetupFields fields_;
  float s_;
};

}  // namespace

void patientButton(const Shown& shown, float width, UiOutput& output) {
  if (ImGui::Button(word(shown, "this_patient"), ImVec2(width, 0.0f))) output.openSetup = true;
}

void setupPage(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding,
                      ImVec2(16.0f * layout.scale, 12.0f * layout.scale));
  beginPanel("setup", layout.setup);
  ImGui::PopStyleVar();
  PatientPage(shown, layout, state, output).draw(layout);
  endPanel();
}

void setupInset(const Shown& shown, const Layout& layout, const UiState& state) {
  bonePointMarks(shown, layout.scene, layout.scale, state.setup);
  const Workshop& workshop = *shown.workshop;
  const float s = layout.scale, pad = 10.0f * s;
  const float width = std::clamp(0.31f * layout.scene.width, 150.0f * s, 300.0f * s);
  const float line = fontOf(Type::kSmall)->FontSize * ImGui::GetIO().FontGlobalScale;
  const float height = sectionHeight(width) + 2.0f * line + 3.0f * pad;
  const Rect box{layout.scene.x + pad, layout.scene.bottom() - height - pad, width + 2 * pad,
                 height};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(ImVec2(box.x, box.y), ImVec2(box.right(), box.bottom()), pack(kPanel, 0.94f),
                     8.0f * s);
  const Rect picture{box.x + pad, box.y + pad, width, sectionHeight(width)};
  list.AddRectFilled(ImVec2(picture.x, picture.y), ImVec2(picture.right(), picture.bottom()),
                     pack(kBackground), 6.0f * s);
  ImGui::PushFont(fontOf(Type::kSmall));
  if (workshop.section) drawSection(*workshop.section, picture, s);
  list.AddText(ImVec2(picture.x + 5.0f * s, picture.y + 3.0f * s), pack(kText),
               word(shown, "marker_right"));
  const char* left = word(shown, "marker_left");
  list.AddText(
      ImVec2(picture.right() - 5.0f * s - ImGui::CalcTextSize(left).x, picture.y + 3.0f * s),
      pack(kText), left);
  const auto level = anatomy::kLevelNames[index(state.setup.draft.level)];
  const std::string what = std::string(level) + ", " + spoken(shown, "section");
  list.AddText(ImVec2(picture.x, picture.bottom() + 0.5f * pad), pack(kText),
               fitted(what, width).c_str());
  std::string text = workshop.shaping ? word(shown, "setup_shaping") : "";
  if (!workshop.shaping && workshop.section)
    text = std::string(spoken(shown, "room")) + " " +
           areaText(shown, workshop.section->sacArea_mm2) + ", " + spoken(shown, "healthy") + " " +
           areaText(shown, workshop.section->healthyArea_mm2);
  list.AddText(ImVec2(picture.x, picture.bottom() + 0.5f * pad + 1.2f * line),
               pack(workshop.shaping ? kCare : kMuted), fitted(text, width).c_str());
  ImGui::PopFont();
}

}  // namespace unkink::ui
