// Affordability index by the method of the National Association of Realtors: whether a family with the median income
// could qualify for a loan on the median home. 100: just so; above: with something left.
//
// Source: NAR's methodology: 20 % down, 30 years fixed, a quarter of income for principal and interest. The payment is
// rounded to the whole dollar before the qualifying income is taken from it; without that the published incomes cannot
// be met. Units: dollars; percent. The index of other data than NAR's is no NAR index: name the data beside it.
// Gaps: NaN in, NaN out. Errors: none. Thread-safety: pure functions.
#pragma once

namespace housing::stats {

inline constexpr int kIndexMonths = 360;

struct AffordabilityIndex {
  double payment = 0;            // a month, whole dollars
  double payment_share = 0;      // of income, percent
  double qualifying_income = 0;  // a year
  double index = 0;
};

// Requires: rate_percent >= 0.
AffordabilityIndex affordability_index(double median_price, double rate_percent, double median_income);
// The same with payment_factor(rate_percent, kIndexMonths) at hand.
AffordabilityIndex affordability_index_of(double median_price, double payment_factor, double median_income);

}  // namespace housing::stats
