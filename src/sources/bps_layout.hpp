// The layouts of the Building Permits Survey's text files: who a row is about, where its numbers begin, which time they
// are of. The files have two header lines, the first of which has a field less than the rows: it says over the middle
// of each three columns what they are about. So columns go by position, and every word of both lines is checked.
// Thread-safety: functions over constants.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "model/period.hpp"

namespace housing::sources {

using Header = std::span<const std::string_view>;

enum class BpsKind : std::uint8_t { kCounty, kState, kMetro, kOldMetro, kPlace };

struct BpsLayout {
  BpsKind kind = BpsKind::kCounty;
  std::string_view word;       // "county": of dataset names
  std::size_t id_columns = 0;  // in front of the numbers; the last is the name
  int value_power = 0;         // states and metros state thousands of dollars
};

// Structures of one unit, two, three and four, five and more; for each buildings, units, value; then all of it again
// for the places that reported.
inline constexpr std::size_t kBpsGroups = 4;
inline constexpr std::size_t kBpsNumbers = 2 * kBpsGroups * 3;

// Errors: kInvalidInput naming line and column of the first word that is not as it must be.
base::Result<BpsLayout> bps_layout(Header first, Header second);

enum class BpsSpan : std::uint8_t { kMonth, kYearToDate, kYear };
std::string_view to_string(BpsSpan span);  // "month", "ytd", "year": of dataset names

struct BpsTime {
  BpsSpan span = BpsSpan::kMonth;
  model::Period period;
};

// Of the date in a row's first column: "202502", "202499" (99: the year), "2024", "8801", "9099". A month and the year
// up to it are written alike: which of the two is only in the file's name (co2502c.txt, co2502y.txt). Errors:
// kInvalidInput for what is no date, or a month in a file whose name does not say c or y for it.
base::Result<BpsTime> bps_time(std::string_view date, std::string_view file_name);

}  // namespace housing::sources
