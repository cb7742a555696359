// Includes are resolved here, once per file; `#line` directives keep the driver's addresses true.
#include "render/gl/shader_source.hpp"

#include "config/files.hpp"
#include "render/gl/desktop.hpp"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

namespace unkink::render::gl {
namespace {

/// The file of an include line, or "".
std::string_view includedFile(std::string_view line) {
  constexpr std::string_view kWord = "#include \"";
  if (!line.starts_with(kWord)) return {};
  line.remove_prefix(kWord.size());
  return line.substr(0, line.find('"'));
}

void appendFile(ShaderSource& source, std::string_view file) {
  if (std::ranges::find(source.files, file) != source.files.end()) return;
  const std::string number = std::to_string(source.files.size());
  source.files.emplace_back(file);
  std::ifstream stream(config::shaderPath(file));
  source.text += "#line 1 " + number + "\n";
  int lineNumber = 0;
  for (std::string line; std::getline(stream, line);) {
    ++lineNumber;
    if (const std::string included(includedFile(line)); !included.empty()) {
      appendFile(source, included);
      source.text += "#line " + std::to_string(lineNumber + 1) + " " + number + "\n";
    } else {
      source.text += line + "\n";
    }
  }
}

}  // namespace

ShaderSource readShader(std::string_view file, const std::vector<std::string>& defines) {
  ShaderSource source;
  source.text = shaderHeader();
  for (const std::string& define : defines) source.text += "#define " + define + "\n";
  appendFile(source, file);
  return source;
}

std::string explainLog(const ShaderSource& source, std::string_view log) {
  static const std::regex address(R"(^(?:ERROR: )?(\d+)[:(](\d+)\)?(?:\(\d+\))?\s*:?\s*(.*)$)");
  std::istringstream lines{std::string(log)};
  std::string result;
  for (std::string line; std::getline(lines, line);) {
    std::smatch m;
    if (std::regex_match(line, m, address) && std::stoul(m[1]) < source.files.size())
      line = "shaders/" + source.files[std::stoul(m[1])] + ":" + m[2].str() + ": " + m[3].str();
    if (!line.empty()) result += (result.empty() ? "" : "\n") + line;
  }
  return result;
}

}  // namespace unkink::render::gl
