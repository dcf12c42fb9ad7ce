// Rent or buy: what both cost in a place over a stay, and where they cost the same; no verdict. The arithmetic and what
// it leaves out are in stats/rent_or_buy.hpp.
//
// Price, rent and rate are the place's and the nation's newest by the period asked for, unless the question says them.
// How prices and rents grew there in the past stands beside the break-even; it is no forecast.
// Errors: QuestionError naming the parameter; missing-parameter where neither data nor question say a price, rent or
// rate. Thread-safety: pure over the world.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyses/affordability_household.hpp"
#include "analyses/valuation_inputs.hpp"
#include "stats/rent_or_buy.hpp"

namespace housing::analyses {

// What is taken where the question says nothing; percent, the horizon in years.
inline constexpr double kUsualMaintenance = 1;
inline constexpr double kUsualBuying = 3;
inline constexpr double kUsualSelling = 6;
inline constexpr double kUsualAppreciation = 3;
inline constexpr double kUsualRentGrowth = 3;
inline constexpr double kUsualReturn = 5;
inline constexpr int kUsualHorizon = 7;
inline constexpr int kPathYears = 30;  // at least so many are told of

struct RentOrBuyQuestion {
  std::string region;
  std::string period;
  std::string price_metric;
  HouseholdQuestion household;  // income and rule are not asked for
  std::string price;
  std::string rent;
  std::string maintenance;
  std::string buying;
  std::string selling;
  std::string appreciation;
  std::string rent_growth;
  std::string opportunity;
  std::string horizon;
};

// A number of the calculation: from data, or said by the question.
struct RentOrBuyInput {
  double value = 0;
  std::optional<InputValue> from;
};

struct PastGrowth {
  int years = 0;
  double percent = 0;  // a year
};

struct RentOrBuyAnswer {
  model::RegionId region;
  RentOrBuyInput price;
  RentOrBuyInput rent;
  RentOrBuyInput rate;
  stats::RentOrBuyTerms terms;
  int horizon = kUsualHorizon;
  stats::OwnerCost first_payment;
  stats::RentOrBuy stay;               // of the horizon
  std::vector<stats::RentOrBuy> path;  // of stays of 1, 2 … years
  stats::Solved<double> break_even_growth = 0;
  stats::Solved<int> break_even_months = 0;
  double break_even_rent = 0;
  std::vector<PastGrowth> past_price;  // where the data reach back so far
  std::vector<PastGrowth> past_rent;
};

app::Answered<RentOrBuyAnswer> answer_rent_or_buy(const app::World& world, const RentOrBuyQuestion& question);

}  // namespace housing::analyses
