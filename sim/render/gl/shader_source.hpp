// Shader text put together from files, and a compiler's complaint translated back to file and line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace unkink::render::gl {

/// One shader's text ready for the compiler; files[n] is the file that "#line L n" numbers.
struct ShaderSource {
  std::string text;
  std::vector<std::string> files;
};

/// Throws: config::Error when a file is missing
ShaderSource readShader(std::string_view file, const std::vector<std::string>& defines);

/// "shaders/scene/x.frag:12: message" for each line of a driver's log.
std::string explainLog(const ShaderSource& source, std::string_view log);

}  // namespace unkink::render::gl
