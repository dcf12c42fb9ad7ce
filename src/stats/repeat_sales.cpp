#include "stats/repeat_sales.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "stats/linear_solve.hpp"

namespace housing::stats {
namespace {

using Values = std::vector<double>;

base::Result<std::size_t> periods_of(std::span<const SalePair> pairs) {
  std::size_t last = 0;
  for (const SalePair& pair : pairs) {
    if (pair.second <= pair.first || !(pair.first_price > 0) || !(pair.second_price > 0) ||
        !std::isfinite(pair.first_price) || !std::isfinite(pair.second_price))
      return base::fail(base::ErrorCode::kInvalidInput,
                        "a pair is two sales at prices above zero, the second in a later period");
    last = std::max(last, pair.second);
  }
  if (last == 0) return base::fail(base::ErrorCode::kInvalidInput, "an index takes at least one pair of sales");
  if (last >= kMaxRepeatSalesPeriods)
    return base::fail(base::ErrorCode::kLimitExceeded,
                      "an index has at most " + std::to_string(kMaxRepeatSalesPeriods) + " periods");
  return last + 1;
}

std::unexpected<base::Error> not_tied() {
  return base::fail(base::ErrorCode::kInvalidInput, "some period is tied to the base by no chain of pairs");
}

double log_growth(const SalePair& pair) { return std::log(pair.second_price / pair.first_price); }

// Weighted least squares of y = Z b: logarithms of the index, 0 at the base. Nothing where it has no single solution.
std::optional<Values> regress(std::span<const SalePair> pairs, const Values& weights, std::size_t periods) {
  const std::size_t n = periods - 1;  // the base is left out
  Values normal(n * n, 0.0);
  Values right(n, 0.0);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const std::size_t from = pairs[i].first;
    const std::size_t to = pairs[i].second - 1;
    const double y = weights[i] * log_growth(pairs[i]);
    normal[to * n + to] += weights[i];
    right[to] += y;
    if (from == 0) continue;
    normal[(from - 1) * n + from - 1] += weights[i];
    normal[(from - 1) * n + to] -= weights[i];
    normal[to * n + from - 1] -= weights[i];
    right[from - 1] -= y;
  }
  auto solved = linear_solve(std::move(normal), std::move(right));
  if (!solved) return std::nullopt;
  solved->insert(solved->begin(), 0.0);
  return solved;
}

Values index_of(const Values& logarithms) {
  Values index(logarithms.size());
  std::ranges::transform(logarithms, index.begin(), [](double b) { return 100 * std::exp(b); });
  return index;
}

// One over the variance that the pairs' gaps let one expect: squared residuals regressed on [1, gap].
Values weights_by_gap(std::span<const SalePair> pairs, const Values& logarithms) {
  constexpr double kLeastShare = 0.01;  // of the mean: a fitted variance is never less
  double gaps = 0;
  double squares = 0;
  double gap_gaps = 0;
  double gap_squares = 0;
  const auto n = static_cast<double>(pairs.size());
  for (const SalePair& pair : pairs) {
    const double gap = static_cast<double>(pair.second - pair.first);
    const double residual = log_growth(pair) - (logarithms[pair.second] - logarithms[pair.first]);
    gaps += gap;
    squares += residual * residual;
    gap_gaps += gap * gap;
    gap_squares += gap * residual * residual;
  }
  const double spread = gap_gaps - gaps * gaps / n;
  const double slope = spread > 0 ? (gap_squares - gaps * squares / n) / spread : 0;
  const double start = (squares - slope * gaps) / n;
  Values weights(pairs.size(), 1.0);
  if (!(squares > 0)) return weights;  // the first step fits exactly
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const double expected = start + slope * static_cast<double>(pairs[i].second - pairs[i].first);
    weights[i] = 1 / std::max(expected, kLeastShare * squares / n);
  }
  return weights;
}

}  // namespace

base::Result<Values> geometric_repeat_sales(std::span<const SalePair> pairs) {
  HT_TRY(const std::size_t periods, periods_of(pairs));
  const auto logarithms = regress(pairs, Values(pairs.size(), 1.0), periods);
  if (!logarithms) return not_tied();
  return index_of(*logarithms);
}

base::Result<Values> weighted_repeat_sales(std::span<const SalePair> pairs) {
  HT_TRY(const std::size_t periods, periods_of(pairs));
  const auto first = regress(pairs, Values(pairs.size(), 1.0), periods);
  if (!first) return not_tied();
  const auto second = regress(pairs, weights_by_gap(pairs, *first), periods);
  if (!second) return not_tied();
  return index_of(*second);
}

base::Result<Values> arithmetic_repeat_sales(std::span<const SalePair> pairs) {
  HT_TRY(const std::size_t periods, periods_of(pairs));
  const std::size_t n = periods - 1;
  Values zx(n * n, 0.0);
  Values zy(n, 0.0);
  for (const SalePair& pair : pairs) {
    const std::size_t to = pair.second - 1;
    zx[to * n + to] += pair.second_price;
    if (pair.first == 0) {
      zy[to] += pair.first_price;
      continue;
    }
    const std::size_t from = pair.first - 1;
    zx[from * n + from] += pair.first_price;
    zx[from * n + to] -= pair.second_price;
    zx[to * n + from] -= pair.first_price;
  }
  const auto inverse = linear_solve(std::move(zx), std::move(zy));
  if (!inverse || std::ranges::any_of(*inverse, [](double b) { return !(b > 0); })) return not_tied();
  Values index = {100};
  for (const double b : *inverse) index.push_back(100 / b);
  return index;
}

}  // namespace housing::stats
