// Nothing that a leaflet says is passed over: it has its text, or a reason why it is not shown.
#include "config/files.hpp"
#include "config/node.hpp"
#include "lesson/catalogue.hpp"
#include "lesson/claims.hpp"
#include "lesson/guide.hpp"
#include "lesson/stories.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <array>

using namespace unkink;
using namespace unkink::lesson;

namespace {

struct Statement {
  int leaflet = 0;  // of "A" to "D"
  std::string says, notShown;
  std::vector<std::string> texts;
};

const std::vector<Statement>& statements() {
  static const std::vector<Statement> all = [] {
    constexpr std::array<std::string_view, 4> kLeaflets{"A", "B", "C", "D"};
    std::vector<Statement> read;
    const auto root = config::Document::read(config::assetPath("references/leaflets.toml")).root();
    root.onlyKeys({"statement"});
    for (const config::Node& node : root.list("statement")) {
      node.onlyKeys({"leaflet", "says", "texts", "not_shown"});
      read.push_back({static_cast<int>(node.choice("leaflet", kLeaflets)), node.text("says"),
                      node.textOr("not_shown", ""),
                      node.has("texts") ? node.strings("texts") : std::vector<std::string>{}});
    }
    return read;
  }();
  return all;
}

bool saidBy(const Statement& s, const std::string& key) {
  return std::ranges::any_of(s.texts, [&](const auto& k) { return keyBegins(key, k); });
}

}  // namespace

TEST_CASE("every statement of a leaflet has its text, or a reason why it is not shown") {
  const Catalogue words = Catalogue::read("en");
  std::array<int, 4> count{};
  for (const Statement& s : statements()) {
    INFO(s.says);
    ++count.at(static_cast<std::size_t>(s.leaflet));
    CHECK(s.texts.empty() != s.notShown.empty());
    CHECK((s.notShown.empty() || s.notShown.starts_with("because ")));
    for (const std::string& key : s.texts) {
      INFO(key);
      CHECK(std::ranges::any_of(words.texts(),
                                [&](const auto& text) { return keyBegins(text.first, key); }));
    }
  }
  for (const int n : count) CHECK(n > 15);
}

TEST_CASE("all 17 questions of the leaflets are answered, each by a statement of its leaflet") {
  const Guide guide =
      readGuide(config::assetPath("procedures/mild.toml").parent_path(), test::shipped());
  const Catalogue words = Catalogue::read("en");
  CHECK(guide.questions.size() == 17);
  for (const AskedQuestion& q : guide.questions) {
    const std::string answer = "question." + q.claim.id + ".answer";
    INFO(answer);
    for (const char* voice : {".plain", ".clinical"}) CHECK(words.has(answer + voice));
    CHECK(std::ranges::any_of(statements(), [&](const Statement& s) {
      return s.leaflet == q.leaflet[0] - 'A' && saidBy(s, answer);
    }));
  }
}
