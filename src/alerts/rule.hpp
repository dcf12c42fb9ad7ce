// Rule: when a series' new value is worth telling somebody. One small machine, stepped period by period, so that
// history, rehearsal and live evaluation cannot disagree. It knows no clock, no database and no place.
//
// Words. A value is *beyond* the threshold when `op` holds for it. A rule fires when a value gets there from the other
// side; it may fire again once a value was back by at least `hysteresis`. What a series did before it was first looked
// at does not fire. Within `cooldown_days` of data time after a firing it stays silent.
//   above       value > threshold                    below      value < threshold
//   percentile  the place's percentile among places of its type that month >= threshold (0-100)
//   crosses     either way, by at least `hysteresis` each time
//   revised     the value last seen was changed later by at least `threshold` percent of itself
// Units: threshold and hysteresis are in those of the transformed series; percent for "revised".
// Gaps are passed over. Thread-safety: values.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "app/transform_rules.hpp"
#include "model/catalogue.hpp"
#include "model/period.hpp"

namespace housing::alerts {

enum class Op : std::uint8_t { kAbove, kBelow, kCrosses, kPercentile, kRevised };
std::string_view to_string(Op op);
std::optional<Op> parse_op(std::string_view text);

// Whether a rule may look at this transform: level, mom, yoy, diff and annualised. The others need parameters, other
// series or other regions.
bool can_be_watched(app::Transform transform);

struct Rule {
  const model::MetricInfo* metric = nullptr;
  app::Transform transform = app::Transform::kLevel;
  Op op = Op::kAbove;
  double threshold = 0;
  double hysteresis = 0;
  std::int64_t cooldown_days = 0;
};

// What a rule remembers of one place.
struct State {
  int side = 0;                         // 1 beyond the threshold, -1 not, 0 not known yet
  std::optional<std::int32_t> ordinal;  // the last period looked at
  double value = 0;                     // its value then
  std::optional<std::int32_t> fired;    // the period it last fired for

  bool operator==(const State&) const = default;
};

struct Firing {
  std::int32_t ordinal = 0;
  double value = 0;
  double before = 0;  // the value looked at before it
};

// The next value of the series, which is not a gap. For "revised" it only becomes the value last seen.
std::optional<Firing> step(const Rule& rule, State& state, std::int32_t ordinal, double value);

// The side of a value for a rule that begins with it: what a changed threshold makes of the value last seen.
int first_side(const Rule& rule, double value);

// For "revised": what the period last seen says now.
std::optional<Firing> check_revision(const Rule& rule, State& state, double value_now);

}  // namespace housing::alerts
