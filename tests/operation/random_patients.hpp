// Patients drawn from the declared ranges of everything that a case file may say.
#pragma once

#include "operation/case.hpp"

#include <cstdio>
#include <cstdlib>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace unkink::test {

/// How many are drawn: $UNKINK_PATIENTS (`tests/run --long` sets it), else 20.
inline int patientCount() {
  const char* wanted = std::getenv("UNKINK_PATIENTS");
  return wanted ? std::max(1, std::atoi(wanted)) : 20;
}

/// Numbers of those that this process looks at: all, or with $UNKINK_SHARE as "2/4" every fourth
/// from the second on, so that several processes may work on them together.
inline std::vector<int> patientShare() {
  int share = 1, shares = 1;
  if (const char* wanted = std::getenv("UNKINK_SHARE"))
    if (std::sscanf(wanted, "%d/%d", &share, &shares) != 2) throw std::invalid_argument(wanted);
  std::vector<int> numbers;
  for (int n = share - 1; n < patientCount(); n += shares) numbers.push_back(n);
  return numbers;
}

/// The nth patient: every number uniform between its limits, every choice equally likely.
/// \param symmetric   both sides of every level get the left one's disease
inline operation::CaseParameters randomPatient(int n, bool symmetric) {
  operation::CaseParameters patient;
  std::mt19937 engine(static_cast<unsigned>(n) + 1u);
  const auto share = [&] { return static_cast<double>(engine()) / 4294967296.0; };
  for (const config::Field& field : config::fieldsOf(patient)) {
    if (field.kind == config::Field::Kind::kNumber)
      field.set(field.min + share() * (field.max - field.min));
    else if (!field.names.empty())
      field.set(static_cast<std::size_t>(share() * static_cast<double>(field.names.size())));
  }
  for (anatomy::LevelDisease& d : patient.disease) {
    if (!d.parsDefect) d.slip = std::min(d.slip, anatomy::kGradeOneSlip);
    if (symmetric) {
      d.ligamentThickening_mm[1] = d.ligamentThickening_mm[0];
      d.facetHypertrophy_mm[1] = d.facetHypertrophy_mm[0];
    }
  }
  return patient;
}

/// What would turn a default patient into this one, for the message of a failing test.
inline std::string settingsOf(const operation::CaseParameters& patient) {
  return config::toToml(patient);
}

}  // namespace unkink::test
