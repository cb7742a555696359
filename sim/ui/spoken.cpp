// Sentences laid out word by word, so that one of them can have another colour.
#include "ui/spoken.hpp"

#include "lesson/captions.hpp"
#include "ui/panel.hpp"
#include "ui/words.hpp"

#include <string_view>

namespace unkink::ui {
namespace {

/// Words one after another, broken at a width.
class Flow {
 public:
  explicit Flow(float width)
      : origin_(ImGui::GetCursorScreenPos()),
        width_(width),
        space_(ImGui::CalcTextSize(" ").x),
        line_(ImGui::GetTextLineHeight() * 1.12f) {}

  void say(std::string_view text, ImU32 colour) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(' '), text.size());
      word(text.substr(0, end), colour);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
  float top() const { return y_; }
  float bottom() const { return y_ + line_; }

 private:
  void word(std::string_view text, ImU32 colour) {
    const char* begin = text.data();
    const float wide = ImGui::CalcTextSize(begin, begin + text.size()).x;
    if (x_ > 0.0f && x_ + wide > width_) {
      x_ = 0.0f;
      y_ += line_;
    }
    ImGui::GetWindowDrawList()->AddText(ImVec2(origin_.x + x_, origin_.y + y_), colour, begin,
                                        begin + text.size());
    x_ += wide + space_;
  }

  ImVec2 origin_;
  float width_, space_, line_;
  float x_ = 0.0f, y_ = 0.0f;
};

/// Keeps what has just begun in sight; afterwards the reader may scroll.
void scrollTo(std::size_t sentence, float top, float bottom) {
  int& last = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("spoken"), -1);
  if (last == static_cast<int>(sentence)) return;
  last = static_cast<int>(sentence);
  const float from = ImGui::GetScrollY(), high = ImGui::GetWindowHeight();
  if (top < from)
    ImGui::SetScrollY(top);
  else if (bottom > from + high)
    ImGui::SetScrollY(std::min(top, bottom - high + ImGui::GetTextLineHeight()));
}

}  // namespace

Spoken spokenOf(const Shown& shown, int stage) {
  const Story& story = shown.story;
  const lesson::Stage& s = shown.procedure.stages[static_cast<std::size_t>(stage)];
  const std::size_t beats = lesson::beatsOf(s).size();
  const lesson::Captions captions(stageText(shown, stage), beats);
  Spoken spoken{captions.sentences(), std::nullopt, 0};
  if (stage != story.shownStage() || story.beats.empty()) return spoken;
  const auto at = captions.at(story.elapsed, story.beats);
  spoken.last = at.value_or(0);
  const bool begun = story.playing || story.elapsed > 0;
  const auto& chapter = story.chapters[static_cast<std::size_t>(stage)];
  const bool over = !story.playing && chapter && story.tick >= chapter->last;
  const bool said = story.beats.size() == beats && story.elapsed >= captions.end(story.beats);
  if (begun && !said && !over) spoken.now = at;
  return spoken;
}

void drawSpoken(const Spoken& spoken) {
  const ImVec2 cursor = ImGui::GetCursorPos();
  const float width = ImGui::GetContentRegionAvail().x;
  Flow flow(width);
  for (std::size_t n = 0; n < spoken.sentences.size(); ++n) {
    const bool now = spoken.now == n;
    const float top = flow.top();
    flow.say(spoken.sentences[n], pack(now || !spoken.now ? kText : kMuted));
    if (now) scrollTo(n, cursor.y + top, cursor.y + flow.bottom());
  }
  ImGui::Dummy(ImVec2(width, flow.bottom()));
}

}  // namespace unkink::ui
