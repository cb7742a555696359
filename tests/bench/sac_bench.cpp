// A tube that swells against carved slabs (support/sac_workload.hpp): what a step of the sac's own
// solver costs, and of a plain one that takes one tie after the other.
//
// Both run in one process, in turns, each timed by the processor time of its own thread, so that
// the ratio survives a busy machine.
#include "math/vector8.hpp"
#include "support/sac_workload.hpp"
#include "support/thread_time.hpp"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

using namespace unkink;
using namespace unkink::workload;
using thecal_sac::MembraneSolver;
using thecal_sac::TubePoints;

namespace {

/// Pushes every vertex to the clear side of the field, and looks at the field only where a vertex
/// may have come near it: a trilinear distance changes by no more than kSteepest a millimetre.
class FieldCollider final : public thecal_sac::Collider {
 public:
  explicit FieldCollider(std::size_t size)
      : seenX_(size), seenY_(size), seenZ_(size), free_(size, -1.0f) {}

  void push(TubePoints& p) override {
    static const auto nearby = math::whicheverFits(&nearPlain, &nearAvx2);
    for (std::size_t at = 0; at + 8 <= p.x.size(); at += 8)
      math::forEachBit(nearby(*this, p, at),
                       [&](int lane) { pushOne(p, at + static_cast<std::size_t>(lane)); });
  }

 private:
  UNKINK_INLINE static unsigned near(const FieldCollider& c, const TubePoints& p, std::size_t at) {
    math::F8 x, y, z, sx, sy, sz, room;
    math::load(x, p.x.data() + at);
    math::load(y, p.y.data() + at);
    math::load(z, p.z.data() + at);
    math::load(sx, c.seenX_.data() + at);
    math::load(sy, c.seenY_.data() + at);
    math::load(sz, c.seenZ_.data() + at);
    math::load(room, c.free_.data() + at);
    x -= sx;
    y -= sy;
    z -= sz;
    // free_ < 0: not free, wherever it went
    return math::bitsOf((x * x + y * y + z * z > room * room) | (room < 0.0f));
  }
  static unsigned nearPlain(const FieldCollider& c, const TubePoints& p, std::size_t at) {
    return near(c, p, at);
  }
  UNKINK_AVX2 static unsigned nearAvx2(const FieldCollider& c, const TubePoints& p,
                                       std::size_t at) {
    return near(c, p, at);
  }

  void pushOne(TubePoints& p, std::size_t i) {
    constexpr float kSteepest = 1.8f;
    float d = 1.0f;
    std::array<float, 3> g{};
    if (p.inverseMass[i] == 0.0f || !carvedField().at(p.x[i], p.y[i], p.z[i], d, g)) {
      free_[i] = p.inverseMass[i] == 0.0f ? 1e9f : -1.0f;
      return;
    }
    free_[i] = d > kTubeClear_mm ? (d - kTubeClear_mm) / kSteepest : -1.0f;
    seenX_[i] = p.x[i];
    seenY_[i] = p.y[i];
    seenZ_[i] = p.z[i];
    if (d >= kTubeClear_mm) return;
    const float length = std::sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2]);
    const float go = (kTubeClear_mm - d) / std::max(length, 1e-6f);
    p.x[i] += go * g[0];
    p.y[i] += go * g[1];
    p.z[i] += go * g[2];
  }
  std::vector<float> seenX_, seenY_, seenZ_, free_;
};

/// What both solvers share: the tube's points, how they fly on, and what inflates it.
class Tube {
 public:
  explicit Tube(const std::vector<std::size_t>& indexOfVertex, std::size_t size)
      : speed_(3 * size), before_(3 * size), force_(3 * size), index_(indexOfVertex) {
    for (const auto& t : tubeTriangles()) {
      std::array<std::size_t, 3> corner;
      for (std::size_t n = 0; n < 3; ++n)
        corner[n] = index_[static_cast<std::size_t>(
            t[n][0] < kTubeRings ? t[n][0] * kTubeAround + t[n][1]
                                 : kTubeRings * kTubeAround + t[n][0] - kTubeRings)];
      triangles_.push_back(corner);
    }
  }
  /// Where the points fly freely.
  void flyOn(TubePoints& p) {
    const std::size_t n = p.x.size();
    inflate(p);
    for (std::size_t axis = 0; axis < 3; ++axis) {
      float* at = (axis == 0 ? p.x : axis == 1 ? p.y : p.z).data();
      for (std::size_t i = 0; i < n; ++i) {
        before_[axis * n + i] = at[i];
        at[i] += p.inverseMass[i] * kTubeStep_s *
                 (speed_[axis * n + i] + kTubeStep_s * force_[axis * n + i]);
      }
    }
  }
  void takeSpeeds(const TubePoints& p) {
    const std::size_t n = p.x.size();
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const float* at = (axis == 0 ? p.x : axis == 1 ? p.y : p.z).data();
      for (std::size_t i = 0; i < n; ++i)
        speed_[axis * n + i] =
            (1.0f - kTubeDamping) / kTubeStep_s * (at[i] - before_[axis * n + i]);
    }
  }

 private:
  void inflate(const TubePoints& p) {
    const std::size_t n = p.x.size();
    std::fill(force_.begin(), force_.end(), 0.0f);
    for (const auto& [a, b, c] : triangles_) {
      const float ux = p.x[b] - p.x[a], uy = p.y[b] - p.y[a], uz = p.z[b] - p.z[a];
      const float vx = p.x[c] - p.x[a], vy = p.y[c] - p.y[a], vz = p.z[c] - p.z[a];
      constexpr float kThird = kTubePressure / 6.0f;
      const std::array<float, 3> third{kThird * (uy * vz - uz * vy), kThird * (uz * vx - ux * vz),
                                       kThird * (ux * vy - uy * vx)};
      for (const std::size_t i : {a, b, c})
        for (std::size_t axis = 0; axis < 3; ++axis) force_[axis * n + i] += third[axis];
    }
  }
  std::vector<float> speed_, before_, force_;
  std::vector<std::size_t> index_;
  std::vector<std::array<std::size_t, 3>> triangles_;
};

