// Loess at equally spaced points: a weighted straight line (or mean) of the neighbours of each position, tricube
// weights. Source: Cleveland, Cleveland, McRae, Terpenning, "STL", Journal of Official Statistics 6 (1990), section 2.
//
// Positions are 0, 1, 2 … Units: those of the values. Gaps: none may be there.
// Shapes: `weights` is as long as `values` or empty, which is all ones. Thread-safety: one Loess, one thread.
// Complexity: O(n window / jump).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace housing::stats {

class Loess {
 public:
  // `window`: how many neighbours count, odd, at least 3. `degree`: 0 or 1. `jump`: the fit is made at every so many
  // positions and in between drawn as a line.
  Loess(std::size_t window, int degree, std::size_t jump) : window_(window), degree_(degree), jump_(jump) {}

  void smooth(std::span<const double> values, std::span<const double> weights, std::span<double> out);

  // The fit at a whole position, one beyond either end included, from the values [first, end) alone; nothing where
  // they have no weight there.
  std::optional<double> at(std::span<const double> values, std::span<const double> weights, double position,
                           std::size_t first, std::size_t end);

  std::size_t window() const { return window_; }

 private:
  void fill_tricube(double reach, std::size_t count);
  void fit(std::span<const double> values, std::span<const double> weights, std::size_t at, std::size_t first,
           std::size_t end, std::span<double> out);

  std::size_t window_;
  int degree_;
  std::size_t jump_;
  double reach_ = -1;            // of the table below
  std::vector<double> tricube_;  // the weight at each whole distance
  std::vector<double> local_;    // weights of one fit
};

}  // namespace housing::stats
