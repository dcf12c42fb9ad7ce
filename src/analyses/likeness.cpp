#include "analyses/likeness.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/text.hpp"
#include "stats/correlation.hpp"

namespace housing::analyses {
namespace {

using app::Answered;
using app::reject;
using model::kWideGap;

constexpr std::array<Feature, 8> kFeatures = {{
    {"price", "home_value", true},
    {"rent", "rent", true},
    {"income", "median_income", true},
    {"price_to_income", "price_to_income", false},
    {"yield", "gross_yield", false},
    {"growth", "cagr(home_value,5)", false},
    {"change", "yoy(home_value)", false},
    {"population", "population", true},
}};

Answered<std::array<double, kFeatures.size()>> parse_weights(const std::string& text) {
  std::array<double, kFeatures.size()> weights;
  weights.fill(1);
  if (text.empty()) return weights;
  for (const std::string_view piece : base::split(text, ',')) {
    const std::size_t colon = piece.find(':');
    const std::string_view name = base::trim(piece.substr(0, colon));
    const auto feature = std::ranges::find(kFeatures, name, &Feature::id);
    if (feature == kFeatures.end()) {
      std::vector<std::string> known;
      for (const Feature& one : kFeatures) known.emplace_back(std::string(one.id) + ":1");
      return reject("unknown-feature", "weights", "There is no feature '" + std::string(name.substr(0, 40)) + "'.",
                    std::move(known));
    }
    double weight = -1;
    const std::string_view number = colon == std::string_view::npos ? "" : base::trim(piece.substr(colon + 1));
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), weight);
    if (error != std::errc() || end != number.data() + number.size() || !(weight >= 0) || weight > kMaxWeight)
      return reject("bad-number", "weights", "The weight of " + std::string(name) + " is no number from 0 to 100.",
                    {std::string(name) + ":2"});
    weights[static_cast<std::size_t>(feature - kFeatures.begin())] = weight;
  }
  if (std::ranges::all_of(weights, [](double weight) { return weight == 0; }))
    return reject("bad-number", "weights", "At least one feature must weigh something.", {"price:1"});
  return weights;
}

struct Asked {
  Level level;
  std::uint32_t place = 0;
  std::size_t limit = 0;
};

Answered<Asked> parse_asked(Columns& columns, const std::string& region, const std::string& within,
                            const std::string& limit) {
  const auto id = app::known_region(columns.world(), region, "region");
  if (!id) return std::unexpected(id.error());
  auto level = parse_level(columns, {.type = std::string(to_string(id->type())), .within = within, .period = {}});
  if (!level) return std::unexpected(level.error());
  const auto count = parse_count(limit, "limit", 1, kMaxSimilar, kDefaultSimilar);
  if (!count) return std::unexpected(count.error());
  const auto place = level->axis->find(*id);
  if (!place)
    return reject("no-data", "region", "No metric covers " + std::string(id->text()) + " in what was imported.");
  return Asked{std::move(*level), static_cast<std::uint32_t>(*place), static_cast<std::size_t>(*count)};
}

// Each value less the level's mean, by its standard deviation; NaN for gaps.
std::vector<double> standardised(const Column& column, bool logarithm) {
  const auto cells = column.cells();
  std::vector<double> values(cells.size(), std::numeric_limits<double>::quiet_NaN());
  double sum = 0;
  double count = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (cells[i] == kWideGap || (logarithm && cells[i] <= 0)) continue;
    const auto cell = static_cast<double>(cells[i]);
    values[i] = logarithm ? std::log(cell) : cell;
    sum += values[i];
    count += 1;
  }
  const double mean = sum / count;
  double squares = 0;
  for (const double value : values)
    if (!std::isnan(value)) squares += (value - mean) * (value - mean);
  const double deviation = std::sqrt(squares / count);
  for (double& value : values)
    value = deviation > 0 ? (value - mean) / deviation : std::numeric_limits<double>::quiet_NaN();
  return values;
}

}  // namespace

std::span<const Feature> all_features() { return kFeatures; }

