// General libraries on the carving workload, each used as its documentation shows; present where
// the build found them (UNKINK_WITH_VTK, UNKINK_WITH_OPENVDB).
#pragma once

#include "math/sdf.hpp"
#include "support/carving_workload.hpp"

#ifdef UNKINK_WITH_VTK
#include <vtkFloatArray.h>
#include <vtkFlyingEdges3D.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPolyData.h>
#include <vtkSmartPointer.h>
#endif
#ifdef UNKINK_WITH_OPENVDB
#include <openvdb/openvdb.h>
#include <openvdb/tools/Composite.h>
#include <openvdb/tools/VolumeToMesh.h>
#endif

#include <vector>

namespace unkink::peers {

/// The samples around a bite, and its distance there.
template <class Visit>
void aroundBite(int n, double pad_mm, const Visit& visit) {
  const workload::Bite b = workload::bite(n);
  const math::Vec3 a = b.end(-1), c = b.end(1);
  const math::Vec3 reach(workload::kBiteRadius_mm + pad_mm);
  const auto sample = [](const math::Vec3& p) {
    return (p - workload::kFirst_mm) / workload::kSpacing_mm;
  };
  const math::SampleBox box =
      math::SampleBox{math::IVec3(glm::ceil(sample(glm::min(a, c) - reach))),
                      math::IVec3(glm::floor(sample(glm::max(a, c) + reach))) + math::IVec3(1)}
          .clipped(workload::kSamples);
  for (int z = box.lo.z; z < box.hi.z; ++z)
    for (int y = box.lo.y; y < box.hi.y; ++y)
      for (int x = box.lo.x; x < box.hi.x; ++x) {
        const math::IVec3 s(x, y, z);
        visit(s, static_cast<float>(
                     math::sdf::capsule(workload::position_mm(s), a, c, workload::kBiteRadius_mm)));
      }
}

#ifdef UNKINK_WITH_VTK
/// One field; after each bite the bricks that it touched are contoured again.
class FlyingEdgesByBrick {
 public:
  FlyingEdgesByBrick()
      : values_(static_cast<std::size_t>(kSize.x) * static_cast<std::size_t>(kSize.y) *
                static_cast<std::size_t>(kSize.z)) {
    const workload::Slabs& slabs = workload::slabs();
    for (int z = 0; z < kSize.z; ++z)
      for (int y = 0; y < kSize.y; ++y)
        for (int x = 0; x < kSize.x; ++x) {
          const math::IVec3 s(x, y, z);
          values_[at(s)] = slabs.values(tissue::brickOf(s)).mm[tissue::indexInBrick(s)];
        }
    surfaces_.resize(static_cast<std::size_t>(kBricks.x * kBricks.y * kBricks.z));
    contour({{0, 0, 0}, kBricks});
  }
  void bite(int n) {
    math::SampleBox changed{kSize, {0, 0, 0}};
    aroundBite(n, 0.75, [&](const math::IVec3& s, float capsule) {
      values_[at(s)] = std::max(values_[at(s)], -capsule);
      changed.lo = glm::min(changed.lo, s);
      changed.hi = glm::max(changed.hi, s + math::IVec3(1));
    });
    // a brick's cells look one sample beyond it
    contour({glm::max(changed.lo - math::IVec3(1), math::IVec3(0)) / kEdge,
             glm::min((changed.hi - math::IVec3(1)) / kEdge + math::IVec3(1), kBricks)});
  }
  double removed_mm3() const { return 0.0; }  // contours only
  std::size_t triangles() const {
    std::size_t count = 0;
    for (const auto& s : surfaces_) count += static_cast<std::size_t>(s->GetNumberOfPolys());
    return count;
  }
  std::size_t bytes() const {
    std::size_t kib = values_.size() * sizeof(float) / 1024;
    for (const auto& s : surfaces_) kib += s->GetActualMemorySize();
    return 1024 * kib;
  }

 private:
  static constexpr math::IVec3 kSize = workload::kSamples.hi;
  static constexpr int kEdge = 16;
  static constexpr math::IVec3 kBricks{kSize.x / kEdge, kSize.y / kEdge, kSize.z / kEdge};

