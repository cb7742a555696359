// Embree 3 (Debian 12) and 4 (Debian 13) behind one spelling.
#pragma once

#if __has_include(<embree4/rtcore.h>)
#include <embree4/rtcore.h>
#else
#include <embree3/rtcore.h>
#endif

#include <memory>
#include <type_traits>

namespace unkink::test {

struct EmbreeRelease {
  void operator()(RTCDevice device) const { rtcReleaseDevice(device); }
  void operator()(RTCScene scene) const { rtcReleaseScene(scene); }
};
using EmbreeDevice = std::unique_ptr<std::remove_pointer_t<RTCDevice>, EmbreeRelease>;
using EmbreeScene = std::unique_ptr<std::remove_pointer_t<RTCScene>, EmbreeRelease>;

/// Traverses a scene with one ray; its geometries' filter functions see every hit.
inline void traverse(RTCScene scene, RTCRayHit& ray) {
#if RTC_VERSION_MAJOR >= 4
  rtcIntersect1(scene, &ray);
#else
  RTCIntersectContext context;
  rtcInitIntersectContext(&context);
  rtcIntersect1(scene, &context, &ray);
#endif
}

}  // namespace unkink::test
