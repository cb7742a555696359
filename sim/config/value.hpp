// A parsed TOML file as a plain tree in which every value knows its line.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace unkink::config {

/// One value of a file: a table and a list hold their items in the order of the file.
struct Value {
  enum class Kind { kTable, kList, kNumber, kFlag, kText, kDate };

  Kind kind = Kind::kTable;
  std::string name;  // its key in the table that holds it; empty in a list
  int line = 1;
  double number = 0.0;
  bool whole = false;  // the number was written without a fraction
  bool flag = false;
  std::string text;
  std::vector<Value> items;

  /// The item of a table with that name, or null.
  const Value* find(std::string_view key) const;
};

/// Reads a TOML file.
///
/// Throws: Error with file:line where it is missing, not a plain file, larger than 16 MB or not
/// TOML
Value parseFile(const std::filesystem::path& path);

/// What an error message calls this value: `12.5`, `"left"`, `a table`.
std::string describe(const Value& value);

/// "file:line", as compilers write it.
std::string place(const std::filesystem::path& file, int line);

/// Where a file names a dotted key, or its nearest table; "file:line". Throws: as parseFile
std::string placeOf(const std::filesystem::path& file, std::string_view key);

/// The shortest decimal text that reads back to the same number.
std::string formatNumber(double number);

/// A text fit for messages and TOML: quoted, control characters escaped.
std::string inQuotes(std::string_view text);

}  // namespace unkink::config
