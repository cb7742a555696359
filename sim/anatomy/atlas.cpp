// Reading the atlas; the standard shapes are read once.
#include "anatomy/atlas.hpp"

#include "anatomy/vertebra_parameters.hpp"
#include "config/files.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <string_view>

namespace unkink::anatomy {
namespace {

/// The table with a dotted name, such as "lamina.pars".
config::Node tableAt(config::Node node, std::string_view name) {
  while (!name.empty()) {
    const std::size_t dot = std::min(name.find('.'), name.size());
    node = node.child(name.substr(0, dot));
    name.remove_prefix(std::min(dot + 1, name.size()));
  }
  return node;
}

/// Refuses what is no parameter; `prefix` is the dotted name of the node.
void refuseUnknown(const config::Node& node, const std::string& prefix,
                   const std::vector<NamedParameter>& known) {
  for (const std::string& key : node.keys()) {
    if (key == "meaning") continue;
    const std::string name = prefix + key;
    const auto is = [&](const NamedParameter& p) { return p.name == name; };
    if (std::any_of(known.begin(), known.end(), is)) continue;
    const auto within = [&](const NamedParameter& p) { return p.name.rfind(name + ".", 0) == 0; };
    if (std::none_of(known.begin(), known.end(), within))
      node.fail(key, "found a name that is no parameter of a vertebra");
    refuseUnknown(node.child(key), name + ".", known);
  }
}

std::array<VertebraShape, kVertebraCount - 1> readAll() {
  std::array<VertebraShape, kVertebraCount - 1> all;
  for (std::size_t v = 0; v < all.size(); ++v)
    all[v] = readVertebra(config::assetPath(vertebraAsset(static_cast<Vertebra>(v)))).shape;
  return all;
}

/// A size of women and men, and how it goes with stature.
struct SizeBySex {
  double female = 1.0, male = 1.0, exponent = 0.0;
};

/// What assets/anatomy/population.toml says.
struct Population {
  double femaleStature_cm = 0.0, maleStature_cm = 0.0;
  SizeBySex bodyWidth, bodyDepth, bodyHeight, canalWidth, canalDepth, sacrumBreadth, sacrumLength;
};

SizeBySex readSize(const config::Node& root, std::string_view name) {
  const config::Node table = root.child(name);
  table.onlyKeys({"meaning", "female", "male", "stature_exponent"});
  return {config::quantity(table, "female", "mm").value,
          config::quantity(table, "male", "mm").value,
          config::quantity(table, "stature_exponent", "").value};
}

Population readPopulation() {
  const config::Node root =
      config::Document::read(config::assetPath("anatomy/population.toml")).root();
  root.onlyKeys({"stature", "body_width", "body_depth", "body_height", "canal_width", "canal_depth",
                 "sacrum_breadth", "sacrum_length"});
  const config::Node stature = root.child("stature");
  stature.onlyKeys({"meaning", "female", "male"});
  return {config::quantity(stature, "female", "cm").value,
          config::quantity(stature, "male", "cm").value,
          readSize(root, "body_width"),
          readSize(root, "body_depth"),
          readSize(root, "body_height"),
          readSize(root, "canal_width"),
          readSize(root, "canal_depth"),
          readSize(root, "sacrum_breadth"),
          readSize(root, "sacrum_length")};
}

const Population& population() {
  static const Population read = readPopulation();
  return read;
}

/// Female, mean or male: one of three.
double ofSex(Sex sex, double female, double male) {
  if (sex == Sex::kFemale) return female;
  return sex == Sex::kMale ? male : 0.5 * (female + male);
}

/// How one patient's sizes stand to the mean's.
class Factor {
 public:
  Factor(Sex sex, double stature_cm)
      : sex_(sex),
        tallness_(stature_cm /
                  ofSex(sex, population().femaleStature_cm, population().maleStature_cm)) {}

  double operator()(const SizeBySex& s) const {
    return ofSex(sex_, s.female, s.male) / ofSex(Sex::kMean, s.female, s.male) *
           std::pow(tallness_, s.exponent);
  }

 private:
  Sex sex_;
  double tallness_;
};

}  // namespace

VertebraFile readVertebra(const std::filesystem::path& path) {
  const config::Node root = config::Document::read(path).root();
  VertebraFile file;
  std::string_view current;
  config::Node table = root;
  visitParameters(file.shape, [&](const ParameterName& name, double& value) {
    if (name.table != current) table = tableAt(root, current = name.table);
    config::Quantity q = config::quantity(table, name.key, name.unit);
    value = q.value;
    file.parameters.push_back({std::string(name.table).append(".").append(name.key),
                               table.text("meaning"), std::move(q)});
  });
  refuseUnknown(root, "", file.parameters);
  return file;
}

std::string vertebraAsset(Vertebra v) {
  assert(v != Vertebra::kS1);
  return "anatomy/vertebra_" + std::string(kVertebraNames[static_cast<std::size_t>(v)]) + ".toml";
}

VertebraShape lumbarShape(Vertebra v) {
  assert(v != Vertebra::kS1);
  static const std::array<VertebraShape, kVertebraCount - 1> standard = readAll();
  return standard[static_cast<std::size_t>(v)];
}

VertebraVariation sizeFor(Sex sex, double stature_cm) {
  const Population& p = population();
  const Factor factor(sex, stature_cm);
  VertebraVariation v;
  v.bodyWidth = factor(p.bodyWidth);
  v.bodyDepth = factor(p.bodyDepth);
  v.bodyHeight = factor(p.bodyHeight);
  v.canalWidth = factor(p.canalWidth);
  v.canalDepth = factor(p.canalDepth);
  v.arch = std::sqrt(v.bodyWidth * v.bodyDepth);
  return v;
}

PelvisSize pelvisSizeFor(Sex sex, double stature_cm) {
  const Population& p = population();
  const Factor factor(sex, stature_cm);
  return {factor(p.bodyWidth), factor(p.sacrumBreadth), factor(p.sacrumLength)};
}

}  // namespace unkink::anatomy
