// Fitting what was gathered: axes, order, landmarks, distance fields.
#include "anatomy/bone_fit.hpp"
#include "anatomy/import_spine.hpp"
#include "anatomy/mesh_distance.hpp"
#include "anatomy/meshes.hpp"
#include "config/error.hpp"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <oneapi/tbb/parallel_for.h>

namespace unkink::anatomy {
namespace {

using math::Vec3;

constexpr std::size_t kFitPoints = 900;
constexpr int kFieldMargin = 8;       // samples around the bone
constexpr double kDoubtful_mm = 3.5;  // a vertebra's residual above which axes are doubted; house
constexpr double kDoubtfulSacrum_mm = 7.0;  // sacra vary more, and end at S5 or with the coccyx
constexpr double kClearlyBetter = 0.75;     // of the residual with the axes that were given
constexpr double kLeastRise_mm = 12.0;      // from one vertebra's middle to the next one's; house

std::string nameOf(Vertebra v) { return structureName(Structure::kVertebra, static_cast<int>(v)); }

std::string inMm(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.1f mm", value);
  return text;
}

/// The axes of a bone's own file, else those that were given.
const Axes& axesOf(const Gathered& gathered, const GatheredBone& bone) {
  return bone.axes ? *bone.axes : *gathered.axes;
}

PlainMesh inScan(const GatheredBone& bone, const Axes& axes) {
  PlainMesh mesh = bone.mesh;
  for (math::Vec3f& p : mesh.points) p = math::Vec3f(axes.lpsFromFile * Vec3(p));
  if (axes.mirrored())
    for (std::size_t t = 0; t < mesh.triangleCount(); ++t)
      std::swap(mesh.indices[3 * t + 1], mesh.indices[3 * t + 2]);
  return mesh;
}

/// The unmirrored axes in which a bone is most like the model's.
Axes likelyAxes(const GatheredBone& bone, double& residual_mm) {
  const auto points = spreadOver(bone.mesh, kFitPoints);
  const std::vector<Axes> all = everyUnmirrored();
  std::vector<BoneFit> fits(all.size());
  oneapi::tbb::parallel_for(std::size_t{0}, all.size(), [&](std::size_t n) {
    fits[n] = fitRoughly(bone.bone, points, all[n].lpsFromFile);
  });
  const BoneFit& best = *std::min_element(
      fits.begin(), fits.end(),
      [](const BoneFit& a, const BoneFit& b) { return a.residual_mm < b.residual_mm; });
  residual_mm = best.residual_mm;
  // a bone may be tilted in its scan: the axes nearest to how it lies
  const auto agreement = [&](const Axes& axes) {
    double sum = 0.0;
    for (int column = 0; column < 3; ++column)
      sum += glm::dot(axes.lpsFromFile[column], glm::transpose(best.pose.rotation)[column]);
    return sum;
  };
  return *std::max_element(all.begin(), all.end(), [&](const Axes& a, const Axes& b) {
    return agreement(a) < agreement(b);
  });
}

/// The same axes in a mirror that swaps left and right.
std::string mirrorOf(std::string letters) {
  for (char& c : letters) c = c == 'l' ? 'r' : c == 'r' ? 'l' : c;
  return letters;
}

/// A vertebra rather than the sacrum, since its shape tells front from back best.
const GatheredBone& mostTelling(const Gathered& gathered) {
  const auto vertebra = std::find_if(gathered.bones.rbegin(), gathered.bones.rend(),
                                     [](const auto& b) { return b.bone != Vertebra::kS1; });
  return vertebra != gathered.bones.rend() ? *vertebra : gathered.bones.front();
}

[[noreturn]] void refuseMissingAxes(const Gathered& gathered, const ImportProgress& progress) {
  const ImportQuestion q = questionAbout(gathered, progress);
  config::fail(q.file, "",
               "found nothing that says which way its axes point, expected --import-frame lps or "
               "ras: by the bones' shape they are " +
                   q.likely + " (--import-frame " + q.likely + "), but a mirrored spine (" +
                   q.mirrored + ") looks just as right, so only you can say");
}

void checkAxes(const Gathered& gathered, const GatheredBone& bone, double residual_mm) {
  if (residual_mm < (bone.bone == Vertebra::kS1 ? kDoubtfulSacrum_mm : kDoubtful_mm)) return;
  const Axes& given = axesOf(gathered, bone);
  const std::vector<Vec3> points = spreadOver(bone.mesh, kFitPoints);
  double better_mm = 0.0;
  const Axes likely = likelyAxes(bone, better_mm);
  const double asGiven_mm = fitRoughly(bone.bone, points, given.lpsFromFile).residual_mm;
  const std::string sameHand = given.mirrored() ? mirrorOf(likely.letters) : likely.letters;
  if (sameHand == given.letters || better_mm > kClearlyBetter * asGiven_mm) return;
  const auto rotated = given.lpsFromFile * glm::transpose(axesNamed(sameHand)->lpsFromFile);
  config::fail(bone.from, nameOf(bone.bone),
               std::string("found it lying ") +
                   (rotated[1][1] < 0.0 ? "with its arch in front of its body" : "another way") +
                   " with axes " + given.letters + ", expected " + sameHand +
                   " by its shape (--import-frame " + sameHand + ")");
}

void checkOrder(const Gathered& gathered, const OwnBones& bones) {
  const GatheredBone* above = nullptr;
  for (const GatheredBone& bone : gathered.bones) {
    if (above) {
      const auto middle = [&](const GatheredBone& b) {
        return bones.bone[static_cast<std::size_t>(b.bone)]->pose.translation;
      };
      const double rise = middle(*above).z - middle(bone).z;
      const int steps = static_cast<int>(bone.bone) - static_cast<int>(above->bone);
      if (rise < steps * kLeastRise_mm)
        config::fail(bone.from, nameOf(bone.bone),
                     "found it " + inMm(rise) + " below " + nameOf(above->bone) +
                         ", expected at least " + inMm(steps * kLeastRise_mm) +
                         ": names, axes, or places that are not of one scan");
    }
    above = &bone;
  }
}

OwnBone ownBone(const Gathered& gathered, const GatheredBone& bone) {
  PlainMesh mesh = inScan(bone, axesOf(gathered, bone));
  BoneFit fit = fitBone(bone.bone, spreadOver(mesh, kFitPoints));
  checkAxes(gathered, bone, fit.residual_mm);
  const auto boneFromScan = fit.pose.inverse();
  for (math::Vec3f& p : mesh.points) p = math::Vec3f(boneFromScan * Vec3(p));
  return {fit.shape,
          fit.pose,
          signedDistance(mesh, kLatticeSpacing_mm, kFieldMargin),
          fit.sizes,
          nullptr,
          {},
          fit.residual_mm,
          bone.faults.trianglesRead,
          bone.faults.closed.size()};
}

}  // namespace

ImportQuestion questionAbout(const Gathered& gathered, const ImportProgress& progress) {
  if (progress) progress("looking which way the bones lie", 0.0);
  const auto silent = std::find_if(gathered.bones.begin(), gathered.bones.end(),
                                   [](const auto& b) { return !b.axes; });
  double residual_mm = 0.0;
  const Axes likely = likelyAxes(mostTelling(gathered), residual_mm);
  return {silent->from, likely.letters, mirrorOf(likely.letters)};
}

OwnSpine ownBones(const Gathered& gathered, const ImportProgress& progress) {
  if (gathered.axesMissing()) refuseMissingAxes(gathered, progress);
  auto bones = std::make_shared<OwnBones>();
  std::atomic<int> done{0};
  std::mutex telling;
  oneapi::tbb::parallel_for(std::size_t{0}, gathered.bones.size(), [&](std::size_t n) {
    const GatheredBone& bone = gathered.bones[n];
    const auto v = static_cast<std::size_t>(bone.bone);
    bones->bone[v] = nudged(bone.bone, std::make_shared<const OwnBone>(ownBone(gathered, bone)),
                            gathered.nudges[v]);
    const std::scoped_lock lock(telling);
    if (progress)
      progress("fitting " + nameOf(bone.bone),
               static_cast<double>(++done) / static_cast<double>(gathered.bones.size()));
  });
  checkOrder(gathered, *bones);
  bones->fingerprint = fingerprintOf(*bones);
  OwnSpine own{bones, gathered.notices, {}};
  for (const GatheredBone& bone : gathered.bones)
    own.fits.push_back(nameOf(bone.bone) + ": the patient's, " +
                       std::to_string(bone.faults.trianglesRead) + " triangles, " +
                       inMm(bones->bone[static_cast<std::size_t>(bone.bone)]->residual_mm) +
                       " from the model that is fitted to it");
  return own;
}

}  // namespace unkink::anatomy