Answered<Similar> answer_similar(Columns& columns, const SimilarQuestion& question) {
  auto asked = parse_asked(columns, question.region, question.within, question.limit);
  if (!asked) return std::unexpected(asked.error());
  const auto weights = parse_weights(question.weights);
  if (!weights) return std::unexpected(weights.error());
  Similar similar;
  similar.level = std::move(asked->level);
  similar.place = asked->place;
  std::vector<std::vector<double>> scales(kFeatures.size());
  std::uint32_t own = 0;
  for (std::size_t i = 0; i < kFeatures.size(); ++i) {
    FeatureUse use{.feature = &kFeatures[i], .weight = (*weights)[i], .column = nullptr, .has_region = false};
    if (use.weight > 0) {
      const auto column = column_of(columns, similar.level, *parse_measure(kFeatures[i].measure, "weights"), "weights");
      if (column) {
        use.column = *column;
        scales[i] = standardised(**column, kFeatures[i].logarithm);
        use.has_region = !std::isnan(scales[i][similar.place]);
      }
    }
    own += use.has_region ? 1U : 0U;
    similar.features.push_back(std::move(use));
  }
  if (own < kMinFeatures)
    return reject("no-data", "region",
                  "Only " + std::to_string(own) + " of the features are known of " + question.region + "; " +
                      std::to_string(kMinFeatures) + " are needed to compare it.");
  for (std::uint32_t place = 0; place < similar.level.axis->size(); ++place) {
    if (place == similar.place || !similar.level.holds(place)) continue;
    SimilarPlace other{.place = place, .distance = 0, .common = 0, .parts = {}};
    double squares = 0;
    double weight = 0;
    for (std::size_t i = 0; i < kFeatures.size(); ++i) {
      if (!similar.features[i].has_region || std::isnan(scales[i][place])) continue;
      const double difference = scales[i][place] - scales[i][similar.place];
      squares += (*weights)[i] * difference * difference;
      weight += (*weights)[i];
      ++other.common;
    }
    if (other.common < kMinFeatures) continue;
    ++similar.compared;
    other.distance = std::sqrt(squares / weight);
    similar.places.push_back(std::move(other));
  }
  const std::size_t keep = std::min(asked->limit, similar.places.size());
  std::ranges::partial_sort(similar.places, similar.places.begin() + static_cast<std::ptrdiff_t>(keep), {},
                            [](const SimilarPlace& one) { return std::pair(one.distance, one.place); });
  similar.places.resize(keep);
  for (SimilarPlace& other : similar.places)
    for (std::size_t i = 0; i < kFeatures.size(); ++i) {
      const bool both = similar.features[i].has_region && !std::isnan(scales[i][other.place]);
      other.parts.push_back(both ? std::optional(scales[i][other.place] - scales[i][similar.place]) : std::nullopt);
    }
  return similar;
}

Answered<Correlated> answer_correlated(Columns& columns, const CorrelatedQuestion& question) {
  auto asked = parse_asked(columns, question.region, question.within, question.limit);
  if (!asked) return std::unexpected(asked.error());
  Correlated answer;
  answer.level = std::move(asked->level);
  answer.place = asked->place;
  const auto metric = app::known_metric(question.metric.empty() ? "home_value" : question.metric, "metric");
  if (!metric) return std::unexpected(metric.error());
  answer.metric = *metric;
  if (answer.metric->frequency != model::Frequency::kMonth)
    return reject("metric-does-not-apply", "metric", "Growth is compared month by month; this metric is not monthly.",
                  {"home_value", "rent"});
  const auto months = parse_count(question.months, "months", kMinGrowthMonths, kMaxGrowthMonths, kDefaultGrowthMonths);
  if (!months) return std::unexpected(months.error());
  const auto newest = columns.newest_ordinal(*answer.metric, answer.level.type);
  const series::Block* block = columns.world().block(*answer.metric);
  const auto own = block != nullptr ? block->find_row(answer.level.axis->regions[answer.place]) : std::nullopt;
  if (!newest || !own)
    return reject("no-data", "metric",
                  "There is no " + std::string(answer.metric->id) + " of " + question.region + ".");
  const std::size_t last = *block->find_column(*newest);
  const std::size_t width = std::min(static_cast<std::size_t>(*months), last);
  if (width < static_cast<std::size_t>(kMinGrowthMonths))
    return reject("no-data", "months", "Only " + std::to_string(width) + " months of growth are here.");
  answer.last = *newest;
  answer.first = block->ordinals()[last - width + 1];

  const auto rows = block->rows_of(answer.level.type);
  const auto growth = columns.growth(*answer.metric, answer.level.type, last, width);
  const auto all = stats::correlate(*growth, *own - rows.begin);
  std::size_t place = 0;
  for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
    while (answer.level.axis->regions[place] != block->regions()[row]) ++place;
    const stats::Correlation& one = all[row - rows.begin];
    if (row == *own || std::isnan(one.r) || !answer.level.holds(place)) continue;
    ++answer.compared;
    answer.places.push_back({static_cast<std::uint32_t>(place), one.r, one.common});
  }
  const std::size_t keep = std::min(asked->limit, answer.places.size());
  std::ranges::partial_sort(answer.places, answer.places.begin() + static_cast<std::ptrdiff_t>(keep), {},
                            [](const CorrelatedPlace& one) { return std::pair(-one.r, one.place); });
  answer.places.resize(keep);
  return answer;
}

}  // namespace housing::analyses
