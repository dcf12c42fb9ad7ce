#include "series/shard.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "base/json_writer.hpp"
#include "series/axis.hpp"

namespace housing::series {
namespace {

constexpr std::string_view kMagic = "HTSHARD\n";
constexpr std::int64_t kMaxPeriods = 1 << 20;
constexpr std::int64_t kMaxRows = 1 << 28;

base::Status corrupt(std::string_view why) {
  return base::fail(base::ErrorCode::kCorrupt, "shard: " + std::string(why));
}

}  // namespace

base::Result<ShardWriter> ShardWriter::create(const std::filesystem::path& path) {
  HT_TRY(auto layout, LayoutWriter::create(path));
  return ShardWriter(std::move(layout));
}

base::Status ShardWriter::begin_table(const model::MetricInfo& metric, std::span<const std::int32_t> ordinals) {
  HT_ASSERT(is_axis(metric.frequency, ordinals));
  HT_TRY(const std::uint64_t at, layout_.begin_array());
  Table& table = tables_.emplace_back();
  table.metric = metric.id;
  table.frequency = to_string(metric.frequency);
  table.decimals = metric.decimals;
  table.wide = metric.wide;
  table.ordinals.assign(ordinals.begin(), ordinals.end());
  table.values_at = at;
  return {};
}

template <class Value>
base::Status ShardWriter::append_row(std::uint32_t place, std::span<const Value> values) {
  HT_ASSERT(!tables_.empty() && values.size() == tables_.back().ordinals.size());
  HT_ASSERT(tables_.back().wide == (sizeof(Value) == sizeof(model::WideCell)));
  tables_.back().rows.push_back(place);
  return layout_.append_values(values);
}

base::Status ShardWriter::row(std::uint32_t place, std::span<const model::Cell> values) {
  return append_row(place, values);
}

base::Status ShardWriter::row(std::uint32_t place, std::span<const model::WideCell> values) {
  return append_row(place, values);
}

base::Status ShardWriter::finish(std::span<const ShardPlace> places) {
  for (Table& table : tables_) {
    HT_TRY(table.rows_at, layout_.begin_array());
    HT_CHECK_OK(layout_.append_values(std::span<const std::uint32_t>(table.rows)));
    HT_TRY(table.ordinals_at, layout_.begin_array());
    HT_CHECK_OK(layout_.append_values(std::span<const std::int32_t>(table.ordinals)));
  }
  std::string directory;
  base::JsonWriter json(directory);
  json.begin_object().key("tables").begin_array();
  for (const Table& table : tables_) {
    json.begin_object();
    json.member("metric", std::string_view(table.metric)).member("frequency", std::string_view(table.frequency));
    json.member("decimals", table.decimals);
    if (table.wide) json.member("bytes", std::int64_t{sizeof(model::WideCell)});
    json.member("periods", static_cast<std::uint64_t>(table.ordinals.size())).member("periods_at", table.ordinals_at);
    json.member("rows", static_cast<std::uint64_t>(table.rows.size())).member("rows_at", table.rows_at);
    json.member("values_at", table.values_at);
    json.end_object();
  }
  json.end_array().key("places").begin_array();
  for (const ShardPlace& place : places) {
    json.begin_array().value(place.id.text()).value(std::string_view(place.publisher_id));
    json.value(std::string_view(place.name)).value(std::int64_t{place.size_rank}).end_array();
  }
  json.end_array().end_object();
  return layout_.finish(kMagic, kShardVersion, directory);
}

base::Result<ShardReader> ShardReader::open(const std::filesystem::path& path) {
  HT_TRY(auto layout, LayoutReader::open(path, kMagic, kShardVersion));
  ShardReader reader(std::move(layout));
  if (auto status = reader.read_places(); !status) return std::unexpected(status.error().at(path.string()));
  if (auto status = reader.read_tables(); !status) return std::unexpected(status.error().at(path.string()));
  return reader;
}

base::Status ShardReader::read_places() {
  for (const base::Json& item : layout_.directory().array("places")) {
    const auto& parts = item.items();
    if (parts.size() != 4) return corrupt("a place has not four parts");
    const auto id = model::RegionId::parse(parts[0].text_or(""));
    if (!id) return corrupt("'" + std::string(parts[0].text_or("")) + "' is not a region id");
    places_.push_back({*id, std::string(parts[1].text_or("")), std::string(parts[2].text_or("")),
                       static_cast<std::int32_t>(parts[3].integer_or(-1))});
  }
  return {};
}

base::Status ShardReader::read_tables() {
  for (const base::Json& item : layout_.directory().array("tables")) {
    Table table;
    table.metric = item.text("metric");
    const auto frequency = model::parse_frequency(item.text("frequency"));
    if (!frequency) return corrupt("unknown frequency");
    table.frequency = *frequency;
    table.decimals = static_cast<int>(item.integer("decimals"));
    const std::int64_t periods = item.integer("periods", -1);
    const std::int64_t rows = item.integer("rows", -1);
    if (periods < 0 || periods > kMaxPeriods || rows < 0 || rows > kMaxRows)
      return corrupt("a table of impossible size");
    HT_TRY(table.ordinals, layout_.array<std::int32_t>(item.integer("periods_at", -1), periods));
    HT_TRY(table.places, layout_.array<std::uint32_t>(item.integer("rows_at", -1), rows));
    const std::int64_t values_at = item.integer("values_at", -1);
    HT_TRY(table.values, read_cells(layout_, item.integer("bytes", sizeof(model::Cell)), values_at, periods * rows));
    if (!is_axis(table.frequency, table.ordinals)) return corrupt("periods that are no axis");
    if (std::ranges::any_of(table.places, [&](std::uint32_t place) { return place >= places_.size(); }))
      return corrupt("a row names a place that is not there");
    tables_.push_back(std::move(table));
  }
  return {};
}

}  // namespace housing::series
