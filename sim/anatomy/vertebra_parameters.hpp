// The one list of a vertebra's named parameters: where each stands in its file and in its shape.
#pragma once

#include "anatomy/vertebra.hpp"

#include <initializer_list>
#include <string_view>

namespace unkink::anatomy {

/// Where a parameter stands in a file of assets/anatomy/.
struct ParameterName {
  std::string_view table, key, unit;
};

namespace parameters {

/// \param inMidline   its x is zero and no parameter
template <class Visit>
void visitKnot(Visit& visit, std::string_view table, Knot& knot, bool inMidline = false) {
  if (!inMidline) visit(ParameterName{table, "left", "mm"}, knot.at_mm.x);
  visit(ParameterName{table, "back", "mm"}, knot.at_mm.y);
  visit(ParameterName{table, "up", "mm"}, knot.at_mm.z);
  visit(ParameterName{table, "radius", "mm"}, knot.radius_mm);
}

/// One spread for several knots.
template <class Visit>
void visitSpread(Visit& visit, std::string_view table, std::initializer_list<Knot*> knots) {
  double& spread = (*knots.begin())->spread_mm;
  visit(ParameterName{table, "spread", "mm"}, spread);
  for (Knot* k : knots) k->spread_mm = spread;
}

template <class Visit>
void visitOutline(Visit& visit, std::string_view table, BodyOutline& outline) {
  visit(ParameterName{table, "half_width", "mm"}, outline.halfWidth_mm);
  visit(ParameterName{table, "anterior_depth", "mm"}, outline.anteriorDepth_mm);
  visit(ParameterName{table, "posterior_depth", "mm"}, outline.posteriorDepth_mm);
}

template <class Visit>
void visitBody(Visit& visit, VertebralBody& b) {
  visitOutline(visit, "body.upper", b.upper);
  visit(ParameterName{"body.upper", "rim", "mm"}, b.upperRim_mm);
  visit(ParameterName{"body.upper", "tilt", "deg"}, b.upperTilt_deg.value);
  visit(ParameterName{"body.upper", "concavity", "mm"}, b.upperConcavity_mm);
  visit(ParameterName{"body.upper", "lip", "mm"}, b.upperLip_mm);
  visitOutline(visit, "body.waist", b.waist);
  visit(ParameterName{"body.waist", "flare", ""}, b.flare);
  visitOutline(visit, "body.lower", b.lower);
  visit(ParameterName{"body.lower", "rim", "mm"}, b.lowerRim_mm);
  visit(ParameterName{"body.lower", "tilt", "deg"}, b.lowerTilt_deg.value);
  visit(ParameterName{"body.lower", "concavity", "mm"}, b.lowerConcavity_mm);
  visit(ParameterName{"body", "widest", "mm"}, b.widest_mm);
  visit(ParameterName{"body", "squareness_anterior", ""}, b.squarenessAnterior);
  visit(ParameterName{"body", "squareness_posterior", ""}, b.squarenessPosterior);
  visit(ParameterName{"body", "rim_rounding", "mm"}, b.rimRounding_mm);
  visit(ParameterName{"body", "canal_notch", "mm"}, b.canalNotch_mm);
}

template <class Visit>
void visitPedicle(Visit& visit, Pedicle& p) {
  visitKnot(visit, "pedicle.body_upper", p.bodyUpper);
  visitKnot(visit, "pedicle.body_lower", p.bodyLower);
  visitKnot(visit, "pedicle.neck_upper", p.neckUpper);
  visitKnot(visit, "pedicle.neck_lower", p.neckLower);
  visitSpread(visit, "pedicle", {&p.bodyUpper, &p.bodyLower, &p.neckUpper, &p.neckLower});
}

template <class Visit>
void visitTransverse(Visit& visit, TransverseProcess& t) {
  visitKnot(visit, "transverse_process.root_upper", t.rootUpper);
  visitKnot(visit, "transverse_process.root_lower", t.rootLower);
  visitKnot(visit, "transverse_process.tip_upper", t.tip);
  visitKnot(visit, "transverse_process.tip_lower", t.tipLower);
  visitSpread(visit, "transverse_process.root_upper", {&t.rootUpper, &t.rootLower});
  visitSpread(visit, "transverse_process.tip_upper", {&t.tip, &t.tipLower});
}

template <class Visit>
void visitSuperior(Visit& visit, SuperiorArticularProcess& s) {
  visitKnot(visit, "superior_articular_process.medial_top", s.medialTop);
  visitKnot(visit, "superior_articular_process.corner_top", s.cornerTop);
  visitKnot(visit, "superior_articular_process.lateral_top", s.lateralTop);
  visitKnot(visit, "superior_articular_process.medial_base", s.medialBase);
  visitKnot(visit, "superior_articular_process.corner_base", s.cornerBase);
  visitKnot(visit, "superior_articular_process.mammillary", s.mammillary);
  visitSpread(visit, "superior_articular_process",
              {&s.medialTop, &s.cornerTop, &s.medialBase, &s.cornerBase});
  visitSpread(visit, "superior_articular_process.mammillary", {&s.mammillary, &s.lateralTop});
}

template <class Visit>
void visitLamina(Visit& visit, Lamina& l) {
  visitKnot(visit, "lamina.upper_medial", l.upperMedial);
  visitKnot(visit, "lamina.upper_lateral", l.upperLateral);
  visitKnot(visit, "lamina.lower_medial", l.lowerMedial);
  visitKnot(visit, "lamina.lower_lateral", l.lowerLateral);
  visitKnot(visit, "lamina.pars", l.pars);
  visitSpread(visit, "lamina",
              {&l.upperMedial, &l.upperLateral, &l.lowerMedial, &l.lowerLateral, &l.pars});
}

template <class Visit>
void visitInferior(Visit& visit, InferiorArticularProcess& i) {
  visitKnot(visit, "inferior_articular_process.facet_upper", i.facetUpper);
  visitKnot(visit, "inferior_articular_process.facet_lower", i.facetLower);
  visitKnot(visit, "inferior_articular_process.medial_tip", i.medialTip);
  visitSpread(visit, "inferior_articular_process", {&i.facetUpper, &i.facetLower, &i.medialTip});
}

template <class Visit>
void visitSpinous(Visit& visit, SpinousProcess& s) {
  visitKnot(visit, "spinous_process.root_upper", s.rootUpper, true);
  visitKnot(visit, "spinous_process.root_lower", s.rootLower, true);
  visitKnot(visit, "spinous_process.middle_upper", s.middleUpper, true);
  visitKnot(visit, "spinous_process.middle_lower", s.middleLower, true);
  visitKnot(visit, "spinous_process.tip_upper", s.tipUpper, true);
  visitKnot(visit, "spinous_process.tip_lower", s.tipLower, true);
  visitSpread(
      visit, "spinous_process",
      {&s.rootUpper, &s.rootLower, &s.middleUpper, &s.middleLower, &s.tipUpper, &s.tipLower});
}

}  // namespace parameters

/// Calls visit(name, value) for every parameter; what it writes to the value shapes the vertebra.
template <class Visit>
void visitParameters(VertebraShape& shape, Visit visit) {
  parameters::visitBody(visit, shape.body);
  parameters::visitPedicle(visit, shape.pedicle);
  parameters::visitTransverse(visit, shape.transverse);
  parameters::visitSuperior(visit, shape.superior);
  parameters::visitLamina(visit, shape.lamina);
  parameters::visitInferior(visit, shape.inferior);
  parameters::visitSpinous(visit, shape.spinous);
  visit(ParameterName{"fillets", "body", "mm"}, shape.bodyFillet_mm);
  visit(ParameterName{"fillets", "processes", "mm"}, shape.fillet_mm);
}

}  // namespace unkink::anatomy
