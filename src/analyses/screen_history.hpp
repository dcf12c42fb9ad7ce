// Screen history: what the regions that met a condition did next, month by month, against all regions of the level:
// the back-test of a screen.
//
// At each period t of the outcome's frequency the condition is evaluated by what the metrics showed at t, and the
// outcome is the percent change from t to t + horizon. Hindsight: the values are those known today (or as of the day
// asked for), not as first published; the answer says so. Units: percent.
// Errors: as screen.hpp. Thread-safety: pure over the columns. Complexity: O(periods x regions x measures).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyses/screen.hpp"

namespace housing::analyses {

inline constexpr std::int64_t kDefaultHistoryMonths = 12;
inline constexpr std::int64_t kMaxHistoryMonths = 120;
inline constexpr std::size_t kMaxHistoryPeriods = 600;
inline constexpr std::size_t kFewRegions = 30;  // fewer matches than this are marked thin

struct ScreenHistoryQuestion {
  LevelQuestion level;  // its period is not asked
  std::optional<Condition> where;
  std::string outcome;  // a metric; "home_value" if empty
  std::string horizon;  // months
  std::string from;
  std::string to;
};

struct HistoryPeriod {
  std::int32_t ordinal = 0;  // when the screen was asked
  std::uint32_t matched = 0;
  std::uint32_t with_outcome = 0;  // of the matched
  std::uint32_t all = 0;           // regions with an outcome
  double mean = 0;                 // percent, of the matched; NaN without any
  double median = 0;
  double mean_of_all = 0;
  double median_of_all = 0;
};

struct ScreenHistory {
  Level level;
  Condition where;
  const model::MetricInfo* outcome = nullptr;
  std::int32_t horizon = 0;  // periods of the outcome
  std::vector<HistoryPeriod> periods;
  // Over the periods that had matches with an outcome.
  std::size_t counted = 0;
  std::size_t ahead = 0;   // in how many the matched did better by the median
  double mean_excess = 0;  // mean of median - median_of_all, percentage points; NaN without any
  double median_excess = 0;
  std::size_t thin = 0;  // in how many fewer than kFewRegions matched
};

app::Answered<ScreenHistory> answer_screen_history(Columns& columns, const ScreenHistoryQuestion& question);

}  // namespace housing::analyses
