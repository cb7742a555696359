// The epidurogram: a thin layer of contrast medium between the thecal sac and the dorsal epidural
// fat.
#pragma once

#include "math/mesh.hpp"
#include "units/angle.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace unkink::fluoro {

/// One value per cell, in the layer's layout (ContrastLayer::index).
using GapMap = std::vector<float>;

/// Contrast medium over the dorsal half of the sac, cell by cell; part of the operation's State.
///
/// A cell is one station of the canal (1.5 mm along it) by one step of angle around the sac. Angles
/// count from the dorsal direction, positive towards the patient's left. Volumes are of undiluted
/// contrast: washout thins the layer as the X-ray sees it.
///
/// Model: thin-film flow. A cell is full at kRestFill of its gap; above that its fill,
/// volume / (area gap), is a pressure that drives contrast into the neighbours with a conductance
/// gap^3 (lubrication), so that a narrow place thins, dents or cuts the stripe and, the excess
/// spent, the layer comes to rest. It pushes the sac: kTakesRoom of its thickness stands between
/// wall and dura as if the wall came nearer, the rest soaks in between the lobules of the fat. The
/// gap that the sac then leaves is what contrast flows in; where that holds fat, the room within it
/// (fat_lobules.hpp). It runs out along the roots as far as there are sleeves (open()). Left out:
/// gravity, flow into veins.
/// Source: [reynolds1886] conductance of a thin film; rate chosen for a spread in seconds; the
/// share that takes room is house, bounded by what lets the layer come to rest
class ContrastLayer {
 public:
  static constexpr int kAngleCells = 24;
  static constexpr units::Deg kHalfSpan{100.0};
  static constexpr double kStationSpacing_mm = 1.5;
  static constexpr double kRestFill = 0.7;
  static constexpr double kHalfTime_s = 480.0;  // of washout, procedure time
  // kRestFill of it must stay below 1, or each gain of room would make room for a greater one
  static constexpr double kTakesRoom = 0.7;
  static constexpr double kMostRoom_mm = 3.0;     // that the sac is pressed to give
  static constexpr double kNoticed_mm = 0.05;     // less room than that more or less moves no sac
  static constexpr double kNoticedLate_mm = 0.3;  // nor that, while the last of it seeps

  /// A way out of the layer, along a root into its foramen.
  struct Sleeve {
    int station = 0, cell = 0;   // that it leaves from
    double gap_mm = 0.5;         // around the root
    double capacity_mm3 = 50.0;  // full
  };

  ContrastLayer() = default;
  /// \param cellWidth_mm   arc length of one cell at each station; all > 0
  explicit ContrastLayer(std::span<const double> cellWidth_mm);

  int stationCount() const { return static_cast<int>(cellWidth_mm_.size()); }
  std::size_t cellCount() const { return cellWidth_mm_.size() * kAngleCells; }
  static std::size_t index(int station, int cell) {
    return static_cast<std::size_t>(station) * kAngleCells + static_cast<std::size_t>(cell);
  }
  /// Angle of a cell's middle.
  static units::Deg angleOf(int cell) {
    return units::Deg(kHalfSpan.value * ((2.0 * cell + 1.0) / kAngleCells - 1.0));
  }
  /// The cell at an angle; angles beyond the span go to the outermost cell.
  static int cellAt(units::Deg angle);

  /// From now on contrast runs into these as well.
  void open(std::vector<Sleeve> sleeves);
  std::span<const Sleeve> sleeves() const { return sleeves_; }
  double inSleeve_mm3(std::size_t n) const { return volume_mm3_[cellCount() + n]; }

  /// Adds contrast around one cell (over the cells within about 2 mm).
  void inject(int station, int cell, double volume_mL);

  /// Lets contrast flow for dt. \return whether anything moved
  ///
  /// \param gap_mm   sac to ligament or lamina, the epidural fat's give included; cellCount()
  /// values Cost: 0.3 ms for 140 stations while flowing; a comparison of gap_mm once at rest
  bool spread(const GapMap& gap_mm, double dt_s);
  /// Whether spread() could move anything in the gap of that key, which it takes note of: a
  /// sleeping layer need not be told its gap.
  bool wakesIn(std::uint64_t gapKey);

  /// Takes note of the room that the layer now takes from the sac, where that differs noticeably
  /// from what was noted before. \return whether it did
  bool press();
  /// As last noted: cellCount() values, or none.
  const GapMap& room_mm() const { return room_mm_; }
  std::uint64_t roomKey() const { return roomKey_; }  // of room_mm(); 0: it takes none

  /// Absorption and dilution: halves the layer in each half time (shorter: a leak of CSF).
  void washout(double dt_s, double halfTime_s = kHalfTime_s);

  bool empty() const { return empty_; }
  double volume_mL() const;
  double thickness_mm(int station, int cell) const;
  /// Raw content, mm3 per cell, then per sleeve: for the state's hash.
  std::span<const double> volumes_mm3() const { return volume_mm3_; }
  /// Counts every change of content, so that a mesh of it knows when it is stale.
  std::uint64_t version() const { return version_; }
  bool atRest() const { return atRest_; }
  bool runs() const { return runs_; }  // and does not only seep

 private:
  struct Flow;  // the work arrays of one spread
  double area_mm2(int station) const {
    return kStationSpacing_mm * cellWidth_mm_[static_cast<std::size_t>(station)];
  }

  std::vector<double> cellWidth_mm_;
  std::vector<Sleeve> sleeves_;
  std::vector<double> volume_mm3_;
  GapMap gap_mm_;   // as last spread
  GapMap room_mm_;  // as last noted
  std::uint64_t roomKey_ = 0, gapKey_ = 0;
  std::uint64_t version_ = 0;
  bool atRest_ = true, empty_ = true, runs_ = false;
};

/// A film as a closed thin shell: contrastMesh() of any thickness.
/// \param thickness_mm   rows x kAngleCells, in the layout of ContrastLayer
math::Mesh filmMesh(std::span<const float> thickness_mm, std::span<const math::Vertex> corners,
                    double minThickness_mm = 0.02);

/// The layer as a closed thin shell, for the X-ray and the 3D view; empty without contrast.
///
/// \param corners   inner surface at the cells' corners, outward normals, any frame, ties kept;
///                  (stationCount + 1) x (kAngleCells + 1), stations slowest, angles rising
/// \return          every cell thicker than minThickness_mm as a slab, slabs joined, rims walled;
///                  closed and wound outward
/// Cost:            0.3 ms for 3 mL
math::Mesh contrastMesh(const ContrastLayer& layer, std::span<const math::Vertex> corners,
                        double minThickness_mm = 0.02);

}  // namespace unkink::fluoro
