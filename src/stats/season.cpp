#include "stats/season.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "stats/gaps.hpp"
#include "stats/stl.hpp"

namespace housing::stats {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

StlParameters parameters_of(std::size_t period, Fit fit) {
  const bool robust = fit == Fit::kRobust;
  return with_defaults(
      {.period = period, .seasonal = kSeasonalWindow, .inner = robust ? 1 : 2, .outer = robust ? kRobustPasses : 0});
}

}  // namespace

base::Result<Season> take_apart(std::span<const double> values, std::size_t period, bool in_logarithms, Fit fit) {
  HT_TRY(Filled whole, fill_gaps(values));
  if (whole.values.size() < kLeastSeasons * period)
    return base::fail(base::ErrorCode::kInvalidInput, "a season takes " + std::to_string(kLeastSeasons * period) +
                                                          " values and there are " +
                                                          std::to_string(whole.values.size()));
  if (in_logarithms) {
    if (!std::ranges::all_of(whole.values, [](double x) { return x > 0; }))
      return base::fail(base::ErrorCode::kInvalidInput, "a logarithm needs values above zero");
    for (double& value : whole.values) value = std::log(value);
  }
  std::vector<double> present(whole.filled > 0 ? whole.values.size() : 0, 1.0);
  for (std::size_t i = 0; i < present.size(); ++i)
    if (!std::isfinite(values[whole.first + i])) present[i] = 0;
  HT_TRY(const StlResult parts, stl(whole.values, parameters_of(period, fit), present));
  const std::vector<double> gaps(values.size(), kNaN);
  Season result{.season = gaps,
                .trend = gaps,
                .remainder = gaps,
                .adjusted = gaps,
                .filled = whole.filled,
                .in_logarithms = in_logarithms};
  for (std::size_t i = 0; i < whole.values.size(); ++i) {
    const std::size_t at = whole.first + i;
    result.trend[at] = in_logarithms ? std::exp(parts.trend[i]) : parts.trend[i];
    result.season[at] = in_logarithms ? std::exp(parts.season[i]) : parts.season[i];
    if (!std::isfinite(values[at])) continue;
    result.remainder[at] = parts.remainder[i];
    result.adjusted[at] = in_logarithms ? values[at] / result.season[at] : values[at] - result.season[at];
  }
  return result;
}

std::string season_parameters(std::size_t period, bool in_logarithms, Fit fit) {
  const StlParameters p = parameters_of(period, fit);
  return std::string(fit == Fit::kRobust ? "robust " : "") + "STL, n_p " + std::to_string(p.period) + ", n_s " +
         std::to_string(p.seasonal) + ", n_t " + std::to_string(p.trend) + ", n_l " + std::to_string(p.low_pass) +
         ", n_i " + std::to_string(p.inner) + ", n_o " + std::to_string(p.outer) +
         (in_logarithms ? ", in logarithms" : "");
}

}  // namespace housing::stats
