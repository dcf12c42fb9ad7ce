#include "stats/owner_cost.hpp"

#include <algorithm>

#include "stats/mortgage.hpp"

namespace housing::stats {
namespace {

constexpr double kMonthsOfPercent = 12 * 100.0;
constexpr double kAtTheLimit = 1e-12;  // of the price

}  // namespace

double DownPayment::of(double price) const {
  const double down = is_cash ? cash : price * percent / 100;
  return down > price ? price : down;
}

bool needs_pmi(double price, double loan) { return loan > price * (kPmiAbovePercent / 100 + kAtTheLimit); }

OwnerCost owner_cost(double price, const DownPayment& down, const CostTerms& terms) {
  return owner_cost(price, down, terms, payment_factor(terms.rate, terms.months));
}

OwnerCost owner_cost(double price, const DownPayment& down, const CostTerms& terms, double factor) {
  OwnerCost cost;
  cost.down = down.of(price);
  cost.loan = price - cost.down;
  cost.principal_and_interest = cost.loan * factor;
  cost.tax = price * terms.tax / kMonthsOfPercent;
  cost.insurance = price * terms.insurance / kMonthsOfPercent;
  cost.pmi = needs_pmi(price, cost.loan) ? cost.loan * terms.pmi / kMonthsOfPercent : 0;
  cost.total = cost.principal_and_interest + cost.tax + cost.insurance + cost.pmi;
  return cost;
}

}  // namespace housing::stats
