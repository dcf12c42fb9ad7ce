// Forecasts and their scores.
#include <algorithm>
#include <array>
#include <cmath>

#include "forecast/holt_winters.hpp"
#include "forecast/scores.hpp"
#include "forecast/smoothing.hpp"
#include "forecast/theta.hpp"
#include "proof/families.hpp"

namespace housing::proof {
namespace {

using forecast::LevelAndGrowth;
using forecast::Trend;
using forecast::Weights;

// Where a book prints what an optimiser found: how far another optimiser may end from it.
constexpr double kFoundWeight = 5e-4;
constexpr double kFoundLevel = 0.01;
constexpr double kFoundForecast = 0.01;
constexpr double kNearZeroWeights = 2e-4;  // weights printed as about zero, taken as zero

std::vector<double> series_of(const Example& example) {
  auto values = example.numbers("y");
  if (values.size() >= forecast::kMinSmoothed) return values;
  example.fail("y has fewer than " + std::to_string(forecast::kMinSmoothed) + " values");
  return std::vector<double>(forecast::kMinSmoothed, NAN);
}

void check_all(const std::vector<Example>& expected, auto&& ahead, Checks& checks,
               std::optional<double> tolerance = {}) {
  for (std::size_t i = 0; i < expected.size(); ++i) expected[i].check(checks, ahead(i + 1), tolerance);
}

// {"y", "alpha_A_l0_y1": forecast, "optimal": {"alpha", "l0", "forecast"}}
void ses_oil(const Example& example, FamilyRun& run) {
  const auto values = series_of(example);
  for (const auto& [alpha, expected] : example.numbered("alpha_", "_l0_y1")) {
    const auto smoothed = forecast::smooth(values, {.alpha = alpha}, {.level = values.front()});
    expected.check(run.checks, smoothed.last.ahead(1, 1));
  }
  if (example.has("optimal")) {
    const Example optimal = example.object("optimal");
    const Weights weights = forecast::best_weights(values, Trend::kNone);
    const LevelAndGrowth start = forecast::best_start(values, weights, Trend::kNone);
    optimal.check(run.checks, "alpha", weights.alpha, kFoundWeight);
    optimal.check(run.checks, "l0", start.level, kFoundLevel);
    optimal.check(run.checks, "forecast", forecast::smooth(values, weights, start).last.ahead(1, 1), kFoundForecast);
  }
  example.pass_over("source");
}

// {"y", "alpha", "beta_star", "l0": "y1", "b0": "y2-y1", "forecast": [...], "damped_phi_and_states_estimated": [...]}
void holt_ausair(const Example& example, FamilyRun& run) {
  const auto values = series_of(example);
  if (example.text("l0") != "y1") example.fail("l0 can only be y1");
  if (example.text("b0") != "y2-y1") example.fail("b0 can only be y2-y1");
  Weights weights{.alpha = example.number("alpha"), .beta_star = example.number("beta_star")};
  const auto smoothed = forecast::smooth(values, weights, {values[0], values[1] - values[0]});
  check_all(example.items("forecast"), [&](std::size_t h) { return smoothed.last.ahead(h, 1); }, run.checks);
  if (example.has("damped_phi_and_states_estimated")) {
    weights.phi = forecast::best_phi(values, weights.alpha, weights.beta_star);
    const auto damped = forecast::smooth(values, weights, forecast::best_start(values, weights, Trend::kDamped));
    check_all(
        example.items("damped_phi_and_states_estimated"),
        [&](std::size_t h) { return damped.last.ahead(h, weights.phi); }, run.checks, kFoundForecast);
  }
  example.pass_over("source");
}

// {"l0", "b0", "s": a year's seasons, "n": values seen, "forecast": [...]}; the weights are so near zero that the
// states stay what they were.
void hw_mult_aust(const Example& example, FamilyRun& run) {
  const auto seasons = example.numbers("s");
  const double count = example.number("n");
  if (seasons.empty() || seasons.size() > forecast::kMaxSeason) {
    example.fail("s has no value or too many");
    return;
  }
  if (!(count >= 0 && count < 1e6)) {
    example.fail("n is out of bounds");
    return;
  }
  forecast::SeasonalStates states;
  states.trend.growth = example.number("b0");
  states.trend.level = example.number("l0") + count * states.trend.growth;
  std::ranges::copy(seasons, states.seasons.begin());
  check_all(
      example.items("forecast"),
      [&](std::size_t h) {
        return forecast::seasonal_ahead(states, static_cast<std::size_t>(count), seasons.size(),
                                        forecast::SeasonForm::kMultiplicative, 1, h);
      },
      run.checks, kNearZeroWeights);
  for (const std::string_view note : {"alpha_beta_gamma", "source"}) example.pass_over(note);
}

// {"y", "ses_alpha", "line": [intercept, slope], "forecast": [...]}; the smoothing starts at the first Z.
void theta_tiny(const Example& example, FamilyRun& run) {
  const auto values = series_of(example);
  const forecast::Line line = forecast::line_through(values);
  const auto expected = example.items("line");
  if (expected.size() != 2) example.fail("line is [intercept, slope]");
  if (!expected.empty()) expected.front().check(run.checks, line.intercept);
  if (expected.size() > 1) expected.back().check(run.checks, line.slope);
  const auto state = forecast::theta_from(values, example.number("ses_alpha"), 2 * values.front() - line.at(1));
  check_all(example.items("forecast"), [&](std::size_t h) { return state.ahead(h); }, run.checks);
  example.pass_over("source");
}

// {"insample", "m", "actual", "forecast", "lower", "upper", "alpha", and any of "mase", "smape", "msis"}
void scores_toy(const Example& example, FamilyRun& run) {
  const auto actual = example.numbers("actual");
  const auto predicted = example.numbers("forecast");
  const auto lower = example.numbers("lower");
  const auto upper = example.numbers("upper");
  const double period = example.number("m");
  if (predicted.size() != actual.size() || lower.size() != actual.size() || upper.size() != actual.size()) {
    example.fail("actual, forecast, lower and upper are not equally long");
    return;
  }
  if (!(period >= 1 && period < 1e6)) {
    example.fail("m is out of bounds");
    return;
  }
  const double scale = forecast::scale_of(example.numbers("insample"), static_cast<std::size_t>(period));
  const double level = 1 - example.number("alpha");
  if (example.has("scale")) example.check(run.checks, "scale", scale);
  if (example.has("mase")) example.check(run.checks, "mase", forecast::mase(actual, predicted, scale));
  if (example.has("smape")) example.check(run.checks, "smape", forecast::smape(actual, predicted));
  if (example.has("msis")) example.check(run.checks, "msis", forecast::msis(actual, lower, upper, level, scale));
  example.pass_over("source");
}

// The OWA that the competition printed, as the examples inside the program have it.
std::optional<double> printed_owa(std::string_view frequency, std::string_view method) {
  static const auto document = base::Json::parse(built_in_examples());
  if (!document) return std::nullopt;
  const base::Json* all = document->find("m4_published");
  const base::Json* group = all == nullptr ? nullptr : all->find(frequency);
  const base::Json* row = group == nullptr ? nullptr : group->find(method);
  if (row == nullptr || row->items().size() < 3) return std::nullopt;
  return row->items()[2].number_or(NAN);
}

void m4_method(const Example& row, std::string_view frequency, std::string_view method,
               const std::vector<double>& naive2, FamilyRun& run) {
  const auto cells = row.all_items();
  if (cells.size() < 2) {
    row.fail("sMAPE and MASE are needed");
    return;
  }
  const double owa = forecast::owa(cells[0].as_number(), cells[1].as_number(), naive2[0], naive2[1]);
  const std::string name = row.path() + ".owa";
  const auto printed = cells.size() > 2 ? std::optional(cells[2].as_number()) : printed_owa(frequency, method);
  if (printed)
    run.checks.push_back({name, *printed, owa, rounding_of(*printed)});
  else
    run.not_run.push_back({row.path(),
                           "sMAPE and MASE need the competition's series, which are not part of this "
                           "program: housing backtest --m4 TRAIN.csv TEST.csv computes them"});
}

// {"columns": ["sMAPE", "MASE", "OWA"], "Monthly": {"Naive2": [...], "Theta": [...], "n": series}}: the overall
// weighted average of the two against Naive2, as it was printed.
void m4_published(const Example& example, FamilyRun& run) {
  example.pass_over("source");
  const auto columns = example.open("columns").all_texts();
  if (columns.size() < 2 || columns[0] != "sMAPE" || columns[1] != "MASE")
    example.fail("columns must begin with sMAPE, MASE");
  for (const auto& [frequency, group] : example.all_members()) {
    if (frequency == "columns" || frequency == "source") continue;
    const auto naive2 = group.numbers("Naive2");
    if (naive2.size() < 2) {
      group.fail("Naive2 must have sMAPE and MASE");
      continue;
    }
    for (const auto& [method, row] : group.all_members())
      if (method != "n") m4_method(row, frequency, method, naive2, run);
  }
}

constexpr auto kFamilies = std::to_array<Family>({
    {"ses_oil", ses_oil},
    {"holt_ausair", holt_ausair},
    {"hw_mult_aust", hw_mult_aust},
    {"theta_tiny", theta_tiny},
    {"scores_toy", scores_toy},
    {"m4_published", m4_published},
});

}  // namespace

std::span<const Family> forecast_families() { return kFamilies; }

}  // namespace housing::proof
