// RecordingSink: a Sink for tests that keeps everything, with the contract's checks: ordinals ascend, a cell comes
// once, a region comes under one publisher_id. And sources that cut a text into small chunks. Tests only.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/assert.hpp"
#include "model/period.hpp"
#include "sources/source.hpp"

namespace housing::sources {

class RecordingSink final : public Sink {
 public:
  base::Status begin(const Table& given) override {
    HT_ASSERT(!table.has_value());
    table = given;
    return {};
  }

  base::Status run(const Place& place, std::size_t metric, std::span<const std::int32_t> ordinals,
                   std::span<const model::Cell> values) override {
    HT_ASSERT(table.has_value() && !table->metrics.at(metric)->wide);
    std::vector<model::WideCell> wide;
    for (const model::Cell cell : values) wide.push_back(model::widened(cell));
    return keep(place, metric, ordinals, wide);
  }
  base::Status run_wide(const Place& place, std::size_t metric, std::span<const std::int32_t> ordinals,
                        std::span<const model::WideCell> values) override {
    HT_ASSERT(table.has_value() && table->metrics.at(metric)->wide);
    return keep(place, metric, ordinals, values);
  }
  base::Status place(const Place& given) override {
    HT_ASSERT(table.has_value());
    places.emplace(given.id.text(), given);
    return {};
  }

  base::Status keep(const Place& place, std::size_t metric, std::span<const std::int32_t> ordinals,
                    std::span<const model::WideCell> values) {
    HT_ASSERT(table.has_value() && metric < table->metrics.size() && ordinals.size() == values.size());
    HT_ASSERT(std::ranges::adjacent_find(ordinals, std::greater_equal<>()) == ordinals.end());
    const std::string region(place.id.text());
    const auto known = places.find(region);
    if (known != places.end() && known->second.publisher_id != place.publisher_id)
      return base::fail(base::ErrorCode::kConflict, "the region " + region + " came before as " +
                                                        known->second.publisher_id + ", now as " + place.publisher_id);
    auto& cells = series[{region, std::string(table->metrics[metric]->id)}];
    for (const std::int32_t ordinal : ordinals)
      if (cells.contains(ordinal)) return base::fail(base::ErrorCode::kConflict, "a cell of " + region + " came twice");
    for (std::size_t i = 0; i < ordinals.size(); ++i) cells[ordinals[i]] = values[i];
    note_origins(region, metric, ordinals);
    places.emplace(region, place);
    return {};
  }

  bool wants_origins() const override { return keep_origins; }
  void origins(const Origins& given) override {
    lines_.assign(given.lines.begin(), given.lines.end());
    columns_.assign(given.columns.begin(), given.columns.end());
  }

  void row_kept() override { ++kept; }
  void row_refused(Refusal refusal) override { rows_refused.push_back(std::move(refusal)); }
  void cell_refused(Refusal refusal) override { cells_refused.push_back(std::move(refusal)); }

  // The cell of a region and period as to_string() prints it; nothing when no run covered it. One metric a file.
  std::optional<model::Cell> cell(const std::string& region, const std::string& period) const {
    const model::MetricInfo& metric = *table->metrics.at(0);
    const auto cells = series.find({region, std::string(metric.id)});
    const auto parsed = model::Period::parse(metric.frequency, period);
    HT_ASSERT(parsed.has_value());
    if (cells == series.end()) return std::nullopt;
    const auto found = cells->second.find(parsed->ordinal);
    if (found == cells->second.end()) return std::nullopt;
    return found->second == model::kWideGap ? model::kGap : static_cast<model::Cell>(found->second);
  }
  // The same of any metric of the file, by its id; a gap is kWideGap.
  std::optional<model::WideCell> cell_of(std::string_view metric_id, const std::string& region,
                                         const std::string& period) const {
    const auto metric = std::ranges::find(table->metrics, metric_id, &model::MetricInfo::id);
    HT_ASSERT(metric != table->metrics.end());
    const auto cells = series.find({region, std::string(metric_id)});
    const auto parsed = model::Period::parse((*metric)->frequency, period);
    HT_ASSERT(parsed.has_value());
    if (cells == series.end()) return std::nullopt;
    const auto found = cells->second.find(parsed->ordinal);
    return found == cells->second.end() ? std::nullopt : std::optional(found->second);
  }
  std::size_t places_of(model::RegionType type) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(places, [&](const auto& entry) { return entry.second.id.type() == type; }));
  }

  std::optional<Table> table;
  std::map<std::pair<std::string, std::string>, std::map<std::int32_t, model::WideCell>> series;  // by region, metric
  std::map<std::string, Place> places;
  std::size_t kept = 0;
  std::vector<Refusal> rows_refused;
  std::vector<Refusal> cells_refused;

  struct Origin {
    std::uint64_t line;
    std::uint32_t column;
  };
  bool keep_origins = false;
  std::map<std::pair<std::string, std::string>, std::map<std::int32_t, Origin>> places_in_file;  // as series

 private:
  void note_origins(const std::string& region, std::size_t metric, std::span<const std::int32_t> ordinals) {
    if (!keep_origins) return;
    const auto fits = [&](std::size_t count) { return count == 1 || count == ordinals.size(); };
    HT_ASSERT(fits(lines_.size()) && fits(columns_.size()));
    auto& of_series = places_in_file[{region, std::string(table->metrics[metric]->id)}];
    for (std::size_t i = 0; i < ordinals.size(); ++i)
      of_series[ordinals[i]] = {lines_[lines_.size() == 1 ? 0 : i], columns_[columns_.size() == 1 ? 0 : i]};
    lines_.clear();  // they are of one run
    columns_.clear();
  }

  std::vector<std::uint64_t> lines_;
  std::vector<std::uint32_t> columns_;
};

// A text in chunks of `size` bytes, each in memory of its own, so that reading a chunk's neighbour is caught.
class ChunkedSource final : public base::ByteSource {
 public:
  ChunkedSource(std::string_view text, std::size_t size) : rest_(text), size_(size) {}
  base::Result<std::span<const char>> next() override {
    const std::string_view piece = rest_.substr(0, size_);
    rest_.remove_prefix(piece.size());
    chunk_ = std::make_unique<char[]>(piece.size());
    std::ranges::copy(piece, chunk_.get());
    return std::span<const char>(chunk_.get(), piece.size());
  }

 private:
  std::string_view rest_;
  std::size_t size_;
  std::unique_ptr<char[]> chunk_;
};

}  // namespace housing::sources
