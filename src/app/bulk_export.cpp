#include "app/bulk_export.hpp"

#include <algorithm>

#include "base/csv_field.hpp"
#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "model/date.hpp"

namespace housing::app {
namespace {

using model::MetricInfo;
using series::Block;

struct Bounds {
  std::optional<model::Date> from;
  std::optional<model::Date> to;

  bool holds(const model::Period& period) const {
    return (!from || period.begin() >= *from) && (!to || period.end() <= *to);
  }
};

Bounds bounds_of(const BulkRequest& request) {
  Bounds bounds;
  if (const auto range = model::parse_date_range(request.from)) bounds.from = range->first;
  if (const auto range = model::parse_date_range(request.to)) bounds.to = range->last;
  return bounds;
}

bool is_wanted(const BulkRequest& request, model::RegionType type) {
  return request.types.empty() || std::ranges::find(request.types, to_string(type)) != request.types.end();
}

// The release each column of a row comes from.
std::vector<std::string> releases_of(const World& world, const Block& block) {
  std::vector<std::string> releases;
  for (const std::string& id : block.shards()) {
    const auto entry = std::ranges::find(world.manifest().shards, id, &series::ShardEntry::id);
    releases.push_back(entry == world.manifest().shards.end() ? "" : entry->release.date.to_string());
  }
  return releases;
}

class Writer {
 public:
  Writer(const World& world, const BulkRequest& request, const TextSink& sink)
      : world_(world), request_(request), bounds_(bounds_of(request)), sink_(sink) {
    text_ = "region,region_name,metric,period,value,unit,transform,source,release\n";
  }

  base::Status write(const MetricInfo& metric, const Block& block) {
    const auto releases = releases_of(world_, block);
    std::vector<std::string> periods;
    for (const std::int32_t ordinal : block.ordinals()) {
      const model::Period period{block.frequency(), ordinal};
      periods.push_back(bounds_.holds(period) ? period.to_string() : "");
    }
    const std::string after = "," + std::string(to_string(metric.unit)) + ",level," + std::string(metric.source) + ",";
    for (std::uint32_t row = 0; row < block.regions().size(); ++row)
      if (is_wanted(request_, block.regions()[row].type()))
        HT_CHECK_OK(write_row(metric, block, row, periods, releases, after));
    return {};
  }

  base::Status finish() { return flush(0); }
  std::int64_t rows() const { return rows_; }

 private:
  base::Status write_row(const MetricInfo& metric, const Block& block, std::uint32_t row,
                         const std::vector<std::string>& periods, const std::vector<std::string>& releases,
                         const std::string& after) {
    const model::RegionId& region = block.regions()[row];
    std::string before(region.text());
    before += ',';
    base::append_csv_field(before, world_.label(region));
    before.append(",").append(metric.id).append(",");
    const auto cells = block.row(row);
    const auto origins = block.origins(row);
    std::size_t origin = 0;
    for (std::size_t column = 0; column < cells.size(); ++column) {
      while (origin + 1 < origins.size() && origins[origin + 1].first_column <= column) ++origin;
      if (cells[column] == model::kWideGap || periods[column].empty()) continue;
      text_.append(before).append(periods[column]).append(",");
      base::append_fixed_padded(text_, cells[column], block.decimals());
      text_.append(after);
      if (origin < origins.size() && origins[origin].shard < releases.size())
        text_.append(releases[origins[origin].shard]);
      text_ += '\n';
      if (++rows_ > kMaxExportRows)
        return base::fail(base::ErrorCode::kLimitExceeded,
                          "more than " + std::to_string(kMaxExportRows) + " rows: ask for fewer metrics or places");
    }
    return flush(kExportPiece);
  }

  base::Status flush(std::size_t above) {
    if (text_.size() <= above) return {};
    const base::Status status = sink_(text_);
    text_.clear();
    return status;
  }

  const World& world_;
  const BulkRequest& request_;
  Bounds bounds_;
  const TextSink& sink_;
  std::string text_;
  std::int64_t rows_ = 0;
};

std::vector<std::string> texts(const base::Json& json, std::string_view name) {
  std::vector<std::string> all;
  for (const base::Json& item : json.array(name)) all.emplace_back(item.text_or({}));
  return all;
}

}  // namespace

Answered<void> check_bulk(const BulkRequest& request) {
  if (request.metrics.empty() || request.metrics.size() > kMaxExportMetrics)
    return reject("limit-exceeded", "metrics", "name 1 to " + std::to_string(kMaxExportMetrics) + " metrics");
  for (const std::string& metric : request.metrics)
    if (const auto known = known_metric(metric, "metrics"); !known) return std::unexpected(known.error());
  for (const std::string& type : request.types)
    if (!model::parse_region_type(type))
      return reject("unknown-type", "types", "there is no type of place '" + type.substr(0, 40) + "'");
  for (const auto& [name, text] : {std::pair{"from", &request.from}, std::pair{"to", &request.to}})
    if (!text->empty() && !model::parse_date_range(*text))
      return reject("bad-date", name, "'" + text->substr(0, 40) + "' is no date");
  return {};
}

base::Result<BulkReport> write_bulk_csv(const World& world, const BulkRequest& request,
                                        const std::vector<std::string>& exportable, const TextSink& sink) {
  BulkReport report;
  Writer writer(world, request, sink);
  for (const std::string& id : request.metrics) {
    const MetricInfo* metric = model::find_metric(id);
    if (metric == nullptr) continue;
    const std::string flag(to_string(metric->redistribution));
    if (!world.synthetic() && std::ranges::find(exportable, flag) == exportable.end()) {
      report.left_out.push_back(id + ": its publisher lets it be shown here, not passed on in bulk (" + flag + ")");
      continue;
    }
    const Block* block = world.block(*metric);
    if (block == nullptr) {
      report.left_out.push_back(id + ": nothing of it was imported");
      continue;
    }
    HT_CHECK_OK(writer.write(*metric, *block));
  }
  HT_CHECK_OK(writer.finish());
  report.rows = writer.rows();
  return report;
}

std::string to_json(const BulkRequest& request) {
  std::string text;
  base::JsonWriter json(text);
  const auto list = [&](std::string_view name, const std::vector<std::string>& items) {
    json.key(name).begin_array();
    for (const std::string& item : items) json.value(item);
    json.end_array();
  };
  json.begin_object();
  list("metrics", request.metrics);
  list("types", request.types);
  json.member("from", request.from).member("to", request.to).end_object();
  return text;
}

base::Result<BulkRequest> bulk_request_of(std::string_view json) {
  HT_TRY(const base::Json parsed, base::Json::parse(json));
  return BulkRequest{.metrics = texts(parsed, "metrics"),
                     .types = texts(parsed, "types"),
                     .from = std::string(parsed.text("from")),
                     .to = std::string(parsed.text("to"))};
}

}  // namespace housing::app
