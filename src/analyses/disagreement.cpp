#include "analyses/disagreement.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace housing::analyses {
namespace {

using model::Frequency;
using model::Period;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

constexpr std::array<PriceMeasure, 7> kMeasures = {{
    {"home_value", "what the typical home of the middle third is worth, sold or not",
     "A model values every home, so what is sold does not matter. It is smoothed and seasonally adjusted: it turns "
     "later "
     "and swings less."},
    {"hpi", "the same homes, sold or refinanced again",
     "Only homes with loans that Fannie Mae or Freddie Mac took, so expensive ones are missing; appraisals of "
     "refinancings count like sales. Not seasonally adjusted."},
    {"hpi.purchase@fhfa", "the same homes, sold again",
     "As FHFA's other index without the appraisals: it follows sales sooner, with fewer of them."},
    {"hpi.expanded@fhfa", "the same homes, sold again, county records included",
     "As FHFA's purchase-only index, with sales whose loans nobody of the two took."},
    {"hpi@case-shiller", "the same single-family homes, sold again",
     "Expensive homes weigh more. Each month is the mean of three, by the day a sale was recorded, so it turns later."},
    {"sale_price", "the median of what was sold",
     "No home is compared with itself: when other homes are sold, the median moves though no price did. Not seasonally "
     "adjusted: summers are higher."},
    {"list_price", "the median of what is asked",
     "What sellers hope for, of homes for sale and not of homes sold: it turns first. The mix of listings moves it. "
     "Not "
     "seasonally adjusted."},
}};

struct Found {
  const PriceMeasure* measure;
  const model::MetricInfo* metric;
  model::RegionId region;
  app::Line line;
};

// A year and one period: of less no index is made.
bool has_values(const app::Line& line) {
  return std::ranges::count_if(line.numbers, [](double x) { return std::isfinite(x); }) >
         model::periods_per_year(line.frequency);
}

// The place itself, then the metros and states around it.
std::vector<model::RegionId> places_for(const app::World& world, const model::RegionId& region) {
  std::vector<model::RegionId> places = {region};
  const auto place = world.gazetteer().find(region);
  if (!place) return places;
  for (const model::RegionType type : {model::RegionType::kMetro, model::RegionType::kState})
    for (const auto& parent : place->parents())
      if (parent.id().type() == type) places.push_back(parent.id());
  return places;
}

std::vector<Found> find_all(const app::World& world, const model::RegionId& region, std::vector<std::string>& notes) {
  std::vector<Found> all;
  const auto places = places_for(world, region);
  for (const PriceMeasure& measure : kMeasures) {
    const model::MetricInfo* metric = model::find_metric(measure.metric);
    for (const model::RegionId& place : places) {
      auto line = app::published_line(world, place, *metric);
      if (!line || !has_values(*line)) continue;
      if (place != region)
        notes.push_back(std::string(metric->id) + " is not published for " + world.label(region) + "; that of " +
                        world.label(place) + " stands for it.");
      all.push_back({&measure, metric, place, std::move(*line)});
      break;
    }
  }
  return all;
}

// Every period from the first to the last that any of them has.
std::vector<std::int32_t> axis_of(const std::vector<Found>& all) {
  std::int32_t first = std::numeric_limits<std::int32_t>::max();
  std::int32_t last = std::numeric_limits<std::int32_t>::min();
  for (const Found& found : all)
    for (std::size_t i = 0; i < found.line.ordinals.size(); ++i) {
      if (!std::isfinite(found.line.numbers[i])) continue;
      first = std::min(first, found.line.ordinals[i]);
      last = std::max(last, found.line.ordinals[i]);
    }
  std::vector<std::int32_t> axis;
  for (std::int32_t ordinal = first; ordinal <= last; ++ordinal) axis.push_back(ordinal);
  return axis;
}

std::vector<double> on_axis(const app::Line& line, const std::vector<std::int32_t>& axis) {
  std::vector<double> values(axis.size(), kNaN);
  for (std::size_t i = 0; i < line.ordinals.size(); ++i)
    if (std::isfinite(line.numbers[i]))
      values[static_cast<std::size_t>(line.ordinals[i] - axis.front())] = line.numbers[i];
  return values;
}

std::size_t how_many_have(const std::vector<std::vector<double>>& values, std::size_t column) {
  return static_cast<std::size_t>(std::ranges::count_if(
      values, [column](const auto& row) { return std::isfinite(row[column]) && row[column] != 0; }));
}

const series::ShardEntry* newest_of(const app::Line& line) {
  const series::ShardEntry* newest = nullptr;
  for (const series::ShardEntry* owner : line.owners)
    if (owner != nullptr && (newest == nullptr || wins_over(*owner, *newest))) newest = owner;
  return newest;
}

app::Answered<DisagreementAnswer> compare(DisagreementAnswer answer, std::vector<Found> all,
                                          const std::string& base_text) {
  const auto too_few = [&](const std::string& why) {
    return app::reject(
        "no-data", base_text.empty() ? "region" : "base",
        "Fewer than two price series of " + std::string(answer.region.text()) + " can be compared: " + why);
  };
  std::vector<std::vector<double>> values;
  for (const Found& found : all) values.push_back(on_axis(found.line, answer.ordinals));
  std::size_t base = 0;
  if (base_text.empty()) {
    std::size_t most = 0;
    for (std::size_t column = 0; column < answer.ordinals.size(); ++column) {
      const std::size_t have = how_many_have(values, column);
      if (have <= most) continue;
      most = have;
      base = column;
    }
  } else {
    const auto range = model::parse_date_range(base_text);
    if (!range)
      return app::reject("bad-date", "base", "'" + base_text.substr(0, 40) + "' is no period.", {"2020-01", "2020-Q1"});
    const std::int32_t wanted = Period::containing(answer.frequency, range->last).ordinal;
    if (wanted < answer.ordinals.front() || wanted > answer.ordinals.back()) return too_few("none has that base.");
    base = static_cast<std::size_t>(wanted - answer.ordinals.front());
  }
  answer.base = answer.ordinals[base];
  const std::string base_name = Period{answer.frequency, answer.base}.to_string();
  std::vector<std::vector<double>> kept;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Found& found = all[i];
    if (!std::isfinite(values[i][base]) || values[i][base] == 0) {
      answer.notes.push_back(std::string(found.metric->id) + " has no value in " + base_name + " and is left out.");
      continue;
    }
    const bool converted = found.metric->frequency != answer.frequency;
    kept.push_back(values[i]);
    answer.rows.push_back(
        {.measure = found.measure,
         .metric = found.metric,
         .region = found.region,
         .newest = newest_of(found.line),
         .formula = "100*x_t/x_b, b " + base_name + (converted ? "; x_t the mean of each quarter's month values" : ""),
         .index = stats::rebase(values[i], base)});
  }
  if (answer.rows.size() < 2)
    return too_few("only " + std::to_string(answer.rows.size()) + " has a value in the base.");
  std::size_t latest = answer.ordinals.size() - 1;
  while (latest > base && how_many_have(kept, latest) < kept.size()) --latest;
  answer.latest = answer.ordinals[latest];
  std::vector<double> at_latest;
  for (const DisagreementRow& row : answer.rows) at_latest.push_back(row.index[latest]);
  answer.spread = stats::spread_of(at_latest);
  return answer;
}

}  // namespace

