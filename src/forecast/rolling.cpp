#include "forecast/rolling.hpp"

#include "base/assert.hpp"

namespace housing::forecast {

RollingForecasts::RollingForecasts(std::span<const double> values, const RollingPlan& plan)
    : plan_(plan), last_(values.size()) {
  HT_ASSERT(plan.first >= kMinSmoothed && values.size() >= plan.first && plan.refit_every > 0);
  const std::size_t row = kMethods * plan.horizon;
  forecasts_.resize(origins() * row);
  for (std::size_t origin = plan.first; origin <= last_; ++origin) {
    const auto known = values.first(origin);
    if (origin == plan.first || origin == last_ || origin % plan.refit_every == 0)
      estimates_ = estimate(known, plan.period, plan.methods);
    project(known, plan.period, estimates_, plan.methods, plan.horizon,
            std::span(forecasts_).subspan((origin - plan.first) * row, row));
  }
}

}  // namespace housing::forecast
