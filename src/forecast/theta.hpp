// Theta: half a straight line, half a simple smoothing of what has twice the line's curvature.
// Sources: Assimakopoulos and Nikolopoulos 2000; Hyndman and Billah 2003 (it is simple smoothing with half the trend as
// drift). Line L by least squares; Z = 2 y - L; forecast (SES(Z) + L) / 2.
//
// Gaps: none are allowed. Shapes: at least kMinSmoothed values. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <span>

namespace housing::forecast {

// intercept + slope t, t = 1 for the first value; so `intercept` is the line's value one period before the first.
struct Line {
  double intercept = 0;
  double slope = 0;
  double at(double t) const { return intercept + slope * t; }
};
Line line_through(std::span<const double> values);

struct ThetaState {
  Line line;
  double level = 0;  // of the smoothed Z
  std::size_t count = 0;
  double ahead(std::size_t steps) const { return 0.5 * (level + line.at(static_cast<double>(count + steps))); }
};

// The weight of the simple smoothing of Z that has the least squared errors.
double best_theta_weight(std::span<const double> values);
// The level at the start is the best one for this weight.
ThetaState theta(std::span<const double> values, double alpha);
// The same from a given level.
ThetaState theta_from(std::span<const double> values, double alpha, double level);

}  // namespace housing::forecast
