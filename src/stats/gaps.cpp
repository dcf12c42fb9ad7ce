#include "stats/gaps.hpp"

#include <cmath>
#include <string>

namespace housing::stats {

base::Result<Filled> fill_gaps(std::span<const double> values) {
  std::size_t end = values.size();
  while (end > 0 && !std::isfinite(values[end - 1])) --end;
  std::size_t first = 0;
  while (first < end && !std::isfinite(values[first])) ++first;
  Filled result{.first = first,
                .values = {values.begin() + static_cast<std::ptrdiff_t>(first),
                           values.begin() + static_cast<std::ptrdiff_t>(end)}};
  std::vector<double>& whole = result.values;
  for (std::size_t i = 1; i < whole.size(); ++i) {
    if (std::isfinite(whole[i])) continue;
    std::size_t next = i;
    while (!std::isfinite(whole[next])) ++next;
    const std::size_t missing = next - i;
    if (missing > kMaxFilledRun)
      return base::fail(base::ErrorCode::kInvalidInput, std::to_string(missing) +
                                                            " values in a row are missing, and at most " +
                                                            std::to_string(kMaxFilledRun) + " are filled in");
    const double step = (whole[next] - whole[i - 1]) / static_cast<double>(missing + 1);
    for (; i < next; ++i) whole[i] = whole[i - 1] + step;
    result.filled += missing;
  }
  return result;
}

}  // namespace housing::stats
