#include "analyses/forecast_query.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace housing::analyses {
namespace {

using app::reject;
using forecast::Method;
using forecast::MethodSet;

std::vector<std::string> method_names() {
  std::vector<std::string> names;
  for (const Method method : MethodSet::all().list()) names.emplace_back(to_string(method));
  names.emplace_back(kAllMethods);
  return names;
}

std::string too_short(std::size_t have, std::size_t need, model::Frequency frequency) {
  return "A forecast needs " + std::to_string(need) + " values without a gap (" +
         (season_of(frequency) > 1 ? "four years" : "twelve years") + "); there are " + std::to_string(have) + ".";
}

void add_notes(Forecast& answer, const app::World& world) {
  if (answer.input.before_gap > 0)
    answer.notes.push_back(std::to_string(answer.input.before_gap) +
                           " earlier values are left out because a gap follows them; nothing is filled in.");
  if (answer.input.too_old > 0)
    answer.notes.push_back("The oldest " + std::to_string(answer.input.too_old) +
                           " values are left out: forecasts use at most " + std::to_string(forecast::kMaxObservations) +
                           ".");
  if (answer.input.releases > 1)
    answer.notes.push_back(
        "The values come from " + std::to_string(answer.input.releases) +
        " releases; where one begins there may be a step that is the publisher's, not the market's.");
  answer.notes.push_back(world.as_of() ? "The track record uses the past as it was known on " +
                                             world.as_of()->to_string() + ", not as it was known at each origin."
                                       : "The track record uses the past as it is known now, with later revisions: a "
                                         "hindsight that those who forecast at the time did not have.");
}

}  // namespace

app::Answered<std::size_t> parse_horizon(std::string_view text, model::Frequency frequency) {
  if (text.empty()) return default_horizon(frequency);
  const auto number = base::parse_integer(text);
  const std::size_t most = max_horizon(frequency);
  if (!number || *number < 1 || *number > static_cast<std::int64_t>(most))
    return reject("bad-number", "horizon",
                  "'horizon' is a whole number of periods (" + std::string(to_string(frequency)) + ") from 1 to " +
                      std::to_string(most) + ".",
                  {std::to_string(default_horizon(frequency))});
  return static_cast<std::size_t>(*number);
}

app::Answered<MethodSet> parse_methods(std::string_view text, std::string_view parameter) {
  if (text.empty()) text = kDefaultMethod;
  if (text == kAllMethods) return MethodSet::all();
  MethodSet methods;
  for (const std::string_view name : base::split(text, ',')) {
    const auto method = forecast::parse_method(name);
    if (!method)
      return reject("unknown-forecast-method", std::string(parameter),
                    "There is no forecasting method '" + std::string(name.substr(0, 40)) + "'.", method_names());
    methods.add(*method);
  }
  return methods;
}

app::Answered<std::vector<double>> parse_levels(std::string_view text) {
  if (text.empty()) return forecast::TrackPlan{}.levels;
  std::vector<double> levels;
  for (const std::string_view item : base::split(text, ',')) {
    const auto percent = base::parse_integer(item);
    if (!percent || *percent < 1 || *percent > 99)
      return reject("bad-number", "levels", "'levels' are whole percentages from 1 to 99: levels=50,80,95");
    levels.push_back(static_cast<double>(*percent) / 100);
  }
  std::ranges::sort(levels);
  levels.erase(std::ranges::unique(levels).begin(), levels.end());
  if (levels.size() > forecast::kMaxLevels)
    return reject("limit-exceeded", "levels", "At most " + std::to_string(forecast::kMaxLevels) + " levels at once.");
  return levels;
}

app::Answered<Forecast> answer_forecast(const app::World& world, const ForecastQuestion& question) {
  if (question.region.empty()) return reject("missing-parameter", "region", "Say which region: region=metro-41860");
  if (question.metric.empty()) return reject("missing-parameter", "metric", "Say which metric: metric=home_value");
  const auto metric = app::known_metric(question.metric, "metric");
  if (!metric) return std::unexpected(metric.error());
  const auto region = app::known_region(world, question.region, "region");
  if (!region) return std::unexpected(region.error());
  const auto horizon = parse_horizon(question.horizon, (*metric)->frequency);
  if (!horizon) return std::unexpected(horizon.error());
  const auto methods = parse_methods(question.method, "method");
  if (!methods) return std::unexpected(methods.error());
  const auto levels = parse_levels(question.levels);
  if (!levels) return std::unexpected(levels.error());

  auto input = forecast_input(world, *region, **metric);
  if (!input)
    return reject("no-data", "region",
                  "No " + std::string((*metric)->id) + " is published for " + std::string(region->text()) + " (" +
                      world.label(*region) + ") in what was imported.");
  Forecast answer{.region = *region,
                  .metric = *metric,
                  .input = std::move(*input),
                  .periods = {},
                  .asked = *methods,
                  .record = {},
                  .withheld = {},
                  .notes = {}};
  const model::Frequency frequency = answer.metric->frequency;
  for (std::size_t h = 1; h <= *horizon; ++h) answer.periods.push_back(period_after(answer.input.last(frequency), h));
  add_notes(answer, world);
  const std::size_t season = season_of(frequency);
  const std::size_t need = forecast::least_observations(season);
  if (answer.input.values.size() < need) {
    answer.withheld = too_short(answer.input.values.size(), need, frequency);
    return answer;
  }
  answer.record.emplace(
      answer.input.values,
      forecast::TrackPlan{
          .period = season, .horizon = *horizon, .levels = *levels, .methods = methods->with(forecast::kBaselines)});
  for (const Method method : methods->list()) {
    if (answer.record->methods().has(method)) continue;
    answer.asked.remove(method);
    answer.notes.push_back(std::string(to_string(method)) + " does not apply to this series.");
  }
  return answer;
}

}  // namespace housing::analyses
