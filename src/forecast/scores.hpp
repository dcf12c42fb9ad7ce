// Scores of forecasts and of their bands.
//   sMAPE  mean 200 |y - f| / (|y| + |f|), percent             MASE  mean |y - f| / scale
//   OWA    (sMAPE / that of Naive2 + MASE / that of Naive2) / 2
//   MSIS   mean [(U - L) + 2/a (L - y)+ + 2/a (y - U)+] / scale, a = 1 - level       scale  mean |x_t - x_{t-m}|
//   ACD    |share of values inside their bands - level|
// Sources: Makridakis 1993; Hyndman and Koehler 2006; Gneiting and Raftery 2007; Makridakis et al. 2020 (M4).
//
// Gaps: none are allowed. Shapes: spans of one call are equally long. Errors: what is divided by zero is NaN.
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <span>

namespace housing::forecast {

// Mean absolute change over `period` steps: the error of the seasonal naive forecast in sample. NaN when too short, 0
// for a constant.
double scale_of(std::span<const double> values, std::size_t period);

double smape_term(double actual, double forecast);
// Of one value, unscaled.
double interval_score(double actual, double lower, double upper, double level);

double smape(std::span<const double> actual, std::span<const double> forecast);
double mase(std::span<const double> actual, std::span<const double> forecast, double scale);
double msis(std::span<const double> actual, std::span<const double> lower, std::span<const double> upper, double level,
            double scale);
double owa(double smape, double mase, double smape_naive2, double mase_naive2);
double acd(double coverage, double level);

}  // namespace housing::forecast
