#include "charts/scale.hpp"

#include <cmath>

#include "base/assert.hpp"

namespace housing::charts {

Scale::Scale(ScaleKind kind, double from, double to, double start, double end)
    : kind_(kind), from_(from), to_(to), start_(start), end_(end) {
  HT_ASSERT(from < to);
  HT_ASSERT(kind == ScaleKind::kLinear || from > 0);
}

double Scale::at(double value) const {
  const double share =
      kind_ == ScaleKind::kLinear ? (value - from_) / (to_ - from_) : std::log(value / from_) / std::log(to_ / from_);
  return start_ + share * (end_ - start_);
}

}  // namespace housing::charts
