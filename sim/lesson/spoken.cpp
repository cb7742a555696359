// Looking up and filling in.
#include "lesson/spoken.hpp"

#include <cmath>
#include <cstdio>

namespace unkink::lesson {

std::string Spoken::operator()(
    const std::string& key,
    const std::vector<std::pair<std::string, std::string>>& filledIn) const {
  std::string text = (*this)(key);
  for (const auto& [name, with] : filledIn) {
    const std::string open = "{" + name + "}";
    if (const std::size_t at = text.find(open); at != std::string::npos)
      text.replace(at, open.size(), with);
  }
  return text;
}

std::vector<std::string> Spoken::numbered(const std::string& stem) const {
  std::vector<std::string> all;
  for (int n = 1; has(stem + "_" + std::to_string(n)); ++n)
    all.push_back((*this)(stem + "_" + std::to_string(n)));
  return all;
}

std::string decimal(double value, int decimals) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, std::abs(value));
  const std::string digits(buffer);
  const bool zero = digits.find_first_not_of("0.") == std::string::npos;
  return (value < 0.0 && !zero ? "\u2212" : "") + digits;
}

std::string postureInWords(const Catalogue& catalogue, const operation::PatientState& p) {
  constexpr double kNeutral = 0.02;
  const auto word = [&](const char* key) { return catalogue.text("ui." + std::string(key)); };
  const bool straight = std::abs(p.posture) <= kNeutral;
  if (straight && p.standing) return word("posture_standing");
  const char* posture = straight          ? "posture_neutral"
                        : p.posture < 0.0 ? "posture_extended"
                        : p.standing      ? "posture_bent"
                                          : "posture_prone";
  const std::string text = word(p.standing ? "load_standing" : "load_lying") + ", " + word(posture);
  return straight ? text : text + ", " + decimal(100.0 * std::abs(p.posture), 0) + " %";
}

}  // namespace unkink::lesson
