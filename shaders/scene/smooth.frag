// Takes the 4 x 4 pattern out of the occlusion without crossing edges in depth.
uniform sampler2D occlusion;
uniform sampler2D depth;
uniform vec2 nearFar;
layout(location = 0) out vec4 outOpen;

float eyeDepth(ivec2 at) {
  float d = texelFetch(depth, at, 0).r;
  return nearFar.x * nearFar.y / (nearFar.y - d * (nearFar.y - nearFar.x));
}

void main() {
  ivec2 pixel = ivec2(gl_FragCoord.xy), last = textureSize(occlusion, 0) - 1;
  float here = eyeDepth(pixel), sum = 0.0, weights = 0.0;
  for (int y = -2; y < 2; ++y)
    for (int x = -2; x < 2; ++x) {
      ivec2 at = clamp(pixel + ivec2(x, y), ivec2(0), last);
      float weight = max(1.0 - abs(eyeDepth(at) - here) * 0.3, 0.01);
      sum += weight * texelFetch(occlusion, at, 0).r;
      weights += weight;
    }
  outOpen = vec4(sum / weights, 0.0, 0.0, 1.0);
}
