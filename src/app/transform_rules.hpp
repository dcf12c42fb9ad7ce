// What a transform means at each frequency: over which distance a change is measured, and where none can be.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "model/period.hpp"

namespace housing::app {

enum class Transform : std::uint8_t {
  kLevel,
  kMom,         // percent change from a month before
  kYoy,         // percent change from a year before
  kDiff,        // change from the period before, in the metric's own unit
  kLog,         // natural logarithm
  kAnnualised,  // percent change from the period before, at an annual rate
  kCagr,        // percent a year over so many years
  kIndex,       // 100 in a base period
  kReal,        // in the prices of a deflator's base
  kSa,          // seasonally adjusted by us
  kTrend,
  kRank,        // among the regions of the same type in the same period
  kPercentile,  // the same, as a percentile
  kHistory,     // percentile among the region's own values up to then
};
std::string_view to_string(Transform transform);  // "level", "mom" … "history"
std::optional<Transform> parse_transform(std::string_view text);
std::span<const std::string_view> transform_names();

// The distance between an observation and the one its change is measured from, on the scale of ordinals.
struct Lag {
  std::int32_t step;
  std::int32_t slack;  // weeks are not all seven days apart
};

// Of mom, yoy, diff and annualised. Nothing where the frequency knows no such change (month on month of a quarterly
// series) and for all other transforms.
std::optional<Lag> lag_of(Transform transform, model::Frequency frequency);

// Of cagr over so many years. A week's observation is the one nearest to the day 365.25 times as many before.
Lag cagr_lag(int years, model::Frequency frequency);

// Whether the transform needs nothing but the series itself and the frequency: level, mom, yoy, diff, log, annualised.
// The others take parameters, a second series, or the other regions.
bool is_of_one_series(Transform transform);

// No lag reaches back over more observations than this.
inline constexpr std::size_t kLagColumns = 60;

}  // namespace housing::app
