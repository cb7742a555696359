// Checked access to the tables of a structured file.
#include "config/node.hpp"

#include "config/error.hpp"
#include "config/nearest.hpp"

#include <algorithm>

namespace unkink::config {

namespace {

std::string rangeText(double min, double max) {
  return "from " + formatNumber(min) + " to " + formatNumber(max);
}

}  // namespace

struct Node::File {
  std::filesystem::path path;
  Value root;
};

Node::Node(std::shared_ptr<const File> file, const Value& value, std::string name)
    : file_(std::move(file)), value_(&value), name_(std::move(name)) {}

bool Node::has(std::string_view key) const { return value_->find(key) != nullptr; }

std::vector<std::string> Node::keys() const {
  std::vector<std::string> names;
  for (const Value& item : value_->items) names.push_back(item.name);
  return names;
}

void Node::onlyKeys(std::initializer_list<std::string_view> allowed) const {
  for (const Value& item : value_->items)
    if (std::find(allowed.begin(), allowed.end(), item.name) == allowed.end())
      fail(item.name, "found an unknown key" +
                          nearestHint("key", item.name, {allowed.begin(), allowed.size()}));
}

double Node::number(std::string_view key, double min, double max) const {
  return checked(key, required(key, "a number " + rangeText(min, max)), min, max);
}

double Node::numberOr(std::string_view key, double min, double max, double fallback) const {
  return has(key) ? number(key, min, max) : fallback;
}

int Node::whole(std::string_view key, int min, int max) const {
  const std::string expected = "a whole number " + rangeText(min, max);
  const Value& value = required(key, expected);
  if (value.kind != Value::Kind::kNumber || !value.whole || value.number < min ||
      value.number > max)
    refuse(key, value, expected);
  return static_cast<int>(value.number);
}

int Node::wholeOr(std::string_view key, int min, int max, int fallback) const {
  return has(key) ? whole(key, min, max) : fallback;
}

std::string Node::text(std::string_view key) const {
  const Value& value = required(key, "a text");
  if (value.kind != Value::Kind::kText) refuse(key, value, "a text");
  return value.text;
}

std::string Node::textOr(std::string_view key, std::string_view fallback) const {
  return has(key) ? text(key) : std::string(fallback);
}

bool Node::flag(std::string_view key) const {
  const Value& value = required(key, "true or false");
  if (value.kind != Value::Kind::kFlag) refuse(key, value, "true or false");
  return value.flag;
}

bool Node::flagOr(std::string_view key, bool fallback) const {
  return has(key) ? flag(key) : fallback;
}

std::size_t Node::choice(std::string_view key, std::span<const std::string_view> names) const {
  const std::string name = text(key);
  const auto at = std::find(names.begin(), names.end(), name);
  if (at != names.end()) return static_cast<std::size_t>(at - names.begin());
  std::string expected;
  for (const std::string_view n : names) expected.append(expected.empty() ? "" : ", ").append(n);
  fail(key, "found " + inQuotes(name) + ", expected one of " + expected +
                nearestHint("name", name, names));
}

std::vector<double> Node::numbers(std::string_view key, std::size_t count, double min,
                                  double max) const {
  const std::string expected =
      "a list of " + (count ? std::to_string(count) + " " : std::string()) + "numbers";
  const Value& value = required(key, expected);
  if (value.kind != Value::Kind::kList || (count && value.items.size() != count))
    refuse(key, value, expected);
  std::vector<double> result;
  for (const Value& item : value.items) result.push_back(checked(key, item, min, max));
  return result;
}

std::vector<std::string> Node::strings(std::string_view key) const {
  const Value& value = required(key, "a list of texts");
  if (value.kind != Value::Kind::kList) refuse(key, value, "a list of texts");
  std::vector<std::string> result;
  for (const Value& item : value.items) {
    if (item.kind != Value::Kind::kText) refuse(key, item, "a list of texts");
    result.push_back(item.text);
  }
  return result;
}

Node Node::child(std::string_view key) const {
  const Value& value = required(key, "a table");
  if (value.kind != Value::Kind::kTable) refuse(key, value, "a table");
  return {file_, value, fullKey(key)};
}

std::vector<Node> Node::list(std::string_view key) const {
  std::vector<Node> nodes;
  const Value* value = value_->find(key);
  if (!value) return nodes;
  if (value->kind != Value::Kind::kList) refuse(key, *value, "a list of tables");
  for (const Value& item : value->items) {
    if (item.kind != Value::Kind::kTable) refuse(key, item, "a list of tables");
    nodes.push_back({file_, item, fullKey(key) + "[" + std::to_string(nodes.size()) + "]"});
  }
  return nodes;
}

void Node::fail(std::string_view key, std::string_view message) const {
  const Value* value = key.empty() ? nullptr : value_->find(key);
  config::fail(place(file_->path, value ? value->line : value_->line), fullKey(key), message);
}

std::string Node::where() const { return place(file_->path, value_->line); }

const Value& Node::required(std::string_view key, std::string_view expected) const {
  if (const Value* value = value_->find(key)) return *value;
  fail(key, "found nothing, expected " + std::string(expected));
}

double Node::checked(std::string_view key, const Value& value, double min, double max) const {
  // the comparison refuses NaN as well
  if (value.kind != Value::Kind::kNumber || !(value.number >= min && value.number <= max))
    refuse(key, value, "a number " + rangeText(min, max));
  return value.number;
}

void Node::refuse(std::string_view key, const Value& value, std::string_view expected) const {
  config::fail(place(file_->path, value.line), fullKey(key),
               "found " + describe(value) + ", expected " + std::string(expected));
}

std::string Node::fullKey(std::string_view key) const {
  return name_.empty() || key.empty() ? name_ + std::string(key) : name_ + "." + std::string(key);
}

Document::Document(std::shared_ptr<const Node::File> file) : file_(std::move(file)) {}

Document Document::read(const std::filesystem::path& path) {
  return Document(std::make_shared<const Node::File>(Node::File{path, parseFile(path)}));
}

Node Document::root() const { return {file_, file_->root, {}}; }

}  // namespace unkink::config
