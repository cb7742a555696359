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
  s.body = {.upper = {24.1, 21.7, 17.3},
            .waist = {19.6, 19.1, 13.1},
            .lower = {25.9, 22.8, 16.7},
            .widest_mm = 2.8,
            .squarenessAnterior = 0.13,
            .squarenessPosterior = 0.26,
            .upperRim_mm = 14.7,
            .lowerRim_mm = -14.4,
            .upperTilt_deg = Deg(1.3),
            .lowerTilt_deg = Deg(0.0),
            .upperConcavity_mm = 1.6,
            .lowerConcavity_mm = 1.8,
            .upperLip_mm = -1.0,
            .rimRounding_mm = 4.8,
            .flare = -1.00,
            .canalNotch_mm = 2.5};
  s.pedicle = {
      .bodyUpper = {{16.1, 12.4, 7.4}, 3.3, 0.5},
      .bodyLower = {{12.4, 11.2, -1.1}, 3.3, 0.6},
      .neckUpper = {{15.1, 20.9, 7.5}, 3.2, 0.5},
      .neckLower = {{20.2, 31.9, 5.5}, 3.2, 0.5},
  };
  s.transverse = {
      .rootFront = {{13.9, 24.5, -1.1}, 1.7, 1.0},
      .rootUpper = {{21.9, 27.4, 5.4}, 1.6, 1.0},
      .rootLower = {{25.7, 29.2, 3.7}, 1.6, 0.9},
      .tip = {{35.5, 33.2, 4.5}, 1.3, 2.0},
  };
  s.superior = {
      .medialTop = {{13.0, 27.5, 15.2}, 1.4, 2.6},
      .cornerTop = {{14.6, 28.1, 8.3}, 1.3, 2.8},
      .lateralTop = {{15.5, 32.8, 17.1}, 1.5, 3.0},
      .medialBase = {{11.8, 27.8, 5.9}, 1.5, 2.9},
      .cornerBase = {{13.5, 28.5, 3.5}, 1.6, 2.9},
      .mammillary = {{17.6, 37.0, 12.3}, 2.1, 2.8},
  };
  s.lamina = {
      .upperMedial = {{0.5, 34.5, 1.1}, 2.1, 1.8},
      .upperLateral = {{3.8, 31.0, 0.4}, 1.8, 1.7},
      .lowerMedial = {{3.7, 37.9, -12.9}, 2.4, 1.9},
      .lowerLateral = {{7.9, 33.8, -18.6}, 2.0, 1.7},
      .pars = {{9.1, 29.2, -3.0}, 2.5, 1.7},
  };
  s.inferior = {
      .facetUpper = {{9.7, 35.8, -17.5}, 1.6, 2.2},
      .facetLower = {{9.8, 34.5, -22.7}, 2.0, 2.9},
      .medialTip = {{8.6, 33.9, -14.8}, 2.2, 2.4},
  };
  s.spinous = {
      .rootUpper = {{0.0, 36.8, -2.7}, 1.8, 5.2},
      .rootLower = {{0.0, 44.7, -8.8}, 2.1, 5.1},
      .middleUpper = {{0.0, 57.2, -4.3}, 1.3, 5.0},
      .middleLower = {{0.0, 55.6, -13.3}, 2.1, 4.9},
      .tipUpper = {{0.0, 58.2, -6.9}, 1.4, 4.8},
      .tipLower = {{0.0, 58.0, -12.0}, 2.0, 4.8},
  };
  s.bodyFillet_mm = 6.0;
  s.fillet_mm = 3.5;
  return s;
}

