#include "alerts/evaluate.hpp"

#include <algorithm>
#include <cmath>

namespace housing::alerts {

std::optional<Firing> Evaluator::evaluate(const Rule& rule, const model::RegionId& region, State& state) {
  const auto view = series_.of(rule, region, state.ordinal);
  if (view.values.empty()) return std::nullopt;
  if (!state.ordinal) {
    // Only the newest value: what came before was there when the rule was made.
    for (std::size_t i = view.values.size(); i-- > 0;)
      if (!std::isnan(view.values[i])) return step(rule, state, view.ordinals[i], view.values[i]);
    return std::nullopt;
  }
  std::optional<Firing> told;
  auto next = static_cast<std::size_t>(std::ranges::lower_bound(view.ordinals, *state.ordinal) - view.ordinals.begin());
  if (next < view.values.size() && view.ordinals[next] == *state.ordinal) {
    if (!std::isnan(view.values[next]))
      if (const auto firing = check_revision(rule, state, view.values[next])) told = firing;
    ++next;
  }
  for (; next < view.values.size(); ++next)
    if (!std::isnan(view.values[next]))
      if (const auto firing = step(rule, state, view.ordinals[next], view.values[next])) told = firing;
  return told;
}

std::vector<Firing> Evaluator::rehearse(const Rule& rule, const model::RegionId& region) {
  std::vector<Firing> firings;
  const auto whole = series_.of({.metric = rule.metric, .transform = rule.transform}, region, std::nullopt);
  if (whole.values.empty()) return firings;
  const model::Frequency frequency = rule.metric->frequency;
  const model::Date last = model::Period{frequency, whole.ordinals.back()}.end();
  const model::Date begin = model::Date::of(last.year() - kRehearsalYears, last.month(), 1);
  const auto first = static_cast<std::size_t>(
      std::ranges::find_if(whole.ordinals,
                           [&](std::int32_t ordinal) { return model::Period{frequency, ordinal}.begin() >= begin; }) -
      whole.ordinals.begin());
  if (first == whole.ordinals.size()) return firings;
  const auto view = series_.of(rule, region, whole.ordinals[first]);
  State state;
  for (std::size_t i = first; i < view.values.size(); ++i)
    if (!std::isnan(view.values[i]))
      if (const auto firing = step(rule, state, view.ordinals[i], view.values[i])) firings.push_back(*firing);
  return firings;
}

}  // namespace housing::alerts
