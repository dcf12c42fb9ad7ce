#include "analyses/column_values.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "app/series_query.hpp"
#include "stats/column_kernels.hpp"

namespace housing::analyses {
namespace {

using app::Transform;
using model::Cell;
using model::kWideGap;
using series::Block;
using series::Cells;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// The column whose period lies `step` before `ordinal`, off by at most `slack`: the nearest.
std::optional<std::uint32_t> column_before(const Block& block, std::int32_t ordinal, app::Lag lag) {
  std::optional<std::uint32_t> best;
  std::int32_t best_distance = lag.slack + 1;
  const std::int32_t wanted = ordinal - lag.step;
  const auto ordinals = block.ordinals();
  const auto from = std::ranges::lower_bound(ordinals, wanted - lag.slack);
  for (auto at = from; at != ordinals.end() && *at <= wanted + lag.slack; ++at) {
    const std::int32_t distance = std::abs(*at - wanted);
    if (distance < best_distance) {
      best_distance = distance;
      best = static_cast<std::uint32_t>(at - ordinals.begin());
    }
  }
  return best;
}

struct Source {
  const Block& block;
  Block::RowRange rows;
  Cells now;

  std::size_t size() const { return rows.end - rows.begin; }
  Cells at(std::uint32_t column) const { return block.column(column).subspan(rows.begin, size()); }
};

// Rounds half to even, as /series does; wide where a number needs it.
RowValues rounded(std::span<const double> numbers, model::Unit unit, int decimals) {
  RowValues values{.unit = unit, .decimals = decimals, .narrow = {}, .wide = {}};
  const double scale = std::pow(10.0, decimals);
  bool fits = true;
  for (const double number : numbers)
    fits = fits && (std::isnan(number) || std::abs(number * scale) < static_cast<double>(model::kMaxCell));
  if (fits)
    for (const double number : numbers)
      values.narrow.push_back(std::isnan(number) ? model::kGap : static_cast<Cell>(std::llrint(number * scale)));
  else
    for (const double number : numbers)
      values.wide.push_back(std::isnan(number) ? kWideGap : std::llrint(number * scale));
  return values;
}

RowValues as_is(const Cells& cells, model::Unit unit, int decimals) {
  RowValues values{.unit = unit, .decimals = decimals, .narrow = {}, .wide = {}};
  if (cells.is_wide())
    values.wide = cells.copied();
  else
    values.narrow.assign(cells.narrow().begin(), cells.narrow().end());
  return values;
}

RowValues all_gaps(std::size_t size, model::Unit unit, int decimals) {
  return {.unit = unit, .decimals = decimals, .narrow = std::vector<Cell>(size, model::kGap), .wide = {}};
}

// number(now, then) for each row that has both; the values in the metric's unit.
template <class Number>
RowValues of_two(const Source& source, std::optional<std::uint32_t> then, model::Unit unit, int decimals,
                 Number number) {
  if (!then) return all_gaps(source.size(), unit, decimals);
  const Cells before = source.at(*then);
  const double scale = std::pow(10.0, source.block.decimals());
  std::vector<double> numbers(source.size(), kNaN);
  for (std::size_t i = 0; i < numbers.size(); ++i)
    if (source.now[i] != kWideGap && before[i] != kWideGap)
      numbers[i] = number(static_cast<double>(source.now[i]) / scale, static_cast<double>(before[i]) / scale);
  for (double& value : numbers)
    if (!std::isfinite(value)) value = kNaN;
  return rounded(numbers, unit, decimals);
}

RowValues percent_change(const Source& source, std::optional<std::uint32_t> then) {
  constexpr auto kUnit = model::Unit::kPercent;
  if (!then) return all_gaps(source.size(), kUnit, app::kTransformedDecimals);
  const Cells before = source.at(*then);
  if (!source.now.is_wide()) {
    RowValues values = all_gaps(source.size(), kUnit, app::kTransformedDecimals);
    if (stats::percent_change_cells(source.now.narrow(), before.narrow(), values.narrow)) return values;
  }
  return of_two(source, then, kUnit, app::kTransformedDecimals,
                [](double now, double was) { return 100 * (now / was - 1); });
}

// The region's value now among its own values up to now.
RowValues against_history(const Source& source, std::uint32_t column) {
  std::vector<double> numbers(source.size(), kNaN);
  for (std::uint32_t i = 0; i < source.size(); ++i) {
    const model::WideCell now = source.now[i];
    if (now == kWideGap) continue;
    const Cells row = source.block.row(source.rows.begin + i).subspan(0, column + 1);
    double below = 0;
    double known = 0;
    for (const model::WideCell cell : row) {
      if (cell == kWideGap) continue;
      known += 1;
      below += cell < now ? 1 : cell == now ? 0.5 : 0;
    }
    numbers[i] = 100 * below / known;
  }
  return rounded(numbers, model::Unit::kPercent, app::kTransformedDecimals);
}

// What a dollar of the metric's period is in the deflator's newest; nothing when the deflator lacks one of its months.
std::optional<double> price_factor(const app::Deflator& deflator, const Source& source, std::int32_t ordinal) {
  const auto then = deflator.level({source.block.frequency(), ordinal});
  const auto newest = deflator.level(deflator.newest());
  return then && newest ? std::optional(*newest / *then) : std::nullopt;
}

}  // namespace

bool is_columnar(Transform transform) { return transform != Transform::kSa && transform != Transform::kTrend; }

RowValues row_values(const Block& block, const ColumnKey& key, const app::Deflator* deflator) {
  const model::MetricInfo& metric = *key.measure.metric;
  const auto column = block.find_column(key.ordinal);
  const Block::RowRange rows = block.rows_of(key.type);
  if (!column) return all_gaps(rows.end - rows.begin, metric.unit, block.decimals());
  const Source source{
      .block = block, .rows = rows, .now = block.column(*column).subspan(rows.begin, rows.end - rows.begin)};
  const double scale = std::pow(10.0, block.decimals());
  const int per_year = model::periods_per_year(block.frequency());
  const auto earlier = [&](std::int32_t ordinal) { return block.find_column(ordinal); };
  const auto lag = app::lag_of(key.measure.transform, block.frequency());
  const auto before = lag ? column_before(block, key.ordinal, *lag) : std::nullopt;
  switch (key.measure.transform) {
    case Transform::kLevel: return as_is(source.now, metric.unit, block.decimals());
    case Transform::kMom:
    case Transform::kYoy: return percent_change(source, before);
    case Transform::kDiff:
      return of_two(source, before, metric.unit, block.decimals(), [](double now, double was) { return now - was; });
    case Transform::kAnnualised:
      return of_two(source, before, model::Unit::kPercent, app::kTransformedDecimals,
                    [&](double now, double was) { return 100 * (std::pow(now / was, per_year) - 1); });
    case Transform::kCagr: {
      const app::Lag span = app::cagr_lag(key.measure.years, block.frequency());
      return of_two(source, column_before(block, key.ordinal, span), model::Unit::kPercent, app::kTransformedDecimals,
                    [&](double now, double was) { return 100 * (std::pow(now / was, 1.0 / key.measure.years) - 1); });
    }
    case Transform::kIndex:
      return of_two(source, key.measure.base ? earlier(*key.measure.base) : std::nullopt, model::Unit::kIndex,
                    app::kTransformedDecimals, [](double now, double was) { return 100 * now / was; });
    case Transform::kLog: {
      std::vector<double> numbers(source.size(), kNaN);
      for (std::size_t i = 0; i < numbers.size(); ++i)
        if (source.now[i] != kWideGap && source.now[i] > 0)
          numbers[i] = std::log(static_cast<double>(source.now[i]) / scale);
      return rounded(numbers, metric.unit, app::kTransformedDecimals);
    }
    case Transform::kReal: {
      const auto factor = deflator != nullptr ? price_factor(*deflator, source, key.ordinal) : std::nullopt;
      std::vector<double> numbers(source.size(), kNaN);
      for (std::size_t i = 0; factor && i < numbers.size(); ++i)
        if (source.now[i] != kWideGap) numbers[i] = *factor * static_cast<double>(source.now[i]) / scale;
      return rounded(numbers, metric.unit, block.decimals());
    }
    case Transform::kRank:
    case Transform::kPercentile: {
      const bool rank = key.measure.transform == Transform::kRank;
      RowValues values = all_gaps(source.size(), rank ? model::Unit::kCount : model::Unit::kPercent,
                                  rank ? 0 : app::kTransformedDecimals);
      if (source.now.is_wide()) {
        const auto cells = source.now.copied();
        rank ? stats::rank_cells(cells, values.narrow) : stats::percentile_cells(cells, values.narrow);
      } else {
        rank ? stats::rank_cells(source.now.narrow(), values.narrow)
             : stats::percentile_cells(source.now.narrow(), values.narrow);
      }
      return values;
    }
    case Transform::kHistory: return against_history(source, *column);
    case Transform::kSa:
    case Transform::kTrend: break;
  }
  HT_ASSERT(is_columnar(key.measure.transform));
  return {};
}

RowValues row_changes(const Block& block, model::RegionType type, std::int32_t from, std::int32_t to) {
  const Block::RowRange rows = block.rows_of(type);
  const auto then = block.find_column(from);
  const auto now = block.find_column(to);
  if (!then || !now) return all_gaps(rows.end - rows.begin, model::Unit::kPercent, app::kTransformedDecimals);
  const Source source{
      .block = block, .rows = rows, .now = block.column(*now).subspan(rows.begin, rows.end - rows.begin)};
  return percent_change(source, then);
}

}  // namespace housing::analyses
