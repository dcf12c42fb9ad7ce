#include "stats/fair_market_rent.hpp"

#include <cmath>

namespace housing::stats {

FairMarketRent fair_market_rent(const FairMarketRentSteps& steps) {
  FairMarketRent result;
  const double movers = steps.recent_mover < 1 ? 1 : steps.recent_mover;
  result.computed = steps.base * movers * steps.inflation * steps.trend * steps.bedrooms;
  result.rent = result.computed;
  const auto raise_to = [&](double least, FairRentFloor floor) {
    if (!(result.rent < least)) return;
    result.rent = least;
    result.floor = floor;
  };
  if (steps.state_minimum) raise_to(*steps.state_minimum, FairRentFloor::kStateMinimum);
  if (steps.last_year) raise_to(kFairRentOfLastYear * *steps.last_year, FairRentFloor::kLastYear);
  result.rounded = std::round(result.rent);
  return result;
}

}  // namespace housing::stats
