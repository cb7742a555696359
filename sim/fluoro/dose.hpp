// Brightness control and dose: what one pulse of the tube gives, and what the dose display adds up.
#pragma once

#include "fluoro/c_arm.hpp"

namespace unkink::fluoro {

/// The entrance reference point lies on the axis, this far from the isocentre towards the source.
/// Source: [icrpaedia_kerma] reference air kerma, free in air, no backscatter
inline constexpr double kReferencePointFromIsocentre_mm = 150.0;

/// The dose display; part of the operation's State.
struct Dose {
  double fluoroscopyTime_s = 0.0;
  int exposures = 0;                    // pulses
  double referenceAirKerma_mGy = 0.0;   // cumulative, Ka,r
  double kermaAreaProduct_Gycm2 = 0.0;  // cumulative, KAP
};

/// What the generator gives in one pulse.
struct PulseOutput {
  double openKerma_uGy = 0.0;      // air kerma at the detector's distance with nothing in the beam
  double detectorKerma_nGy = 0.0;  // air kerma behind patient and grid, centre of the field
  double scatterFraction = 0.0;    // of the latter
  double sourceToDetector_mm = kSourceToDetector_mm;
  double sourceToReference_mm = kSourceToIsocentre_mm - kReferencePointFromIsocentre_mm;
};

/// Automatic brightness control; part of the operation's State.
///
/// Model: the generator servoes the dose so that the centre of the field reaches the detector's set
/// dose, with a first-order lag; at the generator's limits only the display gain still follows.
struct BrightnessControl {
  double signal = 0.0;  // I/I0 in the field's centre that the output is set for; 0: not yet
};

/// Lets the control follow a sampled centre signal; the first sample sets it at once.
/// \param signal        median I/I0 in the centre circle, see centreSignal()
/// \param sinceLast_s   time since the last pulse
void follow(BrightnessControl& control, double signal, double sinceLast_s);

/// The output that gives the detector its set dose behind that signal, within the generator's
/// limits.
///
/// Model: the set dose rises as 1 / field area with magnification, so that each pixel of the
/// monitor keeps its noise; scatter is part of what arrives, and the less there is of it in a
/// narrow field the more primary is asked for. Source: [magnified_fields]
/// \param pulsesPerSecond   of the pedal, 1/s: what the limit of the rate allows a pulse
PulseOutput pulseOutput(double signal, const CArm& cArm = {}, double pulsesPerSecond = 0.0);

/// Air kerma of one pulse on the axis at a distance from the source (inverse square, no
/// backscatter).
double airKerma_uGy(const PulseOutput& output, double fromSource_mm);

/// Kerma times open field area of one pulse in a plane at a distance from the source.
double kermaAreaProduct_Gycm2(const PulseOutput& output, const Projection& projection,
                              double fromSource_mm);

/// Adds one pulse to the display.
/// \param interval_s   see Pedal::interval_s: what the pulse counts as fluoroscopy time
void addPulse(Dose& dose, const PulseOutput& output, const Projection& projection,
              double interval_s);

/// Air kerma rate at the reference point, mGy/min, as the display shows it.
double airKermaRate_mGyPerMin(const PulseOutput& output, double pulsesPerSecond);

/// Quanta that one pixel detects behind patient and grid.
/// \param pixel_mm   edge of a pixel at the detector
double quantaPerPixel(const PulseOutput& output, double pixel_mm);

}  // namespace unkink::fluoro
