#include "alerts/rule.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace housing::alerts {
namespace {

constexpr std::array<std::pair<Op, std::string_view>, 5> kOps = {{
    {Op::kAbove, "above"},
    {Op::kBelow, "below"},
    {Op::kCrosses, "crosses"},
    {Op::kPercentile, "percentile"},
    {Op::kRevised, "revised"},
}};

// How far beyond the threshold, in the direction the rule looks.
double beyond(const Rule& rule, double value) {
  return rule.op == Op::kBelow ? rule.threshold - value : value - rule.threshold;
}

// The side of a value, given the side before: between the threshold and the hysteresis it stays what it was.
int side_of(const Rule& rule, int before, double value) {
  const double distance = beyond(rule, value);
  const bool is_beyond = rule.op == Op::kPercentile ? distance >= 0 : distance > 0;
  if (before == 0) return is_beyond ? 1 : -1;
  if (rule.op == Op::kCrosses) {
    if (before < 0) return distance > rule.hysteresis ? 1 : -1;
    return distance < -rule.hysteresis ? -1 : 1;
  }
  if (before < 0) return is_beyond ? 1 : -1;
  return !is_beyond && distance <= -rule.hysteresis ? -1 : 1;
}

bool is_cooling(const Rule& rule, const State& state, std::int32_t ordinal) {
  if (!state.fired || rule.cooldown_days == 0) return false;
  const model::Frequency frequency = rule.metric->frequency;
  const model::Date last = model::Period{frequency, *state.fired}.end();
  const model::Date now = model::Period{frequency, ordinal}.end();
  return now.days - last.days < rule.cooldown_days;
}

std::optional<Firing> fire(const Rule& rule, State& state, const Firing& firing) {
  if (is_cooling(rule, state, firing.ordinal)) return std::nullopt;
  state.fired = firing.ordinal;
  return firing;
}

}  // namespace

std::string_view to_string(Op op) {
  return std::ranges::find(kOps, op, &std::pair<Op, std::string_view>::first)->second;
}

std::optional<Op> parse_op(std::string_view text) {
  const auto found = std::ranges::find(kOps, text, &std::pair<Op, std::string_view>::second);
  if (found == kOps.end()) return std::nullopt;
  return found->first;
}

bool can_be_watched(app::Transform transform) {
  return transform == app::Transform::kLevel || app::lag_of(transform, model::Frequency::kMonth).has_value();
}

std::optional<Firing> step(const Rule& rule, State& state, std::int32_t ordinal, double value) {
  const Firing firing{.ordinal = ordinal, .value = value, .before = state.value};
  const int before = state.side;
  state.ordinal = ordinal;
  state.value = value;
  if (rule.op == Op::kRevised) return std::nullopt;
  state.side = side_of(rule, before, value);
  const bool turned = before != 0 && state.side != before;
  if (!turned || (rule.op != Op::kCrosses && state.side < 0)) return std::nullopt;
  return fire(rule, state, firing);
}

int first_side(const Rule& rule, double value) { return side_of(rule, 0, value); }

std::optional<Firing> check_revision(const Rule& rule, State& state, double value_now) {
  if (rule.op != Op::kRevised || !state.ordinal || value_now == state.value) return std::nullopt;
  const Firing firing{.ordinal = *state.ordinal, .value = value_now, .before = state.value};
  const double change = std::abs(value_now - state.value);
  state.value = value_now;
  constexpr double kPercent = 100;
  if (change * kPercent < rule.threshold * std::abs(firing.before)) return std::nullopt;
  // A revision tells of a period that may have fired before; its cool-down counts from the last one told.
  return fire(rule, state, firing);
}

}  // namespace housing::alerts