/// The product's solver.
class Ours {
 public:
  Ours()
      : solver_(kTubeRings, kTubeAround),
        tube_(indices(), solver_.size() + 2),
        collider_(solver_.size() + 2) {
    TubePoints& p = solver_.points;
    for (int r = 0; r < kTubeRings; ++r)
      for (int k = 0; k < kTubeAround; ++k) put(solver_.index(r, k), tubePoint(r, k));
    for (const thecal_sac::Ties& ties : kTubeTies) solver_.add(ties);
    for (int r = 1; r + 1 < kTubeRings; ++r)
      for (int k = 0; k < kTubeAround; ++k) p.inverseMass[solver_.index(r, k)] = 1.0f;
    for (auto* v : {&p.x, &p.y, &p.z, &p.inverseMass}) v->resize(v->size() + 2);  // the poles
    put(p.x.size() - 2, {0.0, 4.5, -30.0});
    put(p.x.size() - 1, {0.0, 4.5, 30.0});
  }
  void step() {
    tube_.flyOn(solver_.points);
    solver_.solve(
        {.iterations = kTubeIterations, .complianceScale = 1.0f / (kTubeStep_s * kTubeStep_s)},
        &collider_);
    tube_.takeSpeeds(solver_.points);
  }
  float depth_mm() const {
    const auto y = [&](int k) { return solver_.points.y[solver_.index(31, k)]; };
    float lo = y(0), hi = y(0);
    for (int k = 1; k < kTubeAround; ++k) {
      lo = std::min(lo, y(k));
      hi = std::max(hi, y(k));
    }
    return hi - lo;
  }

 private:
  void put(std::size_t i, const math::Vec3& at) {
    solver_.points.x[i] = static_cast<float>(at.x);
    solver_.points.y[i] = static_cast<float>(at.y);
    solver_.points.z[i] = static_cast<float>(at.z);
  }
  std::vector<std::size_t> indices() const {
    std::vector<std::size_t> all;
    for (int r = 0; r < kTubeRings; ++r)
      for (int k = 0; k < kTubeAround; ++k) all.push_back(solver_.index(r, k));
    all.push_back(solver_.size());
    all.push_back(solver_.size() + 1);
    return all;
  }
  MembraneSolver solver_;
  Tube tube_;
  FieldCollider collider_;
};

/// One tie after the other, every vertex against the field in every iteration.
class OneByOne {
 public:
  OneByOne() : tube_(indices(), kVertices) {
    for (auto* v : {&points_.x, &points_.y, &points_.z, &points_.inverseMass}) v->resize(kVertices);
    for (int r = 0; r < kTubeRings; ++r)
      for (int k = 0; k < kTubeAround; ++k) {
        put(r * kTubeAround + k, tubePoint(r, k));
        if (r > 0 && r + 1 < kTubeRings)
          points_.inverseMass[static_cast<std::size_t>(r * kTubeAround + k)] = 1.0f;
      }
    put(kVertices - 2, {0.0, 4.5, -30.0});
    put(kVertices - 1, {0.0, 4.5, 30.0});
    for (const thecal_sac::Ties& kind : kTubeTies)
      for (int r = 0; r + kind.down < kTubeRings; ++r)
        for (int k = 0; k < kTubeAround; ++k) {
          const int to =
              (k + kind.around[static_cast<std::size_t>(r % 2)] + kTubeAround) % kTubeAround;
          add(r * kTubeAround + k, (r + kind.down) * kTubeAround + to, kind.compliance);
        }
  }
  void step() {
    tube_.flyOn(points_);
    for (Tie& t : ties_) t.force = 0.0f;
    for (int n = 0; n < kTubeIterations; ++n) {
      for (Tie& t : ties_) hold(t);
      for (std::size_t i = 0; i < kVertices; ++i) push(i);
    }
    tube_.takeSpeeds(points_);
  }
  float depth_mm() const {
    const auto from = points_.y.begin() + 31 * kTubeAround;
    const auto [lo, hi] = std::minmax_element(from, from + kTubeAround);
    return *hi - *lo;
  }

