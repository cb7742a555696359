// Prepass: the view-space normal in eight bits a component.
in vec3 vNormal;
layout(location = 0) out vec4 outNormal;

void main() { outNormal = vec4(0.5 * normalize(vNormal) + 0.5, 1.0); }
