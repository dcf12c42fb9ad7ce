#include "analyses/comparison.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "analyses/ranking.hpp"

namespace housing::analyses {
namespace {

using app::Answered;
using app::reject;
using app::Transform;
using model::kWideGap;

constexpr std::array<std::string_view, 12> kUsual = {
    "home_value",     "yoy(home_value)",  "cagr(home_value,5)", "rent",
    "price_to_rent",  "price_to_income",  "median_income",      "inventory",
    "days_on_market", "months_of_supply", "unemployment_rate",  "population"};

std::optional<std::int64_t> cell_at(const std::shared_ptr<const Column>& column, std::size_t place) {
  if (column == nullptr) return std::nullopt;
  const auto cell = column->cells()[place];
  return cell == kWideGap ? std::nullopt : std::optional(cell);
}

Measure with(const Measure& measure, Transform transform) {
  Measure other = measure;
  other.transform = transform;
  return other;
}

// Rank among the level's values, the greatest first.
void add_rank(ComparedCell& cell, const Column& column) {
  const auto cells = column.cells();
  std::uint32_t above = 0;
  for (const model::WideCell other : cells) {
    if (other == kWideGap) continue;
    ++cell.of;
    above += other > *cell.value ? 1U : 0U;
  }
  cell.rank = above + 1;
}

ComparedCell cell_of(Columns& columns, const Level& level, const Measure& measure, const model::RegionId& region,
                     ComparedRow& row) {
  ComparedCell cell;
  const auto column = column_of(columns, level, measure, "metric");
  if (!column) return cell;
  const ColumnKey& key = (*column)->key;
  row.unit = (*column)->unit;
  row.decimals = (*column)->decimals;
  const auto place = level.axis->find(region);
  if (!place) return cell;
  cell.value = cell_at(*column, *place);
  if (!cell.value) return cell;
  cell.period = key.period();
  const auto releases = columns.releases(*measure.metric, level.type, key.ordinal);
  cell.release = releases.empty() ? nullptr : releases.front();
  if (level.type != model::RegionType::kUs) add_rank(cell, **column);
  if (measure.transform != Transform::kLevel || measure.derived != nullptr) return cell;
  const auto related = [&](Transform transform) {
    return cell_at(columns.column({.measure = with(measure, transform), .type = level.type, .ordinal = key.ordinal}),
                   *place);
  };
  if (app::lag_of(Transform::kYoy, measure.metric->frequency)) cell.yoy = related(Transform::kYoy);
  cell.history = related(Transform::kHistory);
  if (const auto* margin =
          model::find_metric(std::string(measure.metric->id) + ".moe@" + std::string(measure.metric->source))) {
    Measure of_margin;
    of_margin.metric = margin;
    cell.margin = cell_at(columns.column({.measure = of_margin, .type = level.type, .ordinal = key.ordinal}), *place);
  }
  return cell;
}

void add_alike(ComparedRow& row) {
  for (std::size_t a = 0; a < row.cells.size(); ++a)
    for (std::size_t b = a + 1; b < row.cells.size(); ++b) {
      const ComparedCell& one = row.cells[a];
      const ComparedCell& other = row.cells[b];
      if (one.margin && other.margin && std::abs(*one.value - *other.value) <= *one.margin + *other.margin)
        row.alike.emplace_back(a, b);
    }
}

Answered<std::vector<Measure>> measures_of(const ComparisonQuestion& question) {
  std::vector<Measure> measures;
  const auto add = [&](std::string_view text) -> Answered<bool> {
    const auto measure = parse_measure(text, "metric");
    if (!measure) return std::unexpected(measure.error());
    measures.push_back(*measure);
    return true;
  };
  if (question.metrics.empty())
    for (const std::string_view text : kUsual)
      if (const auto added = add(text); !added) return std::unexpected(added.error());
  for (const std::string& text : question.metrics)
    if (const auto added = add(text); !added) return std::unexpected(added.error());
  return measures;
}

}  // namespace

Answered<Comparison> answer_comparison(Columns& columns, const ComparisonQuestion& question) {
  if (question.regions.empty())
    return reject("missing-parameter", "region", "Say which places: region=metro-41860,metro-31080");
  if (question.regions.size() > kMaxCompared)
    return reject("limit-exceeded", "region", "At most " + std::to_string(kMaxCompared) + " places side by side.");
  if (question.metrics.size() > kMaxComparedMeasures)
    return reject("limit-exceeded", "metric", "At most " + std::to_string(kMaxComparedMeasures) + " measures.");
  Comparison comparison;
  std::vector<Level> levels;
  for (const std::string& text : question.regions) {
    const auto region = app::known_region(columns.world(), text, "region");
    if (!region) return std::unexpected(region.error());
    comparison.regions.push_back(*region);
    auto level =
        parse_level(columns, {.type = std::string(to_string(region->type())), .within = {}, .period = question.period});
    if (!level) return std::unexpected(level.error());
    levels.push_back(std::move(*level));
  }
  const auto measures = measures_of(question);
  if (!measures) return std::unexpected(measures.error());
  for (const Measure& measure : *measures) {
    ComparedRow row;
    row.measure = measure;
    for (std::size_t i = 0; i < comparison.regions.size(); ++i)
      row.cells.push_back(cell_of(columns, levels[i], measure, comparison.regions[i], row));
    const bool any = std::ranges::any_of(row.cells, [](const ComparedCell& cell) { return cell.value.has_value(); });
    if (!any) {
      if (!question.metrics.empty())
        comparison.notes.push_back("None of these places has " + measure.text() + " in what was imported.");
      continue;
    }
    add_alike(row);
    comparison.rows.push_back(std::move(row));
  }
  const auto first = comparison.regions.front().type();
  if (std::ranges::any_of(comparison.regions, [&](const auto& region) { return region.type() != first; }))
    comparison.notes.emplace_back("These places are of different types; each rank is among those of its own type.");
  return comparison;
}

}  // namespace housing::analyses