/// Oval canal; facets nearly in the sagittal plane; tall laminae.
VertebraShape shapeL2() {
  VertebraShape s;
  s.body = {.upper = {24.7, 21.9, 18.1},
            .waist = {20.3, 19.3, 13.9},
            .lower = {26.7, 23.1, 17.3},
            .widest_mm = 2.5,
            .squarenessAnterior = 0.11,
            .squarenessPosterior = 0.40,
            .upperRim_mm = 15.2,
            .lowerRim_mm = -15.0,
            .upperTilt_deg = Deg(1.2),
            .lowerTilt_deg = Deg(-0.0),
            .upperConcavity_mm = 1.7,
            .lowerConcavity_mm = 1.9,
            .upperLip_mm = -1.0,
            .rimRounding_mm = 4.9,
            .flare = -1.00,
            .canalNotch_mm = 2.4};
  s.pedicle = {
      .bodyUpper = {{16.9, 11.8, 7.4}, 3.2, 0.7},
      .bodyLower = {{12.9, 11.7, -0.9}, 3.4, 0.7},
      .neckUpper = {{15.6, 22.1, 7.5}, 3.4, 0.8},
      .neckLower = {{21.0, 32.7, 5.5}, 3.2, 0.7},
  };
  s.transverse = {
      .rootFront = {{14.4, 25.5, -0.7}, 1.9, 1.2},
      .rootUpper = {{21.7, 28.2, 5.1}, 1.8, 1.1},
      .rootLower = {{26.2, 30.0, 3.7}, 1.7, 0.9},
      .tip = {{36.8, 33.5, 4.6}, 1.3, 3.1},
  };
  s.superior = {
      .medialTop = {{13.9, 28.7, 15.4}, 1.4, 3.1},
      .cornerTop = {{15.7, 29.6, 8.1}, 1.3, 3.4},
      .lateralTop = {{16.1, 33.9, 16.9}, 1.4, 3.8},
      .medialBase = {{12.7, 28.8, 7.2}, 1.3, 3.4},
      .cornerBase = {{14.9, 30.1, 4.5}, 1.3, 3.4},
      .mammillary = {{18.3, 38.2, 12.7}, 1.9, 3.5},
  };
  s.lamina = {
      .upperMedial = {{1.3, 34.6, 1.0}, 2.0, 2.1},
      .upperLateral = {{5.8, 30.7, 1.0}, 1.6, 2.0},
      .lowerMedial = {{4.4, 39.0, -13.2}, 2.5, 2.1},
      .lowerLateral = {{8.7, 35.3, -18.9}, 2.2, 2.0},
      .pars = {{9.7, 30.3, -3.4}, 2.6, 1.9},
  };
  s.inferior = {
      .facetUpper = {{10.6, 36.8, -17.8}, 1.9, 2.6},
      .facetLower = {{10.8, 35.7, -23.2}, 2.2, 3.2},
      .medialTip = {{9.3, 34.9, -14.9}, 2.4, 2.7},
  };
  s.spinous = {
      .rootUpper = {{0.0, 37.8, -2.8}, 1.9, 5.7},
      .rootLower = {{0.0, 45.0, -8.3}, 2.3, 5.5},
      .middleUpper = {{0.0, 56.6, -4.7}, 1.3, 5.7},
      .middleLower = {{0.0, 55.8, -12.7}, 2.2, 5.6},
      .tipUpper = {{0.0, 59.9, -6.5}, 1.9, 5.6},
      .tipLower = {{0.0, 58.4, -13.4}, 3.1, 5.5},
  };
  s.bodyFillet_mm = 6.0;
  s.fillet_mm = 3.5;
  return s;
}

/// The longest and thinnest transverse processes, straight out.
VertebraShape shapeL3() {
  VertebraShape s;
  s.body = {.upper = {25.9, 21.4, 19.6},
            .waist = {21.1, 19.6, 14.6},
            .lower = {27.5, 22.6, 17.1},
            .widest_mm = 2.1,
            .squarenessAnterior = 0.10,
            .squarenessPosterior = 0.22,
            .upperRim_mm = 15.5,
            .lowerRim_mm = -15.7,
            .upperTilt_deg = Deg(-0.6),
            .lowerTilt_deg = Deg(0.0),
            .upperConcavity_mm = 2.0,
            .lowerConcavity_mm = 2.7,
            .upperLip_mm = -1.0,
            .rimRounding_mm = 5.0,
            .flare = -1.00,
            .canalNotch_mm = 1.8};
  s.pedicle = {
      .bodyUpper = {{18.4, 11.4, 7.0}, 3.7, 0.5},
      .bodyLower = {{14.7, 10.9, 0.3}, 3.9, 0.6},
      .neckUpper = {{16.3, 23.0, 6.4}, 3.8, 0.5},
      .neckLower = {{22.8, 31.0, 3.1}, 3.8, 0.6},
  };
  s.transverse = {
      .rootFront = {{16.9, 24.5, -0.7}, 2.7, 1.2},
      .rootUpper = {{22.6, 26.7, 3.7}, 2.4, 1.1},
      .rootLower = {{26.9, 28.2, 2.0}, 2.3, 0.8},
      .tip = {{40.8, 33.1, 3.4}, 1.3, 3.7},
  };
  s.superior = {
      .medialTop = {{14.5, 29.7, 14.8}, 1.7, 3.1},
      .cornerTop = {{17.1, 30.2, 7.5}, 1.3, 3.3},
      .lateralTop = {{17.8, 35.7, 14.9}, 1.3, 3.8},
      .medialBase = {{13.4, 28.9, 7.9}, 1.6, 3.4},
      .cornerBase = {{16.5, 30.8, 4.3}, 1.4, 3.4},
      .mammillary = {{19.5, 38.8, 9.8}, 1.6, 3.8},
  };
  s.lamina = {
      .upperMedial = {{1.8, 34.2, 0.8}, 1.8, 2.2},
      .upperLateral = {{7.0, 29.3, 0.9}, 1.5, 2.1},
      .lowerMedial = {{3.7, 39.6, -13.1}, 2.8, 2.3},
      .lowerLateral = {{10.1, 35.1, -18.9}, 2.6, 2.2},
      .pars = {{11.1, 29.3, -3.7}, 2.9, 2.1},
  };
  s.inferior = {
      .facetUpper = {{12.1, 35.9, -16.8}, 2.2, 2.6},
      .facetLower = {{12.3, 35.2, -23.7}, 2.6, 3.2},
      .medialTip = {{10.7, 34.1, -14.9}, 2.6, 2.6},
  };
  s.spinous = {
      .rootUpper = {{0.0, 37.4, -2.9}, 2.1, 5.1},
      .rootLower = {{0.0, 44.1, -8.4}, 2.4, 5.0},
      .middleUpper = {{0.0, 53.6, -5.8}, 1.4, 5.2},
      .middleLower = {{0.0, 52.2, -13.8}, 2.2, 5.2},
      .tipUpper = {{0.0, 60.9, -9.1}, 2.3, 5.6},
      .tipLower = {{0.0, 57.8, -15.7}, 3.4, 5.4},
  };
  s.bodyFillet_mm = 6.0;
  s.fillet_mm = 3.5;
  return s;
}

