// Panel: collects a long table, a row a place and period in any order, and gives a sink one run per place and metric.
// A row is kept or refused as a whole: a period that a place has already is refused.
// Ownership: Entries are valid while the panel lives; their references until entry() is called again.
// Limits: kMaxPanelRows. Thread-safety: one parse, one thread.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sources/source.hpp"

namespace housing::sources {

inline constexpr std::size_t kMaxPanelMetrics = 2;
inline constexpr std::size_t kMaxPanelRows = 20'000'000;  // a hundred times FHFA's longest file

class Panel {
 public:
  using Cells = std::array<model::Cell, kMaxPanelMetrics>;  // by metric
  struct Row {
    Cells cells;
    std::uint64_t line = 0;
  };
  struct Entry {
    Place place;
    std::uint64_t first_line = 0;
    std::map<std::int32_t, Row> rows;  // by ordinal
  };

  // `columns`: where each metric's values stand in the file, from 1.
  Panel(const Table& table, std::vector<std::uint32_t> columns);

  // The entry of a publisher's code; a new one is made of `make_place()`.
  template <class MakePlace>
  Entry& entry(std::string_view code, std::uint64_t line, MakePlace make_place) {
    const auto [found, fresh] = number_by_code_.try_emplace(std::string(code), entries_.size());
    if (fresh) entries_.push_back({make_place(), line, {}});
    return entries_[found->second];
  }

  // nullopt, or why the row is refused. Errors: kLimitExceeded.
  base::Result<std::optional<std::string>> add(Entry& entry, std::string_view code, std::int32_t ordinal, Row row);

  // Everything collected, in the order the places came. Errors: the sink's, but not kConflict: that refuses rows.
  base::Status write(Sink& sink) const;

 private:
  base::Status write_runs(const Entry& entry, Sink& sink) const;

  model::Frequency frequency_;
  std::vector<std::uint32_t> columns_;  // by metric
  std::size_t rows_ = 0;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::size_t> number_by_code_;
};

}  // namespace housing::sources