 private:
  static constexpr int kVertices = kTubeRings * kTubeAround + 2;
  struct Tie {
    std::size_t a, b;
    float rest, compliance, force;
  };
  static std::vector<std::size_t> indices() {
    std::vector<std::size_t> all(kVertices);
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    return all;
  }
  void put(int i, const math::Vec3& at) {
    points_.x[static_cast<std::size_t>(i)] = static_cast<float>(at.x);
    points_.y[static_cast<std::size_t>(i)] = static_cast<float>(at.y);
    points_.z[static_cast<std::size_t>(i)] = static_cast<float>(at.z);
  }
  void add(int a, int b, float compliance) {
    const auto i = static_cast<std::size_t>(a), j = static_cast<std::size_t>(b);
    ties_.push_back({i, j,
                     std::hypot(points_.x[j] - points_.x[i], points_.y[j] - points_.y[i],
                                points_.z[j] - points_.z[i]),
                     compliance / (kTubeStep_s * kTubeStep_s), 0.0f});
  }
  void hold(Tie& t) {
    TubePoints& p = points_;
    const float weights = p.inverseMass[t.a] + p.inverseMass[t.b];
    if (weights == 0.0f) return;
    const float dx = p.x[t.b] - p.x[t.a], dy = p.y[t.b] - p.y[t.a], dz = p.z[t.b] - p.z[t.a];
    const float length = std::sqrt(dx * dx + dy * dy + dz * dz);
    const float change = (t.rest - length - t.compliance * t.force) / (weights + t.compliance);
    t.force += change;
    const float mine = change / length * p.inverseMass[t.a],
                others = change / length * p.inverseMass[t.b];
    p.x[t.a] -= mine * dx;
    p.y[t.a] -= mine * dy;
    p.z[t.a] -= mine * dz;
    p.x[t.b] += others * dx;
    p.y[t.b] += others * dy;
    p.z[t.b] += others * dz;
  }
  void push(std::size_t i) {
    float d = 1.0f;
    std::array<float, 3> g{};
    if (points_.inverseMass[i] == 0.0f ||
        !carvedField().at(points_.x[i], points_.y[i], points_.z[i], d, g) || d >= kTubeClear_mm)
      return;
    const float length = std::sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2]);
    const float go = (kTubeClear_mm - d) / std::max(length, 1e-6f);
    points_.x[i] += go * g[0];
    points_.y[i] += go * g[1];
    points_.z[i] += go * g[2];
  }
  TubePoints points_;
  std::vector<Tie> ties_;
  Tube tube_;
};

template <class Contestant>
void steps(benchmark::State& state) {
  carvedField();
  Contestant contestant;
  std::vector<double> each_s;
  for (auto _ : state) {
    const double start = test::threadTime_s();
    contestant.step();
    each_s.push_back(test::threadTime_s() - start);
    state.SetIterationTime(std::max(each_s.back(), 1e-9));
  }
  std::sort(each_s.begin(), each_s.end());
  state.counters["median_ms"] = 1e3 * each_s[each_s.size() / 2];
  state.counters["p99_ms"] = 1e3 * each_s[each_s.size() * 99 / 100];
  state.counters["depth_mm"] = static_cast<double>(contestant.depth_mm());
}

/// Prints the ratio of the medians after all the rest.
class Ratios : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    benchmark::ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs)
      if (run.run_type == Run::RT_Iteration)
        medians_[run.run_name.function_name].push_back(run.counters.at("median_ms"));
  }
  void Finalize() override {
    for (auto& [name, each] : medians_)
      std::printf("%-30s %6.2f ms a step, %5.1f times ours\n", name.c_str(), middle(each),
                  middle(each) / middle(medians_["ours"]));
  }

 private:
  static double middle(std::vector<double>& v) {
    std::sort(v.begin(), v.end());
    return v.empty() ? 0.0 : v[v.size() / 2];
  }
  std::map<std::string, std::vector<double>> medians_;
};

template <class Contestant>
void enter(const char* name) {
  benchmark::RegisterBenchmark(name, steps<Contestant>)
      ->Iterations(400)
      ->Repetitions(3)
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int argc, char** argv) {
  enter<Ours>("ours");
  enter<OneByOne>("one tie after the other");
  benchmark::Initialize(&argc, argv);
  Ratios ratios;
  benchmark::RunSpecifiedBenchmarks(&ratios);
  return 0;
}
