// The header of Zillow's wide CSV: which column is what. Columns are found by name, dates by their form, never by
// position: files have 4, 5 or 9 columns before the dates, and forecasts one more (BaseDate). Dates are 2025-03-31; in
// files of before mid-2021 (kMonths) they are 2018-01, and the RegionType may be missing.
//
// A spreadsheet program that saves a file again writes the dates 3/31/2025 or 3/31/25. In a monthly file these are
// certain, and taken: day and month cannot be confused, as the day must be a month's last. Of two-digit years the
// century is certain because Zillow has no month before 1996; to be safe each must be the month after the one before
// it. Thread-safety: a value.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/period.hpp"

namespace housing::sources {

enum class ZillowColumn : std::uint8_t {
  kRegionId,
  kSizeRank,
  kRegionName,
  kRegionType,
  kStateName,
  kState,
  kStateFips,
  kCountyFips,
  kBaseDate,
  kOther,  // known to exist, of no use here (City, Metro, CountyName), or new
  kDate,
};
inline constexpr std::size_t kZillowTextColumns = 9;  // those before kOther

struct ZillowHeader {
  std::vector<ZillowColumn> columns;
  std::vector<std::int32_t> ordinals;  // of the date columns, ascending
  // Where a text column is, from 0.
  std::array<std::optional<std::size_t>, kZillowTextColumns> positions;

  bool has(ZillowColumn column) const { return positions[static_cast<std::size_t>(column)].has_value(); }
};

enum class ZillowDates : std::uint8_t { kDays, kMonths };

// `names`: the fields of the header line. Dates are read as periods of `frequency`, which must be week or month.
// Errors: kInvalidInput naming the column (from 1) that is missing, doubled, no date, out of order.
base::Result<ZillowHeader> read_zillow_header(std::span<const std::string_view> names, model::Frequency frequency,
                                              ZillowDates dates = ZillowDates::kDays);

}  // namespace housing::sources
