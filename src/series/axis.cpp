#include "series/axis.hpp"

#include <algorithm>
#include <functional>

namespace housing::series {
namespace {

using model::Date;
using model::Frequency;
using model::Period;

// How many years a period of that frequency reaches back from its own.
int years_back(Frequency frequency) {
  switch (frequency) {
    case Frequency::k5Year: return 4;
    case Frequency::kFiscalYear:
    case Frequency::kRolling3Month: return 1;
    case Frequency::kWeek:
    case Frequency::kMonth:
    case Frequency::kQuarter:
    case Frequency::kYear: return 0;
  }
  return 0;
}

}  // namespace

bool is_axis(Frequency frequency, std::span<const std::int32_t> ordinals) {
  if (ordinals.empty()) return true;
  const Period first = Period::containing(frequency, Date::of(model::kMinYear + years_back(frequency), 1, 1));
  const Period last = Period::containing(frequency, Date::of(model::kMaxYear - 1, 12, 31));
  return ordinals.front() >= first.ordinal && ordinals.back() <= last.ordinal &&
         std::ranges::adjacent_find(ordinals, std::greater_equal<>()) == ordinals.end();
}

}  // namespace housing::series
