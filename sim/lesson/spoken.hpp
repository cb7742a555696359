// Words of the catalogue in one voice, with numbers put in.
#pragma once

#include "lesson/catalogue.hpp"
#include "operation/state.hpp"

#include <string>
#include <utility>
#include <vector>

namespace unkink::lesson {

class Spoken {
 public:
  Spoken(const Catalogue& catalogue, bool clinical)
      : catalogue_(&catalogue), voice_(clinical ? ".clinical" : ".plain"), clinical_(clinical) {}

  bool clinical() const { return clinical_; }
  const Catalogue& catalogue() const { return *catalogue_; }

  bool has(const std::string& key) const {
    return catalogue_->has(key + voice_) || catalogue_->has(key);
  }
  /// <key>.<voice>, or <key> where it has one voice only; the key itself where there is none.
  const std::string& operator()(const std::string& key) const {
    return catalogue_->text(catalogue_->has(key + voice_) ? key + voice_ : key);
  }
  /// The same with "{name}" put in for each name.
  std::string operator()(const std::string& key,
                         const std::vector<std::pair<std::string, std::string>>& filledIn) const;
  /// <stem>_1, <stem>_2, ... as far as they go.
  std::vector<std::string> numbered(const std::string& stem) const;

 private:
  const Catalogue* catalogue_;
  std::string voice_;
  bool clinical_;
};

/// A number with so many decimals; a true minus sign.
std::string decimal(double value, int decimals);

/// Posture and load in words, with the share of full flexion or extension: what every number must
/// be read with.
std::string postureInWords(const Catalogue& catalogue, const operation::PatientState& patient);

}  // namespace unkink::lesson
