// Where labels beside a plot go, each as near as possible to the line it names, none over another.
// Errors: none. Thread-safety: a pure function.
#pragma once

#include <vector>

namespace housing::charts {

struct LabelPlace {
  double wanted = 0;  // the middle
  double height = 0;
};

// The middles, in the order of `labels`, within `from` and `to` (from < to). Where they do not fit all the same, they
// keep apart and run over `to`.
std::vector<double> spread_labels(const std::vector<LabelPlace>& labels, double from, double to);

}  // namespace housing::charts
