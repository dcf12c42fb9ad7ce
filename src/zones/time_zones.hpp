// Time zones by their IANA names, for what people are told on their own mornings: digests, dates in mails.
// The rules are the system's (package tzdata), read once. It formats nothing but a date.
// Thread-safety: any thread. Errors: kInvalidInput for a zone nobody knows.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace housing::zones {

inline constexpr std::string_view kDefaultZone = "UTC";

bool is_known(std::string_view zone);

struct LocalDay {
  std::chrono::year_month_day date;
  std::chrono::weekday weekday;
  int hour = 0;
};
base::Result<LocalDay> local_day(std::string_view zone, base::WallTime time);

// The moment of `hour` o'clock on that local day. Where the clocks skip that hour, the moment they skip it; where they
// show it twice, the first.
base::Result<base::WallTime> moment_of(std::string_view zone, std::chrono::year_month_day date, int hour);

}  // namespace housing::zones
