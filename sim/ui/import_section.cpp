// Imported bones on the set-up page.
#include "ui/import_section.hpp"

#include "anatomy/own_bones.hpp"
#include "ui/panel.hpp"
#include "ui/setup_fields.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace unkink::ui {
namespace {

using anatomy::Vertebra;

const char* nameOf(Vertebra v) {
  return anatomy::kVertebraNames[static_cast<std::size_t>(v)].data();
}

class Section {
 public:
  Section(const Shown& shown, float scale, SetupPage& page, UiOutput& output)
      : shown_(shown), workshop_(*shown.workshop), page_(page), output_(output), s_(scale) {}

  void draw() {
    if (workshop_.import && workshop_.import->asks()) return askAxes(*workshop_.import);
    if (workshop_.import) progress(*workshop_.import);
    const auto own = page_.draft.own;  // the page may let go of it
    if (!own) return page_.points.reset();
    origins(*own);
    points(*own);
    gap();
  }

 private:
  void gap() { ImGui::Dummy(ImVec2(0.0f, 6.0f * s_)); }

  void progress(const ImportStatus& import) {
    ImGui::TextUnformatted(spoken(shown_, "importing"));
    const float button = 110.0f * s_;
    ImGui::ProgressBar(
        static_cast<float>(import.share),
        ImVec2(ImGui::GetContentRegionAvail().x - button - ImGui::GetStyle().ItemSpacing.x, 0.0f),
        import.what.c_str());
    ImGui::SameLine();
    if (ImGui::Button(word(shown_, "setup_cancel"), ImVec2(button, 0.0f)))
      output_.cancelImport = true;
    gap();
  }

  void askAxes(const ImportStatus& asked) {
    wrapped((std::string(spoken(shown_, "axes_question")) + " " + asked.file).c_str(), Type::kBody,
            kCare);
    const auto upper = [](std::string letters) {
      for (char& c : letters) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      return letters;
    };
    const std::string likely = upper(asked.likely) + ": " + spoken(shown_, "axes_likely");
    const std::string mirrored = upper(asked.mirrored) + ": " + spoken(shown_, "axes_mirrored");
    if (ImGui::Button(likely.c_str(), ImVec2(-1.0f, 0.0f))) output_.axes = asked.likely;
    if (ImGui::Button(mirrored.c_str(), ImVec2(-1.0f, 0.0f))) output_.axes = asked.mirrored;
    muted(spoken(shown_, "axes_why"));
    if (ImGui::Button(word(shown_, "setup_cancel"))) output_.cancelImport = true;
    gap();
  }

  /// Which bones are the patient's, and that the rest is the model's.
  void origins(const anatomy::OwnBones& own) {
    std::string mine, modelled;
    for (std::size_t v = 0; v < own.bone.size(); ++v) {
      std::string& list = own.bone[v] ? mine : modelled;
      list += (list.empty() ? "" : ", ") + std::string(anatomy::kVertebraNames[v]);
    }
    wrapped((std::string(spoken(shown_, "own_bones")) + ": " + mine).c_str(), Type::kBody, kGood);
    const std::string soft = spoken(shown_, "modelled_soft");
    muted(modelled.empty()
              ? soft.c_str()
              : (std::string(spoken(shown_, "modelled")) + ": " + modelled + ". " + soft).c_str());
    for (const std::string& notice : workshop_.notices) muted(notice.c_str());
    if (ImGui::Button(spoken(shown_, "own_away"))) page_.draft.own.reset();
  }

  /// The points that were found, each with three numbers to move it by.
  void points(const anatomy::OwnBones& own) {
    ImGui::PushStyleColor(ImGuiCol_Header, vec4(kWell));
    const bool open =
        ImGui::CollapsingHeader((std::string(spoken(shown_, "points")) + "###points").c_str());
    ImGui::PopStyleColor();
    if (!open || !page_.draft.own) return page_.points.reset();
    chooseBone(own);
    if (!page_.points) return;
    const auto& bone = *own.bone[static_cast<std::size_t>(page_.points->bone)];
    muted((std::to_string(bone.triangles) + " " + spoken(shown_, "points_triangles") + ", " +
           decimal(bone.residual_mm, 1) + " mm " + spoken(shown_, "points_apart"))
              .c_str());
    muted(spoken(shown_, "points_hint"));
    const auto found = anatomy::bonePoints(page_.points->bone, bone.shape);
    for (std::size_t n = 0; n < found.size(); ++n) row(bone, found[n], n);
    if (ImGui::Button(spoken(shown_, "points_as_found"))) {
      page_.points->by_mm = {};
      output_.nudge = page_.points;
    }
  }

