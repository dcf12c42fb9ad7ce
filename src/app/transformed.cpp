#include "app/transformed.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "stats/growth.hpp"

namespace housing::app {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<double> as_numbers(std::span<const model::Cell> cells, int decimals) {
  const double scale = std::pow(10.0, decimals);
  std::vector<double> numbers(cells.size());
  std::ranges::transform(cells, numbers.begin(),
                         [&](model::Cell cell) { return cell == model::kGap ? kNaN : cell / scale; });
  return numbers;
}

}  // namespace

std::vector<double> transformed(const series::Block& block, std::span<const model::Cell> row, Transform transform,
                                std::size_t index_from) {
  std::vector<double> numbers = as_numbers(row, block.decimals());
  if (transform == Transform::kLevel) return numbers;
  if (transform == Transform::kIndex) return stats::index_to_first(numbers, index_from);
  const auto lag = lag_of(transform, block.frequency());
  if (!lag) return std::vector<double>(numbers.size(), kNaN);
  return stats::percent_change(numbers, block.ordinals(), lag->step, lag->slack);
}

}  // namespace housing::app
