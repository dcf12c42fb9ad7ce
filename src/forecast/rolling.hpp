// Rolling origins: what each method would have said at every period of the past, from the values up to it alone.
//
// An origin is the number of values known. Weights, seasonal indices and the choice of an ETS model are estimated anew
// at every `refit_every`-th value counted from the series' first, and at the last origin; states, lines and levels at
// every origin. So a longer series changes no forecast of an earlier origin but the then last one's.
//
// Gaps: none are allowed. Complexity: O(origins x values) and origins / refit_every fits. Thread-safety: pure
// functions.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "forecast/methods.hpp"

namespace housing::forecast {

struct RollingPlan {
  std::size_t period = 1;
  std::size_t horizon = 1;
  std::size_t first = kMinSmoothed;  // shortest training
  std::size_t refit_every = 1;
  MethodSet methods;
};

class RollingForecasts {
 public:
  // Shapes: at least plan.first values, plan.first >= kMinSmoothed.
  RollingForecasts(std::span<const double> values, const RollingPlan& plan);

  std::size_t first() const { return plan_.first; }
  std::size_t last() const { return last_; }  // all values: the forecast of the future
  std::size_t origins() const { return last_ - plan_.first + 1; }
  std::size_t horizon() const { return plan_.horizon; }
  MethodSet methods() const { return plan_.methods; }
  // `horizon` values.
  std::span<const double> of(Method method, std::size_t origin) const {
    const std::size_t row = (origin - plan_.first) * kMethods + static_cast<std::size_t>(method);
    return std::span(forecasts_).subspan(row * plan_.horizon, plan_.horizon);
  }
  // Of the last origin.
  const Estimates& estimates() const { return estimates_; }

 private:
  RollingPlan plan_;
  std::size_t last_;
  std::vector<double> forecasts_;
  Estimates estimates_;
};

}  // namespace housing::forecast
