// Comparison: a few places side by side: each measure's newest value, its change, its rank among all of its type, where
// it stands in the place's own history; and which of them the survey does not tell apart (margins of error overlap).
// Errors: as measure.hpp; limit-exceeded. Thread-safety: pure over the columns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analyses/level.hpp"

namespace housing::analyses {

inline constexpr std::size_t kMaxCompared = 5;
inline constexpr std::size_t kMaxComparedMeasures = 24;

struct ComparisonQuestion {
  std::vector<std::string> regions;
  std::vector<std::string> metrics;  // measures; empty: the usual ones that any of the places has
  std::string period;
};

struct ComparedCell {
  std::optional<std::int64_t> value;  // in units of 10^-decimals
  std::optional<model::Period> period;
  std::optional<std::int64_t> yoy;      // units of 10^-4 percent; none for changes, ranks and the like
  std::optional<std::int64_t> history;  // the same: percentile among the place's own values
  std::uint32_t rank = 0;               // among regions of its type; 0: none
  std::uint32_t of = 0;
  std::optional<std::int64_t> margin;  // of error, in the value's units
  const series::ShardEntry* release = nullptr;
};

struct ComparedRow {
  Measure measure;
  model::Unit unit = model::Unit::kUsd;
  int decimals = 0;
  std::vector<ComparedCell> cells;                         // one a region
  std::vector<std::pair<std::size_t, std::size_t>> alike;  // regions whose margins overlap
};

struct Comparison {
  std::vector<model::RegionId> regions;
  std::vector<ComparedRow> rows;
  std::vector<std::string> notes;
};

app::Answered<Comparison> answer_comparison(Columns& columns, const ComparisonQuestion& question);

}  // namespace housing::analyses
