// Axis: the periods of a table or a block, as ordinals of one frequency, ascending strictly.
// Limits: periods whose days can be told, so that a damaged file cannot bring a date that is none: from kMinYear on
// (periods that reach back a little later) to the year before kMaxYear.
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <span>

#include "model/period.hpp"

namespace housing::series {

bool is_axis(model::Frequency frequency, std::span<const std::int32_t> ordinals);

}  // namespace housing::series
