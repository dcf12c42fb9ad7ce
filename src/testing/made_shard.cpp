#include "testing/made_shard.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace housing::testing {

model::RegionId region(std::string_view id) {
  const auto parsed = model::RegionId::parse(id);
  HT_ASSERT(parsed.has_value());
  return *parsed;
}

series::ShardReader make_shard(const std::filesystem::path& path, const std::vector<MadeTable>& tables) {
  auto writer = series::ShardWriter::create(path);
  HT_ASSERT(writer.has_value());
  std::vector<series::ShardPlace> places;
  for (const MadeTable& table : tables) {
    const model::MetricInfo* metric = model::find_metric(table.metric);
    HT_ASSERT(metric != nullptr && writer->begin_table(*metric, table.ordinals).has_value());
    for (const auto& [id, cells] : table.rows) {
      auto place = std::ranges::find(places, region(id), &series::ShardPlace::id);
      if (place == places.end())
        place = places.insert(places.end(), {region(id), "publisher's " + id, "Name of " + id, 7});
      HT_ASSERT(writer->row(static_cast<std::uint32_t>(place - places.begin()), cells).has_value());
    }
  }
  HT_ASSERT(writer->finish(places).has_value());
  auto shard = series::ShardReader::open(path);
  HT_ASSERT(shard.has_value());
  return std::move(*shard);
}

}  // namespace housing::testing
