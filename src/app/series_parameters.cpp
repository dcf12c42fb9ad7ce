#include "app/series_parameters.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "app/series_query.hpp"
#include "base/text.hpp"
#include "stats/hodrick_prescott.hpp"

namespace housing::app {
namespace {

using model::Frequency;
using model::MetricInfo;

constexpr std::size_t kMaxEcho = 40;

std::string echo(std::string_view text) { return "'" + std::string(text.substr(0, kMaxEcho)) + "'"; }

Answered<void> only_with(const std::string& value, const char* parameter, bool goes, const char* with) {
  if (value.empty() || goes) return {};
  return reject("bad-parameter", parameter, std::string(parameter) + " goes with " + with + ".", {with});
}

Answered<void> check_company(const SeriesQuestion& question, const TransformParameters& p) {
  const bool of_base = p.transform == Transform::kIndex || p.transform == Transform::kReal;
  const bool trend = p.transform == Transform::kTrend;
  if (auto ok = only_with(question.years, "years", p.transform == Transform::kCagr, "transform=cagr"); !ok) return ok;
  if (auto ok = only_with(question.base, "base", of_base, "transform=index or transform=real"); !ok) return ok;
  if (auto ok = only_with(question.deflator, "deflator", p.transform == Transform::kReal, "transform=real"); !ok)
    return ok;
  if (auto ok = only_with(question.method, "method", trend, "transform=trend"); !ok) return ok;
  if (auto ok = only_with(question.lambda, "lambda", trend, "transform=trend&method=hp"); !ok) return ok;
  return only_with(question.aggregation, "aggregation", !question.frequency.empty(),
                   "frequency=month, quarter or year");
}

Answered<void> read_years(std::string_view text, TransformParameters& p) {
  if (text.empty()) return {};
  const auto years = base::parse_integer(text);
  if (!years || *years < 1 || *years > kMaxYears)
    return reject("bad-number", "years", "years is a whole number from 1 to " + std::to_string(kMaxYears) + ".",
                  {"5", "10"});
  p.years = static_cast<int>(*years);
  return {};
}

Answered<void> read_base(std::string_view text, TransformParameters& p) {
  if (text.empty()) return {};
  p.base = model::parse_date_range(text);
  if (p.base) return {};
  return reject("bad-date", "base", echo(text) + " is no period.", {"2020", "2020-01", "2020-Q1"});
}

Answered<void> read_deflator(std::string_view text, TransformParameters& p) {
  if (p.transform != Transform::kReal) return {};
  const auto metric = known_metric(text.empty() ? kUsualDeflator : text, "deflator");
  if (!metric) return std::unexpected(metric.error());
  if ((*metric)->unit != model::Unit::kIndex || (*metric)->may_be_negative || (*metric)->frequency != Frequency::kMonth)
    return reject("bad-parameter", "deflator",
                  std::string((*metric)->id) + " is no monthly price index to deflate with.", {"cpi", "cpi.nsa@fred"});
  p.deflator = *metric;
  return {};
}

Answered<void> read_trend(const SeriesQuestion& question, TransformParameters& p) {
  if (question.method == "stl") p.method = TrendMethod::kStl;
  if (question.method == "hp") p.method = TrendMethod::kHodrickPrescott;
  if (!question.method.empty() && !p.method)
    return reject("bad-parameter", "method", "There is no method " + echo(question.method) + " for a trend.",
                  {"stl", "hp"});
  if (question.lambda.empty()) return {};
  double lambda = 0;
  const char* const end = question.lambda.data() + question.lambda.size();
  const auto [rest, failure] = std::from_chars(question.lambda.data(), end, lambda);
  if (failure != std::errc() || rest != end || !(lambda > 0) || !(lambda <= kMaxLambda))
    return reject("bad-number", "lambda", "lambda is a number above 0, at most 1e12.", {"129600", "1600", "6.25"});
  if (p.method == TrendMethod::kStl)
    return reject("bad-parameter", "lambda", "lambda goes with method=hp.", {"method=hp"});
  p.method = TrendMethod::kHodrickPrescott;
  p.lambda = lambda;
  return {};
}

Answered<void> read_frequency(const SeriesQuestion& question, TransformParameters& p) {
  if (question.frequency.empty()) return {};
  const auto frequency = model::parse_frequency(question.frequency);
  if (frequency != Frequency::kMonth && frequency != Frequency::kQuarter && frequency != Frequency::kYear)
    return reject("bad-parameter", "frequency", echo(question.frequency) + " is no frequency to convert to.",
                  {"month", "quarter", "year"});
  p.frequency = *frequency;
  if (question.aggregation.empty()) return {};
  p.aggregate = stats::parse_aggregate(question.aggregation);
  if (p.aggregate) return {};
  return reject("bad-parameter", "aggregation", "There is no aggregation " + echo(question.aggregation) + ".",
                {"mean", "sum", "last"});
}

std::unexpected<QuestionError> does_not_apply(const MetricInfo& metric, std::string why,
                                              std::vector<std::string> instead) {
  return reject("transform-does-not-apply", "transform", std::string(metric.id) + " " + std::move(why),
                std::move(instead));
}

std::string by(Frequency frequency) { return "by " + std::string(to_string(frequency)); }

Answered<void> check_frequency(const TransformParameters& p, const MetricInfo& metric) {
  const Frequency to = frequency_of(p, metric);
  if (to == metric.frequency) return {};
  const bool rolls = metric.frequency == Frequency::kRolling3Month;
  if (!stats::can_convert(metric.frequency, to, rolls ? stats::Aggregate::kLast : stats::Aggregate::kMean))
    return reject("bad-parameter", "frequency",
                  std::string(metric.id) + " is published " + by(metric.frequency) + " and cannot be made a series " +
                      by(to) + ": frequency only goes down to month, quarter or year.",
                  {std::string(to_string(metric.frequency))});
  const stats::Aggregate aggregate = aggregate_of(p, metric);
  if (rolls && aggregate != stats::Aggregate::kLast)
    return reject("bad-parameter", "aggregation",
                  "Values of " + std::string(metric.id) + " overlap: only the last of a period can stand for it.",
                  {"last"});
  if (aggregate == stats::Aggregate::kSum && !adds_up_over_time(metric))
    return reject("bad-parameter", "aggregation", "Values of " + std::string(metric.id) + " do not add up over time.",
                  {"mean", "last"});
  return {};
}

Answered<void> check_adjustable(const MetricInfo& metric, Frequency frequency) {
  using model::SeasonalAdjustment;
  const MetricInfo* const variant = adjusted_variant(metric);
  if (metric.adjustment == SeasonalAdjustment::kAdjusted ||
      metric.adjustment == SeasonalAdjustment::kAdjustedAndSmoothed)
    return does_not_apply(metric, "is seasonally adjusted by its source already: ask for its level.", {"level"});
  if (metric.adjustment == SeasonalAdjustment::kSmoothed || metric.frequency == Frequency::kRolling3Month)
    return does_not_apply(metric,
                          "is smoothed by its source, and what is smoothed is not adjusted again" +
                              (variant == nullptr ? std::string(".") : ": ask for " + std::string(variant->id) + "."),
                          {"level", "yoy"});
  if (season_of(frequency)) return {};
  if (frequency == Frequency::kWeek)
    return does_not_apply(metric, "is weekly, and weeks do not divide a year: ask with frequency=month.",
                          {"level", "yoy"});
  return does_not_apply(metric, "has no season: it is published " + by(frequency) + ".", {"level", "trend"});
}

Answered<void> check_trend(const TransformParameters& p, const MetricInfo& metric, Frequency frequency) {
  if (frequency == Frequency::k5Year)
    return does_not_apply(metric, "is of five years that overlap: no trend is drawn through them.", {"level", "yoy"});
  if (method_of(p, frequency) == TrendMethod::kStl && !season_of(frequency))
    return reject("bad-parameter", "method",
                  std::string(metric.id) + " is published " + by(frequency) +
                      ", and STL takes months or quarters: ask with method=hp" +
                      (frequency == Frequency::kWeek ? " and a lambda, or with frequency=month." : "."),
                  {"hp"});
  if (frequency == Frequency::kWeek && !p.lambda)
    return reject("missing-parameter", "lambda",
                  "There is no usual lambda for weeks: say which, or ask with frequency=month.", {"frequency=month"});
  return {};
}

}  // namespace

std::string_view to_string(TrendMethod method) { return method == TrendMethod::kStl ? "stl" : "hp"; }

Answered<TransformParameters> parse_parameters(const SeriesQuestion& question) {
  TransformParameters p;
  const auto transform = parse_transform(question.transform);
  if (!transform) {
    const auto names = transform_names();
    return reject("unknown-transform", "transform", "There is no transform " + echo(question.transform) + ".",
                  {names.begin(), names.end()});
  }
  p.transform = *transform;
  if (auto ok = check_company(question, p); !ok) return std::unexpected(ok.error());
  if (auto ok = read_years(question.years, p); !ok) return std::unexpected(ok.error());
  if (auto ok = read_base(question.base, p); !ok) return std::unexpected(ok.error());
  if (auto ok = read_deflator(question.deflator, p); !ok) return std::unexpected(ok.error());
  if (auto ok = read_trend(question, p); !ok) return std::unexpected(ok.error());
  if (auto ok = read_frequency(question, p); !ok) return std::unexpected(ok.error());
  return p;
}

Frequency frequency_of(const TransformParameters& p, const MetricInfo& metric) {
  return p.frequency.value_or(metric.frequency);
}

bool adds_up_over_time(const MetricInfo& metric) {
  static constexpr std::array<std::string_view, 6> kFlows = {"homes_sold",    "new_listings",  "pending_sales",
                                                             "permits_units", "permits_value", "permits_buildings"};
  const bool annual_rate = metric.unit == model::Unit::kThousands;
  if (metric.aggregation != model::Aggregation::kSum || annual_rate) return false;
  return std::ranges::find(kFlows, metric.id.substr(0, metric.id.find_first_of(".@"))) != kFlows.end();
}

stats::Aggregate aggregate_of(const TransformParameters& p, const MetricInfo& metric) {
  if (p.aggregate) return *p.aggregate;
  if (metric.frequency == Frequency::kRolling3Month) return stats::Aggregate::kLast;
  if (metric.id.find("ytd@") != std::string_view::npos) return stats::Aggregate::kLast;  // counted from January on
  return adds_up_over_time(metric) ? stats::Aggregate::kSum : stats::Aggregate::kMean;
}

TrendMethod method_of(const TransformParameters& p, Frequency frequency) {
  return p.method.value_or(season_of(frequency) || frequency == Frequency::kWeek ? TrendMethod::kStl
                                                                                 : TrendMethod::kHodrickPrescott);
}

std::optional<std::size_t> season_of(Frequency frequency) {
  if (frequency == Frequency::kMonth || frequency == Frequency::kRolling3Month) return 12;
  if (frequency == Frequency::kQuarter) return 4;
  return std::nullopt;
}

Answered<void> check_fits(const TransformParameters& p, const MetricInfo& metric) {
  if (auto ok = check_frequency(p, metric); !ok) return ok;
  const Frequency frequency = frequency_of(p, metric);
  switch (p.transform) {
    case Transform::kMom:
    case Transform::kYoy:
      if (!lag_of(p.transform, frequency))
        return does_not_apply(metric, "is told " + by(frequency) + ": there is no change from month to month.",
                              {"level", "yoy", "diff"});
      return {};
    case Transform::kLog:
    case Transform::kAnnualised:
    case Transform::kCagr:
      if (metric.may_be_negative)
        return does_not_apply(metric, "may be negative: there is no " + std::string(to_string(p.transform)) + " of it.",
                              {"level", "diff"});
      return {};
    case Transform::kReal:
      if (metric.unit != model::Unit::kUsd && !metric.id.starts_with("hpi"))
        return does_not_apply(metric, "is no amount of dollars and no price index.", {"level", "yoy"});
      return {};
    case Transform::kSa: return check_adjustable(metric, frequency);
    case Transform::kTrend: return check_trend(p, metric, frequency);
    case Transform::kRank:
    case Transform::kPercentile:
      if (frequency == metric.frequency) return {};
      return reject("bad-parameter", "frequency",
                    "Places are ranked in the periods their numbers are published by: " +
                        std::string(to_string(metric.frequency)) + ".",
                    {std::string(to_string(metric.frequency))});
    default: return {};
  }
}

const MetricInfo* adjusted_variant(const MetricInfo& metric) {
  if (metric.adjustment == model::SeasonalAdjustment::kAdjusted ||
      metric.adjustment == model::SeasonalAdjustment::kAdjustedAndSmoothed)
    return nullptr;
  const std::string_view plain = metric.id.substr(0, metric.id.find('@'));
  const bool varies = plain.find('.') != std::string_view::npos;
  return model::find_metric(std::string(plain) + (varies ? "-sa@" : ".sa@") + std::string(metric.source));
}

}  // namespace housing::app
