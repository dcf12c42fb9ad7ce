// FRED's transformations of a series, by the names its API gives them.
// Source: Federal Reserve Bank of St. Louis, "What formulas are used to calculate growth rates?".
//   lin x_t                          chg x_t - x_{t-1}                 ch1 x_t - x_{t-n}
//   pch 100 (x_t / x_{t-1} - 1)      pc1 100 (x_t / x_{t-n} - 1)       pca 100 ((x_t / x_{t-1})^n - 1)
//   cch 100 ln(x_t / x_{t-1})        cca n cch                         log ln x_t
// where n is the number of observations a year: 52, 12, 4 or 1.
//
// Units: lin, chg, ch1 those of the values; log none; the others percent. Gaps: NaN in, NaN out; also where a divisor
// is zero, or a logarithm's argument not positive. Shapes: as long as the input. Errors: none. Thread-safety: pure
// functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/period.hpp"

namespace housing::stats {

enum class FredUnits : std::uint8_t { kLin, kChg, kCh1, kPch, kPc1, kPca, kCch, kCca, kLog };
std::string_view to_string(FredUnits units);
std::optional<FredUnits> parse_fred_units(std::string_view text);

// `ordinals` are those of the frequency's periods and ascend strictly. A week's neighbours are those 7 and 364 days
// before, off by at most 3.
std::vector<double> fred_transform(FredUnits units, std::span<const double> values,
                                   std::span<const std::int32_t> ordinals, model::Frequency frequency);

}  // namespace housing::stats
