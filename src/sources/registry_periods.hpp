// Files that a publisher names after the time they are about: a month of permits, a year of the survey, a fiscal year
// of rents. Each is published once, some days after its period's end (before it, for fiscal years), and stays.
// Thread-safety: functions over constants.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/date.hpp"
#include "model/period.hpp"
#include "sources/registry.hpp"

namespace housing::sources {

struct PeriodFamily {
  std::string_view source;
  std::string_view dataset;
  std::string_view name;  // {YYYY} {YY} {MM} stand for the period's year and month
  std::string_view base;  // of the address
  std::string_view path;  // behind it, with the same words in braces
  model::Frequency frequency;
  int lag_days;      // from the period's end
  bool newest_only;  // an edition has all that the one before had (year to date, a vintage of estimates)
  bool on_request;   // places: four regions' files, a thousand lines each state
};

std::span<const PeriodFamily> period_families();

// The family's file about that period.
RemoteFile period_file(const PeriodFamily& family, model::Period period);

// The newest period whose file should be there by `today`.
model::Period newest_period(const PeriodFamily& family, model::Date today);

}  // namespace housing::sources
