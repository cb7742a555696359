// Short citations from the sources' entries.
#include "app/citation.hpp"

#include "config/files.hpp"
#include "lesson/references.hpp"

namespace unkink::app {
namespace {

std::string citation(const lesson::Reference& r) {
  std::string text = r.authors;
  if (!r.title.empty()) text += (text.empty() ? "" : ": ") + r.title;
  if (text.empty()) text = r.howPublished;
  return r.year.empty() ? text : text + ", " + r.year;
}

}  // namespace

Citations Citations::read() {
  Citations citations;
  for (const auto& [key, reference] :
       lesson::readReferences(config::assetPath("references/references.bib")))
    citations.short_[key] = citation(reference);
  return citations;
}

std::string Citations::of(std::string_view key) const {
  const auto it = short_.find(key);
  return it != short_.end() && !it->second.empty() ? it->second : std::string(key);
}

}  // namespace unkink::app
