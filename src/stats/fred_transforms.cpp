#include "stats/fred_transforms.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/assert.hpp"
#include "stats/growth.hpp"

namespace housing::stats {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<std::string_view, 9> kNames = {"lin", "chg", "ch1", "pch", "pc1", "pca", "cch", "cca", "log"};

struct Step {
  std::int32_t step;
  std::int32_t slack;
};

Step period_before(model::Frequency frequency) {
  return frequency == model::Frequency::kWeek ? Step{7, 3} : Step{1, 0};
}

Step year_before(model::Frequency frequency) {
  return frequency == model::Frequency::kWeek ? Step{364, 3} : Step{model::periods_per_year(frequency), 0};
}

std::vector<double> logarithms(std::span<const double> values) {
  std::vector<double> logs(values.size());
  std::ranges::transform(values, logs.begin(), [](double x) { return x > 0 ? std::log(x) : kNaN; });
  return logs;
}

}  // namespace

std::string_view to_string(FredUnits units) { return kNames[static_cast<std::size_t>(units)]; }

std::optional<FredUnits> parse_fred_units(std::string_view text) {
  const auto found = std::ranges::find(kNames, text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<FredUnits>(found - kNames.begin());
}

std::vector<double> fred_transform(FredUnits units, std::span<const double> values,
                                   std::span<const std::int32_t> ordinals, model::Frequency frequency) {
  HT_ASSERT(values.size() == ordinals.size());
  const Step near = period_before(frequency);
  const Step far = year_before(frequency);
  const int n = model::periods_per_year(frequency);
  const auto log_changes = [&](double factor) {
    std::vector<double> changes = difference(logarithms(values), ordinals, near.step, near.slack);
    for (double& change : changes) change *= factor;
    return changes;
  };
  switch (units) {
    case FredUnits::kLin: return {values.begin(), values.end()};
    case FredUnits::kChg: return difference(values, ordinals, near.step, near.slack);
    case FredUnits::kCh1: return difference(values, ordinals, far.step, far.slack);
    case FredUnits::kPch: return percent_change(values, ordinals, near.step, near.slack);
    case FredUnits::kPc1: return percent_change(values, ordinals, far.step, far.slack);
    case FredUnits::kPca: return annualised_change(values, ordinals, near.step, near.slack, n);
    case FredUnits::kCch: return log_changes(100);
    case FredUnits::kCca: return log_changes(100.0 * n);
    case FredUnits::kLog: return logarithms(values);
  }
  return {};
}

}  // namespace housing::stats
