// Reading TOML: the only file that knows the parser.
#include "config/value.hpp"

#include "config/error.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <limits>
#include <system_error>
#include <toml++/toml.h>

namespace unkink::config {

namespace {

constexpr std::uintmax_t kLargestFile_bytes = 16u << 20;

Value convert(const toml::node& node, std::string_view name);

void convertItems(const toml::table& table, Value& to) {
  for (const auto& [key, item] : table) {
    to.items.push_back(convert(item, key.str()));
    // a table made by a dotted key has no line of its own
    Value& made = to.items.back();
    if (made.line == 0) made.line = static_cast<int>(key.source().begin.line);
  }
  std::stable_sort(to.items.begin(), to.items.end(),
                   [](const Value& a, const Value& b) { return a.line < b.line; });
}

Value convert(const toml::node& node, std::string_view name) {
  Value value;
  value.name = name;
  value.line = static_cast<int>(node.source().begin.line);
  if (const auto* table = node.as_table()) {
    convertItems(*table, value);
  } else if (const auto* array = node.as_array()) {
    value.kind = Value::Kind::kList;
    for (const auto& item : *array) value.items.push_back(convert(item, {}));
  } else if (const auto* integer = node.as_integer()) {
    value.kind = Value::Kind::kNumber;
    value.whole = true;
    value.number = static_cast<double>(integer->get());
  } else if (const auto* real = node.as_floating_point()) {
    value.kind = Value::Kind::kNumber;
    value.number = real->get();
  } else if (const auto* flag = node.as_boolean()) {
    value.kind = Value::Kind::kFlag;
    value.flag = flag->get();
  } else if (const auto* text = node.as_string()) {
    value.kind = Value::Kind::kText;
    value.text = text->get();
  } else {
    value.kind = Value::Kind::kDate;
  }
  return value;
}

std::string contentOf(const std::filesystem::path& path) {
  std::error_code problem;
  const auto status = std::filesystem::status(path, problem);
  if (!std::filesystem::exists(status)) fail(path.string(), {}, "found no such file");
  if (std::filesystem::is_directory(status))
    fail(path.string(), {}, "found a directory, expected a TOML file");
  if (!std::filesystem::is_regular_file(status))
    fail(path.string(), {}, "found something else than a plain file, expected a TOML file");
  if (std::filesystem::file_size(path, problem) > kLargestFile_bytes)
    fail(path.string(), {}, "found more than 16 MB, expected a hand-written TOML file");
  std::ifstream file(path, std::ios::binary);
  std::string content((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file.is_open() || file.bad()) fail(path.string(), {}, "found a file that cannot be read");
  return content;
}

}  // namespace

const Value* Value::find(std::string_view key) const {
  const auto at =
      std::find_if(items.begin(), items.end(), [&](const Value& v) { return v.name == key; });
  return kind == Kind::kTable && at != items.end() ? &*at : nullptr;
}

Value parseFile(const std::filesystem::path& path) {
  const std::string content = contentOf(path);
  try {
    Value root = convert(toml::parse(content, path.string()), {});
    root.line = 1;
    return root;
  } catch (const toml::parse_error& error) {
    const int line = std::max(1, static_cast<int>(error.source().begin.line));
    fail(place(path, line), {},
         "found what is not TOML (" + std::string(error.description()) + ")");
  }
}

std::string describe(const Value& value) {
  switch (value.kind) {
    case Value::Kind::kTable:
      return "a table";
    case Value::Kind::kList:
      return "a list of " + std::to_string(value.items.size());
    case Value::Kind::kNumber:
      return formatNumber(value.number);
    case Value::Kind::kFlag:
      return value.flag ? "true" : "false";
    case Value::Kind::kText:
      return inQuotes(value.text);
    case Value::Kind::kDate:
      return "a date or time";
  }
  return {};
}

std::string place(const std::filesystem::path& file, int line) {
  return file.string() + ":" + std::to_string(line);
}

std::string placeOf(const std::filesystem::path& file, std::string_view key) {
  const Value root = parseFile(file);
  const Value* found = &root;
  for (bool more = true; more;) {
    const auto dot = key.find('.');
    more = dot != std::string_view::npos;
    const Value* next = found->find(key.substr(0, dot));
    if (next == nullptr) break;
    found = next;
    key.remove_prefix(more ? dot + 1 : 0);
  }
  return place(file, found->line);
}

std::string formatNumber(double number) {
  std::array<char, 40> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  return {digits.data(), end};
}

std::string inQuotes(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result.append(1, '\\').append(1, c);
    } else if (byte < 0x20 || byte == 0x7F) {
      result.append("\\u00").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
    } else {
      result += c;
    }
  }
  return result + "\"";
}

}  // namespace unkink::config
