// How open each point lies to the sky around it: screen-space samples of a view-space hemisphere.
//
// Model: McGuire's Alchemy estimator along a spiral that a pattern of 4 x 4 pixels turns.
uniform sampler2D depth;
uniform sampler2D normals;
uniform vec2 pixelSize;
uniform vec2 halfView;  // tangent of half the field of view, across and up
uniform vec2 nearFar;   // mm
uniform float radius;   // mm

layout(location = 0) out vec4 outOpen;

float eyeDepth(vec2 uv) {
  float d = texture(depth, uv).r;
  return nearFar.x * nearFar.y / (nearFar.y - d * (nearFar.y - nearFar.x));
}

vec3 viewPosition(vec2 uv) {
  float z = eyeDepth(uv);
  return vec3((2.0 * uv - 1.0) * halfView * z, -z);
}

void main() {
  vec2 uv = gl_FragCoord.xy * pixelSize;
  vec3 p = viewPosition(uv);
  vec3 n = normalize(2.0 * texture(normals, uv).rgb - 1.0);
  vec2 reach = 0.5 * radius / (halfView * -p.z);
  ivec2 cell = ivec2(gl_FragCoord.xy) & 3;
  float turn = float((cell.x * 4 + cell.y * 7 + (cell.x ^ cell.y) * 5) & 15) * 0.3927;
  float hidden = 0.0;
  for (int i = 0; i < SAMPLES; ++i) {
    float along = (float(i) + 0.5) / float(SAMPLES);
    float angle = turn + 2.3999632 * float(i);
    vec3 v = viewPosition(uv + reach * along * vec2(cos(angle), sin(angle))) - p;
    float far = dot(v, v);
    float falloff = max(1.0 - far / (radius * radius), 0.0);
    hidden += max(dot(n, v) - 0.02 * radius * along - 0.15, 0.0) * inversesqrt(far + 0.5) * falloff;
  }
  float open = clamp(1.0 - STRENGTH * hidden / float(SAMPLES), 0.0, 1.0);
  outOpen = vec4(open * open, 0.0, 0.0, 1.0);
}
