// Gaussian quadrature from orthogonal polynomials on samples.
#include "fluoro/quadrature.hpp"

#include <cassert>

namespace unkink::fluoro {

namespace {

/// Monic polynomials p_k orthogonal on a discrete measure, by their three-term recurrence.
class OrthogonalPolynomials {
 public:
  OrthogonalPolynomials(std::span<const double> x, std::span<const double> weight, int n) {
    std::vector<double> before(x.size(), 0.0), current(x.size(), 1.0);
    for (int k = 0; k < n; ++k) {
      append(x, weight, current);
      for (std::size_t i = 0; i < x.size(); ++i) {
        const double next = (x[i] - alpha_.back()) * current[i] - beta_.back() * before[i];
        before[i] = current[i];
        current[i] = next;
      }
    }
  }

  double value(int degree, double x) const {
    double before = 0.0, current = 1.0;
    for (int k = 0; k < degree; ++k) {
      const auto i = static_cast<std::size_t>(k);
      const double next = (x - alpha_[i]) * current - beta_[i] * before;
      before = current;
      current = next;
    }
    return current;
  }

  /// The weight of a node: 1 / sum of the squared orthonormal polynomials below `degree`.
  double christoffel(int degree, double x) const {
    double sum = 0.0;
    for (int k = 0; k < degree; ++k) {
      const double p = value(k, x);
      sum += p * p / norm_[static_cast<std::size_t>(k)];
    }
    return 1.0 / sum;
  }

 private:
  void append(std::span<const double> x, std::span<const double> weight,
              const std::vector<double>& p) {
    double norm = 0.0, moment = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      norm += weight[i] * p[i] * p[i];
      moment += weight[i] * x[i] * p[i] * p[i];
    }
    beta_.push_back(norm_.empty() ? 0.0 : norm / norm_.back());
    alpha_.push_back(moment / norm);
    norm_.push_back(norm);
  }

  std::vector<double> alpha_, beta_, norm_;
};

double rootBetween(const OrthogonalPolynomials& p, int degree, double lo, double hi) {
  const bool risesFromBelow = p.value(degree, lo) < 0.0;
  for (int i = 0; i < 100; ++i) {
    const double middle = 0.5 * (lo + hi);
    ((p.value(degree, middle) < 0.0) == risesFromBelow ? lo : hi) = middle;
  }
  return 0.5 * (lo + hi);
}

}  // namespace

std::vector<QuadratureNode> gaussianQuadrature(std::span<const double> x,
                                               std::span<const double> weight, int n) {
  assert(x.size() == weight.size() && static_cast<std::size_t>(n) < x.size());
  const OrthogonalPolynomials polynomials(x, weight, n);
  // the roots of each polynomial separate those of the next
  std::vector<double> roots;
  for (int degree = 1; degree <= n; ++degree) {
    std::vector<double> fences = roots;
    fences.insert(fences.begin(), x.front());
    fences.push_back(x.back());
    roots.clear();
    for (std::size_t i = 0; i + 1 < fences.size(); ++i)
      roots.push_back(rootBetween(polynomials, degree, fences[i], fences[i + 1]));
  }
  std::vector<QuadratureNode> nodes;
  for (const double root : roots) nodes.push_back({root, polynomials.christoffel(n, root)});
  return nodes;
}

}  // namespace unkink::fluoro
