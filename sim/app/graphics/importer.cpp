// Gathering, asking, fitting.
#include "app/graphics/importer.hpp"

#include "anatomy/bone_fit.hpp"
#include "config/error.hpp"

namespace unkink::app {
namespace {

/// Thrown out of an import that is not wanted any more.
struct GivenUp {};

}  // namespace

anatomy::ImportProgress Importer::teller(std::uint64_t number) {
  return [this, number](const std::string& what, double share) {
    if (number != number_) throw GivenUp();
    const std::scoped_lock lock(mutex_);
    status_ = ui::ImportStatus{what, share, {}, {}, {}};
  };
}

template <class Step>
void Importer::attempt(std::uint64_t number, const Step& step) {
  std::optional<std::string> refusal;
  try {
    step();
  } catch (const GivenUp&) {
  } catch (const config::Error& e) {
    refusal = e.what();
  }
  const std::scoped_lock lock(mutex_);
  if (number != number_) return;
  if (!gathered_) status_.reset();
  if (refusal) made_.refusal = std::move(refusal);
}

void Importer::begin(std::vector<std::filesystem::path> files) {
  const std::uint64_t number = ++number_;
  {
    const std::scoped_lock lock(mutex_);
    gathered_.reset();
    status_ = ui::ImportStatus{};
  }
  worker_.run([this, number, files = std::move(files)] {
    attempt(number, [&] {
      auto gathered = std::make_shared<anatomy::Gathered>(
          anatomy::gather({files, {}, std::nullopt}, teller(number)));
      if (!gathered->axesMissing()) return run(number, gathered);
      const anatomy::ImportQuestion question = anatomy::questionAbout(*gathered, teller(number));
      const std::scoped_lock lock(mutex_);
      if (number != number_) return;
      gathered_ = std::move(gathered);
      status_ = ui::ImportStatus{"", 0.0, question.file, question.likely, question.mirrored};
    });
  });
}

void Importer::run(std::uint64_t number, std::shared_ptr<anatomy::Gathered> gathered) {
  anatomy::OwnSpine spine = anatomy::ownBones(*gathered, teller(number));
  const std::scoped_lock lock(mutex_);
  if (number == number_) made_.spine = std::move(spine);
}

void Importer::answer(const std::string& axes) {
  const std::uint64_t number = number_;
  std::shared_ptr<anatomy::Gathered> gathered;
  {
    const std::scoped_lock lock(mutex_);
    if (!gathered_) return;
    gathered = std::exchange(gathered_, nullptr);
    status_ = ui::ImportStatus{};
  }
  gathered->axes = anatomy::axesNamed(axes);
  worker_.run([this, number, gathered] { attempt(number, [&] { run(number, gathered); }); });
}

void Importer::cancel() {
  ++number_;
  const std::scoped_lock lock(mutex_);
  gathered_.reset();
  status_.reset();
}

void Importer::nudge(std::shared_ptr<const anatomy::OwnBones> bones,
                     const ui::BonePointEdit& edit) {
  const std::uint64_t number = ++number_;
  worker_.run([this, number, bones = std::move(bones), edit] {
    auto nudged = anatomy::nudged(*bones, edit.bone, edit.by_mm);
    const std::scoped_lock lock(mutex_);
    if (number == number_) made_.nudged = std::move(nudged);
  });
}

std::optional<ui::ImportStatus> Importer::status() {
  const std::scoped_lock lock(mutex_);
  return status_;
}

Importer::Made Importer::take() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(made_, {});
}

}  // namespace unkink::app
