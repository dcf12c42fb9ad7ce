#include "app/series_line.hpp"

#include <algorithm>

#include "app/transformed.hpp"

namespace housing::app {
namespace {

using series::Block;
using series::ShardEntry;

// Which release each column comes from; columns nobody covers have none.
std::vector<const ShardEntry*> owners_of(const World& world, const Block& block, std::uint32_t row) {
  std::vector<const ShardEntry*> owners(block.ordinals().size(), nullptr);
  const auto origins = block.origins(row);
  for (std::size_t i = 0; i < origins.size(); ++i) {
    const std::size_t end = i + 1 < origins.size() ? origins[i + 1].first_column : owners.size();
    if (origins[i].shard == Block::kNoShard) continue;
    const ShardEntry* shard = world.manifest().find(block.shards()[origins[i].shard]);
    std::fill(owners.begin() + origins[i].first_column, owners.begin() + static_cast<std::ptrdiff_t>(end), shard);
  }
  return owners;
}

}  // namespace

std::optional<Line> published_line(const World& world, const model::RegionId& region, const model::MetricInfo& metric) {
  const Block* block = world.block(metric);
  if (block == nullptr) return std::nullopt;
  const auto row = block->find_row(region);
  if (!row) return std::nullopt;
  const auto ordinals = block->ordinals();
  return Line{.frequency = block->frequency(),
              .decimals = block->decimals(),
              .ordinals = {ordinals.begin(), ordinals.end()},
              .numbers = transformed(*block, block->row(*row), Transform::kLevel),
              .owners = owners_of(world, *block, *row)};
}

Line converted(const Line& line, model::Frequency to, stats::Aggregate aggregate) {
  constexpr int kMeanDecimals = 2;
  auto periods = stats::convert_frequency(line.numbers, line.ordinals, line.frequency, to, aggregate);
  Line result{.frequency = to,
              .decimals = aggregate == stats::Aggregate::kMean ? std::max(line.decimals, kMeanDecimals) : line.decimals,
              .ordinals = std::move(periods.ordinals),
              .numbers = std::move(periods.values),
              .owners = {}};
  for (std::size_t i = 0; i < result.ordinals.size(); ++i) {
    const ShardEntry* newest = nullptr;
    for (std::size_t part = periods.firsts[i]; part < periods.ends[i]; ++part)
      if (const ShardEntry* owner = line.owners[part])
        if (newest == nullptr || wins_over(*owner, *newest)) newest = owner;
    result.owners.push_back(newest);
  }
  return result;
}

std::pair<std::size_t, std::size_t> periods_within(const Line& line, std::optional<model::Date> from,
                                                   std::optional<model::Date> to) {
  std::size_t first = 0;
  std::size_t end = line.ordinals.size();
  while (first < end && from && model::Period{line.frequency, line.ordinals[first]}.begin() < *from) ++first;
  while (end > first && to && model::Period{line.frequency, line.ordinals[end - 1]}.end() > *to) --end;
  return {first, end};
}

}  // namespace housing::app
