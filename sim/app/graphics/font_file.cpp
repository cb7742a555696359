// Asking fontconfig.
#include "app/graphics/font_file.hpp"

#include "config/error.hpp"

#include <fontconfig/fontconfig.h>
#include <memory>
#include <string>

namespace unkink::app {
namespace {

struct Release {
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
using Pattern = std::unique_ptr<FcPattern, Release>;

std::string matchedFile() {
  FcConfig* config = FcInitLoadConfigAndFonts();
  if (!config) return {};
  const Pattern wanted(FcNameParse(
      reinterpret_cast<const FcChar8*>("DejaVu Sans,sans-serif:style=Book:scalable=true")));
  FcConfigSubstitute(config, wanted.get(), FcMatchPattern);
  FcDefaultSubstitute(wanted.get());
  FcResult result = FcResultNoMatch;
  const Pattern found(FcFontMatch(config, wanted.get(), &result));
  FcChar8* file = nullptr;
  std::string name;
  if (found && FcPatternGetString(found.get(), FC_FILE, 0, &file) == FcResultMatch)
    name = reinterpret_cast<const char*>(file);
  FcConfigDestroy(config);
  return name;
}

}  // namespace

const std::filesystem::path& fontFile() {
  static const std::filesystem::path file = matchedFile();
  if (file.empty())
    throw config::Error("no scalable font found; install one, such as fonts-dejavu-core");
  return file;
}

}  // namespace unkink::app
