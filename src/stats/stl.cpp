#include "stats/stl.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/assert.hpp"
#include "stats/loess.hpp"

namespace housing::stats {
namespace {

using Numbers = std::vector<double>;

std::size_t least_odd(double at_least) {
  const auto whole = static_cast<std::size_t>(std::ceil(at_least));
  return std::max<std::size_t>(3, whole % 2 == 0 ? whole + 1 : whole);
}

std::size_t tenth(std::size_t window) { return (window + 9) / 10; }

// Means of `length` neighbours; shorter by length - 1.
void moving_average(std::span<const double> values, std::size_t length, Numbers& out) {
  out.resize(values.size() + 1 - length);
  const auto count = static_cast<double>(length);
  double sum = 0;
  for (std::size_t i = 0; i < length; ++i) sum += values[i];
  out[0] = sum / count;
  for (std::size_t i = 1; i < out.size(); ++i) {
    sum += values[i + length - 1] - values[i - 1];
    out[i] = sum / count;
  }
}

class Decomposition {
 public:
  Decomposition(std::span<const double> values, const StlParameters& parameters, std::span<const double> present)
      : values_(values),
        present_(present),
        period_(parameters.period),
        inner_(parameters.inner),
        outer_(parameters.outer),
        seasonal_(parameters.seasonal, parameters.seasonal_degree, parameters.seasonal_jump),
        trend_(parameters.trend, parameters.trend_degree, parameters.trend_jump),
        low_pass_(parameters.low_pass, parameters.low_pass_degree, parameters.low_pass_jump) {}

  StlResult run() {
    const std::size_t n = values_.size();
    result_.season.assign(n, 0);
    result_.trend.assign(n, 0);
    result_.weights.assign(n, 1);
    if (!present_.empty()) result_.weights.assign(present_.begin(), present_.end());
    const bool weighs = !present_.empty();
    for (int pass = 0; pass <= outer_; ++pass) {
      if (pass > 0) weigh();
      const std::span<const double> weights =
          pass > 0 || weighs ? std::span<const double>(result_.weights) : std::span<double>();
      for (int i = 0; i < inner_; ++i) improve(weights);
    }
    result_.remainder.resize(n);
    for (std::size_t i = 0; i < n; ++i) result_.remainder[i] = values_[i] - result_.season[i] - result_.trend[i];
    return std::move(result_);
  }

 private:
  // One pass of the inner loop.
  void improve(std::span<const double> weights) {
    const std::size_t n = values_.size();
    rest_.resize(n);
    for (std::size_t i = 0; i < n; ++i) rest_[i] = values_[i] - result_.trend[i];
    smooth_cycles(weights);
    moving_average(cycles_, period_, once_);
    moving_average(once_, period_, twice_);
    moving_average(twice_, 3, once_);
    low_.resize(n);
    low_pass_.smooth(once_, {}, low_);
    for (std::size_t i = 0; i < n; ++i) {
      result_.season[i] = cycles_[period_ + i] - low_[i];
      rest_[i] = values_[i] - result_.season[i];
    }
    trend_.smooth(rest_, weights, result_.trend);
  }

  // All Januaries, all Februaries … each smoothed and continued by one beyond either end.
  void smooth_cycles(std::span<const double> weights) {
    const std::size_t n = values_.size();
    cycles_.resize(n + 2 * period_);
    for (std::size_t phase = 0; phase < period_; ++phase) {
      const std::size_t count = (n - phase - 1) / period_ + 1;
      of_phase_.resize(count);
      weights_of_phase_.resize(weights.empty() ? 0 : count);
      smoothed_.resize(count);
      for (std::size_t i = 0; i < count; ++i) of_phase_[i] = rest_[i * period_ + phase];
      for (std::size_t i = 0; i < weights_of_phase_.size(); ++i) weights_of_phase_[i] = weights[i * period_ + phase];
      seasonal_.smooth(of_phase_, weights_of_phase_, smoothed_);
      const std::size_t window = std::min(seasonal_.window(), count);
      const auto before = seasonal_.at(of_phase_, weights_of_phase_, -1, 0, window);
      const auto after = seasonal_.at(of_phase_, weights_of_phase_, static_cast<double>(count), count - window, count);
      cycles_[phase] = before.value_or(smoothed_.front());
      for (std::size_t i = 0; i < count; ++i) cycles_[(i + 1) * period_ + phase] = smoothed_[i];
      cycles_[(count + 1) * period_ + phase] = after.value_or(smoothed_.back());
    }
  }

