// The table of shapes: what makes L1 to L5 look like themselves.
//
// Source: [clouthier2023] the mean shape of the lumbar vertebrae of 87 patients, L2 to L5. The
// measures were fitted to its surface by least squares (mean distance 0.3 mm, articular processes
// carved to keep a joint gap) and rounded to 0.1 mm; the knots are handles of that fit, not
// digitised landmarks. Sizes lie within those of the seven specimens of the project's morphometry;
// body widths are above the means recalled from [panjabi1992]. L1 has no mean shape: it is L2 made
// smaller by the ratio of body widths in [panjabi1992], its transverse processes shortened as in
// [remus2021].
#include "anatomy/vertebra.hpp"

#include <cassert>

namespace unkink::anatomy {
namespace {

using units::Deg;

/// Smallest of the five: the canal is oval, the transverse processes are short and thin.
VertebraShape shapeL1() {
  VertebraShape s;
  s.body = {.upper = {23.8, 21.4, 15.8},
            .waist = {19.5, 19.0, 12.1},
            .lower = {25.1, 22.5, 15.2},
            .widest_mm = 2.9,
            .squarenessAnterior = 0.14,
            .squarenessPosterior = 0.52,
            .upperRim_mm = 14.4,
            .lowerRim_mm = -14.4,
            .upperTilt_deg = Deg(0.6),
            .lowerTilt_deg = Deg(-0.1),
            .upperConcavity_mm = 1.3,
            .lowerConcavity_mm = 1.7,
            .upperLip_mm = -1.0,
            .rimRounding_mm = 4.5,
            .flare = -1.00,
            .canalNotch_mm = 1.6};
  s.pedicle = {
      .bodyUpper = {{13.8, 14.4, 8.2}, 4.3, 0.6},
      .bodyLower = {{11.7, 10.4, -0.8}, 3.5, 0.7},
      .neckUpper = {{15.2, 20.0, 6.9}, 3.2, 0.4},
      .neckLower = {{20.1, 31.2, 5.3}, 3.3, 0.9},
  };
  s.transverse = {
      .rootFront = {{14.9, 24.2, -0.7}, 1.4, 0.7},
      .rootUpper = {{21.6, 27.1, 5.4}, 1.4, 0.8},
      .rootLower = {{25.8, 29.2, 3.7}, 1.8, 0.8},
      .tip = {{32.0, 31.8, 4.4}, 1.3, 3.4},
  };
  s.superior = {
      .medialTop = {{12.2, 27.0, 15.7}, 1.5, 1.3},
      .cornerTop = {{14.3, 26.6, 7.4}, 1.7, 1.9},
      .lateralTop = {{15.4, 32.0, 17.3}, 1.9, 2.5},
      .medialBase = {{9.5, 27.6, 4.2}, 1.3, 1.8},
      .cornerBase = {{12.2, 26.9, -1.0}, 1.7, 2.0},
      .mammillary = {{17.8, 37.2, 12.4}, 2.2, 2.3},
  };
  s.lamina = {
      .upperMedial = {{0.0, 35.9, 1.1}, 2.3, 1.8},
      .upperLateral = {{2.4, 31.9, 0.7}, 1.9, 1.3},
      .lowerMedial = {{3.8, 37.6, -12.6}, 2.5, 2.1},
      .lowerLateral = {{8.1, 34.1, -18.7}, 2.3, 1.3},
      .pars = {{8.6, 29.7, -3.5}, 2.9, 1.0},
  };
  s.inferior = {
      .facetUpper = {{9.8, 35.8, -17.2}, 1.3, 2.3},
      .facetLower = {{9.8, 34.5, -22.2}, 1.9, 3.3},
      .medialTip = {{8.6, 33.6, -14.6}, 2.2, 2.5},
  };
  s.spinous = {
      .rootUpper = {{0.0, 36.8, -2.3}, 1.8, 4.7},
      .rootLower = {{0.0, 44.1, -9.3}, 2.2, 4.5},
      .middleUpper = {{0.0, 57.3, -3.5}, 1.3, 4.5},
      .middleLower = {{0.0, 55.3, -13.9}, 2.2, 4.3},
      .tipUpper = {{0.0, 58.2, -6.7}, 1.6, 4.3},
      .tipLower = {{0.0, 58.5, -11.4}, 2.4, 4.3},
  };
  s.bodyFillet_mm = 6.0;
  s.fillet_mm = 3.4;
  return s;
}

/// Oval canal; facets nearly in the sagittal plane; tall laminae.
VertebraShape shapeL2() {
  VertebraShape s;
  s.body = {.upper = {24.8, 22.1, 17.6},
            .waist = {20.3, 19.4, 13.8},
            .lower = {26.6, 23.3, 17.0},
            .widest_mm = 2.6,
            .squarenessAnterior = 0.12,
            .squarenessPosterior = 0.42,
            .upperRim_mm = 15.2,
            .lowerRim_mm = -14.9,
            .upperTilt_deg = Deg(1.2),
            .lowerTilt_deg = Deg(-0.2),
            .upperConcavity_mm = 1.6,
            .lowerConcavity_mm = 1.8,
            .upperLip_mm = -1.0,
            .rimRounding_mm = 4.7,
            .flare = -1.00,
            .canalNotch_mm = 2.4};
  s.pedicle = {
      .bodyUpper = {{16.6, 12.7, 7.9}, 3.3, 0.9},
      .bodyLower = {{12.7, 11.1, -1.2}, 3.4, 0.8},
      .neckUpper = {{15.5, 20.4, 7.1}, 3.5, 0.9},
      .neckLower = {{20.7, 32.6, 5.9}, 3.3, 0.9},
  };
  s.transverse = {
      .rootFront = {{14.5, 25.8, -0.3}, 2.2, 1.2},
      .rootUpper = {{21.4, 28.1, 5.0}, 1.8, 1.0},
      .rootLower = {{26.3, 30.0, 4.0}, 1.9, 0.8},
      .tip = {{36.4, 33.3, 4.8}, 1.3, 3.4},
  };
  s.superior = {
      .medialTop = {{13.7, 28.6, 15.4}, 1.3, 2.8},
      .cornerTop = {{15.4, 29.1, 8.4}, 1.3, 3.7},
      .lateralTop = {{16.0, 33.4, 16.5}, 1.3, 4.4},
      .medialBase = {{11.8, 28.9, 5.7}, 1.3, 3.4},
      .cornerBase = {{14.7, 30.1, 4.7}, 1.3, 3.7},
      .mammillary = {{18.1, 37.7, 12.8}, 1.8, 3.9},
  };
  s.lamina = {
      .upperMedial = {{0.8, 35.0, 1.1}, 2.2, 1.9},
      .upperLateral = {{4.6, 31.1, 1.4}, 1.5, 1.6},
      .lowerMedial = {{4.5, 38.6, -13.1}, 2.8, 2.0},
      .lowerLateral = {{9.0, 35.6, -19.8}, 2.4, 1.5},
      .pars = {{9.6, 30.5, -3.5}, 3.2, 1.2},
  };
  s.inferior = {
      .facetUpper = {{10.6, 36.8, -17.9}, 1.8, 2.7},
      .facetLower = {{10.9, 35.7, -22.9}, 1.9, 3.7},
      .medialTip = {{9.4, 35.0, -15.3}, 2.4, 2.8},
  };
  s.spinous = {
      .rootUpper = {{0.0, 38.2, -2.7}, 2.0, 5.5},
      .rootLower = {{0.0, 46.0, -8.6}, 2.4, 5.4},
      .middleUpper = {{0.0, 57.0, -4.7}, 1.3, 5.7},
      .middleLower = {{0.0, 56.8, -12.6}, 2.3, 5.7},
      .tipUpper = {{0.0, 59.7, -5.6}, 1.7, 5.6},
      .tipLower = {{0.0, 58.4, -13.0}, 3.1, 5.4},
  };
  s.bodyFillet_mm = 5.9;
  s.fillet_mm = 3.5;
  return s;
}

/// The longest and thinnest transverse processes, straight out.
VertebraShape shapeL3() {
  VertebraShape s;
  s.body = {.upper = {26.2, 21.9, 19.3},
            .waist = {21.2, 19.9, 14.3},
            .lower = {27.6, 23.2, 16.8},
            .widest_mm = 2.4,
            .squarenessAnterior = 0.12,
            .squarenessPosterior = 0.23,
            .upperRim_mm = 15.4,
            .lowerRim_mm = -15.6,
            .upperTilt_deg = Deg(-0.6),
            .lowerTilt_deg = Deg(-0.3),
            .upperConcavity_mm = 1.8,
            .lowerConcavity_mm = 2.5,
            .upperLip_mm = -1.0,
            .rimRounding_mm = 5.0,
            .flare = -1.00,
            .canalNotch_mm = 1.8};
  s.pedicle = {
      .bodyUpper = {{18.4, 11.6, 7.5}, 3.7, 0.3},
      .bodyLower = {{14.2, 10.5, 0.1}, 4.2, 0.5},
      .neckUpper = {{16.4, 22.6, 6.6}, 4.0, 0.2},
      .neckLower = {{22.8, 31.3, 3.2}, 3.8, 0.5},
  };
  s.transverse = {
      .rootFront = {{16.9, 24.6, -0.3}, 2.9, 1.4},
      .rootUpper = {{22.2, 26.7, 4.1}, 2.2, 1.1},
      .rootLower = {{27.6, 28.6, 2.8}, 2.5, 0.8},
      .tip = {{40.8, 33.1, 3.4}, 1.3, 3.9},
  };
  s.superior = {
      .medialTop = {{14.4, 29.6, 14.6}, 1.8, 3.0},
      .cornerTop = {{17.0, 30.2, 7.0}, 1.4, 3.3},
      .lateralTop = {{17.7, 35.1, 14.4}, 1.3, 4.4},
      .medialBase = {{13.4, 29.0, 7.3}, 1.5, 3.7},
      .cornerBase = {{16.6, 30.8, 4.5}, 1.3, 3.7},
      .mammillary = {{19.3, 38.4, 9.9}, 1.5, 4.4},
  };
  s.lamina = {
      .upperMedial = {{1.2, 35.1, 0.7}, 1.8, 2.2},
      .upperLateral = {{6.3, 29.3, 1.8}, 1.3, 2.0},
      .lowerMedial = {{4.1, 39.0, -13.1}, 3.0, 2.4},
      .lowerLateral = {{10.4, 35.3, -19.3}, 2.8, 1.9},
      .pars = {{11.1, 29.5, -3.8}, 3.4, 1.4},
  };
  s.inferior = {
      .facetUpper = {{12.1, 35.9, -17.1}, 2.0, 2.9},
      .facetLower = {{12.2, 35.1, -23.6}, 2.4, 3.5},
      .medialTip = {{10.7, 34.2, -15.3}, 2.6, 2.7},
  };
  s.spinous = {
      .rootUpper = {{0.0, 37.6, -2.8}, 2.0, 5.2},
      .rootLower = {{0.0, 45.1, -8.5}, 2.7, 5.4},
      .middleUpper = {{0.0, 54.8, -6.1}, 1.3, 5.5},
      .middleLower = {{0.0, 53.0, -13.6}, 2.1, 5.7},
      .tipUpper = {{0.0, 60.5, -9.3}, 2.2, 6.0},
      .tipLower = {{0.0, 57.5, -15.2}, 3.6, 5.6},
  };
  s.bodyFillet_mm = 6.0;
  s.fillet_mm = 3.5;
  return s;
}

/// The canal begins to be triangular; slim transverse processes, tips a little up.
VertebraShape shapeL4() {
  VertebraShape s;
  s.body = {.upper = {27.2, 21.6, 19.4},
            .waist = {21.7, 19.6, 14.8},
            .lower = {28.4, 22.1, 17.3},
            .widest_mm = 2.1,
            .squarenessAnterior = 0.17,
            .squarenessPosterior = 0.09,
            .upperRim_mm = 14.9,
            .lowerRim_mm = -16.0,
            .upperTilt_deg = Deg(-0.4),
            .lowerTilt_deg = Deg(1.8),
            .upperConcavity_mm = 1.4,
            .lowerConcavity_mm = 3.1,
            .upperLip_mm = -1.0,
            .rimRounding_mm = 5.0,
            .flare = -1.00,
            .canalNotch_mm = 1.6};
  s.pedicle = {
      .bodyUpper = {{19.5, 10.7, 6.5}, 4.2, 0.2},
      .bodyLower = {{17.4, 9.2, 0.7}, 4.4, 0.3},
      .neckUpper = {{16.4, 23.3, 6.5}, 4.3, 0.0},
      .neckLower = {{25.1, 27.7, 0.7}, 4.0, 0.2},
  };
  s.transverse = {
      .rootFront = {{17.7, 23.1, -0.8}, 2.3, 1.2},
      .rootUpper = {{22.6, 24.0, 3.2}, 1.9, 1.1},
      .rootLower = {{28.4, 25.4, 0.7}, 2.2, 1.2},
      .tip = {{40.5, 29.4, 3.7}, 1.3, 2.4},
  };
  s.superior = {
      .medialTop = {{15.7, 28.6, 14.3}, 1.8, 3.3},
      .cornerTop = {{18.9, 29.5, 5.5}, 1.3, 3.1},
      .lateralTop = {{19.9, 34.9, 13.4}, 1.3, 4.5},
      .medialBase = {{14.2, 27.8, 7.8}, 1.4, 3.9},
      .cornerBase = {{18.4, 29.8, 3.4}, 1.3, 3.7},
      .mammillary = {{21.0, 36.6, 8.8}, 1.4, 4.4},
  };
  s.lamina = {
      .upperMedial = {{2.3, 33.9, 1.2}, 1.6, 2.1},
      .upperLateral = {{8.7, 27.6, 0.9}, 1.5, 1.9},
      .lowerMedial = {{2.8, 39.9, -10.6}, 3.2, 2.2},
      .lowerLateral = {{12.7, 34.8, -16.5}, 3.1, 1.9},
      .pars = {{12.6, 28.6, -3.9}, 3.8, 1.6},
  };
  s.inferior = {
      .facetUpper = {{15.6, 35.2, -14.0}, 2.1, 2.7},
      .facetLower = {{15.4, 34.7, -20.8}, 2.6, 3.2},
      .medialTip = {{12.6, 32.5, -12.9}, 2.6, 2.5},
  };
  s.spinous = {
      .rootUpper = {{0.0, 37.8, -2.3}, 2.2, 4.2},
      .rootLower = {{0.0, 45.0, -8.5}, 2.8, 4.5},
      .middleUpper = {{0.0, 53.9, -6.5}, 1.5, 4.5},
      .middleLower = {{0.0, 52.8, -14.0}, 2.1, 4.7},
      .tipUpper = {{0.0, 59.2, -9.8}, 2.2, 4.7},
      .tipLower = {{0.0, 56.9, -14.6}, 2.8, 4.6},
  };
  s.bodyFillet_mm = 5.4;
  s.fillet_mm = 3.5;
  return s;
}

/// Wedge-shaped body, triangular canal, facets far apart, stout transverse processes up and out.
VertebraShape shapeL5() {
  VertebraShape s;
  s.body = {.upper = {28.1, 20.9, 18.4},
            .waist = {22.7, 19.4, 13.4},
            .lower = {28.0, 22.1, 14.4},
            .widest_mm = 2.9,
            .squarenessAnterior = 0.00,
            .squarenessPosterior = 0.00,
            .upperRim_mm = 13.9,
            .lowerRim_mm = -15.6,
            .upperTilt_deg = Deg(-5.7),
            .lowerTilt_deg = Deg(4.3),
            .upperConcavity_mm = 1.3,
            .lowerConcavity_mm = 3.6,
            .upperLip_mm = -1.0,
            .rimRounding_mm = 5.0,
            .flare = -1.00,
            .canalNotch_mm = 0.3};
  s.pedicle = {
      .bodyUpper = {{17.1, 13.1, 4.7}, 4.3, 2.2},
      .bodyLower = {{23.3, 12.0, 1.7}, 4.7, 2.4},
      .neckUpper = {{21.3, 22.1, 4.0}, 3.8, 2.0},
      .neckLower = {{27.9, 24.3, 0.1}, 3.4, 2.1},
  };
  s.transverse = {
      .rootFront = {{23.2, 19.0, 1.3}, 4.2, 1.2},
      .rootUpper = {{26.9, 19.8, 0.4}, 3.6, 1.1},
      .rootLower = {{31.5, 18.9, -1.0}, 3.8, 2.5},
      .tip = {{41.9, 24.2, 2.1}, 2.6, 2.4},
  };
  s.superior = {
      .medialTop = {{18.3, 27.2, 11.9}, 1.3, 4.2},
      .cornerTop = {{22.1, 27.6, 3.0}, 1.3, 3.9},
      .lateralTop = {{22.7, 31.7, 11.0}, 1.3, 4.8},
      .medialBase = {{16.8, 26.0, 6.5}, 1.3, 4.3},
      .cornerBase = {{21.6, 27.5, 1.1}, 1.3, 4.1},
      .mammillary = {{24.3, 33.5, 5.8}, 1.3, 4.9},
  };
  s.lamina = {
      .upperMedial = {{3.7, 34.5, -2.5}, 1.6, 2.4},
      .upperLateral = {{11.5, 25.7, 0.1}, 1.3, 2.6},
      .lowerMedial = {{2.8, 38.6, -10.0}, 3.2, 2.3},
      .lowerLateral = {{15.6, 33.1, -14.8}, 2.5, 2.2},
      .pars = {{15.5, 25.6, -3.7}, 3.1, 2.4},
  };
  s.inferior = {
      .facetUpper = {{21.7, 33.9, -13.8}, 1.7, 2.4},
      .facetLower = {{20.3, 32.4, -19.6}, 3.0, 3.1},
      .medialTip = {{16.1, 29.7, -8.8}, 2.6, 2.5},
  };
  s.spinous = {
      .rootUpper = {{0.0, 37.3, -4.8}, 2.4, 3.0},
      .rootLower = {{0.0, 43.7, -12.5}, 2.6, 3.4},
      .middleUpper = {{0.0, 50.0, -11.5}, 2.0, 3.2},
      .middleLower = {{0.0, 51.4, -17.7}, 1.8, 3.4},
      .tipUpper = {{0.0, 54.4, -14.3}, 2.2, 3.1},
      .tipLower = {{0.0, 54.4, -17.0}, 2.3, 3.2},
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
