// Fields read from files and the command line, checked, and written out again.
#include "config/field.hpp"

#include "config/error.hpp"
#include "config/nearest.hpp"
#include "config/utf8.hpp"
#include "config/value.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <set>

namespace unkink::config {

namespace {

std::vector<std::string_view> viewsOf(const std::vector<std::string>& names) {
  return {names.begin(), names.end()};
}

std::string joined(const std::vector<std::string>& names, std::string_view between) {
  std::string result;
  for (const std::string& name : names) {
    if (!result.empty()) result += between;
    result += name;
  }
  return result;
}

std::string rangeOf(const Field& field) {
  switch (field.kind) {
    case Field::Kind::kNumber:
    case Field::Kind::kWhole:
      return formatNumber(field.min) + " to " + formatNumber(field.max);
    case Field::Kind::kChoice:
    case Field::Kind::kFlag:
      return joined(field.names, " | ");
    case Field::Kind::kText:
      return "up to " + std::to_string(field.maxLength) + " bytes";
  }
  return {};
}

std::string expectation(const Field& field) {
  const std::string unit = field.unit.empty() ? "" : " " + field.unit;
  switch (field.kind) {
    case Field::Kind::kNumber:
      return "expected a number from " + rangeOf(field) + unit;
    case Field::Kind::kWhole:
      return "expected a whole number from " + rangeOf(field) + unit;
    case Field::Kind::kChoice:
    case Field::Kind::kFlag:
      return "expected one of " + joined(field.names, ", ");
    case Field::Kind::kText:
      return "expected one line of UTF-8 text " + rangeOf(field);
  }
  return {};
}

[[noreturn]] void refuse(std::string_view where, const Field& field, std::string_view found) {
  fail(where, field.key, "found " + std::string(found) + ", " + expectation(field));
}

const Field* find(const FieldTable& fields, std::string_view key) {
  const auto at =
      std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.key == key; });
  return at == fields.end() ? nullptr : &*at;
}

const Field& known(std::string_view where, std::string_view key, const FieldTable& fields) {
  if (const Field* field = find(fields, key)) return *field;
  std::vector<std::string_view> keys;
  for (const Field& field : fields) keys.push_back(field.key);
  fail(where, key, "found an unknown key" + nearestHint("key", key, keys));
}

void setNumber(std::string_view where, const Field& field, double number) {
  // the comparison refuses NaN as well
  if (!(number >= field.min && number <= field.max)) refuse(where, field, formatNumber(number));
  if (field.kind == Field::Kind::kWhole && number != std::floor(number))
    refuse(where, field, formatNumber(number));
  field.set(number);
}

void setChoice(std::string_view where, const Field& field, std::string_view name) {
  const auto at = std::find(field.names.begin(), field.names.end(), name);
  if (at == field.names.end())
    fail(where, field.key,
         "found " + inQuotes(name) + ", " + expectation(field) +
             nearestHint("name", name, viewsOf(field.names)));
  field.set(static_cast<std::size_t>(at - field.names.begin()));
}

void setText(std::string_view where, const Field& field, const std::string& text) {
  if (text.size() > field.maxLength) refuse(where, field, std::to_string(text.size()) + " bytes");
  if (!isOneLine(text) || !isUtf8(text)) refuse(where, field, inQuotes(text));
  field.set(text);
}

void setFromValue(std::string_view where, const Field& field, const Value& value) {
  const bool number = value.kind == Value::Kind::kNumber;
  const bool text = value.kind == Value::Kind::kText;
  if (field.kind == Field::Kind::kNumber && number) return setNumber(where, field, value.number);
  if (field.kind == Field::Kind::kWhole && number && value.whole)
    return setNumber(where, field, value.number);
  if (field.kind == Field::Kind::kFlag && value.kind == Value::Kind::kFlag)
    return setChoice(where, field, field.names.at(value.flag ? 1 : 0));
  if (field.kind == Field::Kind::kText && text) return setText(where, field, value.text);
  if ((field.kind == Field::Kind::kChoice || field.kind == Field::Kind::kFlag) && text)
    return setChoice(where, field, value.text);
  refuse(where, field, describe(value));
}

struct Leaf {
  std::string key;
  const Value* value;
};

