#include "app/transformed.hpp"

#include <cmath>
#include <limits>

#include "stats/fred_transforms.hpp"
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
  return transformed(as_numbers(row, block.decimals()), block.ordinals(), block.frequency(), transform, index_from);
}

std::vector<double> transformed(std::vector<double> numbers, std::span<const std::int32_t> ordinals,
                                model::Frequency frequency, Transform transform, std::size_t index_from) {
  if (transform == Transform::kLevel) return numbers;
  if (transform == Transform::kIndex) return stats::index_to_first(numbers, index_from);
  if (transform == Transform::kLog) return stats::fred_transform(stats::FredUnits::kLog, numbers, ordinals, frequency);
  const auto lag = lag_of(transform, frequency);
  if (!lag) return std::vector<double>(numbers.size(), kNaN);
  if (transform == Transform::kDiff) return stats::difference(numbers, ordinals, lag->step, lag->slack);
  if (transform == Transform::kAnnualised)
    return stats::annualised_change(numbers, ordinals, lag->step, lag->slack, model::periods_per_year(frequency));
  return stats::percent_change(numbers, ordinals, lag->step, lag->slack);
}

}  // namespace housing::app
