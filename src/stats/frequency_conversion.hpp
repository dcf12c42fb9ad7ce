// Frequency conversion: a series by weeks, months or quarters made one by months, quarters or years.
// Source: FRED's frequency aggregation (average, sum, end of period).
//
// A week belongs to the month, quarter or year of its last day, the one the publisher names. A target period has a
// value only when all its source periods are there and none is a gap; else it is a gap. Weeks are all there when none
// lies more than kWeekReach days after the one before, the last before the target period and the first after it
// included. Rolling three-month values overlap, so only their last one can stand for a quarter or year. Units: those of
// the values. Complexity: O(n). Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/period.hpp"

namespace housing::stats {

inline constexpr std::int32_t kWeekReach = 10;

enum class Aggregate : std::uint8_t { kMean, kSum, kLast };
std::string_view to_string(Aggregate aggregate);  // "mean", "sum", "last"
std::optional<Aggregate> parse_aggregate(std::string_view text);

// Whether values by `from` can be made values by `to` at all: only to a lower frequency, month, quarter or year.
bool can_convert(model::Frequency from, model::Frequency to, Aggregate aggregate);

struct Converted {
  std::vector<std::int32_t> ordinals;  // of every target period that has a source period
  std::vector<double> values;
  std::vector<std::size_t> firsts;  // of each: the position of its first source period …
  std::vector<std::size_t> ends;    // … and one behind its last
};

// `ordinals` ascend strictly. Requires: can_convert().
Converted convert_frequency(std::span<const double> values, std::span<const std::int32_t> ordinals,
                            model::Frequency from, model::Frequency to, Aggregate aggregate);

}  // namespace housing::stats
