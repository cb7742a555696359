// Parameters declared once: one visitor per struct serves files, --set, --list-params and tests.
//
//   struct Disease {
//     double ligamentThickness_mm = 6.0;
//     Side side = Side::kLeft;
//     template <class Self, class Visit>
//     static void fields(Self& self, Visit&& visit) {
//       visit(Number{"disease.ligament_thickness_mm", "mm", 2.0, 9.0, "Ligamentum flavum",
//       "[key]"},
//             self.ligamentThickness_mm);
//       visit(Choice{"disease.side", kSideNames, "Worse side", "house"}, self.side);
//     }
//   };
//
// The default is the member's initialiser. The templates here only collect a FieldTable; the work
// is done on that table in field.cpp.
#pragma once

#include <cassert>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace unkink::units {
struct Deg;
struct Rad;
}  // namespace unkink::units

namespace unkink::config {

/// A quantity, held in a double, float, int, Deg or Rad; min and max are allowed values.
struct Number {
  std::string_view key, unit;
  double min, max;
  std::string_view label, source;
};

/// One of some names, held in an enum whose values are 0..n-1, or in a bool (see kNoYes).
struct Choice {
  std::string_view key;
  std::span<const std::string_view> names;
  std::string_view label, source;
};

/// A line of UTF-8 text, held in a std::string; maxLength is in bytes.
struct Text {
  std::string_view key;
  std::size_t maxLength;
  std::string_view label, source;
};

inline constexpr std::string_view kNoYes[] = {"no", "yes"};

/// A field's value on its way between a file and a struct: number, choice index or text.
using Setting = std::variant<double, std::size_t, std::string>;

/// One declared field, bound to a member of one object.
struct Field {
  enum class Kind { kNumber, kWhole, kChoice, kFlag, kText };

  Kind kind;
  std::string key, unit, label, source;
  double min = 0.0, max = 0.0;
  std::vector<std::string> names;
  std::size_t maxLength = 0;
  std::function<Setting()> get;
  std::function<void(const Setting&)> set;
};

using FieldTable = std::vector<Field>;

/// One row of --list-params.
struct ParameterRow {
  std::string key, unit, defaultValue, range, label, source;
};

/// Sets the fields that a TOML file names; a dotted key is a key inside a table.
///
/// Throws: Error with file:line at the first unknown key, wrong type or value out of range
void readFile(const std::filesystem::path& path, const FieldTable& fields);

/// Sets one field from "key=value".
///
/// Throws: Error that begins with "--set: "
void set(std::string_view keyEqualsValue, const FieldTable& fields);

std::vector<ParameterRow> list(const FieldTable& fields);

/// The rows as aligned columns with a heading, one parameter a line.
std::string formatTable(const std::vector<ParameterRow>& rows);

/// A TOML file that readFile turns back into the same values, bit for bit.
std::string toToml(const FieldTable& fields);

/// What is wrong with the declarations themselves, a sentence each: a key declared twice or ill
/// formed, a default out of range, no label, no source, a unit missing from the end of the key.
std::vector<std::string> declarationFaults(const FieldTable& fields);

/// Fills a FieldTable bound to the members that the visitor is shown.
class FieldCollector {
 public:
  template <class Member>
  requires std::is_arithmetic_v<Member>
  void operator()(const Number& number, Member& member) {
    static_assert(!std::is_same_v<Member, bool>, "a bool is a Choice of kNoYes");
    add(
        number, std::is_integral_v<Member>, [&member] { return static_cast<double>(member); },
        [&member](const Setting& s) { member = static_cast<Member>(std::get<double>(s)); });
  }
  template <class Angle>
  requires std::is_same_v<Angle, units::Deg> || std::is_same_v<Angle, units::Rad>
  void operator()(const Number& number, Angle& member) {
    assert(number.unit == (std::is_same_v<Angle, units::Deg> ? "deg" : "rad"));
    add(
        number, false, [&member] { return member.value; },
        [&member](const Setting& s) { member = Angle(std::get<double>(s)); });
  }
  template <class Member>
  requires std::is_enum_v<Member> || std::is_same_v<Member, bool>
  void operator()(const Choice& choice, Member& member) {
    add(
        choice, std::is_same_v<Member, bool>,
        [&member] { return static_cast<std::size_t>(member); },
        [&member](const Setting& s) { member = static_cast<Member>(std::get<std::size_t>(s)); });
  }
  void operator()(const Text& text, std::string& member);

  FieldTable take() { return std::move(fields_); }

 private:
  using Get = std::function<Setting()>;
  using Set = std::function<void(const Setting&)>;
  void add(const Number& number, bool whole, Get get, Set set);
  void add(const Choice& choice, bool flag, Get get, Set set);

  FieldTable fields_;
};

/// The table of T's fields, bound to that object, which must outlive it.
template <class T>
FieldTable fieldsOf(T& object) {
  FieldCollector collector;
  T::fields(object, collector);
  return collector.take();
}

/// Reads a file into a struct, which stays as it was when the file is refused.
template <class T>
requires(!std::is_same_v<T, FieldTable>) void readFile(const std::filesystem::path& path,
                                                       T& object) {
  T changed = object;
  readFile(path, fieldsOf(changed));
  object = std::move(changed);
}

template <class T>
requires(!std::is_same_v<T, FieldTable>) void set(std::string_view keyEqualsValue, T& object) {
  set(keyEqualsValue, fieldsOf(object));
}

template <class T>
requires(!std::is_same_v<T, FieldTable>) std::vector<ParameterRow> list(const T& defaults) {
  T copy = defaults;
  return list(fieldsOf(copy));
}

template <class T>
requires(!std::is_same_v<T, FieldTable>) std::string toToml(const T& object) {
  T copy = object;
  return toToml(fieldsOf(copy));
}

template <class T>
requires(!std::is_same_v<T, FieldTable>) std::vector<std::string> declarationFaults(
    const T& defaults) {
  T copy = defaults;
  return declarationFaults(fieldsOf(copy));
}

}  // namespace unkink::config