  void chooseBone(const anatomy::OwnBones& own) {
    std::vector<const char*> names;
    std::vector<Vertebra> bones;
    int chosen = -1;
    for (std::size_t v = 0; v < own.bone.size(); ++v) {
      if (!own.bone[v]) continue;
      const auto bone = static_cast<Vertebra>(v);
      if (page_.points && page_.points->bone == bone) chosen = static_cast<int>(bones.size());
      bones.push_back(bone);
      names.push_back(nameOf(bone));
    }
    ImGui::PushID("bone of points");
    int pressed = choiceRow(names.data(), static_cast<int>(names.size()), chosen);
    ImGui::PopID();
    if (pressed < 0 && chosen < 0) pressed = static_cast<int>(bones.size()) / 2;
    if (pressed < 0) return;
    const Vertebra bone = bones[static_cast<std::size_t>(pressed)];
    page_.points = BonePointEdit{bone, own.bone[static_cast<std::size_t>(bone)]->nudge_mm};
  }

  void row(const anatomy::OwnBone& bone, const anatomy::BonePoint& point, std::size_t n) {
    const float width = ImGui::GetContentRegionAvail().x, left = ImGui::GetCursorPosX();
    const std::string name =
        std::to_string(n + 1) + "  " + spoken(shown_, "point_" + std::string(point.name)) + "  (" +
        decimal(anatomy::apart_mm(page_.points->bone, bone, point.at), 1) + ")";
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(fitted(name, 0.52f * width).c_str());
    ImGui::SameLine();
    ImGui::SetCursorPosX(left + 0.54f * width);
    ImGui::SetNextItemWidth(0.46f * width);
    math::Vec3& by = page_.points->by_mm[n];
    std::array<float, 3> shownBy{static_cast<float>(by.x), static_cast<float>(by.y),
                                 static_cast<float>(by.z)};
    constexpr auto kMost = static_cast<float>(anatomy::kMostNudge_mm);
    ImGui::PushID(static_cast<int>(n));
    if (ImGui::DragFloat3("##by", shownBy.data(), 0.1f, -kMost, kMost, "%.1f",
                          ImGuiSliderFlags_AlwaysClamp))
      by = {shownBy[0], shownBy[1], shownBy[2]};
    if (ImGui::IsItemActive()) page_.held = true;
    if (ImGui::IsItemDeactivatedAfterEdit()) output_.nudge = page_.points;
    ImGui::PopID();
  }

  const Shown& shown_;
  const Workshop& workshop_;
  SetupPage& page_;
  UiOutput& output_;
  float s_;
};

}  // namespace

void importSection(const Shown& shown, float scale, SetupPage& page, UiOutput& output) {
  Section(shown, scale, page, output).draw();
}

void bonePointMarks(const Shown& shown, const Rect& picture, float scale, const SetupPage& page) {
  const auto& own = shown.theCase.parameters().own;
  if (!page.points || !own) return;
  const auto v = static_cast<std::size_t>(page.points->bone);
  if (!own->bone[v]) return;
  const anatomy::OwnBone& bone = *own->bone[v];
  const auto materialFromBone = shown.theCase.spine().materialFromBone(page.points->bone);
  const auto& motion = shown.state.bend.motion[v];
  const math::Mat4f clip = view::clipFromView(shown.scene.camera, picture.width / picture.height) *
                           view::viewFromPatient(shown.scene.camera);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto points = anatomy::bonePoints(page.points->bone, bone.shape);
  for (std::size_t n = 0; n < points.size(); ++n) {
    // what the hand has moved since the picture was made
    const math::Vec3 moved = bone.pose.inverse().rotate(page.points->by_mm[n] - bone.nudge_mm[n]);
    const math::Vec3 at = motion * (materialFromBone * (points[n].at + moved));
    const math::Vec4f p = clip * math::Vec4f(math::Vec3f(at), 1.0f);
    if (p.w <= 0.0f || std::max(std::abs(p.x), std::abs(p.y)) > p.w) continue;
    const ImVec2 place(picture.x + 0.5f * (1.0f + p.x / p.w) * picture.width,
                       picture.y + 0.5f * (1.0f - p.y / p.w) * picture.height);
    const std::string number = std::to_string(n + 1);
    const ImVec2 size = ImGui::CalcTextSize(number.c_str());
    list.AddCircleFilled(place, 0.62f * size.y, pack(kBackground, 0.85f));
    list.AddCircle(place, 0.62f * size.y, pack(kGood), 0, 2.0f * scale);
    list.AddText(ImVec2(place.x - 0.5f * size.x, place.y - 0.5f * size.y), pack(kText),
                 number.c_str());
  }
}

}  // namespace unkink::ui
