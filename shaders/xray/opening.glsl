// The collimator's opening, in halves of the field's edge.
uniform float iris, leafReach, penumbra;
uniform vec2 leafAxis;

// 1 where the collimator lets the whole focal spot see the detector, 0 where none of it; p in -1..1
float collimated(vec2 p) {
  vec2 inside = vec2(iris - length(p), leafReach - abs(dot(p, leafAxis)));
  vec2 seen = smoothstep(vec2(-penumbra), vec2(penumbra), inside);
  return seen.x * seen.y;
}
