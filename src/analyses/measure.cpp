#include "analyses/measure.hpp"

#include <algorithm>
#include <array>

#include "analyses/column_values.hpp"
#include "base/text.hpp"

namespace housing::analyses {
namespace {

using app::Answered;
using app::reject;
using app::Transform;

constexpr int kRatioDecimals = 2;
constexpr std::array<Derived, 3> kDerived = {{
    {"price_to_income", "Price to income", "home_value", "median_income", 1, model::Unit::kRatio, kRatioDecimals,
     "home_value / median_income (median household income, ACS 5-year)"},
    {"price_to_rent", "Price to rent", "home_value", "rent", 1.0 / 12, model::Unit::kRatio, kRatioDecimals,
     "home_value / (12 * rent)"},
    {"gross_yield", "Gross rental yield", "rent", "home_value", 1200, model::Unit::kPercent, kRatioDecimals,
     "100 * 12 * rent / home_value"},
}};

std::string quoted(std::string_view text) { return "'" + std::string(text.substr(0, 60)) + "'"; }

Answered<Measure> of_name(std::string_view name, std::string_view parameter) {
  Measure measure;
  const auto found = std::ranges::find(kDerived, name, &Derived::id);
  if (found != kDerived.end()) {
    measure.derived = &*found;
    measure.metric = model::find_metric(found->numerator);
    return measure;
  }
  const auto metric = app::known_metric(name, parameter);
  if (!metric) return std::unexpected(metric.error());
  measure.metric = *metric;
  return measure;
}

app::QuestionError cannot(std::string_view parameter, std::string detail, std::vector<std::string> instead) {
  return reject("transform-does-not-apply", std::string(parameter), std::move(detail), std::move(instead)).error();
}

Answered<Measure> set_years(Measure measure, std::string_view text, std::string_view parameter) {
  const auto years = text.empty() ? std::optional<std::int64_t>(kDefaultCagrYears) : base::parse_integer(text);
  if (!years || *years < 1 || *years > kMaxCagrYears)
    return reject("bad-number", std::string(parameter),
                  quoted(text) + " is no number of years from 1 to " + std::to_string(kMaxCagrYears) + ".",
                  {"cagr(" + std::string(measure.metric->id) + ",5)"});
  measure.years = static_cast<int>(*years);
  return measure;
}

Answered<Measure> set_base(Measure measure, std::string_view text, std::string_view parameter) {
  const auto range = model::parse_date_range(text);
  if (!range)
    return reject("bad-date", std::string(parameter),
                  "An index over many regions needs the period that is 100; " + quoted(text) + " is none.",
                  {"index(" + std::string(measure.metric->id) + ",2020-01)"});
  measure.base = model::Period::containing(measure.metric->frequency, range->last).ordinal;
  return measure;
}

Answered<Measure> set_deflator(Measure measure, std::string_view text, std::string_view parameter) {
  if (measure.metric->unit != model::Unit::kUsd)
    return std::unexpected(cannot(parameter, std::string(measure.metric->id) + " is no amount of dollars.", {"level"}));
  const auto deflator = app::known_metric(text.empty() ? kDefaultDeflator : text, parameter);
  if (!deflator) return std::unexpected(deflator.error());
  measure.deflator = *deflator;
  return measure;
}

Answered<Measure> with_transform(Measure measure, std::string_view transform_name, std::string_view argument,
                                 std::string_view parameter) {
  const auto transform = app::parse_transform(transform_name);
  if (!transform) {
    std::vector<std::string> known;
    for (const std::string_view name : app::transform_names())
      if (is_columnar(*app::parse_transform(name))) known.emplace_back(name);
    return reject("unknown-transform", std::string(parameter), "There is no transform " + quoted(transform_name) + ".",
                  std::move(known));
  }
  if (!is_columnar(*transform))
    return std::unexpected(cannot(parameter,
                                  std::string(transform_name) +
                                      " needs each region's whole series and is answered for single regions: "
                                      "/api/v1/series?transform=" +
                                      std::string(transform_name),
                                  {"level", "yoy", "cagr"}));
  measure.transform = *transform;
  const bool among = *transform == Transform::kRank || *transform == Transform::kPercentile;
  if (measure.derived != nullptr && *transform != Transform::kLevel && !among)
    return std::unexpected(cannot(parameter,
                                  "Of " + std::string(measure.derived->id) + " there are level, rank and percentile.",
                                  {"level", "rank", "percentile"}));
  const bool lags = *transform == Transform::kMom || *transform == Transform::kYoy || *transform == Transform::kDiff ||
                    *transform == Transform::kAnnualised;
  if (lags && !app::lag_of(*transform, measure.metric->frequency))
    return std::unexpected(cannot(parameter,
                                  std::string(measure.metric->id) + " is published by " +
                                      std::string(to_string(measure.metric->frequency)) + ": there is no " +
                                      std::string(transform_name) + " of it.",
                                  {"level", "yoy", "cagr"}));
  if (*transform == Transform::kLog && measure.metric->may_be_negative)
    return std::unexpected(cannot(parameter, std::string(measure.metric->id) + " may be negative and has no logarithm.",
                                  {"level", "diff"}));
  if (*transform == Transform::kCagr) return set_years(measure, argument, parameter);
  if (*transform == Transform::kIndex) return set_base(measure, argument, parameter);
  if (*transform == Transform::kReal) return set_deflator(measure, argument, parameter);
  if (!argument.empty())
    return reject(
        "bad-measure", std::string(parameter),
        std::string(transform_name) + " takes nothing beside the metric; " + quoted(argument) + " is too much.");
  return measure;
}

}  // namespace

std::span<const Derived> all_derived() { return kDerived; }

std::string Measure::text() const {
  const std::string name(derived != nullptr ? derived->id : metric->id);
  if (transform == Transform::kLevel) return name;
  std::string text = std::string(to_string(transform)) + "(" + name;
  if (transform == Transform::kCagr) text += "," + std::to_string(years);
  if (base) text += "," + model::Period{metric->frequency, *base}.to_string();
  if (deflator != nullptr) text += "," + std::string(deflator->id);
  return text + ")";
}

Answered<Measure> parse_measure(std::string_view text, std::string_view parameter, std::string_view transform) {
  if (text.size() > kMaxMeasureBytes)
    return reject("limit-exceeded", std::string(parameter), "A measure has at most 120 characters.");
  text = base::trim(text);
  std::string_view argument;
  const std::size_t open = text.find('(');
  if (open != std::string_view::npos) {
    if (!transform.empty() || !text.ends_with(')'))
      return reject("bad-measure", std::string(parameter),
                    quoted(text) + " is no measure: write a metric, or a transform of one.",
                    {"home_value", "yoy(home_value)", "cagr(home_value,5)"});
    transform = base::trim(text.substr(0, open));
    text = text.substr(open + 1, text.size() - open - 2);
  }
  if (const std::size_t comma = text.find(','); comma != std::string_view::npos) {
    argument = base::trim(text.substr(comma + 1));
    text = text.substr(0, comma);
  }
  const auto measure = of_name(base::trim(text), parameter);
  if (!measure) return measure;
  return with_transform(*measure, transform.empty() ? "level" : transform, argument, parameter);
}

}  // namespace housing::analyses