// A table is walked into unless it stands where a field or nothing at all belongs.
void flatten(const Value& table, const std::string& prefix, const FieldTable& fields,
             std::vector<Leaf>& leaves) {
  for (const Value& item : table.items) {
    const std::string key = prefix + item.name;
    const bool walk = item.kind == Value::Kind::kTable && !find(fields, key);
    const bool prefixOfField = std::any_of(
        fields.begin(), fields.end(), [&](const Field& f) { return f.key.starts_with(key + "."); });
    if (walk && (prefixOfField || !item.items.empty()))
      flatten(item, key + ".", fields, leaves);
    else
      leaves.push_back({key, &item});
  }
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

void setNumberFromText(std::string_view where, const Field& field, std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0.0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || end != text.data() + text.size())
    refuse(where, field, inQuotes(text));
  setNumber(where, field, number);
}

std::string plainText(const Field& field) {
  const Setting setting = field.get();
  if (const auto* number = std::get_if<double>(&setting)) return formatNumber(*number);
  if (const auto* index = std::get_if<std::size_t>(&setting)) return field.names.at(*index);
  return std::get<std::string>(setting);
}

std::string tomlText(const Field& field) {
  const std::string text = plainText(field);
  const bool number = field.kind == Field::Kind::kNumber || field.kind == Field::Kind::kWhole;
  return number ? text : inQuotes(text);
}

std::string tableOf(const std::string& key) {
  const auto dot = key.rfind('.');
  return dot == std::string::npos ? std::string() : key.substr(0, dot);
}

std::string nameOf(const std::string& key) {
  const auto dot = key.rfind('.');
  return dot == std::string::npos ? key : key.substr(dot + 1);
}

/// Lower-case words joined by _ and .; a unit at the end keeps its capitals, as in mL and kV.
bool wellFormed(std::string key, const std::string& unit) {
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789_.";
  if (!unit.empty() && key.ends_with("_" + unit)) key.resize(key.size() - unit.size() - 1);
  return !key.empty() && key.find_first_not_of(kAllowed) == std::string::npos &&
         key.front() != '.' && key.back() != '.' && key.find("..") == std::string::npos;
}

bool endsInUnit(const Field& field) {
  if (field.unit.empty()) return true;
  std::string suffix = "_" + field.unit;
  std::string key = field.key;
  for (std::string* text : {&suffix, &key})
    std::transform(text->begin(), text->end(), text->begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::replace(suffix.begin(), suffix.end(), '/', '_');
  return key.ends_with(suffix);
}

std::string rangeFault(const Field& field) {
  try {
    const Setting setting = field.get();
    if (const auto* number = std::get_if<double>(&setting))
      setNumber("default", field, *number);
    else if (const auto* index = std::get_if<std::size_t>(&setting))
      setChoice("default", field, *index < field.names.size() ? field.names[*index] : "");
    else
      setText("default", field, std::get<std::string>(setting));
    return {};
  } catch (const Error& error) {
    return error.what();
  }
}

}  // namespace

void FieldCollector::add(const Number& n, bool whole, Get get, Set set) {
  Field field{};
  field.kind = whole ? Field::Kind::kWhole : Field::Kind::kNumber;
  field.key = n.key;
  field.unit = n.unit;
  field.label = n.label;
  field.source = n.source;
  field.min = n.min;
  field.max = n.max;
  field.get = std::move(get);
  field.set = std::move(set);
  fields_.push_back(std::move(field));
}

void FieldCollector::add(const Choice& c, bool flag, Get get, Set set) {
  assert(!flag || c.names.size() == 2);
  Field field{};
  field.kind = flag ? Field::Kind::kFlag : Field::Kind::kChoice;
  field.key = c.key;
  field.label = c.label;
  field.source = c.source;
  field.names.assign(c.names.begin(), c.names.end());
  field.get = std::move(get);
  field.set = std::move(set);
  fields_.push_back(std::move(field));
}

void FieldCollector::operator()(const Text& t, std::string& member) {
  Field field{};
  field.kind = Field::Kind::kText;
  field.key = t.key;
  field.label = t.label;
  field.source = t.source;
  field.maxLength = t.maxLength;
  field.get = [&member] { return member; };
  field.set = [&member](const Setting& s) { member = std::get<std::string>(s); };
  fields_.push_back(std::move(field));
}

