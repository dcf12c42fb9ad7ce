// Robust z-score: |x - median| / (1.4826 MAD), MAD the median of |x - median|. Beyond 3.5 a value is an outlier.
// Source: Iglewicz, Hoaglin, "How to Detect and Handle Outliers" (1993); 1.4826 makes the MAD of a normal distribution
// its standard deviation.
//
// Units: none; signed here: above the median is positive. Gaps: NaN in, NaN out. Thread-safety: pure functions.
// Complexity: O(n).
#pragma once

#include <span>
#include <vector>

namespace housing::stats {

inline constexpr double kMadScale = 1.4826;
inline constexpr double kOutlierZ = 3.5;

// NaN of nothing. Gaps are passed over.
double median(std::span<const double> values);

struct RobustScores {
  double centre = 0;          // the median; NaN without values
  double spread = 0;          // 1.4826 MAD
  std::vector<double> score;  // as long as the input; all NaN where the spread is zero: more than half are equal
};
RobustScores robust_scores(std::span<const double> values);

}  // namespace housing::stats
