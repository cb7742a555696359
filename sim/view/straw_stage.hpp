// The straws of a scene: the small one about the treated level, and the big one beside the spine.
#pragma once

#include "operation/state.hpp"
#include "view/presentation.hpp"
#include "view/straw_mesh.hpp"

#include <array>
#include <optional>

namespace unkink::view {

/// Keeps the straws' surfaces from frame to frame; owns them.
class StrawStages {
 public:
  static constexpr std::uint64_t kIds = 16;  // how many mesh ids it uses
  explicit StrawStages(std::uint64_t firstId);

  /// Fills in the scene's straws; the scene's camera stands already.
  ///
  /// \param key  changes with the sac and its frames
  /// What drifts follows Presentation::clock_s: where the clock jumps, as if it had always run at
  /// the present flow, so that the same moment is the same picture.
  void show(const operation::Case& theCase, const operation::State& state, const Presentation& p,
            std::uint64_t key, Scene& scene);

 private:
  enum Part { kLiquid, kParticles, kLevel, kWall, kGhost, kPartCount };
  struct Owned {
    math::Mesh mesh;
    MeshRef ref{};
  };
  struct Straw {
    std::uint64_t key = ~0ull;
    thecal_sac::Straw numbers;
    StrawBody body;
    std::array<Owned, kPartCount> parts;
    double clock_s = -1e9, travel_mm = 0.0;
    bool drifted = false;  // the particles are those of travel_mm and this body
  };
  static void make(Straw& straw, std::uint64_t key, const thecal_sac::Straw& numbers,
                   const StrawWish& wish);
  static void drift(Straw& straw, double clock_s);
  static std::vector<Surface> surfacesOf(const Straw& straw);
  void showSmall(Scene& scene, double side) const;
  void showBig(Scene& scene, const Presentation& p, double side) const;

  Straw small_, big_;
};

}  // namespace unkink::view
