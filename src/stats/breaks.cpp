#include "stats/breaks.hpp"

#include <algorithm>
#include <limits>

namespace housing::stats {
namespace {

void drop_repeated(std::vector<double>& breaks, std::span<const double> sorted) {
  const auto repeated = std::ranges::unique(breaks);
  breaks.erase(repeated.begin(), repeated.end());
  // A break at the least value would leave the first class empty.
  if (!sorted.empty()) std::erase_if(breaks, [&](double at) { return at <= sorted.front() || at > sorted.back(); });
}

// Sums over sorted values, so that the squares of any run are two subtractions.
class Runs {
 public:
  explicit Runs(std::span<const double> values) : sums_(values.size() + 1), squares_(values.size() + 1) {
    const double shift = values.empty() ? 0 : values[values.size() / 2];  // keeps the squares small
    for (std::size_t i = 0; i < values.size(); ++i) {
      const double value = values[i] - shift;
      sums_[i + 1] = sums_[i] + value;
      squares_[i + 1] = squares_[i] + value * value;
    }
  }
  // Of values first … last, both included.
  double cost(std::size_t first, std::size_t last) const {
    const double count = static_cast<double>(last - first + 1);
    const double sum = sums_[last + 1] - sums_[first];
    return std::max(0.0, squares_[last + 1] - squares_[first] - sum * sum / count);
  }

 private:
  std::vector<double> sums_;
  std::vector<double> squares_;
};

// One more class: best[i] of values 0 … i from `before`, the best with one class less. The best start of the last class
// never moves left as i grows, so each half searches only its part.
void add_class(const Runs& runs, const std::vector<double>& before, std::vector<double>& best,
               std::vector<std::uint32_t>& starts, std::size_t first, std::size_t last, std::size_t low,
               std::size_t high) {
  if (first > last || last == std::numeric_limits<std::size_t>::max()) return;
  const std::size_t middle = first + (last - first) / 2;
  best[middle] = std::numeric_limits<double>::infinity();
  for (std::size_t start = std::max<std::size_t>(low, 1); start <= std::min(high, middle); ++start) {
    const double cost = before[start - 1] + runs.cost(start, middle);
    if (cost < best[middle]) {
      best[middle] = cost;
      starts[middle] = static_cast<std::uint32_t>(start);
    }
  }
  const std::size_t at = starts[middle];
  if (middle > first) add_class(runs, before, best, starts, first, middle - 1, low, at);
  add_class(runs, before, best, starts, middle + 1, last, at, high);
}

std::vector<double> sampled(std::span<const double> sorted, std::size_t most) {
  if (sorted.size() <= most) return {sorted.begin(), sorted.end()};
  std::vector<double> sample(most);
  for (std::size_t i = 0; i < most; ++i) sample[i] = sorted[i * (sorted.size() - 1) / (most - 1)];
  return sample;
}

}  // namespace

std::vector<double> quantile_breaks(std::span<const double> sorted, int classes) {
  std::vector<double> breaks;
  if (sorted.empty()) return breaks;
  const auto k = static_cast<std::size_t>(std::max(classes, 1));
  for (std::size_t i = 1; i < k; ++i) breaks.push_back(sorted[i * sorted.size() / k]);
  drop_repeated(breaks, sorted);
  return breaks;
}

std::vector<double> equal_breaks(std::span<const double> sorted, int classes) {
  std::vector<double> breaks;
  if (sorted.empty()) return breaks;
  const double width = (sorted.back() - sorted.front()) / classes;
  for (int i = 1; i < classes; ++i) breaks.push_back(sorted.front() + width * i);
  drop_repeated(breaks, sorted);
  return breaks;
}

std::vector<double> jenks_breaks(std::span<const double> all, int classes) {
  const std::vector<double> sorted = sampled(all, kMaxJenksValues);
  std::vector<double> breaks;
  const std::size_t n = sorted.size();
  if (n == 0) return breaks;
  const auto k = std::min(static_cast<std::size_t>(std::max(classes, 1)), n);
  const Runs runs(sorted);
  std::vector<double> best(n);
  for (std::size_t i = 0; i < n; ++i) best[i] = runs.cost(0, i);
  std::vector<std::vector<std::uint32_t>> starts(k, std::vector<std::uint32_t>(n));
  for (std::size_t c = 1; c < k; ++c) {
    std::vector<double> next = best;
    add_class(runs, best, next, starts[c], c, n - 1, c, n - 1);
    best = std::move(next);
  }
  for (std::size_t c = k - 1, last = n - 1; c > 0; --c) {
    const std::size_t start = starts[c][last];
    breaks.push_back(sorted[start]);
    last = start - 1;
  }
  std::ranges::reverse(breaks);
  drop_repeated(breaks, all);
  return breaks;
}

std::vector<double> diverging_breaks(std::span<const double> sorted, int classes, double middle) {
  const auto at = std::ranges::lower_bound(sorted, middle);
  const std::span<const double> below(sorted.begin(), at);
  const std::span<const double> above(at, sorted.end());
  std::vector<double> breaks = quantile_breaks(below, classes / 2);
  breaks.push_back(middle);
  for (const double value : quantile_breaks(above, classes - classes / 2)) breaks.push_back(value);
  const auto repeated = std::ranges::unique(breaks);
  breaks.erase(repeated.begin(), repeated.end());
  return breaks;
}

double within_class_squares(std::span<const double> sorted, std::span<const double> breaks) {
  const Runs runs(sorted);
  double sum = 0;
  std::size_t first = 0;
  for (std::size_t i = 0; i <= breaks.size() && first < sorted.size(); ++i) {
    const std::size_t end = i < breaks.size()
                                ? static_cast<std::size_t>(std::ranges::lower_bound(sorted, breaks[i]) - sorted.begin())
                                : sorted.size();
    if (end > first) sum += runs.cost(first, end - 1);
    first = std::max(first, end);
  }
  return sum;
}

}  // namespace housing::stats
