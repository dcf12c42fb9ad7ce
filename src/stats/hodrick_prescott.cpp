#include "stats/hodrick_prescott.hpp"

#include <cstddef>

#include "base/assert.hpp"

namespace housing::stats {

std::optional<double> usual_lambda(int periods_per_year) {
  switch (periods_per_year) {
    case 12: return 129'600;
    case 4: return 1'600;
    case 1: return 6.25;
    default: return std::nullopt;
  }
}

std::vector<double> hodrick_prescott(std::span<const double> values, double lambda) {
  HT_ASSERT(lambda >= 0);
  const std::size_t n = values.size();
  std::vector<double> trend(values.begin(), values.end());
  if (n < 3) return trend;  // every two points lie on a line
  // A line passes the filter as it is. Without the one from end to end the numbers are smaller, and rounding errors.
  const double start = values.front();
  const double step = (values.back() - start) / static_cast<double>(n - 1);
  for (std::size_t i = 0; i < n; ++i) trend[i] -= start + step * static_cast<double>(i);
  // K'K is the sum over i of k_i k_i', k_i = (1, -2, 1) at i; its lower triangle has three diagonals.
  std::vector<double> main(n, 1.0);
  std::vector<double> first(n, 0.0);   // (i + 1, i)
  std::vector<double> second(n, 0.0);  // (i + 2, i)
  for (std::size_t i = 0; i + 2 < n; ++i) {
    main[i] += lambda;
    main[i + 1] += 4 * lambda;
    main[i + 2] += lambda;
    first[i] -= 2 * lambda;
    first[i + 1] -= 2 * lambda;
    second[i] += lambda;
  }
  // L D L', in place: first and second become L's two diagonals, main becomes D.
  for (std::size_t i = 0; i < n; ++i) {
    if (i >= 1) main[i] -= first[i - 1] * first[i - 1] * main[i - 1];
    if (i >= 2) main[i] -= second[i - 2] * second[i - 2] * main[i - 2];
    if (i >= 1) first[i] -= first[i - 1] * main[i - 1] * second[i - 1];
    first[i] /= main[i];
    second[i] /= main[i];
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (i >= 1) trend[i] -= first[i - 1] * trend[i - 1];
    if (i >= 2) trend[i] -= second[i - 2] * trend[i - 2];
  }
  for (std::size_t i = 0; i < n; ++i) trend[i] /= main[i];
  for (std::size_t i = n; i-- > 0;) {
    if (i + 1 < n) trend[i] -= first[i] * trend[i + 1];
    if (i + 2 < n) trend[i] -= second[i] * trend[i + 2];
  }
  for (std::size_t i = 0; i < n; ++i) trend[i] += start + step * static_cast<double>(i);
  return trend;
}

}  // namespace housing::stats
