// Compiling, linking and uniforms.
#include "render/gl/program.hpp"

#include "config/error.hpp"
#include "render/gl/shader_source.hpp"

namespace unkink::render::gl {
namespace {

struct VertexShaderKind {
  static GLuint make() { return glCreateShader(GL_VERTEX_SHADER); }
  static void remove(GLuint name) { glDeleteShader(name); }
};
struct FragmentShaderKind {
  static GLuint make() { return glCreateShader(GL_FRAGMENT_SHADER); }
  static void remove(GLuint name) { glDeleteShader(name); }
};

std::string shaderLog(GLuint shader) {
  GLint length = 0;
  glGetShaderiv(shader, GL_INFO_LOG_LENGTH, &length);
  std::string log(static_cast<std::size_t>(length) + 1, '\0');
  glGetShaderInfoLog(shader, length, &length, log.data());
  log.resize(static_cast<std::size_t>(length));
  return log;
}

std::string programLog(GLuint program) {
  GLint length = 0;
  glGetProgramiv(program, GL_INFO_LOG_LENGTH, &length);
  std::string log(static_cast<std::size_t>(length) + 1, '\0');
  glGetProgramInfoLog(program, length, &length, log.data());
  log.resize(static_cast<std::size_t>(length));
  return log;
}

void compile(GLuint shader, std::string_view file, const Defines& defines) {
  const ShaderSource source = readShader(file, defines);
  const char* text = source.text.c_str();
  glShaderSource(shader, 1, &text, nullptr);
  glCompileShader(shader);
  GLint good = GL_FALSE;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
  if (good != GL_TRUE) throw config::Error(explainLog(source, shaderLog(shader)));
}

}  // namespace

Program::Program(std::string_view vertexFile, std::string_view fragmentFile,
                 const Defines& defines) {
  Object<VertexShaderKind> vertex;
  Object<FragmentShaderKind> fragment;
  compile(vertex.create(), vertexFile, defines);
  compile(fragment.create(), fragmentFile, defines);
  const GLuint program = object_.create();
  glAttachShader(program, vertex.name());
  glAttachShader(program, fragment.name());
  glLinkProgram(program);
  GLint good = GL_FALSE;
  glGetProgramiv(program, GL_LINK_STATUS, &good);
  if (good != GL_TRUE)
    throw config::Error("shaders/" + std::string(vertexFile) + " with " +
                        std::string(fragmentFile) + ": " + programLog(program));
  glDetachShader(program, vertex.name());
  glDetachShader(program, fragment.name());
}

GLint Program::location(const char* name) const {
  const auto found = locations_.find(name);
  if (found != locations_.end()) return found->second;
  return locations_.emplace(name, glGetUniformLocation(object_.name(), name)).first->second;
}

void Program::set(const char* name, int value) const { glUniform1i(location(name), value); }
void Program::set(const char* name, float value) const { glUniform1f(location(name), value); }
void Program::set(const char* name, int x, int y) const { glUniform2i(location(name), x, y); }
void Program::set(const char* name, const math::Vec2f& value) const {
  glUniform2fv(location(name), 1, &value.x);
}
void Program::set(const char* name, const math::Vec3f& value) const {
  glUniform3fv(location(name), 1, &value.x);
}
void Program::set(const char* name, const math::Vec4f& value) const {
  glUniform4fv(location(name), 1, &value.x);
}
void Program::set(const char* name, const math::Mat3f& value) const {
  glUniformMatrix3fv(location(name), 1, GL_FALSE, &value[0].x);
}
void Program::set(const char* name, const math::Mat4f& value) const {
  glUniformMatrix4fv(location(name), 1, GL_FALSE, &value[0].x);
}
void Program::set(const char* name, const std::vector<float>& values) const {
  glUniform1fv(location(name), static_cast<GLsizei>(values.size()), values.data());
}
void Program::set(const char* name, const std::vector<math::Vec3f>& values) const {
  glUniform3fv(location(name), static_cast<GLsizei>(values.size()), &values[0].x);
}
void Program::set(const char* name, const std::vector<math::Vec4f>& values) const {
  glUniform4fv(location(name), static_cast<GLsizei>(values.size()), &values[0].x);
}

}  // namespace unkink::render::gl
