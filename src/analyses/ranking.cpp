#include "analyses/ranking.hpp"

#include <algorithm>

#include "stats/column_kernels.hpp"

namespace housing::analyses {
namespace {

using app::Answered;
using app::reject;
using model::kWideGap;

// The column of the metric's margin of error, at the same period.
std::shared_ptr<const Column> margin_of(Columns& columns, const Column& column) {
  if (column.key.measure.transform != app::Transform::kLevel || column.key.measure.derived != nullptr) return nullptr;
  const model::MetricInfo& metric = *column.key.measure.metric;
  const model::MetricInfo* margin = model::find_metric(std::string(metric.id) + ".moe@" + std::string(metric.source));
  if (margin == nullptr) return nullptr;
  ColumnKey key = column.key;
  key.measure.metric = margin;
  return columns.column(key);
}

// For each row how many regions are surely better, and how many are surely worse.
void add_open_ranks(Ranking& ranking) {
  const auto values = ranking.column->cells();
  const auto margins = ranking.margin->cells();
  std::vector<std::int64_t> lows;
  std::vector<std::int64_t> highs;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] == kWideGap || !ranking.level.holds(i)) continue;
    const std::int64_t margin = margins[i] == kWideGap ? 0 : margins[i];
    lows.push_back(values[i] - margin);
    highs.push_back(values[i] + margin);
  }
  std::ranges::sort(lows);
  std::ranges::sort(highs);
  const auto of = static_cast<std::uint32_t>(lows.size());
  for (RankedRow& row : ranking.rows) {
    if (margins[row.place] == kWideGap) continue;
    const std::int64_t low = values[row.place] - margins[row.place];
    const std::int64_t high = values[row.place] + margins[row.place];
    const auto above = static_cast<std::uint32_t>(lows.end() - std::ranges::upper_bound(lows, high));
    const auto below = static_cast<std::uint32_t>(std::ranges::lower_bound(highs, low) - highs.begin());
    row.best_rank = 1 + (ranking.greatest_first ? above : below);
    row.worst_rank = of - (ranking.greatest_first ? below : above);
  }
}

}  // namespace

Answered<bool> parse_order(std::string_view text, std::string_view parameter) {
  if (text.empty() || text == "desc") return true;
  if (text == "asc") return false;
  return reject("unknown-order", std::string(parameter), "An order is desc (the greatest first) or asc.",
                {"desc", "asc"});
}

std::size_t present_in(const Column& column, const Level& level) {
  if (level.places == level.axis->size()) return column.present;
  const auto known = column.wide.empty() ? stats::has_value(column.narrow) : stats::has_value(column.wide);
  return stats::count_common(known.yes, *level.mask);
}

Answered<Ranking> answer_ranking(Columns& columns, const RankingQuestion& question) {
  Ranking ranking;
  if (question.metric.empty())
    return reject("missing-parameter", "metric", "Say what to rank by: metric=home_value&transform=yoy");
  const auto measure = parse_measure(question.metric, "metric", question.transform);
  if (!measure) return std::unexpected(measure.error());
  auto level = parse_level(columns, question.level);
  if (!level) return std::unexpected(level.error());
  const auto order = parse_order(question.order, "order");
  if (!order) return std::unexpected(order.error());
  const auto limit = parse_count(question.limit, "limit", 1, kMaxRankingRows, kDefaultRankingRows);
  if (!limit) return std::unexpected(limit.error());
  const auto offset = parse_count(question.offset, "offset", 0, kMaxOffset, 0);
  if (!offset) return std::unexpected(offset.error());
  auto column = column_of(columns, *level, *measure, "metric");
  if (!column) return std::unexpected(column.error());

  ranking.level = std::move(*level);
  ranking.measure = *measure;
  ranking.column = std::move(*column);
  ranking.greatest_first = *order;
  ranking.of = present_in(*ranking.column, ranking.level);
  const auto wanted = static_cast<std::size_t>(*offset + *limit);
  const Column& of = *ranking.column;
  const auto top = of.wide.empty() ? stats::top_cells(of.narrow, wanted, *order, *ranking.level.mask)
                                   : stats::top_cells(of.wide, wanted, *order, *ranking.level.mask);
  const auto cells = of.cells();
  std::uint32_t rank = 1;
  for (std::uint32_t i = 0; i < top.size(); ++i) {
    if (i > 0 && cells[top[i]] != cells[top[i - 1]]) rank = i + 1;
    if (i >= static_cast<std::size_t>(*offset)) ranking.rows.push_back({.place = top[i], .rank = rank});
  }
  if (static_cast<std::size_t>(*offset) + ranking.rows.size() < ranking.of && !ranking.rows.empty())
    ranking.next = wanted;
  ranking.margin = margin_of(columns, of);
  if (ranking.margin != nullptr) add_open_ranks(ranking);
  return ranking;
}

}  // namespace housing::analyses
