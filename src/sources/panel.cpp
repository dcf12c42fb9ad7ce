#include "sources/panel.hpp"

#include "base/assert.hpp"

namespace housing::sources {

Panel::Panel(const Table& table, std::vector<std::uint32_t> columns)
    : frequency_(table.metrics.at(0)->frequency), columns_(std::move(columns)) {
  HT_ASSERT(columns_.size() == table.metrics.size() && columns_.size() <= kMaxPanelMetrics);
}

base::Result<std::optional<std::string>> Panel::add(Entry& entry, std::string_view code, std::int32_t ordinal,
                                                    Row row) {
  const auto [before, fresh] = entry.rows.try_emplace(ordinal, row);
  if (!fresh)
    return "area " + std::string(code) + " has " + model::Period{frequency_, ordinal}.to_string() +
           " a second time, after line " + std::to_string(before->second.line);
  if (++rows_ > kMaxPanelRows)
    return base::fail(base::ErrorCode::kLimitExceeded,
                      "line " + std::to_string(row.line) + ": more than " + std::to_string(kMaxPanelRows) + " rows");
  return std::nullopt;
}

base::Status Panel::write_runs(const Entry& entry, Sink& sink) const {
  std::vector<std::int32_t> ordinals;
  std::vector<std::uint64_t> lines;
  for (const auto& [ordinal, row] : entry.rows) {
    ordinals.push_back(ordinal);
    lines.push_back(row.line);
  }
  std::vector<model::Cell> values(ordinals.size());
  for (std::size_t metric = 0; metric < columns_.size(); ++metric) {
    std::size_t i = 0;
    for (const auto& [ordinal, row] : entry.rows) values[i++] = row.cells[metric];
    if (sink.wants_origins()) sink.origins({lines, std::span(&columns_[metric], 1)});
    HT_CHECK_OK(sink.run(entry.place, metric, ordinals, values));
  }
  return {};
}

base::Status Panel::write(Sink& sink) const {
  for (const Entry& entry : entries_) {
    if (entry.rows.empty()) continue;
    const base::Status status = write_runs(entry, sink);
    if (!status && status.error().code != base::ErrorCode::kConflict) return status;
    for (const auto& [ordinal, row] : entry.rows) {
      if (status)
        sink.row_kept();
      else
        sink.row_refused({row.line, 0, status.error().message});
    }
  }
  return {};
}

}  // namespace housing::sources
