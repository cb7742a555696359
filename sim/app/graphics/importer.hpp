// Reads dropped meshes on a thread of its own, and asks what only a person can answer.
#pragma once

#include "anatomy/import_spine.hpp"
#include "app/graphics/latest.hpp"
#include "ui/ui_state.hpp"

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace unkink::app {

class Importer {
 public:
  /// Reads mesh files and folders of them; what was being read is given up.
  void begin(std::vector<std::filesystem::path> files);
  /// Goes on with the axes that were asked for, such as "ras".
  void answer(const std::string& axes);
  void cancel();
  /// Lays the model anew into a bone whose points were moved by hand.
  void nudge(std::shared_ptr<const anatomy::OwnBones> bones, const ui::BonePointEdit& edit);

  /// How far it is; nothing while there is nothing to read.
  std::optional<ui::ImportStatus> status();
  struct Made {
    std::optional<anatomy::OwnSpine> spine;
    std::shared_ptr<const anatomy::OwnBones> nudged;
    std::optional<std::string> refusal;
  };
  Made take();

 private:
  void run(std::uint64_t number, std::shared_ptr<anatomy::Gathered> gathered);
  anatomy::ImportProgress teller(std::uint64_t number);
  template <class Step>
  void attempt(std::uint64_t number, const Step& step);

  std::mutex mutex_;
  std::optional<ui::ImportStatus> status_;
  std::shared_ptr<anatomy::Gathered> gathered_;  // waits for an answer
  Made made_;
  std::atomic<std::uint64_t> number_{0};  // of the newest import
  Latest worker_;                         // last: it stops before the rest goes
};

}  // namespace unkink::app
