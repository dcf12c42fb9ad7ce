#include "stats/linear_solve.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "base/assert.hpp"

namespace housing::stats {

std::optional<std::vector<double>> linear_solve(std::vector<double> a, std::vector<double> b) {
  constexpr double kTiny = 1e-12;  // of the largest entry: less is a rounding error
  const std::size_t n = b.size();
  HT_ASSERT(a.size() == n * n);
  double largest = 0;
  for (const double entry : a) largest = std::max(largest, std::abs(entry));
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < n; ++i)
      if (std::abs(a[i * n + k]) > std::abs(a[pivot * n + k])) pivot = i;
    if (!(std::abs(a[pivot * n + k]) > kTiny * largest)) return std::nullopt;
    if (pivot != k) {
      std::swap(b[k], b[pivot]);
      for (std::size_t j = k; j < n; ++j) std::swap(a[k * n + j], a[pivot * n + j]);
    }
    for (std::size_t i = k + 1; i < n; ++i) {
      const double factor = a[i * n + k] / a[k * n + k];
      if (factor == 0) continue;
      for (std::size_t j = k; j < n; ++j) a[i * n + j] -= factor * a[k * n + j];
      b[i] -= factor * b[k];
    }
  }
  for (std::size_t k = n; k-- > 0;) {
    for (std::size_t j = k + 1; j < n; ++j) b[k] -= a[k * n + j] * b[j];
    b[k] /= a[k * n + k];
  }
  return b;
}

}  // namespace housing::stats