void readFile(const std::filesystem::path& path, const FieldTable& fields) {
  const Value root = parseFile(path);
  std::vector<Leaf> leaves;
  flatten(root, "", fields, leaves);
  // the first mistake of the file is the one to report
  std::stable_sort(leaves.begin(), leaves.end(),
                   [](const Leaf& a, const Leaf& b) { return a.value->line < b.value->line; });
  for (const Leaf& leaf : leaves) {
    const std::string where = place(path, leaf.value->line);
    const bool table = std::any_of(fields.begin(), fields.end(), [&](const Field& f) {
      return f.key.starts_with(leaf.key + ".");
    });
    if (table && leaf.value->kind != Value::Kind::kTable)
      fail(where, leaf.key, "found " + describe(*leaf.value) + ", expected a table");
    if (!table) setFromValue(where, known(where, leaf.key, fields), *leaf.value);
  }
}

void set(std::string_view keyEqualsValue, const FieldTable& fields) {
  constexpr std::string_view kWhere = "--set";
  const auto equals = keyEqualsValue.find('=');
  if (equals == std::string_view::npos)
    fail(kWhere, {}, "found " + inQuotes(keyEqualsValue) + ", expected key=value");
  const std::string_view value = keyEqualsValue.substr(equals + 1);
  const Field& field = known(kWhere, trimmed(keyEqualsValue.substr(0, equals)), fields);
  switch (field.kind) {
    case Field::Kind::kNumber:
    case Field::Kind::kWhole:
      return setNumberFromText(kWhere, field, trimmed(value));
    case Field::Kind::kFlag:
      if (trimmed(value) == "true") return setChoice(kWhere, field, field.names.at(1));
      if (trimmed(value) == "false") return setChoice(kWhere, field, field.names.at(0));
      [[fallthrough]];
    case Field::Kind::kChoice:
      return setChoice(kWhere, field, trimmed(value));
    case Field::Kind::kText:
      return setText(kWhere, field, std::string(value));
  }
}

std::vector<ParameterRow> list(const FieldTable& fields) {
  std::vector<ParameterRow> rows;
  for (const Field& field : fields)
    rows.push_back(
        {field.key, field.unit, plainText(field), rangeOf(field), field.label, field.source});
  return rows;
}

std::string formatTable(const std::vector<ParameterRow>& rows) {
  const auto cells = [](const ParameterRow& r) {
    return std::array{r.key, r.defaultValue, r.unit, r.range, r.label, r.source};
  };
  std::vector<std::array<std::string, 6>> lines{
      cells({"parameter", "unit", "default", "range", "meaning", "source"})};
  for (const ParameterRow& row : rows) lines.push_back(cells(row));
  std::array<std::size_t, 6> widths{};
  for (const auto& line : lines)
    for (std::size_t c = 0; c < widths.size(); ++c)
      widths[c] = std::max(widths[c], displayWidth(line[c]));
  std::string table;
  for (const auto& line : lines) {
    for (std::size_t c = 0; c + 1 < widths.size(); ++c)
      table.append(line[c]).append(widths[c] + 2 - displayWidth(line[c]), ' ');
    table.append(line.back()).append(1, '\n');
  }
  return table;
}

std::string toToml(const FieldTable& fields) {
  // keys outside any table come first, then each table once, in the order of the declarations
  std::vector<std::string> tables{""};
  for (const Field& field : fields)
    if (std::find(tables.begin(), tables.end(), tableOf(field.key)) == tables.end())
      tables.push_back(tableOf(field.key));
  std::string toml;
  for (const std::string& table : tables) {
    if (!table.empty()) toml += (toml.empty() ? "[" : "\n[") + table + "]\n";
    for (const Field& field : fields)
      if (tableOf(field.key) == table) toml += nameOf(field.key) + " = " + tomlText(field) + "\n";
  }
  return toml;
}

std::vector<std::string> declarationFaults(const FieldTable& fields) {
  std::vector<std::string> faults;
  std::set<std::string> seen;
  for (const Field& field : fields) {
    const auto fault = [&](std::string_view what) {
      faults.push_back(field.key + ": " + std::string(what));
    };
    if (!wellFormed(field.key, field.unit))
      fault("the key is not lower-case words joined by _ and .");
    if (!seen.insert(field.key).second) fault("the key is declared twice");
    if (field.label.empty()) fault("has no label");
    if (field.source.empty()) fault("has no source");
    if (!endsInUnit(field)) fault("the key does not end in its unit, " + field.unit);
    if (const std::string range = rangeFault(field); !range.empty()) faults.push_back(range);
  }
  return faults;
}

}  // namespace unkink::config
