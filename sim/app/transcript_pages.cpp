// Walking the pages' data.
#include "app/transcript_pages.hpp"

#include "app/transcript.hpp"
#include "config/files.hpp"
#include "config/value.hpp"

#include <algorithm>
#include <array>

namespace unkink::app {
namespace {

using config::Value;
using lesson::Spoken;

/// Where a list of a page's file has its words.
struct Part {
  const char* list;
  const char* words;
};
struct PageData {
  const char* title;  // key
  const char* file;   // of assets/procedures, without its ending
  std::vector<Part> parts;
};

const std::vector<PageData>& pages() {
  static const std::vector<PageData> all{
      {"page.body_map", "body", {{"region", "body.region"}, {"time", "body"}, {"alarm", "body"}}},
      {"page.candidacy",
       "candidacy",
       {{"step", "care"}, {"question", "walk"}, {"who_not", "who_not"}, {"harm", "harm"}}},
      {"page.getting_ready",
       "getting_ready",
       {{"home", "ready"}, {"arrive", "ready"}, {"thinners", "ready"}, {"check", "time_out"}}},
      {"page.recovery",
       "recovery",
       {{"stop", "after"}, {"alarm", "after"}, {"exercise", "after"}, {"no_help", "after"}}},
      {"page.evidence",
       "evidence",
       {{"claim", "evidence"},
        {"figure", "evidence"},
        {"bars", "evidence"},
        {"pay", "evidence"},
        {"option", "option"}}},
      {"page.questions", "questions", {{"question", "question"}}},
      {"page.teach_back", "questions", {{"prompt", "teach"}}}};
  return all;
}

/// What the words of an entry leave open: its numbers, before and after, or those of its arms.
std::vector<std::pair<std::string, std::string>> numbersOf(const Value& entry, bool plain) {
  std::vector<std::pair<std::string, std::string>> open;
  const auto add = [&](double number) {
    open.emplace_back(std::to_string(open.size() + 1),
                      plain ? lesson::decimal(number, 0) : config::formatNumber(number));
  };
  if (entry.kind == Value::Kind::kNumber) add(entry.number);
  if (const Value* numbers = entry.find("numbers"))
    for (const Value& number : numbers->items) add(number.number);
  for (const char* name : {"before", "after"})
    if (const Value* number = entry.find(name)) add(number->number);
  if (const Value* arms = entry.find("arms"))
    for (const Value& arm : arms->items)
      if (const Value* number = arm.find("value")) add(number->number);
  return open;
}

class Teller {
 public:
  explicit Teller(const Spoken& say) : say_(say) {}

  /// An entry's own words, what else is under its key, and the entries within it.
  void tell(const Value& entry, const std::string& under, std::size_t indent) {
    const Value* id = entry.find("id");
    const std::string key = under + "." + (id ? id->text : entry.name);
    std::string words = say_.has(key) ? filledIn(key, entry) : std::string();
    if (const Value* tier = entry.find("tier"); tier && say_.has(under + "." + tier->text))
      words = say_(under + "." + tier->text) + ": " + words;
    if (!words.empty()) text += wrapped(words, kTranscriptColumns, indent);
    for (const char* more :
         {"what", "text", "why", "answer", "before", "after", "left", "harms", "later", "compared"})
      if (const std::string sub = key + "." + more; say_.has(sub)) {
        const Value* own = entry.find(more);
        text += wrapped(filledIn(sub, own ? *own : entry), kTranscriptColumns, indent + 2);
      }
    for (const Value& item : entry.items)
      if (item.kind == Value::Kind::kList)
        for (const Value& within : item.items)
          if (within.find("id")) tell(within, key, indent + 2);
  }

  std::string text;

 private:
  std::string filledIn(const std::string& key, const Value& entry) const {
    return say_(key, numbersOf(entry, !say_.clinical()));
  }

  const Spoken& say_;
};

void tellPart(const Value& data, const Part& part, Teller& teller) {
  const Value* found = data.find(part.list);
  if (!found) return;
  if (found->kind != Value::Kind::kList)
    teller.tell(*found, part.words, 0);
  else
    for (const Value& entry : found->items) teller.tell(entry, part.words, 0);
}

}  // namespace

std::string transcriptOfPages(const Spoken& say) {
  const std::vector<std::string> files = config::assetNames("procedures", ".toml");
  std::string text;
  for (const PageData& page : pages()) {
    if (std::ranges::find(files, page.file) == files.end()) continue;
    Teller teller(say);
    const Value data =
        config::parseFile(config::assetPath("procedures/" + std::string(page.file) + ".toml"));
    for (const Part& part : page.parts) tellPart(data, part, teller);
    if (teller.text.empty()) continue;
    const std::string line(kTranscriptColumns, '-');
    text += line + "\n" + wrapped(say(page.title), kTranscriptColumns) + line + "\n" + teller.text +
            "\n";
  }
  return text;
}

}  // namespace unkink::app
