// A linked pair of shaders from files in shaders/, with includes and permutations.
#pragma once

#include "math/vec.hpp"
#include "render/gl/objects.hpp"

#include <epoxy/gl.h>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace unkink::render::gl {

/// Names that are #defined before the source: "BENDS", or "BINS 6".
using Defines = std::vector<std::string>;

struct ProgramKind {
  static GLuint make() { return glCreateProgram(); }
  static void remove(GLuint name) { glDeleteProgram(name); }
};

class Program {
 public:
  Program() = default;
  /// Reads, compiles and links. `#include "common/x.glsl"` is relative to shaders/, each file once.
  /// Throws: config::Error with file and line of the first mistake
  Program(std::string_view vertexFile, std::string_view fragmentFile, const Defines& defines = {});

  explicit operator bool() const { return static_cast<bool>(object_); }
  void use() const { glUseProgram(object_.name()); }

  // Uniforms of the program in use; a name that the permutation does not have is passed over.
  void set(const char* name, int value) const;
  void set(const char* name, float value) const;
  void set(const char* name, int x, int y) const;
  void set(const char* name, const math::Vec2f& value) const;
  void set(const char* name, const math::Vec3f& value) const;
  void set(const char* name, const math::Vec4f& value) const;
  void set(const char* name, const math::Mat3f& value) const;
  void set(const char* name, const math::Mat4f& value) const;
  void set(const char* name, const std::vector<float>& values) const;
  void set(const char* name, const std::vector<math::Vec3f>& values) const;
  void set(const char* name, const std::vector<math::Vec4f>& values) const;

 private:
  GLint location(const char* name) const;

  Object<ProgramKind> object_;
  mutable std::unordered_map<std::string, GLint> locations_;
};

}  // namespace unkink::render::gl