std::span<const PriceMeasure> price_measures() { return kMeasures; }

app::Answered<DisagreementAnswer> answer_disagreement(const app::World& world, const DisagreementQuestion& question) {
  if (question.region.empty())
    return app::reject("missing-parameter", "region", "Say which region: region=metro-41860");
  const auto region = app::known_region(world, question.region, "region");
  if (!region) return std::unexpected(region.error());
  DisagreementAnswer answer;
  answer.region = *region;
  std::vector<Found> all = find_all(world, *region, answer.notes);
  if (all.size() < 2)
    return app::reject("no-data", "region",
                       "Fewer than two price series of " + std::string(region->text()) + " were imported.");
  const bool quarterly =
      std::ranges::any_of(all, [](const Found& found) { return found.line.frequency == Frequency::kQuarter; });
  answer.frequency = quarterly ? Frequency::kQuarter : Frequency::kMonth;
  for (Found& found : all)
    if (found.line.frequency != answer.frequency)
      found.line = app::converted(found.line, answer.frequency, stats::Aggregate::kMean);
  std::erase_if(all, [](const Found& found) { return !has_values(found.line); });
  if (all.size() < 2)
    return app::reject("no-data", "region",
                       "Fewer than two price series of " + std::string(region->text()) + " have a whole quarter.");
  answer.ordinals = axis_of(all);
  return compare(std::move(answer), std::move(all), question.base);
}

}  // namespace housing::analyses
