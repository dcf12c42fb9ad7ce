#include "charts/ticks.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>

#include "base/assert.hpp"

namespace housing::charts {
namespace {

constexpr double kNearZero = 0.4;  // values that begin below this share of the largest are shown from zero
constexpr double kSlack = 1e-9;
constexpr double kRoomForTick = 0.15;  // of a logarithmic axis, at either end

// Integer multiples of the step, so that 0.3 is not 0.30000000000000004 more than once.
std::vector<double> multiples(double step, double from, double to) {
  std::vector<double> at;
  const auto first = static_cast<std::int64_t>(std::ceil(from / step - kSlack));
  const auto last = static_cast<std::int64_t>(std::floor(to / step + kSlack));
  for (std::int64_t i = first; i <= last && at.size() < kMaxTicks; ++i) at.push_back(static_cast<double>(i) * step);
  return at;
}

ValueTicks linear_ticks(double low, double high, int wanted) {
  if (low > 0 && low < kNearZero * high) low = 0;
  if (high < 0 && high > kNearZero * low) high = 0;
  if (low == high) {
    const double around = low == 0 ? 1 : std::abs(low) * 0.1;
    low -= around;
    high += around;
  }
  const double step = round_step(high - low, wanted);
  const double from = std::floor(low / step + kSlack) * step;
  const double to = std::ceil(high / step - kSlack) * step;
  return {.from = from, .to = to, .at = multiples(step, from, to)};
}

ValueTicks log_ticks(double low, double high, int wanted) {
  HT_ASSERT(low > 0);
  if (low == high) {
    low /= 1.5;
    high *= 1.5;
  }
  const int first = static_cast<int>(std::floor(std::log10(low))) - 1;
  const int last = static_cast<int>(std::ceil(std::log10(high))) + 1;
  static constexpr std::array<double, 3> kOneTwoFive = {1, 2, 5};
  static constexpr std::array<double, 1> kOne = {1};
  const auto all = [&](std::span<const double> digits) {
    std::vector<double> at;
    for (int power = first; power <= last; ++power)
      for (const double digit : digits) at.push_back(digit * std::pow(10, power));
    return at;
  };
  // A tick a little outside is worth a little more room.
  const double room = std::pow(high / low, kRoomForTick);
  const std::vector<double> round = all(kOneTwoFive);
  const auto above = std::ranges::lower_bound(round, high * (1 - kSlack));
  if (above != round.end() && *above <= high * room) high = std::max(high, *above);
  const auto below = std::ranges::upper_bound(round, low * (1 + kSlack));
  if (below != round.begin() && *(below - 1) >= low / room) low = std::min(low, *(below - 1));
  const auto within = [&](std::span<const double> digits) {
    std::vector<double> at = all(digits);
    std::erase_if(at, [&](double value) { return value < low * (1 - kSlack) || value > high * (1 + kSlack); });
    return at;
  };
  std::vector<double> at = within(kOneTwoFive);
  if (at.size() > static_cast<std::size_t>(wanted) * 3 / 2) at = within(kOne);
  if (at.size() >= 3) return {.from = low, .to = high, .at = std::move(at)};
  // Less than a power of ten: evenly spaced round numbers say more.
  const double step = round_step(high - low, wanted);
  const double from = std::floor(low / step + kSlack) * step;
  const double to = std::ceil(high / step - kSlack) * step;
  at = multiples(step, from > 0 ? from : step, to);
  return {.from = from > 0 ? from : low, .to = to, .at = std::move(at)};
}

}  // namespace

double round_step(double span, int wanted) {
  HT_ASSERT(span > 0 && wanted > 0);
  const double rough = span / wanted;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double digit : {1.0, 2.0, 5.0})
    if (digit * power >= rough * (1 - kSlack)) return digit * power;
  return 10 * power;
}

ValueTicks value_ticks(ScaleKind kind, double low, double high, int wanted) {
  return kind == ScaleKind::kLinear ? linear_ticks(low, high, wanted) : log_ticks(low, high, wanted);
}

}  // namespace housing::charts
