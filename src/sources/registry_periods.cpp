#include "sources/registry_periods.hpp"

#include <array>

#include "base/assert.hpp"

namespace housing::sources {
namespace {

using model::Frequency;
using model::Period;

constexpr std::string_view kPermits = "https://www2.census.gov/econ/bps/";
constexpr std::string_view kEstimates = "https://www2.census.gov/programs-surveys/popest/datasets/2020-";
constexpr std::string_view kSurvey = "https://api.census.gov/data/";
constexpr std::string_view kVariables =
    "NAME,B19013_001E,B19013_001M,B25064_001E,B25064_001M,B25077_001E,B25077_001M,B25002_001E,B25002_003E,B25003_001E,"
    "B25003_002E,B25003_003E,B01003_001E";

constexpr int kMonthLag = 28;
constexpr int kYearLag = 130;
constexpr int kSurveyLag = 350;
constexpr int kEstimatesLag = 75;
constexpr int kUnemploymentLag = 112;
constexpr int kRentsLag = -390;  // out at the end of the August before the fiscal year

constexpr auto kFamilies = std::to_array<PeriodFamily>({
    {"census", "census/bps/county-month", "co{YY}{MM}c.txt", kPermits, "County/co{YY}{MM}c.txt", Frequency::kMonth,
     kMonthLag, false, false},
    {"census", "census/bps/county-ytd", "co{YY}{MM}y.txt", kPermits, "County/co{YY}{MM}y.txt", Frequency::kMonth,
     kMonthLag, true, false},
    {"census", "census/bps/county-year", "co{YYYY}a.txt", kPermits, "County/co{YYYY}a.txt", Frequency::kYear, kYearLag,
     false, false},
    {"census", "census/bps/state-month", "st{YY}{MM}c.txt", kPermits, "State/st{YY}{MM}c.txt", Frequency::kMonth,
     kMonthLag, false, false},
    {"census", "census/bps/state-ytd", "st{YY}{MM}y.txt", kPermits, "State/st{YY}{MM}y.txt", Frequency::kMonth,
     kMonthLag, true, false},
    {"census", "census/bps/state-year", "st{YYYY}a.txt", kPermits, "State/st{YYYY}a.txt", Frequency::kYear, kYearLag,
     false, false},
    {"census", "census/bps/place-month/northeast", "ne{YY}{MM}c.txt", kPermits,
     "Place/Northeast%20Region/ne{YY}{MM}c.txt", Frequency::kMonth, kMonthLag, false, true},
    {"census", "census/bps/place-month/midwest", "mw{YY}{MM}c.txt", kPermits, "Place/Midwest%20Region/mw{YY}{MM}c.txt",
     Frequency::kMonth, kMonthLag, false, true},
    {"census", "census/bps/place-month/south", "so{YY}{MM}c.txt", kPermits, "Place/South%20Region/so{YY}{MM}c.txt",
     Frequency::kMonth, kMonthLag, false, true},
    {"census", "census/bps/place-month/west", "we{YY}{MM}c.txt", kPermits, "Place/West%20Region/we{YY}{MM}c.txt",
     Frequency::kMonth, kMonthLag, false, true},
    {"census", "census/popest/county", "co-est{YYYY}-alldata.csv", kEstimates,
     "{YYYY}/counties/totals/co-est{YYYY}-alldata.csv", Frequency::kYear, kEstimatesLag, true, false},
    {"census", "census/acs5/b19013-county", "acs5_{YYYY}_county.json", kSurvey,
     "{YYYY}/acs/acs5?get={VARIABLES}&for=county:*", Frequency::k5Year, kSurveyLag, false, false},
    {"census", "census/acs5/b19013-metro", "acs5_{YYYY}_metro.json", kSurvey,
     "{YYYY}/acs/acs5?get={VARIABLES}&for=metropolitan%20statistical%20area/micropolitan%20statistical%20area:*",
     Frequency::k5Year, kSurveyLag, false, false},
    {"census", "census/acs5/b19013-state", "acs5_{YYYY}_state.json", kSurvey,
     "{YYYY}/acs/acs5?get={VARIABLES}&for=state:*", Frequency::k5Year, kSurveyLag, false, false},
    {"census", "census/acs5/b19013-us", "acs5_{YYYY}_us.json", kSurvey, "{YYYY}/acs/acs5?get={VARIABLES}&for=us:1",
     Frequency::k5Year, kSurveyLag, false, false},
    {"hud", "hud/fmr", "FY{YY}_FMRs.xlsx", "https://www.huduser.gov/portal/datasets/fmr/", "fmr{YYYY}/FY{YY}_FMRs.xlsx",
     Frequency::kFiscalYear, kRentsLag, false, false},
    {"bls", "bls/laus/county-year", "laucnty{YY}.xlsx", "https://www.bls.gov/lau/", "laucnty{YY}.xlsx",
     Frequency::kYear, kUnemploymentLag, false, false},
});

std::string two_digits(int number) { return (number % 100 < 10 ? "0" : "") + std::to_string(number % 100); }

std::string filled(std::string_view pattern, Period period) {
  // A fiscal year and the survey's five years are named after their last.
  const int year = period.end().year();
  std::string text;
  while (!pattern.empty()) {
    if (pattern.starts_with("{YYYY}"))
      text += std::to_string(year);
    else if (pattern.starts_with("{YY}"))
      text += two_digits(year);
    else if (pattern.starts_with("{MM}"))
      text += two_digits(period.end().month());
    else if (pattern.starts_with("{VARIABLES}"))
      text += kVariables;
    else
      text += pattern.front();
    pattern.remove_prefix(pattern.front() == '{' ? pattern.find('}') + 1 : 1);
  }
  return text;
}

}  // namespace

std::span<const PeriodFamily> period_families() { return kFamilies; }

RemoteFile period_file(const PeriodFamily& family, Period period) {
  HT_ASSERT(period.frequency == family.frequency);
  return {.source = std::string(family.source),
          .dataset = std::string(family.dataset),
          .name = filled(family.name, period),
          .url = std::string(family.base) + filled(family.path, period),
          .size = SizeClass::kSmall,
          .on_request = family.on_request,
          .cadence_days = 0};
}

Period newest_period(const PeriodFamily& family, model::Date today) {
  // Of the period that contains the last day for which a file may be there, unless it ends later than that day.
  const model::Date last = today.plus_days(-family.lag_days);
  Period period = Period::containing(family.frequency, last);
  while (period.end() > last) --period.ordinal;
  return period;
}

}  // namespace housing::sources
