// Fair market rent: the steps by which HUD brings a survey's rent to a fiscal year.
//
// Source: the US Department of Housing and Urban Development's yearly method pages (42 USC 1437f(c)): the 40th
// percentile of gross rents of standard two-bedroom homes, times factors for recent movers (at least 1), for inflation
// to the last whole year, for the trend to the fiscal year, and for the number of bedrooms; not below a state's
// minimum, nor below 90 % of last year's. HUD's choice of the survey estimate (reliability, larger areas) is not
// repeated here. Units: dollars a month. Gaps: NaN in, NaN out. Errors: none. Thread-safety: pure functions.
#pragma once

#include <optional>

namespace housing::stats {

inline constexpr double kFairRentOfLastYear = 0.9;

struct FairMarketRentSteps {
  double base = 0;
  double recent_mover = 1;
  double inflation = 1;
  double trend = 1;
  double bedrooms = 1;  // ratio to two bedrooms
  std::optional<double> state_minimum = {};
  std::optional<double> last_year = {};
};

enum class FairRentFloor { kNone, kStateMinimum, kLastYear };

struct FairMarketRent {
  double computed = 0;                         // before the floors
  double rent = 0;                             // after them
  double rounded = 0;                          // to the whole dollar
  FairRentFloor floor = FairRentFloor::kNone;  // the one that set the rent
};

FairMarketRent fair_market_rent(const FairMarketRentSteps& steps);

}  // namespace housing::stats
