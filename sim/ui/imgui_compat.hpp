// The one place that knows which Dear ImGui it is: 1.86 (Debian 12) to 1.90 (Debian 13).
#pragma once

#include <cstdint>
#include <imgui.h>

namespace unkink::ui {

/// A texture of OpenGL as ImGui names it; by value, whatever ImTextureID is.
inline ImTextureID textureId(unsigned name) {
  return (ImTextureID)(static_cast<std::intptr_t>(name));  // NOLINT: a pointer or an integer
}

/// The next item may be overlapped by later ones (an image with buttons on it).
inline void allowOverlap() {
#if IMGUI_VERSION_NUM >= 18950
  ImGui::SetNextItemAllowOverlap();
#endif
}
/// For the item just made, where ImGui wants to be told afterwards.
inline void allowOverlapOfLast() {
#if IMGUI_VERSION_NUM < 18950
  ImGui::SetItemAllowOverlap();
#endif
}

}  // namespace unkink::ui
