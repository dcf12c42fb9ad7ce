#include "app/transformed.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "stats/growth.hpp"

namespace housing::app {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<double> as_numbers(const series::Cells& cells, int decimals) {
  const double scale = std::pow(10.0, decimals);
  std::vector<double> numbers(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i)
    numbers[i] = cells[i] == model::kWideGap ? kNaN : static_cast<double>(cells[i]) / scale;
  return numbers;
}

}  // namespace

std::vector<double> transformed(const series::Block& block, const series::Cells& row, Transform transform,
                                std::size_t index_from) {
  std::vector<double> numbers = as_numbers(row, block.decimals());
  if (transform == Transform::kLevel) return numbers;
  if (transform == Transform::kIndex) return stats::index_to_first(numbers, index_from);
  const auto lag = lag_of(transform, block.frequency());
  if (!lag) return std::vector<double>(numbers.size(), kNaN);
  return stats::percent_change(numbers, block.ordinals(), lag->step, lag->slack);
}

}  // namespace housing::app
