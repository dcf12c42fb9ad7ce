#include "alerts/series_of_rule.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/transformed.hpp"

namespace housing::alerts {

SeriesOfRule::View SeriesOfRule::of(const Rule& rule, const model::RegionId& region, std::optional<std::int32_t> from) {
  const series::Block* block = world_.block(*rule.metric);
  if (block == nullptr) return {};
  const auto row = block->find_row(region);
  if (!row) return {};
  View view{.ordinals = block->ordinals(), .values = app::transformed(*block, block->row(*row), rule.transform)};
  if (rule.op == Op::kPercentile) {
    const auto first = from ? std::ranges::lower_bound(view.ordinals, *from) - view.ordinals.begin() : 0;
    to_percentiles(*block, rule, region.type(), static_cast<std::size_t>(first), view.values);
  }
  return view;
}

const SeriesOfRule::Peers& SeriesOfRule::peers(const Key& key, std::size_t first) {
  const auto [found, is_new] = peers_.try_emplace(key);
  Peers& peers = found->second;
  if (!is_new && peers.first <= first) return peers;
  const std::size_t width = key.block->ordinals().size();
  peers = {.first = first, .columns = std::vector<std::vector<double>>(width)};
  const auto rows = key.block->rows_of(key.type);
  for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
    const std::vector<double> values = app::transformed(*key.block, key.block->row(row), key.transform);
    for (std::size_t column = first; column < width; ++column)
      if (!std::isnan(values[column])) peers.columns[column].push_back(values[column]);
  }
  for (std::vector<double>& column : peers.columns) std::ranges::sort(column);
  return peers;
}

void SeriesOfRule::to_percentiles(const series::Block& block, const Rule& rule, model::RegionType type,
                                  std::size_t first, std::vector<double>& values) {
  constexpr double kPercent = 100;
  const Peers& all_peers = peers({.block = &block, .transform = rule.transform, .type = type}, first);
  for (std::size_t column = 0; column < values.size(); ++column) {
    if (column < first || std::isnan(values[column])) {
      values[column] = std::numeric_limits<double>::quiet_NaN();
      continue;
    }
    const std::vector<double>& all = all_peers.columns[column];
    const auto [low, high] = std::ranges::equal_range(all, values[column]);
    // Half of those that are equal count as below (the mid-rank).
    const double below = static_cast<double>(low - all.begin()) + static_cast<double>(high - low) / 2;
    values[column] = kPercent * below / static_cast<double>(all.size());
  }
}

}  // namespace housing::alerts
