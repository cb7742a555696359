// Gaussian quadrature for a measure given by samples: few nodes that stand for a whole spectrum.
#pragma once

#include <span>
#include <vector>

namespace unkink::fluoro {

struct QuadratureNode {
  double x = 0.0;
  double weight = 0.0;
};

/// The n-point Gaussian quadrature of a discrete measure: exact up to polynomial degree 2 n - 1.
///
/// Model: orthogonal polynomials by the Stieltjes recurrence; their roots by bisection between
/// those of the polynomial before; weights from the Christoffel function.
/// \param x        sample positions, rising
/// \param weight   > 0; as many as x, more than n
/// Source: [gautschi2004] section 2.2
std::vector<QuadratureNode> gaussianQuadrature(std::span<const double> x,
                                               std::span<const double> weight, int n);

}  // namespace unkink::fluoro
