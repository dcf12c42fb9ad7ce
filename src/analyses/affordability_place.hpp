// What a place's numbers mean for a household: cost, share of income, limits, ratios. Pure arithmetic over stats/.
//
// Units: dollars, percent. Gaps: NaN where a number is not known; what hangs on it is NaN too, the rest is given.
// Thread-safety: pure functions.
#pragma once

#include <cmath>

#include "analyses/affordability_household.hpp"
#include "stats/affordability_index.hpp"
#include "stats/cost_burden.hpp"

namespace housing::analyses {

struct PlaceNumbers {
  double price = NAN;
  double income = NAN;         // the household's, or the place's median
  double median_income = NAN;  // of the place
  double rent = NAN;           // a month
};

struct PlaceAffordability {
  PlaceNumbers numbers;
  stats::OwnerCost cost;
  double share = NAN;  // of income, percent
  double qualifying_income = NAN;
  double max_price = NAN;
  double index = NAN;  // by NAR's method over these data
  double price_to_income = NAN;
  double price_to_rent = NAN;
  double gross_yield = NAN;

  bool compared() const { return !std::isnan(share); }
  bool affordable = false;  // the share is at most the rule; false where it is not known
};

// One household at one rate, many places: what is alike for all of them is computed once.
class Assessor {
 public:
  // `rate`: percent; NaN when it is not known.
  Assessor(const Household& household, double rate);
  PlaceAffordability operator()(const PlaceNumbers& numbers) const;

 private:
  const Household& household_;
  double rate_;
  stats::CostTerms terms_;
  double factor_ = NAN;        // of the household's mortgage
  double index_factor_ = NAN;  // of the index's
};
PlaceAffordability assess(const Household& household, double rate, const PlaceNumbers& numbers);

// The questions turned round, for one place. NaN: nothing will do; kMaxSolvedRate: any rate will.
double rate_needed(const Household& household, const PlaceNumbers& numbers);
double cash_needed(const Household& household, double rate, const PlaceNumbers& numbers);

}  // namespace housing::analyses
