// Gaussian quadrature of sampled measures.
#include "fluoro/quadrature.hpp"

#include "support/catch.hpp"

#include <cmath>

using namespace unkink::fluoro;

TEST_CASE("n nodes integrate polynomials up to degree 2 n - 1 exactly") {
  std::vector<double> x, weight;
  for (int i = 0; i < 300; ++i) {
    x.push_back(1.0 + 0.01 * i);
    weight.push_back(0.2 + std::sin(0.02 * i) * std::sin(0.02 * i));
  }
  const auto nodes = gaussianQuadrature(x, weight, 5);
  REQUIRE(nodes.size() == 5);
  for (int degree = 0; degree <= 9; ++degree) {
    double exact = 0.0, sum = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) exact += weight[i] * std::pow(x[i], degree);
    for (const QuadratureNode& node : nodes) sum += node.weight * std::pow(node.x, degree);
    CHECK(sum == Approx(exact).epsilon(1e-9));
  }
}

TEST_CASE("nodes rise and lie within the measure, weights are positive") {
  const std::vector<double> x{0.0, 0.5, 1.0, 2.0, 4.0}, weight{1.0, 2.0, 0.5, 1.0, 3.0};
  double before = -1.0;
  for (const QuadratureNode& node : gaussianQuadrature(x, weight, 3)) {
    CHECK(node.x > before);
    CHECK(node.x >= 0.0);
    CHECK(node.x <= 4.0);
    CHECK(node.weight > 0.0);
    before = node.x;
  }
}
