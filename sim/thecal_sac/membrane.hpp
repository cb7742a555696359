// A tube of membrane, solved by position-based dynamics with compliance (XPBD): rings of vertices,
// ties between them, and whatever they run into.
//
// Eight rings are solved at once. The rings are dealt out in eight blocks, one to a lane, so that a
// tie within a block reads and writes eight whole vectors; a tie from one block to the next reads
// them one lane on. Ties of one kind that would share a vertex are taken in two turns, even before
// odd. So the order is fixed, and every processor gives the same bits.
#pragma once

#include "math/vec.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace unkink::thecal_sac {

/// What a tie keeps.
enum class Keeps : std::uint8_t {
  kLength,   // against stretching and shortening
  kTension,  // against stretching; folds freely
  kOffset,   // where one end lies from the other, as an elastic bed does
  kGirth,    // a whole ring's edges together against stretching, as a hoop that glides
};

/// Ties every vertex to the one `down` rings further and `around` further round.
struct Ties {
  int down = 0;                 // 0 .. 2
  std::array<int, 2> around{};  // from even rings, from odd rings
  float compliance = 0.0f;      // mm per force, in the unit that the inverse masses make
  Keeps keeps = Keeps::kLength;
};

/// Vertices of a tube in the order that suits the solver.
struct TubePoints {
  std::vector<float> x, y, z;      // mm
  std::vector<float> inverseMass;  // 0: held
};

/// What the vertices run into; asked in every iteration.
class Collider {
 public:
  virtual ~Collider() = default;
  /// Moves out whatever lies inside.
  virtual void push(TubePoints& points) = 0;
};

class MembraneSolver {
 public:
  /// \param around  vertices in a ring; a multiple of four
  MembraneSolver(int rings, int around);

  int rings() const { return rings_; }
  int around() const { return around_; }
  /// Of a vertex in TubePoints.
  std::size_t index(int ring, int k) const {
    return (static_cast<std::size_t>(ring % block_) * static_cast<std::size_t>(around_) +
            static_cast<std::size_t>(k)) *
               8 +
           static_cast<std::size_t>(ring / block_);
  }
  /// Also of vertices that fill up the lanes; those are held.
  std::size_t size() const { return points.x.size(); }

  TubePoints points;

  /// Adds ties that are at rest where the points are.
  void add(const Ties& ties);

  struct Way {
    int iterations = 10;
    float complianceScale = 1.0f;  // 1 / dt^2 where inverse masses are those of inertia
    float alongCanal = 1.0f;       // 0: vertices move in the planes of their rings only
    float relaxation = 1.0f;       // above 1: overshoots, to come to rest sooner
  };
  /// Takes the points from where they would go freely to where ties and collider let them.
  ///
  /// Model: XPBD, Gauss-Seidel: each tie C = length - rest in turn takes the force that makes
  /// C + compliance * force vanish. Cost: 0.5 ms for 4000 vertices, 23 thousand ties and ten
  /// iterations. Source: [macklin2016]
  void solve(const Way& way, Collider* collider);

  /// Tension in the tie of a kind, as they were added, that begins at a vertex; positive if pulled.
  float tension(std::size_t kind, int ring, int k) const {
    return -ties_[kind].force[index(ring, k)];
  }
  float restLength(std::size_t kind, int ring, int k) const {
    return ties_[kind].rest[index(ring, k)];
  }

 private:
  struct Kind {
    Ties ties;
    std::vector<float> rest, force;  // of offsets three after one another
  };
  int rings_, around_, block_;
  std::vector<Kind> ties_;
  std::vector<float> edges_;
};

}  // namespace unkink::thecal_sac
