// Reading a language's texts into one flat map of dotted keys.
#include "lesson/catalogue.hpp"

#include "config/files.hpp"
#include "config/value.hpp"

namespace unkink::lesson {
namespace {

const std::vector<std::string> kNothing;

}  // namespace

Catalogue Catalogue::read(std::string_view language) {
  using config::Value;
  Catalogue c;
  const auto add = [&](const auto& self, const Value& table, const std::string& prefix) -> void {
    for (const Value& item : table.items) {
      const std::string key = prefix + item.name;
      if (item.kind == Value::Kind::kTable) self(self, item, key + ".");
      if (item.kind == Value::Kind::kText) c.texts_[key] = item.text;
      if (item.kind == Value::Kind::kFlag) c.texts_[key] = item.flag ? "true" : "false";
      if (item.kind == Value::Kind::kList)
        for (const Value& entry : item.items) c.lists_[key].push_back(entry.text);
    }
  };
  add(add, config::parseFile(config::assetPath("text/" + std::string(language) + ".toml")), "");
  return c;
}

const std::string& Catalogue::text(std::string_view key) const {
  const auto it = texts_.find(key);
  if (it != texts_.end()) return it->second;
  return missing_.try_emplace(std::string(key), std::string(key)).first->second;
}

bool Catalogue::has(std::string_view key) const { return texts_.contains(key); }

const std::vector<std::string>& Catalogue::list(std::string_view key) const {
  const auto it = lists_.find(key);
  return it != lists_.end() ? it->second : kNothing;
}

}  // namespace unkink::lesson
