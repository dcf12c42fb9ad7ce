// Owner cost: what a home of a price costs its buyer a month: principal and interest, property tax, homeowner's
// insurance, and private mortgage insurance (PMI) while more than 80 % of the price is borrowed. Maintenance, utilities
// and fees are not in it.
//
// Source: the composition of the Federal Reserve Bank of Atlanta's Home Ownership Affordability Monitor; affordable is
// a cost of at most 30 % of income there. Units: money; percent a year (tax and insurance of the price, PMI of the
// loan). Gaps: NaN in, NaN out. Thread-safety: pure functions. The questions turned round: owner_budget.hpp.
#pragma once

namespace housing::stats {

inline constexpr double kPmiAbovePercent = 80;  // loan to value; exactly this much needs none

struct CostTerms {
  double rate = 0;  // of the mortgage
  int months = 360;
  double tax = 0;
  double insurance = 0;
  double pmi = 0;
};

// What the buyer brings: a share of the price, or a sum.
struct DownPayment {
  double percent = 0;
  double cash = 0;
  bool is_cash = false;

  static DownPayment share(double percent) { return {.percent = percent, .cash = 0, .is_cash = false}; }
  static DownPayment sum(double cash) { return {.percent = 0, .cash = cash, .is_cash = true}; }
  // Of this price; never more than the price.
  double of(double price) const;
};

struct OwnerCost {
  double down = 0;
  double loan = 0;
  double principal_and_interest = 0;  // a month, as all below
  double tax = 0;
  double insurance = 0;
  double pmi = 0;
  double total = 0;
};

// Whether PMI is due. A loan within 1e-12 of the price of the limit counts as at it, so that 20 % down is 20 %
// down whatever the last bit says.
bool needs_pmi(double price, double loan);

// Requires: price >= 0 or NaN, terms not negative.
OwnerCost owner_cost(double price, const DownPayment& down, const CostTerms& terms);
// The same with payment_factor(terms.rate, terms.months) at hand.
OwnerCost owner_cost(double price, const DownPayment& down, const CostTerms& terms, double payment_factor);

}  // namespace housing::stats
