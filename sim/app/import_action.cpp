// Importing without a window.
#include "app/import_action.hpp"

#include "anatomy/import_spine.hpp"
#include "app/measure.hpp"
#include "config/error.hpp"

#include <cmath>
#include <iostream>

namespace unkink::app {
namespace {

/// Tells what is being done, and each quarter of it where that takes long.
class Teller {
 public:
  void operator()(const std::string& what, double share) {
    const int quarter = static_cast<int>(std::floor(4.0 * share));
    if (what == what_ && quarter == quarter_) return;
    what_ = what;
    quarter_ = quarter;
    std::cerr << "unkink: " << what << ", " << std::lround(100.0 * share) << " %\n";
  }

 private:
  std::string what_;
  int quarter_ = -1;
};

}  // namespace

std::shared_ptr<const anatomy::OwnBones> importBones(const Options& options) {
  if (options.import.empty()) return nullptr;
  Teller teller;
  const anatomy::ImportProgress tell = [&](const std::string& what, double share) {
    teller(what, share);
  };
  const auto gathered =
      anatomy::gather({options.import, options.importMap, options.importFrame}, tell);
  const anatomy::OwnSpine own = anatomy::ownBones(gathered, tell);
  for (const auto* sentences : {&own.notices, &own.fits})
    for (const std::string& sentence : *sentences) std::cerr << "unkink: " << sentence << "\n";
  return own.bones;
}

std::shared_ptr<const anatomy::OwnBones> importFor(const Options& options,
                                                   const lesson::Recording& recording) {
  const auto own = importBones(options);
  const std::uint64_t found = own ? own->fingerprint : 0;
  if (found == recording.import) return own;
  const auto named = [](std::uint64_t fingerprint) {
    return fingerprint ? "imported bones " + hexadecimal(fingerprint)
                       : std::string("the model's bones");
  };
  config::fail(options.recording.string(), "",
               "found " + named(found) + ", expected " + named(recording.import) +
                   ", which it was recorded with (--import)");
}

}  // namespace unkink::app
