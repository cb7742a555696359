// What of the patient the camera can see: names are hung only on what is seen.
#pragma once

#include "operation/state.hpp"
#include "tissue/body.hpp"
#include "view/presentation.hpp"

namespace unkink::view {

/// Decides what hides a point: opaque bone and ligament between it and the eye, unless cut away.
class Sight {
 public:
  Sight(const operation::Case& theCase, const operation::State& state, const Presentation& p);

  bool sees(const math::Vec3& p) const;
  bool cuts() const { return cut_; }
  bool cutAway(const math::Vec3& p) const;
  /// The point of the cut's face that lies nearest, or p where nothing is cut.
  math::Vec3 ontoCut(const math::Vec3& p) const;
  const tissue::Body& body() const { return body_; }

 private:
  double beforeCut_mm(const math::Vec3& p) const;  // positive: towards the camera

  tissue::Body body_;
  math::Vec3 eye_;
  math::Vec4 plane_;
  bool bone_, ligament_, cut_;
};

}  // namespace unkink::view
