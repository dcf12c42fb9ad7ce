// Ticks of a time axis: years, or quarters, months and days where the window is short, with labels that do not touch.
// Errors: none. Thread-safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "model/date.hpp"

namespace housing::charts {

struct TimeTick {
  model::Date at;
  std::string label;  // "2010", "Apr", "Mar 7"
  std::string below;  // the year under the first month of each year; else ""
};

// For an axis from `first` to `last` (first <= last) that is `width` wide; a label takes about `label_width`.
std::vector<TimeTick> time_ticks(model::Date first, model::Date last, double width, double label_width);

}  // namespace housing::charts