/// The canal begins to be triangular; slim transverse processes, tips a little up.
VertebraShape shapeL4() {
  VertebraShape s;
  s.body = {.upper = {27.1, 20.6, 19.7},
            .waist = {21.5, 18.7, 15.3},
            .lower = {28.5, 21.0, 17.5},
            .widest_mm = 1.2,
            .squarenessAnterior = 0.13,
            .squarenessPosterior = 0.26,
            .upperRim_mm = 15.0,
            .lowerRim_mm = -16.0,
            .upperTilt_deg = Deg(-0.5),
            .lowerTilt_deg = Deg(2.1),
            .upperConcavity_mm = 1.6,
            .lowerConcavity_mm = 3.1,
            .upperLip_mm = -1.0,
            .rimRounding_mm = 5.0,
            .flare = -1.00,
            .canalNotch_mm = 1.0};
  s.pedicle = {
      .bodyUpper = {{19.2, 11.1, 6.1}, 4.2, 0.4},
      .bodyLower = {{18.0, 10.1, 1.1}, 4.2, 0.6},
      .neckUpper = {{16.3, 23.0, 6.2}, 4.2, 0.4},
      .neckLower = {{23.4, 27.5, 1.6}, 4.3, 0.7},
  };
  s.transverse = {
      .rootFront = {{18.9, 22.3, 0.7}, 3.1, 1.0},
      .rootUpper = {{23.9, 24.2, 3.1}, 2.3, 0.8},
      .rootLower = {{27.0, 25.6, -0.4}, 2.5, 0.8},
      .tip = {{40.5, 29.3, 3.6}, 1.3, 2.2},
  };
  s.superior = {
      .medialTop = {{15.1, 28.4, 15.1}, 1.7, 2.7},
      .cornerTop = {{18.8, 29.4, 11.0}, 1.3, 2.5},
      .lateralTop = {{20.1, 35.4, 14.3}, 1.3, 3.6},
      .medialBase = {{13.3, 27.5, 7.8}, 1.4, 2.9},
      .cornerBase = {{17.7, 30.1, 3.3}, 1.5, 3.2},
      .mammillary = {{21.1, 37.0, 8.7}, 1.6, 3.8},
  };
  s.lamina = {
      .upperMedial = {{2.3, 33.9, 1.0}, 1.9, 1.6},
      .upperLateral = {{8.6, 27.5, 1.1}, 1.8, 1.5},
      .lowerMedial = {{3.5, 39.9, -11.3}, 3.1, 1.8},
      .lowerLateral = {{12.3, 34.7, -16.4}, 3.1, 1.8},
      .pars = {{12.9, 28.0, -3.3}, 3.7, 1.7},
  };
  s.inferior = {
      .facetUpper = {{15.7, 35.4, -14.0}, 2.3, 2.3},
      .facetLower = {{15.3, 34.7, -20.7}, 2.8, 2.9},
      .medialTip = {{12.9, 33.2, -13.6}, 2.9, 2.4},
  };
  s.spinous = {
      .rootUpper = {{0.0, 36.7, -1.8}, 2.4, 3.4},
      .rootLower = {{0.0, 43.0, -9.0}, 2.7, 3.4},
      .middleUpper = {{0.0, 51.8, -5.5}, 1.8, 3.8},
      .middleLower = {{0.0, 51.2, -14.0}, 2.3, 3.8},
      .tipUpper = {{0.0, 59.5, -9.5}, 2.4, 4.4},
      .tipLower = {{0.0, 56.7, -15.2}, 2.9, 4.2},
  };
  s.bodyFillet_mm = 6.0;
  s.fillet_mm = 3.5;
  return s;
}

