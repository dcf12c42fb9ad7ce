#include "stats/frequency_conversion.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/assert.hpp"

namespace housing::stats {
namespace {

using model::Frequency;
using model::Period;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<std::string_view, 3> kNames = {"mean", "sum", "last"};
constexpr std::int32_t kWeek = 7;

struct Group {
  Period target;
  std::size_t first;
  std::size_t end;
};

bool weeks_complete(std::span<const std::int32_t> days, const Group& group) {
  const std::int32_t begin = group.target.begin().days;
  const std::int32_t end = group.target.end().days;
  // Of the series' first week the one before is not known: it would have had to lie before the period.
  if (group.first == 0 ? days[0] - begin >= kWeek : days[group.first] - days[group.first - 1] > kWeekReach)
    return false;
  for (std::size_t i = group.first + 1; i < group.end; ++i)
    if (days[i] - days[i - 1] > kWeekReach) return false;
  if (group.end == days.size()) return days[group.end - 1] + kWeek > end;
  return days[group.end] - days[group.end - 1] <= kWeekReach;
}

bool complete(std::span<const std::int32_t> ordinals, const Group& group, Frequency from, Frequency to) {
  if (from == Frequency::kWeek) return weeks_complete(ordinals, group);
  const auto wanted = model::periods_per_year(from) / model::periods_per_year(to);
  return static_cast<int>(group.end - group.first) == wanted;
}

double aggregated(std::span<const double> values, Aggregate aggregate) {
  if (aggregate == Aggregate::kLast) return values.back();
  double sum = 0;
  for (const double value : values) sum += value;  // a gap makes it NaN
  return aggregate == Aggregate::kSum ? sum : sum / static_cast<double>(values.size());
}

// The last of rolling values must be the one of the target period's last month.
bool ends_with(std::int32_t ordinal, const Period& target) {
  return Period{Frequency::kRolling3Month, ordinal}.end() == target.end();
}

double value_of(std::span<const double> values, std::span<const std::int32_t> ordinals, const Group& group,
                Frequency from, Frequency to, Aggregate aggregate) {
  const auto part = values.subspan(group.first, group.end - group.first);
  if (from == Frequency::kRolling3Month) return ends_with(ordinals[group.end - 1], group.target) ? part.back() : kNaN;
  return complete(ordinals, group, from, to) ? aggregated(part, aggregate) : kNaN;
}

}  // namespace

std::string_view to_string(Aggregate aggregate) { return kNames[static_cast<std::size_t>(aggregate)]; }

std::optional<Aggregate> parse_aggregate(std::string_view text) {
  const auto found = std::ranges::find(kNames, text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Aggregate>(found - kNames.begin());
}

bool can_convert(Frequency from, Frequency to, Aggregate aggregate) {
  if (to != Frequency::kMonth && to != Frequency::kQuarter && to != Frequency::kYear) return false;
  if (from == Frequency::kFiscalYear || from == Frequency::k5Year) return false;
  if (from == Frequency::kRolling3Month && aggregate != Aggregate::kLast) return false;
  return model::periods_per_year(from) > model::periods_per_year(to);
}

Converted convert_frequency(std::span<const double> values, std::span<const std::int32_t> ordinals, Frequency from,
                            Frequency to, Aggregate aggregate) {
  HT_ASSERT(values.size() == ordinals.size() && can_convert(from, to, aggregate));
  Converted result;
  for (std::size_t first = 0; first < values.size();) {
    const auto target_of = [&](std::size_t i) { return Period::containing(to, Period{from, ordinals[i]}.end()); };
    Group group{.target = target_of(first), .first = first, .end = first + 1};
    while (group.end < values.size() && target_of(group.end) == group.target) ++group.end;
    result.ordinals.push_back(group.target.ordinal);
    result.values.push_back(value_of(values, ordinals, group, from, to, aggregate));
    result.firsts.push_back(group.first);
    result.ends.push_back(group.end);
    first = group.end;
  }
  return result;
}

}  // namespace housing::stats
