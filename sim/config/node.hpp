// A located view of a structured TOML file: procedures, text catalogues, materials.
#pragma once

#include "config/value.hpp"

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace unkink::config {

/// One table of a file. Every question names a key; every refusal is an Error with file:line.
class Node {
 public:
  bool has(std::string_view key) const;
  /// The keys of this table in the order of the file.
  std::vector<std::string> keys() const;
  /// Refuses a key that is not among these, naming the nearest.
  void onlyKeys(std::initializer_list<std::string_view> allowed) const;

  double number(std::string_view key, double min, double max) const;
  double numberOr(std::string_view key, double min, double max, double fallback) const;
  /// A number written without a fraction.
  int whole(std::string_view key, int min, int max) const;
  int wholeOr(std::string_view key, int min, int max, int fallback) const;
  std::string text(std::string_view key) const;
  std::string textOr(std::string_view key, std::string_view fallback) const;
  bool flag(std::string_view key) const;
  bool flagOr(std::string_view key, bool fallback) const;
  /// The index of the text among the names.
  std::size_t choice(std::string_view key, std::span<const std::string_view> names) const;
  /// \param count   how many numbers there must be; 0: any number of them
  std::vector<double> numbers(std::string_view key, std::size_t count, double min,
                              double max) const;
  std::vector<std::string> strings(std::string_view key) const;

  Node child(std::string_view key) const;
  /// The tables of a list, `[[key]]` in the file; empty where the key is absent.
  std::vector<Node> list(std::string_view key) const;

  /// Throws Error at the line of that key (of the table where the key is absent or empty).
  /// \param message   "found ..., expected ..."
  [[noreturn]] void fail(std::string_view key, std::string_view message) const;

  /// "file:line" of this table.
  std::string where() const;

 private:
  friend class Document;
  struct File;
  Node(std::shared_ptr<const File> file, const Value& value, std::string name);

  const Value& required(std::string_view key, std::string_view expected) const;
  double checked(std::string_view key, const Value& value, double min, double max) const;
  [[noreturn]] void refuse(std::string_view key, const Value& value,
                           std::string_view expected) const;
  std::string fullKey(std::string_view key) const;

  std::shared_ptr<const File> file_;
  const Value* value_;
  std::string name_;  // the way here from the root: `steps[2].goal`
};

/// A file that was read; its nodes keep it alive.
class Document {
 public:
  /// Throws: Error where the file is missing, not a plain file or not TOML
  static Document read(const std::filesystem::path& path);
  Node root() const;

 private:
  explicit Document(std::shared_ptr<const Node::File> file);
  std::shared_ptr<const Node::File> file_;
};

}  // namespace unkink::config
