#include "api/chart_words.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

#include "api/series_text.hpp"
#include "app/catalogue_view.hpp"
#include "charts/plot_data.hpp"

namespace housing::api {
namespace {

using app::Series;
using app::Transform;
using model::Unit;

constexpr std::size_t kMetricsInTitle = 3;

std::string unit_name(Unit unit) {
  switch (unit) {
    case Unit::kUsd: return "US dollars";
    case Unit::kPercent: return "Percent";
    case Unit::kIndex: return "Index";
    case Unit::kCount: return "Number";
    case Unit::kDays: return "Days";
    case Unit::kRatio: return "Ratio";
    case Unit::kPeople: return "People";
    case Unit::kThousands: return "Thousands";
    case Unit::kSquareMiles: return "Square miles";
  }
  return {};
}

std::string frequency_name(model::Frequency frequency) {
  switch (frequency) {
    case model::Frequency::kWeek: return "weekly";
    case model::Frequency::kMonth: return "monthly";
    case model::Frequency::kQuarter: return "quarterly";
    case model::Frequency::kYear: return "yearly";
    case model::Frequency::kRolling3Month: return "three months to the month named";
    case model::Frequency::kFiscalYear: return "fiscal years";
    case model::Frequency::k5Year: return "five years to the year named";
  }
  return {};
}

std::string adjustment_name(model::SeasonalAdjustment adjustment) {
  switch (adjustment) {
    case model::SeasonalAdjustment::kNone: return "not seasonally adjusted";
    case model::SeasonalAdjustment::kAdjusted: return "seasonally adjusted";
    case model::SeasonalAdjustment::kAdjustedAndSmoothed: return "seasonally adjusted and smoothed";
    case model::SeasonalAdjustment::kSmoothed: return "smoothed";
  }
  return {};
}

std::string lower_first(std::string text) {
  if (!text.empty() && !text.starts_with("US ")) text[0] = static_cast<char>(std::tolower(text[0]));
  return text;
}

// "January 2020 = 100" when that is where the series stand at 100.
std::string index_words(const Series& series) {
  std::int64_t hundred = 100;
  for (int i = 0; i < series.decimals; ++i) hundred *= 10;
  const auto found = std::ranges::find(series.values, hundred);
  if (found == series.values.end()) return "Index";
  const auto at = static_cast<std::size_t>(found - series.values.begin());
  return "Index, " + charts::period_words(series.frequency, series.ordinals[at]) + " = 100";
}

std::string measure_of(const Series& series) {
  const std::string unit = unit_name(series.unit);
  const std::string of_unit = lower_first(unit);
  switch (series.transform) {
    case Transform::kLevel: return unit;
    case Transform::kMom:
      return series.frequency == model::Frequency::kWeek ? "Change from four weeks before, percent"
                                                         : "Change from a month before, percent";
    case Transform::kYoy: return "Change from a year before, percent";
    case Transform::kDiff:
      return "Change from the period before, " + (series.in_points ? "percentage points" : of_unit);
    case Transform::kLog: return "Natural logarithm";
    case Transform::kAnnualised: return "Change from the period before at a yearly rate, percent";
    case Transform::kCagr: return "Average growth a year, percent";
    case Transform::kIndex: return index_words(series);
    case Transform::kReal: return unit + " in prices of one period";
    case Transform::kSa: return unit + ", seasonally adjusted here";
    case Transform::kTrend: return unit + ", trend";
    case Transform::kRank: return "Rank among places of the same kind";
    case Transform::kPercentile: return "Percentile among places of the same kind";
    case Transform::kHistory: return "Percentile among the place's own values up to then";
  }
  return unit;
}

// What all have in common, or "" where they differ.
template <class Function>
std::string common(const app::SeriesAnswer& answer, Function words) {
  std::string all = words(answer.series.front());
  for (const Series& series : answer.series)
    if (words(series) != all) return {};
  return all;
}

std::string date_words(model::Date date) { return charts::period_words(model::Frequency::kWeek, date.days); }

std::string without_scheme(std::string_view url) {
  for (const std::string_view scheme : {"https://www.", "https://", "http://www.", "http://"})
    if (url.starts_with(scheme)) {
      url.remove_prefix(scheme.size());
      break;
    }
  while (url.ends_with('/')) url.remove_suffix(1);
  return std::string(url);
}

// "Home value", or its id where two metrics of the answer have the same name.
std::string metric_name(const app::SeriesAnswer& answer, const model::MetricInfo& metric) {
  for (const Series& other : answer.series)
    if (other.metric->id != metric.id && other.metric->name == metric.name) return std::string(metric.id);
  return std::string(metric.name);
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (std::size_t i = 0; i < names.size(); ++i)
    all += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + (i == 0 ? names[i] : lower_first(names[i]));
  return all;
}

std::string source_text(const app::World& world, const app::SeriesAnswer& answer, const model::SourceInfo& source) {
  std::string text(source.attribution);
  std::optional<model::Date> newest;
  std::vector<std::string> producers;
  for (const Series& series : answer.series) {
    if (app::source_of(world, *series.metric).id != source.id) continue;
    if (const series::ShardEntry* shard = series.newest())
      newest = newest ? std::max(*newest, shard->release.date) : shard->release.date;
    const std::string producer(series.metric->producer);
    if (!producer.empty() && !world.synthetic() && text.find(producer) == std::string::npos &&
        std::string(source.name).find(producer) == std::string::npos &&
        std::ranges::find(producers, producer) == producers.end())
      producers.push_back(producer);
  }
  if (!producers.empty()) {
    text += " (";
    for (std::size_t i = 0; i < producers.size(); ++i) text += (i == 0 ? "" : ", ") + producers[i];
    text += ")";
  }
  if (newest) text += ", released " + date_words(*newest);
  if (source.url.starts_with("http")) text += ", " + without_scheme(source.url);
  return text + ". " + std::string(source.licence);
}

}  // namespace

ChartNames chart_names(const app::World& world, const app::SeriesAnswer& answer) {
  std::vector<std::string> metrics;
  std::set<std::string> regions;
  for (const Series& series : answer.series) {
    const std::string name = metric_name(answer, *series.metric);
    if (std::ranges::find(metrics, name) == metrics.end()) metrics.push_back(name);
    regions.insert(std::string(series.region.text()));
  }
  ChartNames names;
  for (const Series& series : answer.series) {
    const std::string metric = metric_name(answer, *series.metric);
    const std::string region = world.label(series.region);
    if (metrics.size() == 1 && regions.size() == 1) {
      names.title = metric + ", " + region;
      names.lines.push_back(metric + ", " + region);
    } else if (metrics.size() == 1) {
      names.title = metric;
      names.lines.push_back(region);
    } else if (regions.size() == 1) {
      names.title = metrics.size() <= kMetricsInTitle ? joined(metrics) + ", " + region : region;
      names.lines.push_back(metric);
    } else {
      names.title = metrics.size() <= kMetricsInTitle ? joined(metrics) : std::to_string(metrics.size()) + " metrics";
      names.lines.push_back(region + ", " + lower_first(metric));
    }
  }
  return names;
}

std::string chart_subtitle(const app::SeriesAnswer& answer) {
  if (answer.series.empty()) return {};
  std::string words = common(answer, measure_of);
  const auto add = [&words](const std::string& more) {
    if (!more.empty()) words += words.empty() ? more : ", " + more;
  };
  add(common(answer, [](const Series& series) { return frequency_name(series.frequency); }));
  if (answer.series.front().transform != Transform::kSa)
    add(common(answer, [](const Series& series) { return adjustment_name(series.metric->adjustment); }));
  if (!words.empty()) words[0] = static_cast<char>(std::toupper(words[0]));
  return words;
}

std::vector<std::string> chart_footer(const app::World& world, const app::SeriesAnswer& answer) {
  std::vector<std::string> footer;
  if (world.synthetic()) footer.emplace_back(kSyntheticNote);
  std::vector<const model::SourceInfo*> sources;
  for (const Series& series : answer.series) {
    const model::SourceInfo* source = &app::source_of(world, *series.metric);
    if (std::ranges::find(sources, source) == sources.end()) sources.push_back(source);
  }
  for (const model::SourceInfo* source : sources) footer.push_back(source_text(world, answer, *source));
  if (answer.deflator)
    footer.push_back("Prices: " + std::string(answer.deflator->metric().name) + ", " +
                     std::string(app::source_of(world, answer.deflator->metric()).attribution) + ", released " +
                     date_words(answer.deflator->shard()->release.date) + ".");
  if (const auto as_of = world.as_of()) footer.push_back("As it was known on " + date_words(*as_of) + ".");
  footer.insert(footer.end(), answer.notes.begin(), answer.notes.end());
  return footer;
}

}  // namespace housing::api