/// Wedge-shaped body, triangular canal, facets far apart, stout transverse processes up and out.
VertebraShape shapeL5() {
  VertebraShape s;
  s.body = {.upper = {28.6, 20.3, 19.5},
            .waist = {22.4, 18.8, 13.8},
            .lower = {28.7, 21.6, 14.6},
            .widest_mm = 2.2,
            .squarenessAnterior = 0.00,
            .squarenessPosterior = 0.00,
            .upperRim_mm = 13.9,
            .lowerRim_mm = -15.6,
            .upperTilt_deg = Deg(-5.4),
            .lowerTilt_deg = Deg(4.5),
            .upperConcavity_mm = 1.2,
            .lowerConcavity_mm = 3.4,
            .upperLip_mm = -1.0,
            .rimRounding_mm = 5.0,
            .flare = -1.00,
            .canalNotch_mm = 0.0};
  s.pedicle = {
      .bodyUpper = {{16.9, 11.2, 3.8}, 4.5, 2.0},
      .bodyLower = {{22.9, 10.9, 1.7}, 5.0, 2.2},
      .neckUpper = {{20.0, 21.3, 4.8}, 3.8, 1.6},
      .neckLower = {{25.6, 26.0, 1.3}, 4.0, 1.8},
  };
  s.transverse = {
      .rootFront = {{21.9, 19.8, 1.4}, 3.7, 1.7},
      .rootUpper = {{25.5, 20.6, 0.6}, 3.4, 1.6},
      .rootLower = {{31.3, 19.5, -0.8}, 4.1, 2.7},
      .tip = {{41.9, 24.3, 2.1}, 2.4, 2.8},
  };
  s.superior = {
      .medialTop = {{18.0, 27.1, 13.4}, 1.5, 2.7},
      .cornerTop = {{22.1, 27.8, 7.6}, 1.3, 2.6},
      .lateralTop = {{23.0, 32.5, 12.9}, 1.3, 3.2},
      .medialBase = {{15.4, 25.6, 7.1}, 1.3, 3.0},
      .cornerBase = {{20.2, 27.4, -0.8}, 1.3, 3.2},
      .mammillary = {{24.9, 34.9, 5.8}, 1.4, 3.4},
  };
  s.lamina = {
      .upperMedial = {{3.6, 34.4, -2.1}, 1.7, 1.9},
      .upperLateral = {{10.9, 26.2, -0.4}, 1.4, 2.2},
      .lowerMedial = {{3.4, 38.5, -10.4}, 3.0, 2.1},
      .lowerLateral = {{15.5, 33.1, -14.8}, 2.5, 2.3},
      .pars = {{15.2, 25.7, -4.2}, 2.8, 2.4},
  };
  s.inferior = {
      .facetUpper = {{20.9, 33.6, -13.8}, 2.0, 2.7},
      .facetLower = {{20.2, 32.5, -19.8}, 2.9, 3.0},
      .medialTip = {{15.8, 30.2, -9.4}, 2.7, 2.6},
  };
  s.spinous = {
      .rootUpper = {{0.0, 36.9, -4.3}, 2.4, 2.8},
      .rootLower = {{0.0, 42.8, -11.9}, 2.7, 3.3},
      .middleUpper = {{0.0, 49.5, -10.6}, 2.0, 2.7},
      .middleLower = {{0.0, 51.7, -17.4}, 2.1, 3.2},
      .tipUpper = {{0.0, 55.2, -13.1}, 1.9, 2.5},
      .tipLower = {{0.0, 55.5, -16.3}, 2.2, 2.9},
  };
  s.bodyFillet_mm = 6.0;
  s.fillet_mm = 3.5;
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
