// Turning points of one place's trend, where it stands now, and whether it rises at all.
//
// The trend is STL's, plain (stats/season.hpp); peaks and troughs are found in it by Bry and Boschan's rules. The test
// is Mann-Kendall's with Sen's slope, over the seasonally adjusted values of the window (the last kTestYears by
// default). Errors: QuestionError. Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyses/own_series.hpp"
#include "stats/mann_kendall.hpp"
#include "stats/turning_points.hpp"

namespace housing::analyses {

inline constexpr int kTestYears = 5;
inline constexpr double kSignificant = 0.05;

struct TurningQuestion {
  std::string region;
  std::string metric;
  std::string from;  // of the test
  std::string to;
};

struct TurningPointOf {
  std::size_t at = 0;  // in the line
  bool peak = false;
  double trend = 0;
  std::optional<double> change;  // percent since the turning point before; points of a metric in percent
};

struct TurningAnswer {
  OwnSeries series;
  stats::TurningRules rules;
  std::vector<TurningPointOf> points;    // in order of time
  std::size_t newest = 0;                // the last period that has a trend
  std::optional<double> change;          // since the last turning point
  std::optional<stats::TrendTest> test;  // slope per year, in the metric's unit
  model::Period test_from;               // of values tested
  model::Period test_to;
  std::vector<std::string> notes;
};

app::Answered<TurningAnswer> answer_turning_points(const app::World& world, const TurningQuestion& question);

}  // namespace housing::analyses
