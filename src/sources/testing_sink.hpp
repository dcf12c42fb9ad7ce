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
    places.emplace(region, place);
    return {};
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
    return found == cells->second.end() ? std::nullopt : std::optional(found->second);
  }
  std::size_t places_of(model::RegionType type) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(places, [&](const auto& entry) { return entry.second.id.type() == type; }));
  }

  std::optional<Table> table;
  std::map<std::pair<std::string, std::string>, std::map<std::int32_t, model::Cell>> series;  // by region, metric
  std::map<std::string, Place> places;
  std::size_t kept = 0;
  std::vector<Refusal> rows_refused;
  std::vector<Refusal> cells_refused;
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