  // Bisquare weights of the remainders, with six median absolute ones as their reach.
  void weigh() {
    constexpr double kReach = 3;  // times the two middle ones
    constexpr double kNear = 0.001;
    constexpr double kFar = 0.999;
    const std::size_t n = values_.size();
    Numbers& sizes = rest_;
    for (std::size_t i = 0; i < n; ++i) sizes[i] = std::abs(values_[i] - result_.season[i] - result_.trend[i]);
    once_.clear();
    for (std::size_t i = 0; i < n; ++i)
      if (is_present(i)) once_.push_back(sizes[i]);
    const std::size_t count = once_.size();
    const auto upper = once_.begin() + static_cast<std::ptrdiff_t>(count / 2);
    std::ranges::nth_element(once_, upper);
    const double lower = count % 2 == 1 ? *upper : *std::max_element(once_.begin(), upper);
    const double reach = kReach * (*upper + lower);
    for (std::size_t i = 0; i < n; ++i) {
      const double ratio = sizes[i] / reach;
      const double bisquare = (1 - ratio * ratio) * (1 - ratio * ratio);
      result_.weights[i] = sizes[i] <= kNear * reach ? 1 : sizes[i] <= kFar * reach ? bisquare : 0;
      if (!is_present(i)) result_.weights[i] = 0;
    }
  }

  bool is_present(std::size_t i) const { return present_.empty() || present_[i] > 0; }

  std::span<const double> values_;
  std::span<const double> present_;
  std::size_t period_;
  int inner_;
  int outer_;
  Loess seasonal_;
  Loess trend_;
  Loess low_pass_;
  StlResult result_;
  Numbers rest_, cycles_, once_, twice_, low_, of_phase_, weights_of_phase_, smoothed_;
};

base::Status check(std::span<const double> values, const StlParameters& p) {
  const auto refuse = [](std::string why) {
    return base::fail(base::ErrorCode::kInvalidInput, "STL: " + std::move(why));
  };
  if (p.period < 2) return refuse("a season has at least two periods");
  if (values.size() < 2 * p.period)
    return refuse("it takes " + std::to_string(2 * p.period) + " values and there are " +
                  std::to_string(values.size()));
  for (const std::size_t window : {p.seasonal, p.trend, p.low_pass})
    if (window < 3 || window % 2 == 0 || window > kMaxStlWindow)
      return refuse("a window is an odd number from 3 to " + std::to_string(kMaxStlWindow));
  for (const int degree : {p.seasonal_degree, p.trend_degree, p.low_pass_degree})
    if (degree != 0 && degree != 1) return refuse("a degree is 0 or 1");
  if (p.inner < 1 || p.inner > kMaxStlPasses || p.outer < 0 || p.outer > kMaxStlPasses)
    return refuse("there are 1 to " + std::to_string(kMaxStlPasses) + " passes");
  if (!std::ranges::all_of(values, [](double x) { return std::isfinite(x); })) return refuse("the series has gaps");
  return {};
}

}  // namespace

StlParameters with_defaults(StlParameters p) {
  if (p.trend == 0)
    p.trend = least_odd(1.5 * static_cast<double>(p.period) / (1 - 1.5 / static_cast<double>(p.seasonal)));
  if (p.low_pass == 0) p.low_pass = least_odd(static_cast<double>(p.period));
  if (p.seasonal_jump == 0) p.seasonal_jump = tenth(p.seasonal);
  if (p.trend_jump == 0) p.trend_jump = tenth(p.trend);
  if (p.low_pass_jump == 0) p.low_pass_jump = tenth(p.low_pass);
  return p;
}

base::Result<StlResult> stl(std::span<const double> values, const StlParameters& parameters,
                            std::span<const double> present) {
  if (parameters.seasonal < 3)
    return base::fail(base::ErrorCode::kInvalidInput, "STL: the seasonal window is at least 3");
  const StlParameters complete = with_defaults(parameters);
  HT_CHECK_OK(check(values, complete));
  HT_ASSERT(present.empty() || present.size() == values.size());
  if (!present.empty() && std::ranges::none_of(present, [](double x) { return x > 0; }))
    return base::fail(base::ErrorCode::kInvalidInput, "STL: no value is there");
  return Decomposition(values, complete, present).run();
}

}  // namespace housing::stats
