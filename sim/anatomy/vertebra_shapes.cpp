// The table of shapes: what makes L1 to L5 look like themselves.
//
// Sources: the measures were fitted, part by part, to the mean shape of the lumbar vertebrae of 87
// patients [Clouthier 2023, J Biomech 146:111421] (L2 to L5, within 0.4 mm in the mean), and
// rounded to 0.1 mm. Body, canal and pedicle sizes lie within the ranges of Panjabi 1992 (Spine
// 17:299), Zindrick 1987 (Spine 12:160) and of the seven specimens of the project's morphometry. L1
// is L2 made smaller: body widths in the ratio of Panjabi 1992, the span of the transverse
// processes after the Visible Human male [Remus 2021, PLoS ONE 16:e0250456].
#include "anatomy/vertebra.hpp"

#include <cassert>

namespace unkink::anatomy {
namespace {

using units::Deg;

/// Smallest of the five: the canal is oval, the transverse processes are short and thin.
VertebraShape shapeL1() {
  VertebraShape s;
  s.body = {.upper = {25.5, 21.2, 17.9},
            .waist = {19.8, 18.4, 13.8},
            .lower = {28.2, 23.6, 18.0},
            .widest_mm = 2.0,
            .squarenessAnterior = 0.09,
            .squarenessPosterior = 0.62,
            .upperRim_mm = 14.5,
            .lowerRim_mm = -14.5,
            .upperTilt_deg = Deg(0.8),
            .lowerTilt_deg = Deg(1.2),
            .upperConcavity_mm = 1.4,
            .lowerConcavity_mm = 1.9,
            .upperLip_mm = -1.0,
            .rimRounding_mm = 5.2,
            .flare = 0.00,
            .canalNotch_mm = 2.0};
  s.pedicle = {
      .bodyUpper = {{13.8, 11.8, 4.3}, 5.8, 0.0},
      .bodyLower = {{14.7, 11.8, 1.8}, 2.1, 0.7},
      .neckUpper = {{15.6, 22.7, 6.8}, 3.6, 1.0},
      .neckLower = {{15.0, 24.6, 1.1}, 4.9, 0.2},
  };
  s.transverse = {
      .rootUpper = {{21.8, 27.6, 4.4}, 2.5, 1.6},
      .rootLower = {{23.5, 28.4, 2.6}, 2.8, 0.8},
      .tipUpper = {{33.2, 32.4, 5.2}, 1.4, 2.4},
      .tipLower = {{35.1, 33.1, 2.4}, 1.3, 1.1},
  };
  s.superior = {
      .medialTop = {{12.9, 28.0, 15.7}, 2.8, 0.8},
      .cornerTop = {{14.7, 29.6, 17.2}, 1.7, 1.9},
      .lateralTop = {{17.0, 35.4, 14.2}, 2.3, 3.9},
      .medialBase = {{12.0, 28.5, 7.2}, 2.4, 2.7},
      .cornerBase = {{16.5, 30.8, 7.0}, 4.7, 1.1},
      .mammillary = {{17.4, 36.1, 12.3}, 3.4, 3.2},
  };
  s.lamina = {
      .upperMedial = {{1.2, 33.2, 1.4}, 1.3, 1.6},
      .upperLateral = {{4.7, 29.2, 3.7}, 1.7, 0.0},
      .lowerMedial = {{1.8, 38.9, -11.1}, 2.2, 1.1},
      .lowerLateral = {{8.9, 34.4, -17.9}, 5.1, 0.0},
      .pars = {{8.9, 29.4, -2.5}, 3.9, 0.2},
  };
  s.inferior = {
      .facetUpper = {{11.6, 36.5, -18.0}, 2.7, 1.0},
      .facetLower = {{10.7, 34.2, -21.5}, 2.8, 3.0},
      .medialTip = {{10.1, 34.4, -15.2}, 3.4, 1.9},
  };
  s.spinous = {
      .rootUpper = {{0.0, 36.4, -2.7}, 2.3, 4.8},
      .rootLower = {{0.0, 43.2, -11.3}, 4.2, 0.3},
      .middleUpper = {{0.0, 49.6, -3.7}, 1.4, 4.7},
      .middleLower = {{0.0, 47.7, -10.9}, 2.4, 4.5},
      .tipUpper = {{0.0, 54.9, -7.1}, 2.4, 8.2},
      .tipLower = {{0.0, 55.5, -12.6}, 4.0, 4.9},
  };
  s.bodyFillet_mm = 7.4;
  s.fillet_mm = 5.5;
  return s;
}

/// Oval canal; facets nearly in the sagittal plane; tall laminae.
VertebraShape shapeL2() {
  VertebraShape s;
  s.body = {.upper = {26.4, 22.0, 18.5},
            .waist = {20.5, 19.1, 14.3},
            .lower = {29.2, 24.4, 18.6},
            .widest_mm = 2.1,
            .squarenessAnterior = 0.09,
            .squarenessPosterior = 0.62,
            .upperRim_mm = 15.0,
            .lowerRim_mm = -15.0,
            .upperTilt_deg = Deg(0.8),
            .lowerTilt_deg = Deg(0.2),
            .upperConcavity_mm = 1.4,
            .lowerConcavity_mm = 1.9,
            .upperLip_mm = -1.0,
            .rimRounding_mm = 5.2,
            .flare = 0.00,
            .canalNotch_mm = 2.0};
  s.pedicle = {
      .bodyUpper = {{14.3, 12.2, 4.5}, 6.0, 0.0},
      .bodyLower = {{15.2, 12.2, 1.9}, 2.1, 0.7},
      .neckUpper = {{16.2, 23.6, 7.1}, 3.7, 1.0},
      .neckLower = {{15.6, 25.5, 1.2}, 5.1, 0.2},
  };
  s.transverse = {
      .rootUpper = {{22.6, 28.6, 4.6}, 2.6, 1.6},
      .rootLower = {{24.3, 29.5, 2.6}, 2.9, 0.8},
      .tipUpper = {{37.4, 33.6, 5.4}, 1.4, 2.8},
      .tipLower = {{39.5, 34.3, 2.5}, 1.3, 1.2},
  };
  s.superior = {
      .medialTop = {{13.4, 29.1, 16.2}, 2.9, 0.8},
      .cornerTop = {{15.2, 30.6, 17.9}, 1.8, 1.9},
      .lateralTop = {{17.6, 36.7, 14.7}, 2.3, 4.0},
      .medialBase = {{12.4, 29.5, 7.4}, 2.5, 2.8},
      .cornerBase = {{17.1, 32.0, 7.2}, 4.9, 1.1},
      .mammillary = {{18.1, 37.4, 12.8}, 3.5, 3.3},
  };
  s.lamina = {
      .upperMedial = {{1.2, 34.4, 1.5}, 1.3, 1.6},
      .upperLateral = {{4.8, 30.3, 3.8}, 1.7, 0.0},
      .lowerMedial = {{1.9, 40.4, -11.5}, 2.3, 1.1},
      .lowerLateral = {{9.2, 35.6, -18.5}, 5.3, 0.0},
      .pars = {{9.2, 30.4, -2.6}, 4.1, 0.2},
  };
  s.inferior = {
      .facetUpper = {{12.1, 37.8, -18.6}, 2.8, 1.1},
      .facetLower = {{11.1, 35.4, -22.3}, 2.9, 3.1},
      .medialTip = {{10.5, 35.6, -15.7}, 3.5, 2.0},
  };
  s.spinous = {
      .rootUpper = {{0.0, 37.8, -2.8}, 2.4, 5.0},
      .rootLower = {{0.0, 44.7, -11.8}, 4.3, 0.3},
      .middleUpper = {{0.0, 51.4, -3.9}, 1.4, 4.9},
      .middleLower = {{0.0, 49.4, -11.3}, 2.4, 4.6},
      .tipUpper = {{0.0, 56.8, -7.4}, 2.5, 8.5},
      .tipLower = {{0.0, 57.5, -13.1}, 4.1, 5.1},
  };
  s.bodyFillet_mm = 7.4;
  s.fillet_mm = 5.5;
  return s;
}

/// The longest and thinnest transverse processes, straight out.
VertebraShape shapeL3() {
  VertebraShape s;
  s.body = {.upper = {27.8, 21.6, 20.1},
            .waist = {21.5, 19.4, 14.7},
            .lower = {30.4, 23.7, 17.5},
            .widest_mm = 1.8,
            .squarenessAnterior = 0.07,
            .squarenessPosterior = 0.46,
            .upperRim_mm = 15.1,
            .lowerRim_mm = -15.7,
            .upperTilt_deg = Deg(-1.1),
            .lowerTilt_deg = Deg(0.3),
            .upperConcavity_mm = 1.5,
            .lowerConcavity_mm = 2.7,
            .upperLip_mm = -1.0,
            .rimRounding_mm = 5.4,
            .flare = 0.00,
            .canalNotch_mm = 1.2};
  s.pedicle = {
      .bodyUpper = {{15.8, 12.0, 4.6}, 7.1, 0.0},
      .bodyLower = {{16.7, 11.8, 1.7}, 3.5, 0.0},
      .neckUpper = {{16.4, 23.9, 6.0}, 4.7, 0.2},
      .neckLower = {{17.5, 24.4, 1.3}, 5.7, 0.6},
  };
  s.transverse = {
      .rootUpper = {{23.2, 26.7, 4.1}, 2.7, 1.2},
      .rootLower = {{25.3, 27.8, 1.4}, 3.5, 0.7},
      .tipUpper = {{40.4, 33.1, 4.8}, 1.5, 2.7},
      .tipLower = {{41.7, 33.3, 2.6}, 2.0, 2.9},
  };
  s.superior = {
      .medialTop = {{13.5, 29.3, 15.4}, 2.9, 0.4},
      .cornerTop = {{16.4, 31.3, 16.8}, 2.0, 1.2},
      .lateralTop = {{18.2, 36.2, 13.6}, 2.1, 4.2},
      .medialBase = {{12.4, 29.0, 7.7}, 2.7, 1.9},
      .cornerBase = {{17.9, 31.4, 6.2}, 5.0, 1.7},
      .mammillary = {{18.8, 37.0, 10.4}, 3.4, 4.5},
  };
  s.lamina = {
      .upperMedial = {{1.3, 34.2, 1.4}, 1.3, 1.5},
      .upperLateral = {{5.4, 29.4, 3.9}, 1.4, 0.0},
      .lowerMedial = {{2.1, 40.1, -12.0}, 2.2, 1.9},
      .lowerLateral = {{10.3, 35.2, -18.6}, 5.7, 0.0},
      .pars = {{10.5, 29.3, -3.3}, 4.0, 0.8},
  };
  s.inferior = {
      .facetUpper = {{14.3, 37.1, -17.4}, 3.2, 0.5},
      .facetLower = {{12.5, 35.0, -22.7}, 3.3, 3.2},
      .medialTip = {{12.2, 34.9, -15.8}, 3.8, 2.1},
  };
  s.spinous = {
      .rootUpper = {{0.0, 37.0, -2.5}, 2.5, 4.0},
      .rootLower = {{0.0, 44.7, -12.3}, 4.6, 0.6},
      .middleUpper = {{0.0, 51.8, -4.1}, 1.8, 3.7},
      .middleLower = {{0.0, 49.3, -12.8}, 2.8, 4.8},
      .tipUpper = {{0.0, 58.0, -10.2}, 2.7, 8.5},
      .tipLower = {{0.0, 56.8, -14.7}, 4.1, 5.7},
  };
  s.bodyFillet_mm = 6.8;
  s.fillet_mm = 5.6;
  return s;
}

/// The canal begins to be triangular; slim transverse processes, tips a little up.
VertebraShape shapeL4() {
  VertebraShape s;
  s.body = {.upper = {28.6, 20.6, 19.9},
            .waist = {22.0, 18.4, 15.3},
            .lower = {31.0, 21.7, 18.1},
            .widest_mm = 0.8,
            .squarenessAnterior = 0.10,
            .squarenessPosterior = 0.44,
            .upperRim_mm = 14.8,
            .lowerRim_mm = -16.0,
            .upperTilt_deg = Deg(-0.6),
            .lowerTilt_deg = Deg(2.3),
            .upperConcavity_mm = 1.3,
            .lowerConcavity_mm = 3.0,
            .upperLip_mm = -1.0,
            .rimRounding_mm = 5.4,
            .flare = 0.00,
            .canalNotch_mm = 0.4};
  s.pedicle = {
      .bodyUpper = {{17.6, 10.9, 4.6}, 6.8, 0.0},
      .bodyLower = {{18.3, 10.6, 1.3}, 4.0, 1.0},
      .neckUpper = {{15.8, 24.5, 6.6}, 4.7, 0.0},
      .neckLower = {{20.3, 24.0, 2.1}, 6.2, 0.5},
  };
  s.transverse = {
      .rootUpper = {{24.3, 24.5, 3.8}, 1.9, 0.9},
      .rootLower = {{26.6, 25.3, -0.1}, 3.8, 0.0},
      .tipUpper = {{41.2, 29.5, 4.6}, 1.3, 2.1},
      .tipLower = {{41.4, 29.4, 2.4}, 1.3, 1.6},
  };
  s.superior = {
      .medialTop = {{13.1, 27.7, 14.4}, 2.4, 0.8},
      .cornerTop = {{17.9, 29.8, 16.6}, 2.0, 1.1},
      .lateralTop = {{19.9, 34.9, 13.1}, 2.4, 4.0},
      .medialBase = {{13.1, 27.5, 6.7}, 2.3, 1.5},
      .cornerBase = {{19.0, 30.5, 5.0}, 4.1, 1.9},
      .mammillary = {{20.3, 35.2, 9.3}, 3.4, 4.5},
  };
  s.lamina = {
      .upperMedial = {{2.0, 33.9, 1.3}, 1.3, 0.7},
      .upperLateral = {{6.7, 27.7, 4.1}, 1.6, 0.0},
      .lowerMedial = {{2.8, 39.9, -10.8}, 3.1, 1.4},
      .lowerLateral = {{12.4, 34.5, -16.8}, 5.5, 0.0},
      .pars = {{12.5, 27.7, -2.7}, 4.5, 0.8},
  };
  s.inferior = {
      .facetUpper = {{17.9, 36.2, -15.1}, 3.3, 0.5},
      .facetLower = {{15.4, 34.6, -20.0}, 3.7, 2.8},
      .medialTip = {{13.2, 33.9, -15.8}, 3.6, 2.2},
  };
  s.spinous = {
      .rootUpper = {{0.0, 36.2, -1.5}, 2.7, 2.4},
      .rootLower = {{0.0, 43.5, -10.7}, 4.6, 0.2},
      .middleUpper = {{0.0, 51.4, -4.1}, 2.2, 2.8},
      .middleLower = {{0.0, 49.5, -12.9}, 3.1, 3.7},
      .tipUpper = {{0.0, 57.5, -10.2}, 2.8, 6.2},
      .tipLower = {{0.0, 55.9, -14.1}, 3.5, 4.8},
  };
  s.bodyFillet_mm = 6.0;
  s.fillet_mm = 5.0;
  return s;
}

/// Wedge-shaped body, triangular canal, facets far apart, stout transverse processes up and out.
VertebraShape shapeL5() {
  VertebraShape s;
  s.body = {.upper = {29.8, 20.5, 22.0},
            .waist = {22.7, 18.7, 14.3},
            .lower = {30.9, 22.5, 15.3},
            .widest_mm = 2.0,
            .squarenessAnterior = 0.00,
            .squarenessPosterior = 0.00,
            .upperRim_mm = 13.9,
            .lowerRim_mm = -15.7,
            .upperTilt_deg = Deg(-5.5),
            .lowerTilt_deg = Deg(4.7),
            .upperConcavity_mm = 1.1,
            .lowerConcavity_mm = 3.4,
            .upperLip_mm = -1.0,
            .rimRounding_mm = 5.8,
            .flare = 0.00,
            .canalNotch_mm = 0.2};
  s.pedicle = {
      .bodyUpper = {{21.2, 11.1, 2.0}, 5.5, 0.0},
      .bodyLower = {{21.2, 10.9, 2.1}, 5.8, 3.2},
      .neckUpper = {{16.7, 23.5, 5.9}, 3.8, 0.0},
      .neckLower = {{22.7, 23.3, 2.6}, 5.7, 2.6},
  };
  s.transverse = {
      .rootUpper = {{24.9, 20.5, 4.4}, 1.3, 0.0},
      .rootLower = {{32.4, 20.0, -0.3}, 5.5, 1.4},
      .tipUpper = {{43.2, 25.7, 3.6}, 3.0, 0.9},
      .tipLower = {{42.6, 25.1, 3.1}, 3.1, 3.4},
  };
  s.superior = {
      .medialTop = {{14.8, 26.5, 13.9}, 1.9, 0.0},
      .cornerTop = {{20.6, 28.2, 15.1}, 2.6, 0.1},
      .lateralTop = {{22.9, 33.1, 12.2}, 1.8, 3.0},
      .medialBase = {{14.1, 25.7, 7.2}, 1.3, 0.8},
      .cornerBase = {{21.8, 29.6, 7.1}, 2.2, 2.4},
      .mammillary = {{23.4, 32.3, 6.9}, 3.2, 5.1},
  };
  s.lamina = {
      .upperMedial = {{2.7, 34.5, -0.2}, 1.3, 0.0},
      .upperLateral = {{10.4, 26.2, 1.3}, 2.2, 0.0},
      .lowerMedial = {{3.4, 38.0, -10.3}, 3.3, 1.2},
      .lowerLateral = {{15.2, 33.8, -16.4}, 3.9, 0.0},
      .pars = {{15.0, 26.5, -4.0}, 4.5, 1.8},
  };
  s.inferior = {
      .facetUpper = {{22.1, 34.6, -14.6}, 2.4, 1.9},
      .facetLower = {{20.1, 32.7, -19.2}, 3.3, 3.0},
      .medialTip = {{16.4, 31.5, -13.2}, 4.5, 1.1},
  };
  s.spinous = {
      .rootUpper = {{0.0, 36.7, -3.5}, 2.9, 0.9},
      .rootLower = {{0.0, 42.9, -12.4}, 3.9, 1.1},
      .middleUpper = {{0.0, 49.6, -5.5}, 1.4, 0.3},
      .middleLower = {{0.0, 50.6, -13.1}, 3.1, 6.7},
      .tipUpper = {{0.0, 57.3, -9.7}, 1.3, 4.8},
      .tipLower = {{0.0, 52.8, -15.7}, 2.8, 5.1},
  };
  s.bodyFillet_mm = 5.4;
  s.fillet_mm = 5.8;
  return s;
}

}  // namespace

VertebraShape lumbarShape(Vertebra v) {
  assert(v != Vertebra::kS1);
  switch (v) {
    case Vertebra::kL1:
      return shapeL1();
    case Vertebra::kL2:
      return shapeL2();
    case Vertebra::kL3:
      return shapeL3();
    case Vertebra::kL4:
      return shapeL4();
    default:
      return shapeL5();
  }
}

}  // namespace unkink::anatomy
