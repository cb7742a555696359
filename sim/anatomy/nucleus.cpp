// The nucleus follows the disc's outline on a smaller scale and keeps clear of the endplates.
#include "anatomy/nucleus.hpp"

#include "anatomy/curve.hpp"
#include "anatomy/soft_tissue.hpp"
#include "anatomy/spine.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::anatomy {
namespace {

using math::Vec3;

constexpr double kSpacing_mm = 1.4;
constexpr DecimationLimits kLimits{700, 0.1};
constexpr double kRounding_mm = 5.0;      // of its edge
constexpr double kIntoEndplate_mm = 2.6;  // of its own shape; the disc's distance ends it
constexpr double kFar_mm = 2.0;           // beyond this its own shape alone answers
// an ellipse of the outline's half axes has this share of its area
constexpr double kEllipseInOutline = 0.94;

}  // namespace

Part nucleusOf(const Spine& spine, Level l) {
  const DiscShape& disc = spine.segment(l);
  const NucleusSizes& sizes = softTissueSizes().nucleus;
  const double scale = std::sqrt(sizes.areaShare / kEllipseInOutline);
  const double halfWidth = scale * disc.halfWidth_mm, halfDepth = scale * disc.halfDepth_mm;
  const double behind = 2.0 * sizes.behindCentre * disc.halfDepth_mm;
  Part part;
  part.structure = Structure::kNucleus;
  part.index = static_cast<int>(l);
  part.spacing_mm = kSpacing_mm;
  part.limits = kLimits;
  const double height = disc.halfHeight_mm + std::abs(disc.wedge) * halfDepth + kIntoEndplate_mm;
  for (const double x : {-halfWidth, halfWidth})
    for (const double y : {behind - halfDepth, behind + halfDepth})
      for (const double z : {-height, height})
        part.bounds.include(disc.materialFromSegment * Vec3(x, y, z));
  part.distance = [&spine, &disc, l, halfWidth, halfDepth, behind,
                   endplate = sizes.endplate_mm](const Vec3& p) {
    const Vec3 q = disc.segmentFromMaterial * p;
    const double side = ellipseDistance(q.x, q.y - behind, halfWidth, halfDepth);
    const double lid = disc.distance(q, false);  // it reaches into the endplates' hollows
    const double d = math::sdf::smoothMax(side, lid, kRounding_mm);
    return d > kFar_mm ? d : std::max(d, endplate + spine.disc(l, p, false));
  };
  part.tie = [&spine](const Vec3& p) { return spine.tieByHeight(p); };
  return part;
}

}  // namespace unkink::anatomy
