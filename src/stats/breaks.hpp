// Breaks: where a map's classes begin. k classes have k-1 breaks b_1 < … < b_{k-1}; a value belongs to the class of the
// last break not above it.
//
// Shapes: `sorted` ascends and holds no gap; fewer breaks come back where values repeat too much for k classes.
// Source: Jenks by the exact one-dimensional k-means of Wang and Song (2011), solved by divide and conquer,
// O(k n log n). Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace housing::stats {

// The same number of values in each class, as far as equal values allow.
std::vector<double> quantile_breaks(std::span<const double> sorted, int classes);
// Classes equally wide.
std::vector<double> equal_breaks(std::span<const double> sorted, int classes);
// The least sum of squared distances to class means. Over more than kMaxJenksValues an evenly spaced sample of the
// sorted values is classified.
inline constexpr std::size_t kMaxJenksValues = 8'192;
std::vector<double> jenks_breaks(std::span<const double> sorted, int classes);
// `middle` is a break, with classes of equal numbers on either side of it: as many on each side, the odd one above.
std::vector<double> diverging_breaks(std::span<const double> sorted, int classes, double middle);

// Sum of squared distances of values to their class's mean.
double within_class_squares(std::span<const double> sorted, std::span<const double> breaks);

}  // namespace housing::stats