  static std::size_t at(const math::IVec3& s) {
    return static_cast<std::size_t>(s.x + kSize.x * (s.y + kSize.y * s.z));
  }
  void contour(const math::SampleBox& bricks) {
    for (int z = bricks.lo.z; z < bricks.hi.z; ++z)
      for (int y = bricks.lo.y; y < bricks.hi.y; ++y)
        for (int x = bricks.lo.x; x < bricks.hi.x; ++x) contourOne({x, y, z});
  }
  void contourOne(const math::IVec3& brick) {
    const math::IVec3 lo = brick * kEdge, hi = glm::min(lo + math::IVec3(kEdge + 1), kSize),
                      n = hi - lo;
    vtkNew<vtkImageData> image;
    image->SetDimensions(n.x, n.y, n.z);
    image->SetSpacing(workload::kSpacing_mm, workload::kSpacing_mm, workload::kSpacing_mm);
    const math::Vec3 origin = workload::position_mm(lo);
    image->SetOrigin(origin.x, origin.y, origin.z);
    image->AllocateScalars(VTK_FLOAT, 1);
    float* to = static_cast<float*>(image->GetScalarPointer());
    for (int z = lo.z; z < hi.z; ++z)
      for (int y = lo.y; y < hi.y; ++y, to += n.x)
        std::copy_n(values_.data() + at({lo.x, y, z}), n.x, to);
    vtkNew<vtkFlyingEdges3D> edges;
    edges->SetInputData(image);
    edges->SetValue(0, 0.0);
    edges->ComputeNormalsOn();
    edges->ComputeScalarsOff();
    edges->Update();
    surfaces_[static_cast<std::size_t>(brick.x + kBricks.x * (brick.y + kBricks.y * brick.z))] =
        edges->GetOutput();
  }

  std::vector<float> values_;
  std::vector<vtkSmartPointer<vtkPolyData>> surfaces_;
};
#endif

#ifdef UNKINK_WITH_OPENVDB
/// A level set; each bite is a difference with a capsule's, and the whole is meshed again.
class OpenVdb {
 public:
  OpenVdb() : grid_(emptyGrid()) {
    openvdb::initialize();
    const workload::Slabs& slabs = workload::slabs();
    auto out = grid_->getAccessor();
    for (int z = 0; z < workload::kSamples.hi.z; ++z)
      for (int y = 0; y < workload::kSamples.hi.y; ++y)
        for (int x = 0; x < workload::kSamples.hi.x; ++x) {
          const math::IVec3 s(x, y, z);
          put(out, s, slabs.values(tissue::brickOf(s)).mm[tissue::indexInBrick(s)]);
        }
    openvdb::tools::pruneLevelSet(grid_->tree());
    before_ = volume_mm3();
    mesh();
  }
  void bite(int n) {
    openvdb::FloatGrid::Ptr capsule = emptyGrid();
    auto out = capsule->getAccessor();
    aroundBite(n, 0.75, [&](const math::IVec3& s, float distance) { put(out, s, distance); });
    openvdb::tools::csgDifference(*grid_, *capsule);
    mesh();
  }
  double removed_mm3() const { return before_ - volume_mm3(); }
  std::size_t triangles() const { return 2 * quads_.size() + triangles_.size(); }
  std::size_t bytes() const { return grid_->memUsage(); }

 private:
  static constexpr float kBand_mm = 0.75f;

  static openvdb::FloatGrid::Ptr emptyGrid() {
    auto grid = openvdb::FloatGrid::create(kBand_mm);
    grid->setGridClass(openvdb::GRID_LEVEL_SET);
    grid->setTransform(openvdb::math::Transform::createLinearTransform(workload::kSpacing_mm));
    return grid;
  }
  template <class Accessor>
  static void put(Accessor& out, const math::IVec3& s, float distance) {
    const openvdb::Coord at(s.x, s.y, s.z);
    if (distance <= -kBand_mm)
      out.setValueOff(at, -kBand_mm);
    else if (distance < kBand_mm)
      out.setValue(at, distance);
  }
  void mesh() {
    openvdb::tools::volumeToMesh(*grid_, points_, triangles_, quads_);
    normals_.assign(points_.size(), openvdb::Vec3s(0));
    for (const openvdb::Vec4I& q : quads_) {
      const openvdb::Vec3s n = (points_[q[2]] - points_[q[0]]).cross(points_[q[3]] - points_[q[1]]);
      for (int c = 0; c < 4; ++c) normals_[q[c]] += n;
    }
    for (openvdb::Vec3s& n : normals_) n.normalize();
  }
  double volume_mm3() const {
    double samples = 0.0;
    for (auto v = grid_->cbeginValueAll(); v; ++v)
      samples += std::clamp(0.5 - static_cast<double>(*v) / workload::kSpacing_mm, 0.0, 1.0) *
                 static_cast<double>(v.getVoxelCount());
    return samples * workload::kSpacing_mm * workload::kSpacing_mm * workload::kSpacing_mm;
  }

  openvdb::FloatGrid::Ptr grid_;
  double before_ = 0.0;
  std::vector<openvdb::Vec3s> points_, normals_;
  std::vector<openvdb::Vec3I> triangles_;
  std::vector<openvdb::Vec4I> quads_;
};
#endif

}  // namespace unkink::peers
