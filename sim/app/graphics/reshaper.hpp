// Makes the patient that the set-up page asks for, in three steps, none on the thread that draws: a
// coarse look at the treated level, that level in full, the whole spine.
#pragma once

#include "anatomy/meshes.hpp"
#include "app/graphics/latest.hpp"
#include "operation/state.hpp"
#include "view/preview.hpp"
#include "view/scene_builder.hpp"

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace unkink::app {

/// Surfaces of a spine, with the case that they belong to.
struct Surfaces {
  std::shared_ptr<const operation::Case> theCase;
  std::shared_ptr<const std::vector<anatomy::BakedMesh>> meshes;
};

/// A patient ready to be looked at: lying in the neutral posture, as on the MRI, with all of the
/// disease.
struct Shaped {
  std::shared_ptr<const operation::Case> theCase;
  Surfaces surfaces;  // drawn outside the live level: the case's own, or still the last one's
  operation::State lying;
  view::AxialSection section;
  std::unique_ptr<view::SceneBuilder> builder;

  /// Whether its own surfaces are drawn everywhere.
  bool whole() const;
};

/// The sections of a level by severity.
inline constexpr std::size_t kGrades = 4;

class Reshaper {
 public:
  /// How to make a case that may be much like another, and the surfaces of one; they may throw
  /// config::Error.
  struct Makers {
    std::function<std::shared_ptr<const operation::Case>(const operation::CaseParameters&,
                                                         const operation::Case& like)>
        theCase;
    std::function<std::vector<anatomy::BakedMesh>(const operation::Case&, const Surfaces& like)>
        surfaces;
  };
  explicit Reshaper(Makers makers);

  /// Asks for a coarse look; what was asked for before and has not begun is given up.
  void sketch(const operation::CaseParameters& parameters, const Surfaces& shown);
  /// Asks for the patient in full; `shown` stands in until the surfaces are made.
  void build(const operation::CaseParameters& parameters, const Surfaces& shown);
  /// Asks for sections of the patient with each of these diseases at the treated level.
  void compare(const operation::CaseParameters& parameters,
               const std::array<anatomy::LevelDisease, kGrades>& diseases);

  /// What has been made since the last call, with the number of the wish that it answers.
  struct Made {
    std::uint64_t previewOf = 0, shapedOf = 0;
    std::shared_ptr<const view::Preview> preview;
    std::optional<Shaped> shaped;
    std::array<std::optional<view::AxialSection>, kGrades> sections;
    std::optional<std::string> refusal;  // why the last wish cannot be made
  };
  Made take();
  /// Whether something that was asked for is still to come.
  bool busy() const {
    return sketched_ < sketchAsked_ || (buildAsked_ == wish_ && built_ < buildAsked_);
  }

  /// Lets go of something away from the thread that draws.
  template <class T>
  void bury(std::shared_ptr<T> what) {
    grave_.add([what = std::move(what)]() mutable { what.reset(); });
  }

 private:
  void makeSketch(std::uint64_t wish, const operation::CaseParameters& parameters,
                  const Surfaces& shown);
  void makeWhole(std::uint64_t wish, const operation::CaseParameters& parameters,
                 const Surfaces& shown);
  Surfaces surfacesOf(const std::shared_ptr<const operation::Case>& theCase, const Surfaces& shown);
  std::unique_ptr<view::SceneBuilder> builderOf(const Shaped& shaped,
                                                std::shared_ptr<const view::Preview> around);
  /// Runs a step; what it is refused for is told.
  template <class Step>
  void attempt(const Step& step);
  void deliver(std::uint64_t wish, Shaped shaped);

  Makers makers_;
  std::mutex mutex_;
  Made made_;
  std::atomic<std::uint64_t> wish_{0};              // the newest one
  std::uint64_t sketchAsked_ = 0, buildAsked_ = 0;  // the newest of each kind
  std::atomic<std::uint64_t> sketched_{0}, built_{0};
  std::atomic<std::uint64_t> comparison_{0};  // the newest
  std::uint64_t builders_ = 0;                // made so far
  Latest sketcher_, builder_, grave_;         // last: they stop before the rest goes
};

}  // namespace unkink::app
