#include "app/series_query.hpp"

#include <algorithm>
#include <cmath>

#include "app/boundary_breaks.hpp"
#include "app/peers.hpp"
#include "app/series_line.hpp"
#include "base/text.hpp"

namespace housing::app {
namespace {

using model::Frequency;
using model::MetricInfo;
using series::Block;

struct Window {
  std::optional<model::Date> from;
  std::optional<model::Date> to;
  std::size_t last = 0;  // 0: all
};

struct Plan {
  std::vector<model::RegionId> regions;
  std::vector<const MetricInfo*> metrics;
  Window window;
  TransformParameters parameters;
  std::optional<model::RecessionReading> recessions;
};

Answered<std::optional<model::Date>> parse_bound(std::string_view text, std::string_view parameter, bool first) {
  if (text.empty()) return std::nullopt;
  const auto range = model::parse_date_range(text);
  if (!range)
    return reject("bad-date", std::string(parameter), "'" + std::string(text.substr(0, 40)) + "' is no date.",
                  {"2024", "2024-06", "2024-Q2", "2024-06-30"});
  return first ? range->first : range->last;
}

Answered<Window> parse_window(const SeriesQuestion& question) {
  Window window;
  auto from = parse_bound(question.from, "from", true);
  if (!from) return std::unexpected(from.error());
  auto to = parse_bound(question.to, "to", false);
  if (!to) return std::unexpected(to.error());
  window.from = *from;
  window.to = *to;
  if (window.from && window.to && *window.to < *window.from)
    return reject("bad-window", "to",
                  "The window ends (" + question.to + ") before it begins (" + question.from + ").");
  if (!question.last.empty()) {
    const auto last = base::parse_integer(question.last);
    if (!last || *last < 1 || *last > kMaxLast)
      return reject("bad-number", "last", "'last' is a whole number from 1 to " + std::to_string(kMaxLast) + ".");
    window.last = static_cast<std::size_t>(*last);
  }
  return window;
}

Answered<void> read_places(const World& world, const SeriesQuestion& question, Plan& plan) {
  if (question.regions.empty())
    return reject("missing-parameter", "region", "Say which regions: region=metro-41860,state-ca");
  if (question.metrics.empty())
    return reject("missing-parameter", "metric", "Say which metrics: metric=home_value,rent");
  if (question.regions.size() > kMaxSeriesRegions)
    return reject("limit-exceeded", "region", "At most " + std::to_string(kMaxSeriesRegions) + " regions at once.");
  if (question.metrics.size() > kMaxSeriesMetrics)
    return reject("limit-exceeded", "metric", "At most " + std::to_string(kMaxSeriesMetrics) + " metrics at once.");
  for (const std::string& text : question.metrics) {
    auto metric = known_metric(text, "metric");
    if (!metric) return std::unexpected(metric.error());
    plan.metrics.push_back(*metric);
  }
  for (const std::string& text : question.regions) {
    auto region = known_region(world, text, "region");
    if (!region) return std::unexpected(region.error());
    plan.regions.push_back(*region);
  }
  return {};
}

Answered<void> read_recessions(const SeriesQuestion& question, Plan& plan) {
  if (question.recessions.empty()) return {};
  plan.recessions = model::parse_recession_reading(question.recessions);
  if (plan.recessions) return {};
  return reject("bad-parameter", "recessions",
                "There is no reading '" + question.recessions.substr(0, 40) + "' of recessions.",
                {"midpoint", "trough", "peak"});
}

Answered<Plan> plan_of(const World& world, const SeriesQuestion& question) {
  Plan plan;
  if (auto places = read_places(world, question, plan); !places) return std::unexpected(places.error());
  auto parameters = parse_parameters(question);
  if (!parameters) return std::unexpected(parameters.error());
  plan.parameters = *parameters;
  for (const MetricInfo* metric : plan.metrics)
    if (auto fits = check_fits(plan.parameters, *metric); !fits) return std::unexpected(fits.error());
  auto window = parse_window(question);
  if (!window) return std::unexpected(window.error());
  plan.window = *window;
  if (auto recessions = read_recessions(question, plan); !recessions) return std::unexpected(recessions.error());
  return plan;
}

// What takes more work than reading has a bound of its own.
Answered<void> check_work(const World& world, const Plan& plan) {
  const Transform transform = plan.parameters.transform;
  const std::size_t pairs = plan.regions.size() * plan.metrics.size();
  if ((transform == Transform::kSa || transform == Transform::kTrend) && pairs > kMaxDecomposed)
    return reject(
        "limit-exceeded", "region",
        "At most " + std::to_string(kMaxDecomposed) + " series are adjusted or drawn a trend through at once.");
  if (transform != Transform::kRank && transform != Transform::kPercentile) return {};
  std::size_t values = 0;
  for (const MetricInfo* metric : plan.metrics) {
    const Block* block = world.block(*metric);
    if (block == nullptr) continue;
    const std::size_t all = block->ordinals().size();
    const std::size_t columns = plan.window.last > 0 ? std::min(all, plan.window.last) : all;
    for (const model::RegionId& region : plan.regions) values += columns * peers_of(world, *metric, region.type());
  }
  if (values <= kMaxRankedValues) return {};
  return reject("limit-exceeded", "last",
                "So many ranks at once are too many: ask for fewer regions or metrics, or with last=12.", {"12"});
}

std::int64_t as_fixed(double number, double scale) {
  return std::isfinite(number) ? std::llrint(number * scale) : kGapValue;
}

// The first shown column: the last N the source covers.
std::size_t begin_of(const Line& line, std::size_t first, std::size_t end, std::size_t last) {
  if (last == 0) return first;
  std::size_t found = 0;
  std::size_t begin = end;
  for (; begin > first && found < last; --begin) found += line.owners[begin - 1] != nullptr ? 1 : 0;
  return begin;
}

using OneSeries = std::expected<Series, std::string>;

OneSeries one_series(const World& world, const model::RegionId& region, const MetricInfo& metric, const Plan& plan,
                     const Deflator* deflator) {
  auto line = published_line(world, region, metric);
  if (!line)
    return std::unexpected("No " + std::string(metric.id) + " is published for " + std::string(region.text()) + " (" +
                           world.label(region) + ") in what was imported.");
  const Frequency frequency = frequency_of(plan.parameters, metric);
  if (frequency != line->frequency) line = converted(*line, frequency, aggregate_of(plan.parameters, metric));
  const auto [first, end] = periods_within(*line, plan.window.from, plan.window.to);
  const std::size_t begin = begin_of(*line, first, end, plan.window.last);
  auto made = make_series(world, *line, region, metric, plan.parameters, deflator, begin, end);
  if (!made)
    return std::unexpected("There is no " + std::string(to_string(plan.parameters.transform)) + " of " +
                           std::string(metric.id) + " for " + std::string(region.text()) + " (" + world.label(region) +
                           "): " + made.error() + ".");
  Series series;
  series.region = region;
  series.metric = &metric;
  series.frequency = frequency;
  series.transform = plan.parameters.transform;
  series.unit = made->unit;
  series.in_points = made->in_points;
  series.decimals = made->decimals;
  series.formula = std::move(made->formula);
  const double scale = std::pow(10.0, series.decimals);
  for (std::size_t column = begin; column < end; ++column) {
    const series::ShardEntry* owner = line->owners[column];
    if (owner == nullptr) continue;
    if (series.parts.empty() || series.parts.back().shard != owner)
      series.parts.push_back({series.values.size(), owner});
    series.ordinals.push_back(line->ordinals[column]);
    series.values.push_back(as_fixed(made->numbers[column], scale));
    if (!made->of.empty()) series.of.push_back(made->of[column]);
  }
  return series;
}

// Those that reach into the window, or, where it is open, into the time of the series.
std::vector<model::RecessionBand> recessions_within(const Plan& plan, const std::vector<Series>& all) {
  std::optional<model::Date> from = plan.window.from;
  std::optional<model::Date> to = plan.window.to;
  for (const Series& series : all) {
    if (series.ordinals.empty()) continue;
    const model::Date begin = model::Period{series.frequency, series.ordinals.front()}.begin();
    const model::Date end = model::Period{series.frequency, series.ordinals.back()}.end();
    if (!plan.window.from && (!from || begin < *from)) from = begin;
    if (!plan.window.to && (!to || end > *to)) to = end;
  }
  auto bands = model::recession_bands(*plan.recessions);
  std::erase_if(bands, [&](const model::RecessionBand& band) {
    return (from && band.to.end() < *from) || (to && band.from.begin() > *to);
  });
  return bands;
}

// What a reader of the numbers should know about how they were made.
void add_notes(SeriesAnswer& answer, const Plan& plan) {
  for (const MetricInfo* metric : plan.metrics) {
    const std::string id(metric->id);
    if (plan.parameters.transform == Transform::kSa)
      if (const MetricInfo* variant = adjusted_variant(*metric))
        answer.notes.push_back(id + " is adjusted here; its source publishes an adjusted series of its own: " +
                               std::string(variant->id) + ".");
    if (frequency_of(plan.parameters, *metric) != metric->frequency)
      answer.notes.push_back(id + " is published by " + std::string(to_string(metric->frequency)) + "; each " +
                             std::string(to_string(*plan.parameters.frequency)) + " is the " +
                             std::string(stats::to_string(aggregate_of(plan.parameters, *metric))) +
                             " of its values and a gap where one of them is missing.");
  }
}

}  // namespace

const series::ShardEntry* Series::newest() const {
  const series::ShardEntry* newest = nullptr;
  for (const SeriesPart& part : parts)
    if (newest == nullptr || wins_over(*part.shard, *newest)) newest = part.shard;
  return newest;
}

Answered<SeriesAnswer> answer_series(const World& world, const SeriesQuestion& question) {
  auto plan = plan_of(world, question);
  if (!plan) return std::unexpected(plan.error());
  if (auto work = check_work(world, *plan); !work) return std::unexpected(work.error());
  SeriesAnswer answer;
  if (const MetricInfo* deflator = plan->parameters.deflator) {
    answer.deflator = Deflator::of(world, *deflator);
    if (!answer.deflator)
      return reject("no-data", "deflator",
                    "No " + std::string(deflator->id) + " of the nation was imported to deflate with.", {});
  }
  const Deflator* const deflator = answer.deflator ? &*answer.deflator : nullptr;
  for (const model::RegionId& region : plan->regions) {
    for (const MetricInfo* metric : plan->metrics) {
      auto series = one_series(world, region, *metric, *plan, deflator);
      if (series)
        answer.series.push_back(std::move(*series));
      else
        answer.notes.push_back(std::move(series.error()));
      if (auto note = boundary_note(world, region, *metric)) answer.notes.push_back(std::move(*note));
    }
  }
  add_notes(answer, *plan);
  if (plan->recessions) answer.recessions = recessions_within(*plan, answer.series);
  return answer;
}

}  // namespace housing::app
