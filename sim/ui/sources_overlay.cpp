// One short entry for each claim, those of the open page or else of the stage.
#include "ui/sources_overlay.hpp"

#include "lesson/claims.hpp"
#include "lesson/procedure.hpp"
#include "ui/overlay.hpp"
#include "ui/panel.hpp"
#include "ui/words.hpp"

#include <algorithm>

namespace unkink::ui {
namespace {

using lesson::StatedClaim;

std::vector<const StatedClaim*> claimsOf(const Shown& shown, Page page, const std::string& stage) {
  const bool plain = shown.presentation.voice == view::Voice::kPlain;
  const char* voice = plain ? "plain" : "clinical";
  const auto said = saidOn(page);
  if (!said.empty()) return shown.procedure.claims->about(said, voice);
  const std::string_view beginnings[] = {stage};
  return shown.procedure.claims->about(beginnings, voice);
}

std::string citation(const Shown& shown, const std::string& key) {
  constexpr std::string_view kLeaflet = "leaflet_";
  std::string text = lesson::cited(shown.procedure.claims->references, key);
  if (!key.starts_with(kLeaflet)) return text;
  const std::string letter(1, static_cast<char>(key.back() - 'a' + 'A'));
  return filled(voiced(shown, "source_window.leaflet"), "{letter}", letter) + ": " + text;
}

/// A source in a line of its own, set in a little.
void source(const Shown& shown, const std::string& key, float s) {
  ImGui::Indent(14.0f * s);
  muted(citation(shown, key).c_str());
  ImGui::Unindent(14.0f * s);
}

void entry(const Shown& shown, const StatedClaim& claim, float s) {
  const std::string key = "claim." + claim.id;
  wrapped(voiced(shown, key));
  const auto name = lesson::kConfidenceNames[static_cast<std::size_t>(claim.confidence)];
  const char* sure = voiced(shown, "source_window.sure_" + std::string(name));
  wrapped(sure, Type::kSmall, kAccent);
  if (claim.disagreement) {
    const char* how = voiced(shown, key + ".disagreement");
    const std::string line = filled(voiced(shown, "source_window.differ"), "{how}", how);
    wrapped(line.c_str(), Type::kSmall, kCare);
  }
  for (const std::string& from : claim.sources) source(shown, from, s);
  ImGui::Dummy(ImVec2(0.0f, 8.0f * s));
}

/// Sources of the stage that none of its claims has named.
void others(const Shown& shown, const std::string& stage,
            const std::vector<const StatedClaim*>& claims, float s) {
  const auto named = [&](const std::string& key) {
    return std::ranges::any_of(claims, [&](const StatedClaim* c) {
      return std::ranges::find(c->sources, key) != c->sources.end();
    });
  };
  bool first = true;
  for (const std::string& key : shown.catalogue.list(stage + ".sources")) {
    if (named(key)) continue;
    if (first) wrapped(voiced(shown, "source_window.others"));
    first = false;
    source(shown, key, s);
  }
}

/// As high as what is in it had been, at most what the window leaves.
void beginList(const Layout& layout) {
  constexpr float kAround = 150.0f;  // title, button and margins, at scale 1
  const float most =
      std::max(layout.notice.bottom() - kAround * layout.scale, 0.4f * layout.notice.bottom());
  const float before = ImGui::GetStateStorage()->GetFloat(ImGui::GetID("height"), most);
  ImGui::BeginChild("list", ImVec2(0.0f, std::min(before, most)));
}

void endList() {
  const float height = ImGui::GetCursorPosY() + ImGui::GetStyle().WindowPadding.y;
  moreBelow();
  ImGui::EndChild();
  ImGui::GetStateStorage()->SetFloat(ImGui::GetID("height"), height);
}

/// The keyboard's way through a list longer than the window.
void scrollBy(int& lines) {
  if (lines == 0) return;
  ImGui::SetScrollY(ImGui::GetScrollY() +
                    static_cast<float>(lines) * 3.0f * ImGui::GetTextLineHeightWithSpacing());
  lines = 0;
}

}  // namespace

void sourcesOverlay(const Shown& shown, const Layout& layout, UiState& state) {
  if (!state.show.sources || !shown.procedure.claims || shown.story.stageCount() == 0) return;
  const auto stage = static_cast<std::size_t>(shown.story.shownStage());
  const std::string key = "stage." + shown.procedure.stages[stage].id;
  const std::vector<const StatedClaim*> claims = claimsOf(shown, state.page, key);
  beginOverlay("sources", layout, 760.0f);
  heading(voiced(shown, "source_window.title"));
  ImGui::Dummy(ImVec2(0.0f, 4.0f * layout.scale));
  beginList(layout);
  scrollBy(state.show.scrollLines);
  for (const StatedClaim* claim : claims) entry(shown, *claim, layout.scale);
  if (saidOn(state.page).empty()) others(shown, key, claims, layout.scale);
  endList();
  if (ImGui::Button(word(shown, "close"))) state.show.sources = false;
  endOverlay();
}

std::span<const std::string_view> saidOn(Page page) {
  static constexpr std::string_view kBody[] = {"body"};
  static constexpr std::string_view kCandidacy[] = {"care", "walk", "who_not", "harm"};
  static constexpr std::string_view kReady[] = {"ready"};
  static constexpr std::string_view kAfter[] = {"after", "harm"};
  static constexpr std::string_view kEvidence[] = {"evidence", "option", "option_row", "harm"};
  static constexpr std::string_view kQuestions[] = {"question"};
  switch (page) {
    case Page::kBodyMap:
      return kBody;
    case Page::kCandidacy:
      return kCandidacy;
    case Page::kGettingReady:
      return kReady;
    case Page::kRecovery:
      return kAfter;
    case Page::kEvidence:
      return kEvidence;
    case Page::kQuestions:
      return kQuestions;
    default:
      return {};
  }
}

void sourcesOnClick(UiState& state) {
  if (!ImGui::IsItemHovered()) return;
  ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) state.show.sources = true;
}

}  // namespace unkink::ui
